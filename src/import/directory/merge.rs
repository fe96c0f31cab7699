//! The directory as it is and what a file says of it, put together.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, column, county_of, is_same};
use super::report::{Authority, Change, Gone, Rekeyed, Report};
use super::{Incoming, mergers};
use crate::content::sheet::Sheet;
use crate::content::{cells, columns};
use crate::diagnostics::{Diagnostic, Place};
use crate::import::edit::Edit;
use crate::import::{Document, Mention};
use crate::model::AuthorityKind;

/// What an import may do besides updating.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Take out what the file no longer lists, unless the content still names it.
    pub remove: bool,
}

/// The directory as it will be, and what that changes.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The text of the table.
    pub text: String,
    /// Keys that are replaced by others, for the rest of the content to follow.
    pub new_keys: Vec<(String, String)>,
    /// What happened.
    pub report: Report,
}

/// Puts a file into the directory. What statistical offices say is taken over, what editors maintain stays, and a line
/// that does not change keeps its bytes. `mentions` tells where the content names a key.
///
/// # Errors
/// New authorities without name or kind, parents that are nowhere, and removals that look like a mistake.
pub fn merge(
    current: Document,
    incoming: &Incoming,
    options: Options,
    mentions: &dyn Fn(&str) -> Vec<Mention>,
) -> Result<Merge, Vec<Diagnostic>> {
    let sheet = Sheet::parse(&current.path, &current.text)?;
    let mut merger = Merger::new(&sheet, incoming);
    let new: Vec<&Entry> = incoming.entries.iter().filter(|entry| !merger.update(entry)).collect();
    merger.find_mergers(&new);
    merger.sort_in_rekeyed();
    for entry in new {
        merger.add(entry);
    }
    merger.check_parents();
    merger.leave(options, mentions);
    merger.finish()
}

/// A line of the directory before anything changed.
struct Old {
    key: String,
    name: String,
    kind: Option<AuthorityKind>,
    area: Option<u64>,
}

struct Merger<'a> {
    incoming: &'a Incoming,
    edit: Edit<'a>,
    old: Vec<Old>,
    /// Lines by key, and municipalities by municipality key: only those whose key the file does not list.
    by_key: BTreeMap<String, usize>,
    by_ags: BTreeMap<String, Option<usize>>,
    /// Lines that the file lists.
    listed: BTreeSet<usize>,
    rekeyed: Vec<usize>,
    is_sorted: bool,
    report: Report,
    problems: Vec<Diagnostic>,
}

impl<'a> Merger<'a> {
    fn new(sheet: &'a Sheet, incoming: &'a Incoming) -> Self {
        let edit = Edit::new(sheet, columns::DIRECTORY);
        let old: Vec<Old> = edit
            .rows
            .iter()
            .map(|row| Old {
                key: edit.value(row, column::KEY).to_owned(),
                name: edit.value(row, column::NAME).to_owned(),
                kind: cells::word(edit.value(row, column::KIND)),
                area: mergers::hectares(edit.value(row, column::AREA)),
            })
            .collect();
        let incoming_keys: BTreeSet<&str> = incoming.entries.iter().map(|entry| entry.key.as_str()).collect();
        let mut by_ags: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (index, line) in old.iter().enumerate() {
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
            by_key: old
                .iter()
                .enumerate()
                .map(|(index, line)| (line.key.clone(), index))
                .collect(),
            by_ags,
            listed: BTreeSet::new(),
            rekeyed: Vec::new(),
            is_sorted: old.is_sorted_by(|a, b| a.key <= b.key),
            report: Report::new(incoming),
            problems: Vec::new(),
            edit,
            old,
        }
    }

    /// Updates the line of an entry; `false` where there is none.
    fn update(&mut self, entry: &Entry) -> bool {
        let by_ags = || {
            let kind = entry.value(column::KIND).and_then(|kind| kind.parse().ok());
            let ags = municipality_key(&entry.key, kind)?;
            *self.by_ags.get(&ags)?
        };
        let Some(row) = self.by_key.get(&entry.key).copied().or_else(by_ags) else {
            return false;
        };
        if !self.listed.insert(row) {
            return false;
        }
        let Some(old) = self.old.get(row) else { return false };
        let authority = Authority {
            key: entry.key.clone(),
            name: entry.value(column::NAME).unwrap_or(&old.name).to_owned(),
        };
        let mut is_changed = false;
        if old.key != entry.key {
            self.report.rekeyed.push(Rekeyed {
                name: authority.name.clone(),
                from: old.key.clone(),
                to: entry.key.clone(),
            });
            self.rekeyed.push(row);
            self.edit.set(row, column::KEY, &entry.key);
            is_changed = true;
        }
        for (column, value) in &entry.values {
            is_changed |= self.update_cell(row, column, value, &authority);
        }
        if !is_changed {
            self.report.unchanged += 1;
        }
        true
    }

    fn update_cell(&mut self, row: usize, column: &'static str, value: &str, authority: &Authority) -> bool {
        let Some(line) = self.edit.rows.get(row) else {
            return false;
        };
        let there = self.edit.value(line, column).to_owned();
        if is_same(column, &there, value) {
            return false;
        }
        let change = Change {
            authority: authority.clone(),
            column,
            from: there,
            to: value.to_owned(),
        };
        if column::EDITORIAL.contains(&column) && !change.from.is_empty() {
            self.report.kept.push(change);
            return false;
        }
        self.edit.set(row, column, value);
        if column == column::NAME {
            self.report.renamed.push(change);
        } else {
            self.report.changed.push(change);
        }
        true
    }

    /// Lines with a new key go where a table that is sorted by keys has them.
    fn sort_in_rekeyed(&mut self) {
        if !self.is_sorted {
            return;
        }
        let rekeyed: BTreeSet<usize> = self.rekeyed.iter().copied().collect();
        let rows = std::mem::take(&mut self.edit.rows);
        let (moved, stay): (Vec<_>, Vec<_>) = rows.into_iter().enumerate().partition(|(row, _)| rekeyed.contains(row));
        self.edit.rows = stay.into_iter().map(|(_, row)| row).collect();
        for (_, row) in moved {
            let key = self.edit.value(&row, column::KEY).to_owned();
            let at = self.place_of(&key);
            self.edit.rows.insert(at, row);
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
        self.edit.insert(self.place_of(&entry.key), &values);
        self.report.added.push(Authority {
            key: entry.key.clone(),
            name: entry.value(column::NAME).unwrap_or_default().to_owned(),
        });
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
            let Some(parent) = entry.value(column::PARENT) else {
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

    /// The lines that the file does not list.
    fn unlisted(&self) -> impl Iterator<Item = &Old> {
        let lines = self.old.iter().enumerate();
        lines
            .filter(|(row, _)| !self.listed.contains(row))
            .map(|(_, line)| line)
    }

    fn find_mergers(&mut self, new: &[&Entry]) {
        let is_municipality = |line: &&Old| line.kind.is_some_and(AuthorityKind::is_municipality);
        let gone = self.unlisted().filter(is_municipality);
        let gone: Vec<mergers::Area> = gone
            .filter_map(|line| area(&line.key, &line.name, line.area?))
            .collect();
        let new: BTreeSet<&str> = new.iter().map(|entry| entry.key.as_str()).collect();
        let growth = self.incoming.entries.iter().filter_map(|entry| {
            let now = mergers::hectares(entry.value(column::AREA)?)?;
            let kind: AuthorityKind = entry.value(column::KIND)?.parse().ok()?;
            let before = match self.by_key.get(&entry.key).and_then(|row| self.old.get(*row)) {
                Some(line) => line.area?,
                None if new.contains(entry.key.as_str()) => 0,
                None => return None,
            };
            let name = entry.value(column::NAME)?;
            kind.is_municipality().then_some(())?;
            area(&entry.key, name, now.checked_sub(before).filter(|growth| *growth > 0)?)
        });
        self.report.merged = mergers::find(&gone, &growth.collect::<Vec<_>>());
    }

    /// Tells what the file no longer lists, and takes it out if that was asked for and nothing names it any more.
    fn leave(&mut self, options: Options, mentions: &dyn Fn(&str) -> Vec<Mention>) {
        let rows = self.edit.rows.iter();
        let parents: BTreeSet<String> = rows
            .map(|row| self.edit.value(row, column::PARENT).to_owned())
            .collect();
        let gone: Vec<Gone> = self
            .unlisted()
            .map(|line| {
                let mentions = mentions(&line.key);
                let has_members = parents.contains(&line.key);
                Gone {
                    removed: options.remove && mentions.is_empty() && !has_members,
                    authority: Authority {
                        key: line.key.clone(),
                        name: line.name.clone(),
                    },
                    mentions,
                    has_members,
                }
            })
            .collect();
        if options.remove && gone.len() * 2 > self.old.len() {
            self.problems
                .push(too_few(&self.incoming.entries, gone.len(), self.old.len()));
        }
        let removed = gone.iter().filter(|gone| gone.removed);
        let removed: BTreeSet<String> = removed.map(|gone| gone.authority.key.clone()).collect();
        let rows = std::mem::take(&mut self.edit.rows);
        let stay = rows
            .into_iter()
            .filter(|row| !removed.contains(self.edit.value(row, column::KEY)));
        self.edit.rows = stay.collect();
        self.report.gone = gone;
    }

    fn finish(self) -> Result<Merge, Vec<Diagnostic>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let rekeyed = self.report.rekeyed.iter();
        Ok(Merge {
            text: self.edit.finish(),
            new_keys: rekeyed
                .map(|rekeyed| (rekeyed.from.clone(), rekeyed.to.clone()))
                .collect(),
            report: self.report,
        })
    }
}

fn area(key: &str, name: &str, hectares: u64) -> Option<mergers::Area> {
    Some(mergers::Area {
        authority: Authority {
            key: key.to_owned(),
            name: name.to_owned(),
        },
        county: key.get(..5)?.to_owned(),
        hectares,
    })
}

/// The municipality key (AGS) that lies in a regional key: it stays the same when a municipality changes its office.
fn municipality_key(key: &str, kind: Option<AuthorityKind>) -> Option<String> {
    kind.filter(|kind| kind.is_municipality())?;
    Some(format!("{}{}", key.get(..5)?, key.get(9..12)?))
}

/// More than half of a directory does not disappear in one day: the file is a part of the directory.
fn too_few(entries: &[Entry], gone: usize, of: usize) -> Diagnostic {
    let path = entries
        .first()
        .map_or_else(|| "".into(), |entry| entry.place.path.clone());
    let message =
        format!("von {of} Stellen des Verzeichnisses fehlen {gone} in der Datei; so viele werden nicht entfernt");
    Diagnostic::error("ungueltige-angabe", Place::file(&path), message)
        .with_help("Die Datei enthält wohl nur einen Ausschnitt. Übernehmen Sie sie ohne --entfernen.")
}
