//! The interface texts of a theme, in one language.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value as Json;
use tera::Value;

use super::files::{File, Files};
use super::folder::STANDARD_NAME;
use super::{fault, translation};
use crate::content::markdown::Texts as MarkdownTexts;
use crate::content::yaml;
use crate::diagnostics::{Diagnostic, Place};
use crate::extent::{Slicing, Whole};
use crate::model::Language;

/// The language that every theme has complete.
const LANGUAGE: &str = "de";

/// All texts, and those that the program itself needs.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    pub value: Value,
    source: Arc<Json>,
    pub markdown: MarkdownTexts,
    pub formats: Arc<Formats>,
    /// The names of the states by their German names, which the content has.
    pub states: Arc<HashMap<String, String>>,
}

/// How dates and amounts are written in the language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Formats {
    /// January to December.
    pub months: [String; 12],
    /// January to December, short.
    pub months_short: [String; 12],
    /// Monday to Sunday.
    pub weekdays: [String; 7],
    /// `{day}. {month} {year}`
    pub date: String,
    /// `{day}.{month}.{year}`, with two digits each
    pub date_short: String,
    /// `{month}.{year}`
    pub month_numeric: String,
    /// `{month} {year}`
    pub month: String,
    /// `{n}. Quartal {year}`
    pub quarter: String,
    /// `{time} Uhr`
    pub time: String,
    /// Between groups of three digits.
    pub thousands: String,
    /// Between euros and cents.
    pub decimal: String,
    /// `{amount} €`
    pub euro: String,
}

#[derive(Deserialize)]
struct OwnTexts {
    formats: Formats,
    markdown: MarkdownTexts,
}

impl Texts {
    /// The German texts: those of the default theme, overlaid text by text by those of the portal's own, which may add
    /// texts, but leave the others' form and gaps.
    pub fn load(files: &Files) -> Result<Self, Vec<Diagnostic>> {
        let Some((standard, own)) = files.texts(LANGUAGE).split_first() else {
            return Err(vec![missing_file(LANGUAGE)]);
        };
        let mut texts = parsed(standard).map_err(|problem| vec![problem])?;
        let mut problems = Vec::new();
        for layer in own {
            match parsed(layer) {
                Ok(own) => {
                    problems.extend(translation::compare_own(&texts, &own, &layer.origin));
                    overlay(&mut texts, own);
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Self::from_value(texts, &standard.origin)
        } else {
            Err(problems)
        }
    }

    /// What cannot be read, in the languages that the portal does not have: whoever writes texts wants to know.
    pub fn unreadable(files: &Files, languages: &[Language]) -> Vec<Diagnostic> {
        let is_used = |name: &str| name == LANGUAGE || languages.iter().any(|language| language.as_str() == name);
        let others = files.languages().filter(|name| !is_used(name));
        let layers = others.flat_map(|name| files.texts(name));
        layers.filter_map(|layer| parsed(layer).err()).collect()
    }

    /// The texts in another language. Leichte Sprache takes what it does not say itself from German.
    pub fn translated(&self, files: &Files, language: &Language) -> Result<Self, Vec<Diagnostic>> {
        let layers = files.texts(language.as_str());
        let Some(last) = layers.last() else {
            return Err(vec![missing_file(language.as_str())]);
        };
        let mut texts = merged(layers)?;
        let problems = translation::compare(&self.source, &texts, language, &last.origin);
        if !problems.is_empty() {
            return Err(problems);
        }
        if language.is_easy() {
            let mut complete = (*self.source).clone();
            overlay(&mut complete, texts);
            texts = complete;
        }
        let states = states(&self.source, &texts);
        Ok(Self {
            states: Arc::new(states),
            ..Self::from_value(texts, &last.origin)?
        })
    }

    /// Every text of its own.
    pub fn all(&self) -> HashSet<String> {
        let mut all = HashSet::new();
        gather(&self.source, &mut all);
        all
    }

    fn from_value(source: Json, origin: &str) -> Result<Self, Vec<Diagnostic>> {
        let own =
            OwnTexts::deserialize(&source).map_err(|error| vec![unreadable(Place::file(&origin.into()), &error)])?;
        Ok(Self {
            value: Value::from_serializable(&source),
            source: Arc::new(source),
            markdown: own.markdown,
            formats: Arc::new(own.formats),
            states: Arc::default(),
        })
    }
}

/// What the states are called in another language.
fn states(german: &Json, texts: &Json) -> HashMap<String, String> {
    let names = german["state"].as_object().into_iter().flatten();
    let pair = |(key, name): (&String, &Json)| {
        let translated = texts["state"].get(key)?.as_str()?;
        Some((name.as_str()?.to_owned(), translated.to_owned()))
    };
    names.filter_map(pair).collect()
}

fn gather(texts: &Json, all: &mut HashSet<String>) {
    match texts {
        Json::Object(group) => group.values().for_each(|text| gather(text, all)),
        Json::String(text) => drop(all.insert(text.clone())),
        _ => {}
    }
}

fn missing_file(language: &str) -> Diagnostic {
    let place = Place::file(&format!("themes/{STANDARD_NAME}/i18n/{language}.yaml").into());
    Diagnostic::error("oberflaeche-fehlt", place, format!("die Texte der Oberfläche fehlen in der Sprache `{language}`"))
        .with_help("Legen Sie diese Datei nach dem Vorbild von de.yaml an, oder streichen Sie die Sprache in portal.yaml unter `sprachen`.")
}

/// All layers of texts as one; those of the portal win.
fn merged(layers: &[File]) -> Result<Json, Vec<Diagnostic>> {
    let mut texts = Json::Null;
    let mut problems = Vec::new();
    for layer in layers {
        match parsed(layer) {
            Ok(value) => overlay(&mut texts, value),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

fn parsed(layer: &File) -> Result<Json, Diagnostic> {
    let text = layer.text()?;
    yaml::from_str(text).map_err(|error| text_problem(&layer.origin, text, &error))
}

/// Puts texts over others, group by group.
fn overlay(texts: &mut Json, others: Json) {
    match (texts, others) {
        (Json::Object(texts), Json::Object(others)) => {
            for (name, text) in others {
                overlay(texts.entry(name).or_insert(Json::Null), text);
            }
        }
        (texts, others) => *texts = others,
    }
}

fn text_problem(origin: &str, text: &str, error: &yaml::Fault) -> Diagnostic {
    unreadable(fault::place_in_yaml(origin, text, error), error)
}

fn unreadable(place: Place, error: &impl std::fmt::Display) -> Diagnostic {
    fault::of_yaml("die Texte der Oberfläche sind hier nicht zu lesen", place, error)
}

/// Fills the gaps of a text, `{n} von {of}`, in one pass; braces that name no gap are text.
pub(crate) fn fill_gaps<'v>(text: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut filled = String::with_capacity(text.len().plus(16));
    let mut rest = text;
    while let Some((before, (gap, after))) = next_gap(rest) {
        filled.push_str(before);
        match value(gap) {
            Some(value) => filled.push_str(&value),
            None => filled.extend(["{", gap, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// What stands before the next pair of braces, in it and after it.
fn next_gap(text: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = split_at_byte(text, b'{')?;
    Some((before, split_at_byte(rest, b'}')?))
}

/// Like `split_once`, which is slower for texts as short as these.
fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|other| other == byte)?;
    Some((text.part(..at), text.part(at.plus(1)..)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_once_and_other_braces_stay() {
        let value = |gap: &str| (gap == "n").then_some(Cow::Borrowed("{of}"));
        assert_eq!(fill_gaps("{n} von {of}, {n", value), "{of} von {of}, {n");
        assert_eq!(fill_gaps("ohne", value), "ohne");
    }
}
