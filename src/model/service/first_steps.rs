//! The first two of the three steps, as they happened: municipalities are informed, pilots try it.

use serde::{Deserialize, Serialize};

use crate::model::{AuthorityId, Channel, Day, Markdown};

/// One act of informing the municipalities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Erstinformation", description = "Eine Information an die Kommunen")]
pub struct Information {
    /// When.
    #[serde(rename(deserialize = "am"))]
    #[schemars(description = "Wann informiert wurde")]
    pub on: Day,
    /// How.
    #[serde(rename(deserialize = "instrument"))]
    #[schemars(description = "Auf welchem Weg informiert wurde")]
    pub channel: Channel,
    /// What.
    #[serde(default)]
    #[schemars(description = "Worüber informiert wurde", example = &"Schreiben an alle zuständigen Behörden")]
    pub text: Option<String>,
}

/// Step 2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Pilotierung", description = "Pilotbehörden und ihre Erfahrungen")]
pub struct Piloting {
    /// The pilot authorities.
    #[serde(rename(deserialize = "behoerden"), default)]
    #[schemars(description = "Pilotbehörden: Regionalschlüssel (ARS) oder Kennungen")]
    pub authorities: Vec<AuthorityId>,
    /// Whether the state's IT service provider is involved; missing means not stated.
    #[serde(rename(deserialize = "it_dienstleister_eingebunden"), default)]
    #[schemars(description = "Ob der IT-Dienstleister des Landes eingebunden ist")]
    pub it_provider_involved: Option<bool>,
    /// What was learnt.
    #[serde(rename(deserialize = "erfahrungen"), default)]
    #[schemars(description = "Erfahrungen aus der Pilotierung (Markdown)")]
    pub lessons: Option<Markdown>,
}
