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

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::Incoming;
use super::entry::{Entry, column, county_of};
use crate::diagnostics::{Diagnostic, Excerpt, Place, did_you_mean};
use crate::import::Document;
use crate::model::{AuthorityKind, Day};

type Field = RangeInclusive<usize>;

const STATUS: Field = 3..=10;
const STATE: Field = 11..=12;
const COUNTY: Field = 11..=15;
const MUNICIPALITY: Field = 16..=18;
const ASSOCIATION: Field = 19..=22;
const NAME: Field = 23..=72;
const KIND: Field = 123..=124;
const AREA: Field = 129..=139;
const POPULATION: Field = 140..=150;
const POSTCODE: Field = 166..=170;

/// Whether a text is such a file: its first record begins with a record type and a date.
pub(super) fn is_gv100(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let start: String = first.chars().take(12).collect();
    start.len() == 12
        && start.bytes().all(|byte| byte.is_ascii_digit())
        && start.ends_with(|c: char| c.is_ascii_digit())
        && first.chars().count() > 22
        && RecordType::of(&start[..2]).is_some()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecordType {
    State,
    District,
    Region,
    County,
    Association,
    Municipality,
}

impl RecordType {
    fn of(text: &str) -> Option<Self> {
        Some(match text {
            "10" => Self::State,
            "20" => Self::District,
            "30" => Self::Region,
            "40" => Self::County,
            "50" => Self::Association,
            "60" => Self::Municipality,
            _ => return None,
        })
    }
}

/// A line of the file.
#[derive(Debug)]
struct Record<'a> {
    path: &'a Arc<str>,
    line: &'a str,
    number: u32,
    kind: RecordType,
}

impl Record<'_> {
    /// The text of a field, without the blanks around it.
    fn text(&self, field: &Field) -> String {
        let characters = self.line.chars().skip(field.start() - 1);
        let text: String = characters.take(field.end() - field.start() + 1).collect();
        text.trim().to_owned()
    }

    /// Digits that fill a field.
    fn digits(&self, field: &Field, what: &str) -> Result<String, Diagnostic> {
        let text = self.text(field);
        let length = field.end() - field.start() + 1;
        if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(text);
        }
        Err(self.fault(
            field,
            format!("hier müssen {length} Ziffern stehen ({what}), es steht `{text}`"),
        ))
    }

    fn number(&self, field: &Field, what: &str) -> Result<u64, Diagnostic> {
        self.digits(field, what)?
            .parse()
            .map_err(|_| self.fault(field, format!("keine Zahl ({what})")))
    }

    fn fault(&self, field: &Field, message: String) -> Diagnostic {
        let message = format!("Stellen {} bis {}: {message}", field.start(), field.end());
        Diagnostic::error("ungueltige-angabe", self.place(field), message).with_help(
            "Die Zeile entspricht nicht der Satzbeschreibung des Formats GV100AD. Laden Sie die Datei noch einmal, und ändern Sie sie nicht von Hand.",
        )
    }

    fn place(&self, field: &Field) -> Place {
        let characters = self.line.trim_end().chars().count().max(1);
        let column = (*field.start()).min(characters);
        let length = (*field.end()).clamp(column, characters.max(column)) - column + 1;
        let excerpt = Excerpt::piece(self.line.trim_end(), self.number, column as u32, length as u32);
        Place::excerpt(self.path, excerpt)
    }

    /// The name without what is told after a comma or before the name: "…, Stadt", "Amt …".
    fn name(&self, prefixes: &[&str]) -> Result<String, Diagnostic> {
        let text = self.text(&NAME);
        let name = text.split_once(", ").map_or(text.as_str(), |(name, _)| name).trim();
        let name = prefixes
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .unwrap_or(name);
        if name.is_empty() {
            return Err(self.fault(&NAME, "der Name fehlt".to_owned()));
        }
        Ok(name.to_owned())
    }
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
    let mut book = Book::default();
    for record in &records {
        book.add(record).unwrap_or_else(|problem| problems.push(problem));
    }
    problems.extend(book.repeated());
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Incoming {
        entries: book.entries,
        ignored_columns: Vec::new(),
        unincorporated: book.unincorporated,
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
            number: number as u32 + 1,
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

/// The authorities of a state while its records are read: from the county down to the municipality.
#[derive(Default)]
struct Book {
    entries: Vec<Entry>,
    /// Counties by their digits: whether they are independent towns.
    counties: BTreeMap<String, bool>,
    /// Associations by the digits of county and association; `None` where a municipality belongs to none.
    associations: BTreeMap<String, Option<AuthorityKind>>,
    unincorporated: usize,
}

impl Book {
    fn add(&mut self, record: &Record) -> Result<(), Diagnostic> {
        match record.kind {
            RecordType::State | RecordType::District | RecordType::Region => Ok(()),
            RecordType::County => self.add_county(record),
            RecordType::Association => self.add_association(record),
            RecordType::Municipality => self.add_municipality(record),
        }
    }

    /// 41 independent town, 42 the same in one state; 43 and 44 county, 45 regional association.
    fn add_county(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let digits = record.digits(&COUNTY, "Schlüssel des Kreises")?;
        let kind = record.text(&KIND);
        let is_town = match kind.as_str() {
            "41" | "42" => true,
            "43" | "44" | "45" => false,
            _ => return Err(unknown_kind(record, &kind)),
        };
        self.counties.insert(digits.clone(), is_town);
        if !is_town {
            let name = record.name(&["Landkreis ", "Kreis "])?;
            self.push(
                record,
                format!("{digits}0000000"),
                name,
                AuthorityKind::County,
                "Landkreis",
                vec![(column::AGS, digits)],
            );
        }
        Ok(())
    }

    /// 50 stands for a municipality that belongs to no association; 52 and 53 are municipalities made of municipalities,
    /// all others offices that administer for their members.
    fn add_association(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let digits = format!(
            "{}{}",
            record.digits(&COUNTY, "Schlüssel des Kreises")?,
            record.digits(&ASSOCIATION, "Schlüssel des Gemeindeverbands")?
        );
        let number = record.text(&KIND);
        let (kind, designation) = match number.as_str() {
            "50" => {
                self.associations.insert(digits, None);
                return Ok(());
            }
            "51" => (AuthorityKind::Office, "Amt"),
            "52" => (AuthorityKind::JointMunicipality, "Samtgemeinde"),
            "53" => (AuthorityKind::JointMunicipality, "Verbandsgemeinde"),
            "54" | "57" => (AuthorityKind::Office, "Verwaltungsgemeinschaft"),
            "55" => (AuthorityKind::Office, "Kirchspielslandgemeinde"),
            "56" => (AuthorityKind::Office, "Verwaltungsverband"),
            "58" => (AuthorityKind::Office, "Erfüllende Gemeinde"),
            _ => return Err(unknown_kind(record, &number)),
        };
        self.associations.insert(digits.clone(), Some(kind));
        let name = record.name(&["Amt ", "Samtgemeinde ", "Verbandsgemeinde ", "Verwaltungsgemeinschaft "])?;
        self.push(record, format!("{digits}000"), name, kind, designation, Vec::new());
        Ok(())
    }

    fn add_municipality(&mut self, record: &Record) -> Result<(), Diagnostic> {
        let county = record.digits(&COUNTY, "Schlüssel des Kreises")?;
        let municipality = record.digits(&MUNICIPALITY, "Schlüssel der Gemeinde")?;
        let association = record.digits(&ASSOCIATION, "Schlüssel des Gemeindeverbands")?;
        let number = record.text(&KIND);
        let designation = match number.as_str() {
            "60" => "Markt",
            "61" | "62" | "63" | "67" => "Stadt",
            "64" => "Gemeinde",
            "65" | "66" => {
                self.unincorporated += 1;
                return Ok(());
            }
            _ => return Err(unknown_kind(record, &number)),
        };
        let kind = self.kind_of_municipality(record, &county, &association)?;
        let mut values = vec![
            (column::AGS, format!("{county}{municipality}")),
            (
                column::POPULATION,
                record.number(&POPULATION, "Bevölkerung")?.to_string(),
            ),
            (column::AREA, square_kilometres(record.number(&AREA, "Fläche")?)),
        ];
        if !record.text(&POSTCODE).is_empty() {
            values.push((column::POSTCODE, record.digits(&POSTCODE, "Postleitzahl")?));
        }
        let is_member = matches!(
            kind,
            AuthorityKind::OfficeMunicipality | AuthorityKind::JointMemberMunicipality
        );
        if is_member {
            values.push((column::PARENT, format!("{county}{association}000")));
        }
        let key = format!("{county}{association}{municipality}");
        self.push(record, key, record.name(&[])?, kind, designation, values);
        Ok(())
    }

    fn kind_of_municipality(
        &self,
        record: &Record,
        county: &str,
        association: &str,
    ) -> Result<AuthorityKind, Diagnostic> {
        match self.counties.get(county) {
            Some(true) => return Ok(AuthorityKind::IndependentTown),
            Some(false) => {}
            None => return Err(record.fault(&COUNTY, "zu diesem Kreis gibt es keinen Satz der Satzart 40".to_owned())),
        }
        match self.associations.get(&format!("{county}{association}")) {
            Some(None) => Ok(AuthorityKind::IndependentMunicipality),
            Some(Some(AuthorityKind::JointMunicipality)) => Ok(AuthorityKind::JointMemberMunicipality),
            Some(Some(_)) => Ok(AuthorityKind::OfficeMunicipality),
            // Keys that begin with 0 say by themselves that there is no association.
            None if association.starts_with('0') => Ok(AuthorityKind::IndependentMunicipality),
            None => Err(record.fault(
                &ASSOCIATION,
                "zu diesem Gemeindeverband gibt es keinen Satz der Satzart 50".to_owned(),
            )),
        }
    }

    fn push(
        &mut self,
        record: &Record,
        key: String,
        name: String,
        kind: AuthorityKind,
        designation: &str,
        mut values: Vec<(&'static str, String)>,
    ) {
        values.extend([
            (column::NAME, name),
            (column::KIND, kind.word().to_owned()),
            (column::DESIGNATION, designation.to_owned()),
        ]);
        let has_parent = values.iter().any(|(name, _)| *name == column::PARENT);
        if let Some(county) = county_of(&key).filter(|_| !has_parent) {
            values.push((column::PARENT, county));
        }
        self.entries.push(Entry {
            key,
            place: record.place(&(11..=22)),
            parent_place: record.place(&(11..=22)),
            values,
        });
    }

    fn repeated(&self) -> Vec<Diagnostic> {
        let mut first_lines = BTreeMap::new();
        let repeated = self.entries.iter().filter_map(|entry| {
            let line = entry.place.line();
            let first = *first_lines.entry(&entry.key).or_insert(line);
            (first != line).then(|| {
                let message = format!("der Schlüssel {} steht schon in Zeile {first}", entry.key);
                Diagnostic::error("doppelte-kennung", entry.place.clone(), message)
                    .with_help("Laden Sie die Datei noch einmal, und ändern Sie sie nicht von Hand.")
            })
        });
        repeated.collect()
    }
}

fn unknown_kind(record: &Record, number: &str) -> Diagnostic {
    if number.is_empty() {
        return record.fault(&KIND, "das Textkennzeichen fehlt".to_owned());
    }
    Diagnostic::error(
        "unbekannter-wert",
        record.place(&KIND),
        format!("Stellen 123 bis 124: unbekanntes Textkennzeichen `{number}`"),
    )
    .with_help("Bekannt sind 41 bis 45 für Kreise, 50 bis 58 für Gemeindeverbände und 60 bis 67 für Gemeinden.")
}

/// Hectares as square kilometres, exact: 5794 is 57.94.
fn square_kilometres(hectares: u64) -> String {
    let text = format!("{}.{:02}", hectares / 100, hectares % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hectares_are_written_exactly() {
        assert_eq!(square_kilometres(5794), "57.94");
        assert_eq!(square_kilometres(5790), "57.9");
        assert_eq!(square_kilometres(5700), "57");
        assert_eq!(square_kilometres(5), "0.05");
        assert_eq!(square_kilometres(0), "0");
    }

    #[test]
    fn a_table_is_no_such_file() {
        assert!(!is_gv100("ars;name\n120510000000;Ort\n"));
        assert!(!is_gv100("120510000000;Ort\n"));
        assert!(is_gv100("402022013108221       Heidelberg, Stadtkreis"));
    }
}
