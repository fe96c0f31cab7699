//! The map by municipality: who answers for each, and how far that is.

use std::collections::BTreeMap;

use super::atlas::Sheet;
use super::atlas::SheetArea;
use super::map::MapView;
use super::map::Paint;
use super::map::description;
use super::map::groups;
use super::scale::{Measure, Scale};
use super::scope::Scope;
use crate::model::{AuthorityId, Coverage, Service, standing};
use crate::site::edition::Site;
use crate::site::figures::figure_table::{Cell, Column, FigureTable};

/// What is live for each municipality.
type Places = BTreeMap<AuthorityId, Coverage>;

/// The map of a scope; `None` without boundaries.
pub(in crate::site) fn map(site: &Site, scope: Scope) -> Option<MapView> {
    let sheet = site.atlas().municipalities.as_ref()?;
    let (groups, note, table) = match scope {
        Scope::Service(service) => (
            groups(
                site,
                sheet,
                |paint| paint.meaning(site),
                |area| one_service(site, service, area),
            ),
            "map.rule_municipalities",
            rows_of_service(site, sheet, service),
        ),
        Scope::Portal => {
            let places = places(site, sheet);
            let scale = Scale::of(Measure::Count, places.values());
            let groups = groups(
                site,
                sheet,
                |paint| scale.meaning(site, paint),
                |area| all_services(site, &places, &scale, area),
            );
            (groups, "map.rule_places", rows_of_portal(site, sheet, &places))
        }
    };
    Some(MapView {
        id: "gemeinden",
        title: site.theme.text("map.municipalities").to_owned(),
        note: site.theme.text(note).to_owned(),
        description: description(site, &groups),
        width: sheet.width,
        height: sheet.height,
        unit: sheet.unit,
        groups,
        table,
        csv: site.href(&scope.file_url("gemeinden.csv")),
        caution: site.theme.text("map.caution").to_owned(),
        paths: sheet.paths.clone(),
        borders: sheet.borders.clone(),
    })
}

/// The figures of the map.
pub(super) fn table(site: &Site, scope: Scope) -> Option<FigureTable> {
    let sheet = site.atlas().municipalities.as_ref()?;
    Some(match scope {
        Scope::Service(service) => rows_of_service(site, sheet, service),
        Scope::Portal => rows_of_portal(site, sheet, &places(site, sheet)),
    })
}

/// What the authority that answers for a place states of a service.
pub(super) fn one_service(site: &Site, service: &Service, area: &SheetArea) -> (Paint, String, Option<String>) {
    let standing = standing(&site.portal, service, &area.authority);
    let paint = standing.map_or(Paint::Nobody, |standing| Paint::of_status(standing.status()));
    let meaning = paint.meaning(site);
    let gaps = [("name", &*area.authority.name), ("meaning", &*meaning)];
    (paint, site.fill("map.area_status", &gaps), None)
}

/// Whoever carries it out counts.
fn places(site: &Site, sheet: &Sheet) -> Places {
    let areas = sheet.areas.iter();
    areas
        .map(|area| {
            let coverage = Coverage::of_place(&site.portal, &area.authority);
            (area.authority.id.clone(), coverage)
        })
        .collect()
}

fn all_services(site: &Site, places: &Places, scale: &Scale, area: &SheetArea) -> (Paint, String, Option<String>) {
    let coverage = places.get(&area.authority.id).copied().unwrap_or_default();
    let [live, stated, unstated] = [coverage.live, coverage.stated(), coverage.unstated].map(|n| n.to_string());
    let gaps = [
        ("name", &*area.authority.name),
        ("live", &*live),
        ("of", &*stated),
        ("unstated", &*unstated),
    ];
    let text = if coverage.unstated == 0 {
        "map.area_services"
    } else {
        "map.area_services_partly"
    };
    (scale.paint(&coverage), site.fill(text, &gaps), None)
}

fn rows_of_service(site: &Site, sheet: &Sheet, service: &Service) -> FigureTable {
    let row = |area: &SheetArea| {
        let standing = standing(&site.portal, service, &area.authority);
        let carrier = standing.map(|standing| standing.carrier);
        let reuse = standing.and_then(|standing| standing.reuse);
        let paint = standing.map_or(Paint::Nobody, |standing| Paint::of_status(standing.status()));
        vec![
            Cell::text(area.authority.id.as_str()),
            Cell::authority(site, &area.authority),
            Cell::text(carrier.map(|carrier| carrier.id.as_str()).unwrap_or_default()),
            Cell::text(carrier.map(|carrier| carrier.name.as_str()).unwrap_or_default()),
            Cell::text(paint.meaning(site)),
            Cell::date(reuse.and_then(|reuse| reuse.since)),
        ]
    };
    FigureTable {
        columns: vec![
            Column::data(site, "map.column.key"),
            Column::words(site, "map.column.municipality"),
            Column::data(site, "map.column.carrier_key"),
            Column::words(site, "map.column.carrier"),
            Column::words(site, "map.column.status"),
            Column::data(site, "map.column.since"),
        ],
        rows: sheet.areas.iter().map(row).collect(),
    }
}

fn rows_of_portal(site: &Site, sheet: &Sheet, places: &Places) -> FigureTable {
    let rule = site.theme.text("map.rule_places");
    let row = |area: &SheetArea| {
        let coverage = places.get(&area.authority.id).copied().unwrap_or_default();
        vec![
            Cell::text(area.authority.id.as_str()),
            Cell::authority(site, &area.authority),
            Cell::number(coverage.live),
            Cell::number(coverage.of),
            Cell::number(coverage.unstated),
            Cell::text(rule),
        ]
    };
    FigureTable {
        columns: vec![
            Column::data(site, "map.column.key"),
            Column::words(site, "map.column.municipality"),
            Column::numbers(site, "map.column.services_live"),
            Column::numbers(site, "map.column.services"),
            Column::numbers(site, "map.column.unstated"),
            Column::data(site, "map.column.rule"),
        ],
        rows: sheet.areas.iter().map(row).collect(),
    }
}
