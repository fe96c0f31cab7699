//! The rows of a plan.

use std::sync::Arc;

use super::outline::Listed;
use super::{Group, NextStep, Outline, OwnCosts, Steps};
use crate::extent::Slicing;
use crate::model::carriers;
use crate::model::{Authority, Portal, Reuse, ReuseStatus, Service};

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
    /// Its figures.
    pub outline: &'a Outline,
    /// What it lists: every service that concerns the authority once, or the first of each group.
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Plan<'a> {
    /// By its outline.
    pub fn of(portal: &'a Portal, steps: &Steps, authority: &'a Authority, outline: &'a Outline) -> Self {
        let levels = carriers(portal, authority)
            .map(|carrier| carrier.map(|carrier| (carrier, portal.extent_of(carrier).population)));
        let entry = |listed: &Listed| {
            let position = usize::try_from(listed.position).ok()?;
            let (_, service) = portal.services.get_index(position)?;
            let (carrier, population) = (*levels.get(listed.carrier as usize)?)?;
            let next = steps.at(position, listed.status)?;
            let line = || service.reuse.iter().find(|reuse| reuse.authority == carrier.id);
            Some(Entry {
                service,
                carrier,
                reuse: listed.status.and_then(|_| line()),
                status: listed.status,
                next: next.step,
                group: next.group,
                costs: steps.costs((position, service), carrier.kind, population),
            })
        };
        Self {
            authority,
            outline,
            entries: outline.listed.iter().filter_map(entry).collect(),
        }
    }

    /// The entries of a group.
    pub fn group(&self, group: Group) -> &[Entry<'a>] {
        let first = self.entries.partition_point(|entry| entry.group < group);
        let end = self.entries.partition_point(|entry| entry.group <= group);
        self.entries.part(first..end)
    }

    /// How many services of a group it does not list.
    pub fn unlisted(&self, group: Group) -> usize {
        self.outline.count(group).saturating_sub(self.group(group).len())
    }

    /// Whether it acts itself.
    pub fn is_own(&self, entry: &Entry) -> bool {
        entry.carrier.id == self.authority.id
    }
}
