//! From what a feed is about to its entries.

use std::sync::Arc;

use super::entries::{Entries, Shared, latest};
use super::entry::Entry;
use super::items::{self, Item};
use super::{Scope, Store, atom, json_feed};
use crate::site::edition::Site;
use crate::site::route::recipe::fingerprint_of;

/// The entries of a feed.
pub(super) fn entries(site: &Site, scope: &Scope) -> Entries {
    let kind = match scope {
        Scope::Authority(id) => site.portal.kind_that_says_all(id),
        _ => None,
    };
    let worded = |items: Vec<Item>| -> Vec<Entry> {
        let full = scope.has_full_texts();
        items.iter().map(|item| Entry::of(site, item, full)).collect()
    };
    match kind.and_then(|kind| Some((kind, site.remembered(Store::default).of_authorities.get(&kind)?))) {
        Some((kind, kept)) => {
            let make = || Arc::new(shared(&worded(items::of_kind(site, kind))));
            Entries::Shared(kept.get_or_init(make).clone())
        }
        None => Entries::Listed(worded(items::of(site, scope))),
    }
}

/// Entries written in both formats, for all feeds that have them.
fn shared(entries: &[Entry]) -> Shared {
    Shared {
        latest: latest(entries),
        fingerprint: fingerprint_of(&entries),
        atom: atom::entries(entries),
        json: json_feed::items(entries),
    }
}
