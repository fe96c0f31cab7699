//! Tables as CSV (RFC 4180): UTF-8, `;`, CRLF, first line the names of the columns.
//!
//! The file begins with a byte order mark: without it Excel takes UTF-8 for something else. All text stands in quotes:
//! LibreOffice takes comma, semicolon and tab for separators unless told otherwise, and sentences have commas. To pandas
//! only the separator has to be said. Numbers have a decimal point. A list stands in one cell, its items separated by `|`.

use std::collections::BTreeMap;

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::value::RawValue;

use super::schema;
use super::table::Table;
use crate::site::Site;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(site: &Site, table: &Table) -> Vec<u8> {
    write_rows(table, table.rows(site))
}

/// Some rows of a table, with all its columns.
pub(super) fn write_rows<'a>(table: &Table, rows: impl IntoIterator<Item = &'a Box<RawValue>>) -> Vec<u8> {
    let columns: Vec<String> = schema::fields(&table.schema())
        .into_iter()
        .map(|field| field.name)
        .collect();
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::NonNumeric)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let records = rows.into_iter().map(|row| {
        // The names of fields need no escaping, so they can be borrowed.
        let row: BTreeMap<&str, &RawValue> = serde_json::from_str(row.get()).unwrap_or_default();
        let cells = columns.iter().map(|column| row.get(column.as_str()));
        cells
            .map(|value| value.map_or_else(String::new, |value| cell(value)))
            .collect()
    });
    for record in [columns.clone()].into_iter().chain(records) {
        // Writing into memory cannot fail, and every record has the same length.
        let _ = writer.write_record(record);
    }
    writer.into_inner().unwrap_or_default()
}

/// What stands in JSON as a value, as a cell; numbers and objects stay as they are.
fn cell(value: &RawValue) -> String {
    let json = value.get();
    match json.as_bytes().first() {
        Some(b'"') => serde_json::from_str(json).unwrap_or_default(),
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            items.into_iter().map(cell).collect::<Vec<_>>().join("|")
        }
        Some(b'n') => String::new(),
        _ => json.to_owned(),
    }
}
