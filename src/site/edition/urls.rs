//! The addresses of entities and overviews, without the prefix of the portal.

use crate::content::{CONTENT, link};
use crate::extent::{Slicing, Whole};
use crate::model::{
    AuthorityId, AuthorityKind, EntityId, Event, EventKind, NAMINGS, Naming, Portal, PressRelease, TextRecord, composed,
};

pub(in crate::site) const HOME: &str = "/";
pub(in crate::site) const SERVICES: &str = Naming::SERVICE.family;
pub(in crate::site) const MINISTRIES: &str = Naming::MINISTRY.family;
/// What the ministries have to do.
pub(in crate::site) const TASKS: &str = "/ressorts/aufgaben/";
pub(in crate::site) const TOPICS: &str = Naming::TOPIC.family;
pub(in crate::site) const ROADMAP: &str = "/fahrplan/";
pub(in crate::site) const EVENTS: &str = Event::NAMING.family;
pub(in crate::site) const PRESS: &str = PressRelease::NAMING.family;
pub(in crate::site) const GUIDES: &str = Naming::GUIDE.family;
pub(in crate::site) const AUTHORITIES: &str = Naming::AUTHORITY.family;
pub(in crate::site) const MY_MUNICIPALITY: &str = "/meine-kommune/";
pub(in crate::site) const PARTICIPATION: &str = "/mitarbeit/";
pub(in crate::site) const A_TO_Z: &str = "/a-z/";
/// In the address of what stands under no letter.
pub(in crate::site) const NO_LETTER: &str = "0-9";
pub(in crate::site) const CHANGES: &str = "/aktuelles/";
pub(in crate::site) const SPREAD: &str = "/verbreitung/";
pub(in crate::site) const SEARCH: &str = "/suche/";
/// The first file of the search index: the only one whose name stays, for the files that it names have hashes in theirs.
pub(in crate::site) const SEARCH_ENTRY: &str = "/suche/verzeichnis.json";
pub(in crate::site) const DATA: &str = "/daten/";
pub(in crate::site) const EMBED: &str = "/einbinden/";
pub(in crate::site) const SUBSCRIBE: &str = "/abonnieren/";

/// The page for wrong addresses.
pub(in crate::site) const NOT_FOUND: &str = "/404.html";

/// Where programs look for the description of the search, and for that of the portal as an app.
pub(in crate::site) const OPENSEARCH: &str = "/opensearch.xml";
pub(in crate::site) const MANIFEST: &str = "/manifest.webmanifest";

/// Where the way to one's own municipality begins; without municipalities, at the directory.
pub(in crate::site) fn my_municipality(portal: &Portal) -> &'static str {
    let mut authorities = portal.authorities.values();
    if authorities.any(|authority| authority.kind.is_municipality()) {
        MY_MUNICIPALITY
    } else {
        AUTHORITIES
    }
}

/// The past events.
pub(in crate::site) const EVENT_ARCHIVE: &str = "/termine/archiv/";

/// The events of a kind.
pub(in crate::site) fn events_of_kind(kind: EventKind) -> String {
    format!("{EVENTS}art/{}/", kind.word())
}

/// The press releases of a year.
pub(in crate::site) fn press_of_year(year: i16) -> String {
    format!("{PRESS}{year}/")
}

/// The authorities of a kind.
pub(in crate::site) fn authorities_of_kind(kind: AuthorityKind) -> String {
    format!("{AUTHORITIES}art/{}/", kind.word())
}

/// The directory of a kind as a table.
pub(in crate::site) fn directory_of_kind(kind: AuthorityKind) -> String {
    format!("{}stellen.csv", authorities_of_kind(kind))
}

/// The directory of a county as a table.
pub(in crate::site) fn directory_of_county(id: &AuthorityId) -> String {
    format!("{AUTHORITIES}{id}/stellen.csv")
}

/// The plan of an authority as a file.
pub(in crate::site) fn plan(id: &AuthorityId, extension: &str) -> String {
    format!("{AUTHORITIES}{id}/plan.{extension}")
}

/// The services that authorities of a kind carry out.
pub(in crate::site) fn services_carried_out_by(kind: AuthorityKind) -> String {
    format!("{SERVICES}vollzug/{}/", kind.word())
}

/// The address of an entity's page.
pub(in crate::site) fn entity(id: &EntityId) -> String {
    id.address()
}

/// The family that an address belongs to: `/leistungen/` of `/leistungen/wohngeld/`.
pub(in crate::site) fn family(url: &str) -> &str {
    let end = url
        .match_indices('/')
        .nth(1)
        .map_or(url.len(), |(slash, _)| slash.plus(1));
    url.part(..end)
}

/// The entity whose page has this address: the way back from [`entity`].
pub(in crate::site) fn entity_at(portal: &Portal, url: &str) -> Option<EntityId> {
    let (family, id) = url.strip_suffix('/')?.rsplit_once('/')?;
    let family = format!("{family}/");
    let naming = NAMINGS.iter().find(|naming| naming.family == family)?;
    let id = (naming.id)(id).ok()?;
    portal.contains(&id).then_some(id)
}

/// The address of a document or picture: below the page of its entity, or below its family.
pub(in crate::site) fn attachment(path: &str) -> String {
    link::encoded(&attachment_file(path))
}

/// The same as the name of the file that it becomes: what the address says when it is decoded.
pub(in crate::site) fn attachment_file(path: &str) -> String {
    composed(path.strip_prefix(CONTENT).unwrap_or(path)).into_owned()
}
