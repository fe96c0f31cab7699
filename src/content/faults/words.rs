//! What is wrong with a record, in words that help.

use std::sync::Arc;

use crate::content::decode::characters;
use crate::diagnostics::{Change, Diagnostic, Place, Repair, did_you_mean};
use crate::extent::Slicing;

/// A text as it is quoted in a message: short, and on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", line.part(..end)),
        None => line,
    }
}

/// A word that would be right without a character that nobody sees.
pub(super) fn hidden_character(word: &str, c: char, place: Place) -> Diagnostic {
    let message = format!("in `{word}` steht {}", characters::name(c));
    Diagnostic::error("unbekannter-wert", place, message).with_help("Löschen Sie das Zeichen.")
}

/// The field that was meant by a name that none has.
pub(super) fn meant_field<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let cleaned = characters::cleaned(name);
    let same = known.iter().copied().find(|known| *known == cleaned);
    same.or_else(|| did_you_mean(&shortened(name), known.iter().copied()))
}

pub(super) fn unknown_field(name: &str, known: &[&str], record: &str, place: Place) -> Diagnostic {
    let cleaned = characters::cleaned(name);
    if let Some(c) = name
        .chars()
        .find(|c| characters::is_deceptive(*c))
        .filter(|_| known.contains(&&*cleaned))
    {
        let message = format!("im Feldnamen `{cleaned}` steht {}", characters::name(c));
        let rename = Change::Rename {
            field: format!("{record}/{name}"),
            name: cleaned,
        };
        return Diagnostic::error("unbekanntes-feld", place, message)
            .with_help("Löschen Sie das Zeichen.")
            .with_repair(rename);
    }
    let name = &shortened(name);
    let Some(meant) = did_you_mean(name, known.iter().copied()) else {
        return Diagnostic::error("unbekanntes-feld", place, format!("unbekanntes Feld `{name}`"))
            .with_help(format!("Bekannt sind hier: {}.", known.join(", ")));
    };
    let message = format!("unbekanntes Feld `{name}`, meinten Sie `{meant}`?");
    let problem = Diagnostic::error("unbekanntes-feld", place, message)
        .with_help(format!("Schreiben Sie `{meant}:`, oder löschen Sie die Angabe."));
    match name.to_lowercase() == meant {
        true => problem.with_repair(Repair::from(Change::Rename {
            field: format!("{record}/{name}"),
            name: meant.to_owned(),
        })),
        false => problem,
    }
}

pub(super) fn missing_field(name: &str, meaning: Option<&str>, place: Place) -> Diagnostic {
    let help = match meaning {
        Some(meaning) => format!("Ergänzen Sie `{name}:` ({meaning})."),
        None => format!("Ergänzen Sie `{name}:`."),
    };
    Diagnostic::error("fehlendes-feld", place, format!("das Feld `{name}` fehlt")).with_help(help)
}

/// A required field without a value. `behind` is what stands behind its name.
pub(super) fn empty_field(name: &str, behind: &str, place: Place) -> Diagnostic {
    let help = match behind.trim_start_matches([':', ' ']).starts_with('#') {
        true => format!(
            "Was nach ` #` steht, liest niemand. Schreiben Sie den Text in Anführungszeichen: `{name}: \"#…\"`."
        ),
        false => format!("Schreiben Sie hinter `{name}:`, was dort stehen soll."),
    };
    Diagnostic::error("fehlendes-feld", place, format!("das Feld `{name}` ist leer")).with_help(help)
}

pub(super) fn empty_item(place: Place) -> Diagnostic {
    Diagnostic::error("fehlendes-feld", place, "dieser Eintrag der Liste ist leer")
        .with_help("Füllen Sie ihn aus, oder löschen Sie die Zeile.")
}

pub(super) fn too_short(place: Place) -> Diagnostic {
    Diagnostic::error("ungueltige-angabe", place, "die Liste ist leer")
        .with_help("Ergänzen Sie mindestens einen Eintrag, oder löschen Sie das Feld.")
}

pub(in crate::content) fn unknown_word(word: &str, known: &[&str], place: Place) -> Diagnostic {
    let word = &shortened(word);
    let help = format!("Erlaubt sind: {}.", known.join(", "));
    match did_you_mean(word, known.iter().copied()) {
        Some(meant) => Diagnostic::error(
            "unbekannter-wert",
            place,
            format!("unbekannter Wert `{word}`, meinten Sie `{meant}`?"),
        ),
        None => Diagnostic::error("unbekannter-wert", place, format!("unbekannter Wert `{word}`")),
    }
    .with_help(help)
}

pub(super) fn wrong_type(value: &str, kinds: &[&str], place: Place) -> Diagnostic {
    if kinds.contains(&"object") && is_field_without_blank(value) {
        return Diagnostic::error("yaml-syntax", place, "nach dem Doppelpunkt fehlt ein Leerzeichen")
            .with_help("Schreiben Sie `feld: wert`, mit einem Leerzeichen nach dem Doppelpunkt.");
    }
    let value = shortened(value);
    let expected: Vec<&str> = kinds.iter().map(|kind| kind_name(kind)).collect();
    let help = if kinds.contains(&"array") {
        "Schreiben Sie jeden Eintrag in eine eigene Zeile, die mit `- ` beginnt."
    } else if kinds.contains(&"object") {
        "Schreiben Sie die Felder eingerückt darunter, jedes in eine eigene Zeile: `feld: wert`."
    } else {
        "Prüfen Sie auch die Einrückung und, bei Texten mit Sonderzeichen, die Anführungszeichen."
    };
    let message = format!("`{value}` passt hier nicht: erwartet wird {}", expected.join(" oder "));
    Diagnostic::error("falscher-typ", place, message).with_help(help)
}

/// `titel:Hilfe`, where fields are expected.
fn is_field_without_blank(value: &str) -> bool {
    let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    value
        .split_once(':')
        .is_some_and(|(name, rest)| is_name(name) && !rest.starts_with([' ', '/']))
}

/// A field that its record has on another level.
pub(super) fn misplaced_field(name: &str, parent: Option<&str>, place: Place) -> Diagnostic {
    let (message, help) = match parent {
        Some(parent) => (
            format!("das Feld `{name}` gehört unter `{parent}`"),
            format!("Schreiben Sie es unter `{parent}:`, zwei Leerzeichen weiter eingerückt."),
        ),
        None => (
            format!("das Feld `{name}` ist zu weit eingerückt: es gehört nicht hierher"),
            format!("Schreiben Sie `{name}:` an den Anfang einer Zeile, ohne Leerzeichen davor."),
        ),
    };
    Diagnostic::error("unbekanntes-feld", place, message).with_help(help)
}

fn kind_name(kind: &str) -> &'static str {
    match kind {
        "string" => "ein Text",
        "array" => "eine Liste",
        "object" => "ein Datensatz",
        "boolean" => "ja oder nein",
        _ => "eine Zahl",
    }
}

pub(super) fn no_yes_or_no(text: &str, meant: Option<&str>, place: Place) -> Diagnostic {
    let help = match meant {
        Some(meant) => format!("Schreiben Sie `{meant}`, ohne Anführungszeichen."),
        None => "Schreiben Sie `true` für ja oder `false` für nein.".to_owned(),
    };
    let message = format!("`{text}` passt hier nicht: erwartet wird `true` (ja) oder `false` (nein)");
    Diagnostic::error("falscher-typ", place, message).with_help(help)
}

pub(super) fn no_number(text: &str, expected: &str, help: &str, meant: Option<&str>, place: Place) -> Diagnostic {
    let help = meant.map_or_else(|| help.to_owned(), |meant| format!("Schreiben Sie `{meant}`."));
    Diagnostic::error(
        "falscher-typ",
        place,
        format!("`{text}` passt hier nicht: erwartet wird {expected}"),
    )
    .with_help(help)
}

pub(super) fn out_of_range(value: &str, bound: &str, limit: f64, place: Place) -> Diagnostic {
    let message = format!("`{value}` liegt außerhalb des Erlaubten: {bound} {limit}");
    Diagnostic::error("ungueltige-angabe", place, message).with_help("Korrigieren Sie die Zahl.")
}

/// A value of a table that is not written as its column asks for.
pub(in crate::content) fn cell_is_wrong(
    misspelt: super::Misspelt,
    help: &str,
    line: u32,
    column: &str,
    place: Place,
) -> Diagnostic {
    let certain = misspelt.certain().map(str::to_owned);
    let mut problem = misspelt.at(place);
    if let Some(guess) = &mut problem.guess {
        guess.field = column.to_owned();
    }
    match certain {
        Some(meant) => problem.with_repair(Repair::cell(line, column, meant)),
        None => problem.with_help(help),
    }
}

pub(in crate::content) fn empty_record(path: &Arc<str>) -> Diagnostic {
    Diagnostic::error("leere-datei", Place::file(path), "die Datei enthält keine Angaben")
        .with_help("Füllen Sie die Datei aus oder löschen Sie sie.")
}

/// A fault that the schema cannot express.
pub(in crate::content) fn leftover(message: &str, place: Place) -> Diagnostic {
    Diagnostic::error("ungueltige-angabe", place, message)
        .with_help("Vergleichen Sie die Angabe mit der Feldbeschreibung im Redaktionshandbuch.")
}

pub(in crate::content) fn duplicate_field(name: &str, place: Place) -> Diagnostic {
    let message = format!("das Feld `{name}` steht zweimal im selben Datensatz");
    Diagnostic::error("doppeltes-feld", place, message).with_help("Löschen Sie eine der beiden Angaben.")
}
