//! "Kommunale Mitarbeit gesucht": all calls for participation, the most urgent first.

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Contact, Day, Participation, Portal, Service, open_calls};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::PARTICIPATION, render)]
}

/// What `participation.html` shows, beside the lists `open_services` and `ended_services`, in the same order.
#[derive(Debug, Serialize)]
struct View<'a> {
    open: Vec<Call<'a>>,
    ended: Vec<Call<'a>>,
}

/// One call; the service that it belongs to stands at the same place of its list.
#[derive(Debug, Serialize)]
struct Call<'a> {
    task: &'a str,
    until: Option<Day>,
    contact: Option<&'a Contact>,
}

impl<'a> Call<'a> {
    fn new((_, call): &(&'a Arc<Service>, &'a Participation)) -> Self {
        Self {
            task: &call.task,
            until: call.until,
            contact: call.contact.as_ref(),
        }
    }
}

fn calls(portal: &Portal) -> impl Iterator<Item = (&Arc<Service>, &Participation)> {
    let services = portal.services.values();
    services.filter_map(|service| Some((service, service.participation.as_ref()?)))
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let portal = &site.portal;
    let open = open_calls(portal.services.values(), portal.as_of);
    let mut ended: Vec<_> = calls(portal).filter(|(_, call)| !call.is_open(portal.as_of)).collect();
    ended.sort_by_key(|(_, call)| std::cmp::Reverse(call.until));
    let view = View {
        open: open.iter().map(Call::new).collect(),
        ended: ended.iter().map(Call::new).collect(),
    };
    let items =
        |calls: &[(&Arc<Service>, &Participation)]| site.items().services(calls.iter().map(|(service, _)| *service));
    let lists = [("open_services", items(&open)), ("ended_services", items(&ended))];
    let page = Page {
        by_the_day: true,
        sample: site.shows_samples_only(),
        ..Page::new(
            "participation",
            urls::PARTICIPATION,
            site.theme.text("family.participation"),
            site.theme.text("participation.description"),
        )
    };
    site.render_with("participation.html", page, &view, lists)
}
