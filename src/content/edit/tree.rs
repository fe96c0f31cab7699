//! Where the values of a YAML text stand.

use std::ops::Range;

use super::Refusal;
use crate::content::lines::Lines;
use crate::content::yaml::{Entry, NodeId, Tree, Value};
use crate::extent::{Slicing, Whole, span};

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

/// Takes a text apart; `None` where there is no value in it. Names, references and tags, which no content needs, are refused:
/// a change of what they mean could not be seen at its place.
pub(super) fn parse(yaml: &str) -> Result<Option<Node>, Refusal> {
    let tree = Tree::read(yaml).map_err(|_| Refusal::Syntax)?;
    if tree.has_references {
        return Err(Refusal::Syntax);
    }
    let places = Places {
        yaml,
        lines: Lines::of(yaml, 1),
        tree: &tree,
    };
    let root = places.node(tree.root, 0);
    Ok(Some(root).filter(|root| !root.range.is_empty()))
}

/// From lines and columns to bytes.
struct Places<'a> {
    yaml: &'a str,
    lines: Lines<'a>,
    tree: &'a Tree<'a>,
}

impl Places<'_> {
    /// A value behind a colon or a dash that ends at `after`.
    fn node(&self, id: NodeId, after: usize) -> Node {
        let node = self.tree.node(id);
        let range = self.trimmed(self.lines.range(node.span));
        match &node.value {
            Value::Scalar { text, is_plain } => Node {
                range: match text.is_empty() && *is_plain {
                    true => after..after,
                    false => self.scalar(range, after),
                },
                shape: Shape::Scalar,
            },
            Value::List(items) => self.list(items, self.with_first_dash(range, after)),
            Value::Record(entries) => self.record(entries, range),
        }
    }

    /// A text in lines of its own begins with the sign that says so (`|`, `>`); the parser tells where its first line does.
    fn scalar(&self, range: Range<usize>, after: usize) -> Range<usize> {
        let before = self.yaml.get(after..range.start).unwrap_or_default();
        let head = before.trim_start();
        if !head.starts_with(['|', '>']) {
            let length = quoted_length(self.yaml.part(range.clone()));
            return length.map_or(range.clone(), |length| span(range.start, length));
        }
        let start = range.start.minus(head.len());
        // Blanks at the end of its last line are part of it.
        let rest = self.yaml.part(range.end..);
        let blanks = rest.len().minus(rest.trim_start_matches([' ', '\t']).len());
        let end = range.end.plus(blanks);
        let keeps_its_end = head.lines().next().is_some_and(|line| line.contains('+'));
        if !keeps_its_end {
            return start..end;
        }
        let rest = self.yaml.part(end..);
        let empty = rest.len().minus(rest.trim_start_matches(['\r', '\n']).len());
        let source = self.yaml.part(start..end.plus(empty));
        let last = source.strip_suffix('\n').unwrap_or(source);
        span(start, last.strip_suffix('\r').unwrap_or(last).len())
    }

    fn record(&self, entries: &[Entry], range: Range<usize>) -> Node {
        let in_brackets = self.yaml.part(range.clone()).starts_with('{');
        let field = |entry: &Entry| {
            let key = self.scalar(
                self.trimmed(self.lines.range(self.tree.node(entry.key).span)),
                range.start,
            );
            let rest = self.yaml.part(key.end..);
            let colon = rest.trim_start().starts_with(':').then(|| rest.find(':')).flatten();
            Field {
                name: self.tree.text(entry.key).unwrap_or_default().to_owned(),
                value: self.node(entry.value, colon.map_or(key.end, |at| key.end.plus(at).plus(1))),
                key,
            }
        };
        let fields: Vec<Field> = entries.iter().map(field).collect();
        let end = fields.last().map(|field| field.value.range.end);
        Node {
            range: self.of_block(range, in_brackets, end),
            shape: Shape::Record { fields, in_brackets },
        }
    }

    fn list(&self, ids: &[NodeId], range: Range<usize>) -> Node {
        let in_brackets = self.yaml.part(range.clone()).starts_with('[');
        let mut items: Vec<Node> = Vec::with_capacity(ids.len());
        for id in ids {
            let before = items.last().map_or(range.start, |item| item.range.end);
            let after = match in_brackets {
                true => self.lines.range(self.tree.node(*id).span).start,
                false => self.behind_dash(before),
            };
            items.push(self.node(*id, after));
        }
        let end = items.last().map(|item| item.range.end);
        Node {
            range: self.of_block(range, in_brackets, end),
            shape: Shape::List { items, in_brackets },
        }
    }

    /// A list whose dashes stand below its name, not further in: the parser tells that it begins behind the first dash.
    fn with_first_dash(&self, range: Range<usize>, after: usize) -> Range<usize> {
        let before = self.yaml.get(after..range.start).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        match line.trim() == "-" {
            true => range.start.minus(line.trim_start().len())..range.end,
            false => range,
        }
    }

    /// What is not in brackets ends with its last value, not with the remark behind it.
    fn of_block(&self, range: Range<usize>, in_brackets: bool, end: Option<usize>) -> Range<usize> {
        match end {
            Some(end) if !in_brackets => range.start..end,
            _ => range,
        }
    }

    /// The place behind the next dash; before it there are only blanks and remarks.
    fn behind_dash(&self, from: usize) -> usize {
        let mut at = from;
        for line in self.yaml.part(from..).split_inclusive('\n') {
            let text = line.trim_start();
            if text.starts_with('-') {
                return at.plus(line.len()).minus(text.len()).plus(1);
            }
            at.raise(line.len());
        }
        from
    }

    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        span(range.start, self.yaml.part(range.clone()).trim_end().len())
    }
}

/// How long a text in quotation marks is, with both of them; what the parser tells reaches to the next value.
fn quoted_length(source: &str) -> Option<usize> {
    let mark = source.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let mut letters = source.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let next_is_mark = letters.peek().is_some_and(|(_, next)| *next == mark);
        let escapes = if mark == '"' {
            letter == '\\'
        } else {
            letter == mark && next_is_mark
        };
        if escapes {
            letters.next();
        } else if letter == mark {
            return Some(at.plus(1));
        }
    }
    None
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
