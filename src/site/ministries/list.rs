//! The overview of the ministries.

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::Ministry;
use crate::site::edition::{Site, urls};
use crate::site::figures::bars::BarsView;
use crate::site::figures::statistics::Statistics;
use crate::site::frame::Page;
use crate::site::ministries::bars;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    if site.portal.ministries.is_empty() {
        return Vec::new();
    }
    vec![Route::new(urls::MINISTRIES, render)]
}

/// What `ministries.html` shows.
#[derive(Debug, Serialize)]
struct View {
    current: Vec<Row>,
    former: Vec<FormerRow>,
    /// The services of these ministries together: the sum of the rows.
    total: Statistics,
    /// Phases and maturity.
    bars: Vec<BarsView>,
}

/// A ministry with its figures.
#[derive(Debug, Serialize)]
struct Row {
    ministry: Value,
    figures: Statistics,
}

/// A ministry that is no more, and who came after it.
#[derive(Debug, Serialize)]
struct FormerRow {
    ministry: Value,
    until: Option<crate::model::Day>,
    successor: Option<Value>,
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let portal = &site.portal;
    let former = portal
        .ministries
        .values()
        .filter(|ministry| ministry.is_former(portal.as_of));
    let services = portal
        .reporting_ministries()
        .flat_map(|ministry| portal.services_of_ministry(&ministry.id));
    let total = Statistics::of(portal, &services.cloned().collect::<Vec<_>>());
    let view = View {
        current: portal
            .reporting_ministries()
            .map(|ministry| row(site, ministry))
            .collect(),
        former: former.map(|ministry| former_row(site, ministry)).collect(),
        total,
        bars: bars::figures(site),
    };
    let page = Page::new(
        "ministries",
        urls::MINISTRIES,
        site.theme.text("family.ministries"),
        site.theme.text("ministries.description"),
    )
    .by_the_day();
    site.render("ministries.html", page, &view)
}

fn row(site: &Site, ministry: &Ministry) -> Row {
    Row {
        ministry: site.items().ministry(&ministry.id),
        figures: Statistics::of(&site.portal, site.portal.services_of_ministry(&ministry.id)),
    }
}

fn former_row(site: &Site, ministry: &Ministry) -> FormerRow {
    FormerRow {
        ministry: site.items().ministry(&ministry.id),
        until: ministry.until,
        successor: successor(site, ministry),
    }
}

/// Who came after a ministry. A successor that is not public yet is not named: neither its name nor its id may leak.
pub(in crate::site) fn successor(site: &Site, ministry: &Ministry) -> Option<Value> {
    let id = ministry.successor.as_ref()?;
    site.portal
        .ministries
        .contains_key(id)
        .then(|| site.items().ministry(id))
}
