//! Feeds: what is new on the portal and in each of its parts, as Atom (RFC 4287) and JSON Feed 1.1.

mod atom;
mod entries;
mod entry;
mod gather;
mod items;
mod json_feed;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostics::Diagnostic;
use crate::model::AuthorityKind;
use crate::site::edition::Site;
use crate::site::frame::subscriptions::FeedScope as Scope;
use crate::site::route::recipe::fingerprint_of;
use crate::site::route::{Body, Recipe, Route};
use entries::{Entries, Shared};

/// A feed with all that is written in either format.
#[derive(Debug, Hash)]
struct Feed {
    id: String,
    title: String,
    subtitle: String,
    /// BCP 47.
    language: String,
    publisher: String,
    /// The whole addresses of the page that the feed is about, and of the feed itself.
    page: String,
    atom: String,
    json: String,
    /// When it last changed (RFC 3339).
    updated: String,
    entries: Entries,
}

/// A feed in a format.
#[derive(Debug, Hash)]
enum FeedFile {
    Atom(Feed),
    Json(Feed),
}

impl Recipe for FeedFile {
    fn fingerprint(&self, _: &Site) -> u64 {
        fingerprint_of(self)
    }

    fn make(&self, _: &Site) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(match self {
            Self::Atom(feed) => atom::write(feed),
            Self::Json(feed) => json_feed::write(feed),
        })
    }
}

/// What is made once for many feeds.
#[derive(Debug)]
struct Store {
    /// The entries of the feeds of authorities, by their kind: what concerns an authority of a kind is the same for all of
    /// them, and to gather and word it for each would cost the number of authorities times that of services.
    of_authorities: BTreeMap<KindsAbove, OnceLock<Arc<Shared>>>,
}

/// The kind of an authority, and those of its office and county, as far as these carry anything out for it.
type KindsAbove = [Option<AuthorityKind>; 3];

impl Store {
    fn of(site: &Site) -> Self {
        let authorities = site.portal.authorities.values();
        let kinds = authorities.filter_map(|authority| gather::kinds(site, authority));
        Self {
            of_authorities: kinds.map(|kinds| (kinds, OnceLock::new())).collect(),
        }
    }
}

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let scopes = Scope::all(site).into_iter();
    scopes.flat_map(files).collect()
}

/// The files of a feed, one for each format.
pub(in crate::site) fn files(scope: Scope) -> [Route; 2] {
    [atom_route(scope.clone()), json_route(scope)]
}

fn atom_route(scope: Scope) -> Route {
    Route::new(scope.atom_url(), move |site| {
        Ok(Body::Recipe(Arc::new(FeedFile::Atom(feed(site, &scope)))))
    })
}

fn json_route(scope: Scope) -> Route {
    Route::new(scope.json_url(), move |site| {
        Ok(Body::Recipe(Arc::new(FeedFile::Json(feed(site, &scope)))))
    })
}

fn feed(site: &Site, scope: &Scope) -> Feed {
    let entries = gather::entries(site, scope);
    Feed {
        id: site.tag_uri(scope.atom_url().trim_start_matches('/')),
        title: scope.title(site),
        subtitle: scope.description(site),
        language: site.language_tag().to_owned(),
        publisher: site.portal.settings.publisher.name.clone(),
        page: site.absolute(&scope.page()),
        atom: site.absolute(&scope.atom_url()),
        json: site.absolute(&scope.json_url()),
        updated: entries.updated(),
        entries,
    }
}
