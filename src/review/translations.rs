//! What is not translated yet, and which translations are older than their originals.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use serde::Serialize;

use crate::model::{Day, EntityId, Language, Lifecycle, Pair, Portal, Translatable, Translation};

/// The state of all translations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranslationReport {
    /// The reference date.
    pub as_of: Day,
    /// Each language with what is to be done in it.
    pub languages: Vec<LanguageReport>,
}

/// The state of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LanguageReport {
    /// Its code.
    pub language: String,
    /// Whether the portal publishes it.
    pub published: bool,
    /// German files that could be translated.
    pub originals: usize,
    /// … of which are.
    pub translated: usize,
    /// Translations whose original has changed since; only where git knows both days.
    pub older: Vec<Older>,
    /// Translations that leave texts of the original out.
    pub incomplete: Vec<Incomplete>,
    /// German files without a translation. Leichte Sprache leaves out what it likes, so there it is empty.
    pub missing: Vec<String>,
}

/// A translation that may no longer say what the original says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Older {
    /// The translation.
    pub path: String,
    /// When it last changed.
    pub changed: Day,
    /// When the original last changed.
    pub original_changed: Day,
}

/// A translation with gaps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incomplete {
    /// The translation.
    pub path: String,
    /// The fields whose German text shows through.
    pub fields: Vec<String>,
}

/// Compares all originals with their translations. What is no longer or not yet public needs none.
pub fn translations(portal: &Portal) -> TranslationReport {
    let mut languages: Vec<&Language> = portal.settings.languages.iter().collect();
    languages.extend(
        portal
            .translations
            .keys()
            .filter(|code| !portal.settings.languages.contains(code)),
    );
    let none = Translation::default();
    let of_language = |language: &Language| {
        let translation = portal.translations.get(language).unwrap_or(&none);
        report(portal, language, translation)
    };
    TranslationReport {
        as_of: portal.as_of,
        languages: languages.into_iter().map(of_language).collect(),
    }
}

fn report(portal: &Portal, language: &Language, translation: &Translation) -> LanguageReport {
    let originals = originals(portal, language);
    let mut found: BTreeMap<&str, (&str, Vec<&'static str>)> = BTreeMap::new();
    let settings = translation.settings.as_ref().map(|texts| {
        let (_, matched) = portal.settings.in_translation(texts);
        (&*texts.source.path, matched.missing)
    });
    found.extend(settings.map(|found| (SETTINGS, found)));
    let pairs = portal.pairs(translation);
    for Pair {
        path,
        original,
        matched,
        ..
    } in &pairs
    {
        let Some(original) = original else { continue };
        let entry = found.entry(original).or_insert((path, Vec::new()));
        entry.1.extend(matched.missing.iter().copied());
    }
    found.retain(|original, _| originals.contains(*original));
    LanguageReport {
        language: language.to_string(),
        published: portal.settings.languages.contains(language),
        originals: originals.len(),
        translated: found.len(),
        older: found
            .iter()
            .filter_map(|(original, (path, _))| older(portal, original, path))
            .collect(),
        incomplete: found
            .values()
            .filter_map(|(path, fields)| incomplete(language, path, fields))
            .collect(),
        missing: match language.is_easy() {
            true => Vec::new(),
            false => originals
                .iter()
                .filter(|path| !found.contains_key(&***path))
                .map(ToString::to_string)
                .collect(),
        },
    }
}

const SETTINGS: &str = "content/portal.yaml";

/// The German files that readers see, by path.
fn originals(portal: &Portal, language: &Language) -> BTreeSet<Arc<str>> {
    let is_public = |lifecycle: Lifecycle| lifecycle.is_public(portal.as_of, false);
    let mut paths = BTreeSet::from([Arc::from(SETTINGS)]);
    for entity in portal.entities().filter(|entity| is_public(entity.lifecycle())) {
        let id = entity.entity_id();
        let is_page = matches!(id, EntityId::Page(_));
        // Authorities have names, which are not translated; Leichte Sprache has pages of its own and nothing else.
        if matches!(id, EntityId::Authority(_)) || (language.is_easy() && !is_page) {
            continue;
        }
        paths.insert(entity.source().path.clone());
        paths.extend(entity.prose().map(|prose| prose.path.clone()));
        if let EntityId::Guide(id) = &id {
            let chapters = portal.guides.get(id).into_iter().flat_map(|guide| &guide.chapters);
            paths.extend(chapters.map(|chapter| chapter.text.path.clone()));
        }
    }
    paths
}

fn older(portal: &Portal, original: &str, path: &str) -> Option<Older> {
    let history = &portal.history;
    let (changed, original_changed) = (
        history.last_change_of_file(path)?,
        history.last_change_of_file(original)?,
    );
    (original_changed > changed).then(|| Older {
        path: path.to_owned(),
        changed,
        original_changed,
    })
}

fn incomplete(language: &Language, path: &str, fields: &[&'static str]) -> Option<Incomplete> {
    // Pages in Leichte Sprache are written anew and leave out what they like.
    (!fields.is_empty() && !language.is_easy()).then(|| Incomplete {
        path: path.to_owned(),
        fields: fields
            .iter()
            .map(|field| field.trim_start_matches('/').replace('/', "."))
            .collect(),
    })
}

/// The report as JSON.
pub fn render_translations_json(report: &TranslationReport) -> String {
    // Strings, numbers and lists of our own types: there is nothing that could fail.
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// The report for a terminal.
pub fn render_translations_text(report: &TranslationReport) -> String {
    if report.languages.is_empty() {
        return "Das Portal gibt es nur auf Deutsch. Weitere Sprachen nennt portal.yaml unter `sprachen`.\n".to_owned();
    }
    let mut text = String::new();
    for language in &report.languages {
        write_language(&mut text, language);
    }
    text
}

/// Writing into memory cannot fail.
fn write_language(text: &mut String, report: &LanguageReport) {
    let unpublished = if report.published {
        ""
    } else {
        " (nicht veröffentlicht)"
    };
    let LanguageReport {
        language,
        translated,
        originals,
        ..
    } = report;
    let _ = writeln!(
        text,
        "Sprache {language}{unpublished}: {translated} von {originals} Dateien übersetzt"
    );
    if !report.older.is_empty() {
        let _ = writeln!(text, "\n  Älter als das Original ({}):", report.older.len());
    }
    for older in &report.older {
        let (original, translation) = (older.original_changed.in_german(), older.changed.in_german());
        let _ = writeln!(
            text,
            "    {}\n      Original vom {original}, Übersetzung vom {translation}",
            older.path
        );
    }
    if !report.incomplete.is_empty() {
        let _ = writeln!(text, "\n  Unvollständig ({}):", report.incomplete.len());
    }
    for incomplete in &report.incomplete {
        let _ = writeln!(
            text,
            "    {}\n      es fehlt: {}",
            incomplete.path,
            incomplete.fields.join(", ")
        );
    }
    if !report.missing.is_empty() {
        let _ = writeln!(text, "\n  Nicht übersetzt ({}):", report.missing.len());
    }
    for path in &report.missing {
        let _ = writeln!(text, "    {path}");
    }
    text.push('\n');
}
