//! A topic area (Themenfeld) of the OZG programme.

use crate::model::{Markdown, TopicId, lifecycle::entity};

entity! {
    /// A topic area, as `themenfelder.yaml` lists it.
    #[schemars(title = "Themenfeld", description = "Ein Themenfeld")]
    pub struct Topic {
        /// Id.
        #[schemars(description = "Kennung des Themenfelds")]
        pub id: TopicId,
        /// Name.
        #[schemars(description = "Name des Themenfelds", example = &"Bauen & Wohnen")]
        pub name: String,
        /// Federal ministries in the lead, as abbreviations of their time.
        #[serde(rename(deserialize = "bund"), default)]
        #[schemars(description = "Federführende Bundesministerien (Kürzel)", example = ["BMI"])]
        pub federal_leads: Vec<String>,
        /// States in the lead.
        #[serde(rename(deserialize = "laender"), default)]
        #[schemars(description = "Federführende Länder (Kürzel)", example = ["MV"])]
        pub state_leads: Vec<String>,
        /// How sure the leads are.
        #[serde(rename(deserialize = "beleg"), default)]
        #[schemars(description = "Woher die Angabe zur Federführung stammt", example = &"OZG-Umsetzungskatalog")]
        pub evidence: Option<String>,
        /// A few sentences about it.
        #[serde(default)]
        #[schemars(description = "Einige Sätze über das Themenfeld (Markdown)")]
        pub text: Option<Markdown>,
        /// What people call what belongs to it.
        #[serde(rename(deserialize = "suchbegriffe"), default)]
        #[schemars(description = "Wörter, unter denen jemand sucht, was zu diesem Themenfeld gehört", example = ["Abriss", "Photovoltaik"])]
        pub search_words: Vec<String>,
    }
}
