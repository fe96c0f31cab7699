//! From events, planned steps and closing dates to calendar entries.

use std::collections::BTreeMap;

use super::entry::{Entry, When};
use crate::model::{Availability, Day, EntityId, Event, Milestone, PartialDate, Service};
use crate::site::{Site, content_dates};

/// An event.
pub(super) fn event(site: &Site, event: &Event) -> Entry {
    let registration = event.registration.as_ref();
    let how = registration.and_then(|registration| {
        let url = registration.url.as_ref().map(ToString::to_string);
        url.or_else(|| registration.email.as_ref().map(ToString::to_string))
    });
    let until = registration.and_then(|registration| registration.until);
    let lines = [
        event
            .cancelled
            .then(|| site.theme.text("subscribe.calendar_entry.cancelled").to_owned()),
        event.summary.clone(),
        how.map(|how| site.fill("subscribe.calendar_entry.registration", &[("how", &how)])),
        until.map(|day| site.fill("subscribe.calendar_entry.until", &[("date", &date(site, day))])),
        sample(site, event.sample),
    ];
    let online = event.online.as_ref().map(ToString::to_string);
    Entry {
        uid: uid(site, &format!("termin-{}", event.id)),
        when: When::new(event.begin, event.end),
        stamp: content_dates::announced(event, site.portal.as_of),
        title: event.title.clone(),
        description: lines.into_iter().flatten().collect(),
        location: event.place.clone().or(online),
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
        uid: uid(site, &format!("anmeldung-{}", event.id)),
        when: When::day(until.0),
        title: site.fill("subscribe.calendar_entry.registration_ends", &[("title", &event.title)]),
        category: site.theme.text("subscribe.tag.deadline").to_owned(),
        location: None,
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
        ..of_service(site, service, "mitarbeit", When::day(until.0))
    })
}

/// What the ministry plans for a service: from when it can be re-used (question 1), and its next steps (question 3).
pub(super) fn milestones(site: &Site, service: &Service) -> Vec<Entry> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let steps = service.answers.next_steps.iter().flatten();
    let steps = steps.map(|step| {
        let repetition = seen.entry(step.title.as_str()).or_default();
        *repetition += 1;
        milestone(site, service, step, *repetition)
    });
    let reusable = match service.answers.reusable_from {
        Some(Availability::From(from)) => Some(reusable(site, service, from)),
        _ => None,
    };
    reusable.into_iter().chain(steps.collect::<Vec<_>>()).collect()
}

fn reusable(site: &Site, service: &Service, from: PartialDate) -> Entry {
    let title = site.fill("subscribe.calendar_entry.reusable", &[("title", &service.title)]);
    Entry {
        title: with_date(site, title, from),
        ..of_service(site, service, "nachnutzbar", When::day(from.last_day()))
    }
}

/// The id follows the title, so that a step that is put off moves instead of standing there twice.
fn milestone(site: &Site, service: &Service, step: &Milestone, repetition: usize) -> Entry {
    let hash = blake3::hash(format!("{} {repetition}", step.title).as_bytes()).to_hex();
    let path = if step.done {
        "subscribe.calendar_entry.step_done"
    } else {
        "subscribe.calendar_entry.step"
    };
    let title = site.fill(path, &[("service", &service.title), ("step", &step.title)]);
    Entry {
        title: with_date(site, title, step.date),
        ..of_service(
            site,
            service,
            &format!("schritt-{}", &hash[..12]),
            When::day(step.date.last_day()),
        )
    }
}

/// What is known only to the month, quarter or year stands on its last day, and says so.
fn with_date(site: &Site, title: String, when: PartialDate) -> String {
    match when {
        PartialDate::Day(_) => title,
        _ => format!("{title} ({})", site.theme.date(&when.to_string())),
    }
}

fn of_service(site: &Site, service: &Service, what: &str, when: When) -> Entry {
    let ministry = site.portal.ministries.get(&service.ministry);
    Entry {
        uid: uid(site, &format!("leistung-{}-{what}", service.id)),
        when,
        stamp: service.reviewed_on.unwrap_or(site.portal.as_of),
        title: service.title.clone(),
        description: [Some(service.summary.clone()), sample(site, service.sample)]
            .into_iter()
            .flatten()
            .collect(),
        location: None,
        contact: ministry.map(|ministry| ministry.name.clone()),
        category: site.theme.text("subscribe.tag.milestone").to_owned(),
        url: site.absolute_entity(&EntityId::Service(service.id.clone())),
        cancelled: false,
        busy: false,
    }
}

fn uid(site: &Site, name: &str) -> String {
    format!("{name}@{}", site.host())
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
