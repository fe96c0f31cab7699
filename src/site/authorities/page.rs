//! The page of an authority: what it is, what it carries out, and what is there already ("Für meine Kommune").

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::model::{
    Authority, AuthorityId, AuthorityKind, Concerns, Coverage, Day, EntityId, Event, PartialDate, Service, carries_out,
};
use crate::site::authorities::former::{self, Origin};
use crate::site::authorities::head::{county, head};
use crate::site::authorities::municipality::Place;
use crate::site::authorities::reused::{self, Reused, ReusedPart};
use crate::site::edition::{Site, urls};
use crate::site::exports::vcards;
use crate::site::figures::plan::PlanView;
use crate::site::figures::spread;
use crate::site::frame::SECTION;
use crate::site::frame::items::{AuthorityLink, Call, ServiceLink};
use crate::site::frame::pagination::Slice;
use crate::site::route::{Body, Route};

/// How many events are shown before their list takes over.
const EVENTS: usize = 8;

/// How many calls are shown before their list takes over.
const CALLS: usize = 4;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let authorities = site.portal.authorities.values();
    authorities.flat_map(|authority| pages(site, authority)).collect()
}

/// The page of an authority, and those on which the list of its services goes on.
fn pages(site: &Site, authority: &Arc<Authority>) -> Vec<Route> {
    let url = urls::entity(&EntityId::Authority(authority.id.clone()));
    let all = reused::reused(site, authority);
    let mut slices = reused::pages(authority, &all);
    let Some(first) = slices.next() else {
        return Vec::new();
    };
    let mut routes = reused::routes(authority, slices, &all);
    let own = authority.clone();
    routes.push(Route::new(url, move |site| render(site, &own, &first, &all)).from_file(&authority.source.path));
    routes
}

/// What `authority.html` shows, beside `events`.
#[derive(Debug, Serialize)]
struct View<'a> {
    kind: AuthorityKind,
    kind_url: String,
    territorial: bool,
    /// Whether an office or joint municipality carries most things out for it.
    is_member: bool,
    facts: Facts<'a>,
    /// What is to be done next.
    plan: Option<PlanView<'a>>,
    county: Option<AuthorityLink<'a>>,
    office: Option<AuthorityLink<'a>>,
    text: String,
    /// Itself, its office and its county: who carries out how much, and how much of that is online.
    levels: Vec<Level<'a>>,
    /// Of all authorities that lie in a county.
    county_coverage: Option<Coverage>,
    /// The table that has the figures of all counties.
    county_url: Option<String>,
    /// What concerns a municipality, whoever carries it out for it.
    place: Option<Place<'a>>,
    /// The contact for address books.
    vcard_url: Option<String>,
    /// All that lies in a county, as a table.
    table_url: Option<String>,
    /// Whether these figures count invented records.
    sample_figures: bool,
    /// What an authority that is no municipality re-uses.
    reused: ReusedPart<'a>,
    /// Services that name the authority by itself and not by its kind.
    services: Vec<ServiceLink<'a>>,
    calls: Vec<Call<'a>>,
    /// The month from which on `events` are listed.
    events_since: PartialDate,
    /// Offices and joint municipalities below it, with their municipalities.
    offices: Vec<Members<'a>>,
    /// Municipalities directly below it.
    municipalities: Vec<AuthorityLink<'a>>,
    /// Whether a municipality administers it beside itself.
    is_administered: bool,
    /// Municipalities that it administers beside itself.
    administered: Vec<AuthorityLink<'a>>,
    /// What it came of.
    origins: Vec<Origin<'a>>,
}

/// What the directory says about the authority itself.
#[derive(Debug, Serialize)]
struct Facts<'a> {
    designation: Option<&'a str>,
    regional_key: Option<&'a str>,
    municipality_key: Option<&'a str>,
    statistical_region: Option<&'a str>,
    population: Option<u64>,
    area_km2: Option<f64>,
    /// Of how many municipalities population and area are the sum.
    sum_of: Option<usize>,
    street: Option<&'a str>,
    postcode: Option<&'a str>,
    town: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    website: Option<&'a str>,
}

/// How much an authority carries out, and how much of that is online.
#[derive(Debug, Serialize)]
struct Level<'a> {
    authority: AuthorityLink<'a>,
    own: bool,
    carried_out: usize,
    /// The list of what its kind carries out; none where it does so by itself only.
    carried_out_url: Option<String>,
    coverage: Coverage,
    /// Of how many something is stated.
    stated: usize,
    /// The list of what it re-uses; none where there is nothing.
    list_url: Option<String>,
    live: usize,
    /// Pilots, and what is being introduced.
    under_way: usize,
    interested: usize,
}

/// An office or joint municipality with its municipalities.
#[derive(Debug, Serialize)]
struct Members<'a> {
    office: AuthorityLink<'a>,
    municipalities: Vec<AuthorityLink<'a>>,
}

fn render(site: &Site, authority: &Authority, first: &Slice, all: &Reused) -> Result<Body, Box<Diagnostic>> {
    let lists = [("events", site.items().events(events(site, authority)))];
    let reused = reused::part(site, authority, first, all);
    site.render_with(
        "authority.html",
        head(site, authority),
        &view(site, authority, reused),
        lists,
    )
}

fn view<'a>(site: &'a Site, authority: &'a Authority, reused: ReusedPart<'a>) -> View<'a> {
    let portal = &site.portal;
    let text = authority.text.as_ref();
    let members = portal.members_of_authority(&authority.id);
    let (municipalities, offices): (Vec<_>, Vec<_>) = members.iter().partition(|member| member.kind.is_municipality());
    let office = portal.office_of(authority);
    let concerns = authority
        .kind
        .is_municipality()
        .then(|| Concerns::of(portal, authority));
    View {
        kind: authority.kind,
        kind_url: site.href(&urls::authorities_of_kind(authority.kind)),
        territorial: authority.kind.is_territorial(),
        is_member: office.is_some(),
        facts: facts(site, authority),
        plan: PlanView::of(site, authority),
        county: county(site, authority).map(|county| site.items().authority_link(county)),
        office: office.map(|office| site.items().authority_link(office)),
        text: text.map_or(String::new(), |text| {
            site.field(text, &authority.source.path, 2, SECTION)
        }),
        levels: levels(site, authority),
        sample_figures: responsible(site, authority)
            .flat_map(|level| portal.services_of_authority(level))
            .any(|service| service.sample),
        county_coverage: (authority.kind == AuthorityKind::County)
            .then(|| county_coverage(site, &authority.id))
            .flatten(),
        county_url: spread::has_county_table(site).then(|| format!("{}#karte-kreise", site.href(urls::SPREAD))),
        place: concerns.as_ref().map(|concerns| Place::of(site, authority, concerns)),
        vcard_url: vcards::of_authority(site, &authority.id),
        table_url: matches!(authority.kind, AuthorityKind::County | AuthorityKind::IndependentTown)
            .then(|| site.href(&urls::directory_of_county(&authority.id))),
        reused,
        services: named_services(site, authority)
            .map(|service| site.items().service_link(service))
            .collect(),
        calls: match &concerns {
            Some(concerns) => site.open_calls(concerns.calls.iter().copied()),
            None => site.open_calls(portal.services_of_authority(authority)),
        }
        .into_iter()
        .take(CALLS)
        .collect(),
        events_since: events_since(site),
        offices: offices.into_iter().map(|office| members_of(site, office)).collect(),
        municipalities: site.items().authority_links(municipalities),
        is_administered: authority.administered_by.is_some(),
        administered: site.items().authority_links(portal.administered_by(&authority.id)),
        origins: former::origins(site, authority),
    }
}

fn named_services<'a>(site: &'a Site, authority: &'a Authority) -> impl Iterator<Item = &'a Arc<Service>> {
    let services = site.portal.services_of_authority(authority);
    services.filter(|service| !service.carried_out_by.contains(&authority.kind))
}

fn members_of<'a>(site: &'a Site, office: &'a Authority) -> Members<'a> {
    Members {
        office: site.items().authority_link(office),
        municipalities: site
            .items()
            .authority_links(site.portal.members_of_authority(&office.id)),
    }
}

fn facts<'a>(site: &Site, authority: &'a Authority) -> Facts<'a> {
    let extent = site.portal.extent_of(authority);
    Facts {
        designation: authority.designation.as_deref(),
        regional_key: authority.regional_key().is_some().then_some(authority.id.as_str()),
        municipality_key: authority.ags.as_deref(),
        statistical_region: authority.nuts3.as_deref(),
        population: extent.population,
        area_km2: extent.area_km2,
        sum_of: extent.sum_of,
        street: authority.street.as_deref(),
        postcode: authority.postcode.as_ref().map(|postcode| postcode.as_str()),
        town: authority.town.as_deref(),
        email: authority.email.as_ref().map(|email| email.as_str()),
        phone: authority.phone.as_deref(),
        website: authority.website.as_ref().map(|website| website.as_str()),
    }
}

/// Who carries out services for the place: the authority itself, its office, its county.
fn responsible<'a>(site: &'a Site, authority: &'a Authority) -> impl Iterator<Item = &'a Authority> {
    let office = site.portal.office_of(authority).map(|office| &**office);
    let county = county(site, authority).map(|county| &**county);
    std::iter::once(authority).chain(office).chain(county)
}

fn levels<'a>(site: &'a Site, authority: &'a Authority) -> Vec<Level<'a>> {
    responsible(site, authority)
        .map(|level| Level {
            own: level.id == authority.id,
            ..self::level(site, level)
        })
        .filter(|level| level.carried_out > 0)
        .collect()
}

/// Only what the authority carries out is counted: the figures are parts of one whole.
fn level<'a>(site: &Site, authority: &'a Authority) -> Level<'a> {
    let coverage = Coverage::of_authority(&site.portal, authority);
    Level {
        authority: site.items().authority_link(authority),
        own: false,
        carried_out: coverage.of,
        carried_out_url: (!site.portal.services_carried_out_by(authority.kind).is_empty())
            .then(|| site.href(&urls::services_carried_out_by(authority.kind))),
        coverage,
        stated: coverage.stated(),
        list_url: (coverage.stated() > 0).then(|| {
            let page = urls::entity(&EntityId::Authority(authority.id.clone()));
            format!("{}#leistungen", site.href(&page))
        }),
        live: coverage.live,
        under_way: coverage.pilot.plus(coverage.introducing),
        interested: coverage.interested,
    }
}

/// The month from which on events are listed. Were it the day, then the end of one event would change the pages of all
/// authorities.
fn events_since(site: &Site) -> PartialDate {
    let today = site.portal.as_of.0;
    PartialDate::Month(today.year(), today.month())
}

/// Events of this month and later about services that the authority, its office or its county carries out.
fn events<'a>(site: &'a Site, authority: &'a Authority) -> impl Iterator<Item = &'a Arc<Event>> {
    let levels: Vec<_> = responsible(site, authority).collect();
    let concerns = move |event: &Event| {
        let mut services = event.services.iter().filter_map(|id| site.portal.services.get(id));
        services.any(|service| levels.iter().any(|level| carries_out(service, level)))
    };
    let events = site.portal.events.values();
    let first = Day(events_since(site).first_day());
    let coming = events.filter(move |event| !event.cancelled && !event.is_past(first));
    coming.filter(move |event| concerns(event)).take(EVENTS)
}

/// The coverage of all services in each county and independent town, made once for all of them.
#[derive(Default)]
struct Counties(OnceLock<BTreeMap<AuthorityId, Coverage>>);

fn county_coverage(site: &Site, id: &AuthorityId) -> Option<Coverage> {
    let counties = &site.remembered(Counties::default).0;
    let counties = counties.get_or_init(|| Coverage::by_county(&site.portal));
    counties.get(id).copied()
}
