//! A reference to any entity of the portal.

use super::{
    ChapterId, EventId, GuideId, MinistryId, PageId, Portal, PressReleaseId, ServiceId, TopicId, authority::Authority,
    id::AuthorityId,
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

impl Portal {
    /// Whether the portal holds the entity.
    pub fn contains(&self, id: &EntityId) -> bool {
        match id {
            EntityId::Ministry(id) => self.ministries.contains_key(id),
            EntityId::Topic(id) => self.topics.contains_key(id),
            EntityId::Service(id) => self.services.contains_key(id),
            EntityId::Authority(id) => self.authorities.contains_key(id),
            EntityId::Event(id) => self.events.contains_key(id),
            EntityId::PressRelease(id) => self.press_releases.contains_key(id),
            EntityId::Guide(id) => self.guides.contains_key(id),
            EntityId::Chapter(guide, id) => self
                .guides
                .get(guide)
                .is_some_and(|guide| guide.chapters.iter().any(|chapter| chapter.id == *id)),
            EntityId::Page(id) => self.pages.contains_key(id),
        }
    }

    /// The authority that a municipality belongs to: its office or joint municipality, if it has one.
    pub fn office_of(&self, authority: &Authority) -> Option<&std::sync::Arc<Authority>> {
        use super::AuthorityKind::{JointMunicipality, Office};
        let parent = self.authorities.get(authority.parent.as_ref()?)?;
        matches!(parent.kind, Office | JointMunicipality).then_some(parent)
    }
}
