//! All components with their states on one page: for designers and for tests, not for readers.

use crate::site::edition::Site;
use crate::site::frame::Page;
use crate::site::route::Route;

const URL: &str = "/gestaltung/";

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    let page = Route::new(URL, |site| {
        let title = site.theme.text("gestaltung.title");
        let page = Page {
            noindex: true,
            ..Page::new("gestaltung", URL, title, site.theme.text("gestaltung.description"))
        };
        site.render("gestaltung.html", page, &())
    });
    vec![page.unlisted().only_german()]
}
