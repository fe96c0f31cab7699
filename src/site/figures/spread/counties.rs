//! The map by county: how many of the authorities in each have a service.

use std::collections::BTreeMap;

use super::atlas::Sheet;
use super::atlas::SheetArea;
use super::map::MapView;
use super::map::Paint;
use super::map::description;
use super::map::groups;
use super::municipalities::one_service;
use super::scale::{Measure, Scale};
use super::scope::Scope;
use crate::model::{AuthorityId, Coverage};
use crate::site::edition::Site;
use crate::site::figures::figure_table::{Cell, Column, FigureTable};

type Coverages = BTreeMap<AuthorityId, Coverage>;

/// The map of a scope; `None` without boundaries.
pub(in crate::site) fn map(site: &Site, scope: Scope) -> Option<MapView> {
    let sheet = site.atlas().counties.as_ref()?;
    let coverages = scope.by_county(&site.portal);
    let measure = match scope {
        Scope::Service(_) => Measure::Share,
        Scope::Portal => Measure::Count,
    };
    let scale = Scale::of(measure, coverages.values());
    let groups = match scope {
        // Where nobody but the county itself answers, its status says more than "1 of 1".
        Scope::Service(service) if coverages.values().all(|coverage| coverage.of <= 1) => groups(
            site,
            sheet,
            |paint| paint.meaning(site),
            |area| one_service(site, service, area),
        ),
        _ => groups(
            site,
            sheet,
            |paint| scale.meaning(site, paint),
            |area| area_view(site, &coverages, |coverage| scale.paint(coverage), area),
        ),
    };
    Some(MapView {
        id: "kreise",
        title: site.theme.text("map.counties").to_owned(),
        note: scope.rule(site),
        description: description(site, &groups),
        width: sheet.width,
        height: sheet.height,
        unit: sheet.unit,
        groups,
        table: rows(site, sheet, scope, &coverages),
        csv: site.href(&scope.file_url("kreise.csv")),
        caution: site.theme.text("map.caution").to_owned(),
        paths: sheet.paths.clone(),
        borders: sheet.borders.clone(),
    })
}

/// The figures of the map.
pub(super) fn table(site: &Site, scope: Scope) -> Option<FigureTable> {
    let sheet = site.atlas().counties.as_ref()?;
    Some(rows(site, sheet, scope, &scope.by_county(&site.portal)))
}

fn coverage_of(coverages: &Coverages, area: &SheetArea) -> Coverage {
    coverages.get(&area.authority.id).copied().unwrap_or_default()
}

fn area_view(
    site: &Site,
    coverages: &Coverages,
    paint: impl Fn(&Coverage) -> Paint,
    area: &SheetArea,
) -> (Paint, String, Option<String>) {
    let coverage = coverage_of(coverages, area);
    let paint = paint(&coverage);
    let [live, stated, unstated] = [coverage.live, coverage.stated(), coverage.unstated].map(|n| n.to_string());
    let name = ("name", &*area.authority.name);
    let gaps = [name, ("live", &*live), ("of", &*stated), ("unstated", &*unstated)];
    match paint {
        Paint::Nobody => (paint, site.fill("map.area_nobody", &[name]), None),
        Paint::Unstated => (paint, site.fill("map.area_unstated", &[name, ("of", &*unstated)]), None),
        _ => {
            let text = if coverage.unstated == 0 {
                "map.area"
            } else {
                "map.area_partly"
            };
            (paint, site.fill(text, &gaps), Some(site.fill("map.label", &gaps)))
        }
    }
}

fn rows(site: &Site, sheet: &Sheet, scope: Scope, coverages: &Coverages) -> FigureTable {
    let rule = scope.rule(site);
    let row = |area: &SheetArea| {
        let coverage = coverage_of(coverages, area);
        vec![
            Cell::text(area.authority.id.as_str()),
            Cell::authority(site, &area.authority),
            Cell::number(coverage.live),
            Cell::number(coverage.of),
            Cell::number(coverage.introducing),
            Cell::number(coverage.pilot),
            Cell::number(coverage.interested),
            Cell::number(coverage.ended),
            Cell::number(coverage.unstated),
            Cell::text(rule.clone()),
        ]
    };
    FigureTable {
        columns: vec![
            Column::data(site, "map.column.key"),
            Column::words(site, "map.column.county"),
            Column::numbers(site, "map.column.live"),
            Column::numbers(site, "map.column.of"),
            Column::numbers(site, "map.column.introducing"),
            Column::numbers(site, "map.column.pilot"),
            Column::numbers(site, "map.column.interested"),
            Column::numbers(site, "map.column.ended"),
            Column::numbers(site, "map.column.unstated"),
            Column::data(site, "map.column.rule"),
        ],
        rows: sheet.areas.iter().map(row).collect(),
    }
}
