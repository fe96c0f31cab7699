//! Feeds: what is new on the portal and in each of its parts, as Atom (RFC 4287) and JSON Feed 1.1.

mod atom;
mod entries;
mod entry;
mod items;
mod json_feed;
mod scope;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use super::recipe::fingerprint_of;
use super::{Body, Recipe, Route, Site};
use crate::diagnostics::Diagnostic;
use crate::model::{AuthorityKind, EntityId};
use entries::{Entries, Shared};
pub(super) use scope::Scope;

/// A feed as pages and the page on subscribing name it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedLink {
    title: String,
    /// What the title is made of: the name of its text, and that which the feed is about.
    kind: &'static str,
    name: String,
    /// With the prefix.
    atom: String,
    json: String,
}

/// The feeds of a page.
#[derive(Debug, Serialize)]
pub(super) struct Feeds<'a> {
    /// What is new of that which the page shows; to be offered on it.
    pub own: Option<FeedLink>,
    /// To be named in its head: its own, then those of the portal.
    pub named: Vec<Cow<'a, FeedLink>>,
}

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

/// What is made once for many feeds and pages.
#[derive(Debug)]
pub(super) struct Store {
    /// The entries of the feeds of authorities, by their kind: what an authority of a kind carries out is the same for all
    /// of them, and to gather and word it for each would cost the number of authorities times that of services.
    of_authorities: BTreeMap<AuthorityKind, OnceLock<Arc<Shared>>>,
    /// The feeds of the portal, which all pages name.
    of_portal: OnceLock<[FeedLink; 3]>,
}

impl Default for Store {
    fn default() -> Self {
        let kinds = AuthorityKind::ALL.iter();
        Self {
            of_authorities: kinds.map(|kind| (*kind, OnceLock::new())).collect(),
            of_portal: OnceLock::new(),
        }
    }
}

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let scopes = Scope::all(site).into_iter();
    scopes
        .flat_map(|scope| [atom_route(scope.clone()), json_route(scope)])
        .collect()
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
    let entries = Entries::of(site, scope);
    Feed {
        id: site.tag_uri(scope.atom_url().trim_start_matches('/')),
        title: scope.title(site),
        subtitle: scope.description(site),
        language: site.language_tag().to_owned(),
        publisher: site.portal.settings.publisher.name.clone(),
        page: site.absolute(&scope.page()),
        atom: site.absolute(&scope.atom_url()),
        json: site.absolute(&scope.json_url()),
        updated: entries.updated(site),
        entries,
    }
}

/// The feeds of a page: of an entity, or of a kind of overview.
pub(super) fn of_page<'a>(site: &'a Site, kind: &str, entity: Option<&EntityId>) -> Feeds<'a> {
    let own = entity.map_or_else(|| Scope::of_overview(kind), |id| Scope::of_entity(site, id));
    let scopes = [Scope::News, Scope::Press, Scope::Changes];
    let make = || scopes.each_ref().map(|scope| link(site, scope));
    let of_portal = site.feeds.of_portal.get_or_init(make).iter().zip(&scopes);
    let others = of_portal.filter(|(_, scope)| own.as_ref() != Some(*scope));
    let others = others.map(|(link, _)| Cow::Borrowed(link));
    let own_link = own.as_ref().map(|scope| link(site, scope));
    Feeds {
        named: own_link.clone().map(Cow::Owned).into_iter().chain(others).collect(),
        own: own_link,
    }
}

/// A feed as a link.
pub(super) fn link(site: &Site, scope: &Scope) -> FeedLink {
    FeedLink {
        title: scope.title(site),
        kind: scope.key(),
        name: scope.name(site).to_owned(),
        atom: site.href(&scope.atom_url()),
        json: site.href(&scope.json_url()),
    }
}
