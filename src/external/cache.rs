//! What answered lately, in `externe-links.json` of the cache.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk;
use crate::model::Day;

use super::Answer;

/// For how many days an answer is believed.
const DAYS: u32 = 7;

/// Longer than the addresses of any portal.
const MOST_BYTES: u64 = 64 << 20;

/// The addresses that answered, and when. Failures are not kept: whoever mends a link wants to see it at once.
#[derive(Debug, Clone, Default)]
pub struct Cache {
    path: PathBuf,
    reached: BTreeMap<String, Day>,
}

impl Cache {
    /// Reads the cache of a portal from a folder; one that is missing or damaged is empty.
    pub fn open(folder: &Path) -> Self {
        let path = folder.join("externe-links.json");
        let reached = disk::read(&path, MOST_BYTES)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self {
            path,
            reached: reached.unwrap_or_default(),
        }
    }

    /// Writes the cache.
    ///
    /// # Errors
    /// Where the folder or the file cannot be written.
    pub fn save(&self) -> io::Result<()> {
        if let Some(folder) = self.path.parent() {
            disk::create_dir_all(folder)?;
        }
        disk::replace(&self.path, &serde_json::to_vec_pretty(&self.reached)?)
    }

    pub(super) fn knows(&self, url: &str, as_of: Day) -> bool {
        let reached = self.reached.get(url);
        reached.is_some_and(|day| *day <= as_of && as_of <= day.plus_days(DAYS))
    }

    pub(super) fn remember(&mut self, url: &str, answer: &Answer, as_of: Day) {
        match answer {
            Answer::Reached => self.reached.insert(url.to_owned(), as_of),
            Answer::Failed(_) => self.reached.remove(url),
        };
    }
}
