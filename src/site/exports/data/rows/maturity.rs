//! Assessments by the maturity models, and how far single LeiKa keys are.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::words;
use super::{Row, Sample};
use crate::model::{KeyProgress, Service};
use crate::site::edition::Site;

/// An assessment, or one criterion of it.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Einstufung nach einem Reifegradmodell, und eine Zeile für jedes ihrer Kriterien")]
pub(in crate::site) struct MaturityRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Reifegradmodell; Stufen verschiedener Modelle sind nicht vergleichbar")]
    pub model: String,
    #[schemars(description = "Name des Kriteriums; leer in der Zeile der ganzen Leistung")]
    pub criterion: Option<String>,
    #[schemars(description = "Stufe")]
    pub level: u8,
    #[schemars(description = "Wann die Stufe ermittelt wurde")]
    pub assessed_on: Option<String>,
    #[schemars(description = "Welche Stufe die Leistung erreichen soll")]
    pub target_level: Option<u8>,
    #[schemars(description = "Bis wann sie sie erreichen soll: Tag, Monat, Quartal oder Jahr")]
    pub target_until: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl MaturityRow {
    pub fn of(service: &Service) -> Vec<Self> {
        let rows = service.maturities().flat_map(|maturity| {
            let row = move |criterion: Option<&str>, level| Self {
                service: service.id.to_string(),
                model: maturity.model.to_string(),
                criterion: criterion.map(str::to_owned),
                level,
                assessed_on: text(maturity.assessed_on.as_ref()),
                target_level: maturity.target.map(|target| target.level),
                target_until: maturity.target.and_then(|target| text(target.until.as_ref())),
                sample: service.sample,
            };
            let criteria = maturity.criteria.iter();
            let criteria = criteria.map(move |criterion| row(Some(&criterion.name), criterion.level));
            std::iter::once(row(None, maturity.level)).chain(criteria)
        });
        rows.collect()
    }
}

impl Sample for MaturityRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for MaturityRow {
    const NAME: &'static str = "reifegrade";
    const KEY: &'static str = "maturity";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.services.values().flat_map(|service| Self::of(service))
    }
}

/// A single key.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Wie weit ein einzelner LeiKa-Schlüssel einer Leistung ist")]
pub(in crate::site) struct KeyRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "LeiKa-Schlüssel mit 14 Ziffern")]
    pub key: String,
    #[schemars(description = "Wie die einzelne Leistung heißt")]
    pub title: Option<String>,
    #[schemars(description = "Wie weit sie ist", extend("enum" = words!(KeyProgress)))]
    pub progress: &'static str,
    #[schemars(description = "Seit wann das gilt: Tag, Monat, Quartal oder Jahr")]
    pub since: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl KeyRow {
    pub fn of(service: &Service) -> Vec<Self> {
        let rows = service.key_states.iter().map(|state| Self {
            service: service.id.to_string(),
            key: state.key.to_string(),
            title: state.title.clone(),
            progress: state.progress.key(),
            since: text(state.since.as_ref()),
            sample: service.sample,
        });
        rows.collect()
    }
}

impl Sample for KeyRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for KeyRow {
    const NAME: &'static str = "leika-stand";
    const KEY: &'static str = "leika_states";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.services.values().flat_map(|service| Self::of(service))
    }
}
