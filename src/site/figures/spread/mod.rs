//! How far services have spread: maps by county and by municipality, and the curve of adoption over time, for each
//! service that somebody re-uses and for the whole portal.

mod atlas;
mod counties;
mod curve;
mod map;
mod municipalities;
mod scale;
mod scope;
mod standing;

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Coverage, EntityId, Service};
use crate::site::edition::{Site, urls};
use crate::site::figures::figure_table::{FigureTable, csv_route};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

pub(in crate::site) use counties::map as county_map;
use curve::CurveView;
pub(in crate::site) use map::MapView;
pub(in crate::site) use scope::Scope;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let services = site.portal.services.values().filter(|service| has_page(site, service));
    let mut routes: Vec<Route> = services.flat_map(|service| routes_of_service(site, service)).collect();
    if !routes.is_empty() {
        routes.extend(routes_of_portal(site));
    }
    routes
}

/// Whether there is something to be seen of a service: somebody who carries it out has answered.
pub(in crate::site) fn has_page(site: &Site, service: &Service) -> bool {
    let coverage = Coverage::of_service(&site.portal, service);
    coverage.unstated < coverage.of
}

/// Whether there is a page for all services together.
pub(in crate::site) fn has_portal_page(site: &Site) -> bool {
    site.portal.services.values().any(|service| has_page(site, service))
}

/// Whether that page has the table of the counties.
pub(in crate::site) fn has_county_table(site: &Site) -> bool {
    site.atlas().counties.is_some() && has_portal_page(site)
}

/// A table of figures by county, by municipality or over time.
type Tabulate = fn(&Site, Scope) -> Option<FigureTable>;

/// The files beside a page: those that can have something in them.
fn files(site: &Site) -> Vec<(&'static str, Tabulate)> {
    let counties = site.atlas().counties.is_some();
    let municipalities = site.atlas().municipalities.is_some();
    let files: [(bool, &'static str, Tabulate); 3] = [
        (counties, "kreise.csv", counties::table),
        (municipalities, "gemeinden.csv", municipalities::table),
        (true, "verlauf.csv", curve::table),
    ];
    let files = files.into_iter().filter(|(is_there, ..)| *is_there);
    files.map(|(_, name, table)| (name, table)).collect()
}

fn routes_of_service(site: &Site, service: &Arc<Service>) -> Vec<Route> {
    let scope = Scope::Service(service);
    let own = service.clone();
    let page = Route::new(scope.url(), move |site| render_service(site, &own)).from_file(&service.source.path);
    let files = files(site).into_iter().map(|(name, table)| {
        let own = service.clone();
        csv_route(scope.file_url(name), move |site| table(site, Scope::Service(&own)))
    });
    std::iter::once(page).chain(files).collect()
}

fn routes_of_portal(site: &Site) -> Vec<Route> {
    let page = Route::new(Scope::Portal.url(), render_portal);
    let files = files(site).into_iter();
    let files =
        files.map(|(name, table)| csv_route(Scope::Portal.file_url(name), move |site| table(site, Scope::Portal)));
    std::iter::once(page).chain(files).collect()
}

/// What `spread.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    /// The page of the service; none for all services.
    service_url: Option<String>,
    service: Option<String>,
    coverage: Coverage,
    rule: String,
    counties: Option<MapView>,
    municipalities: Option<MapView>,
    curve: Option<CurveView>,
    /// Where the lists behind the figures are.
    list_url: String,
    /// Who carries the service out, by what is stated of them.
    standing: Vec<standing::Group<'a>>,
    /// All services that somebody carries out, for the page of the portal.
    services: Vec<ServiceRow>,
}

/// A service in the list of the portal's page.
#[derive(Debug, Serialize)]
struct ServiceRow {
    title: String,
    /// The page like this about it, where somebody has answered.
    url: Option<String>,
    coverage: Coverage,
    sample: bool,
}

fn view<'a>(site: &'a Site, scope: Scope) -> View<'a> {
    View {
        service_url: None,
        service: None,
        coverage: scope.coverage(&site.portal),
        rule: scope.rule(site),
        counties: counties::map(site, scope),
        municipalities: municipalities::map(site, scope),
        curve: curve::curve(site, scope),
        list_url: String::new(),
        standing: Vec::new(),
        services: Vec::new(),
    }
}

fn render_service(site: &Site, service: &Service) -> Result<Body, Box<Diagnostic>> {
    let scope = Scope::Service(service);
    let service_url = urls::entity(&EntityId::Service(service.id.clone()));
    let page = Page {
        source: Some(&service.source),
        sample: service.sample,
        ..Page::new(
            "spread",
            scope.url(),
            site.fill("spread.title_service", &[("service", &service.title)]),
            site.fill("spread.description_service", &[("service", &service.title)]),
        )
    }
    .below(site.theme.text("family.services"), urls::SERVICES)
    .below(&service.title, &service_url);
    let view = View {
        service_url: Some(site.href(&service_url)),
        service: Some(service.title.clone()),
        standing: standing::groups(site, service),
        ..view(site, scope)
    };
    site.render("spread.html", page, &view)
}

fn render_portal(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let scope = Scope::Portal;
    let page = Page {
        sample: scope.is_sample(&site.portal),
        ..Page::new(
            "spread",
            scope.url(),
            site.theme.text("spread.title"),
            site.theme.text("spread.description"),
        )
    };
    let services = site.portal.services.values().map(|service| ServiceRow {
        title: service.title.clone(),
        url: has_page(site, service).then(|| site.href(&Scope::Service(service).url())),
        coverage: Coverage::of_service(&site.portal, service),
        sample: service.sample && !site.shows_samples_only(),
    });
    let services = services.filter(|row| row.coverage.of > 0);
    let view = View {
        list_url: "#leistungen".to_owned(),
        services: services.collect(),
        ..view(site, scope)
    };
    site.render("spread.html", page, &view)
}
