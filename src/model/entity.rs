//! What all kinds of entities have in common, so that what is said of every entity is said once: checks, menus of letters,
//! redirects, dates, languages.

use std::fmt::Debug;
use std::sync::Arc;

use crate::model::{
    Authority, Day, Document, EntityId, Guide, Ministry, MinistryId, Portal, Prose, Record, Service, ServiceId, Topic,
};

/// An entity of any kind. A kind says here, beside its type, what it has of that which kinds may have.
pub trait Entity: Record + Debug + Send + Sync {
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

    /// The services that it is about.
    fn services(&self) -> &[ServiceId] {
        &[]
    }

    /// What tells it apart from others of the same title: the day of an event that comes again.
    fn edition(&self) -> Option<Day> {
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

    fn search_words(&self) -> &[String] {
        &self.search_words
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

impl Portal {
    /// The authority that runs a municipality's administration for it: its office or joint municipality, or the
    /// municipality that administers it.
    pub fn office_of(&self, authority: &Authority) -> Option<&Arc<Authority>> {
        use crate::model::AuthorityKind::{JointMunicipality, Office};
        if let Some(id) = &authority.administered_by {
            return self.authorities.get(id);
        }
        let parent = self.authorities.get(authority.parent.as_ref()?)?;
        matches!(parent.kind, Office | JointMunicipality).then_some(parent)
    }
}
