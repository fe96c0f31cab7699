//! Originals and their translations, side by side.

use std::sync::Arc;

use super::{Translatable, TranslatedById, Translation, TranslationMatch};
use crate::model::texts::text_record::{TextRecord, TextVisitor};
use crate::model::{Collection, EntityId, Portal, Source, TextKind};

/// A file of texts, and how it goes together with its original.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// What it is about; none for the settings of the portal.
    pub id: Option<EntityId>,
    /// The translation.
    pub path: &'a Arc<str>,
    /// The German file; none where there is none.
    pub original: Option<&'a Arc<str>>,
    /// What the two have in common.
    pub matched: TranslationMatch,
}

impl Portal {
    /// All files of a translation with their originals.
    pub fn pairs<'a>(&'a self, translation: &'a Translation) -> Vec<Pair<'a>> {
        let mut pairs = Vec::new();
        entities(
            &mut pairs,
            &self.ministries,
            &translation.ministries,
            |m| &m.source,
            EntityId::Ministry,
        );
        entities(
            &mut pairs,
            &self.topics,
            &translation.topics,
            |t| &t.source,
            EntityId::Topic,
        );
        entities(
            &mut pairs,
            &self.services,
            &translation.services,
            |s| &s.source,
            EntityId::Service,
        );
        for kind in TextKind::ALL {
            kind.with(AddPairs(&mut pairs, self, translation));
        }
        entities(
            &mut pairs,
            &self.guides,
            &translation.guides,
            |g| &g.source,
            EntityId::Guide,
        );
        pairs.extend(self.prose_pairs(translation));
        pairs
    }

    /// Texts that are files of their own: of services, and the chapters of guides.
    fn prose_pairs<'a>(&'a self, translation: &'a Translation) -> impl Iterator<Item = Pair<'a>> {
        let services = translation.service_prose.iter().map(|(id, prose)| {
            let original = self.services.get(id).and_then(|service| service.text.as_ref());
            Pair {
                id: Some(EntityId::Service(id.clone())),
                path: &prose.path,
                original: original.map(|prose| &prose.path),
                matched: TranslationMatch::default(),
            }
        });
        let chapters = translation.chapters.iter().map(|((guide, id), chapter)| {
            let chapters = self.guides.get(guide).into_iter().flat_map(|guide| &guide.chapters);
            let original = chapters.into_iter().find(|chapter| chapter.id == *id);
            Pair {
                id: Some(EntityId::Chapter(guide.clone(), id.clone())),
                path: &chapter.1.path,
                original: original.map(|chapter| &chapter.text.path),
                matched: TranslationMatch::default(),
            }
        });
        services.chain(chapters)
    }
}

/// Pairs of a kind.
struct AddPairs<'a, 'p>(&'p mut Vec<Pair<'a>>, &'a Portal, &'a Translation);

impl TextVisitor for AddPairs<'_, '_> {
    type Output = ();

    fn visit<T: TextRecord>(self) {
        entities(self.0, T::kept(self.1), T::translated(self.2), T::source, T::with_kind);
    }
}

fn entities<'a, K: Ord + Clone + std::hash::Hash, E: Translatable>(
    pairs: &mut Vec<Pair<'a>>,
    originals: &'a Collection<K, E>,
    translations: &'a TranslatedById<K, E::Texts>,
    source: impl Fn(&'a E) -> &'a Source,
    id: impl Fn(K) -> EntityId,
) {
    for (key, translated) in translations {
        let original = originals.get(key);
        pairs.push(Pair {
            id: Some(id(key.clone())),
            path: &translated.source.path,
            original: original.map(|original| &source(original).path),
            matched: original.map_or_else(TranslationMatch::default, |original| {
                original.in_translation(translated).1
            }),
        });
    }
}
