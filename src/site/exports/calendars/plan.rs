//! The dates of an authority's plan: what its page lists, and the events about its services.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::{collect, milestones};
use crate::model::plan::{self, Step, next_milestone, open_registration};
use crate::model::{Authority, ServiceId};
use crate::site::edition::Site;
use crate::site::figures::plan::{LISTED, listed, plan as plan_of};

pub(super) fn of_authority(site: &Site, authority: &Authority) -> Vec<Entry> {
    let Some(plan) = plan_of(site, authority) else {
        return Vec::new();
    };
    let services: BTreeSet<&ServiceId> = plan.entries.iter().map(|entry| &entry.service.id).collect();
    let events = site.portal.events.values();
    let events = events.filter(|event| event.services.iter().any(|id| services.contains(id)));
    let events = events.map(|event| collect::event(site, event));
    let dates = listed(&plan, LISTED).filter_map(|entry| dated(site, entry));
    let mut seen = BTreeSet::new();
    let all = events.chain(dates);
    // Several services may be about one event, whose registration closes once.
    all.filter(|entry| seen.insert(entry.uid.clone())).collect()
}

/// The date of a step.
fn dated(site: &Site, entry: &plan::Entry) -> Option<Entry> {
    let service = entry.service;
    match entry.next.step {
        Step::Respond => collect::participation_end(site, service),
        Step::Register => collect::registration_end(site, open_registration(&site.portal, service)?),
        Step::Schedule => milestones::reusable(service).map(|due| due.entry(site)),
        Step::Wait => {
            let next = next_milestone(service, site.portal.as_of)?;
            let due = milestones::of(service).into_iter().find(|due| due.is(next))?;
            Some(due.entry(site))
        }
        _ => None,
    }
}
