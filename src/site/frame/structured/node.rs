//! Linked data before they are written: borrowed from the portal, in the order in which they are said.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// A value of JSON-LD.
#[derive(Debug)]
pub(in crate::site) enum Node<'a> {
    Text(Cow<'a, str>),
    Count(usize),
    Degrees(f64),
    List(Vec<Node<'a>>),
    Object(Vec<(&'static str, Node<'a>)>),
    /// What is not known.
    Gap,
}

/// An object of a type of schema.org.
pub(in crate::site) fn object<'a, const N: usize>(
    kind: &'static str,
    fields: [(&'static str, Node<'a>); N],
) -> Node<'a> {
    Node::Object([("@type", kind.into())].into_iter().chain(fields).collect())
}

impl<'a> Node<'a> {
    /// Says one thing more of an object.
    pub fn with(mut self, name: &'static str, value: impl Into<Node<'a>>) -> Self {
        if let Self::Object(fields) = &mut self {
            fields.push((name, value.into()));
        }
        self
    }

    /// Calls an object by another name (`name`, `headline`) made of its own.
    pub fn rename(&mut self, other: impl Fn(&str) -> String) {
        let Self::Object(fields) = self else { return };
        for (_, value) in fields
            .iter_mut()
            .filter(|(name, _)| matches!(*name, "name" | "headline"))
        {
            if let Self::Text(text) = value {
                *text = Cow::Owned(other(text));
            }
        }
    }

    /// Nothing is said of what is not known.
    fn is_gap(&self) -> bool {
        matches!(self, Self::Gap) || matches!(self, Self::List(items) if items.is_empty())
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(number) => serializer.serialize_u64(*number as u64),
            Self::Degrees(number) => serializer.serialize_f64(*number),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                let known = fields.iter().filter(|(_, value)| !value.is_gap());
                serializer.collect_map(known.map(|(name, value)| (name, value)))
            }
            Self::Gap => serializer.serialize_none(),
        }
    }
}

impl<'a> From<&'a str> for Node<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Node<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T: Into<Node<'a>>> From<Option<T>> for Node<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Gap, Into::into)
    }
}

impl<'a, T: Into<Node<'a>>> FromIterator<T> for Node<'a> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}
