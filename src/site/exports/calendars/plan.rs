//! The dates of an authority's plan: what its page lists, and the events about its services.

use std::sync::{Arc, OnceLock};

use super::written::{Dated, Store, Written};
use super::{collect, milestones};
use crate::model::plan::{Entry, Step, next_milestone, open_registration};
use crate::model::{Authority, concerns};
use crate::site::edition::Site;
use crate::site::figures::plan::{listed, plan};

#[derive(Default)]
struct Kept(OnceLock<Store>);

pub(super) fn of_authority(site: &Site, authority: &Authority) -> Vec<Arc<Written>> {
    let Some(plan) = plan(site, authority) else {
        return Vec::new();
    };
    let portal = &site.portal;
    let store = site.remembered(Kept::default).0.get_or_init(|| Store::of(portal));
    let about = |id| {
        portal
            .services
            .get(id)
            .is_some_and(|service| concerns(portal, service, authority))
    };
    let events = portal.events.values();
    let events = events.filter(|event| event.services.iter().any(about));
    let events = events.filter_map(|event| store.event(site, event));
    let dates = listed(&plan).filter_map(|entry| dated(site, store, entry));
    let mut all: Vec<_> = events.chain(dates).collect();
    all.sort_by(|a, b| a.order().cmp(&b.order()));
    // Several services may be about one event, whose registration closes once.
    all.dedup_by(|a, b| a.order() == b.order());
    all
}

/// The date of a step.
fn dated(site: &Site, store: &Store, entry: &Entry) -> Option<Arc<Written>> {
    let service = &**entry.service;
    match entry.next.step {
        Step::Respond => store.dated(service, Dated::Call, || collect::participation_end(site, service)),
        Step::Register => store.registration_end(site, open_registration(&site.portal, service)?),
        Step::Schedule => store.dated(service, Dated::FirstDay, || {
            milestones::reusable(service).map(|due| due.entry(site))
        }),
        Step::Wait => store.dated(service, Dated::Milestone, || {
            let next = next_milestone(service, site.portal.as_of)?;
            let due = milestones::of(service).into_iter().find(|due| due.is(next))?;
            Some(due.entry(site))
        }),
        _ => None,
    }
}
