//! The history of the content, read with the `git` command: when each file last changed, and what changed in services.
//!
//! All of it is a function of the commit that is checked out and of the reference date, so it is read once for each
//! commit and not once for each edit. Changes that are not committed yet have no date.

mod blobs;
mod git;
mod log;
mod renamed;
mod replay;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

pub use git::head;
pub use snapshot::{NoSnapshot, snapshot};

use git::Repository;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, History};

/// What git tells, and why it may tell nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct HistoryResult {
    pub history: Arc<History>,
    /// The files of the commit, where its past is known.
    tracked: Arc<BTreeSet<Arc<str>>>,
    pub problem: Option<Diagnostic>,
}

/// Reads the history, once for each commit.
#[derive(Debug, Default)]
pub(super) struct HistoryCache {
    last: Mutex<Option<(Repository, Day, HistoryResult)>>,
}

impl HistoryCache {
    /// What is known of the content below a portal root up to a day.
    pub fn read(&self, root: &Path, as_of: Day) -> HistoryResult {
        let repository = git::repository(root);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, day, past)) = &*last
            && (known, *day) == (&repository, as_of)
        {
            return past.clone();
        }
        let past = read(root, &repository, as_of);
        *last = Some((repository, as_of, past.clone()));
        past
    }

    /// What was read last, in words: the commit, and up to which day.
    pub fn state(&self) -> String {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.as_ref().map(|(repository, day, _)| (repository, day));
        format!("{known:?}")
    }
}

/// The folder in which git notes every new commit and every switch of branches.
pub fn notes_of_git(root: &Path) -> Option<PathBuf> {
    git::notes(root)
}

impl HistoryResult {
    /// What was renamed since the last commit is told as well: now it is easy to mend.
    pub fn with_present<T>(self, root: &Path, files: &BTreeMap<Arc<str>, T>) -> Self {
        let is_present = |path: &str| files.contains_key(path);
        let renamed = renamed::since_commit(root, &self.tracked, is_present, files.keys());
        if renamed.is_empty() {
            return self;
        }
        Self {
            history: Arc::new(self.history.with_renamed(renamed)),
            ..self
        }
    }
}

fn read(root: &Path, repository: &Repository, as_of: Day) -> HistoryResult {
    let tracked = match repository {
        Repository::None => return HistoryResult::default(),
        Repository::Silent => None,
        Repository::Foreign => {
            return HistoryResult {
                problem: Some(foreign(root)),
                ..HistoryResult::default()
            };
        }
        Repository::Shallow(_) | Repository::Whole(_) => git::tracked(root),
    };
    let Some(tracked) = tracked else {
        return HistoryResult {
            problem: Some(silent()),
            ..HistoryResult::default()
        };
    };
    if tracked.is_empty() {
        return HistoryResult::default();
    }
    if matches!(repository, Repository::Shallow(_)) {
        return HistoryResult {
            problem: Some(shallow()),
            ..HistoryResult::default()
        };
    }
    // Each file that is part of a commit came with one.
    let log = log::read(root, tracked.clone(), as_of).filter(|log| !log.dates.is_empty());
    let Some(log) = log else {
        return HistoryResult {
            problem: Some(silent()),
            ..HistoryResult::default()
        };
    };
    let revisions = blobs::read(root, replay::needs(&log));
    let told = replay::tell(&log, &revisions, as_of);
    let mut renamed = told.renamed;
    renamed.extend(renamed::among(&log.moved));
    HistoryResult {
        history: Arc::new(
            History::new(log.dates, told.entries)
                .with_renamed(renamed)
                .with_earlier(told.earlier),
        ),
        tracked: Arc::new(tracked),
        problem: None,
    }
}

fn foreign(root: &Path) -> Diagnostic {
    let message = "git öffnet die Geschichte der Inhalte nicht, weil der Ordner einem anderen Benutzerkonto gehört; deshalb zeigt das Portal keine Änderungen und keine Daten der letzten Änderung";
    let folder = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let help = format!(
        "Wenn Sie dem Inhalt des Ordners vertrauen, geben Sie ihn frei: `git config --global --add safe.directory {}`.",
        folder.display()
    );
    Diagnostic::hint("git-fremd", Place::file(&"content/portal.yaml".into()), message).with_help(help)
}

fn silent() -> Diagnostic {
    let message = "git sagt nicht, wann sich die Inhalte geändert haben; deshalb zeigt das Portal keine Änderungen und keine Daten der letzten Änderung";
    let help = "Sehen Sie nach, was `git log -- content` sagt. Meist ist das Repository beschädigt, git ist nicht installiert, oder eine Einstellung von git steht im Weg (`git config --list`).";
    Diagnostic::hint("git-stumm", Place::file(&"content/portal.yaml".into()), message).with_help(help)
}

fn shallow() -> Diagnostic {
    let message = "git hat nur einen Teil der Geschichte geladen, deshalb zeigt das Portal keine Änderungen und keine Daten der letzten Änderung";
    let help = "Laden Sie die ganze Geschichte: in GitLab CI mit der Variable GIT_DEPTH: 0, in GitHub Actions mit fetch-depth: 0 bei actions/checkout, am eigenen Rechner mit `git fetch --unshallow`.";
    Diagnostic::hint("git-flach", Place::file(&"content/portal.yaml".into()), message).with_help(help)
}
