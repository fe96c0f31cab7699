//! Maturity: how far an online service is digital, and by which model that was measured.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::{Day, PartialDate, WebAddress, values::scalar::textual};

/// The federal maturity models. Levels of different models cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MaturityModel {
    /// Model 1.1, levels 0 to 4.
    V1_1,
    /// Model 2.0, levels 0 to 7.
    V2_0,
}

impl MaturityModel {
    /// All, the oldest first.
    pub const ALL: [Self; 2] = [Self::V1_1, Self::V2_0];

    /// How many criteria the model has.
    pub fn criteria(self) -> usize {
        match self {
            Self::V1_1 => 10,
            Self::V2_0 => 13,
        }
    }

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

/// A level and the model it was measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Level {
    /// The model.
    pub model: MaturityModel,
    /// The level.
    pub level: u8,
}

/// An assessment: the level, and what it rests on. The weakest criterion decides.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// When it was assessed.
    #[serde(rename(deserialize = "ermittelt_am"), default)]
    #[schemars(description = "An welchem Tag die Stufe ermittelt wurde")]
    pub assessed_on: Option<Day>,
    /// Where it shall get.
    #[serde(rename(deserialize = "ziel"), default)]
    #[schemars(description = "Welche Stufe erreicht werden soll, und bis wann")]
    pub target: Option<Target>,
    /// The levels of single criteria.
    #[serde(rename(deserialize = "kriterien"), default)]
    #[schemars(description = "Stufe je Kriterium; die niedrigste ist die Stufe der Leistung")]
    pub criteria: Vec<Criterion>,
}

/// The level that shall be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Ziel", description = "Welche Stufe erreicht werden soll")]
pub struct Target {
    /// Which.
    #[serde(rename(deserialize = "stufe"))]
    #[schemars(
        description = "Angestrebte Stufe im selben Modell",
        range(min = 0, max = 7),
        example = 4
    )]
    pub level: u8,
    /// Until when.
    #[serde(rename(deserialize = "bis"), default)]
    #[schemars(description = "Bis wann: Tag, Monat, Quartal oder Jahr")]
    pub until: Option<PartialDate>,
}

/// The level of one criterion.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Kriterium", description = "Die Stufe in einem Kriterium des Modells")]
pub struct Criterion {
    /// Its name in the model.
    #[schemars(
        description = "Name des Kriteriums, wie er unter reifegradmodelle in portal.yaml steht",
        example = &"Nachweise"
    )]
    pub name: String,
    /// The level.
    #[serde(rename(deserialize = "stufe"))]
    #[schemars(description = "Stufe in diesem Kriterium", range(min = 0, max = 7), example = 3)]
    pub level: u8,
}

impl Maturity {
    /// The level with its model.
    pub fn rating(&self) -> Level {
        Level {
            model: self.model,
            level: self.level,
        }
    }

    /// The lowest level of the criteria, where there are any.
    pub fn lowest(&self) -> Option<u8> {
        self.criteria.iter().map(|criterion| criterion.level).min()
    }
}

/// What a model calls its levels and criteria, as `portal.yaml` has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Namen eines Reifegradmodells",
    description = "Wie ein Reifegradmodell seine Stufen und Kriterien nennt"
)]
pub struct MaturityNames {
    /// The model.
    #[serde(rename(deserialize = "modell"))]
    #[schemars(description = "Reifegradmodell: 1.1 oder 2.0")]
    pub model: MaturityModel,
    /// Its levels, from 0 on.
    #[serde(rename(deserialize = "stufen"), default)]
    #[schemars(description = "Namen der Stufen, die der Stufe 0 zuerst", example = ["Offline", "Information"])]
    pub levels: Vec<String>,
    /// Its criteria.
    #[serde(rename(deserialize = "kriterien"), default)]
    #[schemars(
        description = "Namen der Kriterien; stehen sie hier, prüft das Portal die Kriterien der Leistungen daran",
        example = ["Nachweise"]
    )]
    pub criteria: Vec<String>,
    /// Where the model is explained.
    #[serde(default)]
    #[schemars(description = "Webadresse, unter der das Modell erklärt ist")]
    pub url: Option<WebAddress>,
}
