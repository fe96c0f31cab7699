//! Edits of a table that is there: what does not change keeps its bytes.

use std::collections::BTreeMap;

use crate::content::tables::columns::{self, Column};
use crate::content::tables::sheet::{Line, Sheet};
use crate::extent::{Slicing, Whole};

/// The lines that a table will have, in their order.
#[derive(Debug)]
pub(super) struct Edit<'a> {
    sheet: &'a Sheet,
    /// Names of the columns: those of the table, then those that are added.
    columns: Vec<String>,
    pub rows: Vec<Row<'a>>,
}

/// A line that was there, or a new one.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    line: Option<&'a Line>,
    /// New values by the place of their column.
    values: BTreeMap<usize, String>,
}

impl<'a> Edit<'a> {
    /// `known` tells which columns the header means, however it calls them.
    pub fn new(sheet: &'a Sheet, known: &[Column]) -> Self {
        let columns = sheet
            .header
            .cells
            .iter()
            .map(|cell| columns::canonical(known, &cell.value));
        let rows = sheet.lines.iter().map(|line| Row {
            line: Some(line),
            values: BTreeMap::new(),
        });
        Self {
            sheet,
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }

    /// The place of a column; it is added where the table has none of that name.
    fn column(&mut self, name: &str) -> usize {
        let found = self.columns.iter().position(|column| column == name);
        found.unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len().minus(1)
        })
    }

    /// What a row says in a column.
    pub fn value<'b>(&'b self, row: &'b Row<'a>, name: &str) -> &'b str {
        let Some(column) = self.columns.iter().position(|column| column == name) else {
            return "";
        };
        if let Some(value) = row.values.get(&column) {
            return value;
        }
        row.line.map_or("", |line| self.sheet.value(line, Some(column)))
    }

    /// All that a row says, by column.
    pub fn values(&self, row: &Row) -> Vec<(String, String)> {
        let names = self.columns.iter();
        names
            .map(|name| (name.clone(), self.value(row, name).to_owned()))
            .collect()
    }

    /// Changes a cell of a row.
    pub fn set(&mut self, row: usize, name: &str, value: &str) {
        let column = self.column(name);
        if let Some(row) = self.rows.get_mut(row) {
            row.values.insert(column, value.to_owned());
        }
    }

    /// A new row, to be put where it belongs.
    pub fn insert(&mut self, at: usize, values: &[(&str, String)]) {
        let values = values
            .iter()
            .map(|(name, value)| (self.column(name), value.clone()))
            .collect();
        let row = Row { line: None, values };
        self.rows.insert(at.min(self.rows.len()), row);
    }

    /// The text of the table.
    pub fn finish(&self) -> String {
        let text = &self.sheet.text;
        let mut result = text.part(..self.sheet.header.range.start).to_owned();
        let added = self.columns.len().minus(self.sheet.header.cells.len());
        let header = Row {
            line: Some(&self.sheet.header),
            values: self
                .columns
                .iter()
                .cloned()
                .enumerate()
                .skip(self.columns.len().minus(added))
                .collect(),
        };
        self.write(&header, added > 0, &mut result);
        for row in &self.rows {
            if !result.ends_with('\n') {
                result.push_str(self.sheet.line_break());
            }
            self.write(row, added > 0, &mut result);
        }
        let last = self.sheet.lines.last().unwrap_or(&self.sheet.header);
        result.push_str(text.part(last.range.end..));
        result
    }

    fn write(&self, row: &Row, is_wider: bool, result: &mut String) {
        match row.line {
            Some(line) if row.values.is_empty() && !is_wider => {
                result.push_str(self.sheet.text.part(line.range.clone()))
            }
            Some(line) => self.write_changed(line, &row.values, result),
            None => {
                let cells = (0..self.columns.len()).map(|column| row.values.get(&column).map_or("", String::as_str));
                let cells: Vec<String> = cells.map(|cell| self.sheet.quoted(cell)).collect();
                result.push_str(&cells.join(&self.sheet.delimiter.to_string()));
                result.push_str(self.sheet.line_break());
            }
        }
    }

    /// A line of which some cells change: the others are copied.
    fn write_changed(&self, line: &Line, values: &BTreeMap<usize, String>, result: &mut String) {
        let text = &self.sheet.text;
        let mut at = line.range.start;
        for (column, cell) in line.cells.iter().enumerate() {
            result.push_str(text.part(at..cell.range.start));
            match values.get(&column) {
                Some(value) => result.push_str(&self.sheet.quoted(value)),
                None => result.push_str(text.part(cell.range.clone())),
            }
            at = cell.range.end;
        }
        for column in line.cells.len()..self.columns.len() {
            result.push(self.sheet.delimiter);
            result.push_str(&self.sheet.quoted(values.get(&column).map_or("", String::as_str)));
        }
        result.push_str(text.part(at..line.range.end));
    }
}
