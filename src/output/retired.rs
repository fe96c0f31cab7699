//! Files that no page names any more, and that stay for a while: pages that readers have open, or that a cache kept, still ask
//! for them. Only assets stay: their names say what is in them, and they hold no words that somebody may have taken back. The
//! search asks anew where a piece of it is gone.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use super::Target;
use super::manifest::{self, Manifest};
use crate::extent::Whole;
use crate::{disk, hosting};

/// So long they stay, in seconds.
const GRACE: u64 = 7 * 86_400;
/// So many at most, the youngest.
const MOST: usize = 1_000;

/// Longer than the list is ever kept.
const MOST_BYTES: u64 = 64 << 20;

/// Paths in the output folder, with the time since when no page names them.
#[derive(Debug, Default)]
pub(super) struct Retired {
    kept: BTreeMap<String, u64>,
    expired: Vec<String>,
}

impl Retired {
    /// Those of the last build. A lost list costs files that stay too long, and nothing else.
    pub fn read(target: Target) -> Self {
        let saved = disk::read(&path(target), MOST_BYTES).unwrap_or_default();
        let saved = String::from_utf8(saved).unwrap_or_default();
        let entry = |line: &str| {
            let (since, path) = line.split_once(' ')?;
            // Nothing else is ever retired: what a damaged list names stays.
            let is_asset = hosting::is_plain(path) && hosting::is_asset(path);
            is_asset.then_some((path.to_owned(), since.parse().ok()?))
        };
        Self {
            kept: saved.lines().filter_map(entry).collect(),
            expired: Vec::new(),
        }
    }

    /// Adds what this build leaves over, and takes out what it has again, what is in its way, and what has stayed long enough.
    pub fn with(mut self, left_over: Vec<&str>, new: &Manifest, now: u64) -> Self {
        let assets = left_over.into_iter().filter(|path| hosting::is_asset(path));
        self.kept.extend(assets.map(|path| (path.to_owned(), now)));
        let mut by_age: Vec<(u64, String)> = self.kept.into_iter().map(|(path, since)| (since, path)).collect();
        by_age.sort_unstable_by(|a, b| b.cmp(a));
        self.kept = BTreeMap::new();
        for (since, path) in by_age {
            if new.has(&path) {
                continue;
            }
            // A time that is to come is one of a clock that was wrong.
            let is_young = since <= now && now.minus(since) < GRACE;
            if is_young && self.kept.len() < MOST && !new.is_obstructed_by(&path) {
                self.kept.insert(path, since);
            } else {
                self.expired.push(path);
            }
        }
        self
    }

    /// Whether a file stays.
    pub fn keeps(&self, path: &str) -> bool {
        self.kept.contains_key(path)
    }

    /// What has stayed long enough.
    pub fn expired(&self) -> impl Iterator<Item = &str> {
        self.expired.iter().map(String::as_str)
    }

    /// Saves the list, before anything is removed.
    pub fn save(&self, target: Target) -> io::Result<()> {
        let path = path(target);
        if let Some(folder) = path.parent() {
            disk::create_dir_all(folder)?;
        }
        let mut lines = String::new();
        for (path, since) in &self.kept {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{since} {path}");
        }
        disk::replace(&path, lines.as_bytes())
    }
}

fn path(target: Target) -> PathBuf {
    manifest::path(target).with_extension("ausgelaufen")
}
