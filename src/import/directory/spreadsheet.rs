//! The directory from a spreadsheet.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Incoming;
use super::entry::{Entry, column};
use crate::content::tables::cells::{self, Cell};
use crate::content::tables::columns::{Columns, DIRECTORY};
use crate::content::tables::sheet::{Line, Sheet};
use crate::diagnostics::{Diagnostic, Place};
use crate::import::Document;

use crate::model::{AuthorityId, AuthorityKind, Day, Email, Population, Postcode, RegionalKey, WebAddress};

pub(super) fn read(document: Document) -> Result<Incoming, Vec<Diagnostic>> {
    let sheet = Sheet::parse(&document.path, &document.text)?;
    let columns = Columns::find(&sheet, DIRECTORY, &[column::KEY])?;
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
        let key = self.columns.index(column::KEY);
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
        for column in DIRECTORY {
            values.extend(self.value(line, column.name).map(|value| (column.name, value)));
        }
        self.problems.extend(self.half_a_place(line));
        let index = values.iter().position(|(name, _)| *name == column::KEY);
        (self.problems.len() == before).then_some(())?;
        let (_, key_text) = values.remove(index?);
        let parent = self.columns.index(column::PARENT);
        Some(Entry {
            key: key_text,
            place: self.sheet.cell_place(line, key),
            parent_place: self.sheet.cell_place(line, parent.or(key)),
            values,
        })
    }

    /// One half of a place would be put together with the other half of another one.
    fn half_a_place(&self, line: &Line) -> Option<Diagnostic> {
        let [(one, lon), (other, lat)] = ["lon", "lat"].map(|column| {
            let index = self.columns.index(column);
            (
                column,
                index.filter(|index| !self.sheet.value(line, Some(*index)).is_empty()),
            )
        });
        let (there, missing) = match (lon, lat) {
            (Some(lon), None) => (lon, other),
            (None, Some(lat)) => (lat, one),
            _ => return None,
        };
        let message = format!("in der Spalte `{missing}` fehlt die Angabe: ein Ort hat Länge und Breite");
        let problem = Diagnostic::error("fehlendes-feld", self.sheet.cell_place(line, Some(there)), message);
        Some(problem.with_help("Ergänzen Sie die Angabe, oder löschen Sie auch die andere."))
    }

    fn value(&mut self, line: &Line, column: &'static str) -> Option<String> {
        let index = self.columns.index(column)?;
        let text = self.sheet.value(line, Some(index));
        if text.is_empty() {
            return None;
        }
        match reading(column, text, self.sheet.cell_place(line, Some(index))) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }
}

/// A cell as the directory writes it. What the content accepts is accepted here, and by the same functions.
fn reading(column: &str, text: &str, place: Place) -> Reading {
    match column {
        column::KEY | column::PARENT | column::ADMINISTERED_BY => cell::<RegionalKey>(text, place),
        column::SUCCESSORS => {
            let keys = cells::parts(text).map(|part| cell::<AuthorityId>(part, place.clone()));
            Ok(keys.collect::<Result<Vec<String>, _>>()?.join(" "))
        }
        column::VALID_FROM | column::VALID_UNTIL => cell::<Day>(text, place),
        column::POSTCODE => cell::<Postcode>(text, place),
        column::EMAIL => cell::<Email>(text, place),
        column::WEBSITE => cell::<WebAddress>(text, place),
        column::KIND => kind(text).ok_or_else(|| unknown_kind(text, place)),
        column::POPULATION => cell::<Population>(text, place),
        column::AREA | column::LON | column::LAT => cell::<f64>(text, place),
        _ => cell::<String>(text, place),
    }
}

fn cell<T: Cell + Display>(text: &str, place: Place) -> Reading {
    let value = T::read(text).map_err(|misspelt| misspelt.at(place).with_help(T::HELP))?;
    Ok(value.to_string())
}

/// The word of the directory. Only what has a regional key belongs here.
fn kind(text: &str) -> Option<String> {
    let kind: AuthorityKind = cells::word(text)?;
    kind.is_territorial().then(|| kind.word().to_owned())
}

fn unknown_kind(text: &str, place: Place) -> Diagnostic {
    let kinds = AuthorityKind::ALL.iter().filter(|kind| kind.is_territorial());
    let kinds: Vec<&str> = kinds.map(|kind| kind.word()).collect();
    Diagnostic::error("unbekannter-wert", place, format!("unbekannte Art `{text}`"))
        .with_help(format!("Erlaubt sind: {}.", kinds.join(", ")))
}
