//! HTML that shows as its signs, or that vanishes with what stands in it.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::shown::Line;
use super::{Found, SlipKind, code, depth};
use crate::content::html;
use crate::content::markdown::sanitize;
use crate::extent::{Slicing, Whole, shifted, span};

/// Elements that have no end tag, or need none.
const WITHOUT_END: [&str; 16] = [
    "br", "hr", "img", "wbr", "col", "area", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "colgroup",
];

/// Gathers the raw HTML of a text.
#[derive(Default)]
pub(super) struct Raw {
    /// The open block, whose lines come one by one.
    block: Option<Range<usize>>,
    pieces: Vec<Range<usize>>,
}

impl Raw {
    pub fn see(&mut self, event: &Event, range: &Range<usize>) -> Option<Found> {
        match event {
            Event::Html(_) => {
                let start = self.block.as_ref().map_or(range.start, |block| block.start);
                self.block = Some(start..range.end);
            }
            Event::End(TagEnd::HtmlBlock) => self.pieces.extend(self.block.take()),
            Event::InlineHtml(_) => self.pieces.push(range.clone()),
            _ => {}
        }
        None
    }

    /// Tags that are not allowed, that are left open, and comments without an end.
    pub fn finish(self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut open: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        let mut depth: usize = 0;
        for piece in self.pieces {
            for tag in html::tags(text.part(piece.clone())) {
                let place = shifted(&tag.range, piece.start);
                let name = tag.name.to_ascii_lowercase();
                if name.is_empty() {
                    if !tag.is_closed {
                        found.push(open_comment(span(place.start, 4)));
                    }
                } else if !sanitize::is_allowed(&name) {
                    if !tag.is_end {
                        found.push(not_allowed(text.part(place.clone()), &name, place));
                    }
                } else if tag.is_end {
                    let closed = open.get_mut(&name).and_then(Vec::pop);
                    depth.lower(usize::from(closed.is_some()));
                } else if !WITHOUT_END.contains(&name.as_str()) {
                    depth.raise(1);
                    if depth == depth::MOST + 1 {
                        found.push(depth::too_deep(place.clone(), "Elemente von HTML stehen"));
                    }
                    open.entry(name).or_default().push(place);
                }
            }
        }
        // Which of very many were to be closed, nobody can tell.
        open.values_mut().for_each(|places| places.truncate(depth::MOST));
        let left = open.into_iter().flat_map(|(name, places)| {
            places.into_iter().map(move |place| {
                let (start, end) = (code(&format!("<{name}>")), code(&format!("</{name}>")));
                let message = format!("{start} wird nicht geschlossen");
                Found::new(
                    SlipKind::Html,
                    place,
                    message,
                    format!("Schreiben Sie {end} an das Ende."),
                )
            })
        });
        found.extend(left);
        found
    }
}

fn open_comment(place: Range<usize>) -> Found {
    let message = "der Kommentar wird nicht geschlossen: alles danach fehlt auf der Seite";
    Found::new(
        SlipKind::OpenComment,
        place,
        message,
        "Schreiben Sie `-->` an sein Ende.",
    )
}

fn not_allowed(written: &str, name: &str, place: Range<usize>) -> Found {
    let tag = code(
        &written
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(60)
            .collect::<String>(),
    );
    let (message, help) = if sanitize::is_html(name) {
        (
            format!("{tag} ist nicht erlaubt und erscheint nicht"),
            "Löschen Sie es, oder schreiben Sie es in Markdown.".to_owned(),
        )
    } else {
        let escaped = code(&format!("\\{}", written.lines().next().unwrap_or_default()));
        (
            format!("{tag} wird als HTML gelesen und erscheint nicht"),
            format!("Schreiben Sie {escaped}, wenn es zum Text gehört."),
        )
    };
    Found::new(SlipKind::Html, place, message, help)
}

/// Names of characters and comments that show.
pub(super) fn of_line(line: &Line) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in line.shown.match_indices('&') {
        let rest = line.shown.part(at.plus(1)..);
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '#')
            .unwrap_or(rest.len());
        let name = rest.part(..length);
        let known =
            html::named_characters().find(|(known, _)| *known == name || name.starts_with(*known) && *known == "nbsp");
        let is_named = rest.part(length..).starts_with(';') && length > 1;
        let place = line.range(at..at.plus(1).plus(length).plus(usize::from(is_named)));
        let message = format!(
            "{} erscheint als Text",
            code(line.shown.part(at..at.plus(1).plus(length).plus(usize::from(is_named))))
        );
        match known {
            Some((known, character)) if *known == *name && !is_named && !matches!(known, "lt" | "gt" | "amp") => {
                let shown = if character.is_whitespace() || known == "shy" {
                    format!("&{known};")
                } else {
                    character.to_string()
                };
                found.push(Found::instead(SlipKind::Html, place, message, shown));
            }
            _ if is_named => {
                let help = "Schreiben Sie das Zeichen selbst; ein geschütztes Leerzeichen ist `&nbsp;`.";
                found.push(Found::new(SlipKind::Html, place, message, help));
            }
            _ => {}
        }
    }
    for (at, sign) in line.shown.match_indices("<!--") {
        let place = line.range(span(at, sign.len()));
        let message = "der Kommentar wird nicht geschlossen und erscheint als Text";
        found.push(Found::new(
            SlipKind::Html,
            place,
            message,
            "Schreiben Sie `-->` an sein Ende.",
        ));
    }
    found
}
