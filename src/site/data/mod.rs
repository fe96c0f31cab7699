//! Open data: everything as tables in three formats, described by one set of types.

mod api;
mod catalogue;
mod csv;
mod graph;
mod openapi;
mod page;
mod rows;
mod schema;
mod table;

pub(super) use table::{Store, TABLES, Table};

use super::{Body, Route, Site};
use crate::model::Authority;

/// The version of tables and API. It rises when a column goes or changes its meaning; new columns do not change it.
pub(super) const VERSION: &str = "1.0";

pub(super) const PAGE: &str = "/daten/";

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let mut routes = vec![Route::new(PAGE, page::render)];
    routes.extend(TABLES.iter().flat_map(table_routes));
    routes.extend(catalogue::routes());
    routes.extend(api::routes(site));
    routes
}

/// The part of the directory of authorities for which something is true, as CSV.
pub(super) fn directory(site: &Site, is_wanted: impl Fn(&Authority) -> bool) -> Vec<u8> {
    let Some(table) = TABLES.iter().find(|table| table.key == "authorities") else {
        return Vec::new();
    };
    // The rows are in the order of the portal.
    let authorities = site.portal.authorities.values().zip(table.rows(site));
    let rows = authorities.filter(|(authority, _)| is_wanted(authority));
    csv::write_rows(table, rows.map(|(_, row)| row))
}

fn table_routes(table: &'static Table) -> [Route; 4] {
    let bytes = |url: String, write: fn(&Site, &Table) -> Vec<u8>| {
        Route::new(url, move |site| Ok(Body::Bytes(write(site, table))))
    };
    [
        bytes(table.url("csv"), csv::write),
        bytes(table.url("json"), Table::json),
        bytes(table.url("jsonl"), Table::json_lines),
        bytes(table.schema_url(), |_, table| schema::pretty(&table.schema())),
    ]
}
