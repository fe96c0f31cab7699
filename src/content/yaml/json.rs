//! The same tree from JSON, for the places of GeoJSON.

use super::tree::{Entry, Node, NodeId, Span, Tree, Value};
use crate::extent::{Slicing, Whole, quantity};

/// The tree of a text that is known to be sound JSON; `None` if it is not after all.
pub(in crate::content) fn of_json(text: &str) -> Option<Tree<'_>> {
    let mut reader = Reader {
        text,
        at: 0,
        line: 1,
        column: 1,
        nodes: Vec::new(),
    };
    let root = reader.value(0)?;
    Some(Tree {
        nodes: reader.nodes,
        root,
        duplicates: Vec::new(),
        has_references: false,
    })
}

/// As deep as `serde_json` goes.
const MOST_DEPTH: usize = 128;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
    nodes: Vec<Node<'a>>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<char> {
        self.text.part(self.at..).chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at.raise(c.len_utf8());
        match c {
            '\n' => (self.line, self.column) = (self.line.plus(1), 1),
            _ => self.column.raise(1),
        }
        Some(c)
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&is_skipped) {
            self.next();
        }
    }

    fn value(&mut self, depth: usize) -> Option<NodeId> {
        if depth > MOST_DEPTH {
            return None;
        }
        self.skip(char::is_whitespace);
        let (line, column, start) = (self.line, self.column, self.at);
        let value = match self.peek()? {
            '{' => Value::Record(self.record(depth)?),
            '[' => Value::List(self.list(depth)?),
            '"' => {
                self.string()?;
                self.scalar(start.plus(1), self.at.minus(1), false)
            }
            _ => {
                self.skip(|c| !c.is_whitespace() && !matches!(c, ',' | ']' | '}'));
                self.scalar(start, self.at, true)
            }
        };
        let span = Span {
            line,
            column,
            end_line: self.line,
            end_column: self.column,
        };
        self.nodes.push(Node { value, span });
        Some(NodeId(quantity(self.nodes.len()).minus(1)))
    }

    fn scalar(&self, start: usize, end: usize, is_plain: bool) -> Value<'a> {
        Value::Scalar {
            text: self.text.get(start..end).unwrap_or_default().into(),
            is_plain,
        }
    }

    fn string(&mut self) -> Option<()> {
        self.next();
        loop {
            match self.next()? {
                '"' => return Some(()),
                '\\' => drop(self.next()?),
                _ => {}
            }
        }
    }

    /// Goes over what stands between two items; `false` at the end of them.
    fn goes_on(&mut self) -> Option<bool> {
        self.skip(|c| c.is_whitespace() || c == ',');
        match self.peek()? {
            ']' | '}' => self.next().map(|_| false),
            _ => Some(true),
        }
    }

    fn list(&mut self, depth: usize) -> Option<Vec<NodeId>> {
        self.next();
        let mut items = Vec::new();
        while self.goes_on()? {
            items.push(self.value(depth.plus(1))?);
        }
        Some(items)
    }

    fn record(&mut self, depth: usize) -> Option<Vec<Entry>> {
        self.next();
        let mut entries = Vec::new();
        while self.goes_on()? {
            let key = self.value(depth.plus(1))?;
            self.skip(|c| c.is_whitespace() || c == ':');
            let value = self.value(depth.plus(1))?;
            entries.push(Entry { key, value });
        }
        Some(entries)
    }
}
