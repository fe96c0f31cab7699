//! What all kinds of entities have in common, so that what is said of every entity is said once: checks, menus of letters,
//! redirects, dates, languages.

use std::sync::Arc;

use super::authority::Authority;
use super::contact::Document;
use super::id::{AuthorityId, InvalidId};
use super::lifecycle::Record;
use super::text::Prose;
use super::{
    ChapterId, Day, Event, EventId, Guide, GuideId, Ministry, MinistryId, Page, PageId, Portal, PressRelease,
    PressReleaseId, Service, ServiceId, Topic, TopicId,
};

/// The id of an entity with its kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityId {
    /// A ministry.
    Ministry(MinistryId),
    /// A topic area.
    Topic(TopicId),
    /// A service.
    Service(ServiceId),
    /// An authority.
    Authority(AuthorityId),
    /// An event.
    Event(EventId),
    /// A press release.
    PressRelease(PressReleaseId),
    /// A guide.
    Guide(GuideId),
    /// A chapter of a guide.
    Chapter(GuideId, ChapterId),
    /// A page.
    Page(PageId),
}

/// What the ids of a kind are called in links and addresses.
pub struct Naming {
    /// Stands before the colon of a link: `presse:2022-02-15-start`.
    pub word: &'static str,
    /// What the addresses of its pages begin with.
    pub family: &'static str,
    /// Reads an id of the kind.
    pub id: fn(&str) -> Result<EntityId, InvalidId>,
}

/// The kinds that links can name, each once.
#[rustfmt::skip]
pub const NAMINGS: [Naming; 8] = [
    Naming { word: "leistung", family: "/leistungen/", id: |id| id.parse().map(EntityId::Service) },
    Naming { word: "ressort", family: "/ressorts/", id: |id| id.parse().map(EntityId::Ministry) },
    Naming { word: "themenfeld", family: "/themenfelder/", id: |id| id.parse().map(EntityId::Topic) },
    Naming { word: "stelle", family: "/stellen/", id: |id| id.parse().map(EntityId::Authority) },
    Naming { word: "termin", family: "/termine/", id: |id| id.parse().map(EntityId::Event) },
    Naming { word: "presse", family: "/presse/", id: |id| id.parse().map(EntityId::PressRelease) },
    Naming { word: "leitfaden", family: "/leitfaeden/", id: guide_or_chapter },
    Naming { word: "seite", family: "/", id: |id| id.parse().map(EntityId::Page) },
];

/// `drei-schritte` or `drei-schritte/pilotbehoerden`
fn guide_or_chapter(text: &str) -> Result<EntityId, InvalidId> {
    match text.split_once('/') {
        Some((guide, chapter)) => Ok(EntityId::Chapter(guide.parse()?, chapter.parse()?)),
        None => text.parse().map(EntityId::Guide),
    }
}

impl EntityId {
    /// The name of its kind in the texts of the interface.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Ministry(_) => "ministry",
            Self::Topic(_) => "topic",
            Self::Service(_) => "service",
            Self::Authority(_) => "authority",
            Self::Event(_) => "event",
            Self::PressRelease(_) => "press",
            Self::Guide(_) => "guide",
            Self::Chapter(..) => "chapter",
            Self::Page(_) => "page",
        }
    }
}

/// An entity of any kind. A kind says here, beside its type, what it has of that which kinds may have.
pub trait Entity: Record {
    /// Its id with its kind.
    fn entity_id(&self) -> EntityId;

    /// Its title or name.
    fn title(&self) -> &str;

    /// One sentence about it.
    fn summary(&self) -> Option<&str> {
        None
    }

    /// What people call it.
    fn search_words(&self) -> &[String] {
        &[]
    }

    /// The text below its record.
    fn prose(&self) -> Option<&Prose> {
        None
    }

    /// The files that belong to it, and the field that lists them.
    fn documents(&self) -> (&'static str, &[Document]) {
        ("dokumente", &[])
    }

    /// Whose it is.
    fn ministry(&self) -> Option<&MinistryId> {
        None
    }

    /// The day of the last change that it tells of itself.
    fn told_change(&self) -> Option<Day> {
        None
    }
}

impl Entity for Ministry {
    fn entity_id(&self) -> EntityId {
        EntityId::Ministry(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.name
    }

    fn ministry(&self) -> Option<&MinistryId> {
        Some(&self.id)
    }
}

impl Entity for Topic {
    fn entity_id(&self) -> EntityId {
        EntityId::Topic(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.name
    }
}

impl Entity for Service {
    fn entity_id(&self) -> EntityId {
        EntityId::Service(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        Some(&self.summary)
    }

    fn search_words(&self) -> &[String] {
        &self.search_words
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn documents(&self) -> (&'static str, &[Document]) {
        ("dokumente", &self.documents)
    }

    fn ministry(&self) -> Option<&MinistryId> {
        Some(&self.ministry)
    }

    fn told_change(&self) -> Option<Day> {
        self.reviewed_on
    }
}

impl Entity for Authority {
    fn entity_id(&self) -> EntityId {
        EntityId::Authority(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.name
    }
}

impl Entity for Event {
    fn entity_id(&self) -> EntityId {
        EntityId::Event(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn documents(&self) -> (&'static str, &[Document]) {
        ("unterlagen", &self.documents)
    }

    fn ministry(&self) -> Option<&MinistryId> {
        self.ministry.as_ref()
    }

    fn told_change(&self) -> Option<Day> {
        self.publish_from
    }
}

impl Entity for PressRelease {
    fn entity_id(&self) -> EntityId {
        EntityId::PressRelease(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn documents(&self) -> (&'static str, &[Document]) {
        ("anhaenge", &self.documents)
    }

    fn ministry(&self) -> Option<&MinistryId> {
        self.ministry.as_ref()
    }

    fn told_change(&self) -> Option<Day> {
        Some(self.date)
    }
}

impl Entity for Guide {
    fn entity_id(&self) -> EntityId {
        EntityId::Guide(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        Some(&self.summary)
    }

    fn search_words(&self) -> &[String] {
        &self.search_words
    }

    fn documents(&self) -> (&'static str, &[Document]) {
        ("dokumente", &self.documents)
    }

    fn told_change(&self) -> Option<Day> {
        self.as_of
    }
}

impl Entity for Page {
    fn entity_id(&self) -> EntityId {
        EntityId::Page(self.id.clone())
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    fn search_words(&self) -> &[String] {
        &self.search_words
    }

    fn prose(&self) -> Option<&Prose> {
        self.text.as_ref()
    }

    fn told_change(&self) -> Option<Day> {
        self.as_of
    }
}

impl Portal {
    /// All entities, kind by kind; chapters are part of their guides.
    pub fn entities(&self) -> impl Iterator<Item = &dyn Entity> {
        fn of<T: Entity>(entity: &Arc<T>) -> &dyn Entity {
            &**entity
        }
        let offer = self.services.values().map(of);
        let offer = offer
            .chain(self.ministries.values().map(of))
            .chain(self.topics.values().map(of));
        let texts = self.guides.values().map(of).chain(self.pages.values().map(of));
        let news = self.events.values().map(of).chain(self.press_releases.values().map(of));
        let authorities = self.authorities.values().chain(self.former_authorities.values());
        offer.chain(texts).chain(news).chain(authorities.map(of))
    }

    /// An entity; a chapter is not one, and has none.
    pub fn entity(&self, id: &EntityId) -> Option<&dyn Entity> {
        fn of<T: Entity>(entity: Option<&Arc<T>>) -> Option<&dyn Entity> {
            entity.map(|entity| &**entity as &dyn Entity)
        }
        match id {
            EntityId::Ministry(id) => of(self.ministries.get(id)),
            EntityId::Topic(id) => of(self.topics.get(id)),
            EntityId::Service(id) => of(self.services.get(id)),
            EntityId::Authority(id) => of(self.authority(id)),
            EntityId::Event(id) => of(self.events.get(id)),
            EntityId::PressRelease(id) => of(self.press_releases.get(id)),
            EntityId::Guide(id) => of(self.guides.get(id)),
            EntityId::Page(id) => of(self.pages.get(id)),
            EntityId::Chapter(..) => None,
        }
    }

    /// Whether the portal holds the entity.
    pub fn contains(&self, id: &EntityId) -> bool {
        match id {
            EntityId::Chapter(guide, id) => self
                .guides
                .get(guide)
                .is_some_and(|guide| guide.chapters.iter().any(|chapter| chapter.id == *id)),
            _ => self.entity(id).is_some(),
        }
    }

    /// The authority that runs a municipality's administration for it: its office or joint municipality, or the
    /// municipality that administers it.
    pub fn office_of(&self, authority: &Authority) -> Option<&Arc<Authority>> {
        use super::AuthorityKind::{JointMunicipality, Office};
        if let Some(id) = &authority.administered_by {
            return self.authorities.get(id);
        }
        let parent = self.authorities.get(authority.parent.as_ref()?)?;
        matches!(parent.kind, Office | JointMunicipality).then_some(parent)
    }
}
