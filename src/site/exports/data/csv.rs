//! The tables of the open data as CSV. Numbers have a decimal point. A list stands in one cell, its items separated by `|`.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::schema;
use super::table::Table;
use crate::site::edition::Site;
use crate::site::figures::Spreadsheet;

/// A table.
pub(super) fn write(table: &Table, site: &Site, out: &mut dyn Write) -> io::Result<()> {
    write_rows(table, table.rows(site).iter(), out)
}

/// Some rows of a table, with all its columns.
pub(super) fn write_rows<'a>(
    table: &Table,
    rows: impl IntoIterator<Item = &'a str>,
    out: impl Write,
) -> io::Result<()> {
    let columns: Vec<String> = schema::fields(&table.schema())
        .into_iter()
        .map(|field| field.name)
        .collect();
    let mut sheet = Spreadsheet::new(out)?;
    sheet.row(columns.iter().map(String::as_str))?;
    for row in rows {
        let row: Fields = serde_json::from_str(row).unwrap_or_default();
        for (place, column) in columns.iter().enumerate() {
            match row.get(place, column) {
                Some(value) if is_number(value) => sheet.number(value.get())?,
                Some(value) => sheet.text(&cell(value))?,
                None => sheet.text("")?,
            }
        }
        sheet.end_row()?;
    }
    sheet.finish()?;
    Ok(())
}

fn is_number(value: &RawValue) -> bool {
    let first = value.get().bytes().next();
    first.is_some_and(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The fields of a row, in their order. Their names need no escaping, so they can be borrowed.
#[derive(Default)]
struct Fields<'r>(Vec<(&'r str, &'r RawValue)>);

impl<'r> Fields<'r> {
    /// Most rows have all columns, each at its place.
    fn get(&self, place: usize, column: &str) -> Option<&'r RawValue> {
        let at_place = self.0.get(place).filter(|(name, _)| *name == column);
        let field = at_place.or_else(|| self.0.iter().find(|(name, _)| *name == column));
        field.map(|(_, value)| *value)
    }
}

impl<'r> Deserialize<'r> for Fields<'r> {
    fn deserialize<D: Deserializer<'r>>(deserializer: D) -> Result<Self, D::Error> {
        struct Row;

        impl<'r> Visitor<'r> for Row {
            type Value = Fields<'r>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a row")
            }

            fn visit_map<A: MapAccess<'r>>(self, mut row: A) -> Result<Fields<'r>, A::Error> {
                let mut fields = Vec::with_capacity(32);
                while let Some(field) = row.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Row)
    }
}

/// What stands in JSON as a value, as a cell; numbers and objects stay as they are.
fn cell(value: &RawValue) -> Cow<'_, str> {
    let json = value.get();
    match json.as_bytes().first() {
        Some(b'"') if !json.contains('\\') => json.trim_matches('"').into(),
        Some(b'"') => serde_json::from_str::<String>(json).unwrap_or_default().into(),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            items.into_iter().map(cell).collect::<Vec<_>>().join("|").into()
        }
        Some(b'n') => "".into(),
        _ => json.into(),
    }
}
