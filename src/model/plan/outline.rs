//! A plan as it is kept: its figures, and which services it lists. Page, files and calendar of an authority are made one
//! after the other, and looking at every service takes as long as making one of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{CostSum, DateKind, Group, OwnCosts, Steps};
use crate::extent::Whole;
use crate::model::reuse::standing::{carriers, each_concern};
use crate::model::{Authority, AuthorityId, PartialDate, Portal, ReuseStatus, Service};

/// How many services a plan lists whole; of a longer one, each group lists its first.
const WHOLE: usize = 600;

/// How many services each group of a longer plan lists, and any group on a page.
pub const LISTED: usize = 40;

/// What can be said of a plan without its rows, and what is needed to make these.
#[derive(Debug, Default)]
pub struct Outline {
    /// The services that it lists, group by group: what the authority does itself first, and of that what has a date.
    pub(super) listed: Box<[Listed]>,
    /// How many services each group has.
    counts: [usize; Group::ALL.len()],
    /// What it can or must do itself today.
    pub own_now: usize,
    /// … of which have a last day.
    pub deadlines: usize,
    /// The next such day.
    pub next_deadline: Option<PartialDate>,
    /// What it carries out itself.
    pub own: usize,
    /// … of which it has online.
    pub live: usize,
    /// What it pays itself for what is still ahead.
    pub costs: CostSum,
}

/// A service of a plan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// Its place in the portal's order.
    pub position: u32,
    /// Who acts.
    pub carrier: Level,
    /// How far that is.
    pub status: Option<ReuseStatus>,
}

/// Who acts for an authority, in the order of [`carriers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Own,
    Office,
    County,
}

impl Level {
    const ALL: [Self; 3] = [Self::Own, Self::Office, Self::County];
}

impl Outline {
    /// Looks at every service.
    pub fn of(portal: &Portal, steps: &Steps, place: &Authority) -> Self {
        let mut outline = Self::default();
        let carriers = Carriers::of(portal, place);
        let mut all = Vec::new();
        each_concern(portal, place, |position, service, standing| {
            let Some(carrier) = carriers.find(standing.carrier) else {
                return;
            };
            let pilot = || carrier.pilots.contains(&position).then_some(ReuseStatus::Pilot);
            let status = standing.status().or_else(pilot);
            let Some(next) = steps.at(position, status) else {
                return;
            };
            let group = next.group;
            if let Some(count) = outline.counts.get_mut(group as usize) {
                count.raise(1);
            }
            if carrier.level == Level::Own {
                let costs = || steps.costs((position, service), standing.carrier.kind, carrier.population);
                outline.count_own(group, status, next.step.date.zip(next.step.date_kind), costs);
            }
            let listed = Listed {
                position: u32::try_from(position).unwrap_or(u32::MAX),
                carrier: carrier.level,
                status,
            };
            all.push(((group, carrier.level != Level::Own, next.order), listed));
        });
        all.sort_by_key(|(order, _)| *order);
        let is_whole = all.len() <= WHOLE;
        let mut of_group = [0; Group::ALL.len()];
        let listed = all.into_iter().filter(|((group, ..), _)| {
            let Some(number) = of_group.get_mut(*group as usize) else {
                return false;
            };
            number.raise(1);
            is_whole || *number <= LISTED
        });
        outline.listed = listed.map(|(_, listed)| listed).collect();
        outline
    }

    fn count_own(
        &mut self,
        group: Group,
        status: Option<ReuseStatus>,
        date: Option<(PartialDate, DateKind)>,
        costs: impl FnOnce() -> OwnCosts,
    ) {
        self.own.raise(1);
        self.live.raise(usize::from(status == Some(ReuseStatus::Live)));
        if group != Group::Done {
            self.costs.add(costs());
        }
        if group == Group::Now {
            self.own_now.raise(1);
            if let Some((date, DateKind::Until)) = date {
                self.deadlines.raise(1);
                let next = self.next_deadline.into_iter().chain([date]);
                self.next_deadline = next.min_by_key(|date| date.last_day());
            }
        }
    }

    /// How many services there are in a group.
    pub fn count(&self, group: Group) -> usize {
        self.counts.get(group as usize).copied().unwrap_or_default()
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.counts.iter().sum()
    }

    /// Whether nothing concerns the authority.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Who carries services out for a place: what is asked of each for every service.
struct Carriers<'a>([Option<Carrier<'a>>; 3]);

struct Carrier<'a> {
    id: &'a AuthorityId,
    level: Level,
    population: Option<u64>,
    /// The services for which it is a pilot by the ministry's record, by their places.
    pilots: BTreeSet<usize>,
}

impl<'a> Carriers<'a> {
    fn of(portal: &'a Portal, place: &'a Authority) -> Self {
        let mut levels = Level::ALL.into_iter();
        Self(carriers(portal, place).map(|carrier| Some(Carrier::of(portal, levels.next()?, carrier?))))
    }

    fn find(&self, authority: &Authority) -> Option<&Carrier<'a>> {
        let mut known = self.0.iter().flatten();
        known.find(|carrier| *carrier.id == authority.id)
    }
}

impl<'a> Carrier<'a> {
    fn of(portal: &Portal, level: Level, carrier: &'a Authority) -> Self {
        let pilots = portal.pilots_of_authority(&carrier.id).iter();
        let position = |service: &Arc<Service>| portal.services.get_index_of(&service.id);
        Self {
            id: &carrier.id,
            level,
            population: portal.extent_of(carrier).population,
            pilots: pilots.filter_map(position).collect(),
        }
    }
}
