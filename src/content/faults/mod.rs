//! All faults of a record: its tree is compared with the JSON Schema of its type, node by node.
//!
//! This is not a validator of JSON: it knows the rules that our schemas have, and how a value is written, which JSON does
//! not know any more (`1.200` and `1.2`, `"true"` and `true`).

mod cut;
mod formats;
mod scalars;
mod words;

use std::sync::Arc;

use serde_json::{Map, Value as Schema};

pub(super) use cut::cut_texts;
pub(crate) use formats::Misspelt;
pub(super) use formats::format_fault;
pub(super) use words::{cell_is_wrong, duplicate_field, empty_record, leftover, unknown_word};

use super::lines::Lines;
use super::yaml::{Entry, NodeId, Scalar, Tree, Value, is_blank};
use crate::diagnostics::{Diagnostic, Place};

/// Lists all faults of a record by the schema of its type.
pub(super) fn list(schema: &Schema, tree: &Tree, lines: &Lines, path: &Arc<str>) -> Vec<Diagnostic> {
    let mut walk = Walk {
        schema,
        tree,
        lines,
        path,
        found: Vec::new(),
    };
    for key in &tree.duplicates {
        let name = tree.text(*key).unwrap_or_default();
        walk.found.push(duplicate_field(name, walk.place(*key)));
    }
    walk.compare(schema, tree.root, "");
    walk.found
}

struct Walk<'t> {
    /// Of the record as a whole.
    schema: &'t Schema,
    tree: &'t Tree<'t>,
    lines: &'t Lines<'t>,
    path: &'t Arc<str>,
    found: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn place(&self, node: NodeId) -> Place {
        Place::excerpt(self.path, self.lines.of_span(self.tree.node(node).span))
    }

    /// Whether a value says nothing.
    fn is_null(&self, node: NodeId) -> bool {
        match &self.tree.node(node).value {
            Value::Scalar { text, is_plain } => (*is_plain && Scalar::of(text) == Scalar::Null) || is_blank(text),
            _ => false,
        }
    }

    /// Compares a node, at a path, with a schema.
    fn compare(&mut self, schema: &Schema, node: NodeId, field: &str) {
        // An optional field is "this or nothing".
        if let Some(schema) = schema.pointer("/anyOf/0") {
            return self.compare(schema, node, field);
        }
        let kinds = kinds(schema);
        let takes = |kind: &str| kinds.contains(&kind);
        match &self.tree.node(node).value {
            Value::List(items) if takes("array") => self.list(schema, items, field),
            Value::Record(entries) if takes("object") => self.record(schema, node, entries, field),
            Value::Scalar { text, is_plain } if takes("array") || takes("object") => {
                let is_nothing = self.is_null(node);
                let has_format = schema.get("format").is_some();
                if has_format && !is_nothing {
                    self.scalar(schema, node, text, *is_plain, field);
                } else if !is_nothing {
                    self.found.push(words::wrong_type(text, &kinds, self.place(node)));
                }
            }
            Value::Scalar { text, is_plain } => self.scalar(schema, node, text, *is_plain, field),
            _ => {
                let shown = self.shown(node);
                self.found.push(words::wrong_type(&shown, &kinds, self.place(node)));
            }
        }
    }

    fn list(&mut self, schema: &Schema, items: &[NodeId], field: &str) {
        let least = schema.get("minItems").and_then(Schema::as_u64).unwrap_or(0);
        if (items.len() as u64) < least {
            let nothing = Place::field(self.path, field);
            self.found.push(words::too_short(nothing));
        }
        let Some(of_items) = schema.get("items") else { return };
        for (index, item) in items.iter().enumerate() {
            match self.is_null(*item) {
                true => self.found.push(words::empty_item(self.place(*item))),
                false => self.compare(of_items, *item, &format!("{field}/{index}")),
            }
        }
    }

    fn record(&mut self, schema: &Schema, node: NodeId, entries: &[Entry], field: &str) {
        let Some(fields) = schema.get("properties").and_then(Schema::as_object) else {
            return;
        };
        let required = schema.get("required").and_then(Schema::as_array);
        let is_required = |name: &str| required.is_some_and(|names| names.iter().any(|known| known == name));
        let known: Vec<&str> = fields.keys().map(String::as_str).collect();
        let mut meant = Vec::new();
        for entry in entries {
            let name = self.tree.text(entry.key).unwrap_or_default();
            let Some(rule) = fields.get(name) else {
                meant.extend(words::meant_field(name, &known));
                if let Some(parent) = self.level_of(name, fields, field) {
                    let place = self.place(entry.key);
                    self.found.push(words::misplaced_field(name, parent, place));
                    continue;
                }
                self.found
                    .push(words::unknown_field(name, &known, field, self.place(entry.key)));
                continue;
            };
            if !self.is_null(entry.value) {
                self.compare(rule, entry.value, &format!("{field}/{name}"));
            } else if is_required(name) {
                let behind = self.lines.behind(self.tree.node(entry.key).span);
                self.found.push(words::empty_field(name, behind, self.place(entry.key)));
            }
        }
        for name in required.into_iter().flatten().filter_map(Schema::as_str) {
            // Who is told what a field is called need not be told that it is missing.
            if self.tree.field(node, name).is_none() && !meant.contains(&name) {
                let meaning = fields.get(name).and_then(|rule| rule.get("description"));
                let meaning = meaning.and_then(Schema::as_str);
                self.found.push(words::missing_field(name, meaning, self.place(node)));
            }
        }
    }

    /// Where a field belongs that is none here: below one of the fields, or none, as at the top of the record.
    fn level_of<'s>(&self, name: &str, fields: &'s Map<String, Schema>, field: &str) -> Option<Option<&'s str>> {
        let has = |schema: &Schema| {
            let schema = schema.pointer("/anyOf/0").unwrap_or(schema);
            schema.get("properties").and_then(|fields| fields.get(name)).is_some()
        };
        let mut parents = fields.iter().filter(|(_, rule)| has(rule));
        match (parents.next(), parents.next()) {
            (Some((parent, _)), None) => Some(Some(parent)),
            _ if !field.is_empty() && has(self.schema) => Some(None),
            _ => None,
        }
    }

    /// A value as it is quoted in a message: short, and on one line.
    fn shown(&self, node: NodeId) -> String {
        let span = self.tree.node(node).span;
        words::shortened(&self.lines.text_of(span))
    }
}

/// The kinds of values that a schema allows.
fn kinds(schema: &Schema) -> Vec<&str> {
    match schema.get("type") {
        Some(Schema::String(kind)) => vec![kind],
        Some(Schema::Array(kinds)) => kinds
            .iter()
            .filter_map(Schema::as_str)
            .filter(|kind| *kind != "null")
            .collect(),
        _ => vec!["string"],
    }
}
