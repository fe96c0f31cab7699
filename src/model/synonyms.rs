//! Words that mean the same to readers, for the whole portal.

use serde::{Deserialize, Serialize};

/// `synonyme.yaml`: groups of words; whoever searches one finds the others.
#[derive(Debug, Clone, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Synonyme", description = "Wörter, die dasselbe bedeuten")]
pub struct Synonyms {
    /// The groups.
    #[serde(rename(deserialize = "gruppen"), default)]
    #[schemars(description = "Gruppen von Wörtern gleicher Bedeutung", example = [["Perso", "Personalausweis"]])]
    pub groups: Vec<Vec<String>>,
}
