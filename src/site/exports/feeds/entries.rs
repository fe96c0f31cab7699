//! The entries of a feed, and those that many feeds have in common.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use serde_json::value::RawValue;

use super::atom;
use super::entry::Entry;
use super::items;
use super::items::Item;
use super::json_feed;
use super::{Scope, Store};
use crate::model::Day;
use crate::site::edition::Site;
use crate::site::frame::content_dates;
use crate::site::route::recipe::fingerprint_of;

/// What stands in a feed.
#[derive(Debug, Hash)]
pub(super) enum Entries {
    Listed(Vec<Entry>),
    Shared(Arc<Shared>),
}

/// Entries that are written once, for all feeds that have them.
#[derive(Debug)]
pub(super) struct Shared {
    latest: Option<Day>,
    fingerprint: u64,
    /// The elements of an Atom feed.
    pub atom: String,
    /// The items of a JSON Feed.
    pub json: Box<RawValue>,
}

impl Entries {
    pub fn of(site: &Site, scope: &Scope) -> Self {
        let kind = match scope {
            Scope::Authority(id) => site.portal.authorities.get(id).map(|authority| authority.kind),
            _ => None,
        };
        let worded = |items: Vec<Item>| -> Vec<Entry> {
            let full = scope.has_full_texts();
            items.iter().map(|item| Entry::of(site, item, full)).collect()
        };
        match kind.and_then(|kind| Some((kind, site.remembered(Store::default).of_authorities.get(&kind)?))) {
            Some((kind, kept)) => {
                let make = || Arc::new(Shared::new(&worded(items::of_kind(site, kind))));
                Self::Shared(kept.get_or_init(make).clone())
            }
            None => Self::Listed(worded(items::of(site, scope))),
        }
    }

    /// When a feed of these last changed: with its latest entry; without any, the reference date is as good as any other.
    pub fn updated(&self, site: &Site) -> String {
        let latest = match self {
            Self::Listed(entries) => latest(entries),
            Self::Shared(shared) => shared.latest,
        };
        content_dates::midnight(latest.unwrap_or(site.portal.as_of))
    }
}

impl Shared {
    fn new(entries: &[Entry]) -> Self {
        Self {
            latest: latest(entries),
            fingerprint: fingerprint_of(&entries),
            atom: atom::entries(entries),
            json: json_feed::items(entries),
        }
    }
}

impl Hash for Shared {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

fn latest(entries: &[Entry]) -> Option<Day> {
    entries.iter().map(|entry| entry.date).max()
}
