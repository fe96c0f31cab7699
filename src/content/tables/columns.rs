//! Columns by their names, in any order and as people write them.

use std::collections::BTreeSet;

use crate::content::tables::sheet::Sheet;
use crate::diagnostics::{Diagnostic, did_you_mean};

/// A column that a table can have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    /// Its name in the content.
    pub name: &'static str,
    /// What else spreadsheets call it, folded.
    pub also: &'static [&'static str],
}

impl Column {
    const fn of(name: &'static str, also: &'static [&'static str]) -> Self {
        Self { name, also }
    }

    /// Whether a header means this column.
    pub fn is_called(&self, header: &str) -> bool {
        let folded = fold(header);
        self.name == folded || self.also.contains(&folded.as_str())
    }
}

/// The columns of `nachnutzung.csv`.
pub(crate) const REUSE: &[Column] = &[
    Column::of(
        "ars",
        &[
            "regionalschluessel",
            "amtlicher_regionalschluessel",
            "stelle",
            "kennung",
            "behoerde",
        ],
    ),
    Column::of("stand", &["status", "stand_der_nachnutzung"]),
    Column::of("seit", &["datum", "stand_seit", "seit_wann"]),
    Column::of("url", &["link", "webadresse", "adresse", "online_dienst"]),
    Column::of("bemerkung", &["bemerkungen", "hinweis", "anmerkung", "kommentar"]),
];

/// The columns of `nutzung.csv`.
pub(crate) const USAGE: &[Column] = &[
    Column::of("monat", &["datum", "zeitraum"]),
    Column::of("faelle", &["fallzahl", "fallzahlen", "antraege", "gesamt"]),
    Column::of("online", &["davon_online", "online_faelle", "online_antraege"]),
];

/// The columns of `gebietskoerperschaften.csv`.
pub(crate) const DIRECTORY: &[Column] = &[
    Column::of("ars", &["regionalschluessel", "amtlicher_regionalschluessel", "rs"]),
    Column::of("name", &["gemeindename", "ortsname"]),
    Column::of("art", &["art_der_stelle", "typ"]),
    Column::of("bezeichnung", &["amtliche_bezeichnung"]),
    Column::of("uebergeordnet", &["uebergeordnete_stelle", "gehoert_zu"]),
    Column::of("mitverwaltet_von", &["mitverwaltende_gemeinde", "mitverwaltung"]),
    Column::of("gueltig_ab", &["besteht_seit", "seit"]),
    Column::of("gueltig_bis", &["bestand_bis", "bis"]),
    Column::of("nachfolger", &["nachfolgerin", "nachfolgende_stellen"]),
    Column::of("ags", &["gemeindeschluessel", "amtlicher_gemeindeschluessel"]),
    Column::of("einwohner", &["einwohnerzahl", "bevoelkerung"]),
    Column::of(
        "flaeche_km2",
        &["flaeche", "flaeche_km", "flaeche_in_km2", "flaeche_in_km"],
    ),
    Column::of("plz", &["postleitzahl"]),
    Column::of("lon", &["laenge", "laengengrad"]),
    Column::of("lat", &["breite", "breitengrad"]),
    Column::of("nuts3", &["nuts", "nuts_3"]),
    Column::of("strasse", &["strasse_und_hausnummer", "anschrift"]),
    Column::of("ort", &[]),
    Column::of("email", &["e_mail", "mail", "e_mail_adresse"]),
    Column::of("telefon", &["telefonnummer", "tel"]),
    Column::of("website", &["webseite", "internet", "homepage", "url", "webadresse"]),
];

/// The name by which the content knows a column, as far as it does.
pub(crate) fn canonical(known: &[Column], header: &str) -> String {
    let column = known.iter().find(|column| column.is_called(header));
    column.map_or_else(|| header.to_owned(), |column| column.name.to_owned())
}

/// Where the known columns stand in a sheet.
#[derive(Debug)]
pub(crate) struct Columns {
    indices: Vec<(&'static str, usize)>,
    /// Columns that nobody knows, as they are written.
    pub ignored: Vec<String>,
}

impl Columns {
    /// Finds the known columns.
    ///
    /// # Errors
    /// Required columns that are not there, and columns that are there twice.
    pub fn find(sheet: &Sheet, known: &[Column], required: &[&'static str]) -> Result<Self, Vec<Diagnostic>> {
        let mut columns = Self {
            indices: Vec::new(),
            ignored: Vec::new(),
        };
        let mut problems = Vec::new();
        let mut repeated = BTreeSet::new();
        for (index, cell) in sheet.header.cells.iter().enumerate() {
            let column = known.iter().find(|column| column.is_called(&cell.value));
            match column {
                // Once is enough, however often it is there.
                Some(column) if columns.index(column.name).is_some() => {
                    let is_new = repeated.insert(column.name);
                    problems.extend(is_new.then(|| twice(sheet, index, column.name)));
                }
                Some(column) => columns.indices.push((column.name, index)),
                None => columns.ignored.push(cell.value.clone()),
            }
        }
        let missing = required.iter().filter(|name| columns.index(name).is_none());
        problems.extend(missing.map(|name| missing_column(sheet, name, known, &columns.ignored)));
        if problems.is_empty() {
            Ok(columns)
        } else {
            Err(problems)
        }
    }

    /// At which index a column stands.
    pub fn index(&self, name: &str) -> Option<usize> {
        let found = self.indices.iter().find(|(known, _)| *known == name);
        found.map(|(_, index)| *index)
    }
}

/// "PLZ (Sitz)" and "Amtl. Schlüssel" as keys are compared: small letters, digits, underscores.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for character in name.trim().chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'a'..='z' | '0'..='9' => folded.push(character),
            _ if folded.ends_with('_') || folded.is_empty() => {}
            _ => folded.push('_'),
        }
    }
    folded.trim_end_matches('_').to_owned()
}

fn twice(sheet: &Sheet, index: usize, name: &str) -> Diagnostic {
    Diagnostic::error(
        "doppelte-kennung",
        sheet.cell_place(&sheet.header, Some(index)),
        format!("die Spalte `{name}` gibt es zweimal"),
    )
    .with_help("Löschen Sie eine der beiden Spalten oder benennen Sie sie um.")
}

fn missing_column(sheet: &Sheet, name: &str, known: &[Column], there: &[String]) -> Diagnostic {
    let folded: Vec<String> = there.iter().map(|name| fold(name)).collect();
    let meant = did_you_mean(name, folded.iter().map(String::as_str));
    let message = match meant {
        Some(meant) => format!("die Spalte `{name}` fehlt, heißt sie hier `{meant}`?"),
        None => format!("die Spalte `{name}` fehlt"),
    };
    Diagnostic::error("spalte-fehlt", sheet.line_place(sheet.header.number.max(1)), message).with_help(format!(
        "Die erste Zeile muss die Namen der Spalten nennen, in beliebiger Reihenfolge. Bekannt sind: {}",
        names(known).join(", ")
    ))
}

/// The names of columns.
pub(in crate::content) fn names(columns: &[Column]) -> Vec<&'static str> {
    columns.iter().map(|column| column.name).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn names_are_compared_as_people_write_them() {
        assert_eq!(fold(" Übergeordnet "), "uebergeordnet");
        assert_eq!(fold("E-Mail"), "e_mail");
        assert_eq!(fold("Fläche (km²)"), "flaeche_km");
        assert_eq!(fold("ARS"), "ars");
    }
}
