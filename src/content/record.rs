//! YAML records: fast where they are right, thorough where they are not.
//!
//! serde stops at the first fault. Only when it does, the tree that it read from is compared with the JSON Schema of its
//! type, which finds them all.

use std::sync::Arc;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::faults;
use super::lines::Lines;
use super::yaml::{SyntaxError, Tree};
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole};

/// Reads a record. `first_line` is the line of the file on which the YAML begins; what is doubtful in a sound record is
/// added to `doubts`.
pub(super) fn parse<T: DeserializeOwned + JsonSchema>(
    yaml: &str,
    path: &Arc<str>,
    first_line: u32,
    doubts: &mut Vec<Diagnostic>,
) -> Result<T, Vec<Diagnostic>> {
    let tree = Tree::read(yaml).map_err(|error| vec![syntax_error(&error, yaml, path, first_line)])?;
    let fault = match tree.to() {
        Ok(record) => {
            // A comment that begins without a blank may be the rest of a text.
            if yaml
                .match_indices(" #")
                .any(|(at, _)| !yaml.part(at.plus(2)..).starts_with([' ', '#', '\r', '\n']))
            {
                let lines = Lines::of(yaml, first_line);
                doubts.append(&mut faults::cut_texts(&schema_of::<T>(), &tree, &lines, path));
            }
            return Ok(record);
        }
        Err(fault) => fault,
    };
    if yaml.lines().all(is_blank) {
        return Err(vec![faults::empty_record(path)]);
    }
    let lines = Lines::of(yaml, first_line);
    let mut found = faults::list(&schema_of::<T>(), &tree, &lines, path);
    if found.is_empty() {
        let place = fault.place.map(|(line, column)| lines.from(line, column));
        let place = place.map_or_else(|| Place::file(path), |excerpt| Place::excerpt(path, excerpt));
        found.push(faults::leftover(&fault.to_string(), place));
    }
    Err(found)
}

/// The JSON Schema of a type, without references, so that a fault's path is the path to its rule.
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

fn syntax_error(error: &SyntaxError, yaml: &str, path: &Arc<str>, first_line: u32) -> Diagnostic {
    let lines = Lines::of(yaml, first_line);
    let excerpt = match error.length() {
        Some(length) => lines.piece(error.line, error.column, length),
        None => lines.from(error.line, error.column),
    };
    Diagnostic::error("yaml-syntax", Place::excerpt(path, excerpt), error.message()).with_help(error.help())
}
