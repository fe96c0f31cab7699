//! What readers would see otherwise than the editor meant it: Markdown that shows as its signs, text that vanishes.

mod addresses;
mod blocks;
mod depth;
mod emphasis;
mod indents;
mod kind;
mod lists;
mod notes;
mod raw;
mod references;
mod shown;
mod unseen;

pub use kind::SlipKind;

use std::ops::Range;

use pulldown_cmark::Event;

use super::source::Source;
use crate::content::lines::Lines;
use crate::extent::{Slicing, quantity};
use shown::Shown;

/// A slip, with its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// What it is.
    pub kind: SlipKind,
    /// What is wrong, in a German sentence without a full stop at the end.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// What to write instead of the piece, where that is certain and it stands on one line.
    pub instead: Option<String>,
    /// Line of the text, counted from 1.
    pub line: u32,
    /// First character on that line, counted from 1.
    pub column: u32,
    /// How many characters the piece has.
    pub length: u32,
}

/// A slip in bytes of the text.
struct Found {
    kind: SlipKind,
    range: Range<usize>,
    message: String,
    help: String,
    instead: Option<String>,
}

impl Found {
    fn new(kind: SlipKind, range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            kind,
            range,
            message: message.into(),
            help: help.into(),
            instead: None,
        }
    }

    /// With what to write: there is no doubt about it.
    fn instead(kind: SlipKind, range: Range<usize>, message: impl Into<String>, instead: impl Into<String>) -> Self {
        let instead = instead.into();
        let code = code(&instead);
        Self {
            instead: Some(instead),
            ..Self::new(kind, range, message, format!("Schreiben Sie {code}."))
        }
    }
}

/// A piece of Markdown within a message.
fn code(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// Finds the slips among the events of a text.
pub(super) struct Finder<'a> {
    source: &'a Source<'a>,
    places: &'a Lines<'a>,
    shown: Shown,
    lists: lists::Lists,
    notes: notes::Notes,
    raw: raw::Raw,
    depth: depth::Depth,
    found: Vec<Found>,
}

impl<'a> Finder<'a> {
    pub fn new(source: &'a Source<'a>, lines: &'a Lines<'a>) -> Self {
        Self {
            source,
            places: lines,
            shown: Shown::new(&source.text),
            lists: lists::Lists::default(),
            notes: notes::Notes::default(),
            raw: raw::Raw::default(),
            depth: depth::Depth::default(),
            found: Vec::new(),
        }
    }

    pub fn see(&mut self, event: &Event, range: &Range<usize>) {
        let text = self.source.text.as_ref();
        self.shown.see(event, range, text);
        self.found.extend(self.lists.see(event, range, text));
        self.found.extend(self.raw.see(event, range));
        self.found.extend(emphasis::within_words(event, range, text));
        self.found.extend(references::attributes(event, range, text));
        self.found.extend(indents::paragraph(event, range, text));
        self.found.extend(self.depth.see(event, range));
        self.notes.see(event, range);
    }

    /// All slips, in the order of the text; of those at one place the first.
    pub fn finish(mut self) -> Vec<Slip> {
        let text = self.source.text.as_ref();
        let shown = self.shown.finish();
        let lines = shown::lines(text, &shown);
        let mut found = self.found;
        found.extend(blocks::front_matter(text));
        found.extend(lists::dates(&self.source.dates, text));
        found.extend(self.raw.finish(text));
        // Most lines have no sign that could be meant otherwise.
        let with_signs = || lines.iter().filter(|line| line.has_signs());
        for line in with_signs() {
            for (label, place) in references::notes(line) {
                self.notes.see_shown(&label, place);
            }
        }
        found.extend(self.notes.finish());
        found.extend(blocks::headings(&lines));
        found.extend(blocks::tables(&lines));
        found.extend(lists::bullets(&lines));
        found.extend(lines.iter().filter_map(unseen::of_line));
        for line in with_signs() {
            found.extend(references::of_line(line));
            found.extend(emphasis::of_line(line));
            found.extend(addresses::of_line(line, &self.shown.links));
            found.extend(raw::of_line(line));
        }
        found.sort_by_key(|slip| slip.range.start);
        let mut end = 0;
        found.retain(|slip| {
            let is_first = slip.range.start >= end;
            end = if is_first { slip.range.end } else { end };
            is_first
        });
        let places = self.places;
        found.into_iter().map(|slip| placed(slip, places, text)).collect()
    }
}

fn placed(found: Found, places: &Lines, text: &str) -> Slip {
    let (line, column) = places.position(found.range.start);
    let whole = text.part(found.range).trim_end();
    let piece = whole.lines().next().unwrap_or_default();
    let instead = found.instead.filter(|_| piece == whole);
    Slip {
        kind: found.kind,
        message: found.message,
        help: found.help,
        instead,
        line,
        column,
        length: quantity(piece.trim_end().chars().count().max(1)),
    }
}
