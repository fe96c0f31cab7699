//! Footnotes without a text, and texts that nothing names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{Found, SlipKind, code};
use crate::extent::{Whole, span};

#[derive(Default)]
pub(super) struct Notes {
    named: BTreeSet<String>,
    texts: BTreeMap<String, Range<usize>>,
    twice: Vec<(String, Range<usize>)>,
    /// References that show as their signs.
    open: Vec<(String, Range<usize>)>,
}

impl Notes {
    pub fn see(&mut self, event: &Event, range: &Range<usize>) {
        match event {
            Event::FootnoteReference(label) => {
                self.named.insert(label.to_string());
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let place = span(range.start, label.len().plus(4));
                if self.texts.insert(label.to_string(), place.clone()).is_some() {
                    self.twice.push((label.to_string(), place));
                }
            }
            _ => {}
        }
    }

    /// A reference without a text, as it shows.
    pub fn see_shown(&mut self, label: &str, range: Range<usize>) {
        self.open.push((label.to_owned(), range));
    }

    pub fn finish(self) -> Vec<Found> {
        let nameless = self.texts.iter().filter(|(label, _)| !self.named.contains(*label));
        let nameless = nameless.map(|(label, place)| {
            let note = code(&format!("[^{label}]"));
            Found::new(
                SlipKind::Footnote,
                place.clone(),
                format!("auf die Fußnote {note} verweist nichts, deshalb erscheint sie nicht"),
                format!("Schreiben Sie {note} an die Stelle, zu der sie gehört, oder löschen Sie sie."),
            )
        });
        let twice = self.twice.iter().map(|(label, place)| {
            let note = code(&format!("[^{label}]:"));
            Found::new(
                SlipKind::Footnote,
                place.clone(),
                format!("die Fußnote {note} steht zweimal da"),
                "Geben Sie einer der beiden einen anderen Namen.",
            )
        });
        let open = self.open.iter().map(|(label, place)| {
            let note = code(&format!("[^{label}]"));
            Found::new(
                SlipKind::Footnote,
                place.clone(),
                format!("die Fußnote {note} hat keinen Text"),
                format!(
                    "Schreiben Sie ihn in eine eigene Zeile: {}.",
                    code(&format!("[^{label}]: …"))
                ),
            )
        });
        nameless.chain(twice).chain(open).collect()
    }
}
