//! Tables as CSV (RFC 4180): UTF-8, `;`, CRLF, first line the names of the columns.
//!
//! The file begins with a byte order mark: without it Excel takes UTF-8 for something else. All text stands in quotes:
//! LibreOffice takes comma, semicolon and tab for separators unless told otherwise, and sentences have commas. To pandas
//! only the separator has to be said. Numbers have a decimal point. A list stands in one cell, its items separated by `|`.

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde_json::Value;
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
        let row: Value = serde_json::from_str(row.get()).unwrap_or_default();
        columns.iter().map(|column| cell(&row[column])).collect::<Vec<_>>()
    });
    for record in [columns.clone()].into_iter().chain(records) {
        // Writing into memory cannot fail, and every record has the same length.
        let _ = writer.write_record(record);
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}
