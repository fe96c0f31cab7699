//! "Für meine Kommune": what concerns a municipality, whoever carries it out for it.

use serde::Serialize;

use crate::model::{Authority, Concerns, Coverage, EntityId, PartialDate, ReuseStatus, WebAddress};
use crate::site::edition::{Site, urls};
use crate::site::frame::items::{AuthorityLink, ServiceLink};

/// What `authority.html` shows of a municipality.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Place<'a> {
    /// Every service that anybody carries out for it, once.
    coverage: Coverage,
    /// What somebody offers, prepares or has ended, most advanced first.
    services: Vec<ServiceRow<'a>>,
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
        Self {
            coverage: concerns.coverage,
            services: rows(site, place, concerns),
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
