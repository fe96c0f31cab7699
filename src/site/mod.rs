//! Every URL of the portal and how it is rendered. A page is a pure function of portal, theme and reference date:
//! nothing here touches the disk, the clock or the network.
//!
//! The rooms from the ground up, each of which uses those before it: `edition`, `route`, `frame`, `figures`, `exports`, and
//! the families of pages. This file lists the families; nothing below imports it.

mod authorities;
mod clashes;
mod dead_links;
mod edition;
mod exports;
mod figures;
mod frame;
mod ministries;
mod route;
mod services;
mod texts;
mod ways_in;

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::model::Portal;
use crate::profile::Profile;
use crate::search::Searched;

pub use edition::{Address, Edition, Site};
pub use exports::wellknown::hosted;
pub(crate) use figures::Spreadsheet;
pub use route::{Body, Picture, Pieces, Recipe, Route, Routes};

/// A family of pages or files: its routes in a site.
type Family = fn(&Site) -> Vec<Route>;

/// All families of the German edition.
const FAMILIES: [Family; 32] = [
    ways_in::home::routes,
    ways_in::a_to_z::routes,
    ways_in::components::routes,
    ways_in::search::routes,
    ways_in::not_found::routes,
    services::list::routes,
    services::page::routes,
    services::roadmap::routes,
    services::participation::routes,
    services::changes::routes,
    ministries::list::routes,
    ministries::page::routes,
    ministries::bars::routes,
    ministries::topics::routes,
    ministries::worklist::routes,
    authorities::directory::routes,
    authorities::page::routes,
    authorities::former::routes,
    authorities::finder::routes,
    texts::routes,
    figures::spread::routes,
    exports::assets::routes,
    exports::feeds::routes,
    exports::calendars::routes,
    exports::data::routes,
    exports::plan::routes,
    exports::subscribe::routes,
    exports::wellknown::routes,
    exports::embed::routes,
    exports::vcards::routes,
    frame::pictures::routes,
    frame::photos::routes,
];

/// What there is in Leichte Sprache: only what was written in it.
const EASY_FAMILIES: [Family; 2] = [ways_in::home::routes, texts::pages::routes];

/// What a search server is given: everything that can be found, in each language.
pub fn searched(site: &Site) -> Vec<Searched> {
    ways_in::search::searched(site)
}

/// Puts portal and theme together, in German and in other languages.
pub fn assemble(german: Edition, translated: Vec<Edition>, address: Address, profile: &Profile) -> Site {
    let mut site = Site::new(german, translated, address, profile);
    frame::introduce(&mut site);
    site
}

/// All addresses of a site, in all its languages. `everything` is the portal with what readers do not see yet.
///
/// # Errors
/// Whatever wants the address of something else, now or one day, and links to addresses that there are not.
pub fn routes(site: &Site, everything: &Portal) -> Result<Routes, Vec<Diagnostic>> {
    let mut routes = families(site, &FAMILIES);
    site.publish(&addresses(&routes));
    for edition in &site.translations {
        let own = translated_families(edition);
        edition.publish(&addresses(&own));
        let prefix = edition.language_path();
        routes.extend(own.into_iter().map(|route| route.in_edition(edition.edition, &prefix)));
    }
    routes.extend(translated_pictures(site));
    let sitemap = exports::wellknown::sitemap(site, &routes);
    routes.extend(sitemap);
    let mut problems = clashes::among(&routes, everything);
    problems.extend(dead_links::among(&routes, everything));
    if problems.is_empty() {
        Ok(Routes::new(routes, ways_in::search::index))
    } else {
        Err(problems)
    }
}

fn families(site: &Site, families: &[Family]) -> Vec<Route> {
    let families = families.par_iter().with_max_len(1);
    families.flat_map(|routes| routes(site)).collect()
}

fn addresses(routes: &[Route]) -> Vec<&str> {
    routes.iter().map(|route| route.url.as_str()).collect()
}

/// What the site has in another language: of the same families the pages, and the files that hold texts of the
/// interface. Documents, data and calendars exist once.
fn translated_families(site: &Site) -> Vec<Route> {
    let all = if site.is_easy() {
        families(site, &EASY_FAMILIES)
    } else {
        families(site, &FAMILIES)
    };
    let kept = all
        .into_iter()
        .filter(|route| site.is_own(&route.url) && !route.is_only_german);
    kept.collect()
}

/// Preview pictures with words in other languages. They lie with the German ones; what shows the same is one file.
fn translated_pictures(site: &Site) -> Vec<Route> {
    if site.translations.is_empty() {
        return Vec::new();
    }
    let german = frame::pictures::routes(site).into_iter().map(|route| route.url);
    let mut known: HashSet<String> = german.collect();
    let translated = site.translations.iter().filter(|site| !site.is_easy());
    let pictures = translated.flat_map(frame::pictures::routes);
    pictures.filter(|route| known.insert(route.url.clone())).collect()
}
