//! How a value is written in YAML: as the one before it, or in the plainest way that reads back as what was meant.

use serde_json::Value;

use crate::content::yaml;
use crate::diagnostics::NewValue;
use crate::extent::{Slicing, Whole};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarStyle {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// In lines of its own, as they are (`|`).
    Literal,
    /// In lines of its own that are one (`>`).
    Folded,
}

/// A value that is to be written.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Written {
    /// A text, quoted where it has to be.
    Text(String),
    /// Written exactly so.
    Literal(String),
    List(Vec<Written>),
    Record(Vec<(String, Written)>),
}

impl From<&NewValue> for Written {
    fn from(value: &NewValue) -> Self {
        match value {
            NewValue::Text(text) => Self::Text(text.clone()),
            NewValue::Literal(literal) => Self::Literal(literal.clone()),
            NewValue::Data(data) => Self::from(data),
        }
    }
}

impl From<&Value> for Written {
    fn from(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(fields) => {
                let fields = fields.iter();
                Self::Record(fields.map(|(name, value)| (name.clone(), value.into())).collect())
            }
            literal => Self::Literal(literal.to_string()),
        }
    }
}

impl Written {
    fn is_empty_collection(&self) -> bool {
        matches!(self, Self::List(items) if items.is_empty())
            || matches!(self, Self::Record(fields) if fields.is_empty())
    }

    /// Whether it takes lines of its own where it is not written in brackets.
    pub fn takes_lines(&self) -> bool {
        matches!(self, Self::List(_) | Self::Record(_)) && !self.is_empty_collection()
    }

    /// In brackets, on one line.
    pub fn in_brackets(&self) -> String {
        match self {
            Self::Text(text) => in_flow(text, ScalarStyle::Plain),
            Self::Literal(literal) => literal.clone(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::in_brackets).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Record(fields) => {
                let field = |(name, value): &(String, Self)| {
                    format!("{}: {}", in_flow(name, ScalarStyle::Plain), value.in_brackets())
                };
                format!("{{{}}}", fields.iter().map(field).collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// On lines of its own (or, for a scalar, on one), for a place in column `column` (from 0): the first line is not
    /// indented, as it stands there.
    pub fn at(&self, column: usize) -> String {
        let next_line = || format!("\n{}", " ".repeat(column));
        match self {
            Self::List(items) if !items.is_empty() => {
                let items = items.iter().map(|item| format!("- {}", item.at(column.plus(2))));
                items.collect::<Vec<_>>().join(&next_line())
            }
            Self::Record(fields) if !fields.is_empty() => {
                let fields = fields.iter().map(|(name, value)| field(name, value, column));
                fields.collect::<Vec<_>>().join(&next_line())
            }
            // A text that takes several lines is indented further than what holds it, which stands two columns to the left.
            Self::Text(text) => scalar(text, column.saturating_sub(2), 2, ScalarStyle::Plain),
            other => other.in_brackets(),
        }
    }
}

/// A field of a record whose names stand in column `column`.
pub(super) fn field(name: &str, value: &Written, column: usize) -> String {
    let name = scalar(name, 0, 2, ScalarStyle::Plain);
    if value.takes_lines() {
        let inner = column.plus(2);
        return format!("{name}:\n{}{}", " ".repeat(inner), value.at(inner));
    }
    format!("{name}: {}", value.at(column.plus(2)))
}

/// A text in a style, where the field or the dash that holds it stands in column `parent` and further lines are indented
/// by `indent`. Where it would be read as something else, it is quoted.
fn scalar(text: &str, parent: usize, indent: usize, style: ScalarStyle) -> String {
    let written = match style {
        ScalarStyle::Plain if text.contains('\n') => in_lines('|', text, parent.plus(indent)),
        ScalarStyle::Plain => text.to_owned(),
        ScalarStyle::SingleQuoted => format!("'{}'", text.replace('\'', "''")),
        ScalarStyle::DoubleQuoted => double_quoted(text),
        ScalarStyle::Literal => in_lines('|', text, parent.plus(indent)),
        ScalarStyle::Folded => in_lines('>', &unfolded(text), parent.plus(indent)),
    };
    match reads_as(&written, text) {
        true => written,
        false if style == ScalarStyle::Plain => scalar(text, parent, indent, ScalarStyle::SingleQuoted),
        false => double_quoted(text),
    }
}

/// The escapes of JSON are those of YAML.
fn double_quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A text below the sign that says how its lines are read. How it ends says what follows the sign.
fn in_lines(sign: char, text: &str, column: usize) -> String {
    let body = text.strip_suffix('\n');
    let end = match body {
        None => "-",
        Some(body) if body.is_empty() || body.ends_with('\n') => "+",
        Some(_) => "",
    };
    let mut written = format!("{sign}{end}");
    for line in body.unwrap_or(text).split('\n') {
        written.push('\n');
        if !line.is_empty() {
            written.push_str(&" ".repeat(column));
            written.push_str(line);
        }
    }
    written
}

/// Each line break within a text takes a line of its own more: a single one would be read as a blank.
fn unfolded(text: &str) -> String {
    let body = text.trim_end_matches('\n');
    let mut written = String::with_capacity(text.len());
    let mut breaks = 0;
    for letter in body.chars() {
        match letter {
            '\n' => breaks.raise(1),
            _ if breaks > 0 => {
                written.push_str(&"\n".repeat(breaks.plus(1)));
                breaks = 0;
                written.push(letter);
            }
            _ => written.push(letter),
        }
    }
    written + text.part(body.len()..)
}

/// A text in the style of the one that it replaces: its quotation marks, its indentation, the width of its lines.
pub(super) fn like(text: &str, parent: usize, source: &str) -> String {
    let body = || source.lines().skip(1).filter(|line| !line.trim().is_empty());
    let first = body().next().unwrap_or_default();
    let indent = first
        .len()
        .minus(first.trim_start_matches(' ').len())
        .saturating_sub(parent);
    let indent = if (1..=9).contains(&indent) { indent } else { 2 };
    let style = style_of(source);
    let written = scalar(text, parent, indent, style);
    if style != ScalarStyle::Folded || !written.starts_with('>') {
        return written;
    }
    let width = body().map(|line| line.chars().count()).max().unwrap_or_default();
    let wrapped = wrapped(&written, parent.plus(indent), width.max(60));
    if reads_as(&wrapped, text) { wrapped } else { written }
}

/// A folded text whose lines are broken where they are too wide.
fn wrapped(written: &str, column: usize, width: usize) -> String {
    let mut result = String::with_capacity(written.len());
    for (number, line) in written.lines().enumerate() {
        if number > 0 {
            result.push('\n');
        }
        let mut used = 0;
        for (index, word) in line.split(' ').enumerate() {
            let length = word.chars().count().plus(1);
            if number > 0 && used > column && used.plus(length) > width.plus(1) && !word.is_empty() {
                result.push('\n');
                result.push_str(&" ".repeat(column));
                used = column;
            } else if index > 0 {
                result.push(' ');
            }
            result.push_str(word);
            used.raise(length);
        }
    }
    result
}

/// A text between brackets and commas.
pub(super) fn in_flow(text: &str, style: ScalarStyle) -> String {
    let is_plain_enough = !text.contains(['\n', ',', '[', ']', '{', '}', '#', ':', '"', '\'']);
    match style {
        ScalarStyle::SingleQuoted if !text.contains('\n') => scalar(text, 0, 2, style),
        ScalarStyle::Plain if is_plain_enough => scalar(text, 0, 2, style),
        _ => double_quoted(text),
    }
}

/// Whether a scalar, written outside of everything else, says what it should. A number that is too large for this program is a
/// text to it, and a number to others.
fn reads_as(written: &str, text: &str) -> bool {
    let is_number = |text: &str| text.parse::<f64>().is_ok() || text.starts_with("0x") || text.starts_with("0o");
    !is_number(written)
        && yaml::from_str::<Value>(&format!("{written}\n")).is_ok_and(|value| value.as_str() == Some(text))
}

/// The style in which a scalar is written.
pub(super) fn style_of(source: &str) -> ScalarStyle {
    match source.bytes().next() {
        Some(b'\'') => ScalarStyle::SingleQuoted,
        Some(b'"') => ScalarStyle::DoubleQuoted,
        Some(b'|') => ScalarStyle::Literal,
        Some(b'>') => ScalarStyle::Folded,
        _ => ScalarStyle::Plain,
    }
}
