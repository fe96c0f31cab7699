//! How far single LeiKa keys of a service are, and whether the law asks for a signature.

use serde::{Deserialize, Serialize};

use crate::model::{LeikaKey, PartialDate, values::vocabulary::vocabulary};

vocabulary! {
    /// How far one key is.
    pub enum KeyProgress as "Stand eines Schlüssels" {
        Planned = "geplant", "planned", "Für diesen Schlüssel ist ein Online-Dienst geplant.";
        InDevelopment = "in_arbeit", "in_development", "Der Online-Dienst für diesen Schlüssel wird entwickelt.";
        Online = "online", "online", "Dieser Schlüssel ist bei mindestens einer Stelle online.";
        NotPlanned = "nicht_vorgesehen", "not_planned", "Für diesen Schlüssel ist kein Online-Dienst vorgesehen.";
    }
}

vocabulary! {
    /// Whether the law asks for a signature.
    pub enum WrittenForm as "Schriftform" {
        NotRequired = "nicht_verlangt", "not_required", "Das Recht verlangt keine Unterschrift.";
        Replaced = "ersetzt", "replaced", "Das Recht verlangt eine Unterschrift; der Online-Dienst ersetzt sie auf einem zugelassenen Weg.";
        Required = "verlangt", "required", "Das Recht verlangt eine Unterschrift, die der Online-Dienst noch nicht ersetzt.";
        Unknown = "unbekannt", "unknown", "Das Ministerium weiß es noch nicht.";
    }
}

/// How far one key of a service is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Stand eines Schlüssels",
    description = "Wie weit ein einzelner LeiKa-Schlüssel ist"
)]
pub struct KeyState {
    /// Which.
    #[serde(rename(deserialize = "leika"))]
    #[schemars(description = "Der Schlüssel; er steht auch unter leika")]
    pub key: LeikaKey,
    /// What it is called.
    #[serde(rename(deserialize = "titel"), default)]
    #[schemars(description = "Wie die einzelne Leistung heißt", example = &"Anmeldung")]
    pub title: Option<String>,
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Wie weit der Schlüssel ist")]
    pub progress: KeyProgress,
    /// Since when.
    #[serde(rename(deserialize = "seit"), default)]
    #[schemars(description = "Seit wann das gilt: Tag, Monat, Quartal oder Jahr")]
    pub since: Option<PartialDate>,
}
