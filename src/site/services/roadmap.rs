//! The roadmap: all planned steps and all days from which something can be re-used, on one time line.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::extent::{Whole, span};
use crate::model::{Day, EntityId, Milestone, MilestoneState, PartialDate, Period as Quarter, Portal, Service};
use crate::site::edition::{Site, urls};
use crate::site::figures::bars::{self, BarsView, Counts, Kind, Naming};
use crate::site::figures::figure_table::{Cell, FigureTable, csv_route};
use crate::site::frame::Page;
use crate::site::frame::pagination::{Pagination, Slice, slices_of};
use crate::site::frame::service_facets::{Facet, Group, Index};
use crate::site::route::{Body, Route};

/// A time line is read as a whole: it is only divided where it would not be read any more.
const PER_PAGE: usize = 500;

/// The figures of the drawing.
const CSV: &str = "/fahrplan/quartale.csv";

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let services = site.portal.services.values();
    let entries = services.map(|service| dates(service).count()).sum();
    let plan = Arc::new(OnceLock::new());
    slices_of(urls::ROADMAP, entries, PER_PAGE)
        .map(|slice| {
            let plan = plan.clone();
            Route::new(slice.url(), move |site| {
                render(site, plan.get_or_init(|| Plan::new(&site.portal)), &slice)
            })
        })
        .chain([csv_route(CSV.to_owned(), |site| {
            Some(table(site, &Plan::new(&site.portal)))
        })])
        .collect()
}

/// All that is planned: from the running quarter on, then what is past, each in the order of time.
#[derive(Debug)]
struct Plan {
    items: Vec<Item>,
    periods: Vec<Stretch>,
    overdue: usize,
}

/// The items of a period, of which there is at least one.
#[derive(Debug)]
struct Stretch {
    key: Quarter,
    items: Range<usize>,
    overdue: usize,
}

/// A planned step of a service by its number, or the day from which the service can be re-used.
#[derive(Debug)]
struct Item {
    date: PartialDate,
    service: Arc<Service>,
    step: Option<usize>,
}

/// The dates of a service, each with the number of its step.
fn dates(service: &Service) -> impl Iterator<Item = (PartialDate, Option<usize>)> {
    let steps = service.answers.next_steps.iter().flatten().enumerate();
    let steps = steps.map(|(number, step)| (step.date, Some(number)));
    let reusable = service.answers.reusable_from.and_then(|from| from.date());
    let reusable = reusable.map(|date| (date, None));
    steps.chain(reusable)
}

impl Item {
    fn milestone(&self) -> Option<&Milestone> {
        self.service.answers.next_steps.as_ref()?.get(self.step?)
    }

    /// From when on something can be re-used is a fact or a promise; the record has no word for a broken one.
    fn is_overdue(&self, today: Day) -> bool {
        self.milestone()
            .is_some_and(|step| step.state(today) == MilestoneState::Overdue)
    }
}

impl Plan {
    fn new(portal: &Portal) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for service in portal.services.values() {
            items.extend(dates(service).map(|(date, step)| Item {
                date,
                service: service.clone(),
                step,
            }));
        }
        // Services come from A to Z, so equal dates stay in that order.
        // What is past comes last: readers look for what runs and what comes.
        items.sort_by_key(|item| {
            let quarter = Quarter::of(item.date);
            (quarter.date().is_past(portal.as_of), quarter, item.date)
        });
        let mut periods: Vec<Stretch> = Vec::new();
        for of_period in items.chunk_by(|one, next| Quarter::of(one.date) == Quarter::of(next.date)) {
            let Some(first) = of_period.first() else {
                continue;
            };
            let start = periods.last().map_or(0, |last| last.items.end);
            periods.push(Stretch {
                key: Quarter::of(first.date),
                items: span(start, of_period.len()),
                overdue: of_period.iter().filter(|item| item.is_overdue(portal.as_of)).count(),
            });
        }
        Self {
            overdue: periods.iter().map(|period| period.overdue).sum(),
            items,
            periods,
        }
    }

    fn items(&self, range: Range<usize>) -> &[Item] {
        self.items.get(range).unwrap_or_default()
    }
}

/// What `roadmap.html` shows.
#[derive(Debug, Serialize)]
struct View {
    /// All periods, to jump to.
    jumps: Vec<Jump>,
    /// The periods of this page; the first and the last may begin or end on another one.
    periods: Vec<Period>,
    /// Number of all entries, and of those that are overdue.
    entries: usize,
    overdue: usize,
    /// What the entries can be filtered by.
    facets: Vec<Group>,
    /// How many there are in each period, on the first page.
    bars: Option<BarsView>,
    pagination: Option<Pagination>,
}

/// A link to a period.
#[derive(Debug, Serialize)]
struct Jump {
    url: String,
    /// As in [`Period`].
    date: String,
    state: &'static str,
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
    /// How many entries it has on all pages, and how many of them are overdue.
    total: usize,
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
    /// What the filter finds it by.
    tokens: Value,
}

fn render(site: &Site, plan: &Plan, slice: &Slice) -> Result<Body, Box<Diagnostic>> {
    let here = |range: &Range<usize>| range.start.max(slice.range.start)..range.end.min(slice.range.end);
    let periods = plan.periods.iter().map(|stretch| (stretch, here(&stretch.items)));
    let periods = periods.filter(|(_, items)| !items.is_empty());
    let view = View {
        jumps: plan
            .periods
            .iter()
            .map(|stretch| jump(site, stretch.key, slice.url_of_entry(stretch.items.start), slice))
            .collect(),
        periods: periods
            .map(|(stretch, items)| period(site, plan, stretch, items))
            .collect(),
        entries: plan.items.len(),
        overdue: plan.overdue,
        facets: facets(site, slice),
        bars: (slice.number == 1).then(|| bars(site, plan)).flatten(),
        pagination: slice.links(site),
    };
    let title = site.theme.text("family.roadmap");
    let number = slice.number.to_string();
    let title = match slice.number {
        1 => title.to_owned(),
        _ => site.fill("services.title_of_page", &[("title", title), ("n", &number)]),
    };
    let page = Page {
        by_the_day: true,
        sample: site.shows_samples_only(),
        ..Page::new("roadmap", slice.url(), title, site.theme.text("roadmap.description"))
    };
    site.render("roadmap.html", page, &view)
}

/// What the time line can be filtered by. A script does it; without one the links lead to the services.
const FACETS: [Facet; 3] = [Facet::Ministry, Facet::CarriedOutBy, Facet::Reusability];

/// Only a time line on one page can be filtered.
fn facets(site: &Site, slice: &Slice) -> Vec<Group> {
    if slice.of > 1 {
        return Vec::new();
    }
    Index::new(&site.portal).groups_of(site, &FACETS)
}

fn bars(site: &Site, plan: &Plan) -> Option<BarsView> {
    let naming = Naming {
        id: "fahrplan",
        title: site.theme.text("bars.roadmap").to_owned(),
        note: site.theme.text("bars.roadmap_note").to_owned(),
        row: site.theme.text("bars.period").to_owned(),
        csv: CSV.to_owned(),
    };
    bars::bars(site, naming, &kinds(site), &counts(site, plan))
}

/// The figures of the bars.
fn table(site: &Site, plan: &Plan) -> FigureTable {
    let row = site.theme.text("bars.period").to_owned();
    bars::table(site, row, &kinds(site), &counts(site, plan))
}

fn kinds(site: &Site) -> Vec<Kind> {
    let kinds = [
        ("live", "bars.done"),
        ("overdue", "bars.overdue"),
        ("interested", "bars.planned"),
        ("introducing", "bars.reusable"),
    ];
    let kind = |(paint, text): (&'static str, &str)| Kind {
        paint,
        meaning: site.theme.text(text).to_owned(),
    };
    kinds.map(kind).into()
}

/// In the order of [`kinds`].
fn counts(site: &Site, plan: &Plan) -> Vec<Counts> {
    let today = site.portal.as_of;
    let mut periods: Vec<&Stretch> = plan.periods.iter().collect();
    periods.sort_by_key(|stretch| stretch.key);
    let counts = periods.into_iter().map(|stretch| {
        let mut numbers = vec![0; 4];
        for item in plan.items(stretch.items.clone()) {
            let kind = match item.milestone().map(|step| step.state(today)) {
                None => 3,
                Some(MilestoneState::Done) => 0,
                Some(MilestoneState::Overdue) => 1,
                Some(MilestoneState::Open) => 2,
            };
            if let Some(number) = numbers.get_mut(kind) {
                number.raise(1);
            }
        }
        Counts {
            label: short_name(site, stretch.key),
            name: Cell::date(Some(stretch.key.date())),
            numbers,
        }
    });
    counts.collect()
}

/// "Q1 2022", or the year where no quarter is known.
fn short_name(site: &Site, period: Quarter) -> String {
    let year = period.year.to_string();
    match period.quarter() {
        Some(quarter) => site.fill("bars.quarter", &[("n", &quarter.to_string()), ("year", &year)]),
        None => year,
    }
}

fn state(period: Quarter, today: Day) -> &'static str {
    if period.date().is_past(today) {
        "past"
    } else if period.is_current(today) {
        "now"
    } else {
        "future"
    }
}

fn jump(site: &Site, key: Quarter, page: String, slice: &Slice) -> Jump {
    let anchor = format!("#{}", anchor(key));
    Jump {
        url: if page == slice.url() {
            anchor
        } else {
            format!("{}{anchor}", site.href(&page))
        },
        date: key.to_string(),
        state: state(key, site.portal.as_of),
    }
}

/// A period with those of its items that are on the page.
fn period(site: &Site, plan: &Plan, stretch: &Stretch, here: Range<usize>) -> Period {
    Period {
        id: anchor(stretch.key),
        date: stretch.key.to_string(),
        year: stretch.key.quarter().is_none(),
        state: state(stretch.key, site.portal.as_of),
        total: stretch.items.len(),
        overdue: stretch.overdue,
        entries: plan.items(here).iter().map(|item| entry(site, item)).collect(),
    }
}

fn anchor(period: Quarter) -> String {
    let year = period.year;
    match period.quarter() {
        Some(quarter) => format!("q{quarter}-{year}"),
        None => format!("jahr-{year}"),
    }
}

fn entry(site: &Site, item: &Item) -> Entry {
    let service = &item.service;
    let ministry = site.portal.ministries.get(&service.ministry);
    let milestone = item.milestone();
    Entry {
        date: item.date,
        title: milestone.map(|step| step.title.clone()),
        service: service.title.clone(),
        url: site.href(&urls::entity(&EntityId::Service(service.id.clone()))),
        ministry: ministry
            .map(|ministry| ministry.abbreviation.clone())
            .unwrap_or_default(),
        done: milestone.is_some_and(|step| step.done),
        overdue: item.is_overdue(site.portal.as_of),
        sample: service.sample && !site.shows_samples_only(),
        tokens: site.items().tokens_of(&service.id, &FACETS),
    }
}
