//! Changes of records. The first line says what to change and the second what to write; all others are the record.

use ozg::content::edit::edit;
use ozg::diagnostics::{Change, NewValue};
use serde_yaml::Value;

/// A record, or a page with front matter.
pub fn edits(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some((field, rest)) = text.split_once('\n') else {
        return;
    };
    let Some((value, record)) = rest.split_once('\n') else {
        return;
    };
    let Some((kind, field)) = field.split_at_checked(1) else {
        return;
    };
    let path = if record.starts_with("---") { "a.md" } else { "a.yaml" };
    let (field, value) = (field.to_owned(), value.replace("\\n", "\n"));
    let change = match kind {
        "=" => Change::Set {
            field: field.clone(),
            value: NewValue::Text(value.clone()),
        },
        "-" => Change::Remove { field: field.clone() },
        ">" => Change::Rename {
            field: field.clone(),
            name: value.clone(),
        },
        "[" => Change::Set {
            field: field.clone(),
            value: NewValue::Data(serde_json::json!([value, {"a": value}])),
        },
        _ => Change::Within {
            field: field.clone(),
            at: 0,
            before: value.chars().take(1).collect(),
            after: value.clone(),
        },
    };
    let Ok(after) = edit(path, record.as_bytes(), std::slice::from_ref(&change)) else {
        return;
    };
    let after = String::from_utf8(after).expect("text");
    insist_on_remarks(&change, record, &after);
    let (Some(old), Some(new)) = (value_of(path, record), value_of(path, &after)) else {
        // Another reader than that of the program may refuse what that accepts, and then there is nothing to compare.
        return;
    };
    let Some(wanted) = wanted(old, &change) else { return };
    assert_eq!(new, wanted, "{change:?} of\n{record}\nmade\n{after}");
    if matches!(change, Change::Set { .. }) {
        let again = edit(path, after.as_bytes(), &[change]);
        assert_eq!(
            again.as_deref(),
            Ok(after.as_bytes()),
            "the same again is another change"
        );
    }
}

/// What another reader of YAML finds in a file whose last line is ended: what is added begins a line of its own.
fn value_of(path: &str, text: &str) -> Option<Value> {
    let text = &format!("{}\n", text.strip_suffix('\n').unwrap_or(text));
    let yaml = match path {
        "a.md" => text.strip_prefix("---\n")?.split_once("\n---\n")?.0,
        _ => text,
    };
    serde_yaml::from_str(yaml).ok()
}

/// What a change is to make of a record, where it is easily said: fields of the record itself.
fn wanted(mut value: Value, change: &Change) -> Option<Value> {
    let record = value.as_mapping_mut()?;
    let name = |field: &str| {
        // `~` says that a slash or another `~` is meant.
        let name = field.strip_prefix('/')?;
        (!name.contains(['/', '~'])).then(|| Value::from(name))
    };
    match change {
        Change::Set {
            field,
            value: NewValue::Text(text),
        } => drop(record.insert(name(field)?, Value::from(text.as_str()))),
        Change::Remove { field } => drop(record.shift_remove(&name(field)?)?),
        _ => return None,
    }
    Some(value)
}

/// Lines that are remarks stay, unless what they are part of goes.
fn insist_on_remarks(change: &Change, before: &str, after: &str) {
    if matches!(change, Change::Rename { .. } | Change::Within { .. }) {
        assert_eq!(
            before.matches('\n').count(),
            after.matches('\n').count() - added_lines(change),
            "{change:?}\n{before}\n{after}"
        );
    }
}

/// Line breaks that a change brings along.
fn added_lines(change: &Change) -> usize {
    match change {
        Change::Within { after, .. } => after.matches('\n').count(),
        _ => 0,
    }
}
