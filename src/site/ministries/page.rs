//! The status page of a ministry: where its services stand, and whom to ask.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::{Contact, Day, EntityId, Event, Ministry, MinistryId, PressRelease, Service, ServiceId};
use crate::site::edition::{Site, urls};
use crate::site::figures::milestones::{self, Period};
use crate::site::figures::statistics::Statistics;
use crate::site::frame::Page;
use crate::site::frame::SECTION;
use crate::site::frame::items::Call;
use crate::site::frame::service_facets::Choice;
use crate::site::ministries::list::successor;
use crate::site::ministries::worklist::WorklistView;
use crate::site::route::{Body, Route};

/// How many past events and press releases are shown before the archive takes over.
const RECENT: usize = 5;

/// How many changes of its services are shown; all are on the page "Aktuelles".
const RECENT_CHANGES: usize = 10;

/// How many services are shown before their list takes over.
pub(in crate::site) const LISTED: usize = 200;

/// How many milestones are shown before the road map takes over.
const MILESTONES: usize = 100;

/// How many periods of milestones are shown at once; the later ones are folded.
const NEAR_PERIODS: usize = 2;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let ministries = site.portal.ministries.values();
    ministries
        .map(|ministry| {
            let url = urls::entity(&EntityId::Ministry(ministry.id.clone()));
            let own = ministry.clone();
            Route::new(url, move |site| render(site, &own)).from_file(&ministry.source.path)
        })
        .collect()
}

/// What `ministry.html` shows, beside `services`, `events`, `past_events`, `press` and `changes`.
#[derive(Debug, Serialize)]
struct View<'a> {
    abbreviation: &'a str,
    former: bool,
    from: Option<Day>,
    until: Option<Day>,
    successor: Option<Value>,
    website: Option<&'a str>,
    text: String,
    topics: Vec<Value>,
    coordinators: &'a [Contact],
    /// What it has to do.
    worklist: WorklistView<'a>,
    figures: Statistics,
    /// Review period of the portal in days, for the rule of the figures.
    review_after_days: u32,
    /// What is overdue, and what the next quarters bring.
    milestones: Vec<Period>,
    later_milestones: Vec<Period>,
    /// How many later ones there are.
    later: usize,
    /// How many more there are on the road map.
    more_milestones: usize,
    /// The list of all services, where there are more than the page shows.
    all_services_url: Option<String>,
    calls: Vec<Call<'a>>,
    /// Services that were its own before another ministry took over.
    handed_over: Vec<HandedOver>,
    /// Whether what is told of services, and of events about them, is invented.
    samples_only: bool,
}

/// A service that the ministry was responsible for.
#[derive(Debug, Serialize)]
struct HandedOver {
    service: Value,
    until: Day,
}

fn render(site: &Site, ministry: &Ministry) -> Result<Body, Box<Diagnostic>> {
    let portal = &site.portal;
    let services = portal.services_of_ministry(&ministry.id);
    let (past, coming): (Vec<_>, Vec<_>) = events(site, &ministry.id).partition(|event| event.is_past(portal.as_of));
    let lists = [
        ("services", site.items().services(services.iter().take(LISTED))),
        ("events", site.items().events(coming)),
        ("past_events", site.items().events(past.into_iter().rev().take(RECENT))),
        ("press", site.items().press(press(site, &ministry.id).take(RECENT))),
        (
            "changes",
            site.changes(portal.history.of_ministry(&ministry.id).iter().take(RECENT_CHANGES)),
        ),
    ];
    site.render_with(
        "ministry.html",
        head(site, ministry),
        &view(site, ministry, services),
        lists,
    )
}

fn view<'a>(site: &'a Site, ministry: &'a Ministry, services: &'a [Arc<Service>]) -> View<'a> {
    let portal = &site.portal;
    let text = ministry.text.as_ref();
    let topics = ministry.topics.iter().filter(|id| portal.topics.contains_key(*id));
    let mut milestones = site.open_milestones(services);
    let more_milestones = milestones::shorten(&mut milestones, MILESTONES);
    let later_milestones = milestones.split_off(NEAR_PERIODS.min(milestones.len()));
    View {
        abbreviation: &ministry.abbreviation,
        former: ministry.is_former(portal.as_of),
        from: ministry.from,
        until: ministry.until,
        successor: successor(site, ministry),
        website: ministry.website.as_ref().map(|website| website.as_str()),
        text: text.map_or(String::new(), |text| {
            site.field(text, &ministry.source.path, 3, SECTION)
        }),
        topics: topics.map(|id| site.items().topic(id)).collect(),
        coordinators: &ministry.coordinators,
        worklist: WorklistView::of(site, ministry),
        figures: Statistics::of(portal, services),
        review_after_days: portal.settings.review_after_days.get(),
        milestones,
        later: later_milestones.iter().map(Period::len).sum(),
        later_milestones,
        more_milestones,
        all_services_url: (services.len() > LISTED).then(|| site.href(&Choice::Ministry(ministry.id.clone()).url())),
        calls: site.open_calls(services),
        handed_over: handed_over(site, &ministry.id),
        samples_only: site.shows_samples_only(),
    }
}

/// The events of a ministry, and those of others about its services.
fn events<'a>(site: &'a Site, ministry: &'a MinistryId) -> impl Iterator<Item = &'a Arc<Event>> {
    // An event has few services, and a ministry many.
    let services = &site.portal.services;
    let is_its_own = |id: &ServiceId| services.get(id).is_some_and(|service| service.ministry == *ministry);
    let concerns = move |event: &Event| event.services.iter().any(is_its_own);
    let events = site.portal.events.values();
    events.filter(move |event| event.ministry.as_ref() == Some(ministry) || concerns(event))
}

fn press<'a>(site: &'a Site, id: &'a MinistryId) -> impl Iterator<Item = &'a Arc<PressRelease>> {
    let releases = site.portal.press_releases.values();
    releases.filter(move |release| release.ministry.as_ref() == Some(id))
}

fn handed_over(site: &Site, id: &MinistryId) -> Vec<HandedOver> {
    let services = site.portal.services.values();
    services
        .filter_map(|service| {
            let former = service.former_ministries.iter().find(|former| former.ministry == *id)?;
            Some(HandedOver {
                service: site.items().service(&service.id),
                until: former.until,
            })
        })
        .collect()
}

fn head<'a>(site: &Site, ministry: &'a Ministry) -> Page<'a> {
    let description = site.fill("ministry.description", &[("name", &ministry.name)]);
    Page {
        by_the_day: true,
        source: Some(&ministry.source),
        sample: ministry.sample,
        ..Page::new(
            "ministry",
            urls::entity(&EntityId::Ministry(ministry.id.clone())),
            &ministry.name,
            description,
        )
    }
    .below(site.theme.text("family.ministries"), urls::MINISTRIES)
}
