//! Feeds: what is new on the portal and in each of its parts, as Atom (RFC 4287) and JSON Feed 1.1.

mod atom;
mod entry;
mod items;
mod json_feed;
mod scope;

use serde::Serialize;

use super::{Body, Route, Site};
use crate::model::EntityId;
use entry::Entry;
pub(super) use items::Store;
pub(super) use scope::Scope;

/// A feed as pages and the page on subscribing name it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FeedLink {
    title: String,
    /// With the prefix.
    atom: String,
    json: String,
}

/// The feeds of a page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Feeds {
    /// What is new of that which the page shows; to be offered on it.
    pub own: Option<FeedLink>,
    /// To be named in its head: its own, then those of the portal.
    pub named: Vec<FeedLink>,
}

/// A feed, ready to be written in either format.
#[derive(Debug)]
struct Feed {
    scope: Scope,
    title: String,
    subtitle: String,
    entries: Vec<Entry>,
}

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let scopes = Scope::all(site).into_iter();
    scopes
        .flat_map(|scope| [atom_route(scope.clone()), json_route(scope)])
        .collect()
}

fn atom_route(scope: Scope) -> Route {
    Route::new(scope.atom_url(), move |site| {
        Ok(Body::Bytes(atom::write(site, &feed(site, &scope))))
    })
}

fn json_route(scope: Scope) -> Route {
    Route::new(scope.json_url(), move |site| {
        Ok(Body::Bytes(json_feed::write(site, &feed(site, &scope))))
    })
}

fn feed(site: &Site, scope: &Scope) -> Feed {
    let items = items::of(site, scope);
    Feed {
        scope: scope.clone(),
        title: scope.title(site),
        subtitle: scope.description(site),
        entries: items
            .iter()
            .map(|item| Entry::of(site, item, scope.has_full_texts()))
            .collect(),
    }
}

/// The feeds of a page: of an entity, or of a kind of overview.
pub(super) fn of_page(site: &Site, kind: &str, entity: Option<&EntityId>) -> Feeds {
    let own = entity.map_or_else(|| Scope::of_overview(kind), |id| Scope::of_entity(site, id));
    let mut scopes = vec![Scope::News, Scope::Press, Scope::Changes];
    if let Some(own) = &own {
        scopes.retain(|scope| scope != own);
        scopes.insert(0, own.clone());
    }
    Feeds {
        own: own.map(|scope| link(site, &scope)),
        named: scopes.iter().map(|scope| link(site, scope)).collect(),
    }
}

/// A feed as a link.
pub(super) fn link(site: &Site, scope: &Scope) -> FeedLink {
    FeedLink {
        title: scope.title(site),
        atom: site.href(&scope.atom_url()),
        json: site.href(&scope.json_url()),
    }
}
