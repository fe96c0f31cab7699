//! The plan of an authority: for every service that concerns it the next step, who takes it, by when and at what cost.
//! All of it follows from the records; nothing is asked from anybody.

mod costs;
mod situation;
mod step;
mod worklist;

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

pub use costs::{CostSum, OwnCosts};
pub use situation::{Situation, next_milestone, open_registration};
pub use step::{DateKind, NextStep, Reason, Step, next_step};
pub use worklist::{Task, TaskKind, Worklist};

use super::standing::each_concern;
use super::{Authority, AuthorityId, PartialDate, Period, Portal, Reuse, ReuseStatus, Service};

/// When something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// It can or must be done today.
    Now,
    /// It begins in the quarter of the reference date.
    ThisQuarter,
    /// It begins after that.
    Later,
    /// The ministry has to act first.
    Ministry,
    /// There is nothing to do.
    Done,
}

impl Group {
    /// All, in the order in which readers see them.
    pub const ALL: [Self; 5] = [Self::Now, Self::ThisQuarter, Self::Later, Self::Ministry, Self::Done];

    /// The German word, for anchors and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Now => "jetzt",
            Self::ThisQuarter => "dieses-quartal",
            Self::Later => "spaeter",
            Self::Ministry => "land",
            Self::Done => "laeuft",
        }
    }

    /// English name, for templates, interface texts and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::ThisQuarter => "this_quarter",
            Self::Later => "later",
            Self::Ministry => "ministry",
            Self::Done => "done",
        }
    }

    fn of(next: &NextStep, portal: &Portal) -> Self {
        match (next.step, next.date) {
            (Step::Wait, _) => Self::Ministry,
            (Step::Nothing, _) => Self::Done,
            (Step::Schedule, Some(date)) if Period::of(date).is_current(portal.as_of) => Self::ThisQuarter,
            (Step::Schedule, _) => Self::Later,
            _ => Self::Now,
        }
    }
}

/// The next step of every service by what is stated of an authority: worked out once for all authorities.
#[derive(Debug)]
pub struct Steps(Vec<[(NextStep, Group); STATES]>);

/// Every status, and none.
const STATES: usize = ReuseStatus::ALL.len() + 1;

impl Steps {
    /// Of all services of a portal, on its reference date.
    pub fn of(portal: &Portal) -> Self {
        let services = portal.services.values();
        Self(services.map(|service| Self::of_service(portal, service)).collect())
    }

    fn of_service(portal: &Portal, service: &Service) -> [(NextStep, Group); STATES] {
        let situation = Situation::of(portal, service);
        std::array::from_fn(|state| {
            let status = ReuseStatus::ALL.get(state).copied();
            let next = next_step(&situation, status);
            (next, Group::of(&next, portal))
        })
    }

    /// Of the service at a place in the portal's order.
    fn at(&self, position: usize, status: Option<ReuseStatus>) -> Option<(NextStep, Group)> {
        let states = self.0.get(position)?;
        Some(states[status.map_or(STATES - 1, |status| status as usize)])
    }
}

/// What an authority has to do next for a service.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The service.
    pub service: &'a Arc<Service>,
    /// Who acts: the authority itself, its office, its county.
    pub carrier: &'a Authority,
    /// The line of who acts in `nachnutzung.csv`.
    pub reuse: Option<&'a Reuse>,
    /// How far who acts is: by that line, or as a pilot that only the ministry's record names.
    pub status: Option<ReuseStatus>,
    /// What is next.
    pub next: NextStep,
    /// When.
    pub group: Group,
    /// What who acts pays.
    pub costs: OwnCosts,
}

/// The plan of an authority.
#[derive(Debug)]
pub struct Plan<'a> {
    /// Whose.
    pub authority: &'a Authority,
    /// Every service that concerns it once, group by group: what it does itself first, and of that what has a date.
    pub entries: Vec<Entry<'a>>,
    /// What it pays itself for what is still ahead.
    pub costs: CostSum,
}

impl<'a> Plan<'a> {
    /// By the next steps of all services.
    pub fn of(portal: &'a Portal, steps: &Steps, authority: &'a Authority) -> Self {
        let mut plan = Self {
            authority,
            entries: Vec::new(),
            costs: CostSum::default(),
        };
        let mut pilots = Pilots::default();
        let mut population = Populations::default();
        each_concern(portal, authority, |position, service, standing| {
            let carrier = standing.carrier;
            let status = standing
                .status()
                .or_else(|| pilots.contains(portal, carrier, position).then_some(ReuseStatus::Pilot));
            let Some((next, group)) = steps.at(position, status) else {
                return;
            };
            let costs = OwnCosts::of(service, carrier.kind, population.of(portal, carrier), portal.as_of);
            if carrier.id == authority.id && group != Group::Done {
                plan.costs += costs;
            }
            plan.entries.push(Entry {
                service,
                carrier,
                reuse: standing.reuse,
                status,
                next,
                group,
                costs,
            });
        });
        plan.entries
            .sort_by_key(|entry| (entry.group, entry.carrier.id != authority.id, entry.order()));
        plan
    }

    /// The entries of a group.
    pub fn group(&self, group: Group) -> &[Entry<'a>] {
        let first = self.entries.partition_point(|entry| entry.group < group);
        let end = self.entries.partition_point(|entry| entry.group <= group);
        &self.entries[first..end]
    }

    /// The next day by which it has to do something itself.
    pub fn next_deadline(&self) -> Option<PartialDate> {
        self.deadlines().next().and_then(|entry| entry.next.date)
    }

    /// What it can only do until a day, the next first.
    pub fn deadlines(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.own_now()
            .filter(|entry| entry.next.date_kind == Some(DateKind::Until))
    }

    /// What it can or must do itself today.
    pub fn own_now(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.group(Group::Now).iter().filter(|entry| self.is_own(entry))
    }

    /// Whether it acts itself.
    pub fn is_own(&self, entry: &Entry) -> bool {
        entry.carrier.id == self.authority.id
    }
}

impl Entry<'_> {
    /// Dated ones first, by their last day.
    fn order(&self) -> (bool, Option<jiff::civil::Date>) {
        (self.next.date.is_none(), self.next.date.map(PartialDate::last_day))
    }
}

/// The services for which the carriers of a place are pilots by the ministry's record.
#[derive(Default)]
struct Pilots<'a> {
    known: Vec<&'a AuthorityId>,
    pilots: BTreeSet<(&'a AuthorityId, usize)>,
}

impl<'a> Pilots<'a> {
    fn contains(&mut self, portal: &'a Portal, carrier: &'a Authority, position: usize) -> bool {
        if !self.known.contains(&&carrier.id) {
            self.known.push(&carrier.id);
            let services = portal.pilots_of_authority(&carrier.id).iter();
            let positions = services.filter_map(|service| portal.services.get_index_of(&service.id));
            self.pilots.extend(positions.map(|position| (&carrier.id, position)));
        }
        !self.pilots.is_empty() && self.pilots.contains(&(&carrier.id, position))
    }
}

/// The inhabitants of the carriers of a place, each counted once.
#[derive(Default)]
struct Populations<'a>(Vec<(&'a AuthorityId, Option<u64>)>);

impl<'a> Populations<'a> {
    fn of(&mut self, portal: &Portal, carrier: &'a Authority) -> Option<u64> {
        if let Some((_, population)) = self.0.iter().find(|(id, _)| **id == carrier.id) {
            return *population;
        }
        let population = portal.extent_of(carrier).population;
        self.0.push((&carrier.id, population));
        population
    }
}
