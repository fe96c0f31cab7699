//! Puts translated texts over German entities.

use super::texts::{GuideTexts, MinistryTexts, ServiceTexts, SettingsTexts, TopicTexts};
use super::{Translatable, Translated, TranslatedById, Translation, TranslationMatch};
use crate::model::texts::text_record::{TextRecord, TextVisitor};
use crate::model::{
    Contents, Document, Guide, Language, Link, Markdown, Ministry, Prose, Service, Settings, TextKind, Topic,
};
use std::collections::HashSet;
use std::sync::Arc;

impl Contents {
    /// The same contents with their texts in another language; what has no translation is shared and stays German.
    pub fn in_language(&self, language: &Language) -> Self {
        let none = Translation::default();
        let translation = self.translations.get(language).unwrap_or(&none);
        let mut contents = self.clone();
        let mut texts = HashSet::new();
        contents.language = Some(language.clone());
        if let Some(translated) = &translation.settings {
            contents.settings = Arc::new(put(&mut texts, self.settings.in_translation(translated)));
        }
        contents.synonyms = translation.synonyms.clone().unwrap_or_default();
        lay_over(&mut contents.ministries, &translation.ministries, |m| &m.id, &mut texts);
        lay_over(&mut contents.topics, &translation.topics, |t| &t.id, &mut texts);
        lay_over(&mut contents.services, &translation.services, |s| &s.id, &mut texts);
        lay_over(&mut contents.guides, &translation.guides, |g| &g.id, &mut texts);
        for kind in TextKind::ALL {
            kind.with(LayOver(&mut contents, translation, &mut texts));
        }
        contents.lay_service_prose(translation);
        contents.lay_chapters(translation, &mut texts);
        contents.texts_in_language = Arc::new(texts);
        contents
    }

    fn lay_service_prose(&mut self, translation: &Translation) {
        for service in &mut self.services {
            if let Some(prose) = translation.service_prose.get(&service.id) {
                Arc::make_mut(service).text = Some(Prose::clone(prose));
            }
        }
    }

    fn lay_chapters(&mut self, translation: &Translation, texts: &mut HashSet<String>) {
        let guides: HashSet<_> = translation.chapters.keys().map(|(guide, _)| guide).collect();
        for guide in self.guides.iter_mut().filter(|guide| guides.contains(&guide.id)) {
            let guide = Arc::make_mut(guide);
            for chapter in &mut guide.chapters {
                let key = (guide.id.clone(), chapter.id.clone());
                if let Some(translated) = translation.chapters.get(&key) {
                    let (title, prose) = &**translated;
                    texts.insert(title.clone());
                    chapter.title.clone_from(title);
                    chapter.text = prose.clone();
                }
            }
        }
    }
}

/// Lays the texts of a kind over its records.
struct LayOver<'a>(&'a mut Contents, &'a Translation, &'a mut HashSet<String>);

impl TextVisitor for LayOver<'_> {
    type Output = ();

    fn visit<T: TextRecord>(self) {
        lay_over(T::loaded_mut(self.0), T::translated(self.1), T::id, self.2);
    }
}

fn lay_over<K: Ord, E: Translatable>(
    entities: &mut [Arc<E>],
    translations: &TranslatedById<K, E::Texts>,
    id: impl Fn(&E) -> &K,
    texts: &mut HashSet<String>,
) {
    if translations.is_empty() {
        return;
    }
    for entity in entities {
        if let Some(translated) = translations.get(id(entity)) {
            *entity = Arc::new(put(texts, entity.in_translation(translated)));
        }
    }
}

fn put<E>(texts: &mut HashSet<String>, (entity, matched): (E, TranslationMatch)) -> E {
    texts.extend(matched.texts);
    entity
}

fn markdown(markdown: &mut Option<Markdown>) -> Option<&mut String> {
    markdown.as_mut().map(|markdown| &mut markdown.0)
}

fn translated(markdown: &Option<Markdown>) -> Option<&String> {
    markdown.as_ref().map(|markdown| &markdown.0)
}

pub(in crate::model) fn titles(documents: &mut [Document]) -> impl Iterator<Item = &mut String> {
    documents.iter_mut().map(|document| &mut document.title)
}

fn link_titles(links: &mut [Link]) -> impl Iterator<Item = &mut String> {
    links.iter_mut().map(|link| &mut link.title)
}

/// Search words have no counterparts: each language has its own. Without any, the German ones still help.
pub(in crate::model) fn search_words(words: &mut Vec<String>, translated: &[String], matched: &mut TranslationMatch) {
    if !translated.is_empty() {
        translated.clone_into(words);
        matched.texts.extend_from_slice(translated);
    }
}

impl Translatable for Settings {
    type Texts = SettingsTexts;

    fn match_texts(&mut self, texts: &SettingsTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), texts.title.as_ref());
        matched.text("/untertitel", self.subtitle.as_mut(), texts.subtitle.as_ref());
        matched.text("/beschreibung", Some(&mut self.description), texts.description.as_ref());
        let (state, publisher) = (&mut self.state, &mut self.publisher);
        matched.text("/land/name", Some(&mut state.name), texts.state.name.as_ref());
        matched.text(
            "/herausgeber/name",
            Some(&mut publisher.name),
            texts.publisher.name.as_ref(),
        );
        matched.text("/begruessung", markdown(&mut self.welcome), translated(&texts.welcome));
        let (sources, texts) = (&mut self.sources, &texts.sources);
        matched.text(
            "/quellen/verzeichnis",
            markdown(&mut sources.directory),
            translated(&texts.directory),
        );
        matched.text(
            "/quellen/katalog",
            markdown(&mut sources.catalogue),
            translated(&texts.catalogue),
        );
        matched.text("/quellen/karten", markdown(&mut sources.maps), translated(&texts.maps));
    }

    fn note_origin(&mut self, _: &Translated<SettingsTexts>, _: &mut TranslationMatch) {}
}

/// What every kind of record does alike: it notes the file, and takes the prose if there is one. In a list of fields, `/text`
/// stands for the text below the front matter.
macro_rules! notes_source {
    () => {
        fn note_origin(
            &mut self,
            translated: &$crate::model::Translated<Self::Texts>,
            _: &mut $crate::model::TranslationMatch,
        ) {
            self.translation = Some(translated.source.clone());
        }
    };
    (with prose) => {
        fn note_origin(
            &mut self,
            translated: &$crate::model::Translated<Self::Texts>,
            matched: &mut $crate::model::TranslationMatch,
        ) {
            self.translation = Some(translated.source.clone());
            match (&self.text, &translated.prose) {
                (Some(_), None) => matched.missing.push("/text"),
                (_, Some(prose)) => self.text = Some(prose.clone()),
                (None, None) => {}
            }
        }
    };
}

pub(in crate::model) use notes_source;

impl Translatable for Ministry {
    type Texts = MinistryTexts;

    fn match_texts(&mut self, texts: &MinistryTexts, matched: &mut TranslationMatch) {
        matched.text("/name", Some(&mut self.name), Some(&texts.name));
        matched.text("/text", markdown(&mut self.text), translated(&texts.text));
    }

    notes_source!();
}

impl Translatable for Topic {
    type Texts = TopicTexts;

    fn match_texts(&mut self, texts: &TopicTexts, matched: &mut TranslationMatch) {
        matched.text("/name", Some(&mut self.name), Some(&texts.name));
        matched.text("/text", markdown(&mut self.text), translated(&texts.text));
        search_words(&mut self.search_words, &texts.search_words, matched);
    }

    notes_source!();
}

impl Translatable for Service {
    type Texts = ServiceTexts;

    fn match_texts(&mut self, texts: &ServiceTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), Some(&texts.title));
        matched.text("/kurz", Some(&mut self.summary), Some(&texts.summary));
        search_words(&mut self.search_words, &texts.search_words, matched);
        answers(self, texts, matched);
        let information = self.initial_information.iter_mut().filter_map(|one| one.text.as_mut());
        matched.list("/erstinformation", information, &texts.initial_information);
        let lessons = self
            .piloting
            .as_mut()
            .and_then(|piloting| markdown(&mut piloting.lessons));
        matched.text("/erfahrungen", lessons, translated(&texts.lessons));
        // A translation of the older form fits the tasks that have got the new one: their order is the same.
        let said_as_rollout = self.rollout.is_none() && !self.onboarding.is_empty() && texts.onboarding.is_empty();
        let older: &[String] = if said_as_rollout { &[] } else { &texts.rollout };
        let tasks = self.rollout.iter_mut().flat_map(|rollout| {
            [
                &mut rollout.description,
                &mut rollout.online_service,
                &mut rollout.portal_network,
                &mut rollout.publicity,
            ]
        });
        let tasks = tasks.filter_map(|task| task.as_mut()?.text.as_mut());
        matched.list("/rollout", tasks, older);
        let tasks = self.onboarding.iter_mut().filter_map(|task| task.text.as_mut());
        match said_as_rollout {
            true => matched.list("/rollout", tasks, &texts.rollout),
            false => matched.list("/onboarding", tasks, &texts.onboarding),
        }
        let order = self.order.as_mut().and_then(|order| markdown(&mut order.text));
        matched.text("/bestellung", order, translated(&texts.order));
        let keys = self.key_states.iter_mut().filter_map(|key| key.title.as_mut());
        matched.list("/leika_stand", keys, &texts.key_states);
        let task = self.participation.as_mut().map(|call| &mut call.task);
        matched.text("/aufgabe", task, texts.task.as_ref());
        matched.list("/dokumente", titles(&mut self.documents), &texts.documents);
        matched.list("/links", link_titles(&mut self.links), &texts.links);
    }

    notes_source!();
}

fn answers(service: &mut Service, texts: &ServiceTexts, matched: &mut TranslationMatch) {
    let (answers, texts) = (&mut service.answers, &texts.answers);
    let state_of_play = markdown(&mut answers.state_of_play);
    matched.text("/auskunft/sachstand", state_of_play, translated(&texts.state_of_play));
    let steps = answers.next_steps.iter_mut().flatten().map(|step| &mut step.title);
    matched.list("/auskunft/naechste_schritte", steps, &texts.next_steps);
    let law = answers.law.as_mut().and_then(|law| markdown(&mut law.text));
    matched.text("/auskunft/fachrecht", law, translated(&texts.law));
    let costs = answers.costs.as_mut();
    let borne_by = texts.borne_by.as_ref();
    match costs {
        Some(costs) => {
            matched.text("/auskunft/kosten", markdown(&mut costs.text), translated(&texts.costs));
            // Who pays is said by the amounts then, and needs no sentence.
            let borne_by = borne_by.filter(|_| costs.borne_by.is_some() || costs.entries.is_empty());
            matched.text("/auskunft/kosten_traeger", costs.borne_by.as_mut(), borne_by);
        }
        None => {
            matched.text("/auskunft/kosten", None, translated(&texts.costs));
            matched.text("/auskunft/kosten_traeger", None, borne_by);
        }
    }
}

impl Translatable for Guide {
    type Texts = GuideTexts;

    fn match_texts(&mut self, texts: &GuideTexts, matched: &mut TranslationMatch) {
        matched.text("/titel", Some(&mut self.title), Some(&texts.title));
        matched.text("/kurz", Some(&mut self.summary), Some(&texts.summary));
        search_words(&mut self.search_words, &texts.search_words, matched);
        matched.list("/dokumente", titles(&mut self.documents), &texts.documents);
        let origin = self.origin.as_mut().map(|origin| &mut origin.title);
        matched.text("/quelle", origin, texts.origin.as_ref());
    }

    notes_source!();
}
