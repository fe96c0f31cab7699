//! The lines of a text, and pieces of them as places of problems. What is asked of it takes no longer at the end of a long
//! text, or of a long line, than at its beginning.

use std::collections::HashMap;
use std::ops::Range;

use super::yaml::Span;
use crate::diagnostics::Excerpt;
use crate::extent::{Slicing, Whole, ordinal, quantity};

/// In longer lines characters are not counted from the beginning each time: data can be one line of megabytes.
const LONG: usize = 2_000;

/// Every so many characters their byte is kept.
const STEP: usize = 256;

/// A text by its lines.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// Where each begins, in bytes.
    starts: Vec<usize>,
    /// Of long lines, by their number counted from 0, the bytes in them of every 256th character.
    steps: HashMap<usize, Vec<usize>>,
    /// How many lines of the file come before the text.
    before: u32,
}

/// A single carriage return ends a line, too: so YAML, Markdown and what editors use count them.
fn ended_by_returns(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let single = rest.find('\r').filter(|at| rest.get(at.plus(1)..) != Some("\n"));
        let (line, after) = rest.split_at(single.map_or(rest.len(), |at| at.plus(1)));
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

impl<'a> Lines<'a> {
    /// `first_line` is the line of the file on which the text begins, counted from 1.
    pub fn of(text: &'a str, first_line: u32) -> Self {
        let mut lines = Self {
            text,
            starts: Vec::new(),
            steps: HashMap::new(),
            before: first_line.saturating_sub(1),
        };
        let mut start = 0;
        for line in text.split_inclusive('\n').flat_map(ended_by_returns) {
            if line.len() > LONG {
                let bytes = line.char_indices().map(|(byte, _)| byte);
                lines.steps.insert(lines.starts.len(), bytes.step_by(STEP).collect());
            }
            lines.starts.push(start);
            start.raise(line.len());
        }
        lines
    }

    /// A line of the text, counted from 1; without it, nothing.
    pub fn line(&self, line: u32) -> &'a str {
        let index = line.saturating_sub(1) as usize;
        let Some(start) = self.starts.get(index) else {
            return "";
        };
        let end = self.starts.get(index.plus(1)).copied().unwrap_or(self.text.len());
        let line = self.text.get(*start..end).unwrap_or_default();
        let line = line.strip_suffix('\n').unwrap_or(line);
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// The line and the column of a byte of the text, both counted from 1 and within the text.
    pub fn position(&self, byte: usize) -> (u32, u32) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line.minus(1)).copied().unwrap_or_default();
        let column = byte.saturating_sub(start);
        let steps = self.steps.get(&line.minus(1)).map(Vec::as_slice).unwrap_or_default();
        let step = steps.partition_point(|step| *step <= column).saturating_sub(1);
        let counted = steps.get(step).copied().unwrap_or_default();
        let rest = self.text.get(start.plus(counted)..byte).unwrap_or_default();
        (quantity(line), ordinal(step.times(STEP).plus(rest.chars().count())))
    }

    /// The byte of a line at which a character (counted from 0) begins, or its end.
    fn byte(&self, line: u32, character: usize) -> usize {
        let text = self.line(line);
        let (start, rest) = match self.steps.get(&(line.saturating_sub(1) as usize)) {
            Some(steps) => {
                let start = steps.get(character / STEP).copied().unwrap_or(text.len());
                (start.min(text.len()), character % STEP)
            }
            None => (0, character),
        };
        let behind = text.part(start..).char_indices().nth(rest);
        behind.map_or(text.len(), |(byte, _)| start.plus(byte))
    }

    /// The bytes of a value in the text.
    pub fn range(&self, span: Span) -> Range<usize> {
        let at = |line: u32, column: u32| {
            let start = self.starts.get(line.saturating_sub(1) as usize);
            start.map_or(self.text.len(), |start| {
                start.plus(self.byte(line, column.saturating_sub(1) as usize))
            })
        };
        let start = at(span.line, span.column);
        start..at(span.end_line, span.end_column).max(start)
    }

    /// What stands in a line: so many characters from a column on.
    pub fn text_at(&self, line: u32, column: u32, length: u32) -> &'a str {
        let start = self.byte(line, column.saturating_sub(1) as usize);
        let rest = self.line(line).part(start..);
        let end = rest.char_indices().nth(length as usize);
        end.map_or(rest, |(end, _)| rest.part(..end))
    }

    /// A line from its first character on.
    pub fn whole(&self, line: u32) -> Excerpt {
        let text = self.line(line);
        let indent = quantity(text.chars().take_while(|c| c.is_whitespace()).count());
        self.from(line, indent.plus(1))
    }

    /// A place in the text: parsers say that something is missing behind the last line, too.
    fn within(&self, line: u32, column: u32) -> (u32, u32) {
        // Behind a line that is ended, an empty one begins.
        let last = quantity(self.starts.len())
            .plus(u32::from(self.text.ends_with(['\n', '\r'])))
            .max(1);
        match line > last {
            true => (last, quantity(self.line(last).chars().count()).plus(1)),
            false => (line, column),
        }
    }

    /// A line from a character on.
    pub fn from(&self, line: u32, column: u32) -> Excerpt {
        let (line, column) = self.within(line, column);
        let text = self.line(line);
        match text.len() > LONG {
            true => self.piece(line, column, quantity(STEP)),
            false => Excerpt::at(text, line.plus(self.before), column),
        }
    }

    /// A number of characters.
    pub fn piece(&self, line: u32, column: u32, length: u32) -> Excerpt {
        let text = self.line(line);
        let skipped = Excerpt::skipped(text, column);
        let part = text.part(self.byte(line, skipped)..);
        Excerpt::of_part(part, skipped, line.plus(self.before), column, length)
    }

    /// A value, or its first line.
    pub fn of_span(&self, span: Span) -> Excerpt {
        match span.end_line == span.line && span.end_column > span.column {
            true => self.piece(span.line, span.column, span.end_column.minus(span.column)),
            false => self.from(span.line, span.column),
        }
    }

    /// What a value looks like in the file; of several lines the first few.
    pub fn text_of(&self, span: Span) -> String {
        let last = span.end_line.min(span.line.plus(3));
        let lines = (span.line..=last).map(|line| {
            let first = if line == span.line {
                (span.column as usize).minus(1)
            } else {
                0
            };
            let end = if line == span.end_line {
                (span.end_column as usize).minus(1)
            } else {
                first.plus(STEP)
            };
            let (start, end) = (self.byte(line, first), self.byte(line, end.min(first.plus(STEP))));
            self.line(line).get(start..end).unwrap_or_default()
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    /// What stands behind a value in its last line.
    pub fn behind(&self, span: Span) -> &'a str {
        let line = self.line(span.end_line);
        line.part(self.byte(span.end_line, span.end_column.saturating_sub(1) as usize)..)
    }
}
