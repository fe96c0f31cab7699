//! Fields that are shown as they are written, and texts that are not finished.

use crate::checks::rule::{Rule, check};
use crate::checks::texts::Text;
use crate::content::markdown::{Survey, pieces};
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole, quantity};
use crate::model::{Entity, EntityId, Portal};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "zeichen-im-feld",
        "In einem einfachen Feld stehen Zeichen von Markdown oder HTML",
        "Titel und Kurzbeschreibungen erscheinen so, wie sie dastehen: Sternchen, Klammern und Anführungszeichen um den ganzen Text liest jeder mit.",
        "Schreiben Sie nur die Wörter. Hervorhebungen und Links gehören in den Text.",
    )
    .by(&[check!(fields_are_plain)]),
    Rule::warning(
        "text-unfertig",
        "Ein Text ist noch nicht fertig",
        "Merkzeichen für Offenes und Blindtext liest nach der Veröffentlichung jeder.",
        "Schreiben Sie den Text zu Ende, oder setzen Sie `entwurf: true`, bis das geschehen ist.",
    )
    .by_text(&[texts_are_finished]),
    Rule::warning(
        "buchstaben-entstellt",
        "Umlaute sind zu anderen Zeichen geworden",
        "Ein Programm hat den Text in einer anderen Kodierung gelesen, als er gespeichert war, und ihn so weitergegeben. Auf der Seite stehen unlesbare Wörter.",
        "Schreiben Sie das Wort neu, und prüfen Sie den übrigen Text: Meist sind alle Umlaute betroffen.",
    )
    .by_text(&[letters_are_whole]),
];

/// Titles and summaries have no markup.
fn fields_are_plain(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.entities().flat_map(|entity| {
        let fields = [(title_field(entity), Some(entity.title())), ("/kurz", entity.summary())];
        fields.into_iter().filter_map(move |(field, text)| {
            let place = place(entity, field)?;
            if let Some((_, sign)) = garbled(text?) {
                return Some(spoilt(sign, place));
            }
            let message = fault(text?)?;
            let help = "Schreiben Sie nur die Wörter. Hervorhebungen und Links gehören in den Text.";
            Some(Diagnostic::warning("zeichen-im-feld", place, message).with_help(help))
        })
    })
}

fn title_field(entity: &dyn Entity) -> &'static str {
    match entity.entity_id() {
        EntityId::Ministry(_) => "/name",
        _ => "/titel",
    }
}

/// The place of a field; those of lists and tables are names that nobody marks up.
fn place(entity: &dyn Entity, field: &str) -> Option<Place> {
    let in_list = matches!(entity.entity_id(), EntityId::Topic(_) | EntityId::Authority(_));
    (!in_list).then(|| Place::field(&entity.source().path, field))
}

fn fault(text: &str) -> Option<String> {
    let shown = |sign: &str| Some(format!("`{sign}` erscheint hier als Text"));
    let is_tag = |piece: &str| piece.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') && piece.contains('>');
    match text.trim() {
        text if !text.contains(char::is_alphanumeric) => Some("das Feld enthält kein Wort".to_owned()),
        text if text.matches("**").count() >= 2 => shown("**"),
        text if text.contains("](") => shown("[…](…)"),
        text if text.split('<').skip(1).any(is_tag) => shown("<…>"),
        text if text.starts_with('„') && text.ends_with(['“', '”']) && text.matches('„').count() == 1 => {
            Some("die Anführungszeichen um den ganzen Text erscheinen mit".to_owned())
        }
        _ => None,
    }
}

/// What editors write to come back to, and what fills a page until there is a text.
const MARKS: [&str; 6] = ["TODO", "FIXME", "XXX", "???", "Lorem ipsum", "lorem ipsum"];

fn texts_are_finished(_: &Portal, text: &Text, _: &Survey) -> Vec<Diagnostic> {
    // Most texts have none; only then it matters where.
    if !MARKS.iter().any(|mark| text.markdown.contains(mark)) {
        return Vec::new();
    }
    let pieces = pieces(text.markdown).into_iter();
    let found = pieces.filter_map(|piece| {
        let (mark, at) = MARKS.iter().find_map(|mark| Some((*mark, word(&piece.text, mark)?)))?;
        let column = piece.column.plus(quantity(piece.text.part(..at).chars().count()));
        let place = text.place(piece.line, column, quantity(mark.chars().count()));
        let message = format!("hier steht noch `{mark}`");
        let help = "Schreiben Sie den Text zu Ende, oder setzen Sie `entwurf: true`, bis das geschehen ist.";
        Some(Diagnostic::warning("text-unfertig", place, message).with_help(help))
    });
    found.collect()
}

/// Where a mark stands as a word of its own.
fn word(line: &str, mark: &str) -> Option<usize> {
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut places = line.match_indices(mark).map(|(at, _)| at);
    places.find(|at| {
        !is_part(line.part(..*at).chars().last()) && !is_part(line.part(at.plus(mark.len())..).chars().next())
    })
}

/// What becomes of umlauts, marks and dashes in UTF-8 when they are read as Windows-1252, and what stands for lost letters.
const GARBLED: [&str; 11] = [
    "Ã¤", "Ã¶", "Ã¼", "ÃŸ", "Ã„", "Ã–", "Ãœ", "â€ž", "â€œ", "â€“", "\u{fffd}",
];

fn garbled(text: &str) -> Option<(usize, &'static str)> {
    // Hardly any text has one of the letters with which they begin.
    if !['Ã', 'â', '\u{fffd}'].iter().any(|first| text.contains(*first)) {
        return None;
    }
    GARBLED.iter().filter_map(|sign| Some((text.find(sign)?, *sign))).min()
}

fn letters_are_whole(_: &Portal, text: &Text, _: &Survey) -> Vec<Diagnostic> {
    if garbled(text.markdown).is_none() {
        return Vec::new();
    }
    let found = pieces(text.markdown).into_iter().filter_map(|piece| {
        let (at, sign) = garbled(&piece.text)?;
        let column = piece.column.plus(quantity(piece.text.part(..at).chars().count()));
        Some(spoilt(
            sign,
            text.place(piece.line, column, quantity(sign.chars().count())),
        ))
    });
    found.collect()
}

fn spoilt(sign: &str, place: Place) -> Diagnostic {
    let message = format!("`{sign}` steht hier für einen Buchstaben, der beim Speichern verloren ging");
    Diagnostic::warning("buchstaben-entstellt", place, message)
        .with_help("Schreiben Sie das Wort neu, und prüfen Sie den übrigen Text: Meist sind alle Umlaute betroffen.")
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn a_mark_is_found_behind_a_word_that_begins_with_it() {
        assert_eq!(word("TODOS und TODO", "TODO"), Some(10));
        assert_eq!(word("TODOS", "TODO"), None);
    }
}
