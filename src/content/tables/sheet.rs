//! The one reader of tables: cells, and where each of them stands.
//!
//! Taken apart here and not by the `csv` crate because that does not tell where in a line a cell stands, which the
//! excerpts of messages need and the edits that leave every other byte as it is.

use std::sync::Arc;

use csv::{QuoteStyle, Terminator, WriterBuilder};

pub(crate) use super::scanner::{Cell, Line};

use super::scanner::Scanner;
use crate::content::lines::Lines;
use crate::content::yaml::Span;
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole};

/// A table with a header.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    pub path: Arc<str>,
    pub text: String,
    pub delimiter: char,
    pub header: Line,
    pub lines: Vec<Line>,
}

impl Sheet {
    /// Takes a table apart. Lines without any content, as spreadsheets leave them, are skipped.
    ///
    /// # Errors
    /// Lines that have more or fewer cells than the header, and quotes that are not closed.
    pub fn parse(path: &Arc<str>, text: &str) -> Result<Self, Vec<Diagnostic>> {
        match Self::read(path, text) {
            (sheet, problems) if problems.is_empty() => Ok(sheet),
            (_, problems) => Err(problems),
        }
    }

    /// The same with what is wrong: lines with a fault are left out and told.
    pub fn read(path: &Arc<str>, text: &str) -> (Self, Vec<Diagnostic>) {
        let start = preamble(text);
        let delimiter = delimiter(text.part(start..));
        let mut scanner = Scanner::new(text, start, delimiter);
        let lines_of_text = Lines::of(text, 1);
        let mut header: Option<Line> = None;
        let mut lines: Vec<Line> = Vec::new();
        let mut problems = Vec::new();
        let mut behind = start;
        while !scanner.is_at_end() {
            let line = match scanner.line() {
                Ok(line) if line.cells.iter().all(|cell| cell.value.is_empty()) => continue,
                Ok(line) => line,
                Err(quote) => {
                    problems.push(unclosed(path, &lines_of_text, quote));
                    continue;
                }
            };
            let mut line = Line {
                range: behind..line.range.end,
                ..line
            };
            behind = line.range.end;
            let Some(header) = &header else {
                trim(&mut line, 0);
                scanner.width = line.cells.len();
                header = Some(line);
                continue;
            };
            let width = header.cells.len();
            trim(&mut line, width);
            match line.cells.len() == width {
                true => lines.push(line),
                false => problems.push(wrong_width(path, &lines_of_text, &line, width)),
            }
        }
        let sheet = Self {
            path: path.clone(),
            text: text.to_owned(),
            delimiter,
            header: header.unwrap_or_default(),
            lines,
        };
        (sheet, problems)
    }

    /// What a cell says; nothing where the column is not there.
    pub fn value<'a>(&self, line: &'a Line, column: Option<usize>) -> &'a str {
        let cell = column.and_then(|column| line.cells.get(column));
        cell.map_or("", |cell| cell.value.as_str())
    }

    /// A line as the place of a problem.
    pub fn line_place(&self, number: u32) -> Place {
        let line = match self.lines.binary_search_by_key(&number, |line| line.number) {
            Ok(at) => self.lines.get(at),
            Err(_) => Some(&self.header).filter(|header| header.number == number),
        };
        match line {
            Some(line) => Place::excerpt(&self.path, self.text_of(line).whole(1)),
            None => Place::line_of(&self.path, number),
        }
    }

    /// A cell as the place of a problem.
    pub fn cell_place(&self, line: &Line, column: Option<usize>) -> Place {
        match column.and_then(|column| line.cells.get(column)) {
            Some(cell) => Place::excerpt(&self.path, self.excerpt(line, cell)),
            None => self.line_place(line.number),
        }
    }

    /// A cell, or its first line.
    fn excerpt(&self, line: &Line, cell: &Cell) -> crate::diagnostics::Excerpt {
        let span = Span {
            line: cell.span.line.plus(1).minus(line.number),
            end_line: cell.span.end_line.plus(1).minus(line.number),
            ..cell.span
        };
        self.text_of(line).of_span(span)
    }

    /// The text of a line: a table with many faults is not gone through for each.
    fn text_of(&self, line: &Line) -> Lines<'_> {
        let start = line.cells.first().map_or(line.range.start, |cell| cell.range.start);
        Lines::of(self.text.part(start..line.range.end), line.number)
    }

    /// A cell as it is written: in quotes only where it needs them.
    pub fn quoted(&self, value: &str) -> String {
        let mut writer = WriterBuilder::new()
            .delimiter(u8::try_from(self.delimiter).unwrap_or(b';'))
            .terminator(Terminator::Any(b'\n'))
            .quote_style(QuoteStyle::Necessary)
            .from_writer(Vec::new());
        // Writing into memory cannot fail. The empty cell behind it keeps a single empty cell from being put in quotes.
        let _ = writer.write_record([value, ""]);
        let bytes = writer.into_inner().unwrap_or_default();
        let text = String::from_utf8(bytes).unwrap_or_default();
        text.strip_suffix('\n')
            .and_then(|text| text.strip_suffix(self.delimiter))
            .unwrap_or_default()
            .to_owned()
    }

    /// The line break that the table uses.
    pub fn line_break(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }
}

/// Leaves out what spreadsheets put behind the last column.
fn trim(line: &mut Line, width: usize) {
    while line.cells.len() > width && line.cells.last().is_some_and(|cell| cell.value.is_empty()) {
        line.cells.pop();
    }
}

/// The length of what stands before the table: a byte order mark, and a first line such as `sep=;`, by which spreadsheets
/// tell each other the delimiter.
fn preamble(text: &str) -> usize {
    let rest = text.trim_start_matches('\u{feff}');
    let first = rest.split_inclusive('\n').next().unwrap_or_default();
    let mark = text.len().minus(rest.len());
    if first.trim().to_ascii_lowercase().starts_with("sep=") {
        mark.plus(first.len())
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

fn unclosed(path: &Arc<str>, lines: &Lines, (line, column): (u32, u32)) -> Diagnostic {
    Diagnostic::error(
        "ungueltige-angabe",
        Place::excerpt(path, lines.piece(line, column, 1)),
        "das Anführungszeichen wird nicht geschlossen",
    )
    .with_help("Setzen Sie am Ende der Zelle ein Anführungszeichen, oder löschen Sie das am Anfang.")
}

fn wrong_width(path: &Arc<str>, lines: &Lines, line: &Line, expected: usize) -> Diagnostic {
    let found = line.cells.len();
    Diagnostic::error(
        "falsche-spaltenzahl",
        Place::excerpt(path, lines.whole(line.number)),
        format!("die Zeile hat {found} Spalten, die Kopfzeile {expected}"),
    )
    .with_help("Prüfen Sie die Trennzeichen; setzen Sie Texte, die ein Trennzeichen enthalten, in Anführungszeichen.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(text: &str) -> Sheet {
        Sheet::parse(&"a.csv".into(), text).expect("a sound table")
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
    fn no_line_is_lost_in_a_quote() {
        for (text, at, left) in [
            ("a;b\n1;\"x\n2;y\n3;z\n", vec![(2, 3)], 2),
            // The quote of the next cell that is not closed does not close this one.
            ("a;b\n1;\"x\n2;\"y\n3;z\n", vec![(2, 3), (3, 3)], 1),
            ("a;b;c\n1;2;\"x\n2;3;\"\n3;4;z\n", vec![(2, 5), (3, 5)], 1),
            ("a;b\r\n1;\"x\r\n2;y\r\n", vec![(2, 3)], 1),
        ] {
            let (sheet, problems) = Sheet::read(&"a.csv".into(), text);
            let places: Vec<_> = problems
                .iter()
                .map(|problem| (problem.place.line(), problem.place.column()))
                .collect();
            assert_eq!((places, sheet.lines.len()), (at, left), "{text:?}");
        }
        assert_eq!(values(&sheet("a;b\n1;\"x\n- y\n\"\n"))[1], ["1", "x\n- y"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_and_a_line_that_is_too_short_are_told() {
        for (text, line) in [("a;b\n1;\"x\n2;y\n", 2), ("a;b\n1;x\n2\n", 3), ("a;b\n1;x;y\n", 2)] {
            let problems = Sheet::parse(&"a.csv".into(), text).expect_err("a fault");
            assert_eq!(problems.len(), 1, "{text:?}");
            assert_eq!(problems[0].place.line(), line, "{text:?}");
        }
    }
}
