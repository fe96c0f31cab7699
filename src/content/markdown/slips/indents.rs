//! Paragraphs that are indented as on a typewriter and become code.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::{Found, SlipKind};
use crate::extent::Whole;

/// A block of code made by blanks alone, all lines of which read like prose.
pub(super) fn paragraph(event: &Event, range: &Range<usize>, text: &str) -> Option<Found> {
    let Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) = event else {
        return None;
    };
    let block = text.get(range.clone())?;
    let start = range.start.plus(block.len().minus(block.trim_start().len()));
    is_prose(block.trim()).then(|| {
        Found::new(
            SlipKind::Indent,
            start..range.end,
            "der Absatz ist eingerückt und erscheint deshalb als Code",
            "Löschen Sie die Leerzeichen am Anfang der Zeile. Ist es wirklich Code, schreiben Sie davor und danach eine Zeile mit ```.",
        )
    })
}

/// What has one of these may be code, a path or a command.
const CODE_SIGNS: &[char] = &['{', '}', '<', '>', '=', ';', '\\', '$', '_', '|', '#', '`', '/', '@'];

/// Fewer words may be a heading of a table or the like.
const FEWEST_WORDS: usize = 4;

fn is_prose(block: &str) -> bool {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    block.starts_with(char::is_uppercase)
        && !block.contains(CODE_SIGNS)
        && !block.contains("--")
        && block
            .lines()
            .next()
            .unwrap_or_default()
            .split_whitespace()
            .filter(is_word)
            .count()
            >= FEWEST_WORDS
}
