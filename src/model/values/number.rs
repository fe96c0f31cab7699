//! Whole numbers with limits. The limits are part of the type, so what is read, what the JSON Schema says and what a
//! message names are the same.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number<const MIN: u32, const MAX: u32>(u32);

/// Why a text is no such number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidNumber {
    /// It is none at all.
    #[error("`{0}` ist keine ganze Zahl")]
    Form(String),
    /// It is too small or too large.
    #[error("`{0}` liegt außerhalb des Erlaubten: mindestens {1}, höchstens {2}")]
    OutOfRange(String, u32, u32),
}

/// Days, for as long as anybody plans.
pub type Days = Number<1, 3650>;

/// Inhabitants: more than any state has, and far from any overflow.
pub type Population = Number<0, 100_000_000>;

impl<const MIN: u32, const MAX: u32> Number<MIN, MAX> {
    /// The nearest number within the limits.
    pub const fn nearest(number: u32) -> Self {
        Self(if number < MIN {
            MIN
        } else if number > MAX {
            MAX
        } else {
            number
        })
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl<const MIN: u32, const MAX: u32> From<Number<MIN, MAX>> for u64 {
    fn from(number: Number<MIN, MAX>) -> Self {
        Self::from(number.0)
    }
}

impl<const MIN: u32, const MAX: u32> FromStr for Number<MIN, MAX> {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(InvalidNumber::Form(text.to_owned()));
        }
        let number = text.parse().ok().filter(|number| (MIN..=MAX).contains(number));
        number
            .map(Self)
            .ok_or_else(|| InvalidNumber::OutOfRange(text.to_owned(), MIN, MAX))
    }
}

impl<const MIN: u32, const MAX: u32> fmt::Display for Number<MIN, MAX> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<const MIN: u32, const MAX: u32> Serialize for Number<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.0)
    }
}

impl<'de, const MIN: u32, const MAX: u32> Deserialize<'de> for Number<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(deserializer)?;
        number.to_string().parse().map_err(D::Error::custom)
    }
}

impl<const MIN: u32, const MAX: u32> schemars::JsonSchema for Number<MIN, MAX> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Number{MIN}To{MAX}").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": MIN, "maximum": MAX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_within() {
        assert_eq!("3650".parse(), Ok(Days::nearest(9999)));
        assert_eq!("0".parse::<Days>(), Err(InvalidNumber::OutOfRange("0".into(), 1, 3650)));
        let much = "18446744073709551616";
        assert!(matches!(much.parse::<Population>(), Err(InvalidNumber::OutOfRange(..))));
        assert!(matches!("-5".parse::<Population>(), Err(InvalidNumber::Form(_))));
    }
}
