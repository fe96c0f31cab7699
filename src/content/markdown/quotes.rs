//! Quotation marks as the language of a text has them.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use crate::model::Language;

/// The marks of a language: opening and closing, double and single.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotes([&'static str; 4]);

impl Quotes {
    /// The marks of German, and of languages that have the same.
    pub const GERMAN: Self = Self(["„", "“", "‚", "‘"]);

    /// The marks of a language; of German if there is none.
    pub fn of(language: Option<&Language>) -> Self {
        match language.map_or("de", Language::as_str) {
            "fr" => Self(["«\u{a0}", "\u{a0}»", "‹\u{a0}", "\u{a0}›"]),
            "es" | "it" | "pt" | "el" | "ru" | "uk" => Self(["«", "»", "“", "”"]),
            "pl" | "ro" | "hu" => Self(["„", "”", "‚", "’"]),
            "sv" | "fi" => Self(["”", "”", "’", "’"]),
            "en" | "tr" | "nl" | "ar" | "zh" | "vi" | "ko" => Self(["“", "”", "‘", "’"]),
            // German, Leichte Sprache, Sorbian, Czech, Danish …
            _ => Self::GERMAN,
        }
    }
}

/// Gives straight marks the shape of the language; marks that were typed as such stay.
pub(super) struct Shaping {
    quotes: Quotes,
    single_open: bool,
}

impl Shaping {
    pub fn new(quotes: Quotes) -> Self {
        Self {
            quotes,
            single_open: false,
        }
    }

    /// The event as it is shown; `text` is what it was parsed from.
    pub fn map<'a>(&mut self, event: Event<'a>, text: &str, range: &Range<usize>) -> Event<'a> {
        let Event::Text(shown) = &event else { return event };
        let Some("\"" | "'") = text.get(range.clone()) else {
            return event;
        };
        let [open, close, single_open, single_close] = self.quotes.0;
        let mark = match shown.as_ref() {
            "“" => open,
            "”" => close,
            "‘" => {
                self.single_open = true;
                single_open
            }
            // Without an opening mark it is an apostrophe.
            "’" if self.single_open => {
                self.single_open = false;
                single_close
            }
            _ => return event,
        };
        Event::Text(CowStr::Borrowed(mark))
    }
}
