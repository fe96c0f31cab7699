//! YAML records: fast where they are right, thorough where they are not.
//!
//! serde stops at the first fault. Only when it does, the record is validated against the JSON Schema of its type, which
//! lists all its faults; [`super::locate`] finds the place of each.

use std::sync::Arc;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::faults;
use crate::diagnostics::{Diagnostic, Excerpt, Place};

/// Reads a record. `first_line` is the line of the file on which the YAML begins.
pub(super) fn parse<T: DeserializeOwned + JsonSchema>(
    yaml: &str,
    path: &Arc<str>,
    first_line: u32,
) -> Result<T, Vec<Diagnostic>> {
    serde_yaml::from_str(yaml).map_err(|error| explain::<T>(&error, yaml, path, first_line))
}

/// The JSON Schema of a type, without references, so that a fault's path is the path to its rule.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn explain<T: JsonSchema>(error: &serde_yaml::Error, yaml: &str, path: &Arc<str>, first_line: u32) -> Vec<Diagnostic> {
    let place = || match error.location() {
        Some(location) => {
            let line = location.line() as u32;
            let text = yaml.lines().nth(location.line().saturating_sub(1)).unwrap_or_default();
            Place::excerpt(path, Excerpt::at(text, line + first_line - 1, location.column() as u32))
        }
        None => Place::file(path),
    };
    if yaml
        .lines()
        .all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
    {
        return vec![faults::empty_record(path)];
    }
    if let Err(syntax) = serde_yaml::from_str::<serde_yaml::Value>(yaml) {
        return vec![faults::syntax_error(&syntax.to_string(), place())];
    }
    let faults = match serde_yaml::from_str::<Value>(yaml) {
        Ok(value) => faults::list(&schema_of::<T>(), &value, path),
        Err(_) => Vec::new(),
    };
    if faults.is_empty() {
        vec![faults::other(&error.to_string(), place())]
    } else {
        faults
    }
}
