//! Events: coming ones, past ones by year, by kind, and one page each.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, Event, EventKind, Registration};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::documents::DocumentItem;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let events = &site.portal.events;
    if events.is_empty() {
        return Vec::new();
    }
    let pages = events.values().map(|event| {
        let url = urls::entity(&EntityId::Event(event.id.clone()));
        let own = event.clone();
        Route::new(url, move |site| render(site, &own)).from_file(&event.source.path)
    });
    let kinds = kinds(site).map(|kind| Route::new(urls::events_of_kind(kind), move |site| render_kind(site, kind)));
    let lists = [
        Route::new(urls::EVENTS, render_coming),
        Route::new(urls::EVENT_ARCHIVE, render_archive),
    ];
    lists.into_iter().chain(kinds).chain(pages).collect()
}

/// The kinds of which there are events.
fn kinds(site: &Site) -> impl Iterator<Item = EventKind> {
    let of_kind = |kind: &EventKind| site.portal.events.values().any(|event| event.kind == *kind);
    EventKind::ALL.iter().copied().filter(of_kind)
}

/// What `events.html` shows: coming events by month, or past ones by year.
#[derive(Debug, Serialize)]
struct List {
    /// `coming`, `archive` or `kind`.
    list: &'static str,
    groups: Vec<Group>,
    /// Past events below the coming ones of a kind.
    past: Vec<Value>,
    kinds: Vec<KindLink>,
    archive_url: String,
    coming_url: String,
    archived: usize,
}

/// Events of a month (`2022-02`) or a year (`2021`).
#[derive(Debug, Serialize)]
struct Group {
    date: String,
    events: Vec<Value>,
}

/// The page of a kind.
#[derive(Debug, Serialize)]
struct KindLink {
    kind: EventKind,
    url: String,
    count: usize,
    current: bool,
}

/// Coming or past events, each in the order in which readers want them.
fn events(site: &Site, past: bool) -> Vec<&Arc<Event>> {
    let events = site.portal.events.values();
    let mut events: Vec<_> = events
        .filter(|event| event.is_past(site.portal.as_of) == past)
        .collect();
    if past {
        events.reverse();
    }
    events
}

/// Groups events by the first `length` characters of their date: 7 for the month, 4 for the year.
fn groups(site: &Site, events: &[&Arc<Event>], length: usize) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for event in events {
        let date: String = event.begin.to_string().chars().take(length).collect();
        let item = site.items().event(&event.id);
        match groups.last_mut().filter(|group| group.date == date) {
            Some(group) => group.events.push(item),
            None => groups.push(Group {
                date,
                events: vec![item],
            }),
        }
    }
    groups
}

fn list(site: &Site, name: &'static str, groups: Vec<Group>, current: Option<EventKind>) -> List {
    let count = |kind| site.portal.events.values().filter(|event| event.kind == kind).count();
    let link = |kind| KindLink {
        kind,
        url: site.href(&urls::events_of_kind(kind)),
        count: count(kind),
        current: current == Some(kind),
    };
    List {
        list: name,
        groups,
        past: Vec::new(),
        kinds: kinds(site).map(link).collect(),
        archive_url: site.href(urls::EVENT_ARCHIVE),
        coming_url: site.href(urls::EVENTS),
        archived: events(site, true).len(),
    }
}

/// A list of events. Where all of them are invented it says so once.
fn overview<'a>(
    site: &Site,
    url: impl Into<String>,
    title: impl Into<String>,
    description: impl Into<String>,
) -> Page<'a> {
    Page {
        sample: site.shows_samples_only_of("event"),
        ..Page::new("events", url, title, description)
    }
}

const MONTH: usize = 7;
const YEAR: usize = 4;

fn render_coming(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let view = list(site, "coming", groups(site, &events(site, false), MONTH), None);
    let title = site.theme.text("family.events");
    let page = overview(site, urls::EVENTS, title, site.theme.text("events.description")).by_the_day();
    site.render("events.html", page, &view)
}

fn render_archive(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let view = list(site, "archive", groups(site, &events(site, true), YEAR), None);
    let title = site.theme.text("events.archive");
    let page = overview(
        site,
        urls::EVENT_ARCHIVE,
        title,
        site.theme.text("events.archive_description"),
    );
    site.render(
        "events.html",
        page.below(site.theme.text("family.events"), urls::EVENTS),
        &view,
    )
}

fn render_kind(site: &Site, kind: EventKind) -> Result<Body, Box<Diagnostic>> {
    let of_kind = |past| -> Vec<&Arc<Event>> {
        let events = events(site, past);
        events.into_iter().filter(|event| event.kind == kind).collect()
    };
    let past = of_kind(true)
        .into_iter()
        .map(|event| site.items().event(&event.id))
        .collect();
    let view = List {
        past,
        ..list(site, "kind", groups(site, &of_kind(false), MONTH), Some(kind))
    };
    let name = site.fill(&format!("event_kind_plural.{}", kind.key()), &[]);
    let description = site.fill("events.kind_description", &[("kind", &name)]);
    let page = overview(site, urls::events_of_kind(kind), name, description).by_the_day();
    site.render(
        "events.html",
        page.below(site.theme.text("family.events"), urls::EVENTS),
        &view,
    )
}

/// What `event.html` shows, beside `event` (as lists show it) and `services`.
#[derive(Debug, Serialize)]
struct View<'a> {
    online: bool,
    /// Where to join, if everyone may.
    link: Option<&'a str>,
    registration: Option<RegistrationView<'a>>,
    documents: Vec<DocumentItem<'a>>,
    text: String,
}

/// How to register.
#[derive(Debug, Serialize)]
struct RegistrationView<'a> {
    #[serde(flatten)]
    registration: &'a Registration,
    /// Whether one still can.
    open: bool,
}

fn render(site: &Site, event: &Event) -> Result<Body, Box<Diagnostic>> {
    let services = event.services.iter().filter_map(|id| site.portal.services.get(id));
    let lists = [
        ("event", site.items().event(&event.id)),
        ("services", site.items().services(services)),
    ];
    site.render_with("event.html", head(site, event), &view(site, event), lists)
}

fn view<'a>(site: &Site, event: &'a Event) -> View<'a> {
    let today = site.portal.as_of;
    let text = event.text.as_ref();
    let registration = event.registration.as_ref().map(|registration| RegistrationView {
        registration,
        open: !event.cancelled && !event.is_past(today) && registration.until.is_none_or(|until| today <= until),
    });
    View {
        online: event.join_link.is_some(),
        link: event.public_link().map(|address| address.as_str()),
        registration,
        documents: site.documents(&event.documents, &event.source),
        text: text.map_or(String::new(), |text| site.prose(text).html),
    }
}

fn head<'a>(site: &Site, event: &'a Event) -> Page<'a> {
    let url = urls::entity(&EntityId::Event(event.id.clone()));
    let page = Page {
        source: Some(&event.source),
        sample: event.sample,
        ..Page::new(
            "event",
            url,
            &event.title,
            event.summary.as_deref().unwrap_or(&event.title),
        )
    };
    let page = page.below(site.theme.text("family.events"), urls::EVENTS);
    if event.is_past(site.portal.as_of) {
        return page.below(site.theme.text("events.archive"), urls::EVENT_ARCHIVE);
    }
    page
}
