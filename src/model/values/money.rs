//! Amounts in euros, flat or in tiers by population.

use std::fmt;
use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::extent::{Slicing, Whole};
use crate::model::{values::scalar::Scalar, values::spelling::grouped, values::spelling::squeezed};

/// An amount in euro cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub u64);

/// More than any municipality pays; it keeps sums far from overflow.
const MOST_EUROS: f64 = 1e12;
const MOST_CENTS: u64 = 100_000_000_000_000;

/// Why a text is no amount in euros.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAmount {
    /// It is written in another way, which cannot be misunderstood.
    #[error("`{0}` ist kein Betrag, wie er hier geschrieben wird")]
    Written(String, String),
    /// A point and three digits: thousands in German, parts of a cent in English.
    #[error("`{0}` ist kein eindeutiger Betrag: der Punkt trennt hier die Cent ab und nicht die Tausender")]
    Thousands(String, String),
    /// It says that nobody knows.
    #[error("`{0}` ist kein Betrag")]
    Unknown(String),
    /// Anything else.
    #[error("`{0}` ist kein Betrag in Euro mit höchstens zwei Nachkommastellen")]
    Other(String),
    /// It is below zero, or more than anybody pays.
    #[error("`{0}` liegt außerhalb des Erlaubten: mindestens 0, höchstens eine Billion Euro")]
    OutOfRange(String),
}

impl InvalidAmount {
    /// The amount as it is written here, where there is no other way to understand it.
    pub fn meant(&self) -> Option<&str> {
        match self {
            Self::Written(_, meant) => Some(meant),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Written(_, meant) => format!("Schreiben Sie `{meant}`."),
            Self::Thousands(_, whole) => format!("Schreiben Sie `{whole}`, mit Cent zum Beispiel `{whole}.50`."),
            Self::Unknown(_) => {
                "Löschen Sie das Feld. Sind die Kosten nicht bekannt, schreiben Sie unter `kosten` nur `stand: unbekannt`."
                    .to_owned()
            }
            Self::Other(_) | Self::OutOfRange(_) => {
                "Geben Sie den Betrag in Euro an, zum Beispiel 1200 oder 12.50.".to_owned()
            }
        }
    }
}

impl FromStr for Cents {
    type Err = InvalidAmount;

    fn from_str(text: &str) -> Result<Self, InvalidAmount> {
        let other = || InvalidAmount::Other(text.to_owned());
        if let Some(cents) = exact(text) {
            return match cents <= MOST_CENTS {
                true => Ok(Self(cents)),
                false => Err(InvalidAmount::OutOfRange(text.to_owned())),
            };
        }
        let squeezed = squeezed(text);
        if squeezed
            .strip_prefix(['-', '−'])
            .is_some_and(|rest| exact(rest).is_some())
        {
            return Err(InvalidAmount::OutOfRange(text.to_owned()));
        }
        match squeezed.to_lowercase().as_str() {
            "unbekannt" | "offen" | "noch offen" | "unklar" | "?" | "k. a." | "k.a." | "keine angabe" | "n. n." => {
                return Err(InvalidAmount::Unknown(text.to_owned()));
            }
            "kostenlos" | "kostenfrei" | "keine" | "keine kosten" => {
                return Err(InvalidAmount::Written(text.to_owned(), "0".to_owned()));
            }
            _ => {}
        }
        let number = without_unit(&squeezed);
        let has_unit = number.len() < squeezed.len();
        let (whole, cents) = number.split_once(',').unwrap_or((number, ""));
        let digits = grouped(&whole.split(['.', ' ', '\'', '’']).collect::<Vec<_>>());
        let meant = match (digits, cents) {
            (Some(whole), "" | "-" | "--" | "–" | "00" | "0") => Some(whole),
            (Some(whole), cents) if cents.len() <= 2 => Some(format!("{whole}.{cents:0<2}")),
            // `12.50 €`
            (None, "") => exact(number).map(|_| number.to_owned()),
            _ => None,
        };
        match meant.filter(|meant| exact(meant).is_some()) {
            Some(meant)
                if number.contains('.') && !number.contains(',') && number.matches('.').count() == 1 && !has_unit =>
            {
                Err(InvalidAmount::Thousands(text.to_owned(), meant))
            }
            Some(meant) => Err(InvalidAmount::Written(text.to_owned(), meant)),
            None => Err(other()),
        }
    }
}

/// Euros, and cents behind a point, in cents.
fn exact(text: &str) -> Option<u64> {
    let (euros, cents) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.len() <= 15 && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits =
        is_number(euros) && is_number(cents) && cents.len() <= 2 && (euros.len() == 1 || !euros.starts_with('0'));
    let cents: u64 = format!("{cents:0<2}").parse().ok().filter(|_| fits)?;
    euros.parse::<u64>().ok()?.checked_mul(100)?.checked_add(cents)
}

/// `1.200 Euro` without its unit.
fn without_unit(text: &str) -> &str {
    let is_unit = |part: &str| matches!(part.to_lowercase().as_str(), "€" | "euro" | "eur");
    let number = text.trim_end_matches(|c: char| c.is_alphabetic() || c == '€');
    let number = if is_unit(text.part(number.len()..)) {
        number.trim_end()
    } else {
        text
    };
    let rest = number.trim_start_matches(|c: char| c.is_alphabetic() || c == '€');
    match is_unit(number.part(..number.len().minus(rest.len()))) {
        true => rest.trim_start(),
        false => number,
    }
}

impl Serialize for Cents {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.0)
    }
}

impl<'de> Deserialize<'de> for Cents {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let euros = Scalar::deserialize(deserializer)?;
        euros.as_str().parse().map_err(D::Error::custom)
    }
}

impl schemars::JsonSchema for Cents {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Cents".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "title": "Betrag", "examples": [1200], "type": "number", "format": "betrag", "minimum": 0, "maximum": MOST_EUROS, "multipleOf": 0.01,
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
    pub up_to_population: Option<crate::model::Population>,
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

impl Amount {
    /// What one authority with so many inhabitants pays; none where it depends on a number that is not known.
    pub fn at(&self, population: Option<u64>) -> Option<Cents> {
        match self {
            Self::Flat(amount) => Some(*amount),
            Self::Tiers(tiers) => {
                let fits = |tier: &&Tier| match tier.up_to_population {
                    Some(most) => population.is_some_and(|population| population <= u64::from(most)),
                    None => population.is_some() || tiers.len() == 1,
                };
                tiers.iter().find(fits).map(|tier| tier.amount)
            }
        }
    }

    /// Whether it is zero for all.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Flat(amount) => amount.0 == 0,
            Self::Tiers(tiers) => tiers.iter().all(|tier| tier.amount.0 == 0),
        }
    }
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

            fn visit_str<E: Error>(self, text: &str) -> Result<Amount, E> {
                text.parse().map(Amount::Flat).map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, euros: u64) -> Result<Amount, E> {
                self.visit_str(&euros.to_string())
            }

            fn visit_i64<E: Error>(self, euros: i64) -> Result<Amount, E> {
                self.visit_str(&euros.to_string())
            }

            fn visit_f64<E: Error>(self, euros: f64) -> Result<Amount, E> {
                self.visit_str(&format!("{euros:?}"))
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
            "type": ["number", "array"], "format": "betrag", "minimum": 0, "maximum": MOST_EUROS, "multipleOf": 0.01,
            "items": generator.subschema_for::<Tier>(), "minItems": 1,
            "description": "Betrag in Euro, oder eine Liste von Stufen nach Einwohnerzahl",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_cent() {
        for (text, cents) in [
            ("1200", 120_000),
            ("12.50", 1_250),
            ("12.5", 1_250),
            ("0", 0),
            ("0.05", 5),
        ] {
            assert_eq!(text.parse(), Ok(Cents(cents)), "{text}");
        }
    }

    #[test]
    fn what_people_write_is_told_with_what_to_write() {
        for (text, meant) in [
            ("1200,50", "1200.50"),
            ("1200,5", "1200.50"),
            ("1.200,50", "1200.50"),
            ("1.200 Euro", "1200"),
            ("1.200\u{a0}€", "1200"),
            ("1 200", "1200"),
            ("1200 €", "1200"),
            ("€ 1200", "1200"),
            ("1200,-", "1200"),
            ("12.50 EUR", "12.50"),
            ("1.200.000", "1200000"),
            ("kostenlos", "0"),
        ] {
            let error = text.parse::<Cents>().expect_err(text);
            assert_eq!(error.meant(), Some(meant), "{text}");
        }
        assert_eq!(
            "1.200".parse::<Cents>(),
            Err(InvalidAmount::Thousands("1.200".into(), "1200".into()))
        );
        assert_eq!(
            "unbekannt".parse::<Cents>(),
            Err(InvalidAmount::Unknown("unbekannt".into()))
        );
        assert_eq!("-1".parse::<Cents>(), Err(InvalidAmount::OutOfRange("-1".into())));
        for text in ["", "ca. 1200", "12.3456", "1.20.00", "1200 bis 1400"] {
            assert_eq!(text.parse::<Cents>(), Err(InvalidAmount::Other(text.into())), "{text}");
        }
    }
}
