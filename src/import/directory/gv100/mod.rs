//! The official directory of municipalities in its fixed-width form: GV100AD of the Federal Statistical Office, from
//! GV-ISys.
//!
//! A record is a line of 220 characters. Counted from 1, the fields that are read here stand at
//!
//! | field | from–to | in records |
//! | --- | --- | --- |
//! | record type | 1–2 | all: 10 state, 20 governmental district, 30 region, 40 county, 50 association of municipalities, 60 municipality |
//! | territorial status, `YYYYMMDD` | 3–10 | all |
//! | state, governmental district, county | 11–12, 13, 14–15 | all, as far down as the record type goes |
//! | municipality | 16–18 | 60 |
//! | association | 19–22 | 50, 60 |
//! | name | 23–72 | all |
//! | kind (Textkennzeichen) | 123–124 | 40, 50, 60 |
//! | area in hectares | 129–139 | 60 |
//! | inhabitants | 140–150 | 60 |
//! | postcode of the seat | 166–170 | 60 |
//!
//! The regional key puts the association before the municipality: state, district, county, association, municipality.
//! Positions count characters: since 2019 the files are in UTF-8, before that they were in ISO 8859-1.

mod authorities;
mod record;

use std::collections::BTreeMap;

use authorities::Authorities;
use record::{NAME, Record, RecordType, STATE, STATUS};

use super::Incoming;
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::extent::{Slicing, ordinal};
use crate::import::Document;
use crate::model::Day;

/// Whether a text is such a file: its first record begins with a record type and a date.
pub(super) fn is_gv100(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let start: String = first.chars().take(12).collect();
    start.len() == 12
        && start.bytes().all(|byte| byte.is_ascii_digit())
        && start.ends_with(|c: char| c.is_ascii_digit())
        && first.chars().count() > 22
        && RecordType::of(start.part(..2)).is_some()
}

pub(super) fn read(document: &Document, state: &str, prefix: Option<&str>) -> Result<Incoming, Vec<Diagnostic>> {
    let (records, mut problems) = records(document);
    let wanted = match state_digits(document, &records, state, prefix) {
        Ok(wanted) => wanted,
        Err(problem) => {
            problems.push(problem);
            return Err(problems);
        }
    };
    let records: Vec<Record> = records
        .into_iter()
        .filter(|record| record.text(&STATE) == wanted)
        .collect();
    let status = records.first().map(|record| record.text(&STATUS));
    problems.extend(other_status(&records, status.as_deref()));
    let mut authorities = Authorities::default();
    for record in &records {
        authorities.add(record).unwrap_or_else(|problem| problems.push(problem));
    }
    problems.extend(authorities.repeated());
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Incoming {
        entries: authorities.entries,
        ignored_columns: Vec::new(),
        unincorporated: authorities.unincorporated,
        territorial_status: status.and_then(|status| day(&status)),
        is_complete: true,
    })
}

/// `YYYYMMDD`.
fn day(digits: &str) -> Option<Day> {
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    format!("{year}-{month}-{day}").parse().ok()
}

/// All records, and the lines that are none.
fn records(document: &Document) -> (Vec<Record<'_>>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let mut records = Vec::new();
    for (number, line) in document.text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let start: String = line.chars().take(2).collect();
        let kind = RecordType::of(&start);
        let record = Record {
            path: &document.path,
            line,
            number: ordinal(number),
            kind: kind.unwrap_or(RecordType::State),
        };
        if kind.is_none() {
            problems.push(
                Diagnostic::error("unbekannter-wert", record.place(&(1..=2)), format!("unbekannte Satzart `{start}`"))
                    .with_help("Erwartet wird eine Datei im Format GV100AD mit den Satzarten 10 bis 60. Dateien im Format GV100NAD werden nicht gelesen."),
            );
            continue;
        }
        match record
            .digits(&STATUS, "Gebietsstand")
            .and(record.digits(&STATE, "Land"))
        {
            Ok(_) => records.push(record),
            Err(problem) => problems.push(problem),
        }
    }
    (records, problems)
}

/// The two digits of the state whose part counts: that of its name; by the keys of the directory, where the file names no
/// states; the only one there is.
fn state_digits(
    document: &Document,
    records: &[Record],
    state: &str,
    prefix: Option<&str>,
) -> Result<String, Diagnostic> {
    let states: BTreeMap<String, String> = records
        .iter()
        .filter(|record| record.kind == RecordType::State)
        .map(|record| (record.text(&NAME), record.text(&STATE)))
        .collect();
    if let Some((_, digits)) = states
        .iter()
        .find(|(name, _)| name.to_lowercase() == state.to_lowercase())
    {
        return Ok(digits.clone());
    }
    let mut there: Vec<String> = records.iter().map(|record| record.text(&STATE)).collect();
    there.sort();
    there.dedup();
    if let Some(digits) = there.iter().find(|digits| Some(digits.as_str()) == prefix) {
        return Ok(digits.clone());
    }
    if let [only] = there.as_slice()
        && states.is_empty()
        && prefix.is_none()
    {
        return Ok(only.clone());
    }
    let meant = did_you_mean(state, states.keys().map(String::as_str));
    let meant = meant.map(|name| format!(", meinten Sie `{name}`?")).unwrap_or_default();
    let message = format!("das Land `{state}` kommt in der Datei nicht vor{meant}");
    Err(Diagnostic::error("unbekannter-wert", Place::file(&document.path), message).with_help(
        "Der Name des Landes steht in content/portal.yaml unter `land`, `name`; er muss so lauten wie im Gemeindeverzeichnis.",
    ))
}

/// A directory is of one day.
fn other_status(records: &[Record], status: Option<&str>) -> Option<Diagnostic> {
    let other = records
        .iter()
        .find(|record| Some(record.text(&STATUS).as_str()) != status)?;
    Some(other.fault(
        &STATUS,
        format!(
            "der Gebietsstand {} ist ein anderer als in der ersten Zeile des Landes ({})",
            other.text(&STATUS),
            status.unwrap_or_default()
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_no_such_file() {
        assert!(!is_gv100("ars;name\n120510000000;Ort\n"));
        assert!(!is_gv100("120510000000;Ort\n"));
        assert!(is_gv100("402022013108221       Heidelberg, Stadtkreis"));
    }
}
