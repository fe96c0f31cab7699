//! The directory from a spreadsheet.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::Incoming;
use super::entry::{Entry, column};
use crate::diagnostics::{Diagnostic, Place};
use crate::import::Document;
use crate::import::columns::{Column, Columns, fold};
use crate::import::sheet::{Line, Sheet};
use crate::model::{AuthorityKind, Email, Postcode, RegionalKey, WebAddress};

const COLUMNS: &[Column] = &[
    known(
        column::KEY,
        &["regionalschluessel", "amtlicher_regionalschluessel", "rs"],
    ),
    known(column::NAME, &["gemeindename", "ortsname"]),
    known(column::KIND, &["art_der_stelle", "typ"]),
    known(column::DESIGNATION, &["amtliche_bezeichnung"]),
    known(column::PARENT, &["uebergeordnete_stelle", "gehoert_zu"]),
    known(column::AGS, &["gemeindeschluessel", "amtlicher_gemeindeschluessel"]),
    known(column::POPULATION, &["einwohnerzahl", "bevoelkerung"]),
    known(
        column::AREA,
        &["flaeche", "flaeche_km", "flaeche_in_km2", "flaeche_in_km"],
    ),
    known(column::POSTCODE, &["postleitzahl"]),
    known(column::LON, &["laenge", "laengengrad"]),
    known(column::LAT, &["breite", "breitengrad"]),
    known(column::NUTS3, &["nuts", "nuts_3"]),
    known(column::STREET, &["strasse_und_hausnummer", "anschrift"]),
    known(column::TOWN, &[]),
    known(column::EMAIL, &["e_mail", "mail", "e_mail_adresse"]),
    known(column::PHONE, &["telefonnummer", "tel"]),
    known(
        column::WEBSITE,
        &["webseite", "internet", "homepage", "url", "webadresse"],
    ),
];

const fn known(name: &'static str, also: &'static [&'static str]) -> Column {
    Column { name, also }
}

pub(super) fn read(document: Document) -> Result<Incoming, Vec<Diagnostic>> {
    let sheet = Sheet::parse(document)?;
    let columns = Columns::find(&sheet, COLUMNS, &[column::KEY])?;
    let mut reader = Reader {
        sheet: &sheet,
        columns: &columns,
        problems: Vec::new(),
    };
    let entries: Vec<Entry> = sheet.lines.iter().filter_map(|line| reader.entry(line)).collect();
    let mut problems = reader.problems;
    problems.extend(repeated(&entries));
    if entries.is_empty() && problems.is_empty() {
        let place = sheet.line_place(sheet.header.number.max(1));
        problems.push(
            Diagnostic::error("leere-datei", place, "unter der Kopfzeile steht keine Stelle")
                .with_help("Prüfen Sie, ob Sie die richtige Tabelle gespeichert haben."),
        );
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Incoming {
        entries,
        ignored_columns: columns.ignored,
        unincorporated: 0,
        territorial_status: None,
        is_complete: false,
    })
}

/// A key may stand in the file once.
fn repeated(entries: &[Entry]) -> Vec<Diagnostic> {
    let mut first_lines = BTreeMap::new();
    let repeated = entries.iter().filter_map(|entry| {
        let line = entry.place.line();
        let first = *first_lines.entry(&entry.key).or_insert(line);
        (first != line).then(|| {
            let message = format!("der Schlüssel {} steht schon in Zeile {first}", entry.key);
            Diagnostic::error("doppelte-kennung", entry.place.clone(), message)
                .with_help("Jede Stelle darf nur einmal in der Datei stehen. Löschen Sie eine der beiden Zeilen.")
        })
    });
    repeated.collect()
}

/// Reads the lines of a sheet and collects what is wrong with them.
struct Reader<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    problems: Vec<Diagnostic>,
}

/// What a cell says, as the directory writes it, or what is wrong with it.
type Reading = Result<String, Diagnostic>;

impl Reader<'_> {
    fn entry(&mut self, line: &Line) -> Option<Entry> {
        let key = self.columns.place(column::KEY);
        if self.sheet.value(line, key).is_empty() {
            let place = self.sheet.line_place(line.number);
            let message = format!("in der Spalte `{}` fehlt die Angabe", column::KEY);
            let problem = Diagnostic::error("fehlendes-feld", place, message);
            self.problems
                .push(problem.with_help("Ergänzen Sie den Schlüssel oder löschen Sie die Zeile."));
            return None;
        }
        let before = self.problems.len();
        let mut values = Vec::new();
        for column in COLUMNS {
            values.extend(self.value(line, column.name).map(|value| (column.name, value)));
        }
        let index = values.iter().position(|(name, _)| *name == column::KEY);
        (self.problems.len() == before).then_some(())?;
        let (_, key_text) = values.remove(index?);
        let parent = self.columns.place(column::PARENT);
        Some(Entry {
            key: key_text,
            place: self.sheet.cell_place(line, key),
            parent_place: self.sheet.cell_place(line, parent.or(key)),
            values,
        })
    }

    fn value(&mut self, line: &Line, column: &'static str) -> Option<String> {
        let place = self.columns.place(column)?;
        let text = self.sheet.value(line, Some(place));
        if text.is_empty() {
            return None;
        }
        match reading(column, text, self.sheet.cell_place(line, Some(place))) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }
}

fn reading(column: &str, text: &str, place: Place) -> Reading {
    match column {
        column::KEY | column::PARENT => key::<RegionalKey>(text, place),
        column::POSTCODE => key::<Postcode>(text, place),
        column::EMAIL => address::<Email>(
            text,
            place,
            "Erwartet wird eine E-Mail-Adresse, zum Beispiel poststelle@example.org.",
        ),
        column::WEBSITE => address::<WebAddress>(text, place, "Die Adresse muss mit https:// beginnen."),
        column::KIND => kind(text).ok_or_else(|| unknown_kind(text, place)),
        column::POPULATION => whole_number(text).ok_or_else(|| {
            Diagnostic::error("ungueltige-angabe", place, format!("`{text}` ist keine ganze Zahl"))
                .with_help("Schreiben Sie die Zahl ohne Nachkommastellen, zum Beispiel 13843.")
        }),
        column::AREA | column::LON | column::LAT => decimal_number(text).ok_or_else(|| {
            Diagnostic::error("ungueltige-angabe", place, format!("`{text}` ist keine Zahl"))
                .with_help("Schreiben Sie die Zahl ohne Tausenderpunkte, zum Beispiel 57,94 oder 57.94.")
        }),
        _ => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn key<T: FromStr<Err: std::fmt::Display>>(text: &str, place: Place) -> Reading {
    let read = text.parse::<T>().map(|_| text.to_owned());
    read.map_err(|error| {
        Diagnostic::error("ungueltiger-schluessel", place, error.to_string())
            .with_help("Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text.")
    })
}

fn address<T: FromStr<Err: std::fmt::Display>>(text: &str, place: Place, help: &str) -> Reading {
    let read = text.parse::<T>().map(|_| text.to_owned());
    read.map_err(|error| Diagnostic::error("ungueltige-angabe", place, error.to_string()).with_help(help))
}

/// The word of the directory, or the same written with blanks and umlauts. Only what has a regional key belongs here.
fn kind(text: &str) -> Option<String> {
    let folded = fold(text);
    let kinds = AuthorityKind::ALL.iter().filter(|kind| kind.is_territorial());
    let found = kinds.map(|kind| kind.word()).find(|word| *word == folded);
    found.map(str::to_owned)
}

fn unknown_kind(text: &str, place: Place) -> Diagnostic {
    let kinds = AuthorityKind::ALL.iter().filter(|kind| kind.is_territorial());
    let kinds: Vec<&str> = kinds.map(|kind| kind.word()).collect();
    Diagnostic::error("unbekannter-wert", place, format!("unbekannte Art `{text}`"))
        .with_help(format!("Erlaubt sind: {}.", kinds.join(", ")))
}

/// `13843`, `13.843` and `13 843`: groups of three digits are the only meaning that a whole number leaves.
fn whole_number(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}', '\u{202f}', '\'']).collect();
    let first = groups.first()?.len();
    let are_groups = groups.len() == 1 || ((1..=3).contains(&first) && groups.iter().skip(1).all(|g| g.len() == 3));
    let digits = groups.concat();
    let is_number = are_groups && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u64 = digits.parse().ok().filter(|_| is_number)?;
    Some(number.to_string())
}

/// `57.94` and `57,94`.
fn decimal_number(text: &str) -> Option<String> {
    let pointed = text.replacen(',', ".", 1);
    let is_plain = |byte: u8| byte.is_ascii_digit() || byte == b'.' || byte == b'-';
    let number: f64 = pointed.parse().ok().filter(|_| pointed.bytes().all(is_plain))?;
    number.is_finite().then_some(pointed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["13843", "13.843", "13 843", "13\u{a0}843"] {
            assert_eq!(whole_number(text).as_deref(), Some("13843"), "{text}");
        }
        for text in ["13.84", "13,8", "1.3843", "-5", "", ".", "x"] {
            assert!(whole_number(text).is_none(), "{text}");
        }
        assert_eq!(decimal_number("57,94").as_deref(), Some("57.94"));
        for text in ["1.057,94", "NaN", "inf", "1e5", "", "-"] {
            assert!(decimal_number(text).is_none(), "{text}");
        }
        assert_eq!(
            kind("Amtsangehörige Gemeinde").as_deref(),
            Some("amtsangehoerige_gemeinde")
        );
        assert!(kind("Kammer").is_none());
    }
}
