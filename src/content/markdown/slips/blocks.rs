//! Headings, tables and heads of files that are none.

use super::shown::Line;
use super::unseen::is_unseen;
use super::{Found, SlipKind, code};
use crate::content::decode::characters;
use crate::extent::{Slicing, Whole, span};

/// `##Titel`: after the signs of a heading stands a space.
pub(super) fn headings(lines: &[Line]) -> Vec<Found> {
    lines.iter().filter_map(heading).collect()
}

fn heading(line: &Line) -> Option<Found> {
    let text = line.text();
    let title = text.trim_start_matches('#');
    let signs = text.len().minus(title.len());
    let first = title.chars().next()?;
    if signs > 6 {
        let message = format!("Überschriften haben höchstens sechs Rauten, hier stehen {signs}");
        return Some(Found::new(
            SlipKind::Heading,
            line.whole(),
            message,
            "Schreiben Sie eine Überschrift mit zwei oder drei Rauten.",
        ));
    }
    // One sign alone may begin a hashtag or a number.
    let alone = line.begins_paragraph && line.ends_paragraph && title.contains(' ') && !title.contains('#');
    let is_meant = signs > 1 || signs == 1 && (alone && first.is_uppercase() || is_unseen(first));
    if !is_meant || first == ' ' || first == '\t' {
        return None;
    }
    let title = line
        .written
        .get(line.indent.plus(signs)..)?
        .trim_start_matches(is_unseen)
        .trim();
    let instead = format!("{} {title}", "#".repeat(signs));
    let wrong = match is_unseen(first) {
        true => format!("steht {}", characters::name(first)),
        false => "fehlt ein Leerzeichen".to_owned(),
    };
    let message = format!("nach den Rauten einer Überschrift {wrong}, deshalb erscheint sie als Text");
    Some(Found::instead(SlipKind::Heading, line.whole(), message, instead))
}

/// Lines with bars that are no table.
pub(super) fn tables(lines: &[Line]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut before: Option<&Line> = None;
    for line in lines {
        let follows = before.is_some_and(|before| !before.ends_paragraph && is_row(before));
        let is_first = before.is_none_or(|before| before.ends_paragraph || !is_row(before));
        if is_row(line) && is_first && !line.ends_paragraph {
            before = Some(line);
            continue;
        }
        if let Some(first) = before.filter(|_| follows && is_row(line))
            && found.last().is_none_or(|last: &Found| last.range != first.whole())
            && (first.begins_paragraph || first.text().starts_with('|'))
        {
            found.push(table(first, line));
        }
        if !follows || !is_row(line) || line.ends_paragraph {
            before = Some(line).filter(|line| !line.ends_paragraph);
        }
    }
    found
}

fn table(first: &Line, second: &Line) -> Found {
    let columns = cells(first);
    let dashes = format!("|{}", " --- |".repeat(columns));
    let is_dashes = second
        .text()
        .chars()
        .all(|c| matches!(c, '|' | '-' | '–' | '—' | ':' | ' ' | '\t'));
    let (message, help) = if is_dashes {
        (
            format!(
                "die Tabelle erscheint als Text: die Zeile aus Strichen darunter hat {}, die erste Zeile {columns} Spalten",
                cells(second)
            ),
            format!("Schreiben Sie unter diese Zeile {}.", code(&dashes)),
        )
    } else {
        (
            "die Tabelle erscheint als Text: unter ihrer ersten Zeile fehlt die Zeile aus Strichen".to_owned(),
            format!("Schreiben Sie unter diese Zeile {}.", code(&dashes)),
        )
    };
    Found::new(SlipKind::Table, first.whole(), message, help)
}

/// Whether a line looks like the row of a table: bars at both ends, or two of them between words.
fn is_row(line: &Line) -> bool {
    if !line.shown.contains('|') {
        return false;
    }
    let text = line.text().trim();
    let has_ends = text.len() > 1 && text.starts_with('|') && text.ends_with('|');
    has_ends || text.starts_with('|') && text.part(1..).contains('|') || text.matches(" | ").count() >= 2
}

fn cells(line: &Line) -> usize {
    line.text().trim().trim_matches('|').split('|').count()
}

/// A head between two lines of dashes, where none is read.
pub(super) fn front_matter(text: &str) -> Option<Found> {
    let start = text.len().minus(text.trim_start().len());
    let mut lines = text.part(start..).split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut fields = 0;
    for line in lines.take(60) {
        if line.trim_end() == "---" {
            let message = "in dieser Datei wird kein Kopf mit Angaben gelesen; er erscheint als Text";
            let help = "Löschen Sie die Zeilen von --- bis ---. Die Angaben gehören in die YAML-Datei daneben, oder an den Anfang der Datei.";
            let place = span(start, first.trim_end().len());
            return (fields > 0).then(|| Found::new(SlipKind::FrontMatter, place, message, help));
        }
        let (name, _) = line.split_once(':').unwrap_or_default();
        let is_field = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        let is_inside = line.starts_with([' ', '-', '#']) || line.trim().is_empty();
        if !is_field && !is_inside {
            return None;
        }
        fields.raise(usize::from(is_field));
    }
    None
}
