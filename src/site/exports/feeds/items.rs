//! What belongs into a feed, latest first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Scope;
use crate::model::{AuthorityKind, Day, Event, HistoryEntry, MinistryId, PressRelease, Service, ServiceId};
use crate::site::edition::Site;
use crate::site::frame::content_dates::{self, Published};

/// Readers of feeds come by often: more than this is history, and that is what the pages are for.
const MOST_ITEMS: usize = 40;

/// Something that a feed can tell of.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Press(Arc<PressRelease>),
    Event(Arc<Event>),
    /// The ministry has confirmed the record of a service.
    Record(Arc<Service>, Day),
    /// Something changed in the meaning of a service.
    Change(Arc<HistoryEntry>),
}

impl Item {
    /// When it became known, and when it was last changed.
    pub fn dates(&self, site: &Site) -> Published {
        match self {
            Self::Press(release) => content_dates::of_press_release(&site.portal, release),
            Self::Event(event) => content_dates::of_event(&site.portal, event),
            Self::Record(_, day) => Published::on(*day),
            Self::Change(entry) => Published::on(entry.date),
        }
    }

    /// The day by which it stands among the others. To be called off is news, and a corrected word is not.
    fn news(&self, site: &Site) -> Day {
        let dates = self.dates(site);
        match self {
            Self::Event(event) if event.cancelled => dates.updated,
            _ => dates.on,
        }
    }

    /// Whether it tells of something invented.
    pub fn is_sample(&self) -> bool {
        match self {
            Self::Press(release) => release.sample,
            Self::Event(event) => event.sample,
            Self::Record(service, _) => service.sample,
            Self::Change(entry) => entry.sample,
        }
    }

    /// Breaks ties between what became known on the same day.
    fn name(&self) -> (u8, &str) {
        match self {
            Self::Press(release) => (0, release.id.as_str()),
            Self::Event(event) => (1, event.id.as_str()),
            Self::Record(service, _) => (2, service.id.as_str()),
            Self::Change(entry) => (3, entry.service.as_str()),
        }
    }
}

/// The items of a feed.
pub(super) fn of(site: &Site, scope: &Scope) -> Vec<Item> {
    latest(site, found(site, scope))
}

/// The items of the feeds of all authorities of a kind.
pub(super) fn of_kind(site: &Site, kind: AuthorityKind) -> Vec<Item> {
    latest(site, about(site, site.portal.services_carried_out_by(kind)))
}

fn latest(site: &Site, items: Vec<Item>) -> Vec<Item> {
    let dated = items.into_iter().map(|item| (item.news(site), item));
    let mut dated: Vec<(Day, Item)> = dated.filter(|(day, _)| *day <= site.portal.as_of).collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.name().cmp(&other.name())));
    dated.truncate(MOST_ITEMS);
    dated.into_iter().map(|(_, item)| item).collect()
}

fn found(site: &Site, scope: &Scope) -> Vec<Item> {
    let portal = &site.portal;
    let press = || portal.press_releases.values().cloned().map(Item::Press);
    match scope {
        Scope::News => {
            let events = portal.events.values().cloned().map(Item::Event);
            let records = portal.services.values().filter_map(record);
            press().chain(events).chain(records).collect()
        }
        Scope::Press => press().collect(),
        Scope::Changes => changes(portal.history.entries()).collect(),
        Scope::Ministry(id) => of_ministry(site, id),
        Scope::Topic(id) => about(site, portal.services_of_topic(id)),
        Scope::Service(id) => portal
            .services
            .get(id)
            .map(|service| about(site, std::slice::from_ref(service)))
            .unwrap_or_default(),
        Scope::Authority(id) => {
            let authority = portal.authorities.get(id);
            authority.map_or_else(Vec::new, |authority| {
                about(site, portal.services_of_authority(authority))
            })
        }
    }
}

/// The ministry's own press releases and events, and those about its services.
fn of_ministry(site: &Site, id: &MinistryId) -> Vec<Item> {
    let portal = &site.portal;
    let services = portal.services_of_ministry(id);
    let ids: BTreeSet<&ServiceId> = services.iter().map(|service| &service.id).collect();
    let concerns = |about: &[ServiceId]| about.iter().any(|service| ids.contains(service));
    let press = portal.press_releases.values();
    let press = press.filter(|release| release.ministry.as_ref() == Some(id) || concerns(&release.services));
    let events = portal.events.values();
    let events = events.filter(|event| event.ministry.as_ref() == Some(id) || concerns(&event.services));
    let records = services.iter().filter_map(record);
    let press = press.cloned().map(Item::Press);
    press
        .chain(events.cloned().map(Item::Event))
        .chain(records)
        .chain(changes(portal.history.of_ministry(id)))
        .collect()
}

/// What concerns any of the services, each item once.
fn about<'a>(site: &'a Site, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Vec<Item> {
    let portal = &site.portal;
    let services: Vec<&Arc<Service>> = services.into_iter().collect();
    let mut items: Vec<Item> = services.iter().copied().filter_map(record).collect();
    let (mut seen_press, mut seen_events) = (BTreeSet::new(), BTreeSet::new());
    for service in services {
        items.extend(changes(portal.history.of_service(&service.id)));
        let press = portal.press_of_service(&service.id).iter();
        let events = portal.events_of_service(&service.id).iter();
        items.extend(
            press
                .filter(|press| seen_press.insert(&press.id))
                .cloned()
                .map(Item::Press),
        );
        items.extend(
            events
                .filter(|event| seen_events.insert(&event.id))
                .cloned()
                .map(Item::Event),
        );
    }
    items
}

fn changes(entries: &[Arc<HistoryEntry>]) -> impl Iterator<Item = Item> {
    entries.iter().cloned().map(Item::Change)
}

fn record(service: &Arc<Service>) -> Option<Item> {
    service.reviewed_on.map(|day| Item::Record(service.clone(), day))
}
