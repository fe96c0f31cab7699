//! The interface texts of a theme, in one language.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Deserialize;
use tera::Value;

use super::files::Files;
use crate::content::markdown::Texts as MarkdownTexts;
use crate::diagnostics::{Diagnostic, Excerpt, Place};

/// All texts, and those that the program itself needs.
#[derive(Debug, Clone)]
pub(super) struct Texts {
    pub value: Value,
    pub markdown: MarkdownTexts,
    pub formats: Arc<Formats>,
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
    pub fn load(files: &Files, language: &str) -> Result<Self, Vec<Diagnostic>> {
        let path = format!("i18n/{language}.yaml");
        let Some(file) = files.get(&path) else {
            let problem = Diagnostic::error(
                "vorlage",
                Place::file(&format!("themes/{path}").into()),
                "die Texte der Oberfläche fehlen",
            );
            return Err(vec![problem]);
        };
        let text = file.text().map_err(|problem| vec![problem])?;
        let problem = |error: &serde_yaml::Error| vec![text_problem(&file.origin, text, error)];
        let value: serde_json::Value = serde_yaml::from_str(text).map_err(|error| problem(&error))?;
        let own: OwnTexts = serde_yaml::from_str(text).map_err(|error| problem(&error))?;
        Ok(Self {
            value: Value::from_serializable(&value),
            markdown: own.markdown,
            formats: Arc::new(own.formats),
        })
    }
}

fn text_problem(origin: &str, text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let path: Arc<str> = origin.into();
    let place = match error.location() {
        Some(location) => {
            let line = text.lines().nth(location.line().saturating_sub(1)).unwrap_or_default();
            Place::excerpt(
                &path,
                Excerpt::at(line, location.line() as u32, location.column() as u32),
            )
        }
        None => Place::file(&path),
    };
    Diagnostic::error(
        "vorlage",
        place,
        format!("die Texte der Oberfläche können nicht gelesen werden ({error})"),
    )
}

/// Fills the gaps of a text, `{n} von {of}`, in one pass; braces that name no gap are text.
pub(crate) fn fill_gaps<'v>(text: &str, value: impl Fn(&str) -> Option<Cow<'v, str>>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
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
    let (before, rest) = text.split_once('{')?;
    Some((before, rest.split_once('}')?))
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
