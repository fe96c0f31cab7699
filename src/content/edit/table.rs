//! From changes of cells to the pieces of a table that become others.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Refusal;
use super::pieces::Piece;
use crate::content::tables::columns::{Column, DIRECTORY, REUSE, USAGE, fold};
use crate::content::tables::sheet::Sheet;
use crate::diagnostics::Change;
use crate::extent::Slicing;

/// A table, taken apart.
pub(super) struct Table {
    sheet: Sheet,
    columns: &'static [Column],
}

impl Table {
    /// Lines that cannot be read are left as they are.
    pub fn read(path: &str, text: &str) -> Self {
        let columns = if path.ends_with("/nachnutzung.csv") {
            REUSE
        } else if path.ends_with("/nutzung.csv") {
            USAGE
        } else {
            DIRECTORY
        };
        let path: Arc<str> = path.into();
        Self {
            columns,
            sheet: Sheet::read(&path, text).0,
        }
    }

    /// The place of a column, by its name as people write it.
    fn column(&self, name: &str) -> Option<usize> {
        let known = self.columns.iter().find(|column| column.name == name);
        let is_meant =
            |header: &str| fold(header) == fold(name) || known.is_some_and(|column| column.is_called(header));
        self.sheet.header.cells.iter().position(|cell| is_meant(&cell.value))
    }

    /// The piece by which a cell says something else.
    pub fn set(&self, line: u32, column: &str, text: &str) -> Result<Piece, Refusal> {
        let found = self.column(column).and_then(|column| {
            let line = self.sheet.lines.iter().find(|found| found.number == line)?;
            line.cells.get(column)
        });
        let cell = found.ok_or_else(|| Refusal::NoCell(line, column.to_owned()))?;
        let was_quoted = self.sheet.text.part(cell.range.clone()).starts_with('"');
        let text = match self.sheet.quoted(text) {
            plain if was_quoted && !plain.starts_with('"') => format!("\"{plain}\""),
            text => text,
        };
        Ok(Piece {
            range: cell.range.clone(),
            text,
        })
    }

    /// What every cell says, by line and column.
    fn values(&self) -> BTreeMap<(u32, usize), &str> {
        let lines = std::iter::once(&self.sheet.header).chain(&self.sheet.lines);
        let cells = lines.flat_map(|line| {
            line.cells
                .iter()
                .enumerate()
                .map(|(index, cell)| ((line.number, index), cell))
        });
        cells.map(|(place, cell)| (place, cell.value.as_str())).collect()
    }

    /// Whether this table says what another one did, but for the changed cells.
    pub fn differs_only_in(&self, before: &Self, changes: &[Change]) -> bool {
        let mut wanted = before.values();
        for change in changes {
            if let Change::Cell { line, column, text } = change
                && let Some(column) = before.column(column)
            {
                wanted.insert((*line, column), text.trim());
            }
        }
        wanted == self.values()
    }
}
