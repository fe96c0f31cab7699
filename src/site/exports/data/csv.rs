//! The tables of the open data as CSV. Numbers have a decimal point. A list stands in one cell, its items separated by `|`.

use std::borrow::Cow;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::schema;
use crate::site::figures::Spreadsheet;

/// Rows as a table, with the columns that their description has.
pub(super) fn write<R: Serialize + JsonSchema>(rows: impl Iterator<Item = R>, out: impl Write) -> io::Result<()> {
    let columns: Vec<String> = schema::fields(&schema::of::<R>())
        .into_iter()
        .map(|field| field.name)
        .collect();
    let mut sheet = Spreadsheet::new(out)?;
    sheet.row(columns.iter().map(String::as_str))?;
    for row in rows {
        let row = serde_json::to_value(row)?;
        for column in &columns {
            match row.get(column).unwrap_or(&Value::Null) {
                Value::Number(number) => sheet.number(&number.to_string())?,
                value => sheet.text(&text(value))?,
            }
        }
        sheet.end_row()?;
    }
    sheet.finish()?;
    Ok(())
}

/// What stands in a cell for a value that is no number.
fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("|").into(),
        other => other.to_string().into(),
    }
}
