//! How deep lists, quotations, emphasis and HTML stand in each other. What is too deep to be read is also too deep for
//! those who work with it: the work would grow with the square of the depth.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Found, SlipKind};

/// Deeper than any text is meant to be.
pub(super) const MOST: usize = 40;

/// How deep a text is at the moment.
#[derive(Default)]
pub(super) struct Depth {
    now: usize,
    is_told: bool,
}

impl Depth {
    pub fn see(&mut self, event: &Event, range: &Range<usize>) -> Option<Found> {
        match event {
            Event::Start(_) => self.now = self.now.saturating_add(1),
            Event::End(_) => self.now = self.now.saturating_sub(1),
            _ => {}
        }
        if self.now <= MOST || self.is_told {
            return None;
        }
        self.is_told = true;
        let place = range.start..range.start.saturating_add(1).min(range.end);
        Some(too_deep(place, "Listen, Zitate oder Hervorhebungen stehen"))
    }
}

/// What stands in itself too often.
pub(super) fn too_deep(place: Range<usize>, what: &str) -> Found {
    Found::new(
        SlipKind::Depth,
        place,
        format!("{what} mehr als {MOST}-fach ineinander"),
        "So tief gegliedert liest das niemand. Lösen Sie die Verschachtelung auf.",
    )
}
