//! Values with their places.

use std::borrow::Cow;

/// A document.
#[derive(Debug)]
pub(in crate::content) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub root: NodeId,
    /// Keys that a record has more than once, each but the first.
    pub duplicates: Vec<NodeId>,
    /// Whether values are named, referred to or tagged: what stands at a place is then not all that it means.
    pub has_references: bool,
}

/// A node of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::content) struct NodeId(pub(super) u32);

/// A value and where it stands.
#[derive(Debug)]
pub(in crate::content) struct Node<'a> {
    pub value: Value<'a>,
    pub span: Span,
}

/// What a node says.
#[derive(Debug)]
pub(in crate::content) enum Value<'a> {
    /// A text as it is meant, without quotation marks.
    Scalar {
        text: Cow<'a, str>,
        is_plain: bool,
    },
    List(Vec<NodeId>),
    Record(Vec<Entry>),
}

/// A field of a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::content) struct Entry {
    pub key: NodeId,
    pub value: NodeId,
}

/// From the first character of a value to behind its last one; lines and columns are counted from 1, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub line: u32,
    pub column: u32,
    pub end_line: u32,
    pub end_column: u32,
}

impl<'a> Tree<'a> {
    #[expect(clippy::indexing_slicing, reason = "only the tree itself numbers its nodes")]
    pub fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.0 as usize]
    }

    /// The text of a scalar; of a list or a record there is none.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The value of a field of a record.
    pub fn field(&self, record: NodeId, name: &str) -> Option<Entry> {
        match &self.node(record).value {
            Value::Record(entries) => entries.iter().copied().find(|entry| self.text(entry.key) == Some(name)),
            _ => None,
        }
    }

    /// An entry of a list: by its number, or by its id (`id=…`).
    fn item(&self, items: &[NodeId], step: &str) -> Option<NodeId> {
        let Some(id) = step.strip_prefix("id=") else {
            return items.get(step.parse::<usize>().ok()?).copied();
        };
        let id_of = |item: NodeId| self.text(self.field(item, "id")?.value);
        items.iter().copied().find(|item| id_of(*item) == Some(id))
    }

    /// What a path such as `/auskunft/kosten/stand` leads to, as far as it is there: the node, its key, and whether it is
    /// the end of the path.
    pub fn find(&self, path: &str) -> (NodeId, Option<NodeId>, bool) {
        let (mut node, mut key) = (self.root, None);
        for step in path.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            let next = match &self.node(node).value {
                Value::List(items) => self.item(items, &step).map(|item| (item, None)),
                Value::Record(_) => self.field(node, &step).map(|entry| (entry.value, Some(entry.key))),
                Value::Scalar { .. } => None,
            };
            match next {
                Some(next) => (node, key) = next,
                None => return (node, key, false),
            }
        }
        (node, key, true)
    }
}
