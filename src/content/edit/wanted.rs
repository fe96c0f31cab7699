//! What a record says after a change: every edit is compared with it before it counts.

use serde_json::{Map, Value};

use super::record::steps;
use crate::content::yaml;
use crate::diagnostics::{Change, NewValue};

/// Makes a change in a value; `None` where there is no such field.
pub(super) fn change(root: &mut Value, change: &Change) -> Option<()> {
    match change {
        Change::Set { field, value } => {
            let steps = steps(field);
            set(root, &steps, read(value)?)
        }
        Change::Remove { field } => {
            let mut steps = steps(field);
            let last = steps.pop()?;
            match descend(root, &steps)? {
                Value::Object(fields) => drop(fields.shift_remove(&last)?),
                Value::Array(items) => {
                    let index = last.parse().ok().filter(|index| *index < items.len())?;
                    items.remove(index);
                }
                _ => return None,
            }
            Some(())
        }
        Change::Rename { field, name } => {
            let mut steps = steps(field);
            let last = steps.pop()?;
            let Value::Object(fields) = descend(root, &steps)? else {
                return None;
            };
            let value = fields.shift_remove(&last)?;
            // A record does not say anything by the order of its fields.
            fields.insert(name.clone(), value).is_none().then_some(())
        }
        // Pieces of texts come first, all together (`within`).
        Change::Within { .. } => Some(()),
        Change::Cell { .. } | Change::Text { .. } | Change::Words { .. } | Change::File(_) => Some(()),
    }
}

fn read(value: &NewValue) -> Option<Value> {
    match value {
        NewValue::Text(text) => Some(Value::String(text.clone())),
        NewValue::Literal(literal) => yaml::from_str(literal).ok(),
        NewValue::Data(data) => Some(data.clone()),
    }
}

fn descend<'a>(root: &'a mut Value, steps: &[String]) -> Option<&'a mut Value> {
    steps.iter().try_fold(root, |value, step| match value {
        Value::Object(fields) => fields.get_mut(step.as_str()),
        Value::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}

fn set(value: &mut Value, steps: &[String], new: Value) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *value = new;
        return Some(());
    };
    match value {
        Value::Object(fields) => {
            if !fields.contains_key(step.as_str()) {
                fields.insert(step.clone(), Value::Object(Map::new()));
            }
            set(fields.get_mut(step.as_str())?, rest, new)
        }
        Value::Array(items) => {
            let index: usize = step.parse().ok()?;
            if index == items.len() {
                items.push(Value::Object(Map::new()));
            }
            set(items.get_mut(index)?, rest, new)
        }
        _ => None,
    }
}
