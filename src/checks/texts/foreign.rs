//! Texts in English that are written as in German.

use std::ops::Range;

use crate::checks::rule::Rule;
use crate::checks::texts::Text;
use crate::content::markdown::{Piece, Survey, pieces};
use crate::diagnostics::Diagnostic;
use crate::extent::{Slicing, Whole, quantity, span};
use crate::model::Portal;

pub(in crate::checks) const RULES: &[Rule] = &[Rule::warning(
    "englisch-geschrieben",
    "Ein englischer Text ist geschrieben wie ein deutscher",
    "Im Englischen stehen Anführungszeichen oben, und der Punkt in einer Zahl ist ein Komma: 1.066 liest man dort als etwas mehr als eins.",
    "Schreiben Sie “…” statt „…“ und 1,066 statt 1.066.",
)
.by_text(&[is_english])];

fn is_english(_: &Portal, text: &Text, _: &Survey) -> Vec<Diagnostic> {
    if text.language().is_none_or(|language| language.as_str() != "en") {
        return Vec::new();
    }
    let pieces = pieces(text.markdown);
    let all = pieces
        .iter()
        .flat_map(|piece| as_in_german(&piece.text).into_iter().map(move |found| (piece, found)));
    all.map(|(piece, found)| problem(text, piece, found)).collect()
}

fn problem(text: &Text, piece: &Piece, (range, instead, is_certain): German) -> Diagnostic {
    let written = piece.text.part(range.clone());
    let before = quantity(piece.text.part(..range.start).chars().count());
    let at = (piece.line, piece.column.plus(before), quantity(written.chars().count()));
    let place = text.place(at.0, at.1, at.2);
    let (message, help) = match written.starts_with(|first: char| first.is_ascii_digit()) {
        true => (
            format!("`{written}` liest man im Englischen als Zahl mit Nachkommastellen"),
            format!("Ist die ganze Zahl gemeint, schreiben Sie `{instead}`."),
        ),
        false => (
            "die Anführungszeichen sind deutsche, der Text ist englisch".to_owned(),
            "Schreiben Sie “…”, oder gerade Anführungszeichen: Daraus macht das Portal die richtigen.".to_owned(),
        ),
    };
    let problem = Diagnostic::warning("englisch-geschrieben", place, message).with_help(help);
    let repair = is_certain.then(|| text.repair(at, &instead)).flatten();
    Diagnostic { repair, ..problem }
}

/// What is written, how it is in English, and whether nothing else can be meant: a point in a number can be either.
type German = (Range<usize>, String, bool);

fn as_in_german(piece: &str) -> Vec<German> {
    let opened = piece.match_indices(['„', '‚']).map(|(at, mark)| {
        let (open, close) = if mark == "„" {
            ("“", ['“', '”'])
        } else {
            ("‘", ['‘', '’'])
        };
        let rest = piece.part(at.plus(mark.len())..);
        let within = rest
            .split_once(close)
            .map(|(within, _)| within)
            .filter(|within| !within.contains(['„', '‚']));
        match within.zip(rest.chars().nth(within.map_or(0, |within| within.chars().count()))) {
            Some((within, end)) => {
                let closing = if mark == "„" { "”" } else { "’" };
                let range = at..at.plus(mark.len()).plus(within.len()).plus(end.len_utf8());
                (range, format!("{open}{within}{closing}"), true)
            }
            None => (span(at, mark.len()), open.to_owned(), false),
        }
    });
    let thousands = numbers(piece).filter_map(|number| {
        let written = piece.part(number.clone());
        let (first, others) = written.split_once('.')?;
        let is_grouped = first.len() <= 3 && others.split('.').all(|group| group.len() == 3);
        (is_grouped && first != "0").then(|| (number, written.replace('.', ","), false))
    });
    let mut all: Vec<German> = opened.chain(thousands).collect();
    all.sort_by_key(|(range, ..)| range.start);
    all
}

/// Digits with points between them.
fn numbers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at.plus(text.part(at..).find(|c: char| c.is_ascii_digit())?);
        let length = text
            .part(start..)
            .find(|c| !is_part(c))
            .unwrap_or(text.len().minus(start));
        at = start.plus(length);
        Some(span(start, text.part(start..at).trim_end_matches('.').len()))
    })
}

#[cfg(test)]
mod tests {
    use super::as_in_german;

    #[test]
    fn marks_and_figures_are_found() {
        let found = as_in_german("Called „home“, ‚one‘ and „two, 1.066 towns, 1.5, 10.1.2022, v1.2.345");
        let found: Vec<(&str, bool)> = found
            .iter()
            .map(|(_, instead, is_certain)| (&**instead, *is_certain))
            .collect();
        assert_eq!(
            found,
            [("“home”", true), ("‘one’", true), ("“", false), ("1,066", false)]
        );
    }
}
