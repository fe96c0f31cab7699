//! The directory as it is and what a file says of it, put together.

use std::collections::{BTreeMap, BTreeSet};

use super::Incoming;
use super::entry::{Entry, column, county_of, is_same};
use super::line::{Old, lines, municipality_key, named};
use super::report::{Authority, Change, Rekeyed, Report};
use crate::content;
use crate::content::tables::columns;
use crate::content::tables::sheet::Sheet;
use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::import::edit::Edit;
use crate::import::{Document, Mention, sound};
use crate::model::Day;

/// What an import may do besides updating.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// The day of which the file is.
    pub day: Day,
    /// The day of which the directory is, if that is known: on that day it was complete.
    pub directory_as_of: Option<Day>,
    /// End what the file no longer lists, though it may be a part of the directory.
    pub end: bool,
}

/// The directory as it will be, and what that changes.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The text of the table.
    pub text: String,
    /// What happened.
    pub report: Report,
}

/// Puts a file into the directory. What statistical offices say is taken over, what editors maintain stays, and a line
/// that does not change keeps its bytes. Nothing is taken out: what the file no longer lists ends, and a municipality
/// with a new key gets a new line. `mentions` tells where the content names a key.
///
/// # Errors
/// New authorities without name or kind, parents that are nowhere, endings that look like a mistake, and what the directory would
/// refuse to read.
pub fn merge(
    current: Document,
    incoming: &Incoming,
    options: Options,
    mentions: &dyn Fn(&str) -> Vec<Mention>,
) -> Result<Merge, Vec<Diagnostic>> {
    let sheet = Sheet::parse(&current.path, &current.text)?;
    let mut merger = Merger::new(&sheet, incoming, options);
    let new: Vec<&Entry> = incoming.entries.iter().filter(|entry| !merger.update(entry)).collect();
    merger.find_mergers(&new);
    merger.leave(mentions);
    merger.open();
    for entry in new {
        merger.add(entry);
    }
    merger.check_parents();
    let merge = merger.finish()?;
    let text = sound(merge.text, &current, content::directory_faults)?;
    Ok(Merge { text, ..merge })
}

/// A line that is to be added, by column.
type NewLine = Vec<(String, String)>;

pub(super) struct Merger<'a> {
    pub(super) incoming: &'a Incoming,
    pub(super) options: Options,
    edit: Edit<'a>,
    pub(super) old: Vec<Old>,
    /// Lines by key, and municipalities by municipality key: only those whose key the file does not list.
    pub(super) by_key: BTreeMap<String, usize>,
    by_ags: BTreeMap<String, Option<usize>>,
    /// Lines that the file lists, and to whom they belong by it.
    pub(super) listed: BTreeMap<usize, Option<String>>,
    opened: Vec<NewLine>,
    is_sorted: bool,
    pub(super) report: Report,
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Merger<'a> {
    fn new(sheet: &'a Sheet, incoming: &'a Incoming, options: Options) -> Self {
        let edit = Edit::new(sheet, columns::DIRECTORY);
        let old = lines(&edit, options.day);
        let incoming_keys: BTreeSet<&str> = incoming.entries.iter().map(|entry| entry.key.as_str()).collect();
        let mut by_ags: BTreeMap<String, Option<usize>> = BTreeMap::new();
        let existing = || old.iter().enumerate().filter(|(_, line)| line.exists);
        for (index, line) in existing() {
            if let Some(ags) = municipality_key(&line.key, line.kind)
                && !incoming_keys.contains(line.key.as_str())
            {
                // Two lines of one municipality: neither is surely the one.
                by_ags
                    .entry(ags)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(index));
            }
        }
        Self {
            incoming,
            options,
            by_key: existing().map(|(index, line)| (line.key.clone(), index)).collect(),
            by_ags,
            listed: BTreeMap::new(),
            opened: Vec::new(),
            is_sorted: old.is_sorted_by(|a, b| a.key <= b.key),
            report: Report::new(incoming),
            problems: Vec::new(),
            edit,
            old,
        }
    }

    /// The line that an entry is about.
    fn row_of(&self, entry: &Entry) -> Option<usize> {
        let by_ags = || {
            let kind = entry.value(column::KIND).and_then(|kind| kind.parse().ok());
            let ags = municipality_key(&entry.key, kind)?;
            *self.by_ags.get(&ags)?
        };
        let is_of_another_day = || self.old.iter().any(|line| !line.exists && line.key == entry.key);
        let by_key = self.by_key.get(&entry.key).copied();
        by_key.or_else(|| if is_of_another_day() { None } else { by_ags() })
    }

    /// Updates the line of an entry; `false` where there is none.
    fn update(&mut self, entry: &Entry) -> bool {
        let Some(row) = self.row_of(entry) else {
            return self.is_of_another_day(entry);
        };
        if self.listed.contains_key(&row) {
            return false;
        }
        let parent = entry.value(column::PARENT).map(str::to_owned);
        self.listed.insert(row, parent);
        let Some(old) = self.old.get(row) else { return false };
        let authority = Authority {
            key: entry.key.clone(),
            name: entry.value(column::NAME).unwrap_or(&old.name).to_owned(),
        };
        if old.key != entry.key {
            self.rekey(row, entry, &authority);
            return true;
        }
        let mut is_changed = false;
        for (column, value) in &entry.values {
            if let Some(change) = self.change(row, column, value, &authority) {
                self.edit.set(row, column, value);
                self.tell(change);
                is_changed = true;
            }
        }
        if !is_changed {
            self.report.unchanged.raise(1);
        }
        true
    }

    /// Whether the key is in the directory, but not on the day of the file.
    fn is_of_another_day(&mut self, entry: &Entry) -> bool {
        let line = self.old.iter().find(|line| !line.exists && line.key == entry.key);
        self.report.absent.extend(line.map(named));
        line.is_some()
    }

    /// The municipality goes on under another key: its line ends, and another one begins with all that was known.
    fn rekey(&mut self, row: usize, entry: &Entry, authority: &Authority) {
        let Some(line) = self.edit.rows.get(row) else { return };
        let mut values = self.edit.values(line);
        let mut set = |column: &str, value: String| match values.iter_mut().find(|(name, _)| name == column) {
            Some((_, there)) => *there = value,
            None => values.push((column.to_owned(), value)),
        };
        set(column::KEY, entry.key.clone());
        set(column::VALID_FROM, self.options.day.to_string());
        set(column::VALID_UNTIL, String::new());
        set(column::SUCCESSORS, String::new());
        let mut changes = Vec::new();
        for (column, value) in &entry.values {
            if let Some(change) = self.change(row, column, value, authority) {
                set(column, value.clone());
                changes.push(change);
            }
        }
        changes.into_iter().for_each(|change| self.tell(change));
        self.opened.push(values);
        self.report.rekeyed.push(Rekeyed {
            name: authority.name.clone(),
            from: self.old.get(row).map_or_else(String::new, |old| old.key.clone()),
            to: entry.key.clone(),
        });
        self.close(row, std::slice::from_ref(&entry.key));
    }

    /// The last day of a line is the one before that of the file.
    pub(super) fn close(&mut self, row: usize, successors: &[String]) {
        self.edit.set(row, column::VALID_UNTIL, &self.last_day().to_string());
        if !successors.is_empty() {
            self.edit.set(row, column::SUCCESSORS, &successors.join(" "));
        }
    }

    pub(super) fn last_day(&self) -> Day {
        self.options.day.minus_days(1)
    }

    /// What a cell would become, if the file is right about it; what stays for other reasons is told.
    fn change(&mut self, row: usize, column: &'static str, value: &str, authority: &Authority) -> Option<Change> {
        let there = self.edit.value(self.edit.rows.get(row)?, column).to_owned();
        if is_same(column, &there, value) {
            return None;
        }
        let change = Change {
            authority: authority.clone(),
            column,
            from: there,
            to: value.to_owned(),
        };
        let is_administered = self.old.get(row).is_some_and(|old| old.is_administered);
        let is_kept = column::EDITORIAL.contains(&column) && !change.from.is_empty()
            || is_administered && [column::KIND, column::PARENT].contains(&column);
        if is_kept {
            self.report.kept.push(change);
            return None;
        }
        Some(change)
    }

    fn tell(&mut self, change: Change) {
        match change.column {
            column::NAME => self.report.renamed.push(change),
            _ => self.report.changed.push(change),
        }
    }

    /// Adds the lines of municipalities with a new key.
    fn open(&mut self) {
        for line in std::mem::take(&mut self.opened) {
            let values: Vec<(&str, String)> = line.iter().map(|(name, value)| (&**name, value.clone())).collect();
            let key = values.iter().find(|(name, _)| *name == column::KEY);
            let at = self.place_of(key.map_or("", |(_, key)| key));
            self.edit.insert(at, &values);
        }
    }

    /// Where a key belongs: by its order in a sorted table, else at the end.
    fn place_of(&self, key: &str) -> usize {
        if !self.is_sorted {
            return self.edit.rows.len();
        }
        self.edit
            .rows
            .partition_point(|row| self.edit.value(row, column::KEY) < key)
    }

    fn add(&mut self, entry: &Entry) {
        if self.stands_for_a_municipality(entry) {
            self.report.administering.push(Authority {
                key: entry.key.clone(),
                name: entry.value(column::NAME).unwrap_or_default().to_owned(),
            });
            return;
        }
        for needed in [column::NAME, column::KIND] {
            if entry.value(needed).is_none() {
                let message = format!(
                    "die Stelle {} ist neu, aber in der Spalte `{needed}` fehlt die Angabe",
                    entry.key
                );
                self.problems.push(
                    Diagnostic::error("fehlendes-feld", entry.place.clone(), message)
                        .with_help("Ergänzen Sie Name und Art der neuen Stelle, oder löschen Sie die Zeile."),
                );
            }
        }
        let mut values = vec![(column::KEY, entry.key.clone())];
        values.extend(entry.values.iter().cloned());
        if let Some(parent) = self.parent_of(entry) {
            values.push((column::PARENT, parent));
        }
        if self.is_kept_up() && entry.value(column::VALID_FROM).is_none() {
            values.push((column::VALID_FROM, self.options.day.to_string()));
        }
        self.edit.insert(self.place_of(&entry.key), &values);
        self.report.added.push(Authority {
            key: entry.key.clone(),
            name: entry.value(column::NAME).unwrap_or_default().to_owned(),
        });
    }

    /// Whether the directory was complete on an earlier day: what is new to it is new.
    pub(super) fn is_kept_up(&self) -> bool {
        let is_earlier = self.options.directory_as_of.is_some_and(|day| day < self.options.day);
        self.incoming.is_complete && is_earlier
    }

    /// Whether an association is but a municipality that administers others: all that belong to it say so.
    fn stands_for_a_municipality(&self, entry: &Entry) -> bool {
        let members = self.incoming.entries.iter();
        let members = members.filter(|member| member.value(column::PARENT) == Some(&entry.key));
        let mut rows = members
            .map(|member| self.row_of(member).and_then(|row| self.old.get(row)))
            .peekable();
        rows.peek().is_some() && rows.all(|line| line.is_some_and(|line| line.is_administered))
    }

    /// The parent of a new authority of which the file names none: its office by the digits of its key, else its county.
    fn parent_of(&self, entry: &Entry) -> Option<String> {
        if entry.value(column::PARENT).is_some() {
            return None;
        }
        let is_known =
            |key: &String| self.by_key.contains_key(key) || self.incoming.entries.iter().any(|other| other.key == *key);
        let office = entry.key.get(..9).map(|start| format!("{start}000"));
        let office = office.filter(|office| *office != entry.key && is_known(office));
        office.or_else(|| county_of(&entry.key).filter(is_known))
    }

    /// A parent must be in the directory.
    fn check_parents(&mut self) {
        let rows = self.edit.rows.iter();
        let keys: BTreeSet<&str> = rows.map(|row| self.edit.value(row, column::KEY)).collect();
        for entry in &self.incoming.entries {
            let row = self.row_of(entry).and_then(|row| self.old.get(row));
            let is_kept = row.is_some_and(|line| line.is_administered);
            let Some(parent) = entry.value(column::PARENT).filter(|_| !is_kept) else {
                continue;
            };
            if parent == entry.key {
                let message = "die Stelle kann nicht zu sich selbst gehören";
                let problem = Diagnostic::error("unbekannter-verweis", entry.parent_place.clone(), message);
                self.problems
                    .push(problem.with_help("Nennen Sie das Amt oder den Landkreis, zu dem sie gehört."));
            } else if !keys.contains(parent) {
                let message =
                    format!("die übergeordnete Stelle {parent} gibt es weder in der Datei noch im Verzeichnis");
                let problem = Diagnostic::error("unbekannter-verweis", entry.parent_place.clone(), message);
                self.problems
                    .push(problem.with_help("Prüfen Sie den Schlüssel, oder nehmen Sie die Stelle in die Datei auf."));
            }
        }
    }

    fn finish(self) -> Result<Merge, Vec<Diagnostic>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        Ok(Merge {
            text: self.edit.finish(),
            report: self.report,
        })
    }
}
