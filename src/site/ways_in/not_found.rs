//! The page that servers show for an address that does not exist.

use crate::site::edition::Site;
use crate::site::frame::Page;
use crate::site::route::Route;

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new("/404.html", |site| {
        let title = site.theme.text("not_found.title");
        let page = Page {
            noindex: true,
            ..Page::new(
                "not_found",
                "/404.html",
                title,
                site.theme.text("not_found.description"),
            )
        };
        site.render("404.html", page, &())
    })]
}
