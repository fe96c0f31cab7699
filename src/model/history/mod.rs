//! The history of the content: when files last changed, and what changed in the meaning of services.

mod change;
mod earlier;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Day, EntityId, Language, MinistryId, ServiceId};

pub use change::Change;
pub use earlier::Earlier;

/// When each file last changed. `None` where that was after the reference date: what the file holds is newer than any
/// date that could be given.
pub type LastChanges = BTreeMap<Arc<str>, Option<LastChange>>;

/// The last change of a file. To be moved is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastChange {
    /// When.
    pub day: Day,
    /// Whether it was the first, too: the file has been as it is since it came.
    pub is_first: bool,
}

/// What is known of the past; empty where the content is not in git.
#[derive(Debug, Clone, Default)]
pub struct History {
    last_changes: Arc<LastChanges>,
    entries: Vec<Arc<HistoryEntry>>,
    of_service: BTreeMap<ServiceId, Vec<Arc<HistoryEntry>>>,
    of_ministry: BTreeMap<MinistryId, Vec<Arc<HistoryEntry>>>,
    renamed: Vec<Renamed>,
    earlier: Option<Arc<Earlier>>,
}

/// An entity whose file or folder was renamed, so that its page is at another address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// What it was called.
    pub from: EntityId,
    /// What it is called.
    pub to: EntityId,
}

/// What one commit changed in one service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When readers could first see it.
    pub date: Day,
    /// The service, by its present id.
    pub service: ServiceId,
    /// Its name at that time.
    pub title: String,
    /// The ministries whose list it belongs to: two where the responsibility changed.
    pub ministries: Vec<MinistryId>,
    /// Whether it was an invented sample.
    pub sample: bool,
    /// What changed, the weightiest first.
    pub changes: Vec<Change>,
}

impl HistoryEntry {
    /// Whether it tells that the service left the portal.
    pub fn is_removal(&self) -> bool {
        self.changes == [Change::Removed]
    }
}

/// Records whose entity is the whole folder, so that each of its files tells when the entity last changed.
const RECORDS_OF_FOLDERS: [&str; 2] = ["leistung.yaml", "leitfaden.yaml"];

impl History {
    /// Gathers what is known; `entries` come most recent first.
    pub fn new(last_changes: LastChanges, entries: Vec<HistoryEntry>) -> Self {
        Self::indexed(Arc::new(last_changes), entries.into_iter().map(Arc::new).collect())
    }

    fn indexed(last_changes: Arc<LastChanges>, entries: Vec<Arc<HistoryEntry>>) -> Self {
        let mut of_service: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut of_ministry: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for entry in &entries {
            of_service.entry(entry.service.clone()).or_default().push(entry.clone());
            for ministry in &entry.ministries {
                of_ministry.entry(ministry.clone()).or_default().push(entry.clone());
            }
        }
        Self {
            last_changes,
            entries,
            of_service,
            of_ministry,
            renamed: Vec::new(),
            earlier: None,
        }
    }

    /// The same history with what the records said a quarter before.
    pub fn with_earlier(self, earlier: Option<Earlier>) -> Self {
        Self {
            earlier: earlier.map(Arc::new),
            ..self
        }
    }

    /// What the records said a quarter before the reference date, where the history reaches back so far.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_deref()
    }

    /// The same history with more that was renamed.
    pub fn with_renamed(&self, renamed: Vec<Renamed>) -> Self {
        let mut history = self.clone();
        history.renamed.extend(renamed);
        history
    }

    /// What was renamed, the last of it first; what is not committed stands at the end.
    pub fn renamed(&self) -> &[Renamed] {
        &self.renamed
    }

    /// The same history with some of its entries.
    pub fn filtered(&self, keep: impl Fn(&HistoryEntry) -> bool) -> Self {
        let kept = self.entries.iter().filter(|entry| keep(entry)).cloned();
        Self {
            earlier: self.earlier.clone(),
            ..Self::indexed(self.last_changes.clone(), kept.collect()).with_renamed(self.renamed.clone())
        }
    }

    /// All changes, most recent first.
    pub fn entries(&self) -> &[Arc<HistoryEntry>] {
        &self.entries
    }

    /// The changes of a service, most recent first.
    pub fn of_service(&self, id: &ServiceId) -> &[Arc<HistoryEntry>] {
        self.of_service.get(id).map_or(&[], Vec::as_slice)
    }

    /// The changes of the services of a ministry, most recent first.
    pub fn of_ministry(&self, id: &MinistryId) -> &[Arc<HistoryEntry>] {
        self.of_ministry.get(id).map_or(&[], Vec::as_slice)
    }

    /// When a single file last changed, if that is known.
    pub fn last_change_of_file(&self, path: &str) -> Option<Day> {
        Some((*self.last_changes.get(path)?)?.day)
    }

    /// When a single file came, if it has not changed since and that is known.
    pub fn came(&self, path: &str) -> Option<Day> {
        let change = (*self.last_changes.get(path)?)?;
        change.is_first.then_some(change.day)
    }

    /// When a single file was last changed after it came, if that is known.
    pub fn revised(&self, path: &str) -> Option<Day> {
        let change = (*self.last_changes.get(path)?)?;
        (!change.is_first).then_some(change.day)
    }

    /// When any file last changed, as far as that is known.
    pub fn latest_change(&self) -> Option<Day> {
        self.last_changes.values().flatten().map(|change| change.day).max()
    }

    /// When the entity whose record is this file last changed; `None` where that is not known for all of its files.
    pub fn last_change(&self, path: &str) -> Option<Day> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        if !RECORDS_OF_FOLDERS.contains(&file) {
            return self.last_change_of_file(path);
        }
        let folder = format!("{folder}/");
        let files = self.last_changes.range(Arc::from(folder.as_str())..);
        let mut dates = files
            .take_while(|(path, _)| path.starts_with(&folder))
            .filter(|(path, _)| Language::of_path(path).is_none())
            .map(|(_, change)| change.map(|change| change.day));
        let first = dates.next()??;
        dates.try_fold(first, |latest, date| Some(latest.max(date?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_as_new_as_its_newest_file() {
        let day = |text: &str| text.parse::<Day>().expect(text);
        let changes = [
            ("content/leistungen/a/leistung.yaml", Some(day("2022-01-01"))),
            ("content/leistungen/a/text.en.md", Some(day("2022-02-10"))),
            ("content/leistungen/a/text.md", Some(day("2022-02-01"))),
            ("content/leistungen/ab/leistung.yaml", Some(day("2022-03-01"))),
            ("content/leistungen/ab/text.md", None),
            ("content/ressorts/mi.yaml", Some(day("2022-01-05"))),
        ];
        let change = |day| LastChange { day, is_first: true };
        let changes = changes.map(|(path, day)| (Arc::from(path), day.map(change)));
        let history = History::new(changes.into(), Vec::new());
        let last = |path| history.last_change(path);
        assert_eq!(last("content/leistungen/a/leistung.yaml"), Some(day("2022-02-01")));
        assert_eq!(last("content/leistungen/ab/leistung.yaml"), None);
        assert_eq!(last("content/leistungen/b/leistung.yaml"), None);
        assert_eq!(last("content/ressorts/mi.yaml"), Some(day("2022-01-05")));
    }
}
