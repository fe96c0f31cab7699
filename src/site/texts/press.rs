//! Press releases: the latest, by year, and one page each.

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::model::{Contact, EntityId, PressRelease};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::documents::DocumentItem;
use crate::site::route::{Body, Route};

/// How many press releases are "the latest".
const LATEST: usize = 10;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let releases = &site.portal.press_releases;
    if releases.is_empty() {
        return Vec::new();
    }
    let pages = releases.values().map(|release| {
        let url = urls::entity(&EntityId::PressRelease(release.id.clone()));
        let own = release.clone();
        Route::new(url, move |site| render(site, &own)).from_file(&release.source.path)
    });
    let years = years(site).into_iter();
    let years = years.map(|(year, _)| Route::new(urls::press_of_year(year), move |site| render_year(site, year)));
    let latest = Route::new(urls::PRESS, render_latest);
    std::iter::once(latest).chain(years).chain(pages).collect()
}

/// The years with their numbers of press releases, latest first.
fn years(site: &Site) -> Vec<(i16, usize)> {
    let mut years: Vec<(i16, usize)> = Vec::new();
    for release in site.portal.press_releases.values() {
        let year = release.date.0.year();
        match years.last_mut().filter(|(last, _)| *last == year) {
            Some((_, count)) => count.raise(1),
            None => years.push((year, 1)),
        }
    }
    years
}

/// What `press.html` shows, beside `press`.
#[derive(Debug, Serialize)]
struct List {
    /// The year of the page; none for the latest.
    year: Option<i16>,
    years: Vec<YearLink>,
    latest_url: String,
}

/// The page of a year.
#[derive(Debug, Serialize)]
struct YearLink {
    year: i16,
    url: String,
    count: usize,
    current: bool,
}

fn list(site: &Site, current: Option<i16>) -> List {
    let link = |(year, count)| YearLink {
        year,
        url: site.href(&urls::press_of_year(year)),
        count,
        current: current == Some(year),
    };
    List {
        year: current,
        years: years(site).into_iter().map(link).collect(),
        latest_url: site.href(urls::PRESS),
    }
}

fn render_latest(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let latest = site.portal.press_releases.values().take(LATEST);
    let title = site.theme.text("family.press");
    let page = Page {
        sample: site.shows_samples_only_of("press"),
        ..Page::new("press", urls::PRESS, title, site.theme.text("press.description"))
    };
    site.render_with(
        "press.html",
        page,
        &list(site, None),
        [("press", site.items().press(latest))],
    )
}

fn render_year(site: &Site, year: i16) -> Result<Body, Box<Diagnostic>> {
    let releases = site.portal.press_releases.values();
    let of_year = releases.filter(|release| release.date.0.year() == year);
    let gaps = year.to_string();
    let title = site.fill("press.year", &[("year", &gaps)]);
    let description = site.fill("press.year_description", &[("year", &gaps)]);
    let page = Page {
        sample: site.shows_samples_only_of("press"),
        ..Page::new("press", urls::press_of_year(year), title, description)
    };
    let page = page.below(site.theme.text("family.press"), urls::PRESS);
    site.render_with(
        "press.html",
        page,
        &list(site, Some(year)),
        [("press", site.items().press(of_year))],
    )
}

/// What `press_release.html` shows, beside `release` (as lists show it) and `services`.
#[derive(Debug, Serialize)]
struct View<'a> {
    contacts: &'a [Contact],
    documents: Vec<DocumentItem<'a>>,
    text: String,
    /// The release before this one and the one after it.
    earlier: Option<Value>,
    later: Option<Value>,
}

fn render(site: &Site, release: &PressRelease) -> Result<Body, Box<Diagnostic>> {
    let services = release.services.iter().filter_map(|id| site.portal.services.get(id));
    let lists = [
        ("release", site.items().press_release(&release.id)),
        ("services", site.items().services(services)),
    ];
    site.render_with("press_release.html", head(site, release), &view(site, release), lists)
}

fn view<'a>(site: &Site, release: &'a PressRelease) -> View<'a> {
    let releases = &site.portal.press_releases;
    let index = releases.get_index_of(&release.id);
    let neighbour = |index: Option<usize>| {
        let (id, _) = releases.get_index(index?)?;
        Some(site.items().press_release(id))
    };
    let text = release.text.as_ref();
    View {
        contacts: &release.contacts,
        documents: site.documents(&release.documents, &release.source),
        text: text.map_or(String::new(), |text| site.prose(text).html),
        earlier: neighbour(index.map(|index| index.plus(1))),
        later: neighbour(index.and_then(|index| index.checked_sub(1))),
    }
}

fn head<'a>(site: &Site, release: &'a PressRelease) -> Page<'a> {
    let year = release.date.0.year();
    let year_title = site.fill("press.year", &[("year", &year.to_string())]);
    Page {
        updated: Some(release.date),
        source: Some(&release.source),
        sample: release.sample,
        ..Page::new(
            "press_release",
            urls::entity(&EntityId::PressRelease(release.id.clone())),
            &release.title,
            release.summary.as_deref().unwrap_or(&release.title),
        )
    }
    .below(site.theme.text("family.press"), urls::PRESS)
    .below(year_title, urls::press_of_year(year))
}
