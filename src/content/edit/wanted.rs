//! What a record says after a change: every edit is compared with it before it counts.

use serde_yaml::Value;

use super::record::steps;
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
                Value::Mapping(fields) => drop(fields.shift_remove(last.as_str())?),
                Value::Sequence(items) => {
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
            let Value::Mapping(fields) = descend(root, &steps)? else {
                return None;
            };
            let value = fields.shift_remove(last.as_str())?;
            // A record does not say anything by the order of its fields.
            fields
                .insert(Value::String(name.clone()), value)
                .is_none()
                .then_some(())
        }
        Change::Cell { .. } | Change::Text { .. } | Change::File(_) => Some(()),
    }
}

fn read(value: &NewValue) -> Option<Value> {
    match value {
        NewValue::Text(text) => Some(Value::String(text.clone())),
        NewValue::Literal(literal) => serde_yaml::from_str(literal).ok(),
        NewValue::Data(data) => serde_yaml::to_value(data).ok(),
    }
}

fn descend<'a>(root: &'a mut Value, steps: &[String]) -> Option<&'a mut Value> {
    steps.iter().try_fold(root, |value, step| match value {
        Value::Mapping(fields) => fields.get_mut(step.as_str()),
        Value::Sequence(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    })
}

fn set(value: &mut Value, steps: &[String], new: Value) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *value = new;
        return Some(());
    };
    match value {
        Value::Mapping(fields) => {
            if !fields.contains_key(step.as_str()) {
                fields.insert(Value::String(step.clone()), Value::Mapping(serde_yaml::Mapping::new()));
            }
            set(fields.get_mut(step.as_str())?, rest, new)
        }
        Value::Sequence(items) => {
            let index: usize = step.parse().ok()?;
            if index == items.len() {
                items.push(Value::Mapping(serde_yaml::Mapping::new()));
            }
            set(items.get_mut(index)?, rest, new)
        }
        _ => None,
    }
}
