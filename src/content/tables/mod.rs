//! CSV tables: the directory of authorities, who re-uses a service and how much it is used.

pub(crate) mod cells;
pub(crate) mod columns;
mod scanner;
pub(crate) mod sheet;

use std::str::FromStr;
use std::sync::Arc;

use crate::content::faults;
use crate::content::tables::cells::Cell;
use crate::content::tables::columns::{Column, Columns};
use crate::content::tables::sheet::{Line, Sheet};
use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{
    Authority, AuthorityId, AuthorityKind, Day, Population, Position, RegionalKey, Reuse, ReuseStatus, Source, Usage,
};

/// A table and its problems; a table without a sound header is none.
pub(in crate::content) type Table<T> = Result<(Vec<T>, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Reads `nachnutzung.csv`.
pub(in crate::content) fn parse_reuse(text: &str, path: &Arc<str>) -> Table<Reuse> {
    parse(text, path, columns::REUSE, &["ars", "stand"], |row| {
        // Every cell is looked at before a faulty one ends the row.
        let authority = row.required("ars");
        let status = row.word("stand", ReuseStatus::ALL.iter().map(|status| status.word()));
        let since = row.optional("seit");
        let url = row.optional("url");
        Some(Reuse {
            authority: authority?,
            status: status?,
            since,
            url,
            remark: row.text("bemerkung"),
            line: row.line,
        })
    })
}

/// Reads `nutzung.csv`.
pub(in crate::content) fn parse_usage(text: &str, path: &Arc<str>) -> Table<Usage> {
    parse(text, path, columns::USAGE, &["monat"], |row| {
        let month = row.required("monat");
        let cases = row.optional("faelle");
        let online = row.optional("online");
        Some(Usage {
            month: month?,
            cases,
            online,
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

/// Reads `gebietskoerperschaften.csv`.
pub(in crate::content) fn parse_authorities(text: &str, path: &Arc<str>) -> Table<Authority> {
    parse(text, path, columns::DIRECTORY, &["ars", "name", "art"], |row| {
        let key = row.required::<RegionalKey>("ars");
        let name = row.required("name");
        let kind = row.word("art", AuthorityKind::ALL.iter().map(|kind| kind.word()));
        let parent = row.optional::<RegionalKey>("uebergeordnet");
        let administered_by = row.optional::<RegionalKey>("mitverwaltet_von");
        let valid_from = row.optional::<Day>("gueltig_ab");
        let valid_until = row.optional::<Day>("gueltig_bis");
        let successors = row.several::<AuthorityId>("nachfolger");
        let population = row.optional::<Population>("einwohner");
        let area_km2 = row.optional("flaeche_km2");
        let position = row.position();
        let postcode = row.optional("plz");
        let email = row.optional("email");
        let website = row.optional("website");
        Some(Authority {
            id: AuthorityId::from(&key?),
            name: name?,
            kind: kind?,
            designation: row.text("bezeichnung"),
            parent: parent.as_ref().map(AuthorityId::from),
            administered_by: administered_by.as_ref().map(AuthorityId::from),
            valid_from,
            successors,
            ags: row.text("ags"),
            population,
            area_km2,
            position,
            nuts3: row.text("nuts3"),
            street: row.text("strasse"),
            postcode,
            town: row.text("ort"),
            email,
            phone: row.text("telefon"),
            website,
            text: None,
            line: row.line,
            sample: false,
            draft: false,
            publish_from: None,
            valid_until,
            former_urls: Vec::new(),
            exceptions: Vec::new(),
            source: Source { path: path.clone() },
            translation: None,
        })
    })
}

/// One row, and the problems that reading it brings up.
struct Row<'a> {
    sheet: &'a Sheet,
    columns: &'a Columns,
    cells: &'a Line,
    line: u32,
    problems: Vec<Diagnostic>,
}

impl Row<'_> {
    fn text(&self, column: &str) -> Option<String> {
        let text = self.sheet.value(self.cells, self.columns.index(column));
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn place(&self, column: &str) -> Place {
        self.sheet.cell_place(self.cells, self.columns.index(column))
    }

    /// An empty cell is none, and so is one that cannot be read: that is told. The row stays, so that nobody who refers to
    /// it is blamed.
    fn optional<T: Cell>(&mut self, column: &'static str) -> Option<T> {
        let text = self.text(column)?;
        self.value(column, &text)
    }

    fn value<T: Cell>(&mut self, column: &'static str, text: &str) -> Option<T> {
        match T::read(text) {
            Ok(value) => Some(value),
            Err(misspelt) => {
                let written = self
                    .columns
                    .index(column)
                    .and_then(|index| self.sheet.header.cells.get(index));
                let written = written.map_or(column, |cell| cell.value.as_str());
                let place = self.place(column);
                let problem = faults::cell_is_wrong(misspelt, T::HELP, self.line, written, place);
                self.problems.push(problem);
                None
            }
        }
    }

    /// What stands in a cell beside each other, parted by blanks or commas.
    fn several<T: Cell>(&mut self, column: &'static str) -> Vec<T> {
        let text = self.text(column).unwrap_or_default();
        cells::parts(&text)
            .filter_map(|part| self.value(column, part))
            .collect()
    }

    fn required<T: Cell>(&mut self, column: &'static str) -> Option<T> {
        if self.text(column).is_none() {
            self.missing(column);
        }
        self.optional(column)
    }

    fn missing(&mut self, column: &'static str) {
        let message = format!("in der Spalte `{column}` fehlt die Angabe");
        let problem = Diagnostic::error("fehlendes-feld", self.sheet.line_place(self.line), message);
        self.problems
            .push(problem.with_help("Ergänzen Sie die Angabe oder löschen Sie die Zeile."));
    }

    fn word<T: FromStr>(&mut self, column: &'static str, known: impl Iterator<Item = &'static str>) -> Option<T> {
        let Some(text) = self.text(column) else {
            self.missing(column);
            return None;
        };
        let value = cells::word(&text);
        if value.is_none() {
            let place = self.place(column);
            self.problems
                .push(faults::unknown_word(&text, &known.collect::<Vec<_>>(), place));
        }
        value
    }

    /// Longitude and latitude: both or none.
    fn position(&mut self) -> Option<Position> {
        let (lon, lat) = (self.optional::<f64>("lon"), self.optional::<f64>("lat"));
        for (column, value, most) in [("lon", lon, 180.0), ("lat", lat, 90.0)] {
            let message = match value {
                Some(value) if value.abs() > most => {
                    format!("`{value}` liegt außerhalb des Erlaubten: höchstens {most} Grad")
                }
                None if lon.or(lat).is_some() && self.text(column).is_none() => {
                    format!("in der Spalte `{column}` fehlt die Angabe: ein Ort hat Länge und Breite")
                }
                _ => continue,
            };
            let problem = Diagnostic::error("ungueltige-angabe", self.place(column), message);
            self.problems
                .push(problem.with_help("Schreiben Sie Grad mit Komma oder Punkt, zum Beispiel 13,06 und 52,4."));
        }
        Some(Position { lon: lon?, lat: lat? })
    }
}

/// Reads a table. A faulty row is reported, and left out where nobody could know what it is about; a faulty header ends
/// the table.
fn parse<T>(
    text: &str,
    path: &Arc<str>,
    known: &[Column],
    required: &[&'static str],
    mut read: impl FnMut(&mut Row) -> Option<T>,
) -> Table<T> {
    let (sheet, mut problems) = Sheet::read(path, text);
    let columns = Columns::find(&sheet, known, required);
    let cells = sheet.header.cells.iter().enumerate();
    let unknown = cells.filter(|(_, cell)| !known.iter().any(|column| column.is_called(&cell.value)));
    let unknown: Vec<Diagnostic> = unknown
        .take(MOST_UNKNOWN)
        .map(|(index, cell)| unknown_column(&sheet, index, &cell.value, known))
        .collect();
    let columns = match columns {
        Ok(columns) if unknown.is_empty() => columns,
        columns => return Err(columns.err().into_iter().flatten().chain(unknown).collect()),
    };
    let mut rows = Vec::new();
    for cells in &sheet.lines {
        let mut row = Row {
            sheet: &sheet,
            columns: &columns,
            cells,
            line: cells.number,
            problems: Vec::new(),
        };
        rows.extend(read(&mut row));
        problems.append(&mut row.problems);
    }
    Ok((rows, problems))
}

/// So many unknown columns are told: with more, it is another table.
const MOST_UNKNOWN: usize = 100;

fn unknown_column(sheet: &Sheet, index: usize, name: &str, known: &[Column]) -> Diagnostic {
    let names = columns::names(known);
    let meant = did_you_mean(&columns::fold(name), names.iter().copied());
    let meant = meant
        .map(|meant| format!(", meinten Sie `{meant}`?"))
        .unwrap_or_default();
    Diagnostic::error(
        "unbekannte-spalte",
        sheet.cell_place(&sheet.header, Some(index)),
        format!("unbekannte Spalte `{name}`{meant}"),
    )
    .with_help(format!("Bekannt sind: {}", names.join(", ")))
}
