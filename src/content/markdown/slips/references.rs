//! Links, pictures and attributes that show as their brackets.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::shown::Line;
use super::{Found, SlipKind, code};
use crate::content::link;
use crate::content::markdown::attributes;
use crate::extent::{Slicing, Whole, span};

/// No words of a link are longer, and no address. What goes on is not gone through for each bracket.
const LONGEST: usize = 2_000;

/// The beginning of a text, as long as a part of a link may be.
fn head(text: &str) -> &str {
    text.part(..text.floor_char_boundary(LONGEST))
}

/// What of a line looks like a link, and is none.
pub(super) fn of_line(line: &Line) -> Vec<Found> {
    let mut found: Vec<Found> = brackets(line).collect();
    found.extend(braces(line));
    found
}

/// References to footnotes that show.
pub(super) fn notes(line: &Line) -> Vec<(String, Range<usize>)> {
    let starts = line.shown.match_indices("[^");
    let found = starts.filter_map(|(at, _)| {
        let (label, _) = head(line.shown.part(at.plus(2)..)).split_once(']')?;
        let is_label = !label.is_empty() && !label.contains(char::is_whitespace);
        is_label.then(|| (label.to_owned(), line.range(span(at, label.len().plus(3)))))
    });
    found.collect()
}

/// What follows a closing bracket that shows.
fn brackets<'a>(line: &'a Line) -> impl Iterator<Item = Found> + 'a {
    pairs(line.shown).filter_map(|(open, close)| {
        let rest = head(line.shown.get(close.plus(1)..)?);
        let (words, after) = (
            line.written.get(open.plus(1)..close)?,
            head(line.written.get(close.plus(1)..)?),
        );
        if words.starts_with('^') || words.len() > LONGEST {
            return None;
        }
        let is_image = open > 0 && line.shown.part(..open).ends_with('!');
        let start = open.minus(usize::from(is_image));
        let what = if is_image { "das Bild" } else { "der Link" };
        let mark = if is_image { "!" } else { "" };
        if rest.starts_with('(') {
            return Some(in_parentheses(
                line,
                start,
                close,
                (what, &format!("{mark}[{words}]")),
                after.part(1..),
            ));
        }
        let spaced = rest.trim_start_matches([' ', '\u{a0}']);
        let spaces = rest.len().minus(spaced.len());
        if spaces > 0 && spaced.starts_with('(') {
            let (target, _) = after.get(spaces.plus(1)..)?.split_once(')')?;
            let end = close.plus(1).plus(spaces).plus(target.len()).plus(2);
            let message = format!("{what} erscheint als Text: zwischen den Klammern steht ein Leerzeichen");
            let instead = format!("{mark}[{words}]({})", encoded(target.trim()));
            return is_target(target).then(|| Found::instead(SlipKind::Link, line.range(start..end), message, instead));
        }
        if let Some(reference) = after.strip_prefix('[').filter(|_| rest.starts_with('[')) {
            let (name, _) = reference.split_once(']')?;
            let end = close.plus(name.len()).plus(3);
            let name = if name.is_empty() { words } else { name };
            let message = format!(
                "{what} erscheint als Text: das Ziel {} ist nirgends angegeben",
                code(&format!("[{name}]"))
            );
            let help = format!(
                "Schreiben Sie das Ziel in runde Klammern: {}.",
                code(&format!("{mark}[{words}](…)"))
            );
            let end = end.min(line.written.len());
            return Some(Found::new(SlipKind::Link, line.range(start..end), message, help));
        }
        if rest.starts_with(']') && line.shown.part(..open).ends_with('[') {
            let message = "doppelte eckige Klammern sind kein Link".to_owned();
            let help = format!("Schreiben Sie {}.", code(&format!("[{words}](leistung:…)")));
            return Some(Found::new(
                SlipKind::Link,
                line.range(open.minus(1)..close.plus(2)),
                message,
                help,
            ));
        }
        if let Some(target) = rest
            .strip_prefix(':')
            .filter(|_| start == line.indent && line.begins_paragraph)
        {
            let written = after.get(1..)?.trim();
            let message = "das Ziel eines Links erscheint als Text: es enthält ein Leerzeichen".to_owned();
            let instead = format!("[{words}]: {}", encoded(written));
            let is_meant = target.starts_with(' ') && is_file(written);
            return is_meant.then(|| Found::instead(SlipKind::Link, line.whole(), message, instead));
        }
        None
    })
}

/// `[Antrag](Mein Antrag.pdf)`, or without its end.
fn in_parentheses(line: &Line, start: usize, close: usize, (what, label): (&str, &str), after: &str) -> Found {
    let Some(length) = closing(after) else {
        let (target, _) = after.split_once(char::is_whitespace).unwrap_or((after, ""));
        let target = target.trim_end_matches(['.', ',']);
        let message = format!("{what} erscheint als Text: die runde Klammer wird nicht geschlossen");
        let help = format!("Schreiben Sie {}.", code(&format!("{label}({target})")));
        return Found::new(
            SlipKind::Link,
            line.range(start..close.plus(2).plus(target.len())),
            message,
            help,
        );
    };
    let place = line.range(start..close.plus(2).plus(length).plus(1));
    let target = after.part(..length).trim();
    if !target.chars().any(char::is_whitespace) || target.contains('"') {
        let message = format!("{what} erscheint als Text: so wird daraus kein Ziel");
        let help = format!("Schreiben Sie {}.", code(&format!("{label}(Adresse)")));
        return Found::new(SlipKind::Link, place, message, help);
    }
    let message = format!("{what} erscheint als Text: im Ziel steht ein Leerzeichen");
    Found::instead(SlipKind::Link, place, message, format!("{label}({})", encoded(target)))
}

/// Square brackets that belong together, in the order in which they are closed.
fn pairs(shown: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut open = Vec::new();
    shown
        .match_indices(['[', ']'])
        .filter_map(move |(at, bracket)| match bracket {
            "[" => {
                open.push(at);
                None
            }
            _ => Some((open.pop()?, at)),
        })
}

/// Where the parenthesis is closed before which a text begins.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth.raise(1),
            ')' if depth == 0 => return Some(at),
            ')' => depth.lower(1),
            _ => {}
        }
    }
    None
}

/// Whether words in parentheses can only be where a link leads.
fn is_target(text: &str) -> bool {
    let text = text.trim();
    let has_scheme = ["http:", "https:", "mailto:", "www.", "/", "#", "./", "../"]
        .iter()
        .any(|start| text.starts_with(start));
    has_scheme || link::names_an_entity(text) || !text.contains(' ') && is_file(text)
}

/// Whether a text ends like the name of a file.
fn is_file(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.split('#').next().unwrap_or_default();
    (2..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric())
}

/// A target without spaces.
fn encoded(target: &str) -> String {
    let target = target.trim_matches(['<', '>']);
    target
        .replace([' ', '\u{a0}'], "%20")
        .replace('(', "%28")
        .replace(')', "%29")
}

/// Braces at the end of a line: only headings have attributes. And marks of other programs.
fn braces(line: &Line) -> Option<Found> {
    let text = line.shown.trim_end();
    let whole = |at: usize| line.range(at..text.len());
    if let Some(at) = ["{{<", "{{%", "{%"].iter().find_map(|start| text.find(start)) {
        let message = "das ist eine Anweisung für ein anderes Programm; sie erscheint als Text";
        return Some(Found::new(SlipKind::Attribute, whole(at), message, "Löschen Sie sie."));
    }
    let open = text.strip_suffix('}')?.rfind('{')?;
    let inside = text.part(open.plus(1)..text.len().minus(1));
    let is_attribute = inside.starts_with(['#', '.']) && inside.len() > 1;
    let message = "Angaben in geschweiften Klammern wirken nur hinter Überschriften; sie erscheinen als Text";
    let is_heading = line.written.trim_start().starts_with('#');
    (is_attribute && !is_heading)
        .then(|| Found::new(SlipKind::Attribute, whole(open), message, "Löschen Sie die Klammern."))
}

/// Braces behind a heading that are no attributes.
pub(super) fn attributes(event: &Event, range: &Range<usize>, text: &str) -> Option<Found> {
    let Event::Start(Tag::Heading { .. }) = event else {
        return None;
    };
    let (open, inside) = attributes::braces(text, range.clone())?;
    if attributes::of_heading(text, range.clone()).is_some() {
        return None;
    }
    let place = span(open, inside.len().plus(2));
    let word = inside.trim();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let message = "hinter einer Überschrift haben diese Angaben keine Wirkung; sie erscheinen als Text".to_owned();
    let help = if is_word {
        let (anchor, escaped) = (code(&format!("{{#{word}}}")), code(&format!("\\{{{word}}}")));
        format!(
            "Soll das die Adresse der Überschrift sein, schreiben Sie {anchor}; gehört es zum Text, schreiben Sie {escaped}."
        )
    } else {
        "Erlaubt ist nur die Adresse der Überschrift: `{#name}`.".to_owned()
    };
    Some(Found::new(SlipKind::Attribute, place, message, help))
}
