//! How much online services are used, and the base services that they use.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::texts;
use super::{Row, Sample};
use crate::model::Service;
use crate::site::edition::Site;

/// A month of a service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Die Nutzung einer Leistung in einem Monat")]
pub(in crate::site) struct UsageRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Der Monat, zum Beispiel 2022-01")]
    pub month: String,
    #[schemars(description = "Zahl aller Fälle, auf welchem Weg auch immer; leer, wenn sie nicht bekannt ist")]
    pub cases: Option<u32>,
    #[schemars(description = "Zahl der Fälle, die online gestellt wurden; leer, wenn sie nicht bekannt ist")]
    pub online: Option<u32>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl UsageRow {
    pub fn of(service: &Service) -> Vec<Self> {
        let rows = service.usage.iter().map(|usage| Self {
            service: service.id.to_string(),
            month: usage.month.to_string(),
            cases: usage.cases.map(|cases| cases.get()),
            online: usage.online.map(|online| online.get()),
            sample: service.sample,
        });
        rows.collect()
    }
}

impl Sample for UsageRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for UsageRow {
    const NAME: &'static str = "nutzung";
    const KEY: &'static str = "usage";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.services.values().flat_map(|service| Self::of(service))
    }
}

/// A base service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Basiskomponente, die Online-Dienste nutzen")]
pub(in crate::site) struct BaseServiceRow {
    #[schemars(description = "Kennung der Basiskomponente")]
    pub id: String,
    #[schemars(description = "Wie sie heute heißt")]
    pub name: String,
    #[schemars(description = "Adresse mit mehr dazu")]
    pub url: Option<String>,
    #[schemars(description = "Frühere Kennungen")]
    pub former_ids: Vec<String>,
}

impl Sample for BaseServiceRow {
    fn is_sample(&self) -> bool {
        false
    }
}

impl Row for BaseServiceRow {
    const NAME: &'static str = "basiskomponenten";
    const KEY: &'static str = "base_services";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        let known = site.portal.settings.known_base_services().into_iter();
        known.map(|service| Self {
            id: service.id.to_string(),
            former_ids: texts(&service.former_ids),
            url: text(service.url.as_ref()),
            name: service.name,
        })
    }
}
