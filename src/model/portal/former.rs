//! Every entity that has a page, and the addresses that it had before.

use crate::model::{EntityId, FormerUrl, Portal, Source};

/// An address of former days.
#[derive(Debug, Clone)]
pub struct FormerAddress<'a> {
    /// As it was written.
    pub url: &'a FormerUrl,
    /// Whose it was.
    pub id: EntityId,
    /// The file that says so.
    pub source: &'a Source,
    /// Where in the file; none where the file is a list in which the entity has no known place.
    pub field: Option<String>,
}

impl Portal {
    /// The entities that have pages, but for chapters, with their files.
    pub fn sources(&self) -> impl Iterator<Item = (EntityId, &Source)> {
        self.entities().map(|entity| (entity.entity_id(), entity.source()))
    }

    /// The name that an entity began with, as far as its former addresses tell: what is renamed stays the same to those who
    /// have subscribed to it.
    pub fn first_name(&self, id: &EntityId) -> String {
        let naming = id.naming();
        let former = self
            .entity(id)
            .into_iter()
            .flat_map(|entity| entity.former_urls().to_vec());
        let names = former.filter_map(|url| {
            let name = url
                .as_str()
                .strip_prefix(naming.family)?
                .trim_end_matches('/')
                .to_owned();
            (naming.id)(&name)
                .is_ok_and(|former| !matches!(former, EntityId::Chapter(..)))
                .then_some(name)
        });
        names.into_iter().next().unwrap_or_else(|| id.name().into_owned())
    }

    /// All former addresses.
    pub fn former_addresses(&self) -> impl Iterator<Item = FormerAddress<'_>> {
        self.entities().flat_map(move |entity| {
            let id = entity.entity_id();
            let record = self.record_of(&id);
            let former = entity.former_urls().iter().enumerate();
            former.map(move |(index, url)| FormerAddress {
                url,
                id: id.clone(),
                source: entity.source(),
                field: record.as_ref().map(|record| format!("{record}/frueher/{index}")),
            })
        })
    }

    /// What stands before the fields of an entity in its file; none where that is not known.
    fn record_of(&self, id: &EntityId) -> Option<String> {
        match id {
            EntityId::Topic(id) => self.topics.get_index_of(id).map(|index| format!("/{index}")),
            EntityId::Authority(_) => None,
            _ => Some(String::new()),
        }
    }
}
