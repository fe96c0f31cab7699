//! The directory from a spreadsheet.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::Incoming;
use super::entry::{Entry, column};
use crate::diagnostics::Diagnostic;
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
type Reading = Result<String, (&'static str, String, &'static str)>;

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
        match reading(column, text) {
            Ok(value) => Some(value),
            Err((code, message, help)) => {
                let place = self.sheet.cell_place(line, Some(place));
                self.problems
                    .push(Diagnostic::error(code, place, message).with_help(help));
                None
            }
        }
    }
}

fn reading(column: &str, text: &str) -> Reading {
    const KEY_HELP: &str = "Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text.";
    match column {
        column::KEY | column::PARENT => parsed::<RegionalKey>(text, "ungueltiger-schluessel", KEY_HELP),
        column::POSTCODE => parsed::<Postcode>(text, "ungueltiger-schluessel", KEY_HELP),
        column::EMAIL => parsed::<Email>(
            text,
            "ungueltige-angabe",
            "Erwartet wird eine E-Mail-Adresse, zum Beispiel poststelle@example.org.",
        ),
        column::WEBSITE => parsed::<WebAddress>(text, "ungueltige-angabe", "Die Adresse muss mit https:// beginnen."),
        column::KIND => kind(text),
        column::POPULATION => whole_number(text),
        column::AREA | column::LON | column::LAT => decimal_number(text),
        _ => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(text: &str, code: &'static str, help: &'static str) -> Reading {
    match text.parse::<T>() {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err((code, error.to_string(), help)),
    }
}

/// The word of the directory, or the same written with blanks and umlauts. Only what has a regional key belongs here.
fn kind(text: &str) -> Reading {
    let folded = fold(text);
    let kinds = AuthorityKind::ALL.iter().filter(|kind| kind.is_territorial());
    let found = kinds.map(|kind| kind.word()).find(|word| *word == folded);
    found.map(str::to_owned).ok_or_else(|| {
        (
            "unbekannter-wert",
            format!("unbekannte Art `{text}`"),
            "Erlaubt sind: landkreis, kreisfreie_stadt, amt, verbandsgemeinde, amtsfreie_gemeinde, amtsangehoerige_gemeinde, ortsgemeinde.",
        )
    })
}

/// `13843`, `13.843` and `13 843`: groups of three digits are the only meaning that a whole number leaves.
fn whole_number(text: &str) -> Reading {
    let groups: Vec<&str> = text.split(['.', ' ', '\u{a0}', '\u{202f}', '\'']).collect();
    let are_groups = groups.iter().skip(1).all(|group| group.len() == 3)
        && groups
            .first()
            .is_some_and(|first| groups.len() == 1 || (1..=3).contains(&first.len()));
    let digits = groups.concat();
    let is_number = are_groups && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse::<u64>() {
        Ok(number) if is_number => Ok(number.to_string()),
        _ => Err((
            "ungueltige-angabe",
            format!("`{text}` ist keine ganze Zahl"),
            "Schreiben Sie die Zahl ohne Nachkommastellen, zum Beispiel 13843.",
        )),
    }
}

/// `57.94` and `57,94`.
fn decimal_number(text: &str) -> Reading {
    let pointed = text.replacen(',', ".", 1);
    let is_plain = pointed
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-');
    match pointed.parse::<f64>() {
        Ok(number) if is_plain && number.is_finite() => Ok(pointed),
        _ => Err((
            "ungueltige-angabe",
            format!("`{text}` ist keine Zahl"),
            "Schreiben Sie die Zahl ohne Tausenderpunkte, zum Beispiel 57,94 oder 57.94.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["13843", "13.843", "13 843", "13\u{a0}843"] {
            assert_eq!(whole_number(text).as_deref(), Ok("13843"), "{text}");
        }
        for text in ["13.84", "13,8", "1.3843", "-5", "", ".", "x"] {
            assert!(whole_number(text).is_err(), "{text}");
        }
        assert_eq!(decimal_number("57,94").as_deref(), Ok("57.94"));
        for text in ["1.057,94", "NaN", "inf", "1e5", "", "-"] {
            assert!(decimal_number(text).is_err(), "{text}");
        }
        assert_eq!(
            kind("Amtsangehörige Gemeinde").as_deref(),
            Ok("amtsangehoerige_gemeinde")
        );
        assert!(kind("Kammer").is_err());
    }
}
