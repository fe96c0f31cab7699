//! The roadmap: all planned steps and all days from which something can be re-used, on one time line.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Body, Page, Route, Site, urls};
use crate::diagnostics::Diagnostic;
use crate::model::{Availability, Day, EntityId, PartialDate, Portal, Service};

pub(super) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::ROADMAP, render)]
}

/// What `roadmap.html` shows.
#[derive(Debug, Serialize)]
struct View {
    periods: Vec<Period>,
    entries: usize,
    overdue: usize,
}

/// A quarter, or a year whose quarter is not known.
#[derive(Debug, Serialize)]
struct Period {
    /// Anchor: `q1-2022` or `jahr-2022`.
    id: String,
    /// `2022-Q1` or `2022`, for the filter `date`.
    date: String,
    /// Whether it is only a year.
    year: bool,
    /// `past`, `now` or `future`, as the component `timeline_period` knows it.
    state: &'static str,
    overdue: usize,
    entries: Vec<Entry>,
}

/// A planned step, or the day from which a service can be re-used.
#[derive(Debug, Serialize)]
struct Entry {
    date: PartialDate,
    /// Title of the step; none for a day of re-use.
    title: Option<String>,
    service: String,
    url: String,
    /// Abbreviation.
    ministry: String,
    done: bool,
    overdue: bool,
    sample: bool,
}

/// Years whose quarter is not known come after the quarters of that year.
type Key = (i16, i8);

fn key(date: PartialDate) -> Key {
    let (year, quarter) = date.quarter();
    (year, quarter.unwrap_or(5))
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let mut periods: BTreeMap<Key, Vec<Entry>> = BTreeMap::new();
    for entry in site.portal.services.values().flat_map(|service| entries(site, service)) {
        periods.entry(key(entry.date)).or_default().push(entry);
    }
    let periods: Vec<Period> = periods
        .into_iter()
        .map(|(key, entries)| period(&site.portal, key, entries))
        .collect();
    let view = View {
        entries: periods.iter().map(|period| period.entries.len()).sum(),
        overdue: periods.iter().map(|period| period.overdue).sum(),
        periods,
    };
    let title = site.theme.text("family.roadmap");
    let page = Page {
        sample: site.portal.services.values().any(|service| service.sample),
        ..Page::new("roadmap", urls::ROADMAP, title, site.theme.text("roadmap.description"))
    };
    site.render("roadmap.html", page, &view)
}

fn period(portal: &Portal, (year, quarter): Key, mut entries: Vec<Entry>) -> Period {
    // Services come from A to Z, so equal dates stay in that order.
    entries.sort_by_key(|entry| entry.date);
    let date = match quarter {
        1..=4 => PartialDate::Quarter(year, quarter),
        _ => PartialDate::Year(year),
    };
    let state = if Day(date.last_day()) < portal.as_of {
        "past"
    } else if Day(date.first_day()) <= portal.as_of && quarter <= 4 {
        "now"
    } else {
        "future"
    };
    Period {
        id: anchor(date),
        date: date.to_string(),
        year: quarter > 4,
        state,
        overdue: entries.iter().filter(|entry| entry.overdue).count(),
        entries,
    }
}

fn anchor(date: PartialDate) -> String {
    match date.quarter() {
        (year, Some(quarter)) => format!("q{quarter}-{year}"),
        (year, None) => format!("jahr-{year}"),
    }
}

fn entries(site: &Site, service: &Service) -> Vec<Entry> {
    let today = site.portal.as_of;
    let ministry = site.portal.ministries.get(&service.ministry);
    let entry = |date: PartialDate, title: Option<&str>, done: bool, overdue: bool| Entry {
        date,
        title: title.map(str::to_owned),
        service: service.title.clone(),
        url: site.href(&urls::entity(&EntityId::Service(service.id.clone()))),
        ministry: ministry
            .map(|ministry| ministry.abbreviation.clone())
            .unwrap_or_default(),
        done,
        overdue,
        sample: service.sample,
    };
    let is_over = |date: PartialDate| Day(date.last_day()) < today;
    let steps = service.answers.next_steps.iter().flatten();
    let mut entries: Vec<Entry> = steps
        .map(|step| {
            entry(
                step.date,
                Some(&step.title),
                step.done,
                !step.done && is_over(step.date),
            )
        })
        .collect();
    // From when on something can be re-used is a fact or a promise; the record has no word for a broken one.
    if let Some(Availability::From(date)) = service.answers.reusable_from {
        entries.push(entry(date, None, false, false));
    }
    entries
}
