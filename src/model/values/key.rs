//! Official keys: digits of a fixed length. They are text, not numbers, for some begin with a zero.

use std::fmt;
use std::str::FromStr;

use crate::extent::Slicing;
use crate::model::values::scalar::textual;

/// Why a text is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` ist {name}: erwartet werden genau {length} Ziffern, gefunden wurden {found} Zeichen")]
pub struct InvalidKey {
    text: String,
    name: &'static str,
    length: usize,
    found: usize,
}

macro_rules! key {
    ($(#[$meta:meta])* $name:ident, $length:literal, $format:literal, $pattern:literal, $not_one:literal, $title:literal, $example:literal, $description:literal) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The number of digits.
            pub const LENGTH: usize = $length;

            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidKey;

            fn from_str(text: &str) -> Result<Self, InvalidKey> {
                if text.len() == $length && text.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Ok(Self(text.into()));
                }
                Err(InvalidKey {
                    text: text.to_owned(),
                    name: $not_one,
                    length: $length,
                    found: text.chars().count(),
                })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        textual!($name, title: $title, format: $format, pattern: $pattern, types: ["string", "integer"], example: $example, $description);
    };
}

key!(
    /// Amtlicher Regionalschlüssel (ARS): state 2, region 1, county 2, association 4, municipality 3 digits.
    RegionalKey, 12, "regionalschluessel", "^[0-9]{12}$", "kein amtlicher Regionalschlüssel (ARS)",
    "Regionalschlüssel (ARS)", "990010000000", "Amtlicher Regionalschlüssel (ARS), 12 Ziffern"
);
key!(
    /// FIM/LeiKa key of a service: 99, group 3, id 3, action 3, detail 3 digits.
    LeikaKey, 14, "leika", "^[0-9]{14}$", "kein LeiKa-Schlüssel",
    "LeiKa-Schlüssel", "99107023017000", "LeiKa-Schlüssel, 14 Ziffern"
);
key!(
    /// Number of a service in the OZG implementation catalogue.
    OzgId, 5, "ozg-id", "^[0-9]{5}$", "kein OZG-Schlüssel",
    "OZG-Schlüssel", "10092", "OZG-Schlüssel, 5 Ziffern"
);
key!(
    /// German postcode.
    Postcode, 5, "postleitzahl", "^[0-9]{5}$", "keine Postleitzahl",
    "Postleitzahl", "01234", "Postleitzahl, 5 Ziffern"
);

impl RegionalKey {
    /// Whether the key names the whole county or independent town rather than a part of it.
    pub fn is_county_level(&self) -> bool {
        self.0.ends_with("0000000")
    }

    /// The key of the county or independent town that this key lies in.
    pub fn county(&self) -> Self {
        Self(format!("{}0000000", self.0.part(..5)).into())
    }
}

/// A LeiKa type: 1 to 5 or `2/3`, with `a` or `b`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeikaType(Box<str>);

/// A type that the LeiKa does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` ist kein LeiKa-Typ, zum Beispiel 1, 2, 2/3, 3a oder 4")]
pub struct InvalidLeikaType(String);

impl std::str::FromStr for LeikaType {
    type Err = InvalidLeikaType;

    fn from_str(text: &str) -> Result<Self, InvalidLeikaType> {
        let kind = text.strip_suffix(['a', 'b']).unwrap_or(text);
        let known = matches!(
            kind,
            "1" | "2" | "2/3" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11"
        );
        if known {
            Ok(Self(text.into()))
        } else {
            Err(InvalidLeikaType(text.to_owned()))
        }
    }
}

impl std::fmt::Display for LeikaType {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

crate::model::values::scalar::textual!(LeikaType, title: "LeiKa-Typ", format: "leika-typ", pattern: "^(2/3|[0-9]{1,2})[ab]?$", types: ["string", "integer"], example: "2/3",
    "LeiKa-Typ, zum Beispiel 1, 2, 2/3, 3a oder 4");
