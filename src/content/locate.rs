//! From what a rule knows (a field, a cell, a line) to what an editor sees (line, column, excerpt).
//!
//! A file with problems is parsed once, and only if one of them asks for it.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lines::Lines;
use super::yaml::{self, Tree};
use crate::content::tables::sheet::Sheet;
use crate::content::{front_matter, tables::columns};
use crate::diagnostics::{At, Diagnostic, Excerpt};
use crate::extent::{Slicing, Whole, ordinal, quantity};

/// Gives every problem its line, column and excerpt. `read` returns the text of a file, if it can be read.
pub(super) fn locate(diagnostics: &mut [Diagnostic], read: impl Fn(&str) -> Option<String> + Sync) {
    let mut of_files: BTreeMap<Arc<str>, Vec<&mut Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        if !matches!(diagnostic.place.at, At::File | At::Excerpt(_)) {
            of_files
                .entry(diagnostic.place.path.clone())
                .or_default()
                .push(diagnostic);
        }
    }
    of_files.into_par_iter().for_each(|(path, diagnostics)| {
        let Some(text) = read(&path) else { return };
        let file = File::of(&path, &text);
        for diagnostic in diagnostics {
            if let Some(excerpt) = file.excerpt(&diagnostic.place.at) {
                diagnostic.place.at = At::Excerpt(excerpt);
            }
        }
    });
}

/// A text, and what is known of it so far.
struct File<'a> {
    path: &'a Arc<str>,
    text: &'a str,
    lines: Lines<'a>,
    record: OnceCell<Option<Record<'a>>>,
    sheet: OnceCell<Sheet>,
}

/// The part of a file that is a record.
struct Record<'a> {
    tree: Tree<'a>,
    lines: Lines<'a>,
}

#[derive(Clone, Copy, PartialEq)]
enum Target {
    Key,
    Value,
}

impl<'a> File<'a> {
    fn of(path: &'a Arc<str>, text: &'a str) -> Self {
        Self {
            path,
            text,
            lines: Lines::of(text, 1),
            record: OnceCell::new(),
            sheet: OnceCell::new(),
        }
    }

    /// The excerpt for a place; `None` for the file as a whole and for places that are not there.
    fn excerpt(&self, at: &At) -> Option<Excerpt> {
        match at {
            At::File | At::Excerpt(_) => None,
            At::Line(line) => Some(self.lines.whole(*line)),
            At::Cell(line, column) => Some(self.cell(*line, column)),
            At::Field(field) => self.field(field, Target::Value),
            At::Piece(field, piece, others) => self.piece(field, piece, *others),
            At::Key(field) => self.field(field, Target::Key),
        }
    }

    /// A piece of the value of a field, where it stands in the file as it is; else the field.
    fn piece(&self, field: &str, piece: &str, others: usize) -> Option<Excerpt> {
        let value = self.field(field, Target::Value)?;
        let record = self.record.get_or_init(|| self.record()).as_ref()?;
        let span = record.tree.node(record.tree.find(field).0).span;
        let found = (span.line..=span.end_line).flat_map(|line| {
            let text = record.lines.line(line);
            // Before the value stands its name.
            let skipped = if line == span.line {
                (span.column as usize).minus(1)
            } else {
                0
            };
            let start = text.char_indices().nth(skipped).map_or(text.len(), |(at, _)| at);
            let pieces = text.part(start..).match_indices(piece);
            pieces.map(move |(at, _)| (line, ordinal(text.part(..start.plus(at)).chars().count())))
        });
        let mut found = found.take(others.plus(1)).collect::<Vec<_>>();
        match found.pop().filter(|_| !piece.is_empty()) {
            Some((line, column)) => Some(record.lines.piece(line, column, quantity(piece.chars().count()))),
            None => Some(value),
        }
    }

    fn cell(&self, line: u32, column: &str) -> Excerpt {
        let sheet = self.sheet.get_or_init(|| Sheet::read(self.path, self.text).0);
        let cell = sheet
            .header
            .cells
            .iter()
            .position(|cell| columns::fold(&cell.value) == column);
        let row = sheet.lines.binary_search_by_key(&line, |row| row.number).ok();
        let span = row
            .zip(cell)
            .and_then(|(row, cell)| Some(sheet.lines.get(row)?.cells.get(cell)?.span));
        span.map_or_else(|| self.lines.whole(line), |span| self.lines.of_span(span))
    }

    /// A field that is not there is placed at the nearest record that is.
    fn field(&self, field: &str, target: Target) -> Option<Excerpt> {
        let record = self.record.get_or_init(|| self.record()).as_ref()?;
        let (node, key, is_there) = record.tree.find(field);
        let node = key.filter(|_| is_there && target == Target::Key).unwrap_or(node);
        Some(record.lines.of_span(record.tree.node(node).span))
    }

    fn record(&self) -> Option<Record<'a>> {
        if self.path.ends_with(".geojson") {
            let (tree, lines) = (yaml::of_json(self.text)?, Lines::of(self.text, 1));
            return Some(Record { tree, lines });
        }
        let (yaml, first_line) = match self.path.ends_with(".md") {
            true => front_matter::split(self.text).map(|parts| (parts.yaml, parts.yaml_first_line))?,
            false => (self.text, 1),
        };
        let (tree, lines) = (Tree::read(yaml).ok()?, Lines::of(yaml, first_line));
        Some(Record { tree, lines })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str, text: &str, at: At) -> Option<(u32, u32, u32)> {
        let excerpt = File::of(&path.into(), text).excerpt(&at)?;
        Some((excerpt.line, excerpt.column, excerpt.length))
    }

    #[test]
    fn fields_are_found() {
        let yaml = "titel: Wohngeld # c\nauskunft:\n  kosten:\n    stand: falsch\n  schritte:\n    - datum: 2022\n    - datum: x\n";
        let value = |field: &str| at("a.yaml", yaml, At::Field(field.to_owned()));
        assert_eq!(value("/titel"), Some((1, 8, 8)));
        assert_eq!(value("/auskunft/kosten/stand"), Some((4, 12, 6)));
        assert_eq!(value("/auskunft/schritte/1/datum"), Some((7, 14, 1)));
        let key = at("a.yaml", yaml, At::Key("/auskunft/kosten/stand".to_owned()));
        assert_eq!(key, Some((4, 5, 5)));
        // What is missing is missing in its record.
        assert_eq!(value("/auskunft/kosten/text"), Some((4, 5, 13)));
        let page = format!("---\n{yaml}---\nText\n");
        assert_eq!(at("a.md", &page, At::Field("/titel".to_owned())), Some((2, 8, 8)));
    }

    #[test]
    fn values_of_json_are_found() {
        let json = "{\"features\": [\n  {\"a\": 1},\n  {\"a\": [1, [2, 3]], \"b\": \"ä\\\"\"}\n]}";
        let value = |field: &str| at("a.geojson", json, At::Field(field.to_owned()));
        assert_eq!(value("/features/1/a/1/0"), Some((3, 14, 1)));
        assert_eq!(value("/features/1/b"), Some((3, 27, 5)));
    }

    #[test]
    fn a_cell_is_found_by_its_column() {
        let text = "ARS;Stand;seit\n12;\"l;ä\nuft\";2022\n;;\n13;pilot;2022\n";
        let cell = |line, column| at("a.csv", text, At::Cell(line, column));
        assert_eq!(cell(2, "stand"), Some((2, 4, 4)));
        assert_eq!(cell(5, "seit"), Some((5, 10, 4)));
        assert_eq!(cell(5, "url"), Some((5, 1, 13)));
    }
}
