//! All addresses of a site.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Place};
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
    /// Gathers routes; `search` makes those of the search index.
    ///
    /// # Errors
    /// Two entities that want the same address.
    pub(in crate::site) fn new(
        routes: impl Iterator<Item = Route>,
        search: fn(&Site) -> Vec<Route>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut pages: Vec<Route> = routes.collect();
        pages.par_sort_by(|a, b| a.url.cmp(&b.url));
        let twice = pages.windows(2).filter(|pair| pair[0].url == pair[1].url);
        let problems: Vec<Diagnostic> = twice.map(|pair| address_taken(&pair[0])).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Self {
            pages,
            search,
            index: OnceLock::new(),
        })
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

fn address_taken(route: &Route) -> Diagnostic {
    let message = format!("die Adresse {} ist zweimal vergeben", route.url);
    let place = Place::file(&route.source.clone().unwrap_or_else(|| "content/portal.yaml".into()));
    Diagnostic::error("adresse-vergeben", place, message).with_help("Benennen Sie eine der beiden Dateien um.")
}
