//! Maturity: how far an online service is digital, and by which model that was measured.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::scalar::textual;

/// The federal maturity models. Levels of different models cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaturityModel {
    /// Model 1.1, levels 0 to 4.
    V1_1,
    /// Model 2.0, levels 0 to 7.
    V2_0,
}

impl MaturityModel {
    /// The highest level of the model.
    pub fn highest_level(self) -> u8 {
        match self {
            Self::V1_1 => 4,
            Self::V2_0 => 7,
        }
    }

    /// The level from which the law is met (§ 1 OZG as read by the federal implementation programme), where the model says so.
    pub fn legal_level(self) -> Option<u8> {
        match self {
            Self::V1_1 => Some(3),
            Self::V2_0 => None,
        }
    }
}

/// A model that is not known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unbekanntes Reifegradmodell `{0}`, erlaubt sind: 1.1, 2.0")]
pub struct UnknownModel(String);

impl FromStr for MaturityModel {
    type Err = UnknownModel;

    fn from_str(text: &str) -> Result<Self, UnknownModel> {
        match text {
            "1.1" => Ok(Self::V1_1),
            "2.0" => Ok(Self::V2_0),
            _ => Err(UnknownModel(text.to_owned())),
        }
    }
}

impl fmt::Display for MaturityModel {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(match self {
            Self::V1_1 => "1.1",
            Self::V2_0 => "2.0",
        })
    }
}

textual!(MaturityModel, title: "Reifegradmodell", format: "reifegradmodell", pattern: "^(1\\.1|2\\.0)$", types: ["string", "number"], example: "1.1",
    "Reifegradmodell: 1.1 (Stufen 0 bis 4) oder 2.0 (Stufen 0 bis 7)");

/// A level and the model it was measured by; the weakest criterion decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Reifegrad", description = "Stufe und Modell, nach dem sie gemessen ist")]
pub struct Maturity {
    /// The model.
    #[serde(rename(deserialize = "modell"))]
    #[schemars(description = "Reifegradmodell: 1.1 oder 2.0")]
    pub model: MaturityModel,
    /// The level, at most the model's highest (a check sees to that).
    #[serde(rename(deserialize = "stufe"))]
    #[schemars(
        description = "Stufe: 0 bis 4 im Modell 1.1, 0 bis 7 im Modell 2.0",
        range(min = 0, max = 7),
        example = 3
    )]
    pub level: u8,
}
