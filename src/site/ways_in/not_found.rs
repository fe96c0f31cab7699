//! The page that servers show for an address that does not exist.

use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::Route;

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::NOT_FOUND, |site| {
        let title = site.theme.text("not_found.title");
        let page = Page {
            noindex: true,
            ..Page::new(
                "not_found",
                urls::NOT_FOUND,
                title,
                site.theme.text("not_found.description"),
            )
        };
        site.render("404.html", page, &())
    })]
}
