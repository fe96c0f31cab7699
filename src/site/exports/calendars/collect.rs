//! From events and closing dates to calendar entries.

use super::entry::Entry;
use super::entry::When;
use crate::model::{Day, EntityId, Event, Service};
use crate::site::edition::Site;
use crate::site::frame::content_dates;

/// An event.
pub(super) fn event(site: &Site, event: &Event) -> Entry {
    let registration = event.registration.as_ref();
    let how = registration.and_then(|registration| {
        let url = registration.url.as_ref().map(ToString::to_string);
        url.or_else(|| registration.email.as_ref().map(ToString::to_string))
    });
    let until = registration.and_then(|registration| registration.until);
    let link = event.public_link().map(ToString::to_string);
    let online = event.join_link.as_ref().map(|_| match &link {
        Some(url) => site.fill("subscribe.calendar_entry.online", &[("url", url)]),
        None => site.theme.text("subscribe.calendar_entry.online_invited").to_owned(),
    });
    let location = link
        .clone()
        .or_else(|| online.as_ref().map(|_| site.theme.text("event.online").to_owned()));
    let lines = [
        event
            .cancelled
            .then(|| site.theme.text("subscribe.calendar_entry.cancelled").to_owned()),
        event.summary.clone(),
        online,
        how.map(|how| site.fill("subscribe.calendar_entry.registration", &[("how", &how)])),
        until.map(|day| site.fill("subscribe.calendar_entry.until", &[("date", &date(site, day))])),
        sample(site, event.sample),
    ];
    Entry {
        uid: named(site, "termin", &EntityId::Event(event.id.clone())),
        when: When::new(event.begin, event.end),
        stamp: content_dates::of_event(&site.portal, event).updated,
        title: event.title.clone(),
        description: lines.into_iter().flatten().collect(),
        location: event.place.clone().or(location),
        conference: link,
        contact: event.organizer.clone(),
        category: site.theme.text(&format!("event_kind.{}", event.kind.key())).to_owned(),
        url: site.absolute_entity(&EntityId::Event(event.id.clone())),
        cancelled: event.cancelled,
        busy: true,
    }
}

/// The day on which registration for an event closes.
pub(super) fn registration_end(site: &Site, event: &Event) -> Option<Entry> {
    let until = event.registration.as_ref()?.until.filter(|_| !event.cancelled)?;
    let entry = self::event(site, event);
    Some(Entry {
        uid: named(site, "anmeldung", &EntityId::Event(event.id.clone())),
        when: When::day(until.0),
        title: site.fill("subscribe.calendar_entry.registration_ends", &[("title", &event.title)]),
        category: site.theme.text("subscribe.tag.deadline").to_owned(),
        location: None,
        conference: None,
        busy: false,
        ..entry
    })
}

/// The day on which a call for participation closes.
pub(super) fn participation_end(site: &Site, service: &Service) -> Option<Entry> {
    let call = service.participation.as_ref()?;
    let until = call.until?;
    Some(Entry {
        title: site.fill(
            "subscribe.calendar_entry.participation_ends",
            &[("title", &service.title)],
        ),
        description: [Some(call.task.clone()), sample(site, service.sample)]
            .into_iter()
            .flatten()
            .collect(),
        category: site.theme.text("subscribe.tag.deadline").to_owned(),
        ..of_service(site, service, uid(site, service, "mitarbeit"), When::day(until.0))
    })
}

/// What a calendar says of a service, by an id that [`uid`] has made.
pub(super) fn of_service(site: &Site, service: &Service, uid: String, when: When) -> Entry {
    let ministry = site.portal.ministries.get(&service.ministry);
    Entry {
        uid,
        when,
        stamp: content_dates::of_service(&site.portal, service).unwrap_or(Day(when.first())),
        title: service.title.clone(),
        description: [Some(service.summary.clone()), sample(site, service.sample)]
            .into_iter()
            .flatten()
            .collect(),
        location: None,
        conference: None,
        contact: ministry.map(|ministry| ministry.name.clone()),
        category: site.theme.text("subscribe.tag.milestone").to_owned(),
        url: site.absolute_entity(&EntityId::Service(service.id.clone())),
        cancelled: false,
        busy: false,
    }
}

/// The id of what a calendar says of a service.
pub(super) fn uid(site: &Site, service: &Service, what: &str) -> String {
    let name = site.portal.first_name(&EntityId::Service(service.id.clone()));
    site.calendar_uid(&format!("leistung-{name}-{what}"))
}

/// The id of what a calendar says of an entity, which a new name does not change.
fn named(site: &Site, what: &str, id: &EntityId) -> String {
    site.calendar_uid(&format!("{what}-{}", site.portal.first_name(id)))
}

fn date(site: &Site, day: Day) -> String {
    site.theme.date(&day.to_string())
}

fn sample(site: &Site, is_sample: bool) -> Option<String> {
    is_sample.then(|| {
        format!(
            "{}: {}",
            site.theme.text("sample.title"),
            site.theme.text("sample.text")
        )
    })
}
