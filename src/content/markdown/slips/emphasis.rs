//! Asterisks, underscores and tildes that show, or that vanish where they were meant.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::shown::Line;
use super::{Found, SlipKind, code};
use crate::extent::{Slicing, Whole, span};

/// `Bürger*innen und Einwohner*innen`: two asterisks within words are no emphasis.
pub(super) fn within_words(event: &Event, range: &Range<usize>, text: &str) -> Option<Found> {
    let Event::Start(Tag::Emphasis) = event else {
        return None;
    };
    let inside = text.get(range.clone())?.strip_prefix('*')?;
    let before = text.part(..range.start).chars().next_back()?;
    let is_ending = ["innen", "in ", "in-", "r ", "n "]
        .iter()
        .any(|ending| inside.starts_with(ending));
    if !before.is_alphabetic() || !is_ending {
        return None;
    }
    let message = "zwei Sternchen in Wörtern machen den Text dazwischen kursiv und erscheinen nicht";
    let ending: String = inside.chars().take_while(|c| c.is_alphabetic()).collect();
    let help = format!(
        "Schreiben Sie einen Rückstrich vor das Sternchen: {}.",
        code(&format!("\\*{ending}"))
    );
    Some(Found::new(SlipKind::Emphasis, span(range.start, 1), message, help))
}

/// Pairs of signs that show on a line.
pub(super) fn of_line(line: &Line) -> Vec<Found> {
    ["**", "__", "~~"]
        .into_iter()
        .flat_map(|sign| pairs(line, sign))
        .collect()
}

fn pairs(line: &Line, sign: &'static str) -> Vec<Found> {
    let places = places(line.shown, sign);
    let mut found = Vec::new();
    let mut places = places.into_iter().peekable();
    while let Some(at) = places.next() {
        let inside = places
            .peek()
            .and_then(|end| Some((*end, line.written.get(at.plus(2)..*end)?)));
        let spaced = inside.filter(|(_, inside)| {
            let is_spaced = inside.starts_with(char::is_whitespace) || inside.ends_with(char::is_whitespace);
            is_spaced && !inside.trim().is_empty()
        });
        if let Some((end, inside)) = spaced {
            places.next();
            let message = format!(
                "zwischen {} und dem Wort steht ein Leerzeichen, deshalb erscheinen die Zeichen als Text",
                code(sign)
            );
            let instead = format!("{sign}{}{sign}", inside.trim());
            found.push(Found::instead(
                SlipKind::Emphasis,
                line.range(at..end.plus(2)),
                message,
                instead,
            ));
        } else {
            let message = format!(
                "{} erscheint als Text: das Gegenstück fehlt oder steht nicht am Wort",
                code(sign)
            );
            let help = format!(
                "Setzen Sie die Zeichen ohne Leerzeichen vor und hinter die Wörter: {}.",
                code(&format!("{sign}wichtig{sign}"))
            );
            found.push(Found::new(SlipKind::Emphasis, line.range(span(at, 2)), message, help));
        }
    }
    found
}

/// Where a pair of signs stands; more than two are a line to write on, or stars.
fn places(shown: &str, sign: &str) -> Vec<usize> {
    let first = sign.chars().next().unwrap_or_default();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = shown.get(at..).and_then(|rest| rest.find(first)) {
        let start = at.plus(found);
        let run = shown.part(start..).chars().take_while(|c| *c == first).count();
        let between = shown.part(..start).ends_with(|c: char| c.is_alphanumeric() || c == '/')
            && shown.part(start.plus(run)..).starts_with(char::is_alphanumeric);
        if run == 2 && !(between && first != '*') {
            places.push(start);
        }
        at = start.plus(run);
    }
    places
}
