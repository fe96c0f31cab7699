//! Pieces of texts that are values of fields. They are replaced where they are written, so that quotation marks, indentation
//! and the breaks of lines stay as they are.

use serde_json::Value;

use super::pieces::Piece;
use super::record::Record;
use crate::diagnostics::Change;
use crate::extent::{Whole, span};

/// The piece of the YAML text that says a piece of a value. `None` where the file writes it otherwise than it is read: with
/// signs that YAML escapes, or broken into lines.
pub(super) fn piece(
    record: &Record,
    value: &Value,
    (field, at): (&str, usize),
    (before, after): (&str, &str),
) -> Option<Piece> {
    let field = pointer(value, field)?;
    let text = value.pointer(&field)?.as_str()?;
    let range = record.range(&field)?;
    let written = record.yaml.get(range.clone())?;
    let in_text: Vec<usize> = text.match_indices(before).map(|(at, _)| at).collect();
    let in_file: Vec<usize> = written.match_indices(before).map(|(at, _)| at).collect();
    let nth = in_text.iter().position(|found| *found == at)?;
    let at = in_file.get(nth).filter(|_| in_text.len() == in_file.len())?;
    Some(Piece {
        range: span(range.start.plus(*at), before.len()),
        text: after.to_owned(),
    })
}

/// Replaces pieces in the values themselves, from the last one on: so places are those of the text as it was. `None` where a
/// piece is not there.
pub(super) fn change(root: &mut Value, changes: &[Change]) -> Option<()> {
    let mut pieces: Vec<_> = changes.iter().filter_map(within).collect();
    pieces.sort_by_key(|(field, at, ..)| (*field, std::cmp::Reverse(*at)));
    pieces.dedup();
    for (field, at, before, after) in pieces {
        let Value::String(text) = root.pointer_mut(&pointer(root, field)?)? else {
            return None;
        };
        text.get(at..)?.starts_with(before).then_some(())?;
        text.replace_range(span(at, before.len()), after);
    }
    Some(())
}

/// Whether the fields with such pieces say the same in two records.
pub(super) fn is_same(one: &Value, other: &Value, changes: &[Change]) -> bool {
    let mut fields = changes.iter().filter_map(within).map(|(field, ..)| field);
    let value = |root: &'_ Value, field| pointer(root, field).and_then(|field| root.pointer(&field).cloned());
    fields.all(|field| value(one, field) == value(other, field))
}

/// A path in which entries of lists have their numbers instead of their ids (`id=…`).
fn pointer(root: &Value, field: &str) -> Option<String> {
    let mut path = String::new();
    for step in field.split('/').skip(1) {
        let step = match step.strip_prefix("id=") {
            Some(id) => {
                let items = root.pointer(&path)?.as_array()?;
                let index = items
                    .iter()
                    .position(|item| item.get("id").and_then(Value::as_str) == Some(id))?;
                index.to_string()
            }
            None => step.to_owned(),
        };
        path = format!("{path}/{step}");
    }
    Some(path)
}

fn within(change: &Change) -> Option<(&str, usize, &str, &str)> {
    match change {
        Change::Within {
            field,
            at,
            before,
            after,
        } => Some((field, *at, before, after)),
        _ => None,
    }
}
