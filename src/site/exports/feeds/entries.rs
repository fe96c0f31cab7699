//! The entries of a feed, and those that many feeds have in common.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::value::RawValue;

use super::entry::Entry;
use crate::model::Day;
use crate::site::edition::FIRST_YEAR;
use crate::site::frame::content_dates;

/// What stands in a feed.
#[derive(Debug, Hash)]
pub(super) enum Entries {
    Listed(Vec<Entry>),
    Shared(Arc<Shared>),
}

/// Entries that are written once, for all feeds that have them.
#[derive(Debug)]
pub(super) struct Shared {
    pub latest: Option<Day>,
    /// A fingerprint of all that they say.
    pub fingerprint: u64,
    /// The elements of an Atom feed.
    pub atom: String,
    /// The items of a JSON Feed.
    pub json: Box<RawValue>,
}

impl Entries {
    /// When a feed of these last changed: with the entry that did. Without any it is as it was when ids began.
    pub fn updated(&self) -> String {
        let latest = match self {
            Self::Listed(entries) => latest(entries),
            Self::Shared(shared) => shared.latest,
        };
        latest.map_or_else(|| format!("{FIRST_YEAR}-01-01T00:00:00Z"), content_dates::midnight)
    }
}

impl Hash for Shared {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

/// The day of the latest of some entries.
pub(super) fn latest(entries: &[Entry]) -> Option<Day> {
    entries.iter().map(|entry| entry.updated).max()
}
