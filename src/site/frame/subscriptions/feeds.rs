//! The feeds that pages name: which there are, and how they are linked.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Serialize;

use super::FeedScope as Scope;
use crate::model::EntityId;
use crate::site::edition::Site;

/// A feed as pages and the page on subscribing name it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct FeedLink {
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
pub(in crate::site) struct Feeds<'a> {
    /// What is new of that which the page shows; to be offered on it.
    pub own: Option<FeedLink>,
    /// To be named in its head: its own, then those of the portal.
    pub named: Vec<Cow<'a, FeedLink>>,
}

/// The feeds of the portal, which all pages name.
#[derive(Debug, Default)]
struct PortalFeeds(OnceLock<Vec<FeedLink>>);

/// The feeds of a page: of an entity, or of a kind of overview.
pub(in crate::site) fn of_page<'a>(site: &'a Site, kind: &str, entity: Option<&EntityId>) -> Feeds<'a> {
    let own = entity.map_or_else(|| Scope::of_overview(kind), |id| Scope::of_entity(site, id));
    let scopes: Vec<Scope> = Scope::of_portal().collect();
    let make = || scopes.iter().map(|scope| link(site, scope)).collect();
    let of_portal = site
        .remembered(PortalFeeds::default)
        .0
        .get_or_init(make)
        .iter()
        .zip(&scopes);
    let others = of_portal.filter(|(_, scope)| own.as_ref() != Some(*scope));
    let others = others.map(|(link, _)| Cow::Borrowed(link));
    let own_link = own.as_ref().map(|scope| link(site, scope));
    Feeds {
        named: own_link.clone().map(Cow::Owned).into_iter().chain(others).collect(),
        own: own_link,
    }
}

/// A feed as a link.
pub(in crate::site) fn link(site: &Site, scope: &Scope) -> FeedLink {
    FeedLink {
        title: scope.title(site),
        kind: scope.key(),
        name: scope.name(site).to_owned(),
        atom: site.href(&scope.atom_url()),
        json: site.href(&scope.json_url()),
    }
}
