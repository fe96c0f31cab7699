//! From what a feed is about to its entries.

use std::sync::Arc;

use super::entries::{Entries, Shared, latest};
use super::entry::Entry;
use super::items::{self, Item};
use super::{KindsAbove, Scope, Store, atom, json_feed};
use crate::model::{Authority, carriers};
use crate::site::edition::Site;
use crate::site::route::recipe::fingerprint_of;

/// The entries of a feed.
pub(super) fn entries(site: &Site, scope: &Scope) -> Entries {
    let kinds = match scope {
        Scope::Authority(id) => {
            let authority = site.portal.authorities.get(id);
            authority.and_then(|authority| self::kinds(site, authority))
        }
        _ => None,
    };
    let worded = |items: Vec<Item>| -> Vec<Entry> {
        let full = scope.has_full_texts();
        items.iter().map(|item| Entry::of(site, item, full)).collect()
    };
    let store = || site.remembered(|| Store::of(site));
    match kinds.and_then(|kinds| Some((kinds, store().of_authorities.get(&kinds)?))) {
        Some((kinds, kept)) => {
            let make = || Arc::new(shared(&worded(items::of_kinds(site, kinds))));
            Entries::Shared(kept.get_or_init(make).clone())
        }
        None => Entries::Listed(worded(items::of(site, scope))),
    }
}

/// The kinds that say all of what concerns an authority; none where it, its office or its county carries out something
/// by itself.
pub(super) fn kinds(site: &Site, authority: &Authority) -> Option<KindsAbove> {
    let mut kinds = [None; 3];
    for (kind, carrier) in kinds.iter_mut().zip(carriers(&site.portal, authority)) {
        *kind = match carrier {
            Some(carrier) => Some(site.portal.kind_that_says_all(&carrier.id)?),
            None => None,
        };
    }
    Some(kinds)
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
