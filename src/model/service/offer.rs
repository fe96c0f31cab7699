//! What is offered from the federal context, and what the ministry decided about it.

use serde::{Deserialize, Serialize};

use crate::model::{ApprovalStatus, Day, Offer, WebAddress};

/// The offer from the federal context ("Einer für Alle").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Angebot", description = "Was aus dem bundesweiten Kontext vorliegt")]
pub struct Efa {
    /// What is offered.
    #[serde(rename(deserialize = "angebot"))]
    #[schemars(description = "Was angeboten wird")]
    pub offer: Offer,
    /// The state that builds it.
    #[serde(rename(deserialize = "land"), default)]
    #[schemars(description = "Land, das den Online-Dienst entwickelt", example = &"Schleswig-Holstein")]
    pub lead_state: Option<String>,
    /// The online service itself.
    #[serde(rename(deserialize = "dienst"), default)]
    #[schemars(description = "Webadresse des Online-Dienstes")]
    pub service_url: Option<WebAddress>,
    /// Its entry in the EfA market place.
    #[serde(rename(deserialize = "marktplatz"), default)]
    #[schemars(description = "Webadresse im EfA-Marktplatz")]
    pub marketplace_url: Option<WebAddress>,
}

/// The ministry's examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Freigabe", description = "Prüfung und Freigabe durch das Ministerium")]
pub struct Approval {
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Stand der Prüfung")]
    pub status: ApprovalStatus,
    /// Since when.
    #[serde(rename(deserialize = "am"), default)]
    #[schemars(description = "Tag der Entscheidung")]
    pub on: Option<Day>,
}
