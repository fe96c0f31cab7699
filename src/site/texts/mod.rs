//! What is written to be read: events, press releases, guides, pages.

pub(in crate::site) mod events;
pub(in crate::site) mod guides;
mod legal;
pub(in crate::site) mod pages;
pub(in crate::site) mod press;
mod video;

use crate::site::edition::Site;
use crate::site::route::Route;

/// The kinds of texts, each with its lists and pages.
pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let kinds: [fn(&Site) -> Vec<Route>; 4] = [events::routes, press::routes, guides::routes, pages::routes];
    kinds.iter().flat_map(|routes| routes(site)).collect()
}
