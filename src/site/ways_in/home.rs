//! The start page: what the portal is for, how far things are, and where to go on.

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::extent::{Slicing, Whole};
use crate::model::plan::Worklist;
use crate::model::{
    AnswerTally, AuthorityKind, Coverage, Day, EntityId, Freshness, Ministry, Orderability, Phase, Portal, Reusability,
    ReusableTally, ReviewTally, open_calls,
};
use crate::site::edition::{Site, urls};
use crate::site::figures::quarter::Quarter;
use crate::site::figures::spread::{self, Scope, Trend};
use crate::site::frame::service_facets::Choice;
use crate::site::frame::{Page, SECTION, structured};
use crate::site::route::{Body, Route};

/// Entries of each list on the start page.
const SHORT_LIST: usize = 4;

/// Changes on the start page.
const RECENT_CHANGES: usize = 5;

/// More counties than this are no list to choose from at a glance: the directory has them.
const MOST_COUNTIES: usize = 24;

/// The longest bar of a `bar_table`.
const FULL_BAR: usize = 1000;

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::HOME, render)]
}

/// What `home.html` shows, beside the lists `press`, `confirmed`, `changes`, `events` and `calls`.
#[derive(Debug, Serialize)]
struct View<'a> {
    welcome: Option<String>,
    /// Counties and the towns that are none's: the door of the municipalities.
    counties: Vec<Value>,
    /// The ministries and what each has to do: their door.
    ministries: Vec<MinistryDoor>,
    services: usize,
    reusable: ReusableTally,
    coverage: Coverage,
    /// How the figures were a quarter before.
    quarter: Quarter,
    /// The same of what is live, by month, where that is known of all that are.
    trend: Option<Trend>,
    answers: AnswerTally,
    reviews: ReviewTally,
    /// The lists behind the figures.
    lists: Lists,
    phases: Vec<PhaseRow>,
    /// What the calls ask for, in the order of the list `calls`.
    tasks: Vec<Task<'a>>,
    open_calls: usize,
    /// What the ministries have to do.
    tasks_url: String,
}

/// For each figure the address of the list that has what is counted, and nothing else.
#[derive(Debug, Serialize)]
struct Lists {
    reusable_now: String,
    orderable: String,
    coming: String,
    /// How far each service has spread; none where nobody has answered yet.
    coverage: Option<String>,
    /// The answers, ministry by ministry.
    answers: String,
    confirmed: String,
    overdue: String,
    never: String,
}

impl Lists {
    fn new(site: &Site) -> Self {
        let list = |choice: Choice| site.href(&choice.url());
        Self {
            reusable_now: list(Choice::Reusability(Reusability::Now)),
            orderable: list(Choice::Orderability(Orderability::Now)),
            coming: list(Choice::Reusability(Reusability::Coming)),
            coverage: spread::has_portal_page(site).then(|| format!("{}#leistungen", site.href(urls::SPREAD))),
            answers: format!("{}#ressorts", site.href(urls::MINISTRIES)),
            confirmed: list(Choice::Freshness(Freshness::Confirmed)),
            overdue: list(Choice::Freshness(Freshness::Overdue)),
            never: list(Choice::Freshness(Freshness::Never)),
        }
    }
}

/// A phase in the chart: how many services, and the length of the bar.
#[derive(Debug, Serialize)]
struct PhaseRow {
    label: String,
    value: usize,
    share: usize,
    tone: &'static str,
    url: String,
}

/// A ministry, and how many tasks it has.
#[derive(Debug, Serialize)]
struct MinistryDoor {
    ministry: Value,
    tasks: usize,
    overdue: usize,
}

#[derive(Debug, Serialize)]
struct Task<'a> {
    task: &'a str,
    until: Option<Day>,
}

/// What `home_easy.html` shows: the welcome, and the pages that there are in Leichte Sprache.
#[derive(Debug, Serialize)]
struct EasyView<'a> {
    welcome: Option<String>,
    pages: Vec<EasyPage<'a>>,
}

#[derive(Debug, Serialize)]
struct EasyPage<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    url: String,
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    if site.is_easy() {
        return render_easy(site);
    }
    let portal = &site.portal;
    let settings = &portal.settings;
    let services = || portal.services.values();
    let calls = open_calls(portal.services.values(), portal.as_of);
    let shown_calls = calls.part(..calls.len().min(SHORT_LIST));
    let coverage = Coverage::of_services(portal, services());
    let view = View {
        welcome: welcome(site),
        counties: counties(site),
        ministries: ministries(site),
        quarter: Quarter::of(portal, |_| true),
        trend: spread::trend(site, Scope::Portal).filter(|trend| trend.total == coverage.live),
        services: portal.services.len(),
        reusable: ReusableTally::of(portal, services()),
        coverage,
        answers: AnswerTally::of(services()),
        reviews: ReviewTally::of(portal, services()),
        lists: Lists::new(site),
        phases: phases(site),
        tasks: shown_calls
            .iter()
            .map(|(_, call)| Task {
                task: &call.task,
                until: call.until,
            })
            .collect(),
        open_calls: calls.len(),
        tasks_url: site.href(urls::TASKS),
    };
    let coming = portal.events.values().filter(|event| !event.is_past(portal.as_of));
    let lists = [
        (
            "press",
            site.items().press(portal.press_releases.values().take(SHORT_LIST)),
        ),
        ("confirmed", confirmed_last(site)),
        (
            "changes",
            site.changes(portal.history.entries().iter().take(RECENT_CHANGES)),
        ),
        ("events", site.items().events(coming.take(SHORT_LIST))),
        (
            "calls",
            site.items().services(shown_calls.iter().map(|(service, _)| *service)),
        ),
    ];
    let page = Page {
        by_the_day: true,
        sample: services().any(|service| service.sample),
        structured_data: vec![structured::for_script(structured::website(site))],
        ..Page::new("home", urls::HOME, &settings.title, &settings.description)
    };
    site.render_with("home.html", page, &view, lists)
}

fn render_easy(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let settings = &site.portal.settings;
    let pages = site.portal.pages.values().filter(|page| page.translation.is_some());
    let view = EasyView {
        welcome: welcome(site),
        pages: pages
            .map(|page| EasyPage {
                title: &page.title,
                summary: page.summary.as_deref(),
                url: site.href(&urls::entity(&EntityId::Page(page.id.clone()))),
            })
            .collect(),
    };
    let page = Page {
        structured_data: vec![structured::for_script(structured::website(site))],
        ..Page::new("home", urls::HOME, &settings.title, &settings.description)
    };
    site.render("home_easy.html", page, &view)
}

fn welcome(site: &Site) -> Option<String> {
    let welcome = site.portal.settings.welcome.as_ref()?;
    Some(site.field(welcome, "content/portal.yaml", 3, SECTION))
}

fn counties(site: &Site) -> Vec<Value> {
    let kinds = [AuthorityKind::County, AuthorityKind::IndependentTown].into_iter();
    let all = kinds.flat_map(|kind| site.portal.authorities_of_kind(kind));
    let links: Vec<Value> = all.map(|county| site.items().authority(&county.id)).collect();
    if links.len() > MOST_COUNTIES { Vec::new() } else { links }
}

fn ministries(site: &Site) -> Vec<MinistryDoor> {
    let door = |ministry: &Ministry| {
        let list = Worklist::of_ministry(&site.portal, &ministry.id);
        MinistryDoor {
            ministry: site.items().ministry(&ministry.id),
            tasks: list.tasks.len(),
            overdue: list.overdue(),
        }
    };
    site.portal.reporting_ministries().map(door).collect()
}

/// The records that were confirmed last.
fn confirmed_last(site: &Site) -> tera::Value {
    let mut services: Vec<_> = site.portal.services.values().collect();
    services.retain(|service| service.reviewed_on.is_some_and(|day| day <= site.portal.as_of));
    services.sort_by_key(|service| std::cmp::Reverse(service.reviewed_on));
    site.items().services(services.into_iter().take(SHORT_LIST))
}

fn phases(site: &Site) -> Vec<PhaseRow> {
    let count = |phase: Phase| in_phase(&site.portal, phase);
    let most = Phase::ALL.iter().map(|phase| count(*phase)).max().unwrap_or(0).max(1);
    let row = |phase: &Phase| PhaseRow {
        label: site.fill(&format!("phase.{}", phase.key()), &[]),
        value: count(*phase),
        share: count(*phase).times(FULL_BAR).checked_div(most).unwrap_or_default(),
        tone: phase.tone(),
        url: site.href(&Choice::Phase(*phase).url()),
    };
    Phase::ALL.iter().map(row).collect()
}

fn in_phase(portal: &Portal, phase: Phase) -> usize {
    portal
        .services
        .values()
        .filter(|service| service.phase == phase)
        .count()
}
