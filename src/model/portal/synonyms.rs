//! Words that mean the same to readers, for the whole portal, and what words of readers mean.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `synonyme.yaml`: groups of words, of which each finds the others; and everyday words, which find what is meant but not the other
/// way.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Synonyme",
    description = "Wörter, die dasselbe bedeuten, und Wörter des Alltags"
)]
pub struct Synonyms {
    /// The groups.
    #[serde(rename(deserialize = "gruppen"), default)]
    #[schemars(description = "Gruppen von Wörtern gleicher Bedeutung: Jedes findet die anderen", example = [["Perso", "Personalausweis"]])]
    pub groups: Vec<Vec<String>>,
    /// Word or phrase of readers → words or phrases of the portal.
    #[serde(rename(deserialize = "gemeint"), default)]
    #[schemars(
        description = "Wort des Alltags und was damit gemeint ist, in den Wörtern des Portals; gilt nur in dieser Richtung",
        example = serde_json::json!({"Knöllchen": ["Bußgeld"]})
    )]
    pub meanings: BTreeMap<String, Vec<String>>,
}
