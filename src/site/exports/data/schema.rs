//! The description of a row, from its type: the same for the page of the data, the JSON Schema files and the API.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde_json::Value;

/// JSON Schema (draft 2020-12) of what is written, not of what is read.
pub(super) fn of<T: JsonSchema>() -> Value {
    generate::<T>().to_value()
}

fn generate<T: JsonSchema>() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<T>()
}

/// A column as the page of the data shows it.
#[derive(Debug, Serialize)]
pub(super) struct Field {
    pub name: String,
    pub description: String,
    /// `string`, `integer`, `number`, `boolean` or `array`.
    pub kind: String,
    pub may_be_empty: bool,
    /// The values that may occur, where they are a closed list.
    pub values: Vec<String>,
}

/// The columns of a row, in their order.
pub(super) fn fields(schema: &Value) -> Vec<Field> {
    let properties = schema["properties"].as_object();
    properties
        .into_iter()
        .flatten()
        .map(|(name, property)| field(name, property))
        .collect()
}

fn field(name: &str, property: &Value) -> Field {
    let kinds: Vec<&str> = match &property["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    };
    let values = property["enum"]
        .as_array()
        .or_else(|| property.pointer("/items/enum")?.as_array());
    Field {
        name: name.to_owned(),
        description: property["description"].as_str().unwrap_or_default().to_owned(),
        kind: kinds
            .iter()
            .find(|kind| **kind != "null")
            .map_or(String::new(), |kind| (*kind).to_owned()),
        may_be_empty: kinds.contains(&"null"),
        values: values
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
    }
}

/// For people to read.
pub(super) fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
