//! Amounts in euros, flat or in tiers by population.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// An amount in euro cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub u64);

/// More than any municipality pays; it keeps sums far from overflow.
const MOST_EUROS: f64 = 1e12;

impl Cents {
    fn from_euros(euros: f64) -> Option<Self> {
        let cents = (euros * 100.0).round();
        let exact = (cents / 100.0 - euros).abs() < 1e-9 * euros.max(1.0);
        ((0.0..=MOST_EUROS).contains(&euros) && exact).then_some(Self(cents as u64))
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let euros = f64::deserialize(deserializer)?;
        Self::from_euros(euros).ok_or_else(|| {
            D::Error::custom(format!(
                "`{euros}` ist kein Betrag in Euro mit höchstens zwei Nachkommastellen"
            ))
        })
    }
}

impl schemars::JsonSchema for Cents {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cents".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "title": "Betrag", "examples": [1200], "type": "number", "minimum": 0, "maximum": MOST_EUROS, "multipleOf": 0.01,
            "description": "Betrag in Euro, zum Beispiel 1200 oder 12.50",
        })
    }
}

/// One tier of an amount: what authorities up to a population pay.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Kostenstufe", description = "Was Stellen bis zu einer Einwohnerzahl zahlen")]
pub struct Tier {
    /// Up to and including how many inhabitants; the last tier may leave it out.
    #[serde(rename(deserialize = "bis_einwohner"), default)]
    #[schemars(
        description = "Gilt bis zu dieser Zahl von Einwohnerinnen und Einwohnern; in der letzten Stufe weglassen",
        example = 20000
    )]
    pub up_to_population: Option<super::Population>,
    /// What one authority of the tier pays.
    #[serde(rename(deserialize = "betrag"))]
    #[schemars(description = "Betrag in Euro")]
    pub amount: Cents,
}

/// What something costs one authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// The same for all.
    Flat(Cents),
    /// By population, smallest first.
    Tiers(Vec<Tier>),
}

impl Serialize for Amount {
    /// Always as a list of tiers, so that templates know one shape.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Flat(amount) => [Tier {
                up_to_population: None,
                amount: *amount,
            }]
            .serialize(serializer),
            Self::Tiers(tiers) => tiers.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AmountVisitor;

        impl<'de> Visitor<'de> for AmountVisitor {
            type Value = Amount;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("ein Betrag in Euro oder eine Liste von Stufen")
            }

            fn visit_u64<E: Error>(self, euros: u64) -> Result<Amount, E> {
                self.visit_f64(euros as f64)
            }

            fn visit_f64<E: Error>(self, euros: f64) -> Result<Amount, E> {
                Cents::deserialize(serde::de::value::F64Deserializer::new(euros)).map(Amount::Flat)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Amount, A::Error> {
                Vec::deserialize(serde::de::value::SeqAccessDeserializer::new(seq)).map(Amount::Tiers)
            }
        }

        deserializer.deserialize_any(AmountVisitor)
    }
}

impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // Not `anyOf`: with the rules side by side, a validator names the very tier that is wrong.
        schemars::json_schema!({
            "title": "Betrag oder Kostenstufen",
            "examples": [1200, [{ "bis_einwohner": 20000, "betrag": 400 }, { "betrag": 1200 }]],
            "type": ["number", "array"], "minimum": 0, "maximum": MOST_EUROS, "multipleOf": 0.01,
            "items": generator.subschema_for::<Tier>(), "minItems": 1,
            "description": "Betrag in Euro, oder eine Liste von Stufen nach Einwohnerzahl",
        })
    }
}
