//! Open data: everything as tables in three formats, described by one set of types.

mod api;
mod catalogue;
mod csv;
mod datasets;
mod graph;
mod openapi;
mod page;
mod rows;
mod schema;
mod table;

pub(in crate::site) use table::{TABLES, Table};

use crate::model::Authority;
use crate::site::edition::{Site, urls};
use crate::site::route::{Body, Route};
use rows::AuthorityRow;

/// The version of tables and API. It rises when a column goes or changes its meaning; new columns do not change it.
pub(in crate::site) const VERSION: &str = "1.2";

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let mut routes = vec![Route::new(urls::DATA, page::render)];
    routes.extend(TABLES.iter().flat_map(table_routes));
    routes.extend(catalogue::routes());
    routes.extend(api::routes(site));
    routes.push(openapi::route());
    routes
}

/// The part of the directory of authorities for which something is true, as CSV.
pub(in crate::site) fn directory(site: &Site, is_wanted: impl Fn(&Authority) -> bool) -> Vec<u8> {
    let authorities = site.portal.authorities.values();
    let wanted = authorities.filter(|authority| is_wanted(authority));
    let rows = wanted.map(|authority| AuthorityRow::of(site, authority));
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = csv::write(rows, &mut bytes);
    bytes
}

fn table_routes(table: &'static Table) -> [Route; 4] {
    [
        Route::in_pieces(table.url("csv"), move |site, out| table.csv(site, out)),
        Route::in_pieces(table.url("json"), move |site, out| table.json(site, out)),
        Route::in_pieces(table.url("jsonl"), move |site, out| table.json_lines(site, out)),
        Route::new(table.schema_url(), move |_| {
            Ok(Body::Bytes(schema::pretty(&table.schema())))
        }),
    ]
}
