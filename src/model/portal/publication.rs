//! How a portal is published besides its pages: files per entity, licence, contact for security.

use serde::{Deserialize, Serialize};

use crate::model::{Day, Email, WebAddress, values::vocabulary::vocabulary};

vocabulary! {
    /// The kinds of entities that can have files of their own.
    pub enum EntityKind as "Art von Seiten" {
        Service = "leistungen", "services", "Leistungen";
        Ministry = "ressorts", "ministries", "Ressorts";
        Topic = "themenfelder", "topics", "Themenfelder";
        Authority = "stellen", "authorities", "Stellen";
        Event = "termine", "events", "Termine";
        PressRelease = "presse", "press", "Pressemitteilungen";
    }
}

/// Which kinds of entities get a feed, a calendar, a contact or an API file each. Every file costs time to write, so large portals
/// can do without; what is not said is on.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtraFiles {
    /// Feeds (Atom and JSON Feed).
    #[serde(rename(deserialize = "feed"), default = "all")]
    #[schemars(description = "Welche Seiten einen eigenen Feed haben")]
    pub feeds: Vec<EntityKind>,
    /// Calendars (iCalendar).
    #[serde(rename(deserialize = "kalender"), default = "all")]
    #[schemars(description = "Welche Seiten einen eigenen Kalender haben")]
    pub calendars: Vec<EntityKind>,
    /// Contacts for address books (vCard); only authorities have one.
    #[serde(rename(deserialize = "vcard"), default = "all")]
    #[schemars(
        description = "Welche Seiten ihren Kontakt als Datei für Adressbücher (vCard) haben; es gibt sie nur für `stellen`"
    )]
    pub vcards: Vec<EntityKind>,
    /// Plans as tables (CSV and Excel); only authorities have one.
    #[serde(rename(deserialize = "plan"), default = "all")]
    #[schemars(
        description = "Welche Seiten ihren Plan als Tabelle (CSV und Excel) haben; es gibt ihn nur für `stellen`"
    )]
    pub plans: Vec<EntityKind>,
    /// Files of the API (JSON).
    #[serde(default = "all")]
    #[schemars(description = "Welche Seiten einen eigenen Datensatz (JSON) haben")]
    pub api: Vec<EntityKind>,
}

impl Default for ExtraFiles {
    fn default() -> Self {
        Self {
            feeds: all(),
            calendars: all(),
            vcards: all(),
            plans: all(),
            api: all(),
        }
    }
}

fn all() -> Vec<EntityKind> {
    EntityKind::ALL.to_vec()
}

/// The licence of texts and data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Name.
    #[schemars(
        description = "Name der Lizenz",
        example = &"Datenlizenz Deutschland – Namensnennung – Version 2.0"
    )]
    pub name: String,
    /// Its text.
    #[schemars(description = "Webadresse der Lizenz")]
    pub url: WebAddress,
    /// Its entry in the list of DCAT-AP.de.
    #[serde(rename(deserialize = "dcat"), default)]
    #[schemars(
        description = "Eintrag der Lizenz in der Liste von DCAT-AP.de, zum Beispiel http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    )]
    pub dcat: Option<WebAddress>,
}

/// Whom to tell of a security problem, as `security.txt` says it (RFC 9116).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecurityContact {
    /// Where to write.
    #[serde(rename(deserialize = "kontakt"))]
    #[schemars(description = "E-Mail-Adresse für Meldungen von Sicherheitslücken")]
    pub email: Email,
    /// Until when that holds; RFC 9116 asks for less than a year ahead.
    #[serde(rename(deserialize = "gueltig_bis"))]
    #[schemars(description = "Bis wann die Angabe gilt, höchstens ein Jahr voraus")]
    pub valid_until: Day,
    /// What who reports something can expect.
    #[serde(rename(deserialize = "richtlinie"), default)]
    #[schemars(
        description = "Webadresse der Regeln für Meldungen: was geprüft werden darf und bis wann Sie antworten"
    )]
    pub policy: Option<WebAddress>,
}
