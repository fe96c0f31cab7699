//! Words that mean the same to readers, for the whole portal.

use serde::{Deserialize, Serialize};

/// `synonyme.yaml`: groups of words; whoever searches one finds the others.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Synonyms {
    /// The groups.
    #[serde(rename(deserialize = "gruppen"), default)]
    #[schemars(description = "Gruppen von Wörtern gleicher Bedeutung")]
    pub groups: Vec<Vec<String>>,
}
