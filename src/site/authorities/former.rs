//! The page of an authority that has ended: until when it existed, what came of it, and what it said to the end.

use std::sync::Arc;

use serde::Serialize;

use super::head::head;
use super::named::{Named, named};
use crate::diagnostics::Diagnostic;
use crate::model::{Authority, AuthorityKind, Day, EntityId, PartialDate, Reuse, ReuseStatus, Service, WebAddress};
use crate::site::edition::{Site, urls};
use crate::site::frame::items::ServiceLink;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let ended = site.portal.dissolved_authorities();
    let pages = ended.map(|authority| {
        let own = authority.clone();
        let url = urls::entity(&EntityId::Authority(authority.id.clone()));
        Route::new(url, move |site| render(site, &own)).from_file(&authority.source.path)
    });
    pages.collect()
}

/// What `former_authority.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    kind: AuthorityKind,
    from: Option<Day>,
    until: Option<Day>,
    successors: Vec<Named>,
    /// What it came of itself.
    origins: Vec<Origin<'a>>,
    /// The municipalities that belonged to it, by the names that they have now where they are still there.
    members: Vec<Named>,
    regional_key: Option<&'a str>,
    municipality_key: Option<&'a str>,
    reuses: Vec<ReuseRow<'a>>,
}

/// What an authority came of.
#[derive(Debug, Serialize)]
pub(super) struct Origin<'a> {
    authority: Named,
    id: &'a str,
    until: Option<Day>,
    /// Whether it is the same municipality under another key.
    same: bool,
}

/// What it said of a service, to the end.
#[derive(Debug, Serialize)]
struct ReuseRow<'a> {
    service: ServiceLink<'a>,
    status: ReuseStatus,
    since: Option<PartialDate>,
    url: Option<&'a WebAddress>,
}

/// What an authority came of, its former keys last.
pub(super) fn origins<'a>(site: &'a Site, authority: &Authority) -> Vec<Origin<'a>> {
    let predecessors = site.portal.predecessors_of(authority).into_iter();
    let origins = predecessors.map(|other| Origin {
        authority: named(site, other),
        id: other.id.as_str(),
        until: other.valid_until,
        same: other.is_same_as(authority),
    });
    origins.collect()
}

fn render(site: &Site, authority: &Authority) -> Result<Body, Box<Diagnostic>> {
    site.render("former_authority.html", head(site, authority), &view(site, authority))
}

fn view<'a>(site: &'a Site, authority: &'a Authority) -> View<'a> {
    let link = |other: &Arc<Authority>| named(site, other);
    View {
        kind: authority.kind,
        from: authority.valid_from,
        until: authority.valid_until,
        successors: site.portal.successors_of(authority).map(link).collect(),
        origins: origins(site, authority),
        members: members(site, authority).into_iter().map(link).collect(),
        regional_key: authority.regional_key().is_some().then_some(authority.id.as_str()),
        municipality_key: authority.ags.as_deref(),
        reuses: reuses(site, authority),
    }
}

fn members<'a>(site: &'a Site, authority: &Authority) -> Vec<&'a Arc<Authority>> {
    let former = site.portal.former_authorities.values();
    let members = former.filter(|other| other.parent.as_ref() == Some(&authority.id));
    members
        .map(|member| site.portal.goes_on_as(member).unwrap_or(member))
        .collect()
}

fn reuses<'a>(site: &'a Site, authority: &Authority) -> Vec<ReuseRow<'a>> {
    let said = |service: &'a Arc<Service>| {
        let reuses = site.portal.former_reuses(&service.id).iter();
        let own = reuses.filter(|reuse: &&Reuse| reuse.authority == authority.id);
        own.map(move |reuse| ReuseRow {
            service: site.items().service_link(service),
            status: reuse.status,
            since: reuse.since,
            url: reuse.url.as_ref(),
        })
    };
    let mut rows: Vec<ReuseRow> = site.portal.services.values().flat_map(said).collect();
    rows.sort_by_key(|row| row.status.rank());
    rows
}
