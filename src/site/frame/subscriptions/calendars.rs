//! The calendars that pages name: which there are, and how they are linked.

use serde::Serialize;

use super::CalendarScope as Scope;
use crate::model::EntityId;
use crate::site::edition::Site;

/// A calendar as pages name it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct CalendarLink {
    title: String,
    /// What the title is made of: the name of its text, and that which the calendar is about.
    kind: &'static str,
    name: String,
    /// Whether it holds a single event, to be kept rather than subscribed to.
    single: bool,
    /// With the prefix.
    url: String,
    /// Opens the calendar program, which then comes back for what is new.
    webcal: String,
}

/// The calendar of a page: of its entity, or of an overview.
pub(in crate::site) fn of_page(site: &Site, url: &str, entity: Option<&EntityId>) -> Option<CalendarLink> {
    let scope = entity.map_or_else(|| Scope::of_overview(url), |id| Scope::of_entity(site, id));
    scope.map(|scope| link(site, &scope))
}

/// A calendar as a link.
pub(in crate::site) fn link(site: &Site, scope: &Scope) -> CalendarLink {
    let address = site.absolute(&scope.url());
    let address = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    CalendarLink {
        title: scope.title(site),
        kind: scope.key(),
        name: scope.name(site),
        single: matches!(scope, Scope::Event(_)),
        url: site.href(&scope.url()),
        webcal: format!("webcal://{address}"),
    }
}
