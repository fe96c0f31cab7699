//! From commits to the changes that readers see: replays what happened to each service, oldest commit first.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::blobs::{Revision, Revisions};
use super::log::{Commit, Log, ObjectId, Part, ServiceFile};
use crate::extent::Whole;
use crate::model::{Change, Day, Earlier, EntityId, HistoryEntry, Renamed, Reuse, Service, ServiceId, sort_key};

/// The old revisions that have to be read for the replay.
pub(super) fn needs(log: &Log) -> BTreeMap<ObjectId, Part> {
    let mut needs = BTreeMap::new();
    for touched in log.commits.iter().flat_map(|commit| &commit.touched) {
        let blobs = touched.before.iter().chain(&touched.after);
        needs.extend(blobs.map(|blob| (blob.clone(), touched.file.part)));
        // What was not touched while changes are told stayed as it is.
        for part in [Part::Record, Part::Reuse] {
            let file = ServiceFile {
                service: touched.file.service.clone(),
                part,
            };
            let blob = log.present.get(&file).and_then(Option::as_ref);
            needs.extend(blob.map(|blob| (blob.clone(), part)));
        }
    }
    needs
}

/// What commits tell.
pub(super) struct Told {
    /// What changed up to a day, most recent first.
    pub entries: Vec<HistoryEntry>,
    /// The services whose folders were renamed meanwhile.
    pub renamed: Vec<Renamed>,
    /// What the records said a quarter before, where the commits reach back so far.
    pub earlier: Option<Earlier>,
}

/// What the commits up to a day tell.
pub(super) fn tell(log: &Log, revisions: &Revisions, as_of: Day) -> Told {
    let mut replay = Replay {
        revisions,
        states: beginnings(log, revisions),
        told: Vec::new(),
        renamed: Vec::new(),
        commit: 0,
    };
    let day = as_of.a_quarter_before();
    let (old, new): (Vec<&Commit>, Vec<&Commit>) = log.commits.iter().rev().partition(|commit| commit.day <= day);
    old.into_iter().for_each(|commit| replay.add(commit));
    let earlier = log
        .back_to
        .is_some_and(|begin| begin <= day)
        .then(|| Earlier::new(day, replay.public_on(day)));
    new.into_iter().for_each(|commit| replay.add(commit));
    replay.release_all();
    let mut told = replay.told;
    told.retain(|(_, entry)| entry.date <= as_of);
    told.sort_by_cached_key(|(commit, entry)| {
        let place = (Reverse(entry.date), Reverse(*commit));
        (place, sort_key(&entry.title), entry.service.clone())
    });
    let renamed = replay.renamed.into_iter().map(|(from, to)| Renamed {
        from: EntityId::Service(from),
        to: EntityId::Service(to),
    });
    Told {
        entries: told.into_iter().map(|(_, entry)| entry).collect(),
        renamed: renamed.collect(),
        earlier,
    }
}

/// A service at one point of the history.
#[derive(Debug, Clone, Default)]
struct State {
    record: Record,
    /// None where it could not be understood.
    reuse: Option<Vec<Reuse>>,
    /// The day on which its embargo ends and it will be new.
    announced: Option<Day>,
}

/// What is known of a record.
#[derive(Debug, Clone, Default)]
enum Record {
    /// It is there, but was never understood.
    #[default]
    Unknown,
    Absent,
    Is(Box<Service>),
}

/// The services as they were before the oldest commit that touched them.
fn beginnings(log: &Log, revisions: &Revisions) -> BTreeMap<ServiceId, State> {
    let mut first: BTreeMap<ServiceFile, Option<ObjectId>> = BTreeMap::new();
    for touched in log.commits.iter().flat_map(|commit| &commit.touched) {
        first.insert(touched.file.clone(), touched.before.clone());
    }
    let services: Vec<ServiceId> = first.keys().map(|file| file.service.clone()).collect();
    let start = |service: ServiceId| {
        let mut state = State {
            record: Record::Absent,
            reuse: Some(Vec::new()),
            announced: None,
        };
        for part in [Part::Record, Part::Reuse] {
            let file = ServiceFile {
                service: service.clone(),
                part,
            };
            let blob = first.get(&file).or_else(|| log.present.get(&file));
            if let Some(Some(blob)) = blob {
                state.forget(part);
                state.learn(revisions.get(blob));
            }
        }
        (service, state)
    };
    services.into_iter().map(start).collect()
}

impl State {
    fn forget(&mut self, part: Part) {
        match part {
            Part::Record => self.record = Record::Unknown,
            Part::Reuse => self.reuse = None,
        }
    }

    /// A revision that could not be understood was never published, so the one before it still holds.
    fn learn(&mut self, revision: Option<&Revision>) {
        match revision {
            Some(Revision::Record(service)) => self.record = Record::Is(service.clone()),
            Some(Revision::Reuse(reuse)) => self.reuse = Some(reuse.clone()),
            None => {}
        }
    }

    fn remove(&mut self, part: Part) {
        match part {
            Part::Record => self.record = Record::Absent,
            Part::Reuse => self.reuse = Some(Vec::new()),
        }
    }

    fn service(&self) -> Option<&Service> {
        match &self.record {
            Record::Is(service) => Some(service),
            Record::Unknown | Record::Absent => None,
        }
    }

    /// The record together with its re-uses.
    fn whole(&self) -> Option<Service> {
        let mut service = self.service()?.clone();
        service.reuse = self.reuse.clone().unwrap_or_default();
        Some(service)
    }

    fn is_absent(&self) -> bool {
        matches!(self.record, Record::Absent)
    }

    /// When readers will see what is under an embargo.
    fn announcement(&self, day: Day) -> Option<Day> {
        let service = self.service().filter(|service| !service.draft)?;
        service.publish_from.filter(|from| day < *from)
    }
}

struct Replay<'a> {
    revisions: &'a Revisions,
    states: BTreeMap<ServiceId, State>,
    /// What is told, with the number of its commit, oldest first.
    told: Vec<(usize, HistoryEntry)>,
    /// What services were called, and are called now.
    renamed: Vec<(ServiceId, ServiceId)>,
    commit: usize,
}

impl Replay<'_> {
    /// The services as they are at this point, as far as readers saw them on a day.
    fn public_on(&self, day: Day) -> BTreeMap<ServiceId, Option<Arc<Service>>> {
        let public = |state: &State| {
            state
                .whole()
                .filter(|service| service.lifecycle().is_public(day, false))
        };
        let states = self.states.iter();
        states
            .map(|(id, state)| (id.clone(), public(state).map(Arc::new)))
            .collect()
    }

    fn add(&mut self, commit: &Commit) {
        self.commit.raise(1);
        let mut before: BTreeMap<ServiceId, State> = BTreeMap::new();
        for touched in &commit.touched {
            let id = &touched.file.service;
            self.release(id, commit.day);
            let state = self.states.entry(id.clone()).or_default();
            before.entry(id.clone()).or_insert_with(|| state.clone());
            match &touched.after {
                Some(blob) => state.learn(self.revisions.get(blob)),
                None => state.remove(touched.file.part),
            }
        }
        self.follow_moves(&mut before);
        for (id, old) in before {
            self.tell(&id, &old, commit);
        }
    }

    /// A service whose folder was renamed is still the same: its history goes on under the new id.
    fn follow_moves(&mut self, before: &mut BTreeMap<ServiceId, State>) {
        let is_there = |id: &ServiceId| self.states.get(id).is_some_and(|state| !state.is_absent());
        let gone: Vec<ServiceId> = before.keys().filter(|id| !is_there(id)).cloned().collect();
        let mut new: Vec<ServiceId> = before
            .iter()
            .filter(|(id, old)| old.is_absent() && is_there(id))
            .map(|(id, _)| id.clone())
            .collect();
        for old_id in gone {
            let Some(old) = before.get(&old_id).and_then(State::service) else {
                continue;
            };
            let is_same = |id: &ServiceId| {
                let now = self.states.get(id).and_then(State::service);
                now.is_some_and(|now| now.title == old.title || (!now.leika.is_empty() && now.leika == old.leika))
            };
            if let Some(index) = new.iter().position(is_same) {
                let new_id = new.remove(index);
                self.told
                    .iter_mut()
                    .filter(|(_, entry)| entry.service == old_id)
                    .for_each(|(_, entry)| entry.service = new_id.clone());
                self.renamed
                    .iter_mut()
                    .filter(|(_, to)| *to == old_id)
                    .for_each(|(_, to)| *to = new_id.clone());
                self.renamed.push((old_id.clone(), new_id.clone()));
                if let Some(old) = before.remove(&old_id) {
                    before.insert(new_id, old);
                }
            }
        }
    }

    fn tell(&mut self, id: &ServiceId, old: &State, commit: &Commit) {
        let Some(state) = self.states.get_mut(id) else {
            return;
        };
        // Where one of two re-uses is not known, they are not compared.
        let (mut before, mut after) = (old.whole(), state.whole());
        if let (Some(before), Some(after)) = (&mut before, &mut after)
            && (old.reuse.is_none() || state.reuse.is_none())
        {
            before.reuse.clear();
            after.reuse.clear();
        }
        state.announced = state.announcement(commit.day);
        let is_public = |service: &Service| service.lifecycle().is_public(commit.day, false);
        let was_unknown = matches!(old.record, Record::Unknown);
        let (before, after) = (before.filter(is_public), after.filter(is_public));
        let changes = match (&before, &after) {
            (Some(before), Some(after)) => Change::between(before, after),
            (Some(_), None) => vec![Change::Removed],
            (None, Some(_)) if !was_unknown && !commit.is_beginning => vec![Change::Added],
            (None, _) => Vec::new(),
        };
        if let Some(told) = entry(id, commit.day, before.as_ref(), after.as_ref(), changes) {
            self.told.push((self.commit, told));
        }
    }

    /// Tells of a service whose embargo has ended by a day, as long as nobody changed the record before.
    fn release(&mut self, id: &ServiceId, today: Day) {
        let Some(state) = self.states.get_mut(id) else {
            return;
        };
        if let Some(day) = state.announced.take().filter(|day| *day <= today)
            && let Some(told) = entry(id, day, None, state.service(), vec![Change::Added])
        {
            self.told.push((self.commit, told));
        }
    }

    fn release_all(&mut self) {
        self.commit.raise(1);
        let announced: Vec<(ServiceId, Day)> = self
            .states
            .iter()
            .filter_map(|(id, state)| Some((id.clone(), state.announced?)))
            .collect();
        for (id, day) in announced {
            self.release(&id, day);
        }
    }
}

fn entry(
    id: &ServiceId,
    date: Day,
    before: Option<&Service>,
    after: Option<&Service>,
    changes: Vec<Change>,
) -> Option<HistoryEntry> {
    let service = after.or(before).filter(|_| !changes.is_empty())?;
    let mut ministries = vec![service.ministry.clone()];
    ministries.extend(before.map(|before| before.ministry.clone()));
    ministries.dedup();
    Some(HistoryEntry {
        date,
        service: id.clone(),
        title: service.title.clone(),
        ministries,
        sample: service.sample,
        changes,
    })
}
