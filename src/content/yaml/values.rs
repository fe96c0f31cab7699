//! serde on top of a tree.
//!
//! A text that shows nothing is no value: an optional field is then not there, a required one is missing.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::scalar::{Scalar, float, is_blank};
use super::syntax::SyntaxError;
use super::tree::{Entry, NodeId, Tree, Value};

/// Why a value cannot be taken from a text, and where.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    node: Option<NodeId>,
    /// Line and column, counted from 1.
    pub place: Option<(u32, u32)>,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self {
            message: message.to_string(),
            node: None,
            place: None,
        }
    }

    fn invalid_type(_: serde::de::Unexpected, expected: &dyn serde::de::Expected) -> Self {
        Self::custom(format_args!("die Angabe passt hier nicht: erwartet wird {expected}"))
    }

    fn invalid_value(_: serde::de::Unexpected, expected: &dyn serde::de::Expected) -> Self {
        Self::custom(format_args!("die Angabe passt hier nicht: erwartet wird {expected}"))
    }

    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self::custom("die Liste hat zu viele oder zu wenige Einträge")
    }

    fn unknown_variant(name: &str, _: &'static [&'static str]) -> Self {
        Self::custom(format_args!("unbekannter Wert `{name}`"))
    }

    fn unknown_field(name: &str, _: &'static [&'static str]) -> Self {
        Self::custom(format_args!("unbekanntes Feld `{name}`"))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::custom(format_args!("das Feld `{name}` fehlt"))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::custom(format_args!("das Feld `{name}` steht zweimal im selben Datensatz"))
    }
}

impl From<SyntaxError> for Fault {
    fn from(error: SyntaxError) -> Self {
        Self {
            message: error.message(),
            node: None,
            place: Some((error.line, error.column)),
        }
    }
}

impl Fault {
    /// The innermost value that was being read wins.
    fn at(self, node: NodeId) -> Self {
        Self {
            node: self.node.or(Some(node)),
            ..self
        }
    }
}

impl Tree<'_> {
    /// The tree as a value of a type.
    ///
    /// # Errors
    /// The first fault.
    pub fn to<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        if let Some(key) = self.duplicates.first() {
            let name = self.text(*key).unwrap_or_default();
            let message = format!("das Feld `{name}` steht zweimal im selben Datensatz");
            return Err(self.placed(Fault::custom(message).at(*key)));
        }
        let reader = Reader {
            tree: self,
            node: self.root,
        };
        T::deserialize(reader).map_err(|fault| self.placed(fault))
    }

    fn placed(&self, mut fault: Fault) -> Fault {
        let span = fault.node.map(|node| self.node(node).span);
        fault.place = span.map(|span| (span.line, span.column));
        fault
    }
}

#[derive(Clone, Copy)]
struct Reader<'t, 'a> {
    tree: &'t Tree<'a>,
    node: NodeId,
}

impl<'t> Reader<'t, '_> {
    fn value(self) -> &'t Value<'t>
    where
        Self: 't,
    {
        &self.tree.node(self.node).value
    }

    fn scalar(self) -> Option<(&'t str, bool)> {
        match &self.tree.node(self.node).value {
            Value::Scalar { text, is_plain } => Some((text, *is_plain)),
            _ => None,
        }
    }

    fn is_null(self) -> bool {
        let is_null = |(text, is_plain): (&str, bool)| (is_plain && Scalar::of(text) == Scalar::Null) || is_blank(text);
        self.scalar().is_some_and(is_null)
    }

    fn fault(self, message: impl fmt::Display) -> Fault {
        Fault::custom(message).at(self.node)
    }

    fn wrong<'de, V: Visitor<'de>>(self, visitor: &V) -> Fault {
        let expected: &dyn serde::de::Expected = visitor;
        self.fault(format_args!("die Angabe passt hier nicht: erwartet wird {expected}"))
    }

    fn plain(self) -> Option<&'t str> {
        self.scalar().filter(|(_, is_plain)| *is_plain).map(|(text, _)| text)
    }

    fn integer<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain().map(Scalar::of) {
            Some(Scalar::Unsigned(number)) => visitor.visit_u64(number),
            Some(Scalar::Signed(number)) => visitor.visit_i64(number),
            _ => Err(self.wrong(&visitor)),
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    fn float<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain().and_then(float) {
            Some(number) => visitor.visit_f64(number).map_err(|fault: Fault| fault.at(self.node)),
            None => Err(self.wrong(&visitor)),
        }
    }
}

macro_rules! numbers {
    ($($method:ident => $by:ident),+) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.$by(visitor)
        })+
    };
}

impl<'de> Deserializer<'de> for Reader<'_, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.tree.node(self.node).value {
            Value::Scalar { text, is_plain: true } => match Scalar::of(text) {
                Scalar::Null => visitor.visit_unit(),
                Scalar::Bool(value) => visitor.visit_bool(value),
                Scalar::Unsigned(number) => visitor.visit_u64(number),
                Scalar::Signed(number) => visitor.visit_i64(number),
                Scalar::Float(number) => visitor.visit_f64(number),
                Scalar::Text => visitor.visit_str(text),
            },
            Value::Scalar { text, .. } => visitor.visit_str(text),
            Value::List(items) => visitor.visit_seq(Items {
                tree: self.tree,
                items: items.iter(),
            }),
            Value::Record(entries) => visitor.visit_map(Fields::of(self.tree, entries)),
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    numbers!(
        deserialize_i8 => integer, deserialize_i16 => integer, deserialize_i32 => integer, deserialize_i64 => integer,
        deserialize_u8 => integer, deserialize_u16 => integer, deserialize_u32 => integer, deserialize_u64 => integer,
        deserialize_f32 => float, deserialize_f64 => float
    );

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.plain().map(Scalar::of) {
            Some(Scalar::Bool(value)) => visitor.visit_bool(value),
            _ => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.scalar() {
            Some((text, _)) if !self.is_null() => visitor.visit_str(text).map_err(|fault: Fault| fault.at(self.node)),
            Some(_) => Err(self.fault("die Angabe ist leer")),
            None => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.is_null() {
            true => visitor.visit_none(),
            false => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.is_null() {
            true => visitor.visit_unit(),
            false => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value() {
            Value::List(items) => visitor.visit_seq(Items {
                tree: self.tree,
                items: items.iter(),
            }),
            _ if self.is_null() => visitor.visit_seq(Items {
                tree: self.tree,
                items: [].iter(),
            }),
            _ => Err(self.wrong(&visitor)),
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value() {
            Value::Record(entries) => visitor.visit_map(Fields::of(self.tree, entries)),
            _ if self.is_null() => visitor.visit_map(Fields::of(self.tree, &[])),
            _ => Err(self.wrong(&visitor)),
        }
        .map_err(|fault: Fault| fault.at(self.node))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.scalar() {
            Some((text, _)) => {
                let name: StrDeserializer<Fault> = text.into_deserializer();
                visitor.visit_enum(name).map_err(|fault: Fault| fault.at(self.node))
            }
            None => Err(self.wrong(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 bytes byte_buf unit_struct tuple tuple_struct }
}

struct Items<'t, 'a> {
    tree: &'t Tree<'a>,
    items: std::slice::Iter<'t, NodeId>,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let tree = self.tree;
        self.items
            .next()
            .map(|node| seed.deserialize(Reader { tree, node: *node }))
            .transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

struct Fields<'t, 'a> {
    tree: &'t Tree<'a>,
    entries: std::slice::Iter<'t, Entry>,
    value: Option<NodeId>,
}

impl<'t, 'a> Fields<'t, 'a> {
    fn of(tree: &'t Tree<'a>, entries: &'t [Entry]) -> Self {
        Self {
            tree,
            entries: entries.iter(),
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some(entry) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(entry.value);
        let name: StrDeserializer<Fault> = self.tree.text(entry.key).unwrap_or_default().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(entry.key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        match self.value.take() {
            Some(node) => seed.deserialize(Reader { tree: self.tree, node }),
            None => Err(Fault::custom("zu diesem Feld fehlt der Wert")),
        }
    }
}
