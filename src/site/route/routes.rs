//! All addresses of a site.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::site::edition::{Site, urls};
use crate::site::route::Route;

/// All addresses of a site, each with its route. The search index needs every entity of the portal, so its files are
/// only made when one of them is asked for: the preview answers at once, and the build makes them with the rest.
#[derive(Debug)]
pub struct Routes {
    /// In the order of their addresses.
    pages: Vec<Route>,
    search: fn(&Site) -> Vec<Route>,
    index: OnceLock<BTreeMap<String, Route>>,
}

impl Routes {
    /// Gathers routes of which no two have the same address; `search` makes those of the search index.
    pub(in crate::site) fn new(mut pages: Vec<Route>, search: fn(&Site) -> Vec<Route>) -> Self {
        pages.par_sort_by(|a, b| a.url.cmp(&b.url));
        Self {
            pages,
            search,
            index: OnceLock::new(),
        }
    }

    /// The route of an address.
    pub fn get(&self, site: &Site, url: &str) -> Option<&Route> {
        let page = self.pages.binary_search_by(|route| route.url.as_str().cmp(url));
        page.ok().and_then(|place| self.pages.get(place)).or_else(|| {
            let in_search = |site: &Site| {
                let own = url.strip_prefix(site.language_path().as_str());
                own.is_some_and(|url| url.starts_with(urls::SEARCH))
            };
            let is_of_index = in_search(site) || site.translations.iter().any(in_search);
            is_of_index.then(|| self.index(site).get(url)).flatten()
        })
    }

    /// All routes but those of the search index, in the order of their addresses.
    pub fn pages(&self) -> impl ExactSizeIterator<Item = &Route> {
        self.pages.iter()
    }

    /// The files of the search index, which are made now if nobody has asked for them yet.
    pub fn files_of_search(&self, site: &Site) -> Vec<&Route> {
        self.index(site).values().collect()
    }

    fn index(&self, site: &Site) -> &BTreeMap<String, Route> {
        self.index.get_or_init(|| {
            let of_edition = |site: &Site| {
                let prefix = site.language_path();
                let routes = (self.search)(site).into_iter();
                routes
                    .map(|route| route.in_edition(site.edition, &prefix))
                    .collect::<Vec<_>>()
            };
            let translated = site.translations.iter().filter(|site| !site.is_easy());
            let routes = std::iter::once(site).chain(translated).flat_map(of_edition);
            routes.map(|route| (route.url.clone(), route)).collect()
        })
    }
}
