//! What can be wrong with a record, in words that help.

use std::sync::Arc;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{
    AuthorityId, Availability, Colour, Day, DocumentKind, Email, FileName, FormerUrl, Language, LeikaKey, LeikaType,
    MaturityModel, Moment, OzgId, PageId, PartialDate, Postcode, RegionalKey, Step, WebAddress,
};

/// Lists all faults of a record by the schema of its type.
pub(super) fn list(schema: &Value, record: &Value, path: &Arc<str>) -> Vec<Diagnostic> {
    let mut schema = schema.clone();
    leave_patterns_to_formats(&mut schema);
    let validator = jsonschema::options()
        .with_keyword("format", format_check)
        .build(&schema);
    let Ok(validator) = validator else { return Vec::new() };
    validator
        .iter_errors(record)
        .flat_map(|error| explain(&schema, &error, path))
        .collect()
}

/// A malformed date or key breaks its pattern and its format; one message is enough, and the format's is the better one.
fn leave_patterns_to_formats(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("format") && check_of(map["format"].as_str().unwrap_or_default()).is_some() {
                map.remove("pattern");
            }
            map.values_mut().for_each(leave_patterns_to_formats);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_patterns_to_formats),
        _ => {}
    }
}

type Check = fn(&str) -> Option<String>;

/// The parser behind a format of ours: its error is the message.
fn check_of(format: &str) -> Option<Check> {
    fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Option<String> {
        text.parse::<T>().err().map(|error| error.to_string())
    }
    Some(match format {
        "datum" => parse::<Day>,
        "teildatum" => parse::<PartialDate>,
        "verfuegbarkeit" => parse::<Availability>,
        "zeitpunkt" => parse::<Moment>,
        "regionalschluessel" => parse::<RegionalKey>,
        "leika" => parse::<LeikaKey>,
        "leika-typ" => parse::<LeikaType>,
        "ozg-id" => parse::<OzgId>,
        "postleitzahl" => parse::<Postcode>,
        "kennung" => parse::<PageId>,
        "stelle" => parse::<AuthorityId>,
        "reifegradmodell" => parse::<MaturityModel>,
        "e-mail" => parse::<Email>,
        "webadresse" => parse::<WebAddress>,
        "farbe" => parse::<Colour>,
        "sprache" => parse::<Language>,
        "schritt" => parse::<Step>,
        "dateiname" => parse::<FileName>,
        "dateiendung" => parse::<DocumentKind>,
        "fruehere-adresse" => parse::<FormerUrl>,
        _ => return None,
    })
}

/// The code of the message for a malformed value of a format.
fn code_of(format: &str) -> &'static str {
    match format {
        "datum" | "teildatum" | "verfuegbarkeit" | "zeitpunkt" => "ungueltiges-datum",
        "regionalschluessel" | "stelle" | "leika" | "leika-typ" | "ozg-id" | "postleitzahl" => "ungueltiger-schluessel",
        "kennung" | "fruehere-adresse" | "dateiname" => "ungueltige-kennung",
        _ => "ungueltige-angabe",
    }
}

struct FormatCheck {
    check: Check,
}

impl FormatCheck {
    fn fault(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(text) => (self.check)(text),
            Value::Number(number) => (self.check)(&number.to_string()),
            _ => None,
        }
    }
}

impl<'i> Keyword<'i> for FormatCheck {
    fn validate(&self, value: &'i Value) -> Result<(), ValidationError<'i>> {
        self.fault(value)
            .map_or(Ok(()), |fault| Err(ValidationError::custom(fault)))
    }

    fn is_valid(&self, value: &'i Value) -> bool {
        self.fault(value).is_none()
    }
}

fn format_check<'a>(
    _: &'a Map<String, Value>,
    format: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let check = format.as_str().and_then(check_of).unwrap_or(|_| None);
    Ok(Box::new(FormatCheck { check }))
}

/// One validation error may be several faults: each unknown field is one.
fn explain(schema: &Value, error: &ValidationError, path: &Arc<str>) -> Vec<Diagnostic> {
    let field = error.instance_path().as_str();
    let rule = error.schema_path().as_str();
    let place = || Place::field(path, field);
    let value = shown(error.instance());
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = keys(schema.pointer(parent(rule)).and_then(|rule| rule.get("properties")));
            unexpected
                .iter()
                .map(|name| unknown_field(name, &known, Place::key(path, format!("{field}/{name}"))))
                .collect()
        }
        ValidationErrorKind::AnyOf { context } => {
            // Optional fields are "this or nothing": the faults of "this" are the ones that help.
            context
                .iter()
                .take(1)
                .flatten()
                .flat_map(|error| explain(schema, error, path))
                .collect()
        }
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let meaning = schema
                .pointer(parent(rule))
                .and_then(|rule| rule.pointer(&format!("/properties/{name}/description")));
            vec![missing_field(name, meaning.and_then(Value::as_str), place())]
        }
        ValidationErrorKind::Enum { options } => vec![unknown_word(&value, &words(options), place())],
        ValidationErrorKind::Type { kind } => vec![wrong_type(&value, kind, place())],
        ValidationErrorKind::Custom { message, .. } => {
            let format = schema.pointer(rule).and_then(Value::as_str).unwrap_or_default();
            vec![Diagnostic::error(code_of(format), place(), message).with_help(format_help(format))]
        }
        ValidationErrorKind::Minimum { limit } => vec![out_of_range(&value, "mindestens", limit, place())],
        ValidationErrorKind::Maximum { limit } => vec![out_of_range(&value, "höchstens", limit, place())],
        ValidationErrorKind::MultipleOf { .. } => vec![
            Diagnostic::error(
                "ungueltige-angabe",
                place(),
                format!("`{value}` hat mehr als zwei Nachkommastellen"),
            )
            .with_help("Geben Sie den Betrag in Euro an, zum Beispiel 1200 oder 12.50."),
        ],
        _ => vec![
            Diagnostic::error(
                "ungueltige-angabe",
                place(),
                format!("`{value}` ist keine gültige Angabe"),
            )
            .with_help("Vergleichen Sie die Angabe mit der Feldbeschreibung im Redaktionshandbuch."),
        ],
    }
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn keys(map: Option<&Value>) -> Vec<&str> {
    map.and_then(Value::as_object)
        .map(|map| map.keys().map(String::as_str).collect())
        .unwrap_or_default()
}

fn words(options: &Value) -> Vec<&str> {
    options
        .as_array()
        .map(|options| options.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default()
}

/// A value as it is quoted in a message: short, and on one line.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

fn unknown_field(name: &str, known: &[&str], place: Place) -> Diagnostic {
    match did_you_mean(name, known.iter().copied()) {
        Some(meant) => Diagnostic::error(
            "unbekanntes-feld",
            place,
            format!("unbekanntes Feld `{name}`, meinten Sie `{meant}`?"),
        )
        .with_help(format!("Schreiben Sie `{meant}:`, oder löschen Sie die Angabe.")),
        None => Diagnostic::error("unbekanntes-feld", place, format!("unbekanntes Feld `{name}`"))
            .with_help(format!("Bekannt sind hier: {}.", known.join(", "))),
    }
}

fn missing_field(name: &str, meaning: Option<&str>, place: Place) -> Diagnostic {
    let help = match meaning {
        Some(meaning) => format!("Ergänzen Sie `{name}:` ({meaning})."),
        None => format!("Ergänzen Sie `{name}:`."),
    };
    Diagnostic::error("fehlendes-feld", place, format!("das Feld `{name}` fehlt")).with_help(help)
}

pub(super) fn unknown_word(word: &str, known: &[&str], place: Place) -> Diagnostic {
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

fn wrong_type(value: &str, kind: &TypeKind, place: Place) -> Diagnostic {
    let expected: Vec<&str> = match kind {
        TypeKind::Single(kind) => vec![type_name(&kind.to_string())],
        TypeKind::Multiple(kinds) => kinds
            .iter()
            .map(|kind| kind.to_string())
            .filter(|kind| kind != "null")
            .map(|kind| type_name(&kind))
            .collect(),
    };
    let help = if expected.contains(&"eine Liste") {
        "Schreiben Sie jeden Eintrag in eine eigene Zeile, die mit `- ` beginnt."
    } else if expected.contains(&"ein Datensatz") {
        "Schreiben Sie die Felder eingerückt darunter, jedes in eine eigene Zeile: `feld: wert`."
    } else if expected.contains(&"ja oder nein") {
        "Schreiben Sie `true` für ja oder `false` für nein."
    } else {
        "Prüfen Sie auch die Einrückung und, bei Texten mit Sonderzeichen, die Anführungszeichen."
    };
    Diagnostic::error(
        "falscher-typ",
        place,
        format!("`{value}` passt hier nicht: erwartet wird {}", expected.join(" oder ")),
    )
    .with_help(help)
}

fn type_name(kind: &str) -> &'static str {
    match kind {
        "string" => "ein Text",
        "array" => "eine Liste",
        "object" => "ein Datensatz",
        "boolean" => "ja oder nein",
        _ => "eine Zahl",
    }
}

fn out_of_range(value: &str, bound: &str, limit: &Value, place: Place) -> Diagnostic {
    Diagnostic::error(
        "ungueltige-angabe",
        place,
        format!("`{value}` liegt außerhalb des Erlaubten: {bound} {limit}"),
    )
    .with_help("Korrigieren Sie die Zahl.")
}

/// What to do about a malformed value of a format.
pub(super) fn format_help(format: &str) -> &'static str {
    match format {
        "datum" => "Schreiben Sie das Datum als Jahr-Monat-Tag, zum Beispiel 2022-02-15.",
        "teildatum" => "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1) und Jahr (2022).",
        "verfuegbarkeit" => {
            "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1), Jahr (2022) und `unbekannt`."
        }
        "zeitpunkt" => "Schreiben Sie Datum und Uhrzeit als 2022-03-01 10:00, bei ganzen Tagen nur 2022-03-01.",
        "regionalschluessel" | "leika" | "ozg-id" | "postleitzahl" => {
            "Schreiben Sie alle Ziffern ohne Leerzeichen, mit Anführungszeichen, wenn die erste eine Null ist."
        }
        "stelle" => "Erwartet wird ein Regionalschlüssel (12 Ziffern) oder die Kennung einer Stelle aus weitere.yaml.",
        "leika-typ" => "Schreiben Sie jeden Typ einzeln in die Liste, zum Beispiel [2/3, 4].",
        "reifegradmodell" => "Schreiben Sie 1.1 oder 2.0.",
        "e-mail" => "Schreiben Sie die Adresse ohne Zusätze, zum Beispiel poststelle@example.org.",
        "webadresse" => "Schreiben Sie die ganze Adresse, zum Beispiel https://example.org/dienst.",
        "sprache" => {
            "Schreiben Sie das Kürzel der Sprache (ISO 639), zum Beispiel en, oder leicht für Leichte Sprache. Deutsch gibt es immer."
        }
        "farbe" => "Schreiben Sie die Farbe als # mit sechs Stellen, zum Beispiel #b3122b.",
        "schritt" => "Schreiben Sie 1, 2 oder 3, oder lassen Sie das Feld weg.",
        "kennung" => "Die Kennung wird Teil der Adresse der Seite. Schreiben Sie zum Beispiel `wohngeld-antrag`.",
        "dateiendung" => "Schreiben Sie die Endung in kleinen Buchstaben und ohne Punkt, zum Beispiel pdf.",
        "dateiname" => "Legen Sie die Datei in denselben Ordner und nennen Sie nur ihren Namen.",
        "fruehere-adresse" => {
            "Schreiben Sie die Adresse ab dem ersten Schrägstrich, ohne `..`, zum Beispiel /alt/wohngeld/."
        }
        _ => "Vergleichen Sie die Angabe mit der Feldbeschreibung im Redaktionshandbuch.",
    }
}

pub(super) fn empty_record(path: &Arc<str>) -> Diagnostic {
    Diagnostic::error("leere-datei", Place::file(path), "die Datei enthält keine Angaben")
        .with_help("Füllen Sie die Datei aus oder löschen Sie sie.")
}

/// The parser speaks English and of itself; editors need to know what to look at.
pub(super) fn syntax_error(message: &str, place: Place) -> Diagnostic {
    if let Some(name) = duplicate(message) {
        return duplicate_field(name, place);
    }
    let knows = |text: &str| message.contains(text);
    let (what, help) = if knows("mapping values are not allowed") {
        (
            "hier steht ein Doppelpunkt, wo keiner stehen darf",
            "Setzen Sie Texte, die einen Doppelpunkt enthalten, in Anführungszeichen; prüfen Sie die Einrückung.",
        )
    } else if knows("tab character") || knows("cannot start any token") {
        (
            "hier steht ein Zeichen, mit dem kein Wert beginnen darf",
            "Rücken Sie mit Leerzeichen statt mit Tabulatoren ein; setzen Sie Texte, die mit @, `, % oder * beginnen, in Anführungszeichen.",
        )
    } else if knows("quoted scalar") || knows("unexpected end of stream") {
        (
            "ein Anführungszeichen wird nicht geschlossen",
            "Ergänzen Sie das schließende Anführungszeichen.",
        )
    } else if knows("could not find expected ':'") {
        (
            "nach einem Feldnamen fehlt der Doppelpunkt",
            "Schreiben Sie `feld: wert`, mit einem Leerzeichen nach dem Doppelpunkt.",
        )
    } else if knows("did not find expected") || knows("did not find") {
        (
            "die Einrückung oder ein Zeichen passt hier nicht",
            "Prüfen Sie, ob die Zeile so weit eingerückt ist wie ihre Nachbarn und ob alle Klammern und Anführungszeichen geschlossen sind.",
        )
    } else {
        (
            "die Datei ist kein gültiges YAML",
            "Prüfen Sie diese Zeile und die davor auf Einrückung, Doppelpunkte und Anführungszeichen.",
        )
    };
    Diagnostic::error("yaml-syntax", place, what).with_help(help)
}

/// A fault that the schema cannot express.
pub(super) fn other(message: &str, place: Place) -> Diagnostic {
    match duplicate(message) {
        Some(name) => duplicate_field(name, place),
        None => Diagnostic::error(
            "ungueltige-angabe",
            place,
            format!("die Angabe kann nicht gelesen werden ({message})"),
        )
        .with_help("Vergleichen Sie die Angabe mit der Feldbeschreibung im Redaktionshandbuch."),
    }
}

/// The name in `duplicate field \`titel\`` or `duplicate entry with key "titel"`.
pub(super) fn duplicate(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("duplicate ")?;
    rest.split(['`', '"']).nth(1)
}

fn duplicate_field(name: &str, place: Place) -> Diagnostic {
    Diagnostic::error(
        "doppeltes-feld",
        place,
        format!("das Feld `{name}` steht zweimal im selben Datensatz"),
    )
    .with_help("Löschen Sie eine der beiden Angaben.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All formats that a schema names, at any depth.
    fn formats(schema: &Value, found: &mut Vec<String>) {
        match schema {
            Value::Object(fields) => {
                found.extend(fields.get("format").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|field| formats(field, found));
            }
            Value::Array(items) => items.iter().for_each(|item| formats(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_format_has_a_parser_and_help_of_its_own() {
        // Of numbers their bounds are told; any text is Markdown.
        let without = ["markdown", "double", "uint8", "uint32", "uint64"];
        let mut found = Vec::new();
        for kind in crate::scaffold::KINDS {
            formats(&kind.schema(), &mut found);
        }
        assert!(found.iter().any(|format| format == "sprache"), "{found:?}");
        found.retain(|format| !without.contains(&format.as_str()));
        for format in found {
            assert!(check_of(&format).is_some(), "{format}");
            assert_ne!(format_help(&format), format_help(""), "{format}");
        }
    }
}
