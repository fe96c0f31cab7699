//! CSV tables: the directory of authorities and who re-uses a service.

use std::str::FromStr;
use std::sync::Arc;

use super::faults;
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{
    Authority, AuthorityId, AuthorityKind, InvalidNumber, Population, Position, RegionalKey, Reuse, ReuseStatus, Source,
};

/// A table and its problems; a table without a sound header is none.
pub(super) type Table<T> = Result<(Vec<T>, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Reads `nachnutzung.csv`.
pub(super) fn parse_reuse(text: &str, path: &Arc<str>) -> Table<Reuse> {
    parse(text, path, &["ars", "stand"], &["seit", "url", "bemerkung"], |row| {
        // Every cell is looked at before a faulty one ends the row.
        let authority = row.required("ars");
        let status = row.word("stand", ReuseStatus::ALL.iter().map(|status| status.word()));
        let since = row.optional("seit");
        let url = row.optional("url");
        Some(Reuse {
            authority: authority?,
            status: status?,
            since: since?,
            url: url?,
            remark: row.text("bemerkung"),
            line: row.line,
        })
    })
}

/// What is wrong with a text that shall become a `nachnutzung.csv`.
pub fn reuse_faults(text: &str, path: &Arc<str>) -> Vec<Diagnostic> {
    parse_reuse(text, path).map_or_else(|faults| faults, |(_, faults)| faults)
}

/// What is wrong with a text that shall become the `gebietskoerperschaften.csv`.
pub fn directory_faults(text: &str, path: &Arc<str>) -> Vec<Diagnostic> {
    parse_authorities(text, path).map_or_else(|faults| faults, |(_, faults)| faults)
}

/// The columns that `gebietskoerperschaften.csv` may leave out.
const OPTIONAL_COLUMNS: [&str; 14] = [
    "ags",
    "bezeichnung",
    "uebergeordnet",
    "einwohner",
    "flaeche_km2",
    "plz",
    "lon",
    "lat",
    "nuts3",
    "strasse",
    "ort",
    "email",
    "telefon",
    "website",
];

/// Reads `gebietskoerperschaften.csv`.
pub(super) fn parse_authorities(text: &str, path: &Arc<str>) -> Table<Authority> {
    parse(text, path, &["ars", "name", "art"], &OPTIONAL_COLUMNS, |row| {
        let key = row.required::<RegionalKey>("ars");
        let name = row.required("name");
        let kind = row.word("art", AuthorityKind::ALL.iter().map(|kind| kind.word()));
        let parent = row.optional::<RegionalKey>("uebergeordnet");
        let population = row.optional::<Population>("einwohner");
        let area_km2 = row.optional("flaeche_km2");
        let (lon, lat) = (row.optional("lon"), row.optional("lat"));
        let postcode = row.optional("plz");
        let email = row.optional("email");
        let website = row.optional("website");
        Some(Authority {
            id: AuthorityId::from(&key?),
            name: name?,
            kind: kind?,
            designation: row.text("bezeichnung"),
            parent: parent?.as_ref().map(AuthorityId::from),
            ags: row.text("ags"),
            population: population?,
            area_km2: area_km2?,
            position: position(lon?, lat?),
            nuts3: row.text("nuts3"),
            street: row.text("strasse"),
            postcode: postcode?,
            town: row.text("ort"),
            email: email?,
            phone: row.text("telefon"),
            website: website?,
            text: None,
            line: row.line,
            sample: false,
            draft: false,
            publish_from: None,
            valid_until: None,
            former_urls: Vec::new(),
            exceptions: Vec::new(),
            source: Source { path: path.clone() },
            translation: None,
        })
    })
}

fn position(lon: Option<f64>, lat: Option<f64>) -> Option<Position> {
    let (lon, lat) = (lon?, lat?);
    ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)).then_some(Position { lon, lat })
}

/// One row, and the problems that reading it brings up.
struct Row<'a> {
    header: &'a csv::StringRecord,
    record: &'a csv::StringRecord,
    path: &'a Arc<str>,
    line: u32,
    problems: Vec<Diagnostic>,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Option<String> {
        let index = self.header.iter().position(|name| name == column)?;
        self.record
            .get(index)
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    }

    /// An empty cell is none; `None` outside is a cell that cannot be read.
    fn optional<T: Cell>(&mut self, column: &'static str) -> Option<Option<T>> {
        let Some(text) = self.text(column) else {
            return Some(None);
        };
        match T::parse_cell(&text) {
            Ok(value) => Some(Some(value)),
            Err(message) => {
                let place = Place::cell(self.path, self.line, column);
                let problem = Diagnostic::error(T::CODE, place, message).with_help(T::HELP);
                self.problems.push(problem);
                None
            }
        }
    }

    fn required<T: Cell>(&mut self, column: &'static str) -> Option<T> {
        let value = self.optional(column)?;
        if value.is_none() {
            self.missing(column);
        }
        value
    }

    fn missing(&mut self, column: &'static str) {
        let problem = Diagnostic::error(
            "fehlendes-feld",
            Place::line_of(self.path, self.line),
            format!("in der Spalte `{column}` fehlt die Angabe"),
        );
        self.problems
            .push(problem.with_help("Ergänzen Sie die Angabe oder löschen Sie die Zeile."));
    }

    fn word<T: FromStr>(&mut self, column: &'static str, known: impl Iterator<Item = &'static str>) -> Option<T> {
        let Some(text) = self.text(column) else {
            self.missing(column);
            return None;
        };
        let value = text.parse().ok();
        if value.is_none() {
            let place = Place::cell(self.path, self.line, column);
            self.problems
                .push(faults::unknown_word(&text, &known.collect::<Vec<_>>(), place));
        }
        value
    }
}

/// What a cell can hold, and what to say when it does not.
trait Cell: Sized {
    const CODE: &'static str;
    const HELP: &'static str;
    fn parse_cell(text: &str) -> Result<Self, String>;
}

macro_rules! cell {
    ($type:ty, $code:literal, $help:literal) => {
        impl Cell for $type {
            const CODE: &'static str = $code;
            const HELP: &'static str = $help;

            fn parse_cell(text: &str) -> Result<Self, String> {
                text.parse()
                    .map_err(|error: <$type as FromStr>::Err| error.to_string())
            }
        }
    };
}

cell!(
    RegionalKey,
    "ungueltiger-schluessel",
    "Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text."
);
cell!(
    AuthorityId,
    "ungueltiger-schluessel",
    "Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text. Auch Kennungen aus weitere.yaml sind erlaubt."
);
cell!(
    crate::model::PartialDate,
    "ungueltiges-datum",
    "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1) und Jahr (2022)."
);
cell!(
    crate::model::WebAddress,
    "ungueltige-angabe",
    "Die Adresse muss mit https:// beginnen."
);
cell!(
    crate::model::Email,
    "ungueltige-angabe",
    "Erwartet wird eine E-Mail-Adresse, zum Beispiel poststelle@example.org."
);
cell!(
    crate::model::Postcode,
    "ungueltiger-schluessel",
    "Tabellenprogramme kürzen Postleitzahlen gern: Formatieren Sie die Spalte als Text."
);

impl Cell for String {
    const CODE: &'static str = "ungueltige-angabe";
    const HELP: &'static str = "";

    fn parse_cell(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Cell for Population {
    const CODE: &'static str = "ungueltige-angabe";
    const HELP: &'static str = "Schreiben Sie die Zahl ohne Punkte und Leerzeichen.";

    fn parse_cell(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error: InvalidNumber| error.to_string())
    }
}

impl Cell for f64 {
    const CODE: &'static str = "ungueltige-angabe";
    const HELP: &'static str = "Schreiben Sie die Zahl mit Punkt, zum Beispiel 12.5.";

    fn parse_cell(text: &str) -> Result<Self, String> {
        let number: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.ok_or_else(|| format!("`{text}` ist keine Zahl"))
    }
}

/// Reads a table with `;` between cells. A faulty row is left out and reported; a faulty header ends it.
fn parse<T>(
    text: &str,
    path: &Arc<str>,
    required: &[&'static str],
    optional: &[&'static str],
    mut read: impl FnMut(&mut Row) -> Option<T>,
) -> Table<T> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .from_reader(text.as_bytes());
    let header = reader.headers().map(trimmed).unwrap_or_default();
    let problems = check_header(&header, path, required, optional);
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else { continue };
        let line = record.position().map_or(0, |position| position.line() as u32);
        if record.len() != header.len() {
            problems.push(wrong_width(path, line, record.len(), header.len()));
            continue;
        }
        let mut row = Row {
            header: &header,
            record: &record,
            path,
            line,
            problems: Vec::new(),
        };
        rows.extend(read(&mut row));
        problems.append(&mut row.problems);
    }
    Ok((rows, problems))
}

fn trimmed(header: &csv::StringRecord) -> csv::StringRecord {
    header.iter().map(str::trim).collect()
}

fn check_header(
    header: &csv::StringRecord,
    path: &Arc<str>,
    required: &[&'static str],
    optional: &[&'static str],
) -> Vec<Diagnostic> {
    let place = || Place::line_of(path, 1);
    let known = || required.iter().chain(optional).copied();
    let all = known().collect::<Vec<_>>().join(";");
    let missing = required
        .iter()
        .filter(|name| !header.iter().any(|column| column == **name))
        .map(|name| {
            Diagnostic::error("spalte-fehlt", place(), format!("die Spalte `{name}` fehlt")).with_help(format!(
                "Die erste Zeile muss die Namen der Spalten nennen, getrennt durch Semikolon: {all}"
            ))
        });
    let unknown = header
        .iter()
        .filter(|name| !known().any(|column| column == *name))
        .map(|name| {
            let meant = did_you_mean(name, known())
                .map(|meant| format!(", meinten Sie `{meant}`?"))
                .unwrap_or_default();
            Diagnostic::error(
                "unbekannte-spalte",
                place(),
                format!("unbekannte Spalte `{name}`{meant}"),
            )
            .with_help(format!("Bekannt sind: {all}"))
        });
    missing.chain(unknown).collect()
}

fn wrong_width(path: &Arc<str>, line: u32, found: usize, expected: usize) -> Diagnostic {
    Diagnostic::error(
        "falsche-spaltenzahl",
        Place::line_of(path, line),
        format!("die Zeile hat {found} Spalten, die Kopfzeile {expected}"),
    )
    .with_help("Prüfen Sie die Semikolons; setzen Sie Texte, die ein Semikolon enthalten, in Anführungszeichen.")
}
