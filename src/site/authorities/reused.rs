//! The services that an authority re-uses or tries out, on as many pages as they need. Of a municipality
//! [`super::place`] tells more.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Authority, AuthorityId, EntityId, PartialDate, ReuseStatus, Service, ServiceId, WebAddress};
use crate::site::authorities::head::head;
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::items::ServiceLink;
use crate::site::frame::pagination::{Pagination, Slice, slices};
use crate::site::route::{Body, Route};

/// What an authority re-uses, the most advanced first, for all of its pages.
pub(in crate::site) type Reused = Arc<[Arc<Service>]>;

/// A part of what an authority re-uses.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ReusedPart<'a> {
    rows: Vec<ReuseRow<'a>>,
    pagination: Option<Pagination>,
}

/// A service that the authority re-uses or tries out.
#[derive(Debug, Serialize)]
struct ReuseRow<'a> {
    service: ServiceLink<'a>,
    status: ReuseStatus,
    since: Option<PartialDate>,
    url: Option<&'a WebAddress>,
    remark: Option<&'a str>,
}

/// The pages of the list; the first is part of the authority's own page.
pub(in crate::site) fn pages(authority: &Authority, all: &Reused) -> impl Iterator<Item = Slice> + use<> {
    slices(&urls::entity(&EntityId::Authority(authority.id.clone())), all.len())
}

/// The pages after the first.
pub(in crate::site) fn routes(
    authority: &Arc<Authority>,
    slices: impl Iterator<Item = Slice>,
    all: &Reused,
) -> Vec<Route> {
    slices
        .map(|slice| {
            let (own, all) = (authority.clone(), all.clone());
            Route::new(slice.url(), move |site| render(site, &own, &slice, &all))
        })
        .collect()
}

fn render(site: &Site, authority: &Authority, slice: &Slice, all: &Reused) -> Result<Body, Box<Diagnostic>> {
    let name = authority.full_name();
    let number = slice.number.to_string();
    let page = Page {
        url: slice.url(),
        title: site.fill("services.title_of_page", &[("title", &name), ("n", &number)]),
        ..head(site, authority)
    };
    let page = page.below(name, urls::entity(&EntityId::Authority(authority.id.clone())));
    site.render("authority_services.html", page, &part(site, authority, slice, all))
}

/// What is on one of the pages.
pub(in crate::site) fn part<'a>(
    site: &'a Site,
    authority: &'a Authority,
    slice: &Slice,
    all: &'a Reused,
) -> ReusedPart<'a> {
    let services = all.get(slice.range.clone()).unwrap_or_default();
    ReusedPart {
        rows: services
            .iter()
            .map(|service| row(site, &authority.id, service))
            .collect(),
        pagination: slice.links(site),
    }
}

/// What the authority re-uses; where only the ministry's record names it, it is a pilot. Nothing for a municipality.
pub(in crate::site) fn reused(site: &Site, authority: &Authority) -> Reused {
    if authority.kind.is_municipality() {
        return Reused::default();
    }
    let id = &authority.id;
    let listed: Vec<_> = site.portal.reuses_of_authority(id).collect();
    let names: BTreeSet<&ServiceId> = listed.iter().map(|(service, _)| &service.id).collect();
    let pilots = site.portal.pilots_of_authority(id).iter();
    let pilots = pilots.filter(|service| !names.contains(&service.id));
    let pilots = pilots.map(|service| (service, ReuseStatus::Pilot));
    let listed = listed.iter().map(|(service, reuse)| (*service, reuse.status));
    let mut all: Vec<(&Arc<Service>, ReuseStatus)> = listed.chain(pilots).collect();
    all.sort_by_key(|(_, status)| status.rank());
    all.into_iter().map(|(service, _)| service.clone()).collect()
}

fn row<'a>(site: &Site, id: &AuthorityId, service: &'a Service) -> ReuseRow<'a> {
    let reuse = service.reuse.iter().find(|reuse| reuse.authority == *id);
    ReuseRow {
        service: site.items().service_link(service),
        status: reuse.map_or(ReuseStatus::Pilot, |reuse| reuse.status),
        since: reuse.and_then(|reuse| reuse.since),
        url: reuse.and_then(|reuse| reuse.url.as_ref()),
        remark: reuse.and_then(|reuse| reuse.remark.as_deref()),
    }
}
