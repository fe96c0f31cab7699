//! The addresses of entities and overviews, without the prefix of the portal.

use crate::content::{CONTENT, link};
use crate::model::{AuthorityId, AuthorityKind, EntityId, EventKind, Portal, composed};

pub(super) const HOME: &str = "/";
pub(super) const SERVICES: &str = "/leistungen/";
pub(super) const MINISTRIES: &str = "/ressorts/";
pub(super) const TOPICS: &str = "/themenfelder/";
pub(super) const ROADMAP: &str = "/fahrplan/";
pub(super) const EVENTS: &str = "/termine/";
pub(super) const PRESS: &str = "/presse/";
pub(super) const GUIDES: &str = "/leitfaeden/";
pub(super) const AUTHORITIES: &str = "/stellen/";
pub(super) const MY_MUNICIPALITY: &str = "/meine-kommune/";
pub(super) const PARTICIPATION: &str = "/mitarbeit/";
pub(super) const A_TO_Z: &str = "/a-z/";
pub(super) const CHANGES: &str = "/aktuelles/";
pub(super) const SPREAD: &str = "/verbreitung/";
pub(super) const SEARCH: &str = "/suche/";

/// The past events.
pub(super) const EVENT_ARCHIVE: &str = "/termine/archiv/";

/// The events of a kind.
pub(super) fn events_of_kind(kind: EventKind) -> String {
    format!("{EVENTS}art/{}/", kind.word())
}

/// The press releases of a year.
pub(super) fn press_of_year(year: i16) -> String {
    format!("{PRESS}{year}/")
}

/// The authorities of a kind.
pub(super) fn authorities_of_kind(kind: AuthorityKind) -> String {
    format!("{AUTHORITIES}art/{}/", kind.word())
}

/// The directory of a kind as a table.
pub(super) fn directory_of_kind(kind: AuthorityKind) -> String {
    format!("{}stellen.csv", authorities_of_kind(kind))
}

/// The directory of a county as a table.
pub(super) fn directory_of_county(id: &AuthorityId) -> String {
    format!("{AUTHORITIES}{id}/stellen.csv")
}

/// The services that authorities of a kind carry out.
pub(super) fn services_carried_out_by(kind: AuthorityKind) -> String {
    format!("{SERVICES}vollzug/{}/", kind.word())
}

/// The address of an entity's page.
pub(super) fn entity(id: &EntityId) -> String {
    match id {
        EntityId::Service(id) => [SERVICES, id.as_str(), "/"].concat(),
        EntityId::Ministry(id) => [MINISTRIES, id.as_str(), "/"].concat(),
        EntityId::Topic(id) => [TOPICS, id.as_str(), "/"].concat(),
        EntityId::Authority(id) => [AUTHORITIES, id.as_str(), "/"].concat(),
        EntityId::Event(id) => [EVENTS, id.as_str(), "/"].concat(),
        EntityId::PressRelease(id) => [PRESS, id.as_str(), "/"].concat(),
        EntityId::Guide(id) => [GUIDES, id.as_str(), "/"].concat(),
        EntityId::Chapter(guide, id) => [GUIDES, guide.as_str(), "/", id.as_str(), "/"].concat(),
        EntityId::Page(id) => ["/", id.as_str(), "/"].concat(),
    }
}

/// The family that an address belongs to: `/leistungen/` of `/leistungen/wohngeld/`.
pub(super) fn family(url: &str) -> &str {
    let end = url.match_indices('/').nth(1).map_or(url.len(), |(slash, _)| slash + 1);
    &url[..end]
}

/// The entity whose page has this address: the way back from [`entity`].
pub(super) fn entity_at(portal: &Portal, url: &str) -> Option<EntityId> {
    let (family, id) = url.strip_suffix('/')?.rsplit_once('/')?;
    let id = match format!("{family}/").as_str() {
        SERVICES => EntityId::Service(id.parse().ok()?),
        MINISTRIES => EntityId::Ministry(id.parse().ok()?),
        TOPICS => EntityId::Topic(id.parse().ok()?),
        AUTHORITIES => EntityId::Authority(id.parse().ok()?),
        EVENTS => EntityId::Event(id.parse().ok()?),
        PRESS => EntityId::PressRelease(id.parse().ok()?),
        GUIDES => EntityId::Guide(id.parse().ok()?),
        "/" => EntityId::Page(id.parse().ok()?),
        _ => return None,
    };
    portal.contains(&id).then_some(id)
}

/// The address of a document or picture: below the page of its entity, or below its family.
pub(super) fn attachment(path: &str) -> String {
    link::encoded(&attachment_file(path))
}

/// The same as the name of the file that it becomes: what the address says when it is decoded.
pub(super) fn attachment_file(path: &str) -> String {
    composed(path.strip_prefix(CONTENT).unwrap_or(path)).into_owned()
}
