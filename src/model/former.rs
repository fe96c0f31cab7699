//! Every entity that has a page, and the addresses that it had before.

use super::{EntityId, FormerUrl, Portal, Source};

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

/// An entity with a page of its own.
struct Paged<'a> {
    id: EntityId,
    source: &'a Source,
    former: &'a [FormerUrl],
    /// What stands before its fields; none where that is not known.
    record: Option<String>,
}

impl Portal {
    /// The entities that have pages, but for chapters, with their files.
    pub fn sources(&self) -> impl Iterator<Item = (EntityId, &Source)> {
        self.paged().map(|entity| (entity.id, entity.source))
    }

    /// All former addresses.
    pub fn former_addresses(&self) -> impl Iterator<Item = FormerAddress<'_>> {
        self.paged().flat_map(|entity| {
            let of_entity = entity.former.iter().enumerate();
            of_entity.map(move |(index, url)| FormerAddress {
                url,
                id: entity.id.clone(),
                source: entity.source,
                field: entity.record.as_ref().map(|record| format!("{record}/frueher/{index}")),
            })
        })
    }

    fn paged(&self) -> impl Iterator<Item = Paged<'_>> {
        macro_rules! paged {
            ($collection:ident, $kind:ident) => {
                self.$collection.values().map(|entity| Paged {
                    id: EntityId::$kind(entity.id.clone()),
                    source: &entity.source,
                    former: &entity.former_urls,
                    record: Some(String::new()),
                })
            };
        }
        let topics = paged!(topics, Topic).enumerate().map(|(index, topic)| Paged {
            record: Some(format!("/{index}")),
            ..topic
        });
        let authorities = paged!(authorities, Authority).chain(paged!(former_authorities, Authority));
        let authorities = authorities.map(|authority| Paged {
            record: None,
            ..authority
        });
        paged!(services, Service)
            .chain(paged!(ministries, Ministry))
            .chain(topics)
            .chain(authorities)
            .chain(paged!(events, Event))
            .chain(paged!(press_releases, PressRelease))
            .chain(paged!(guides, Guide))
            .chain(paged!(pages, Page))
    }
}
