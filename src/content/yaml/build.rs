//! From the events of the parser to a tree.

use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks, Tag};

use crate::content::decode::characters;

use super::syntax::{Problem, SyntaxError};
use super::tree::{Entry, Node, NodeId, Span, Tree, Value};
use crate::extent::{Whole, ordinal, quantity};

/// Deeper than any record is.
const MOST_DEPTH: usize = 64;

/// How many values the references of a file (`*name`) may add to those that are written.
const MOST_REPEATED: u64 = 100_000;

impl<'a> Tree<'a> {
    /// Parses a text.
    ///
    /// # Errors
    /// Where it is no YAML that a record can be read from.
    pub fn read(text: &'a str) -> Result<Self, SyntaxError> {
        let mut builder = Builder::default();
        for event in Parser::new_from_str(text) {
            let (event, marks) = event.map_err(|error| SyntaxError::of_parser(&error, text))?;
            builder.take(event, span(marks)).map_err(|problem| SyntaxError {
                line: quantity(marks.start.line()),
                column: ordinal(marks.start.col()),
                problem,
            })?;
        }
        Ok(builder.finish())
    }
}

fn span(marks: Marks) -> Span {
    Span {
        line: quantity(marks.start.line()),
        column: ordinal(marks.start.col()),
        end_line: quantity(marks.end.line()),
        end_column: ordinal(marks.end.col()),
    }
}

#[derive(Default)]
struct Builder<'a> {
    nodes: Vec<Node<'a>>,
    /// How many values a node stands for, those that it refers to among them.
    weights: Vec<u64>,
    open: Vec<Open>,
    anchors: HashMap<usize, NodeId>,
    root: Option<NodeId>,
    duplicates: Vec<NodeId>,
    has_references: bool,
}

/// A list or a record that is not closed yet.
struct Open {
    anchor: usize,
    span: Span,
    is_list: bool,
    items: Vec<NodeId>,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>, span: Span) -> Result<(), Problem> {
        self.has_references |= refers(&event);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_text = is_text(tag.as_deref())?;
                let is_plain = style == ScalarStyle::Plain && !is_text;
                if let Some((_, control)) = characters::unwanted(&text) {
                    return Err(Problem::ControlCharacter(control));
                }
                let id = self.push(Value::Scalar { text, is_plain }, span, 1)?;
                self.add(id, anchor)
            }
            Event::SequenceStart(anchor, tag) => self.open(anchor, tag.as_deref(), span, true),
            Event::MappingStart(anchor, tag) => self.open(anchor, tag.as_deref(), span, false),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let id = *self.anchors.get(&anchor).ok_or(Problem::ReferenceToItself)?;
                self.add(id, 0)
            }
            Event::DocumentStart(_) if self.root.is_some() => Err(Problem::SecondDocument),
            _ => Ok(()),
        }
    }

    fn open(&mut self, anchor: usize, tag: Option<&Tag>, span: Span, is_list: bool) -> Result<(), Problem> {
        is_text(tag)?;
        if self.open.len() >= MOST_DEPTH {
            return Err(Problem::TooDeep);
        }
        self.open.push(Open {
            anchor,
            span,
            is_list,
            items: Vec::new(),
        });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Problem> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let span = Span {
            end_line: end.end_line,
            end_column: end.end_column,
            ..open.span
        };
        let weights = open.items.iter().filter_map(|id| self.weights.get(id.0 as usize));
        let weight = weights.fold(1, |sum: u64, weight| sum.saturating_add(*weight));
        let value = match open.is_list {
            true => Value::List(open.items),
            false => Value::Record(self.record(&open.items)?),
        };
        let id = self.push(value, span, weight)?;
        self.add(id, open.anchor)
    }

    fn record(&mut self, items: &[NodeId]) -> Result<Vec<Entry>, Problem> {
        let mut seen = HashSet::new();
        let mut entries = Vec::with_capacity(items.len() / 2);
        let mut duplicates = Vec::new();
        let (pairs, _) = items.as_chunks();
        for [key, value] in pairs.iter().copied() {
            let key_node = self.nodes.get(key.0 as usize);
            let Some(Value::Scalar { text, .. }) = key_node.map(|node| &node.value) else {
                return Err(Problem::NameIsNoText);
            };
            match seen.insert(&**text) {
                true => entries.push(Entry { key, value }),
                false => duplicates.push(key),
            }
        }
        drop(seen);
        self.duplicates.append(&mut duplicates);
        Ok(entries)
    }

    fn push(&mut self, value: Value<'a>, span: Span, weight: u64) -> Result<NodeId, Problem> {
        let id = NodeId(u32::try_from(self.nodes.len()).map_err(|_| Problem::TooManyReferences)?);
        self.nodes.push(Node { value, span });
        self.weights.push(weight);
        match weight > (self.nodes.len() as u64).plus(MOST_REPEATED) {
            true => Err(Problem::TooManyReferences),
            false => Ok(id),
        }
    }

    /// Puts a finished node where it belongs.
    fn add(&mut self, id: NodeId, anchor: usize) -> Result<(), Problem> {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        match self.open.last_mut() {
            Some(open) => open.items.push(id),
            None => self.root = Some(id),
        }
        Ok(())
    }

    fn finish(mut self) -> Tree<'a> {
        let root = self.root.unwrap_or_else(|| {
            let span = Span {
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
            };
            let value = Value::Scalar {
                text: "".into(),
                is_plain: true,
            };
            self.nodes.push(Node { value, span });
            NodeId(quantity(self.nodes.len()).minus(1))
        });
        Tree {
            nodes: self.nodes,
            root,
            duplicates: self.duplicates,
            has_references: self.has_references,
        }
    }
}

/// Whether it names a value, refers to one or tags it.
fn refers(event: &Event) -> bool {
    match event {
        Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
            *anchor != 0 || tag.is_some()
        }
        Event::Alias(_) => true,
        _ => false,
    }
}

/// Whether a tag makes a text of a value. Tags of one's own mean nothing here.
fn is_text(tag: Option<&Tag>) -> Result<bool, Problem> {
    match tag {
        None => Ok(false),
        Some(tag) if tag.is_yaml_core_schema() || tag.suffix.is_empty() => {
            Ok(tag.suffix == "str" || tag.suffix.is_empty())
        }
        Some(_) => Err(Problem::ForeignTag),
    }
}
