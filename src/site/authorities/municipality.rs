//! "Für meine Kommune": what concerns a municipality, whoever carries it out for it.

use serde::Serialize;

use crate::model::{
    Authority, Concerns, Coverage, Day, EntityId, Event, PartialDate, ReuseStatus, WebAddress, standing,
};
use crate::site::edition::{Site, urls};
use crate::site::frame::items::{AuthorityLink, ServiceLink};
use crate::site::frame::subscriptions::CalendarScope;

/// How many services in reach are listed before the list of all takes over.
const IN_REACH: usize = 24;

/// How many deadlines are listed before the calendar takes over.
const DEADLINES: usize = 6;

/// What `authority.html` shows of a municipality.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Place<'a> {
    /// Every service that anybody carries out for it, once.
    coverage: Coverage,
    /// What somebody offers, prepares or has ended, most advanced first.
    services: Vec<ServiceRow<'a>>,
    /// What the place could re-use today and nobody has begun with.
    in_reach: Vec<ServiceLink<'a>>,
    /// … and how many more there are of these.
    more_in_reach: usize,
    deadlines: Vec<Deadline>,
    deadlines_calendar_url: String,
    /// Itself, its office, its county.
    contacts: Vec<ContactCard<'a>>,
}

/// A service with its standing.
#[derive(Debug, Serialize)]
struct ServiceRow<'a> {
    service: ServiceLink<'a>,
    status: ReuseStatus,
    /// Who carries it out.
    carrier: AuthorityLink<'a>,
    /// Whether that is the place itself.
    own: bool,
    since: Option<PartialDate>,
    url: Option<&'a WebAddress>,
    remark: Option<&'a str>,
}

/// A day by which one has to have answered.
#[derive(Debug, Serialize)]
struct Deadline {
    day: Day,
    title: String,
    url: String,
    /// What ends: `registration` or `participation`.
    kind: &'static str,
    sample: bool,
}

/// Whom to ask.
#[derive(Debug, Serialize)]
struct ContactCard<'a> {
    name: String,
    url: String,
    own: bool,
    kind: &'static str,
    street: Option<&'a str>,
    postcode: Option<&'a str>,
    town: Option<&'a str>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
    website: Option<&'a str>,
    /// Whether there is any way to reach it.
    is_known: bool,
}

impl<'a> Place<'a> {
    pub(in crate::site) fn of(site: &'a Site, place: &'a Authority, concerns: &Concerns<'a>) -> Self {
        let in_reach = concerns.in_reach.iter().take(IN_REACH);
        Self {
            coverage: concerns.coverage,
            services: rows(site, place, concerns),
            in_reach: in_reach.map(|service| site.items().service_link(service)).collect(),
            more_in_reach: concerns.in_reach.len().saturating_sub(IN_REACH),
            deadlines: deadlines(site, place, concerns),
            deadlines_calendar_url: site.href(&CalendarScope::Deadlines.url()),
            contacts: contacts(site, place),
        }
    }
}

fn rows<'a>(site: &Site, place: &Authority, concerns: &Concerns<'a>) -> Vec<ServiceRow<'a>> {
    let stated = concerns.stated.iter().filter_map(|(service, standing)| {
        let reuse = standing.reuse?;
        Some(ServiceRow {
            service: site.items().service_link(service),
            status: reuse.status,
            carrier: site.items().authority_link(standing.carrier),
            own: standing.carrier.id == place.id,
            since: reuse.since,
            url: reuse.url.as_ref(),
            remark: reuse.remark.as_deref(),
        })
    });
    let mut rows: Vec<ServiceRow> = stated.collect();
    rows.sort_by_key(|row| row.status.rank());
    rows
}

/// Closing dates of registrations and calls about what is carried out for the place, the next first.
fn deadlines(site: &Site, place: &Authority, concerns: &Concerns) -> Vec<Deadline> {
    let portal = &site.portal;
    let is_carried_out = |event: &Event| {
        let services = event.services.iter().filter_map(|id| portal.services.get(id));
        services
            .into_iter()
            .any(|service| standing(portal, service, place).is_some())
    };
    let events = portal
        .events
        .values()
        .filter(|event| !event.cancelled && !event.is_past(portal.as_of));
    let registrations = events.filter_map(|event| {
        let day = event.registration.as_ref()?.until.filter(|day| *day >= portal.as_of)?;
        is_carried_out(event).then(|| Deadline {
            day,
            title: event.title.clone(),
            url: site.href(&urls::entity(&EntityId::Event(event.id.clone()))),
            kind: "registration",
            sample: event.sample,
        })
    });
    let calls = concerns.calls.iter().filter_map(|service| {
        let day = service
            .participation
            .as_ref()?
            .until
            .filter(|day| *day >= portal.as_of)?;
        Some(Deadline {
            day,
            title: service.title.clone(),
            url: site.href(&urls::entity(&EntityId::Service(service.id.clone()))),
            kind: "participation",
            sample: service.sample,
        })
    });
    let mut deadlines: Vec<Deadline> = registrations.chain(calls).collect();
    deadlines.sort_by_key(|deadline| deadline.day);
    deadlines.truncate(DEADLINES);
    deadlines
}

fn contacts<'a>(site: &'a Site, place: &'a Authority) -> Vec<ContactCard<'a>> {
    let office = site.portal.office_of(place).map(|office| &**office);
    let county = site.portal.county_of(place).map(|county| &**county);
    let county = county.filter(|county| county.id != place.id);
    let who = std::iter::once(place).chain(office).chain(county);
    who.map(|authority| ContactCard {
        name: authority.full_name(),
        url: site.href(&urls::entity(&EntityId::Authority(authority.id.clone()))),
        own: authority.id == place.id,
        kind: authority.kind.key(),
        street: authority.street.as_deref(),
        postcode: authority.postcode.as_ref().map(|postcode| postcode.as_str()),
        town: authority.town.as_deref(),
        email: authority.email.as_ref().map(|email| email.as_str()),
        phone: authority.phone.as_deref(),
        website: authority.website.as_ref().map(|website| website.as_str()),
        is_known: authority.email.is_some() || authority.phone.is_some() || authority.website.is_some(),
    })
    .collect()
}
