//! A table of text: its cells, and where each of them stands.
//!
//! Taken apart here and not by the `csv` crate because that does not tell where in a line a cell stands, which the
//! excerpts of messages need and the edits that leave every other byte as it is.

use std::ops::Range;
use std::sync::Arc;

use super::Document;
use crate::diagnostics::{Diagnostic, Excerpt, Place};

/// A table with a header.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub path: Arc<str>,
    pub text: String,
    pub delimiter: char,
    pub header: Line,
    pub lines: Vec<Line>,
}

/// A line of a table; a cell in quotes may make it span several lines of text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The line of the file in which it begins, counted from 1.
    pub number: u32,
    /// Where it stands in the text, with its line break and the empty lines before it.
    pub range: Range<usize>,
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// What it says, without quotes and without white space around it.
    pub value: String,
    /// Where it stands in the text, quotes included.
    pub range: Range<usize>,
}

impl Sheet {
    /// Takes a table apart. Lines without any content, as spreadsheets leave them, are skipped.
    ///
    /// # Errors
    /// Lines that have more or fewer cells than the header, and quotes that are not closed.
    pub fn parse(document: Document) -> Result<Self, Vec<Diagnostic>> {
        let Document { path, text } = document;
        let start = preamble(&text);
        let delimiter = delimiter(&text[start..]);
        let mut scanner = Scanner {
            text: &text,
            at: start,
            line: text[..start].matches('\n').count() as u32 + 1,
            delimiter,
        };
        let mut lines: Vec<Line> = Vec::new();
        let mut problems = Vec::new();
        let mut behind = start;
        while scanner.at < text.len() {
            match scanner.line() {
                Ok(line) if line.cells.iter().all(|cell| cell.value.is_empty()) => {}
                Ok(line) => {
                    let range = behind..line.range.end;
                    behind = range.end;
                    lines.push(Line { range, ..line });
                }
                Err(at) => problems.push(unclosed(&path, &text, at)),
            }
        }
        let header = if lines.is_empty() {
            Line::default()
        } else {
            lines.remove(0)
        };
        let mut sheet = Self {
            path,
            text,
            delimiter,
            header,
            lines,
        };
        problems.extend(sheet.fit());
        if problems.is_empty() { Ok(sheet) } else { Err(problems) }
    }

    /// Leaves out what spreadsheets put behind the last column, and tells which lines do not fit the header.
    fn fit(&mut self) -> Vec<Diagnostic> {
        let is_empty = |cell: &Cell| cell.value.is_empty();
        while self.header.cells.last().is_some_and(is_empty) {
            self.header.cells.pop();
        }
        let width = self.header.cells.len();
        let mut problems = Vec::new();
        for line in &mut self.lines {
            while line.cells.len() > width && line.cells.last().is_some_and(is_empty) {
                line.cells.pop();
            }
            if line.cells.len() != width {
                problems.push(wrong_width(&self.path, line.number, line.cells.len(), width));
            }
        }
        for problem in &mut problems {
            problem.place = self.line_place(problem.place.line());
        }
        problems
    }

    /// What a cell says; nothing where the column is not there.
    pub fn value<'a>(&self, line: &'a Line, column: Option<usize>) -> &'a str {
        let cell = column.and_then(|column| line.cells.get(column));
        cell.map_or("", |cell| cell.value.as_str())
    }

    /// A line as the place of a problem.
    pub fn line_place(&self, number: u32) -> Place {
        let text = self
            .text
            .lines()
            .nth(number.saturating_sub(1) as usize)
            .unwrap_or_default();
        Place::excerpt(&self.path, Excerpt::at(text, number, 1))
    }

    /// A cell as the place of a problem.
    pub fn cell_place(&self, line: &Line, column: Option<usize>) -> Place {
        match column.and_then(|column| line.cells.get(column)) {
            Some(cell) => place_of(&self.path, &self.text, cell.range.clone()),
            None => self.line_place(line.number),
        }
    }

    /// The line break that the table uses.
    pub fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// A range of a text as the place of a problem; only its first line is shown.
pub(super) fn place_of(path: &Arc<str>, text: &str, range: Range<usize>) -> Place {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.start..].find('\n').map_or(text.len(), |at| range.start + at);
    let line = text[start..end].trim_end_matches('\r');
    let shown = &text[range.start..range.end.clamp(range.start, end)];
    let excerpt = Excerpt {
        line: text[..range.start].matches('\n').count() as u32 + 1,
        column: text[start..range.start].chars().count() as u32 + 1,
        length: shown.trim_end().chars().count().max(1) as u32,
        text: line.to_owned(),
    };
    Place::excerpt(path, excerpt)
}

/// The length of what stands before the table: a byte order mark, and a first line such as `sep=;`, by which spreadsheets
/// tell each other the delimiter.
fn preamble(text: &str) -> usize {
    let rest = text.trim_start_matches('\u{feff}');
    let first = rest.split_inclusive('\n').next().unwrap_or_default();
    let mark = text.len() - rest.len();
    if first.trim().to_ascii_lowercase().starts_with("sep=") {
        mark + first.len()
    } else {
        mark
    }
}

/// The delimiter: of semicolon, comma and tab the one that the header has most of.
fn delimiter(text: &str) -> char {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: char| header.matches(delimiter).count();
    let mut best = ';';
    for other in [',', '\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

fn unclosed(path: &Arc<str>, text: &str, at: usize) -> Diagnostic {
    let place = place_of(path, text, at..at + 1);
    Diagnostic::error(
        "ungueltige-angabe",
        place,
        "das Anführungszeichen wird nicht geschlossen",
    )
    .with_help("Setzen Sie am Ende der Zelle ein Anführungszeichen, oder löschen Sie das am Anfang.")
}

fn wrong_width(path: &Arc<str>, line: u32, found: usize, expected: usize) -> Diagnostic {
    Diagnostic::error(
        "falsche-spaltenzahl",
        Place::line_of(path, line),
        format!("die Zeile hat {found} Spalten, die Kopfzeile {expected}"),
    )
    .with_help("Prüfen Sie die Trennzeichen; setzen Sie Texte, die ein Trennzeichen enthalten, in Anführungszeichen.")
}

/// Goes through a table from cell to cell (RFC 4180): only a quote at the beginning of a cell opens one.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    delimiter: char,
}

impl Scanner<'_> {
    /// The next line; an error is where the quote stands that is not closed.
    fn line(&mut self) -> Result<Line, usize> {
        let (start, number) = (self.at, self.line);
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            if !self.text[self.at..].starts_with(self.delimiter) {
                break;
            }
            self.at += self.delimiter.len_utf8();
        }
        let rest = &self.text[self.at..];
        self.at += if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
        self.line += self.text[start..self.at].matches('\n').count() as u32;
        Ok(Line {
            number,
            range: start..self.at,
            cells,
        })
    }

    fn cell(&mut self) -> Result<Cell, usize> {
        let start = self.at;
        if self.text[start..].starts_with('"') {
            self.at = self.closing_quote(start).ok_or_else(|| {
                self.at = self.text.len();
                start
            })?;
        }
        let rest = &self.text[self.at..];
        let end = rest
            .find([self.delimiter, '\n'])
            .map_or(self.text.len(), |end| self.at + end);
        let raw = self.text[start..end].trim_end_matches('\r');
        self.at = start + raw.len();
        Ok(Cell {
            value: unquoted(raw),
            range: start..self.at,
        })
    }

    /// Behind the quote that closes the one at `start`; two in a row stand for one.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let mut at = start + 1;
        loop {
            at += self.text[at..].find('"')? + 1;
            if !self.text[at..].starts_with('"') {
                return Some(at);
            }
            at += 1;
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        Sheet::parse(Document {
            path: "a.csv".into(),
            text: text.to_owned(),
        })
        .expect("a sound table")
    }

    fn values(sheet: &Sheet) -> Vec<Vec<&str>> {
        let lines = std::iter::once(&sheet.header).chain(&sheet.lines);
        let values = lines.map(|line| line.cells.iter().map(|cell| cell.value.as_str()).collect());
        values.collect()
    }

    #[test]
    fn delimiters_quotes_and_line_breaks_are_told() {
        for text in [
            "a;b\n1;\"x;\"\"y\"\"\nz\"\n",
            "a,b\r\n1,\"x;\"\"y\"\"\nz\"\r\n",
            "sep=\t\na\tb\n\n1\t\"x;\"\"y\"\"\nz\"",
            "\u{feff}a;b\n1;\"x;\"\"y\"\"\nz\"\n",
            "a;b;;\n1;\"x;\"\"y\"\"\nz\";;\n;;;\n",
        ] {
            assert_eq!(
                values(&sheet(text)),
                [vec!["a", "b"], vec!["1", "x;\"y\"\nz"]],
                "{text:?}"
            );
        }
    }

    #[test]
    fn every_byte_of_a_table_is_in_one_of_its_lines() {
        let text = "a;b\n1;\"x\n\n\"\r\n\r\n2;y";
        let sheet = sheet(text);
        let numbers: Vec<u32> = sheet.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [2, 6]);
        assert_eq!(&text[sheet.lines[0].range.clone()], "1;\"x\n\n\"\r\n");
        assert_eq!(&text[sheet.lines[1].range.clone()], "\r\n2;y");
    }

    #[test]
    fn a_quote_that_is_not_closed_and_a_line_that_is_too_short_are_told() {
        for (text, line) in [("a;b\n1;\"x\n2;y\n", 2), ("a;b\n1;x\n2\n", 3), ("a;b\n1;x;y\n", 2)] {
            let document = Document {
                path: "a.csv".into(),
                text: text.to_owned(),
            };
            let problems = Sheet::parse(document).expect_err("a fault");
            assert_eq!(problems.len(), 1, "{text:?}");
            assert_eq!(problems[0].place.line(), line, "{text:?}");
        }
    }
}
