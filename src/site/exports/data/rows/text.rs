//! The plain table of a kind of texts: what all of them have.

use schemars::JsonSchema;
use serde::Serialize;

use super::Sample;
use super::text;
use super::texts;
use crate::model::{Entity, TextRecord};
use crate::site::edition::Site;

/// A text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Eintrag")]
pub(in crate::site) struct TextRow {
    #[schemars(description = "Kennung des Eintrags")]
    id: String,
    #[schemars(description = "Adresse der Seite")]
    url: String,
    #[schemars(description = "Titel")]
    title: String,
    #[schemars(description = "Ein Satz über den Inhalt")]
    summary: Option<String>,
    #[schemars(description = "Datum")]
    date: Option<String>,
    #[schemars(description = "Kennung des Ressorts")]
    ministry: Option<String>,
    #[schemars(description = "Kennungen der Leistungen, um die es geht")]
    services: Vec<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    sample: bool,
}

impl TextRow {
    fn of(site: &Site, entity: &dyn Entity) -> Self {
        let id = entity.entity_id();
        Self {
            url: site.absolute_entity(&id),
            id: id.name().into_owned(),
            title: entity.title().to_owned(),
            summary: entity.summary().map(str::to_owned),
            date: text(entity.told_change().as_ref()),
            ministry: text(entity.ministry()),
            services: texts(entity.services()),
            sample: entity.lifecycle().sample,
        }
    }

    /// All rows of a kind.
    pub fn all_of<T: TextRecord>(site: &Site) -> impl Iterator<Item = Self> {
        let records = T::kept(&site.portal).values();
        records.map(move |record| Self::of(site, &**record))
    }
}

impl Sample for TextRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}
