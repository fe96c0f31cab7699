//! The lines of a text, and pieces of them as places of problems.

use std::cell::RefCell;
use std::collections::HashMap;

use super::yaml::Span;
use crate::diagnostics::Excerpt;

/// In longer lines characters are not counted from the beginning each time: data can be one line of megabytes.
const LONG: usize = 2_000;

/// Every so many characters their byte is kept.
const STEP: usize = 256;

/// A text by its lines.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    /// Of long lines, the bytes of every 256th character.
    steps: RefCell<HashMap<u32, Vec<usize>>>,
    /// How many lines of the file come before the text.
    before: u32,
}

impl<'a> Lines<'a> {
    /// `first_line` is the line of the file on which the text begins, counted from 1.
    pub fn of(text: &'a str, first_line: u32) -> Self {
        Self {
            lines: text.lines().collect(),
            steps: RefCell::default(),
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

    /// The byte of a line at which a character (counted from 0) begins, or its end.
    fn byte(&self, line: u32, character: usize) -> usize {
        let text = self.line(line);
        let (start, rest) = match text.len() > LONG {
            true => {
                let mut steps = self.steps.borrow_mut();
                let steps = steps
                    .entry(line)
                    .or_insert_with(|| text.char_indices().map(|(byte, _)| byte).step_by(STEP).collect());
                let start = steps.get(character / STEP).copied().unwrap_or(text.len());
                (start, character % STEP)
            }
            false => (0, character),
        };
        let behind = text[start..].char_indices().nth(rest);
        behind.map_or(text.len(), |(byte, _)| start + byte)
    }

    /// A line from its first character on.
    pub fn whole(&self, line: u32) -> Excerpt {
        let text = self.line(line);
        let indent = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
        self.from(line, indent + 1)
    }

    /// A line from a character on.
    pub fn from(&self, line: u32, column: u32) -> Excerpt {
        let text = self.line(line);
        match text.len() > LONG {
            true => self.piece(line, column, STEP as u32),
            false => Excerpt::at(text, line + self.before, column),
        }
    }

    /// A number of characters.
    pub fn piece(&self, line: u32, column: u32, length: u32) -> Excerpt {
        let text = self.line(line);
        let skipped = Excerpt::skipped(text, column);
        let part = &text[self.byte(line, skipped)..];
        Excerpt::of_part(part, skipped, line + self.before, column, length)
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
            let first = if line == span.line { span.column as usize - 1 } else { 0 };
            let end = if line == span.end_line {
                span.end_column as usize - 1
            } else {
                first + STEP
            };
            let (start, end) = (self.byte(line, first), self.byte(line, end.min(first + STEP)));
            self.line(line).get(start..end).unwrap_or_default()
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    /// What stands behind a value in its last line.
    pub fn behind(&self, span: Span) -> &'a str {
        let line = self.line(span.end_line);
        &line[self.byte(span.end_line, span.end_column.saturating_sub(1) as usize)..]
    }
}
