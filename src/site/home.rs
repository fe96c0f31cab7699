//! The start page.

use serde::Serialize;

use super::{Body, Page, Route, Site, urls};
use crate::diagnostics::Diagnostic;

pub(super) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::HOME, render)]
}

/// What `home.html` shows.
#[derive(Debug, Serialize)]
struct View {
    services: usize,
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let settings = &site.portal.settings;
    let page = Page::new("home", urls::HOME, &settings.title, &settings.description);
    site.render(
        "home.html",
        page,
        &View {
            services: site.portal.services.len(),
        },
    )
}
