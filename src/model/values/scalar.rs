//! Scalars as editors write them: with or without quotation marks.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A YAML scalar as text, whether it was written as text, number or yes/no.
///
/// Editors write `ozg_id: 10119` and `modell: 2.0` as often as `"10119"` and `"2.0"`; both mean the same.
pub(crate) struct Scalar(String);

impl Scalar {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScalarVisitor;

        impl Visitor<'_> for ScalarVisitor {
            type Value = Scalar;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("ein Text oder eine Zahl")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Scalar, E> {
                // `2.0` must not become `2`.
                Ok(Scalar(format!("{number:?}")))
            }

            fn visit_bool<E: Error>(self, value: bool) -> Result<Scalar, E> {
                Ok(Scalar(value.to_string()))
            }
        }

        deserializer.deserialize_any(ScalarVisitor)
    }
}

/// A piece of text with a syntax of its own, which has a name.
pub trait Textual: std::str::FromStr<Err: fmt::Display> {
    /// The name by which the loader finds the German message for a malformed value.
    const FORMAT: &'static str;
}

/// Implements serde and the schema for a type that is a piece of text with a syntax of its own.
///
/// The type provides `FromStr` and `Display`; `format` is the name by which the loader finds the German message for a
/// malformed value, `pattern` is what editors' tools check, `title` names the kind of value in the field reference, and
/// `example` stands in the scaffolds.
macro_rules! textual {
    (
        $name:ident, title: $title:literal, format: $format:literal, pattern: $pattern:expr, types: $types:tt,
        example: $example:literal, $description:literal
    ) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = $crate::model::values::scalar::Scalar::deserialize(deserializer)?;
                text.as_str().parse().map_err(serde::de::Error::custom)
            }
        }

        impl $crate::model::Textual for $name {
            const FORMAT: &'static str = $format;
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "title": $title,
                    "type": $types,
                    "format": $format,
                    "pattern": $pattern,
                    "patternErrorMessage": concat!("Erwartet wird: ", $description),
                    "examples": [$example],
                    "description": $description,
                })
            }
        }
    };
}

pub(crate) use textual;
