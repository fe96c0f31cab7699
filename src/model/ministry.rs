//! A ministry (Ressort): who decides.

use crate::model::{Contact, Day, Letterhead, Markdown, MinistryId, TopicId, WebAddress, lifecycle::entity};

entity! {
    /// A ministry, as `ressorts/<id>.yaml` tells of it. Ministries are renamed and cut anew; pages of old ones stay and point on.
    #[schemars(title = "Ressort", description = "Ein Ressort")]
    pub struct Ministry {
        /// File name.
        #[serde(skip_deserializing, default = "MinistryId::unset")]
        pub id: MinistryId,
        /// Abbreviation.
        #[serde(rename(deserialize = "kuerzel"))]
        #[schemars(description = "Kürzel, zum Beispiel MIK", example = &"MI")]
        pub abbreviation: String,
        /// Full name.
        #[schemars(description = "Voller Name", example = &"Ministerium des Innern")]
        pub name: String,
        /// Place in lists, lowest first.
        #[serde(rename(deserialize = "ordnung"), default)]
        #[schemars(description = "Platz in Listen, kleinste Zahl zuerst", example = 1)]
        pub order: u32,
        /// Its own website.
        #[serde(default)]
        #[schemars(description = "Eigener Webauftritt")]
        pub website: Option<WebAddress>,
        /// OZG coordinators.
        #[serde(rename(deserialize = "koordination"), default)]
        #[schemars(description = "OZG-Koordinatorinnen und OZG-Koordinatoren")]
        pub coordinators: Vec<Contact>,
        /// The press office.
        #[serde(rename(deserialize = "pressestelle"), default)]
        #[schemars(description = "Pressestelle, mit Telefon und E-Mail-Adresse")]
        pub press_office: Option<Contact>,
        /// What stands on its letters.
        #[serde(rename(deserialize = "briefkopf"), default)]
        #[schemars(description = "Was auf den Schreiben des Ressorts steht, für die Pakete der Kommunikation")]
        pub letterhead: Option<Letterhead>,
        /// Topic areas it is responsible for.
        #[serde(rename(deserialize = "zustaendig_fuer"), default)]
        #[schemars(description = "Kennungen der Themenfelder, für die das Ressort zuständig ist")]
        pub topics: Vec<TopicId>,
        /// Since when it exists under this name.
        #[serde(rename(deserialize = "von"), default)]
        #[schemars(description = "Seit wann es das Ressort unter diesem Namen gibt")]
        pub from: Option<Day>,
        /// Until when it existed under this name.
        #[serde(rename(deserialize = "bis"), default)]
        #[schemars(description = "Bis wann es das Ressort unter diesem Namen gab")]
        pub until: Option<Day>,
        /// Who came after it.
        #[serde(rename(deserialize = "nachfolger"), default)]
        #[schemars(description = "Kennung des Ressorts, das an seine Stelle getreten ist")]
        pub successor: Option<MinistryId>,
        /// A few sentences about it.
        #[serde(default)]
        #[schemars(description = "Einige Sätze über das Ressort (Markdown)")]
        pub text: Option<Markdown>,
    }
}

impl Ministry {
    /// Whether the ministry exists no longer on a day.
    pub fn is_former(&self, on: Day) -> bool {
        self.until.is_some_and(|until| until < on)
    }
}
