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

/// The feeds that a page points to in its head: its own, then those of the portal.
pub(super) fn of_page(site: &Site, entity: Option<&EntityId>) -> Vec<FeedLink> {
    let own = entity.and_then(|id| Scope::of_entity(site, id));
    let scopes = own.into_iter().chain([Scope::News, Scope::Press]);
    scopes.map(|scope| link(site, &scope)).collect()
}

/// A feed as a link.
pub(super) fn link(site: &Site, scope: &Scope) -> FeedLink {
    FeedLink {
        title: scope.title(site),
        atom: site.href(&scope.atom_url()),
        json: site.href(&scope.json_url()),
    }
}
