//! What an import of the directory changes, in words.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::Incoming;
use super::entry::column;
use crate::extent::Whole;
use crate::import::Mention;
use crate::model::Day;

/// An authority as a report names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// Its regional key.
    pub key: String,
    /// Its name.
    pub name: String,
}

impl fmt::Display for Authority {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{} {}", self.key, self.name)
    }
}

/// A cell that changes, or would if editors had not maintained it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub authority: Authority,
    /// The column.
    pub column: &'static str,
    /// What stood there; empty for nothing.
    pub from: String,
    /// What the file says.
    pub to: String,
}

/// A municipality whose regional key changed: it has another office now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rekeyed {
    /// Its name.
    pub name: String,
    /// The key it had.
    pub from: String,
    /// The key it has.
    pub to: String,
}

/// Municipalities that have become part of another one, by their areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Those that are gone.
    pub parts: Vec<Authority>,
    /// The one that has their land.
    pub into: Authority,
}

/// An authority that the file does not list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Which.
    pub authority: Authority,
    /// Its last day, where it is ended.
    pub ended: Option<Day>,
    /// What came of it, as far as the file tells.
    pub successors: Vec<Authority>,
    /// Where the content names it.
    pub mentions: Vec<Mention>,
    /// Whether others in the directory belong to it.
    pub has_members: bool,
}

/// What an import of the directory changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// New lines.
    pub added: Vec<Authority>,
    /// Other names.
    pub renamed: Vec<Change>,
    /// Other keys.
    pub rekeyed: Vec<Rekeyed>,
    /// Other cells.
    pub changed: Vec<Change>,
    /// Cells that editors maintain, and of which the file says something else.
    pub kept: Vec<Change>,
    /// Municipalities that have become part of others.
    pub merged: Vec<Merged>,
    /// Lines that the file does not list.
    pub gone: Vec<Gone>,
    /// Lines that are in the file as in the directory.
    pub unchanged: usize,
    ignored_columns: Vec<String>,
    unincorporated: usize,
    territorial_status: Option<Day>,
    is_complete: bool,
    /// Lines that the file lists, and that by the directory do not exist on its day.
    pub absent: Vec<Authority>,
    /// Associations that are municipalities which administer others, and have no line of their own.
    pub administering: Vec<Authority>,
}

/// Places that are told of a key; the rest is counted.
const MENTIONS: usize = 5;

impl Report {
    pub(super) fn new(incoming: &Incoming) -> Self {
        Self {
            ignored_columns: incoming.ignored_columns.clone(),
            unincorporated: incoming.unincorporated,
            territorial_status: incoming.territorial_status,
            is_complete: incoming.is_complete,
            ..Self::default()
        }
    }

    /// Whether the directory stays as it is.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.renamed.is_empty()
            && self.rekeyed.is_empty()
            && self.changed.is_empty()
            && !self.gone.iter().any(|gone| gone.ended.is_some())
    }
}

impl fmt::Display for Report {
    fn fmt(&self, text: &mut fmt::Formatter) -> fmt::Result {
        if let Some(day) = &self.territorial_status {
            writeln!(text, "Gebietsstand der Datei: {day}")?;
        }
        section(text, "Neu", &self.added, ToString::to_string)?;
        section(text, "Umbenannt", &self.renamed, |change| {
            format!("{}: {} → {}", change.authority.key, change.from, change.to)
        })?;
        section(text, "Neuer Schlüssel, der alte endet", &self.rekeyed, |rekeyed| {
            format!("{}: {} → {}", rekeyed.name, rekeyed.from, rekeyed.to)
        })?;
        for (column, changes) in by_column(&self.changed) {
            section(text, &format!("Geändert: {}", title(column)), &changes, |change| {
                told(change)
            })?;
        }
        section(
            text,
            "Vermutlich zusammengeschlossen (nach der Fläche)",
            &self.merged,
            |merged| {
                let parts: Vec<String> = merged.parts.iter().map(ToString::to_string).collect();
                format!("{} → {}", parts.join(", "), merged.into)
            },
        )?;
        self.tell_gone(text)?;
        section(
            text,
            "Beibehalten, obwohl die Datei etwas anderes sagt",
            &self.kept,
            |change| format!("{}, {}", title(change.column), told(change)),
        )?;
        self.tell_aside(text)
    }
}

impl Report {
    fn tell_gone(&self, text: &mut fmt::Formatter) -> fmt::Result {
        let (ended, kept): (Vec<_>, Vec<_>) = self.gone.iter().partition(|gone| gone.ended.is_some());
        section(text, "Beendet", &ended, |gone| {
            let successors: Vec<String> = gone.successors.iter().map(ToString::to_string).collect();
            let until = gone.ended.map(|day| day.to_string()).unwrap_or_default();
            let arrow = if successors.is_empty() { "" } else { " → " };
            let authority = &gone.authority;
            format!(
                "{authority} (bis {until}){arrow}{}{}",
                successors.join(", "),
                mentioned(&gone.mentions)
            )
        })?;
        if !ended.is_empty() || !self.rekeyed.is_empty() {
            writeln!(
                text,
                "Der genaue Tag steht nicht in der Datei: Wenn Sie ihn kennen, berichtigen Sie gueltig_bis und gueltig_ab."
            )?;
        }
        let title = match self.is_complete {
            true => "Nicht mehr in der Datei, bleibt im Verzeichnis",
            false => "Nicht in der Datei, bleibt unverändert",
        };
        section(text, title, &kept, |gone| {
            let mut line = gone.authority.to_string();
            if gone.has_members {
                line.push_str("; andere Stellen gehören dazu");
            }
            let _ = write!(line, "{}", mentioned(&gone.mentions));
            line
        })?;
        let title = "In der Datei, aber nach dem Verzeichnis an diesem Tag nicht vorhanden";
        section(text, title, &self.absent, ToString::to_string)?;
        let title = "Mitverwaltung, keine eigene Stelle";
        section(text, title, &self.administering, ToString::to_string)
    }

    fn tell_aside(&self, text: &mut fmt::Formatter) -> fmt::Result {
        if !self.ignored_columns.is_empty() {
            let names: Vec<String> = self.ignored_columns.iter().map(|name| format!("„{name}“")).collect();
            writeln!(text, "Nicht übernommene Spalten: {}", names.join(", "))?;
        }
        if self.unincorporated > 0 {
            writeln!(
                text,
                "Gemeindefreie Gebiete, die das Verzeichnis nicht führt: {}",
                self.unincorporated
            )?;
        }
        writeln!(text, "Unverändert: {}", self.unchanged)
    }
}

fn section<T>(text: &mut fmt::Formatter, title: &str, items: &[T], line: impl Fn(&T) -> String) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(text, "{title} ({}):", items.len())?;
    items.iter().try_for_each(|item| writeln!(text, "  {}", line(item)))
}

/// Changes by column, in the order of the directory's columns.
fn by_column(changes: &[Change]) -> Vec<(&'static str, Vec<&Change>)> {
    let mut groups: BTreeMap<usize, (&'static str, Vec<&Change>)> = BTreeMap::new();
    let columns: Vec<&str> = column::OFFICIAL.into_iter().chain(column::EDITORIAL).collect();
    for change in changes {
        let rank = columns
            .iter()
            .position(|name| *name == change.column)
            .unwrap_or(columns.len());
        groups
            .entry(rank)
            .or_insert_with(|| (change.column, Vec::new()))
            .1
            .push(change);
    }
    groups.into_values().collect()
}

fn told(change: &Change) -> String {
    let from = if change.from.is_empty() { "(leer)" } else { &change.from };
    format!("{}: {from} → {}", change.authority, change.to)
}

fn mentioned(mentions: &[Mention]) -> String {
    if mentions.is_empty() {
        return String::new();
    }
    let places: Vec<String> = mentions
        .iter()
        .take(MENTIONS)
        .map(|m| format!("{}:{}", m.path, m.line))
        .collect();
    let more = match mentions.len().minus(places.len()) {
        0 => String::new(),
        1 => " und einer weiteren Stelle".to_owned(),
        more => format!(" und {more} weiteren Stellen"),
    };
    format!("; genannt in {}{more}", places.join(", "))
}

/// What a column is called in a report.
fn title(column: &str) -> &str {
    match column {
        column::KIND => "Art",
        column::DESIGNATION => "Bezeichnung",
        column::PARENT => "übergeordnete Stelle",
        column::AGS => "Gemeindeschlüssel",
        column::POPULATION => "Einwohnerzahl",
        column::AREA => "Fläche in km²",
        column::POSTCODE => "Postleitzahl",
        column::LON => "geografische Länge",
        column::LAT => "geografische Breite",
        column::NUTS3 => "NUTS 3",
        column::STREET => "Straße",
        column::TOWN => "Ort",
        column::EMAIL => "E-Mail",
        column::PHONE => "Telefon",
        column::WEBSITE => "Webauftritt",
        column::ADMINISTERED_BY => "mitverwaltet von",
        column::VALID_FROM => "erster Tag",
        column::VALID_UNTIL => "letzter Tag",
        column::SUCCESSORS => "Nachfolge",
        other => other,
    }
}
