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
        let mut names = former.filter_map(|url| Some(naming.entity_at(url.as_str())?.name().into_owned()));
        names.next().unwrap_or_else(|| id.name().into_owned())
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

    /// The addresses at which entities had their pages under another name, as the portal itself gave them, with the entities as they
    /// are called now. What lay below such a page lies below theirs.
    pub fn former_pages(&self) -> impl Iterator<Item = (String, FormerAddress<'_>)> {
        self.former_addresses().filter_map(|former| {
            let path = former.url.path();
            former.id.naming().entity_at(&path)?;
            let page = format!("{}/", path.trim_end_matches('/'));
            former.url.query().is_none().then_some((page, former))
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
