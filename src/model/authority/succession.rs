//! The directory in time: who exists on a day, what came of what has ended, and by which key an authority goes.
//!
//! A municipality that changes its office gets another regional key and stays what it was: its municipality key (AGS) is
//! the same. What is said of it by one key holds by the other. What is said of an authority that has ended holds until
//! that day, and nobody else is counted for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{Authority, AuthorityId, Collection, Day, Portal, Reuse, Service, ServiceId};

impl Authority {
    /// Whether it exists on a day: the one place that says so.
    pub fn exists_on(&self, day: Day) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && !self.has_ended(day)
    }

    /// Whether it is no more on a day.
    pub fn has_ended(&self, day: Day) -> bool {
        self.valid_until.is_some_and(|until| until < day)
    }

    /// Whether another record is of the same municipality, under another regional key: the municipality key in it, which
    /// is the county and the municipality without the office between them, is the same.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let digits = |authority: &'_ Self| {
            let key = authority.id.as_str();
            let is_municipality = authority.kind.is_municipality() && authority.regional_key().is_some();
            is_municipality.then(|| Some((key.get(..5)?.to_owned(), key.get(9..)?.to_owned())))?
        };
        digits(self).is_some() && digits(self) == digits(other)
    }
}

/// How the authorities of all days belong to those of one.
#[derive(Debug, Clone, Default)]
pub(in crate::model) struct Succession {
    /// Keys of other days, and by which key the same authority goes on this one.
    same: BTreeMap<AuthorityId, AuthorityId>,
    /// Keys of other days, and who has the land now.
    heirs: BTreeMap<AuthorityId, AuthorityId>,
    /// What an authority came of.
    predecessors: BTreeMap<AuthorityId, Vec<Arc<Authority>>>,
}

/// All authorities of all days, by key.
type Directory<'a> = BTreeMap<&'a AuthorityId, &'a Arc<Authority>>;

impl Succession {
    /// Of all authorities, whether they exist on the day or not.
    pub fn find<'a>(all: impl Iterator<Item = &'a Arc<Authority>>, on: Day) -> Self {
        let directory: Directory = all.map(|authority| (&authority.id, authority)).collect();
        let mut succession = Self::default();
        let others = directory.values().filter(|authority| !authority.exists_on(on));
        for authority in others {
            let same = later(&directory, authority, on, |next| only_same(authority, next))
                .or_else(|| earlier(&directory, authority, on));
            if let Some(same) = same {
                succession.same.insert(authority.id.clone(), same.id.clone());
            }
            let heir = same.or_else(|| later(&directory, authority, on, only));
            if let Some(heir) = heir {
                succession.heirs.insert(authority.id.clone(), heir.id.clone());
            }
            if authority.has_ended(on) {
                for id in &authority.successors {
                    let known = succession.predecessors.entry(id.clone()).or_default();
                    known.push((*authority).clone());
                }
            }
        }
        succession
    }
}

/// Goes from successor to successor until one exists on the day; `choose` says which one is followed.
fn later<'a>(
    directory: &Directory<'a>,
    from: &Authority,
    on: Day,
    choose: impl Fn(&[&'a Arc<Authority>]) -> Option<&'a Arc<Authority>>,
) -> Option<&'a Arc<Authority>> {
    let mut seen = BTreeSet::from([from.id.clone()]);
    let mut successors = from.successors.clone();
    loop {
        let next: Vec<_> = successors.iter().filter_map(|id| directory.get(id).copied()).collect();
        let next = choose(&next)?;
        if next.exists_on(on) {
            return Some(next);
        }
        // Two that name each other end nowhere.
        if !seen.insert(next.id.clone()) {
            return None;
        }
        successors = next.successors.clone();
    }
}

fn only<'a>(successors: &[&'a Arc<Authority>]) -> Option<&'a Arc<Authority>> {
    match successors {
        [one] => Some(*one),
        _ => None,
    }
}

fn only_same<'a>(of: &Authority, successors: &[&'a Arc<Authority>]) -> Option<&'a Arc<Authority>> {
    successors.iter().copied().find(|next| next.is_same_as(of))
}

/// The same municipality as it was called on an earlier day.
fn earlier<'a>(directory: &Directory<'a>, of: &Authority, on: Day) -> Option<&'a Arc<Authority>> {
    of.valid_from.filter(|from| *from > on)?;
    let mut same = directory
        .values()
        .filter(|other| other.exists_on(on) && other.is_same_as(of));
    same.next().copied()
}

/// Brings services to the keys of the day, and takes out of them what was said of authorities that have ended.
pub(in crate::model) fn bring_up_to_date(
    services: &mut Collection<ServiceId, Service>,
    authorities: &Collection<AuthorityId, Authority>,
    former: &Collection<AuthorityId, Authority>,
    succession: &Succession,
) -> BTreeMap<ServiceId, Vec<Reuse>> {
    let is_other = |id: &AuthorityId| succession.same.contains_key(id) || former.contains_key(id);
    let mut past = BTreeMap::new();
    for service in services.values_mut() {
        let pilots = service.piloting.iter().flat_map(|piloting| &piloting.authorities);
        let mut ids = service.carried_out_by_bodies.iter().chain(pilots);
        if !ids.any(is_other) && !service.reuse.iter().any(|reuse| is_other(&reuse.authority)) {
            continue;
        }
        let service = Arc::make_mut(service);
        let stated: BTreeSet<AuthorityId> = service.reuse.iter().map(|reuse| reuse.authority.clone()).collect();
        let renamed = |id: &AuthorityId| {
            succession
                .same
                .get(id)
                .filter(|_| !authorities.contains_key(id))
                .cloned()
        };
        let mut ended = Vec::new();
        service.reuse.retain_mut(|reuse| {
            if let Some(id) = renamed(&reuse.authority) {
                // What is said by the key of the day is what holds.
                let is_first = !stated.contains(&id);
                reuse.authority = id;
                return is_first;
            }
            let is_over = former.contains_key(&reuse.authority);
            if is_over {
                ended.push(reuse.clone());
            }
            !is_over
        });
        if !ended.is_empty() {
            past.insert(service.id.clone(), ended);
        }
        let rename = |ids: &mut Vec<AuthorityId>| {
            for id in ids.iter_mut() {
                if let Some(new) = renamed(id) {
                    *id = new;
                }
            }
            let mut seen = BTreeSet::new();
            ids.retain(|id| seen.insert(id.clone()));
        };
        rename(&mut service.carried_out_by_bodies);
        if let Some(piloting) = &mut service.piloting {
            rename(&mut piloting.authorities);
        }
    }
    past
}

impl Portal {
    /// An authority of the day, or one that has ended.
    pub fn authority(&self, id: &AuthorityId) -> Option<&Arc<Authority>> {
        self.authorities.get(id).or_else(|| self.former_authorities.get(id))
    }

    /// The key by which an authority goes on the reference date; its own where there is no other.
    pub fn present_key<'a>(&'a self, id: &'a AuthorityId) -> &'a AuthorityId {
        self.succession.same.get(id).unwrap_or(id)
    }

    /// Whose an area is on the reference date that bears a key of any day.
    pub fn owner_of_area(&self, id: &AuthorityId) -> Option<&Arc<Authority>> {
        self.authorities.get(self.succession.heirs.get(id).unwrap_or(id))
    }

    /// What an authority came of: what has ended and names it, A to Z, its own former keys last.
    pub fn predecessors_of(&self, authority: &Authority) -> Vec<&Arc<Authority>> {
        let found = self.succession.predecessors.get(&authority.id);
        let mut found: Vec<_> = found.into_iter().flatten().collect();
        found.sort_by_cached_key(|other| (other.is_same_as(authority), crate::model::sort_key(&other.name)));
        found
    }

    /// What came of an authority: what is there on the reference date, or has been and ended, too.
    pub fn successors_of<'a>(&'a self, authority: &'a Authority) -> impl Iterator<Item = &'a Arc<Authority>> {
        authority.successors.iter().filter_map(|id| self.authority(id))
    }

    /// The same municipality under the key that it has on the reference date, if that is another one.
    pub fn goes_on_as(&self, authority: &Authority) -> Option<&Arc<Authority>> {
        let id = self.present_key(&authority.id);
        self.authorities.get(id).filter(|_| *id != authority.id)
    }

    /// Authorities that have ended, and not only got another key.
    pub fn dissolved_authorities(&self) -> impl Iterator<Item = &Arc<Authority>> {
        let former = self.former_authorities.values();
        former.filter(|authority| !self.succession.same.contains_key(&authority.id))
    }

    /// What authorities that have ended said of a service, to the end.
    pub fn former_reuses(&self, service: &ServiceId) -> &[Reuse] {
        self.former_reuses.get(service).map_or(&[], Vec::as_slice)
    }

    /// Of which day the directory is, and the last day since on which it changed.
    pub fn directory_date(&self) -> Option<(Day, Option<Day>)> {
        let date = self.settings.sources.directory_as_of?;
        let all = self.authorities.values().chain(self.former_authorities.values());
        let begun = all.clone().filter_map(|authority| authority.valid_from);
        let ended = all.filter_map(|authority| Some(authority.valid_until?.plus_days(1)));
        let changes = begun.chain(ended).filter(|day| *day > date && *day <= self.as_of);
        Some((date, changes.max()))
    }
}
