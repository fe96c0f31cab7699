//! What stands on the letters of a ministry: from where they come, and who signs.

use serde::{Deserialize, Serialize};

/// The letterhead of a ministry, for the communication kit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Briefkopf",
    description = "Was auf den Schreiben des Ressorts steht, für die Pakete der Kommunikation"
)]
pub struct Letterhead {
    /// Postal address, a line each.
    #[serde(rename(deserialize = "anschrift"))]
    #[schemars(description = "Anschrift, Zeile für Zeile", example = ["Musterstraße 1", "01234 Musterstadt"])]
    pub address: Vec<String>,
    /// The place beside the date.
    #[serde(rename(deserialize = "ort"))]
    #[schemars(description = "Ort, der vor dem Datum steht", example = &"Musterstadt")]
    pub place: String,
    /// Telephone.
    #[serde(rename(deserialize = "telefon"), default)]
    #[schemars(description = "Telefonnummer", example = &"+49 30 23125 000")]
    pub phone: Option<String>,
    /// Who signs.
    #[serde(rename(deserialize = "unterschrift"))]
    #[schemars(description = "Wer die Schreiben unterschreibt")]
    pub signatory: Signatory,
}

/// Who signs a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Unterschrift", description = "Wer die Schreiben unterschreibt")]
pub struct Signatory {
    /// Name.
    #[schemars(description = "Name", example = &"Erika Mustermann")]
    pub name: String,
    /// Role, such as head of a unit.
    #[serde(rename(deserialize = "funktion"), default)]
    #[schemars(description = "Funktion, zum Beispiel Referatsleitung", example = &"Leitung des Referats Digitalisierung")]
    pub role: Option<String>,
    /// For whom: "Im Auftrag", "In Vertretung".
    #[serde(rename(deserialize = "zusatz"), default)]
    #[schemars(description = "Zusatz über dem Namen", example = &"Im Auftrag")]
    pub on_behalf: Option<String>,
}
