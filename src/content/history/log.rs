//! One pass over the commits, most recent first.
//!
//! Only the first parents are followed: on the branch that is published, a merge is the moment in which readers see what
//! was prepared elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::git;
use crate::content::CONTENT;
use crate::content::kind::{self, Kind};
use crate::extent::Whole;
use crate::model::{Day, LastChange, LastChanges, ServiceId};

/// How far back changes are told: so many days …
const MOST_DAYS: u32 = 365;
/// … or so many commits that touch services …
const MOST_COMMITS: usize = 500;
/// … or so many of their files: a commit that rewrites everything must not cost more than the build.
const MOST_FILES: usize = 5000;

/// How many commits are looked through for dates. With ten thousand services a commit costs git a millisecond; files that
/// did not change for so long have no date.
const MOST_WALKED: &str = "--max-count=3000";

/// The name of a blob in git.
pub(super) type ObjectId = Arc<str>;

/// What the commits tell.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// When each file of the present commit last changed.
    pub dates: LastChanges,
    /// Files that moved, as they were called and as they are called now, the last move first.
    pub moved: Vec<(Arc<str>, Arc<str>)>,
    /// The files of services as they were on the reference date, where a commit up to then touched them.
    pub present: BTreeMap<ServiceFile, Option<ObjectId>>,
    /// The commits up to the reference date that touch services, most recent first.
    pub commits: Vec<Commit>,
    /// The day of the oldest commit up to which all are among them; none where there is no commit up to the reference date.
    pub back_to: Option<Day>,
}

/// A file of a service whose changes are told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ServiceFile {
    pub service: ServiceId,
    pub part: Part,
}

/// `leistung.yaml` or `nachnutzung.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Record,
    Reuse,
}

/// What a commit did to services.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Commit {
    pub day: Day,
    /// Whether the portal began with it: what it brings is not news.
    pub is_beginning: bool,
    pub touched: Vec<Touched>,
}

/// A file before and after a commit; none where it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Touched {
    pub file: ServiceFile,
    pub before: Option<ObjectId>,
    pub after: Option<ObjectId>,
}

/// Reads the log as far as it is needed. `None` where git fails on the way: half of a history would give wrong dates.
pub(super) fn read(root: &Path, tracked: BTreeSet<Arc<str>>, as_of: Day) -> Option<Log> {
    // One byte 1 begins a commit, so that it cannot be mistaken for a change (`:`).
    let arguments = [
        "log",
        "-z",
        "--first-parent",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--no-color",
        "--no-ext-diff",
        "--no-notes",
        "--relative",
        MOST_WALKED,
        "--format=%x01%ct",
        "HEAD",
        "--",
        CONTENT,
    ];
    let mut child = git::command(root, &arguments).spawn().ok()?;
    let mut reading = Reading::new(tracked, as_of);
    let is_cut = match child.stdout.take() {
        Some(output) => reading.read(BufReader::new(output)),
        None => false,
    };
    if is_cut {
        // It may have ended by itself meanwhile.
        let _ = child.kill();
    }
    let status = child.wait().ok()?;
    (is_cut || status.success()).then_some(reading.log)
}

struct Reading {
    log: Log,
    as_of: Day,
    /// Files without a date so far: where they were at the commit that is looked at, and where they are now.
    undated: BTreeMap<Arc<str>, Arc<str>>,
    /// All files, the same way.
    places: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether changes are still told.
    is_open: bool,
    files: usize,
}

/// A file before and after a commit.
type Objects = (Option<ObjectId>, Option<ObjectId>);

/// A commit while it is being read.
struct Draft {
    day: Day,
    files: Vec<(String, Objects)>,
}

impl Reading {
    fn new(tracked: BTreeSet<Arc<str>>, as_of: Day) -> Self {
        let places: BTreeMap<Arc<str>, Arc<str>> = tracked.into_iter().map(|path| (path.clone(), path)).collect();
        Self {
            log: Log::default(),
            as_of,
            undated: places.clone(),
            places,
            is_open: true,
            files: 0,
        }
    }

    /// Reads commits until all that matters is known; whether there may be more.
    fn read(&mut self, mut input: impl BufRead) -> bool {
        let mut commit: Option<Draft> = None;
        let mut change: Option<Objects> = None;
        while let Some(token) = next(&mut input) {
            if let Some(objects) = change.take() {
                if let Some(commit) = &mut commit {
                    commit.files.push((token, objects));
                }
            } else if let Some(seconds) = token.strip_prefix('\u{1}') {
                if commit.take().is_some_and(|commit| self.add(commit)) {
                    return true;
                }
                commit = day(seconds).map(|day| Draft { day, files: Vec::new() });
            } else {
                change = objects(&token);
            }
        }
        if let Some(commit) = commit {
            self.add(commit);
        }
        false
    }

    /// Takes a commit in; whether nothing older matters.
    fn add(&mut self, commit: Draft) -> bool {
        let counts = commit.day <= self.as_of;
        let moved = self.take_moved(&commit);
        for (path, (before, _)) in &commit.files {
            if let Some(path) = self.undated.remove(path.as_str()) {
                let change = LastChange {
                    day: commit.day,
                    is_first: before.is_none(),
                };
                self.log.dates.insert(path, counts.then_some(change));
            }
        }
        self.undated.extend(moved);
        if counts {
            self.add_changes(commit);
        }
        self.undated.is_empty() && !self.is_open
    }

    /// Files that the commit only moved have not changed: they are looked for where they were before.
    fn take_moved(&mut self, commit: &Draft) -> Vec<(Arc<str>, Arc<str>)> {
        let mut left: BTreeMap<&ObjectId, Vec<&str>> = BTreeMap::new();
        for (path, objects) in &commit.files {
            if let (Some(before), None) = objects {
                left.entry(before).or_default().push(path);
            }
        }
        let arrived = commit.files.iter().filter_map(|(path, objects)| match objects {
            (None, Some(after)) => Some((path, after)),
            _ => None,
        });
        let mut undated = Vec::new();
        for (path, after) in arrived {
            let Some(from) = left.get_mut(after).and_then(Vec::pop) else {
                continue;
            };
            if let Some(present) = self.places.remove(path.as_str()) {
                self.log.moved.push((Arc::from(from), present.clone()));
                self.places.insert(Arc::from(from), present);
            }
            undated.extend(
                self.undated
                    .remove(path.as_str())
                    .map(|present| (Arc::from(from), present)),
            );
        }
        undated
    }

    fn add_changes(&mut self, commit: Draft) {
        let settings = format!("{CONTENT}/portal.yaml");
        let is_beginning = commit
            .files
            .iter()
            .any(|(path, (before, _))| before.is_none() && *path == settings);
        let touched: Vec<Touched> = commit.files.into_iter().filter_map(touched).collect();
        for file in &touched {
            self.log
                .present
                .entry(file.file.clone())
                .or_insert_with(|| file.after.clone());
        }
        self.files.raise(touched.len());
        if self.log.commits.len() < MOST_COMMITS && self.files <= MOST_FILES {
            self.log.back_to = self.log.back_to.into_iter().chain([commit.day]).min();
        }
        self.is_open &= self.as_of <= commit.day.plus_days(MOST_DAYS)
            && self.log.commits.len() < MOST_COMMITS
            && self.files <= MOST_FILES;
        if self.is_open && !touched.is_empty() {
            self.log.commits.push(Commit {
                day: commit.day,
                is_beginning,
                touched,
            });
        }
    }
}

/// What stands before the next NUL. git puts a line break between a commit and its changes.
fn next(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let count = input.read_until(0, &mut bytes).ok()?;
    if count == 0 {
        return None;
    }
    let text = String::from_utf8_lossy(&bytes);
    Some(text.trim_end_matches('\0').trim_start_matches('\n').to_owned())
}

fn day(seconds: &str) -> Option<Day> {
    let moment = Timestamp::from_second(seconds.trim().parse().ok()?).ok()?;
    Some(Day::in_germany(moment))
}

/// The blobs of a change: `:100644 100644 <before> <after> M`.
fn objects(token: &str) -> Option<Objects> {
    let mut words = token.strip_prefix(':')?.split(' ').skip(2);
    let mut object = || {
        let id = words.next()?;
        Some((!id.bytes().all(|byte| byte == b'0')).then(|| ObjectId::from(id)))
    };
    Some((object()?, object()?))
}

fn touched((path, (before, after)): (String, Objects)) -> Option<Touched> {
    let (service, part) = match kind::of(&path).ok()? {
        Kind::Service(id) => (id, Part::Record),
        Kind::Reuse(id) => (id, Part::Reuse),
        _ => return None,
    };
    Some(Touched {
        file: ServiceFile { service, part },
        before,
        after,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "content/leistungen/wohngeld/leistung.yaml";

    fn reading(log: &str) -> Reading {
        let tracked = [RECORD, "content/portal.yaml"].map(Arc::from);
        let mut reading = Reading::new(tracked.into(), "2022-02-15".parse().expect("day"));
        reading.read(log.as_bytes());
        reading
    }

    #[test]
    fn commits_after_the_reference_date_leave_no_date_and_no_change() {
        // 2022-02-15 23:30 and 2022-02-16 00:30 in Germany.
        let log = format!(
            "\u{1}1644967800\0\n:100644 100644 aa bb M\0{RECORD}\0\u{1}1644964200\0\n:000000 100644 0000 cc A\0content/portal.yaml\0:000000 100644 0000 aa A\0{RECORD}\0"
        );
        let log = reading(&log).log;
        let dates: Vec<_> = log
            .dates
            .iter()
            .map(|(path, change)| (&**path, change.map(|change| change.day.to_string())))
            .collect();
        assert_eq!(
            dates,
            [(RECORD, None), ("content/portal.yaml", Some("2022-02-15".to_owned()))]
        );
        assert_eq!(log.commits.len(), 1);
        assert!(log.commits[0].is_beginning);
        assert_eq!(log.commits[0].touched[0].before, None);
        assert_eq!(log.commits[0].touched[0].after.as_deref(), Some("aa"));
    }

    #[test]
    fn a_file_that_was_only_moved_has_not_changed() {
        let old = "content/leistungen/wohngeld-alt/leistung.yaml";
        // Moved on 15 February, changed on the 14th, added on the 13th.
        let log = format!(
            "\u{1}1644919200\0\n:100644 000000 bb 0000 D\0{old}\0:000000 100644 0000 bb A\0{RECORD}\0\u{1}1644832800\0\n:100644 100644 aa bb M\0{old}\0\u{1}1644746400\0\n:000000 100644 0000 aa A\0{old}\0:000000 100644 0000 cc A\0content/portal.yaml\0"
        );
        let dates = reading(&log).log.dates;
        let change = |path: &str| dates[path].map(|change| (change.day.to_string(), change.is_first));
        assert_eq!(change(RECORD), Some(("2022-02-14".to_owned(), false)));
        assert_eq!(change("content/portal.yaml"), Some(("2022-02-13".to_owned(), true)));
    }

    #[test]
    fn what_git_never_prints_is_passed_over() {
        let log = reading("\u{1}soon\0:\0x\0\u{1}\0nonsense\0:1 2 3\0").log;
        assert!(log.commits.is_empty() && log.dates.is_empty());
    }
}
