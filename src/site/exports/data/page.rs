//! The page that documents the open data, each table field by field.

use serde::Serialize;

use super::api::ROOT;
use super::catalogue::JSON_LD;
use super::catalogue::TURTLE;
use super::schema;
use super::schema::Field;
use super::table::TABLES;
use super::table::Table;
use super::{VERSION, datasets};
use crate::diagnostics::Diagnostic;
use crate::model::{EntityKind, Licence};
use crate::site::edition::{Site, urls};
use crate::site::frame::{Page, structured};
use crate::site::route::Body;

/// What `data.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    version: &'static str,
    tables: Vec<TableView>,
    licence: Option<&'a Licence>,
    api: Vec<Endpoint>,
    openapi_url: String,
    json_ld_url: String,
    turtle_url: String,
    example_url: String,
}

#[derive(Debug, Serialize)]
struct TableView {
    id: &'static str,
    title: String,
    text: String,
    count: usize,
    samples: usize,
    csv_url: String,
    json_url: String,
    json_lines_url: String,
    schema_url: String,
    fields: Vec<Field>,
}

#[derive(Debug, Serialize)]
struct Endpoint {
    title: String,
    list_url: String,
    /// Pattern of the files of single entities, where the portal has them.
    detail: Option<String>,
}

pub(super) fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let mut page = Page::new(
        "data",
        urls::DATA,
        site.theme.text("data.title"),
        site.theme.text("data.description"),
    )
    .by_the_day();
    page.structured_data = datasets::all(site).map(structured::for_script).collect();
    let view = View {
        version: VERSION,
        tables: TABLES.iter().map(|table| table_view(site, table)).collect(),
        licence: site.portal.settings.licence.as_ref(),
        api: EntityKind::ALL
            .iter()
            .filter_map(|kind| endpoint(site, *kind))
            .collect(),
        openapi_url: site.href(&format!("{ROOT}openapi.json")),
        json_ld_url: site.href(JSON_LD),
        turtle_url: site.href(TURTLE),
        example_url: site.absolute(&format!("{ROOT}leistungen.json")),
    };
    site.render("data.html", page, &view)
}

fn table_view(site: &Site, table: &Table) -> TableView {
    let rows = table.rows(site);
    TableView {
        id: table.name,
        title: table.title(site),
        text: table.description(site),
        count: rows.len(),
        samples: rows.samples(),
        csv_url: site.href(&table.url("csv")),
        json_url: site.href(&table.url("json")),
        json_lines_url: site.href(&table.url("jsonl")),
        schema_url: site.href(&table.schema_url()),
        fields: schema::fields(&table.schema()).into_iter().map(with_code).collect(),
    }
}

/// Values in a description stand between quotation marks; on the page they are code, for they are to be typed as they are.
fn with_code(field: Field) -> Field {
    let mut html = String::new();
    // Writing into memory cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, &field.description);
    let mut description = String::new();
    let mut rest = html.as_str();
    while let Some((before, (value, after))) = next_quoted(rest) {
        description.push_str(before);
        let is_value = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let (open, close) = if is_value {
            ("<code>", "</code>")
        } else {
            ("„", "“")
        };
        description.extend([open, value, close]);
        rest = after;
    }
    description.push_str(rest);
    Field { description, ..field }
}

/// What stands before the next quotation, in it and after it.
fn next_quoted(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = text.split_once('„')?;
    Some((before, rest.split_once('“')?))
}

fn endpoint(site: &Site, kind: EntityKind) -> Option<Endpoint> {
    let table = super::api::table_of(kind)?;
    let has_details = site.portal.settings.extra_files.api.contains(&kind);
    Some(Endpoint {
        title: table.title(site),
        list_url: site.href(&format!("{ROOT}{}.json", table.name)),
        detail: has_details.then(|| site.href(&format!("{ROOT}{}/{{id}}.json", table.name))),
    })
}
