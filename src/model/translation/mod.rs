//! The texts of a portal in another language. A translation lies over the German entities: it holds texts and nothing
//! else, so that no figure and no date can differ between the languages.

mod overlay;
mod pairs;
mod texts;
mod translation_match;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{
    ChapterId, EntityId, EventId, EventTexts, GuideId, MinistryId, PageId, PageTexts, PressReleaseId,
    PressReleaseTexts, Prose, ServiceId, Source, Synonyms, TextKind, TextRecord, TextVisitor, TopicId,
};

pub(super) use overlay::{notes_source, search_words, titles};
pub use pairs::Pair;
pub(super) use texts::texts;
pub use texts::{
    AnswerTexts, GuideTexts, MinistryTexts, PublisherTexts, ServiceTexts, SettingsTexts, SourceTexts, StateTexts,
    TopicTexts,
};
pub use translation_match::{TranslationMatch, Uneven};

/// The texts of one file, and the prose that comes with them.
#[derive(Debug, Clone)]
pub struct Translated<T> {
    /// The texts of the record.
    pub texts: T,
    /// Text below the front matter.
    pub prose: Option<Prose>,
    /// The file.
    pub source: Source,
}

/// All translations of one kind, by the ids of their originals.
pub type TranslatedById<K, T> = BTreeMap<K, Arc<Translated<T>>>;

/// All texts of a portal in one language.
#[derive(Debug, Clone, Default)]
pub struct Translation {
    /// `portal.<language>.yaml`
    pub settings: Option<Arc<Translated<SettingsTexts>>>,
    /// `synonyme.<language>.yaml`
    pub synonyms: Option<Arc<Synonyms>>,
    /// `ressorts/<id>.<language>.yaml`
    pub ministries: TranslatedById<MinistryId, MinistryTexts>,
    /// `themenfelder.<language>.yaml`
    pub topics: TranslatedById<TopicId, TopicTexts>,
    /// `leistungen/<id>/leistung.<language>.yaml`
    pub services: TranslatedById<ServiceId, ServiceTexts>,
    /// `leistungen/<id>/text.<language>.md`
    pub service_prose: BTreeMap<ServiceId, Arc<Prose>>,
    /// `termine/<id>.<language>.md`
    pub events: TranslatedById<EventId, EventTexts>,
    /// `presse/<id>.<language>.md`
    pub press_releases: TranslatedById<PressReleaseId, PressReleaseTexts>,
    /// `leitfaeden/<id>/leitfaden.<language>.yaml`
    pub guides: TranslatedById<GuideId, GuideTexts>,
    /// `leitfaeden/<id>/01-<id>.<language>.md`: title and text.
    pub chapters: BTreeMap<(GuideId, ChapterId), Arc<(String, Prose)>>,
    /// `seiten/<id>.<language>.md`
    pub pages: TranslatedById<PageId, PageTexts>,
}

/// An entity whose texts can be put into another language.
pub trait Translatable: Clone {
    /// Its texts.
    type Texts;

    /// Puts the translated texts into the place of the German ones.
    fn match_texts(&mut self, texts: &Self::Texts, matched: &mut TranslationMatch);

    /// Notes where the texts came from, and takes the prose that came with them.
    fn note_origin(&mut self, translated: &Translated<Self::Texts>, matched: &mut TranslationMatch);

    /// The entity in the other language, and how the two went together.
    fn in_translation(&self, translated: &Translated<Self::Texts>) -> (Self, TranslationMatch) {
        let mut entity = self.clone();
        let mut matched = TranslationMatch::default();
        entity.match_texts(&translated.texts, &mut matched);
        entity.note_origin(translated, &mut matched);
        (entity, matched)
    }
}

impl Translation {
    /// The texts below the fields of records that are one Markdown file each.
    pub fn record_prose(&self) -> impl Iterator<Item = &Prose> {
        TextKind::ALL.into_iter().flat_map(|kind| kind.with(AllProse(self)))
    }

    /// The text below the fields of such a record.
    pub fn prose_of(&self, id: &EntityId) -> Option<&Prose> {
        id.naming().text_kind()?.with(ProseOf(self, &id.name()))
    }
}

/// The texts below the fields of a kind.
struct AllProse<'a>(&'a Translation);

impl<'a> TextVisitor for AllProse<'a> {
    type Output = Box<dyn Iterator<Item = &'a Prose> + 'a>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        let texts = T::translated(self.0).values();
        Box::new(texts.filter_map(|texts| texts.prose.as_ref()))
    }
}

/// The text below the fields of a record, by its id.
struct ProseOf<'a, 'n>(&'a Translation, &'n str);

impl<'a> TextVisitor for ProseOf<'a, '_> {
    type Output = Option<&'a Prose>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        T::translated(self.0).get(self.1)?.prose.as_ref()
    }
}
