//! Signs of headings and lists that are not read, as something that nobody sees stands before them.

use super::shown::Line;
use super::{Found, SlipKind};
use crate::content::decode::characters;
use crate::extent::{Slicing, Whole};

/// `##` or `-` behind a blank without width or a no-break space: the line is a paragraph with a sign in it.
pub(super) fn of_line(line: &Line) -> Option<Found> {
    let text = line.text();
    let culprit = text.chars().next().filter(|c| is_unseen(*c))?;
    let (kind, sign) = sign(text.trim_start_matches(is_unseen))?;
    let written = line.written.get(line.indent..)?.trim_start_matches(is_unseen);
    let words = written.strip_prefix(sign)?.strip_prefix(|c| c == ' ' || is_unseen(c))?;
    let words = words.trim_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if words.is_empty() {
        return None;
    }
    let what = if kind == SlipKind::List {
        "dem Zeichen einer Liste"
    } else {
        "den Rauten einer Überschrift"
    };
    let name = characters::name(culprit);
    let message = format!("vor {what} steht {name}, deshalb erscheint die Zeile als Text");
    Some(Found::instead(kind, line.whole(), message, format!("{sign} {words}")))
}

/// What stands for a blank, or for nothing, and is no blank to Markdown.
pub(super) fn is_unseen(c: char) -> bool {
    characters::is_deceptive(c) && c != '\t'
}

fn sign(text: &str) -> Option<(SlipKind, &str)> {
    let signs = text.len().minus(text.trim_start_matches('#').len());
    match signs {
        1..=6 => Some((SlipKind::Heading, text.part(..signs))),
        0 if text.starts_with(['-', '*', '+']) => Some((SlipKind::List, text.part(..1))),
        _ => None,
    }
}
