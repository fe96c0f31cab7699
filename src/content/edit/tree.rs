//! Where the values of a YAML text stand.

use std::ops::Range;
use std::str::FromStr;

use yaml_edit::{Document, Mapping, Sequence, TextPosition, YamlNode};

use super::Refusal;

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Where it stands, without the line break and the empty lines behind it.
    pub range: Range<usize>,
    pub shape: Shape,
}

#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// A text, a number, yes or no, or nothing at all.
    Scalar,
    List {
        items: Vec<Node>,
        in_brackets: bool,
    },
    Record {
        fields: Vec<Field>,
        in_brackets: bool,
    },
}

/// A field of a record.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub name: String,
    /// Where its name stands.
    pub key: Range<usize>,
    pub value: Node,
}

/// Takes a text apart; `None` where there is no value in it. References (`*name`) and tags, which no content needs, are
/// refused: a change of what they mean could not be seen at its place.
pub(super) fn parse(yaml: &str) -> Result<Option<Node>, Refusal> {
    let document = Document::from_str(yaml).map_err(|_| Refusal::Syntax)?;
    let mapping = document.as_mapping().map(YamlNode::Mapping);
    let root = mapping.or_else(|| document.as_sequence().map(YamlNode::Sequence));
    let root = root.or_else(|| document.as_scalar().map(YamlNode::Scalar));
    root.map(|root| node(yaml, &root).ok_or(Refusal::Syntax)).transpose()
}

fn node(yaml: &str, node: &YamlNode) -> Option<Node> {
    match node {
        YamlNode::Scalar(scalar) => Some(Node {
            range: scalar_range(yaml, range(scalar.byte_range())),
            shape: Shape::Scalar,
        }),
        YamlNode::Mapping(mapping) => record(yaml, mapping),
        YamlNode::Sequence(sequence) => list(yaml, sequence),
        YamlNode::Alias(_) | YamlNode::TaggedNode(_) => None,
    }
}

fn range(position: TextPosition) -> Range<usize> {
    position.start as usize..position.end as usize
}

fn trimmed(yaml: &str, range: Range<usize>) -> Range<usize> {
    range.start..range.start + yaml[range.clone()].trim_end().len()
}

/// A block that keeps its last line breaks (`|+`) holds them.
fn scalar_range(yaml: &str, range: Range<usize>) -> Range<usize> {
    let source = &yaml[range.clone()];
    let head = source.lines().next().unwrap_or_default();
    if head.starts_with(['|', '>']) && head.contains('+') {
        let last = source.strip_suffix('\n').unwrap_or(source);
        return range.start..range.start + last.strip_suffix('\r').unwrap_or(last).len();
    }
    trimmed(yaml, range)
}

fn record(yaml: &str, mapping: &Mapping) -> Option<Node> {
    let fields = mapping.entries().map(|entry| {
        let YamlNode::Scalar(key) = entry.key_node()? else {
            return None;
        };
        Some(Field {
            name: key.as_string(),
            key: trimmed(yaml, range(key.byte_range())),
            value: node(yaml, &entry.value_node()?)?,
        })
    });
    let fields = fields.collect::<Option<Vec<Field>>>()?;
    let mut range = trimmed(yaml, range(mapping.byte_range()));
    let in_brackets = yaml[range.clone()].starts_with('{');
    if let (Some(last), false) = (fields.last(), in_brackets) {
        // Not the remark behind it.
        range.end = last.value.range.end;
    }
    Some(Node {
        range,
        shape: Shape::Record { fields, in_brackets },
    })
}

fn list(yaml: &str, sequence: &Sequence) -> Option<Node> {
    let items = sequence.values().map(|item| node(yaml, &item));
    let items = items.collect::<Option<Vec<Node>>>()?;
    let mut range = trimmed(yaml, range(sequence.byte_range()));
    let in_brackets = yaml[range.clone()].starts_with('[');
    if let (Some(last), false) = (items.last(), in_brackets) {
        range.end = last.range.end;
    }
    Some(Node {
        range,
        shape: Shape::List { items, in_brackets },
    })
}

impl Node {
    /// The value below this one that a step leads to.
    pub fn child(&self, step: &str) -> Option<&Self> {
        match &self.shape {
            Shape::Record { fields, .. } => fields.iter().find(|field| field.name == step).map(|field| &field.value),
            Shape::List { items, .. } => items.get(step.parse::<usize>().ok()?),
            Shape::Scalar => None,
        }
    }
}
