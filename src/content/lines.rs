//! The lines of a text, and pieces of them as places of problems.

use super::yaml::Span;
use crate::diagnostics::Excerpt;

/// A text by its lines.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    /// How many lines of the file come before the text.
    before: u32,
}

impl<'a> Lines<'a> {
    /// `first_line` is the line of the file on which the text begins, counted from 1.
    pub fn of(text: &'a str, first_line: u32) -> Self {
        Self {
            lines: text.lines().collect(),
            before: first_line.saturating_sub(1),
        }
    }

    /// A line of the text, counted from 1; without it, nothing.
    pub fn line(&self, line: u32) -> &'a str {
        self.lines
            .get(line.saturating_sub(1) as usize)
            .copied()
            .unwrap_or_default()
    }

    /// A line from its first character on.
    pub fn whole(&self, line: u32) -> Excerpt {
        let text = self.line(line);
        let indent = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        self.from(line, indent + 1)
    }

    /// A line from a character on.
    pub fn from(&self, line: u32, column: u32) -> Excerpt {
        Excerpt::at(self.line(line), line + self.before, column)
    }

    /// A number of characters.
    pub fn piece(&self, line: u32, column: u32, length: u32) -> Excerpt {
        Excerpt::piece(self.line(line), line + self.before, column, length)
    }

    /// A value, or its first line.
    pub fn of_span(&self, span: Span) -> Excerpt {
        match span.end_line == span.line && span.end_column > span.column {
            true => self.piece(span.line, span.column, span.end_column - span.column),
            false => self.from(span.line, span.column),
        }
    }

    /// What a value looks like in the file; of several lines the first few.
    pub fn text_of(&self, span: Span) -> String {
        let last = span.end_line.min(span.line + 3);
        let lines = (span.line..=last).map(|line| {
            let skipped = if line == span.line { span.column as usize - 1 } else { 0 };
            let taken = if line == span.end_line {
                span.end_column as usize - 1
            } else {
                usize::MAX
            };
            let text = self.line(line).chars().take(taken.min(skipped + 200)).skip(skipped);
            text.collect::<String>()
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    /// What stands behind a value in its last line.
    pub fn behind(&self, span: Span) -> &'a str {
        let line = self.line(span.end_line);
        let behind = line.char_indices().nth(span.end_column.saturating_sub(1) as usize);
        behind.map_or("", |(at, _)| &line[at..])
    }
}
