//! An API that is only files: `/api/v1/leistungen.json`, `/api/v1/leistungen/<id>.json` and so on.

use schemars::JsonSchema;
use serde::Serialize;

use super::rows::AuthorityDetail;
use super::rows::Detail;
use super::rows::EventRow;
use super::rows::MinistryDetail;
use super::rows::PressRow;
use super::rows::ServiceDetail;
use super::rows::TopicDetail;
use super::table::Envelope;
use super::table::TABLES;
use super::table::Table;
use crate::model::EntityKind;
use crate::site::edition::Site;
use crate::site::route::{Body, Route};

/// Where the API begins. The number rises when something that callers use goes or changes its meaning.
pub(super) const ROOT: &str = "/api/v1/";

/// The table of each kind of entity that the API has.
pub(super) fn table_of(kind: EntityKind) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == kind.word())
}

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let lists = EntityKind::ALL
        .iter()
        .filter_map(|kind| table_of(*kind))
        .map(list_route);
    let details = site
        .portal
        .settings
        .extra_files
        .api
        .iter()
        .flat_map(|kind| details(site, *kind));
    let index = Route::new(format!("{ROOT}index.json"), |site| {
        Ok(Body::Bytes(Envelope::new(site, Index::of(site)).write()))
    });
    std::iter::once(index).chain(lists).chain(details).collect()
}

/// What there is, and from which day it is told.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Verzeichnis der Datensätze mit dem Stichtag des Portals")]
pub(super) struct Index {
    #[schemars(
        description = "Stichtag des Portals: von diesem Tag aus gelten „überfällig“, „offen“ und „nachnutzbar“"
    )]
    as_of: String,
    #[schemars(description = "Letzte Änderung der Inhalte, soweit sie bekannt ist")]
    modified: Option<String>,
    #[schemars(description = "Die Datensätze")]
    tables: Vec<Listed>,
}

/// A table in the index.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Datensatz")]
struct Listed {
    #[schemars(description = "Kennung des Datensatzes")]
    id: &'static str,
    #[schemars(description = "Name des Datensatzes")]
    title: String,
    #[schemars(description = "Zahl der Zeilen")]
    count: usize,
    #[schemars(description = "Adresse der Datei als JSON")]
    json: String,
    #[schemars(description = "Adresse der Datei als CSV")]
    csv: String,
}

impl Index {
    fn of(site: &Site) -> Self {
        let listed = |table: &Table| Listed {
            id: table.name,
            title: table.title(site),
            count: table.rows(site).len(),
            json: site.absolute(&table.url("json")),
            csv: site.absolute(&table.url("csv")),
        };
        Self {
            as_of: site.portal.as_of.to_string(),
            modified: site.latest_change().map(|day| day.to_string()),
            tables: TABLES.iter().map(listed).collect(),
        }
    }
}

fn list_route(table: &'static Table) -> Route {
    Route::in_pieces(format!("{ROOT}{}.json", table.name), move |site, out| {
        table.json(site, out)
    })
}

fn details(site: &Site, kind: EntityKind) -> Vec<Route> {
    let portal = &site.portal;
    match kind {
        EntityKind::Service => each(kind, portal.services.keys(), |site, id| {
            Some(ServiceDetail::of(site, site.portal.services.get(id)?))
        }),
        EntityKind::Ministry => each(kind, portal.ministries.keys(), |site, id| {
            Some(MinistryDetail::of(site, site.portal.ministries.get(id)?))
        }),
        EntityKind::Topic => each(kind, portal.topics.keys(), |site, id| {
            Some(TopicDetail::of(site, site.portal.topics.get(id)?))
        }),
        EntityKind::Authority => each(kind, portal.authorities.keys(), |site, id| {
            Some(AuthorityDetail::of(site, site.portal.authorities.get(id)?))
        }),
        EntityKind::Event => each(kind, portal.events.keys(), |site, id| {
            Some(EventRow::of(site, site.portal.events.get(id)?))
        }),
        EntityKind::PressRelease => each(kind, portal.press_releases.keys(), |site, id| {
            Some(PressRow::of(site, site.portal.press_releases.get(id)?))
        }),
    }
}

/// A file for each entity of a kind.
fn each<'a, Id, D>(
    kind: EntityKind,
    ids: impl Iterator<Item = &'a Id>,
    detail: fn(&Site, &Id) -> Option<D>,
) -> Vec<Route>
where
    Id: ToString + Clone + Send + Sync + 'static,
    D: Detail + 'static,
{
    let route = |id: &Id| {
        let url = format!("{ROOT}{}/{}.json", kind.word(), id.to_string());
        let id = id.clone();
        Route::new(url, move |site| {
            Ok(Body::Bytes(Envelope::new(site, detail(site, &id)).write()))
        })
    };
    ids.map(route).collect()
}
