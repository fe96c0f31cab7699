//! The page "Abonnieren": every feed and calendar, and how to use them.

use serde::Serialize;

use super::calendars::{self, CalendarLink};
use super::feeds::{self, FeedLink};
use super::{Body, Page, Route, Site};
use crate::diagnostics::Diagnostic;
use crate::model::EventKind;

pub(super) const PAGE: &str = "/abonnieren/";

/// What `subscribe.html` shows.
#[derive(Debug, Serialize)]
struct View {
    portal_feeds: Vec<FeedLink>,
    ministry_feeds: Vec<FeedLink>,
    topic_feeds: Vec<FeedLink>,
    portal_calendars: Vec<CalendarLink>,
    kind_calendars: Vec<CalendarLink>,
    ministry_calendars: Vec<CalendarLink>,
}

pub(super) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(PAGE, render)]
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let text = |path| site.theme.text(path);
    let page = Page::new(
        "subscribe",
        PAGE,
        text("subscribe.title"),
        text("subscribe.description"),
    );
    site.render("subscribe.html", page, &view(site))
}

/// Services and authorities are too many to list; their pages name their feeds and calendars.
fn view(site: &Site) -> View {
    use calendars::Scope as Calendar;
    use feeds::Scope as Feed;
    let feeds = Feed::all(site);
    let feeds = |wanted: fn(&Feed) -> bool| {
        feeds
            .iter()
            .filter(|scope| wanted(scope))
            .map(|scope| feeds::link(site, scope))
            .collect()
    };
    let calendar = |scope: &Calendar| calendars::link(site, scope);
    let all = Calendar::all(site);
    let ministries = all.iter().filter(|scope| matches!(scope, Calendar::Ministry(_)));
    let kinds = EventKind::ALL
        .iter()
        .filter(|kind| site.portal.events.values().any(|event| event.kind == **kind));
    View {
        portal_feeds: feeds(|scope| matches!(scope, Feed::News | Feed::Press | Feed::Changes)),
        ministry_feeds: feeds(|scope| matches!(scope, Feed::Ministry(_))),
        topic_feeds: feeds(|scope| matches!(scope, Feed::Topic(_))),
        portal_calendars: [Calendar::All, Calendar::Milestones, Calendar::Deadlines]
            .iter()
            .map(calendar)
            .collect(),
        kind_calendars: kinds.map(|kind| calendar(&Calendar::Kind(*kind))).collect(),
        ministry_calendars: ministries.map(calendar).collect(),
    }
}
