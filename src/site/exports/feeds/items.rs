//! What belongs into a feed, latest first.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::{KindsAbove, Scope};
use crate::model::{Day, Entity, Event, HistoryEntry, MinistryId, Service, ServiceId, TextKind, carriers};
use crate::site::edition::Site;
use crate::site::frame::content_dates::{self, Published};

/// Readers of feeds come by often: more than this is history, and that is what the pages are for.
const MOST_ITEMS: usize = 40;

/// Something that a feed can tell of.
#[derive(Debug, Clone)]
pub(super) enum Item {
    /// A text of a kind that has a feed, and its days.
    Text(Arc<dyn Entity>, Published),
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
            Self::Text(_, dates) => *dates,
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
            Self::Text(text, _) => text.lifecycle().sample,
            Self::Event(event) => event.sample,
            Self::Record(service, _) => service.sample,
            Self::Change(entry) => entry.sample,
        }
    }

    /// Breaks ties between what became known on the same day.
    fn name(&self) -> (u8, Cow<'_, str>) {
        match self {
            Self::Text(text, _) => (0, text.entity_id().name().into_owned().into()),
            Self::Event(event) => (1, event.id.as_str().into()),
            Self::Record(service, _) => (2, service.id.as_str().into()),
            Self::Change(entry) => (3, entry.service.as_str().into()),
        }
    }
}

/// The items of a feed.
pub(super) fn of(site: &Site, scope: &Scope) -> Vec<Item> {
    latest(site, found(site, scope))
}

/// The items of the feeds of all authorities that are concerned by what some kinds carry out.
pub(super) fn of_kinds(site: &Site, kinds: KindsAbove) -> Vec<Item> {
    let kinds = kinds.into_iter().flatten();
    let services = kinds.flat_map(|kind| site.portal.services_carried_out_by(kind));
    latest(site, about(site, each_once(services)))
}

fn each_once<'a>(services: impl Iterator<Item = &'a Arc<Service>>) -> impl Iterator<Item = &'a Arc<Service>> {
    let mut seen = BTreeSet::new();
    services.filter(move |service| seen.insert(&service.id))
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
    match scope {
        Scope::News => {
            let events = portal.events.values().cloned().map(Item::Event);
            let records = portal.services.values().filter_map(record);
            texts(site, told(site)).chain(events).chain(records).collect()
        }
        Scope::Kind(naming) => {
            let kind = naming.text_kind().into_iter();
            texts(site, kind.flat_map(|kind| portal.texts_of(kind))).collect()
        }
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
                let carriers = carriers(portal, authority).into_iter().flatten();
                let services = carriers.flat_map(|carrier| portal.services_of_authority(carrier));
                about(site, each_once(services))
            })
        }
    }
}

/// The ministry's own texts and events, and those about its services.
fn of_ministry(site: &Site, id: &MinistryId) -> Vec<Item> {
    let portal = &site.portal;
    let services = portal.services_of_ministry(id);
    let ids: BTreeSet<&ServiceId> = services.iter().map(|service| &service.id).collect();
    let concerns = |about: &[ServiceId]| about.iter().any(|service| ids.contains(service));
    let own = told(site).filter(|text| text.ministry() == Some(id) || concerns(text.services()));
    let events = portal.events.values();
    let events = events.filter(|event| event.ministry.as_ref() == Some(id) || concerns(&event.services));
    let records = services.iter().filter_map(record);
    texts(site, own)
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
    let (mut seen_texts, mut seen_events) = (BTreeSet::new(), BTreeSet::new());
    for service in services {
        items.extend(changes(portal.history.of_service(&service.id)));
        let unseen = portal.texts_about(&service.id).iter();
        let unseen = unseen.filter(|text| seen_texts.insert(text.entity_id()));
        items.extend(texts(site, unseen.cloned()));
        let events = portal.events_of_service(&service.id).iter();
        items.extend(
            events
                .filter(|event| seen_events.insert(&event.id))
                .cloned()
                .map(Item::Event),
        );
    }
    items
}

/// All texts of the kinds that have a feed.
fn told(site: &Site) -> impl Iterator<Item = Arc<dyn Entity>> {
    TextKind::with_feed().flat_map(|kind| site.portal.texts_of(kind))
}

/// Those of which a day is known: a feed is about what is new.
fn texts(site: &Site, texts: impl Iterator<Item = Arc<dyn Entity>>) -> impl Iterator<Item = Item> {
    texts.filter_map(|text| {
        let dates = content_dates::of_text(&site.portal, &*text)?;
        Some(Item::Text(text, dates))
    })
}

fn changes(entries: &[Arc<HistoryEntry>]) -> impl Iterator<Item = Item> {
    entries.iter().cloned().map(Item::Change)
}

fn record(service: &Arc<Service>) -> Option<Item> {
    service.reviewed_on.map(|day| Item::Record(service.clone(), day))
}
