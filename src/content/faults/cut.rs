//! Texts of which YAML took the end for a comment: `titel: Antrag #1 Hunde`.

use std::sync::Arc;

use serde_json::Value as Schema;

use crate::content::lines::Lines;
use crate::content::yaml::{NodeId, Tree, Value};
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Whole, quantity};

/// Tells of free texts with a ` #` behind them that is not followed by a blank.
pub(in crate::content) fn cut_texts(schema: &Schema, tree: &Tree, lines: &Lines, path: &Arc<str>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    walk(schema, tree, tree.root, &mut |node| {
        let span = tree.node(node).span;
        let behind = lines.behind(span);
        let comment = behind.trim_start();
        let is_cut = comment.len() < behind.len()
            && comment
                .strip_prefix('#')
                .is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '#']));
        if is_cut {
            let text = tree.text(node).unwrap_or_default();
            let whole = format!("{text} {}", comment.trim_end());
            let place = Place::excerpt(
                path,
                lines.from(
                    span.end_line,
                    span.end_column.plus(quantity(behind.len().minus(comment.len()))),
                ),
            );
            let message = format!("der Text endet vor ` #`: Was danach steht, liest niemand. Gelesen wurde „{text}“");
            let problem = Diagnostic::warning("text-abgeschnitten", place, message);
            let help = format!(
                "Gehört es zum Text, setzen Sie ihn in Anführungszeichen: `\"{whole}\"`. Ist es eine Anmerkung, schreiben Sie nach dem # ein Leerzeichen."
            );
            found.push(problem.with_help(help));
        }
    });
    found
}

/// Goes through all free texts that are written without quotation marks.
fn walk(schema: &Schema, tree: &Tree, node: NodeId, tell: &mut impl FnMut(NodeId)) {
    let schema = schema.pointer("/anyOf/0").unwrap_or(schema);
    match &tree.node(node).value {
        Value::Scalar { is_plain: true, .. } => {
            let is_free = schema.get("enum").is_none()
                && schema.get("format").is_none_or(|format| format == "markdown")
                && super::kinds(schema).contains(&"string");
            if is_free {
                tell(node);
            }
        }
        Value::Scalar { .. } => {}
        Value::List(items) => {
            let Some(schema) = schema.get("items") else { return };
            for item in items {
                walk(schema, tree, *item, tell);
            }
        }
        Value::Record(entries) => {
            for entry in entries {
                let name = tree.text(entry.key).unwrap_or_default();
                if let Some(schema) = schema.get("properties").and_then(|fields| fields.get(name)) {
                    walk(schema, tree, entry.value, tell);
                }
            }
        }
    }
}
