//! The drawings of the icons, by name.

use std::collections::BTreeMap;

use tera::Value;

use super::files::Files;
use crate::diagnostics::{Diagnostic, Place};

const FILE: &str = "icons.yaml";

/// The drawings as templates see them: SVG that needs no escaping.
pub(super) fn load(files: &Files) -> Result<Value, Vec<Diagnostic>> {
    let Some(file) = files.get(FILE) else {
        return Ok(Value::from(BTreeMap::<String, Value>::new()));
    };
    let text = file.text().map_err(|problem| vec![problem])?;
    let drawings: BTreeMap<String, String> = serde_yaml::from_str(text).map_err(|error| {
        let place = Place::file(&file.origin.as_str().into());
        let message = format!("die Symbole können nicht gelesen werden ({error})");
        vec![Diagnostic::error("vorlage", place, message)]
    })?;
    let drawings = drawings.into_iter();
    let drawings: BTreeMap<String, Value> = drawings.map(|(name, svg)| (name, Value::safe_string(&svg))).collect();
    Ok(Value::from(drawings))
}
