//! What the file no longer lists: what became of it, and whether it ends.

use std::collections::BTreeSet;

use super::entry::{Entry, column};
use super::line::{Old, named};
use super::merge::Merger;
use super::mergers;
use super::report::{Authority, Gone};
use crate::content::tables::cells;
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::Whole;
use crate::import::Mention;
use crate::model::AuthorityKind;

impl Merger<'_> {
    /// The lines that the file does not list, though they exist on its day.
    fn unlisted(&self) -> impl Iterator<Item = (usize, &Old)> {
        let lines = self.old.iter().enumerate();
        lines.filter(|(row, line)| line.exists && !self.listed.contains_key(row))
    }

    pub(super) fn find_mergers(&mut self, new: &[&Entry]) {
        let gone = self.unlisted().map(|(_, line)| line);
        let gone = gone.filter(|line| line.kind.is_some_and(AuthorityKind::is_municipality));
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

    /// Tells what the file no longer lists, and ends it where the file is known to list all.
    pub(super) fn leave(&mut self, mentions: &dyn Fn(&str) -> Vec<Mention>) {
        let parents: BTreeSet<&str> = self.old.iter().map(|line| line.parent.as_str()).collect();
        let unlisted: Vec<(usize, Gone)> = self
            .unlisted()
            .map(|(row, line)| {
                let gone = Gone {
                    authority: named(line),
                    ended: None,
                    successors: Vec::new(),
                    mentions: mentions(&line.key),
                    has_members: parents.contains(line.key.as_str()),
                };
                (row, gone)
            })
            .collect();
        let existing = self.old.iter().filter(|line| line.exists).count();
        let are_too_many = unlisted.len().times(2) > existing;
        if self.options.end && are_too_many {
            self.problems
                .push(too_few(&self.incoming.entries, unlisted.len(), existing));
        }
        let is_ended = !are_too_many && (self.options.end || self.is_kept_up());
        for (row, mut gone) in unlisted {
            if is_ended {
                gone.successors = self.successors_of(&gone.authority.key);
                gone.ended = Some(self.last_day());
                let keys: Vec<String> = gone.successors.iter().map(|other| other.key.clone()).collect();
                self.close(row, &keys);
            }
            self.report.gone.push(gone);
        }
    }

    /// What came of a line that ends: the municipality that has its land, or the offices that have its members.
    fn successors_of(&self, key: &str) -> Vec<Authority> {
        let merged = self.report.merged.iter();
        let merged = merged.filter(|merged| merged.parts.iter().any(|part| part.key == key));
        let mut found: Vec<Authority> = merged.map(|merged| merged.into.clone()).collect();
        let members = self
            .old
            .iter()
            .enumerate()
            .filter(|(_, line)| line.exists && line.parent == key);
        for (row, member) in members {
            match self.listed.get(&row) {
                Some(parent) => found.extend(parent.as_deref().and_then(|parent| self.office(parent))),
                None => found.extend(self.successors_of(&member.key)),
            }
        }
        let mut seen = BTreeSet::from([key.to_owned()]);
        found.retain(|other| seen.insert(other.key.clone()));
        found
    }

    /// An office by its key, in the file or in the directory. A county succeeds no office.
    fn office(&self, key: &str) -> Option<Authority> {
        let by_file = self.incoming.entries.iter().find(|entry| entry.key == key);
        let kind = |entry: &Entry| entry.value(column::KIND).and_then(cells::word::<AuthorityKind>);
        let line = self.by_key.get(key).and_then(|row| self.old.get(*row));
        let kind = by_file.and_then(kind).or(line.and_then(|line| line.kind))?;
        if kind == AuthorityKind::County {
            return None;
        }
        let name = by_file.and_then(|entry| entry.value(column::NAME));
        Some(Authority {
            key: key.to_owned(),
            name: name.or(line.map(|line| line.name.as_str()))?.to_owned(),
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

/// More than half of a directory does not disappear in one day: the file is a part of the directory.
fn too_few(entries: &[Entry], gone: usize, of: usize) -> Diagnostic {
    let path = entries
        .first()
        .map_or_else(|| "".into(), |entry| entry.place.path.clone());
    let message =
        format!("von {of} Stellen des Verzeichnisses fehlen {gone} in der Datei; so viele werden nicht beendet");
    Diagnostic::error("ungueltige-angabe", Place::file(&path), message)
        .with_help("Die Datei enthält wohl nur einen Ausschnitt. Übernehmen Sie sie ohne --beenden.")
}
