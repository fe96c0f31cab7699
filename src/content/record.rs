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
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if yaml.lines().all(is_blank) {
        return vec![faults::empty_record(path)];
    }
    let place = |error: &serde_yaml::Error| match position(error, yaml) {
        Some((line, column)) => {
            let text = yaml.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
            Place::excerpt(path, Excerpt::at(text, line + first_line - 1, column))
        }
        None => Place::file(path),
    };
    if let Err(syntax) = serde_yaml::from_str::<serde_yaml::Value>(yaml) {
        return vec![faults::syntax_error(&syntax.to_string(), place(&syntax))];
    }
    let faults = match serde_yaml::from_str::<Value>(yaml) {
        Ok(value) => faults::list(&schema_of::<T>(), &value, path),
        Err(_) => Vec::new(),
    };
    if faults.is_empty() {
        vec![faults::other(&error.to_string(), place(error))]
    } else {
        faults
    }
}

/// Line and column, counted from 1, where an editor should look.
fn position(error: &serde_yaml::Error, yaml: &str) -> Option<(u32, u32)> {
    let message = error.to_string();
    if let Some(name) = faults::duplicate(&message) {
        return second_line_of(name, yaml);
    }
    // A missing quotation mark is noticed at the end of the file; the one that is not closed is what matters.
    if let Some((_, opened)) = message.split_once("while scanning a quoted scalar at line ") {
        let mut numbers = opened
            .split(|c: char| !c.is_ascii_digit())
            .filter_map(|number| number.parse().ok());
        return numbers.next().zip(numbers.next());
    }
    let location = error.location()?;
    let (line, column) = (location.line() as u32, location.column() as u32);
    // What is missing at the end is missed at the last line that has something on it.
    let is_past_end = yaml
        .lines()
        .skip(location.line().saturating_sub(1))
        .all(|line| line.trim().is_empty());
    let last = yaml
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .last();
    match last {
        Some((index, text)) if is_past_end => {
            Some((index as u32 + 1, text.len() as u32 - text.trim_start().len() as u32 + 1))
        }
        _ => Some((line, column)),
    }
}

/// Where a field stands for the second time.
fn second_line_of(name: &str, yaml: &str) -> Option<(u32, u32)> {
    let stands_in = |line: &str| {
        line.trim_start_matches([' ', '-'])
            .strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(':'))
    };
    let (index, line) = yaml.lines().enumerate().filter(|(_, line)| stands_in(line)).nth(1)?;
    Some((index as u32 + 1, line.find(name)? as u32 + 1))
}
