//! YAML with its explanation: `##` explains, `# ` is an example to take over.
//!
//! Removing `# ` at the begin of a line (the comment command of any editor) leaves an explanation a comment and makes an
//! example count.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use super::node::{Field, Form, Node};
use crate::extent::Whole;
use crate::model::Day;

/// No line of an explanation is longer.
const WIDTH: usize = 100;

/// Vocabularies up to this size are explained word by word.
const MOST_EXPLAINED_WORDS: usize = 8;

/// What a commented record is filled with.
/// What remarks that explain begin with.
const NOTE: &str = "## ";

#[derive(Debug, Default)]
pub(super) struct Filling {
    /// Values that count.
    pub values: Map<String, Value>,
    /// Examples that fit this portal better than those of the schema.
    pub examples: Map<String, Value>,
    /// What to say of a field after its explanation, on a line of its own.
    pub notes: Vec<(&'static str, String)>,
}

impl Filling {
    pub fn value(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }

    pub fn example(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.examples.insert(name.to_owned(), value.into());
        self
    }

    pub fn note(mut self, name: &'static str, note: Option<String>) -> Self {
        self.notes.extend(note.map(|note| (name, note)));
        self
    }
}

/// All fields of a record, each explained: required and filled ones count, the others are examples.
pub(super) fn record(node: &Node, filling: &Filling, day: Day) -> String {
    let mut text = String::new();
    for field in node.fields() {
        let note = filling.notes.iter().find(|(name, _)| *name == field.name);
        let mut lines = explanation(field);
        lines.extend(note.iter().map(|(_, note)| format!("{NOTE}{note}")));
        let given = filling.values.get(&field.name);
        let example = || filling.examples.get(&field.name).cloned();
        let value = given
            .cloned()
            .or_else(example)
            .unwrap_or_else(|| field.node.example_on(day));
        let mut entry = Vec::new();
        write_entry(&mut entry, field, &value);
        let counts = given.is_some() || field.is_required;
        let mark = |line: String| if counts { line } else { format!("# {line}") };
        lines.extend(entry.into_iter().map(mark));
        if !text.is_empty() {
            text.push('\n');
        }
        lines.iter().for_each(|line| _ = writeln!(text, "{line}"));
    }
    text
}

/// Lines with `##` that say what a field means.
fn explanation(field: &Field) -> Vec<String> {
    let node = &field.node;
    let mut sentence = with_full_stop(&node.description);
    if field.is_required {
        sentence.push_str(" Pflicht.");
    }
    let words = match &node.form {
        Form::Words(words) => Some(("Eines dieser Wörter:", words)),
        Form::List(items) => match &items.form {
            Form::Words(words) => Some(("Eines oder mehrere dieser Wörter:", words)),
            _ => None,
        },
        _ => None,
    };
    let Some((introduction, words)) = words else {
        return wrapped(&sentence, "## ");
    };
    if words.len() > MOST_EXPLAINED_WORDS {
        let names: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        return wrapped(&format!("{sentence} {introduction} {}", names.join(", ")), "## ");
    }
    let mut lines = wrapped(&format!("{sentence} {introduction}"), "## ");
    lines.extend(words.iter().map(|(word, meaning)| format!("##   {word}: {meaning}")));
    lines
}

fn with_full_stop(text: &str) -> String {
    let is_closed = text.ends_with(['.', '?', '!', ':']);
    format!("{text}{}", if is_closed { "" } else { "." })
}

/// A text in lines of limited width, each with a prefix.
pub(super) fn wrapped(text: &str, prefix: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.chars().count().plus(word.chars().count()) >= WIDTH {
            lines.push(format!("{prefix}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(format!("{prefix}{line}"));
    lines
}

/// A field and its value; the fields of records inside are explained, too.
fn write_entry(lines: &mut Vec<String>, field: &Field, value: &Value) {
    let name = &field.name;
    match (value, &field.node.form) {
        (Value::Object(map), Form::Record(fields)) => {
            lines.push(format!("{name}:"));
            lines.extend(record_lines(fields, map).into_iter().map(|line| indented(&line)));
        }
        (Value::Array(items), form) => write_list(lines, name, items, form),
        (Value::String(text), Form::Plain(Some(format))) if format == "markdown" => {
            lines.push(format!("{name}: |"));
            lines.extend(text.lines().map(indented));
        }
        (value, _) => lines.push(format!("{name}: {}", scalar(value))),
    }
}

fn record_lines(fields: &[Field], map: &Map<String, Value>) -> Vec<String> {
    let mut lines = Vec::new();
    for field in fields {
        if let Some(value) = map.get(&field.name) {
            lines.extend(explanation(field));
            write_entry(&mut lines, field, value);
        }
    }
    lines
}

fn write_list(lines: &mut Vec<String>, name: &str, items: &[Value], form: &Form) {
    let is_flat = items.iter().all(|item| !item.is_object() && !item.is_array());
    if is_flat {
        let items: Vec<String> = items.iter().map(flow_scalar).collect();
        return lines.push(format!("{name}: [{}]", items.join(", ")));
    }
    lines.push(format!("{name}:"));
    for item in items {
        let entry = match (item, form) {
            (Value::Object(map), Form::List(node)) => record_lines(node.fields(), map),
            (Value::Array(words), _) => vec![format!(
                "[{}]",
                words.iter().map(flow_scalar).collect::<Vec<_>>().join(", ")
            )],
            (other, _) => vec![scalar(other)],
        };
        lines.extend(list_entry(entry, "  "));
    }
}

/// The dash goes before the first line that counts; what explains it stands above.
pub(super) fn list_entry(entry: impl IntoIterator<Item = String>, indent: &str) -> Vec<String> {
    let mut has_dash = false;
    let mark = |line: String| match line.as_str() {
        "" => line,
        explanation if !has_dash && explanation.starts_with("##") => format!("{indent}{line}"),
        _ if has_dash => format!("{indent}  {line}"),
        _ => {
            has_dash = true;
            format!("{indent}- {line}")
        }
    };
    entry.into_iter().map(mark).collect()
}

fn indented(line: impl AsRef<str>) -> String {
    format!("  {}", line.as_ref())
}

/// A value on one line, quoted only where YAML would read it as something else.
pub(super) fn scalar(value: &Value) -> String {
    let Value::String(text) = value else {
        return value.to_string();
    };
    let plain = serde_yaml::to_string(text).unwrap_or_default();
    let plain = plain.trim_end();
    // JSON strings are YAML, and double quotation marks are what the handbook shows.
    let needs_quotes = plain != text || text.contains(" #") || text.contains(": ");
    if needs_quotes {
        Value::from(text.as_str()).to_string()
    } else {
        text.clone()
    }
}

/// Inside brackets, commas and brackets end a value.
fn flow_scalar(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains([',', '[', ']', '{', '}']) => value.to_string(),
        _ => scalar(value),
    }
}
