//! The page "Abonnieren": every feed and calendar, and how to use them.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::EventKind;
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::subscriptions::calendars::{self, CalendarLink};
use crate::site::frame::subscriptions::feeds::{self, FeedLink};
use crate::site::frame::subscriptions::{CalendarScope as Calendar, FeedScope as Feed};
use crate::site::route::{Body, Route};

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

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::SUBSCRIBE, render)]
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let text = |path| site.theme.text(path);
    let page = Page::new(
        "subscribe",
        urls::SUBSCRIBE,
        text("subscribe.title"),
        text("subscribe.description"),
    );
    site.render("subscribe.html", page, &view(site))
}

/// Services and authorities are too many to list; their pages name their feeds and calendars.
fn view(site: &Site) -> View {
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
        portal_feeds: feeds(Feed::is_of_portal),
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
