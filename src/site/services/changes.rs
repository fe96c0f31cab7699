//! What changed in the meaning of services: the page "Aktuelles", and the lists on the pages of services and ministries.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::{AuthorityId, Change, Day, HistoryEntry, MinistryId, TopicId};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::pagination::{Pagination, Slice, slices};
use crate::site::route::{Body, Route};

/// What else is new, below the changes: so many press releases and coming events.
const BESIDE: usize = 4;

/// How many pilots are named before they are only counted.
const NAMED_PILOTS: usize = 3;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    slices(urls::CHANGES, site.portal.history.entries().len())
        .map(|slice| Route::new(slice.url(), move |site| render(site, &slice)))
        .collect()
}

/// What `changes.html` shows, beside `changes`.
#[derive(Debug, Serialize)]
struct View {
    total: usize,
    /// The day of the oldest change that is told.
    since: Option<Day>,
    pagination: Option<Pagination>,
}

fn render(site: &Site, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let entries = site.portal.history.entries();
    let view = View {
        total: entries.len(),
        since: entries.last().map(|entry| entry.date),
        pagination: slice.links(site),
    };
    let shown = entries.get(slice.range.clone()).unwrap_or_default();
    let family = site.theme.text("changes.title");
    let title = match slice.number {
        1 => family.to_owned(),
        number => site.fill("changes.title_of_page", &[("n", &number.to_string())]),
    };
    let page = Page {
        sample: site.shows_samples_only(),
        ..Page::new("changes", slice.url(), title, site.theme.text("changes.description"))
    };
    let is_first = slice.number == 1;
    let page = if is_first {
        page.by_the_day()
    } else {
        page.below(family, urls::CHANGES)
    };
    let beside = if is_first { BESIDE } else { 0 };
    let lists = [
        ("changes", site.changes(shown)),
        ("events", next_events(site, beside)),
        (
            "press",
            site.items().press(site.portal.press_releases.values().take(beside)),
        ),
    ];
    site.render_with("changes.html", page, &view, lists)
}

/// The events that come next.
fn next_events(site: &Site, most: usize) -> Value {
    let events = site.portal.events.values();
    let coming = events.filter(|event| !event.is_past(site.portal.as_of));
    site.items().events(coming.take(most))
}

/// What changed in one service, as the component `change_list` shows it.
#[derive(Debug, Serialize)]
struct ChangeItem<'a> {
    date: Day,
    /// The service as lists show it; none where it left the portal.
    service: Value,
    /// Its present name, or its last one.
    title: &'a str,
    ministries: Vec<&'a str>,
    sample: bool,
    changes: Vec<Value>,
}

/// A change between two things whose names only the portal knows.
#[derive(Debug, Serialize)]
struct Named<'a> {
    kind: &'static str,
    from: &'a str,
    to: &'a str,
}

#[derive(Debug, Serialize)]
struct Pilots<'a> {
    kind: &'static str,
    count: usize,
    /// Their names; empty where there are too many to be named.
    names: Vec<&'a str>,
}

impl Site {
    /// Changes as lists show them.
    pub(in crate::site) fn changes<'a>(&self, entries: impl IntoIterator<Item = &'a Arc<HistoryEntry>>) -> Value {
        let items = entries
            .into_iter()
            .map(|entry| Value::from_serializable(&item(self, entry)));
        items.collect::<Vec<_>>().into()
    }
}

impl Site {
    /// What an entry tells, a sentence each, as plain text: for feeds.
    pub(in crate::site) fn changes_in_words(&self, entry: &HistoryEntry) -> Vec<String> {
        let sentence = |change| self.plain_component("change_text", [("change", change_value(self, change))]);
        entry.changes.iter().map(sentence).collect()
    }
}

fn item<'a>(site: &'a Site, entry: &'a HistoryEntry) -> ChangeItem<'a> {
    let service = site.portal.services.get(&entry.service);
    ChangeItem {
        date: entry.date,
        service: site.items().service(&entry.service),
        title: service.map_or(&entry.title, |service| &service.title),
        ministries: entry.ministries.iter().map(|id| ministry(site, id)).collect(),
        sample: entry.sample && !site.shows_samples_only(),
        changes: entry.changes.iter().map(|change| change_value(site, change)).collect(),
    }
}

fn change_value(site: &Site, change: &Change) -> Value {
    match change {
        Change::Ministry { from, to } => Value::from_serializable(&Named {
            kind: "ministry",
            from: ministry(site, from),
            to: ministry(site, to),
        }),
        Change::Topic { from, to } => Value::from_serializable(&Named {
            kind: "topic",
            from: topic(site, from),
            to: topic(site, to),
        }),
        Change::Pilots { authorities } => Value::from_serializable(&pilots(site, authorities)),
        change => Value::from_serializable(change),
    }
}

/// A ministry's abbreviation; one that is no longer in the portal is named by its id.
fn ministry<'a>(site: &'a Site, id: &'a MinistryId) -> &'a str {
    let ministry = site.portal.ministries.get(id);
    ministry.map_or(id.as_str(), |ministry| &ministry.abbreviation)
}

fn topic<'a>(site: &'a Site, id: &'a TopicId) -> &'a str {
    let topic = site.portal.topics.get(id);
    topic.map_or(id.as_str(), |topic| &topic.name)
}

fn pilots<'a>(site: &'a Site, ids: &[AuthorityId]) -> Pilots<'a> {
    let authorities = ids
        .iter()
        .filter_map(|id| site.portal.authority(site.portal.present_key(id)));
    let names: Vec<&str> = authorities.map(|authority| authority.name.as_str()).collect();
    let all_are_named = names.len() == ids.len() && names.len() <= NAMED_PILOTS;
    Pilots {
        kind: "pilots",
        count: ids.len(),
        names: if all_are_named { names } else { Vec::new() },
    }
}
