//! The one reader of YAML: a tree of values that know their places, and serde on top of it.
//!
//! The parser gives events with places; [`Tree`] keeps them. A sound record is taken from the tree by serde
//! ([`Tree::to`]), a faulty one is compared with its schema, node by node, and whoever asks for the place of a field gets
//! it from the same tree. So a file is parsed once, however many faults it has.

mod build;
mod json;
mod scalar;
mod syntax;
mod tree;
mod values;

pub(super) use json::of_json;
pub(super) use scalar::{Scalar, float, is_blank};
pub(super) use syntax::SyntaxError;
pub(crate) use tree::Span;
pub(super) use tree::{Entry, NodeId, Tree, Value};
pub(crate) use values::Fault;

use serde::de::DeserializeOwned;

/// Reads a value of which nobody lists all faults: a file of the theme, a revision of the past.
///
/// # Errors
/// The first fault, with its place.
pub(crate) fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    Tree::read(text)?.to()
}
