//! Files with the texts of another language: `leistung.en.yaml` beside `leistung.yaml`.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::kind::Kind;
use super::record;
use super::text_file::{chapter, invalid_name, with_text};
use crate::diagnostics::Diagnostic;
use crate::model::{
    ChapterId, GuideId, GuideTexts, Language, MinistryId, MinistryTexts, Prose, ServiceId, ServiceTexts, SettingsTexts,
    Source, Synonyms, TextRecord, TextVisitor, TextsOf, TopicTexts, Translated, TranslatedFile, Translation,
};

/// What one file adds to a translation.
#[derive(Debug, Clone)]
pub(super) enum Part {
    Settings(Arc<Translated<SettingsTexts>>),
    Synonyms(Arc<Synonyms>),
    Topics(Vec<Arc<Translated<TopicTexts>>>),
    Ministry(MinistryId, Arc<Translated<MinistryTexts>>),
    Service(ServiceId, Arc<Translated<ServiceTexts>>),
    ServiceText(ServiceId, Arc<Prose>),
    Guide(GuideId, Arc<Translated<GuideTexts>>),
    Chapter(GuideId, ChapterId, Arc<(String, Prose)>),
    Text(Arc<dyn TranslatedFile>),
    /// No kind that can be translated.
    Nothing,
}

/// Reads a file of texts; `kind` is the part that its German original plays.
pub(super) fn parse(
    text: &str,
    path: &Arc<str>,
    kind: Kind,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Part, Vec<Diagnostic>> {
    Ok(match kind {
        Kind::Settings => Part::Settings(texts(text, path, doubts)?),
        Kind::Synonyms => Part::Synonyms(Arc::new(strict(record::parse(text, path, 1, doubts), path)?)),
        Kind::Topics => Part::Topics(topics(text, path, doubts)?),
        Kind::Ministry(id) => Part::Ministry(id, texts(text, path, doubts)?),
        Kind::Service(id) => Part::Service(id, texts(text, path, doubts)?),
        Kind::ServiceText(id) => Part::ServiceText(
            id,
            Arc::new(Prose {
                markdown: text.into(),
                path: path.clone(),
                first_line: 1,
            }),
        ),
        Kind::Guide(id) => Part::Guide(id, texts(text, path, doubts)?),
        Kind::Chapter(guide, _, id) => Part::Chapter(guide, id, Arc::new(chapter(text, path)?)),
        Kind::Text(kind, id) => Part::Text(kind.with(ReadTexts {
            text,
            path,
            name: &id.name(),
            doubts,
        })?),
        Kind::Reuse(_)
        | Kind::Usage(_)
        | Kind::Boundaries(_)
        | Kind::Template(..)
        | Kind::Authorities
        | Kind::OtherBodies
        | Kind::Translation(..)
        | Kind::Attachment
        | Kind::Debris
        | Kind::Unrecognised => Part::Nothing,
    })
}

fn source(path: &Arc<str>) -> Source {
    Source { path: path.clone() }
}

fn texts<T: DeserializeOwned + JsonSchema>(
    text: &str,
    path: &Arc<str>,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Arc<Translated<T>>, Vec<Diagnostic>> {
    Ok(Arc::new(Translated {
        texts: strict(record::parse(text, path, 1, doubts), path)?,
        prose: None,
        source: source(path),
    }))
}

fn texts_with_prose<T: DeserializeOwned + JsonSchema>(
    text: &str,
    path: &Arc<str>,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Arc<Translated<T>>, Vec<Diagnostic>> {
    let (texts, prose) = strict(with_text(text, path, doubts), path)?;
    Ok(Arc::new(Translated {
        texts,
        prose,
        source: source(path),
    }))
}

/// Reads the texts of a record that is one Markdown file.
struct ReadTexts<'a> {
    text: &'a str,
    path: &'a Arc<str>,
    name: &'a str,
    doubts: &'a mut Vec<Diagnostic>,
}

impl TextVisitor for ReadTexts<'_> {
    type Output = Result<Arc<dyn TranslatedFile>, Vec<Diagnostic>>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        let id = self
            .name
            .parse()
            .map_err(|invalid| vec![invalid_name(self.path, &invalid)])?;
        let texts = texts_with_prose(self.text, self.path, self.doubts)?;
        Ok(Arc::new(TextsOf::<T> { id, texts }))
    }
}

fn topics(
    text: &str,
    path: &Arc<str>,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Vec<Arc<Translated<TopicTexts>>>, Vec<Diagnostic>> {
    let topics: Vec<TopicTexts> = strict(record::parse(text, path, 1, doubts), path)?;
    let translated = |texts| {
        Arc::new(Translated {
            texts,
            prose: None,
            source: source(path),
        })
    };
    Ok(topics.into_iter().map(translated).collect())
}

/// A field that the German file knows and a translation does not is no typing error: it is said once, for all languages.
fn strict<T>(outcome: Result<T, Vec<Diagnostic>>, path: &str) -> Result<T, Vec<Diagnostic>> {
    outcome.map_err(|problems| {
        let explain = |problem: Diagnostic| match (problem.code, &problem.help) {
            ("unbekanntes-feld", Some(help)) => {
                let original = Language::original_of(path).unwrap_or_default();
                let original = original.rsplit('/').next().unwrap_or_default();
                let help =
                    format!("{help} Eine Übersetzung enthält nur Texte; alles andere steht in {original} und gilt für alle Sprachen.");
                problem.with_help(help)
            }
            _ => problem,
        };
        problems.into_iter().map(explain).collect()
    })
}

impl Part {
    /// Puts the texts into the translation that they belong to.
    pub fn add_to(&self, translation: &mut Translation) {
        match self {
            Self::Settings(texts) => translation.settings = Some(texts.clone()),
            Self::Synonyms(synonyms) => translation.synonyms = Some(synonyms.clone()),
            Self::Topics(topics) => translation
                .topics
                .extend(topics.iter().map(|topic| (topic.texts.id.clone(), topic.clone()))),
            Self::Ministry(id, texts) => drop(translation.ministries.insert(id.clone(), texts.clone())),
            Self::Service(id, texts) => drop(translation.services.insert(id.clone(), texts.clone())),
            Self::ServiceText(id, prose) => drop(translation.service_prose.insert(id.clone(), prose.clone())),
            Self::Guide(id, texts) => drop(translation.guides.insert(id.clone(), texts.clone())),
            Self::Chapter(guide, id, chapter) => {
                drop(
                    translation
                        .chapters
                        .insert((guide.clone(), id.clone()), chapter.clone()),
                );
            }
            Self::Text(texts) => texts.add_to(translation),
            Self::Nothing => {}
        }
    }
}
