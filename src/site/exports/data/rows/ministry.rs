//! Ministries and topic areas.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::texts;
use super::{Row, Sample};
use crate::model::{EntityId, Ministry, Topic};
use crate::site::edition::Site;

/// A ministry.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Ressort (Ministerium)")]
pub(in crate::site) struct MinistryRow {
    #[schemars(description = "Kennung des Ressorts")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Kürzel")]
    pub abbreviation: String,
    #[schemars(description = "Voller Name")]
    pub name: String,
    #[schemars(description = "Eigener Webauftritt")]
    pub website: Option<String>,
    #[schemars(description = "Kennungen der Themenfelder, für die es zuständig ist")]
    pub topics: Vec<String>,
    #[schemars(description = "Seit wann es das Ressort unter diesem Namen gibt")]
    pub from: Option<String>,
    #[schemars(description = "Bis wann es das Ressort unter diesem Namen gab")]
    pub until: Option<String>,
    #[schemars(description = "Kennung des Ressorts, das an seine Stelle getreten ist")]
    pub successor: Option<String>,
    #[schemars(description = "Zahl der Leistungen")]
    pub services: usize,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl MinistryRow {
    pub fn of(site: &Site, ministry: &Ministry) -> Self {
        Self {
            id: ministry.id.to_string(),
            url: site.absolute_entity(&EntityId::Ministry(ministry.id.clone())),
            abbreviation: ministry.abbreviation.clone(),
            name: ministry.name.clone(),
            website: text(ministry.website.as_ref()),
            topics: texts(&ministry.topics),
            from: text(ministry.from.as_ref()),
            until: text(ministry.until.as_ref()),
            successor: text(ministry.successor.as_ref()),
            services: site.portal.services_of_ministry(&ministry.id).len(),
            sample: ministry.sample,
        }
    }
}

impl Sample for MinistryRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for MinistryRow {
    const NAME: &'static str = "ressorts";
    const KEY: &'static str = "ministries";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .ministries
            .values()
            .map(move |ministry| Self::of(site, ministry))
    }
}

/// A topic area.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Themenfeld des OZG-Programms")]
pub(in crate::site) struct TopicRow {
    #[schemars(description = "Kennung des Themenfelds")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Name")]
    pub name: String,
    #[schemars(description = "Federführende Bundesministerien (Kürzel)")]
    pub federal_leads: Vec<String>,
    #[schemars(description = "Federführende Länder (Kürzel)")]
    pub state_leads: Vec<String>,
    #[schemars(description = "Woher die Angabe zur Federführung stammt")]
    pub evidence: Option<String>,
    #[schemars(description = "Zahl der Leistungen")]
    pub services: usize,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl TopicRow {
    pub fn of(site: &Site, topic: &Topic) -> Self {
        Self {
            id: topic.id.to_string(),
            url: site.absolute_entity(&EntityId::Topic(topic.id.clone())),
            name: topic.name.clone(),
            federal_leads: topic.federal_leads.clone(),
            state_leads: topic.state_leads.clone(),
            evidence: topic.evidence.clone(),
            services: site.portal.services_of_topic(&topic.id).len(),
            sample: topic.sample,
        }
    }
}

impl Sample for TopicRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for TopicRow {
    const NAME: &'static str = "themenfelder";
    const KEY: &'static str = "topics";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.topics.values().map(move |topic| Self::of(site, topic))
    }
}
