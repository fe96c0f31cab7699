//! People and offices to ask, documents and links.

use serde::{Deserialize, Serialize};

use crate::model::{Email, FileName, WebAddress};

/// Someone to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Kontakt", description = "Jemand, der Auskunft gibt")]
pub struct Contact {
    /// Name of a person or a desk.
    #[schemars(description = "Name der Person oder der Stelle, die Auskunft gibt", example = &"Referat Digitalisierung")]
    pub name: String,
    /// Role, such as OZG coordinator.
    #[serde(rename(deserialize = "funktion"), default)]
    #[schemars(description = "Funktion, zum Beispiel OZG-Koordination", example = &"OZG-Koordination")]
    pub role: Option<String>,
    /// Unit or organisation.
    #[serde(rename(deserialize = "stelle"), default)]
    #[schemars(description = "Referat oder Organisation", example = &"Ministerium des Innern")]
    pub unit: Option<String>,
    /// E-mail address.
    #[serde(default)]
    #[schemars(description = "E-Mail-Adresse")]
    pub email: Option<Email>,
    /// Phone number as written.
    #[serde(rename(deserialize = "telefon"), default)]
    #[schemars(description = "Telefonnummer", example = &"+49 30 23125 000")]
    pub phone: Option<String>,
}

/// A file that belongs to an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Dokument", description = "Eine Datei im selben Ordner")]
pub struct Document {
    /// What the link says.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Titel des Dokuments", example = &"Anleitung für Behörden")]
    pub title: String,
    /// The file, in the folder of the entity.
    #[serde(rename(deserialize = "datei"))]
    #[schemars(description = "Name der Datei im selben Ordner")]
    pub file: FileName,
}

/// A link to elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Verweis", description = "Ein Link zu einer anderen Website")]
pub struct Link {
    /// What the link says.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Titel des Links", example = &"Gesetzestext")]
    pub title: String,
    /// Where it leads.
    #[schemars(description = "Webadresse")]
    pub url: WebAddress,
}
