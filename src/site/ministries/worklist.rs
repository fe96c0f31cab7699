//! What ministries owe: the worklist of one on its page, and that of all on one page.

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::plan::{Task, TaskKind, Worklist};
use crate::model::{Ministry, PartialDate};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::items::ServiceLink;
use crate::site::route::{Body, Route};

/// How many tasks the page of a ministry shows before the page of all takes over.
const LISTED: usize = 40;

/// How many the page of all shows.
const LISTED_OF_ALL: usize = 500;

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::TASKS, render)]
}

/// A worklist as pages show it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct WorklistView<'a> {
    count: usize,
    overdue: usize,
    kinds: Vec<KindCount>,
    rows: Vec<Row<'a>>,
    more: usize,
    all_url: String,
}

#[derive(Debug, Serialize)]
struct KindCount {
    kind: TaskKind,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Row<'a> {
    kind: TaskKind,
    word: &'static str,
    service: ServiceLink<'a>,
    ministry: Value,
    date: Option<PartialDate>,
    milestone: Option<&'a str>,
    count: usize,
    path: String,
    /// The name of the file alone, for a link that leads to it.
    file: String,
    edit_url: Option<String>,
}

impl<'a> WorklistView<'a> {
    /// Of a ministry, on its page.
    pub fn of(site: &'a Site, ministry: &Ministry) -> Self {
        Self::new(site, &Worklist::of_ministry(&site.portal, &ministry.id), LISTED)
    }

    fn new(site: &'a Site, list: &Worklist<'a>, most: usize) -> Self {
        let kinds = TaskKind::ALL.iter().map(|kind| KindCount {
            kind: *kind,
            count: list.count(*kind),
        });
        Self {
            count: list.tasks.len(),
            overdue: list.overdue(),
            kinds: kinds.filter(|kind| kind.count > 0).collect(),
            rows: list.tasks.iter().take(most).map(|task| row(site, task)).collect(),
            more: list.tasks.len().saturating_sub(most),
            all_url: site.href(urls::TASKS),
        }
    }
}

fn row<'a>(site: &'a Site, task: &Task<'a>) -> Row<'a> {
    Row {
        kind: task.kind,
        word: task.kind.word(),
        service: site.items().service_link(task.service),
        ministry: site.items().ministry(&task.service.ministry),
        date: task.date,
        milestone: task.milestone,
        count: task.count,
        path: task.path.to_string(),
        file: task.path.rsplit('/').next().unwrap_or_default().to_owned(),
        edit_url: site.edit_url(&task.path),
    }
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let list = Worklist::of(&site.portal, site.portal.last_overdue());
    let text = |path| site.theme.text(path);
    let page = Page::new("tasks", urls::TASKS, text("tasks.title"), text("tasks.description"))
        .by_the_day()
        .below(text("family.ministries"), urls::MINISTRIES);
    site.render("tasks.html", page, &WorklistView::new(site, &list, LISTED_OF_ALL))
}
