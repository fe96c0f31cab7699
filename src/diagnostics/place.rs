//! Where a problem is.

use std::sync::Arc;

use super::visible;
use crate::extent::{Slicing, Whole, quantity, span};

/// A place in a file of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the portal root, with `/`.
    pub path: Arc<str>,
    /// Where in the file.
    pub at: At,
}

/// A place inside a file: as a rule knows it, or as an editor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// The value of a field of a YAML record or front matter, as a path such as `/auskunft/kosten/stand`. An entry of a list
    /// has its number or, where that is not known, its id: `/3/name`, `/id=kammer/name`.
    Field(String),
    /// A piece of the text that is the value of a field, and how many of the same stand before it; the field where it is
    /// written otherwise.
    Piece(String, String, usize),
    /// The name of a field rather than its value.
    Key(String),
    /// A line, counted from 1.
    Line(u32),
    /// A cell of a CSV table: line, counted from 1, and name of the column.
    Cell(u32, &'static str),
    /// A line and what stands there.
    Excerpt(Excerpt),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, counted from 1.
    pub line: u32,
    /// The first character of the piece, counted from 1.
    pub column: u32,
    /// How many characters the piece has, at least 1.
    pub length: u32,
    /// The line; of a very long one what stands around the piece.
    text: String,
    /// How many characters of the line come before what is shown.
    pub skipped: u32,
}

/// Of a line that is longer, only so much is shown: data can be one line of megabytes.
const MOST_BYTES: usize = 2_000;

impl Excerpt {
    /// The piece of `text` that starts at a character (counted from 1) and ends with the line, or with its entry in a
    /// list that is written in brackets.
    pub fn at(text: &str, line: u32, column: u32) -> Self {
        let (start, rest) = at_character(text, (column.max(1) as usize).minus(1));
        let before = text.part(..start);
        let in_brackets = before.trim_end().ends_with(['[', ',']) && before.contains('[');
        let end = match in_brackets {
            true => rest.find([',', ']']).unwrap_or(rest.len()),
            false => rest.len(),
        };
        let length = quantity(rest.part(..end).trim_end().chars().count());
        Self::piece(text, line, column, length)
    }

    /// A number of characters of `text` from one on (counted from 1).
    pub fn piece(text: &str, line: u32, column: u32, length: u32) -> Self {
        let skipped = Self::skipped(text, column);
        Self::of_part(at_character(text, skipped).1, skipped, line, column, length)
    }

    /// How many characters of a line are left out before what is shown.
    pub(crate) fn skipped(text: &str, column: u32) -> usize {
        match text.len() > MOST_BYTES {
            true => (column as usize).saturating_sub(MOST_BYTES / 4),
            false => 0,
        }
    }

    /// The same, where the line from a character on is known.
    pub(crate) fn of_part(part: &str, skipped: usize, line: u32, column: u32, length: u32) -> Self {
        // Not counted character by character: a line may be megabytes, and have a problem every few of them.
        let end = (0..=part.len().min(MOST_BYTES))
            .rev()
            .find(|end| part.is_char_boundary(*end));
        let end = end.unwrap_or_default();
        Self {
            line,
            column: column.max(1),
            length: length.max(1),
            text: part.part(..end).to_owned(),
            skipped: quantity(skipped),
        }
    }

    /// The line as reports show it, with a sign for what nobody sees; of a very long one what stands around the piece. Only what is
    /// reported is worth looking at each character: every link of a text has a place.
    pub fn shown(&self) -> String {
        visible(&self.text)
    }

    /// Where the piece begins and ends in what is [shown](Self::shown), in bytes.
    pub fn range(&self) -> std::ops::Range<usize> {
        let start = self.column.saturating_sub(self.skipped.plus(1)) as usize;
        let shown = self.shown();
        let (start, rest) = at_character(&shown, start);
        span(start, at_character(rest, self.length as usize).0)
    }
}

/// The byte at which a character (counted from 0) begins, and the text from there on.
fn at_character(text: &str, character: usize) -> (usize, &str) {
    let byte = text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte);
    (byte, text.part(byte..))
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &Arc<str>) -> Self {
        Self {
            path: path.clone(),
            at: At::File,
        }
    }

    /// The value of a field.
    pub fn field(path: &Arc<str>, field: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            at: At::Field(field.into()),
        }
    }

    /// A piece of the text in a field.
    pub fn piece(path: &Arc<str>, field: impl Into<String>, piece: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            at: At::Piece(field.into(), piece.into(), 0),
        }
    }

    /// Of a piece of a text the one that comes after some others.
    #[must_use]
    pub fn after(mut self, others: usize) -> Self {
        if let At::Piece(_, _, before) = &mut self.at {
            *before = others;
        }
        self
    }

    /// The name of a field.
    pub fn key(path: &Arc<str>, field: impl Into<String>) -> Self {
        Self {
            path: path.clone(),
            at: At::Key(field.into()),
        }
    }

    /// A line, counted from 1.
    pub fn line_of(path: &Arc<str>, line: u32) -> Self {
        Self {
            path: path.clone(),
            at: At::Line(line),
        }
    }

    /// A cell of a CSV table.
    pub fn cell(path: &Arc<str>, line: u32, column: &'static str) -> Self {
        Self {
            path: path.clone(),
            at: At::Cell(line, column),
        }
    }

    /// A piece of a line.
    pub fn excerpt(path: &Arc<str>, excerpt: Excerpt) -> Self {
        Self {
            path: path.clone(),
            at: At::Excerpt(excerpt),
        }
    }

    /// The line, counted from 1; 0 for the file as a whole.
    pub fn line(&self) -> u32 {
        match &self.at {
            At::Line(line) | At::Cell(line, _) => *line,
            At::Excerpt(excerpt) => excerpt.line,
            At::File | At::Field(_) | At::Piece(..) | At::Key(_) => 0,
        }
    }

    /// The column, counted from 1; 0 where it is not known.
    pub fn column(&self) -> u32 {
        match &self.at {
            At::Excerpt(excerpt) => excerpt.column,
            _ => 0,
        }
    }
}
