//! From the text of a table to its cells.

use std::ops::Range;

use crate::content::yaml::{Span, is_blank};
use crate::extent::{Slicing, Whole, ordinal, quantity};

/// A line of a table; a cell in quotes may make it span several lines of text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    /// The line of the file in which it begins, counted from 1.
    pub number: u32,
    /// Where it stands in the text, with its line break and the empty lines before it.
    pub range: Range<usize>,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// What it says, without quotes and without white space around it.
    pub value: String,
    /// Where it stands in the text, quotes included.
    pub range: Range<usize>,
    pub span: Span,
}

/// Goes through a table from cell to cell (RFC 4180): only a quote at the beginning of a cell opens one.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
    delimiter: char,
    /// How many columns the header has; none while it is being read.
    pub width: usize,
}

impl<'a> Scanner<'a> {
    /// Begins at a byte of a text.
    pub fn new(text: &'a str, at: usize, delimiter: char) -> Self {
        let before = text.part(..at);
        Self {
            text,
            at,
            line: ordinal(before.matches('\n').count()),
            column: ordinal(before.rsplit('\n').next().unwrap_or_default().chars().count()),
            delimiter,
            width: 0,
        }
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// The next line. An error is where a quote stands that is not closed: then the line of text with it is skipped.
    pub fn line(&mut self) -> Result<Line, (u32, u32)> {
        let (start, number) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            if !self.text.part(self.at..).starts_with(self.delimiter) {
                break;
            }
            self.advance(self.at.plus(self.delimiter.len_utf8()));
        }
        let rest = self.text.part(self.at..);
        self.advance(
            self.at
                .plus(if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) }),
        );
        Ok(Line {
            number,
            range: start..self.at,
            cells,
        })
    }

    fn advance(&mut self, to: usize) {
        let passed = self.text.part(self.at..to);
        match passed.rfind('\n') {
            Some(newline) => {
                self.line.raise(quantity(passed.matches('\n').count()));
                self.column = ordinal(passed.part(newline.plus(1)..).chars().count());
            }
            None => self.column.raise(quantity(passed.chars().count())),
        }
        self.at = to;
    }

    fn cell(&mut self) -> Result<Cell, (u32, u32)> {
        let (start, line, column) = (self.at, self.line, self.column);
        let mut closed = start;
        if self.text.part(start..).starts_with('"') {
            match self.closing_quote(start) {
                Some(end) => closed = end,
                None => {
                    let rest = self.text.part(start..);
                    self.advance(start.plus(rest.find('\n').map_or(rest.len(), |end| end.plus(1))));
                    return Err((line, column));
                }
            }
        }
        let end = self.text.part(closed..).find([self.delimiter, '\n']);
        let end = end.map_or(self.text.len(), |end| closed.plus(end));
        let raw = self.text.part(start..end).trim_end_matches('\r');
        self.advance(start.plus(raw.len()));
        let value = unquoted(raw);
        Ok(Cell {
            value: if is_blank(&value) { String::new() } else { value },
            range: start..self.at,
            span: Span {
                line,
                column,
                end_line: self.line,
                end_column: self.column,
            },
        })
    }

    /// Behind the quote that closes the one at `start`; two in a row stand for one. A quote that would close the cell only
    /// behind a whole line of the table, or in the middle of a text, belongs to another cell.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let mut at = start.plus(1);
        loop {
            at.raise(self.text.part(at..).find('"')?.plus(1));
            if !self.text.part(at..).starts_with('"') {
                break;
            }
            at.raise(1);
        }
        let inner = self.text.part(start..at);
        let goes_on = self.text.part(at..).trim_start_matches([' ', '\r']);
        let is_end = goes_on.is_empty() || goes_on.starts_with([self.delimiter, '\n']);
        // In a cell of one line, what stands behind the quote is part of the text.
        let is_of_one_line = !inner.contains('\n');
        let has_line = self.width > 1
            && inner
                .split('\n')
                .skip(1)
                .any(|line| line.matches(self.delimiter).count().plus(1) >= self.width);
        ((is_end || is_of_one_line) && !has_line).then_some(at)
    }
}

fn unquoted(raw: &str) -> String {
    let inner = raw
        .strip_prefix('"')
        .map(str::trim_end)
        .and_then(|raw| raw.strip_suffix('"'));
    inner.map_or_else(
        || raw.trim().to_owned(),
        |inner| inner.replace("\"\"", "\"").trim().to_owned(),
    )
}
