//! The description of the API (OpenAPI 3.1), its schemas made from the types that are written.

use serde_json::{Map, Value, json};

use super::VERSION;
use super::api::table_of;
use super::api::{Index, ROOT};
use super::rows::AuthorityDetail;
use super::rows::EventRow;
use super::rows::MinistryDetail;
use super::rows::PressRow;
use super::rows::ServiceDetail;
use super::rows::TopicDetail;
use super::schema;
use crate::model::EntityKind;
use crate::site::edition::Site;
use crate::site::route::{Body, Route};

pub(super) fn route() -> Route {
    Route::new(format!("{ROOT}openapi.json"), |site| Ok(Body::Bytes(write(site))))
}

#[expect(
    clippy::indexing_slicing,
    reason = "JSON grows where it is indexed, and it is an object"
)]
fn write(site: &Site) -> Vec<u8> {
    let settings = &site.portal.settings;
    let mut info = json!({
        "title": site.fill("data.api.title", &[("portal", &settings.title)]),
        "description": site.theme.text("data.api.text"),
        "version": VERSION,
    });
    if let Some(licence) = &settings.licence {
        info["license"] = json!({ "name": licence.name, "url": licence.url });
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": info,
        "servers": [{ "url": site.absolute(ROOT.trim_end_matches('/')) }],
        "paths": paths(site),
        "components": { "schemas": schemas() },
    });
    schema::pretty(&document)
}

fn paths(site: &Site) -> Map<String, Value> {
    let with_details = &site.portal.settings.extra_files.api;
    let mut paths = Map::new();
    let index = operation(site, "index", site.theme.text("data.api.index"), &reference("index"));
    paths.insert("/index.json".to_owned(), json!({ "get": index }));
    for kind in EntityKind::ALL {
        let Some(table) = table_of(*kind) else { continue };
        let list = operation(
            site,
            table.key,
            &table.title(site),
            &json!({ "type": "array", "items": reference(table.key) }),
        );
        paths.insert(format!("/{}.json", kind.word()), json!({ "get": list }));
        if with_details.contains(kind) {
            paths.insert(
                format!("/{}/{{id}}.json", kind.word()),
                detail(site, *kind, &table.title(site)),
            );
        }
    }
    paths
}

#[expect(
    clippy::indexing_slicing,
    reason = "JSON grows where it is indexed, and it is an object"
)]
fn detail(site: &Site, kind: EntityKind, title: &str) -> Value {
    let name = format!("{}_detail", kind.key());
    let summary = site.fill("data.api.detail", &[("table", title)]);
    let mut operation = operation(site, &name, &summary, &reference(&name));
    operation["responses"]["404"] = json!({ "description": site.theme.text("data.api.not_found") });
    let parameter = json!({
        "name": "id", "in": "path", "required": true,
        "description": site.theme.text("data.api.id"),
        "schema": { "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
    });
    json!({ "parameters": [parameter], "get": operation })
}

fn operation(site: &Site, id: &str, summary: &str, data: &Value) -> Value {
    let envelope = json!({ "allOf": [reference("envelope"), { "type": "object", "properties": { "data": data } }] });
    json!({
        "operationId": id,
        "summary": summary,
        "responses": { "200": {
            "description": site.theme.text("data.api.ok"),
            "content": { "application/json": { "schema": envelope } },
        } },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn schemas() -> Map<String, Value> {
    let rows = EntityKind::ALL.iter().filter_map(|kind| table_of(*kind));
    let rows = rows.map(|table| (table.key.to_owned(), table.schema()));
    let details = [
        ("services_detail", schema::of::<ServiceDetail>()),
        ("ministries_detail", schema::of::<MinistryDetail>()),
        ("topics_detail", schema::of::<TopicDetail>()),
        ("authorities_detail", schema::of::<AuthorityDetail>()),
        ("events_detail", schema::of::<EventRow>()),
        ("press_detail", schema::of::<PressRow>()),
        ("index", schema::of::<Index>()),
    ];
    let details = details.into_iter().map(|(name, schema)| (name.to_owned(), schema));
    let all = rows.chain(details).chain([("envelope".to_owned(), envelope())]);
    all.map(|(name, schema)| (name.clone(), embedded(&name, schema)))
        .collect()
}

fn envelope() -> Value {
    json!({
        "type": "object",
        "required": ["version", "publisher", "data"],
        "properties": {
            "version": { "type": "string" },
            "publisher": { "type": "string" },
            "licence": { "type": ["string", "null"] },
            "documentation": { "type": "string" },
            "schema": { "type": "string" },
            "count": { "type": "integer" },
        },
    })
}

/// A schema that stands inside of another document keeps its own definitions, found from there.
fn embedded(name: &str, mut schema: Value) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.remove("$schema");
    }
    refer_to(&format!("#/components/schemas/{name}/$defs/"), &mut schema);
    schema
}

/// Lets the references of a schema begin elsewhere than at its own definitions.
fn refer_to(definitions: &str, schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(target) if key == "$ref" => {
                        if let Some(name) = target.strip_prefix("#/$defs/") {
                            *target = format!("{definitions}{name}");
                        }
                    }
                    _ => refer_to(definitions, value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| refer_to(definitions, item)),
        _ => {}
    }
}
