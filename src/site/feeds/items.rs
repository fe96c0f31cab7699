//! What belongs into a feed, latest first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Scope;
use crate::model::{Day, Event, MinistryId, PressRelease, Service, ServiceId};
use crate::site::{Site, content_dates};

/// Readers of feeds come by often: more than this is history, and that is what the pages are for.
const MOST_ITEMS: usize = 40;

/// Something that a feed can tell of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Item<'a> {
    Press(&'a PressRelease),
    Event(&'a Event),
    /// The ministry has confirmed the record of a service.
    Record(&'a Service, Day),
}

impl<'a> Item<'a> {
    /// When it became known.
    pub fn date(&self, as_of: Day) -> Day {
        match self {
            Self::Press(release) => release.date,
            Self::Event(event) => content_dates::announced(event, as_of),
            Self::Record(_, day) => *day,
        }
    }

    /// Breaks ties between what became known on the same day.
    fn name(self) -> (u8, &'a str) {
        match self {
            Self::Press(release) => (0, release.id.as_str()),
            Self::Event(event) => (1, event.id.as_str()),
            Self::Record(service, _) => (2, service.id.as_str()),
        }
    }
}

/// The items of a feed.
pub(super) fn of<'a>(site: &'a Site, scope: &Scope) -> Vec<Item<'a>> {
    let as_of = site.portal.as_of;
    let mut items = found(site, scope);
    items.retain(|item| item.date(as_of) <= as_of);
    items.sort_by_cached_key(|item| (std::cmp::Reverse(item.date(as_of)), item.name()));
    items.truncate(MOST_ITEMS);
    items
}

fn found<'a>(site: &'a Site, scope: &Scope) -> Vec<Item<'a>> {
    let portal = &site.portal;
    match scope {
        Scope::News => {
            let press = portal.press_releases.values().map(|release| Item::Press(release));
            let events = portal.events.values().map(|event| Item::Event(event));
            let records = portal.services.values().filter_map(|service| record(service));
            press.chain(events).chain(records).collect()
        }
        Scope::Press => portal
            .press_releases
            .values()
            .map(|release| Item::Press(release))
            .collect(),
        Scope::Ministry(id) => of_ministry(site, id),
        Scope::Topic(id) => about(site, portal.services_of_topic(id)),
        Scope::Service(id) => portal
            .services
            .get(id)
            .map(|service| about(site, std::slice::from_ref(service)))
            .unwrap_or_default(),
        Scope::Authority(id) => portal
            .authorities
            .get(id)
            .map(|authority| about(site, portal.services_carried_out_by(authority.kind)))
            .unwrap_or_default(),
    }
}

/// The ministry's own press releases and events, and those about its services.
fn of_ministry<'a>(site: &'a Site, id: &MinistryId) -> Vec<Item<'a>> {
    let portal = &site.portal;
    let services = portal.services_of_ministry(id);
    let ids: BTreeSet<&ServiceId> = services.iter().map(|service| &service.id).collect();
    let concerns = |about: &[ServiceId]| about.iter().any(|service| ids.contains(service));
    let press = portal.press_releases.values();
    let press = press.filter(|release| release.ministry.as_ref() == Some(id) || concerns(&release.services));
    let events = portal.events.values();
    let events = events.filter(|event| event.ministry.as_ref() == Some(id) || concerns(&event.services));
    let records = services.iter().filter_map(|service| record(service));
    let press = press.map(|release| Item::Press(release));
    press
        .chain(events.map(|event| Item::Event(event)))
        .chain(records)
        .collect()
}

/// What concerns any of the services, each item once.
fn about<'a>(site: &'a Site, services: &'a [Arc<Service>]) -> Vec<Item<'a>> {
    let portal = &site.portal;
    let mut items: Vec<Item> = services.iter().filter_map(|service| record(service)).collect();
    let mut seen = BTreeSet::new();
    for service in services {
        let press = portal
            .press_of_service(&service.id)
            .iter()
            .map(|release| Item::Press(release));
        let events = portal
            .events_of_service(&service.id)
            .iter()
            .map(|event| Item::Event(event));
        items.extend(press.chain(events).filter(|item| seen.insert(item.name())));
    }
    items
}

fn record(service: &Service) -> Option<Item<'_>> {
    service.reviewed_on.map(|day| Item::Record(service, day))
}
