//! Whether interface texts in another language are complete, and leave the same gaps as the German ones.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::Language;

/// What keeps a language from being published: texts that are missing, that nobody asks for, or whose gaps differ.
/// `origin` is the file that an editor would change.
pub(super) fn compare(german: &Json, texts: &Json, language: &Language, origin: &str) -> Vec<Diagnostic> {
    let mut comparison = Comparison::new(origin);
    comparison.groups(german, texts, "");
    // Leichte Sprache says what is German elsewhere only where it has something easier to say.
    if !language.is_easy() && !comparison.missing.is_empty() {
        let problem = comparison.incomplete(language);
        comparison.problems.insert(0, problem);
    }
    comparison.problems
}

/// What is wrong with German texts that a theme puts over the ones before them. It need not have all, and may add some.
pub(super) fn compare_own(before: &Json, own: &Json, origin: &str) -> Vec<Diagnostic> {
    let mut comparison = Comparison {
        may_add: true,
        ..Comparison::new(origin)
    };
    comparison.groups(before, own, "");
    comparison.problems
}

struct Comparison {
    /// Whether texts that the original does not have are welcome.
    may_add: bool,
    origin: Arc<str>,
    missing: Vec<String>,
    problems: Vec<Diagnostic>,
}

/// More names than this are no help in a message.
const NAMED: usize = 12;

impl Comparison {
    fn new(origin: &str) -> Self {
        Self {
            may_add: false,
            origin: origin.into(),
            missing: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn groups(&mut self, german: &Json, texts: &Json, path: &str) {
        match (german, texts) {
            // An open group: its German words are in a script, and any of them may be replaced.
            (Json::Object(german), _) if german.is_empty() => {}
            (Json::Object(german), Json::Object(texts)) => {
                for (name, value) in german {
                    self.groups(value, texts.get(name).unwrap_or(&Json::Null), &format!("{path}/{name}"));
                }
                for name in texts.keys().filter(|name| !german.contains_key(*name)) {
                    self.unknown(&format!("{path}/{name}"));
                }
            }
            (Json::Object(german), Json::Null) => {
                german
                    .iter()
                    .for_each(|(name, value)| self.groups(value, &Json::Null, &format!("{path}/{name}")));
            }
            (_, Json::Null) => self.missing.push(name_of(path)),
            (Json::String(german), Json::String(text)) => self.gaps(german, text, path),
            (Json::Array(german), Json::Array(texts)) if german.len() == texts.len() => {}
            (Json::String(_), _) | (Json::Array(_), _) | (Json::Object(_), _) => self.other_form(path),
            _ => {}
        }
    }

    fn unknown(&mut self, path: &str) {
        if self.may_add {
            return;
        }
        let message = format!("den Text `{}` gibt es in de.yaml nicht", name_of(path));
        let problem = Diagnostic::error("oberflaeche-passt-nicht", Place::key(&self.origin, path), message);
        self.problems
            .push(problem.with_help("Löschen Sie ihn, oder ergänzen Sie zuerst das deutsche Original."));
    }

    fn gaps(&mut self, german: &str, text: &str, path: &str) {
        let (wanted, found) = (gaps_of(german), gaps_of(text));
        if wanted == found {
            return;
        }
        let message = format!(
            "die Platzhalter des Textes `{}` sind andere als im Original",
            name_of(path)
        );
        let listed = |gaps: &BTreeSet<&str>| match gaps.is_empty() {
            true => "keine".to_owned(),
            false => gaps
                .iter()
                .map(|gap| format!("{{{gap}}}"))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let help = format!("Im deutschen Text stehen {}, hier {}.", listed(&wanted), listed(&found));
        let problem = Diagnostic::error("oberflaeche-passt-nicht", Place::field(&self.origin, path), message);
        self.problems.push(problem.with_help(help));
    }

    fn other_form(&mut self, path: &str) {
        let message = format!("der Text `{}` hat eine andere Form als das Original", name_of(path));
        let problem = Diagnostic::error("oberflaeche-passt-nicht", Place::field(&self.origin, path), message);
        self.problems
            .push(problem.with_help("Vergleichen Sie die Stelle mit de.yaml: Text, Liste gleicher Länge oder Gruppe."));
    }

    fn incomplete(&self, language: &Language) -> Diagnostic {
        let missing = &self.missing;
        let message = match missing.as_slice() {
            [missing] => format!("in der Sprache `{language}` fehlt ein Text der Oberfläche: {missing}"),
            _ => format!(
                "in der Sprache `{language}` fehlen {} Texte der Oberfläche",
                missing.len()
            ),
        };
        let named: Vec<&str> = missing.iter().take(NAMED).map(String::as_str).collect();
        let more = missing.len().saturating_sub(NAMED);
        let and_more = match more {
            0 => String::new(),
            _ => format!(" und {more} weitere"),
        };
        let help = format!(
            "Ergänzen Sie {}{and_more}, oder streichen Sie die Sprache in portal.yaml unter `sprachen`.",
            named.join(", ")
        );
        Diagnostic::error("oberflaeche-fehlt", Place::file(&self.origin), message).with_help(help)
    }
}

fn name_of(path: &str) -> String {
    path.trim_start_matches('/').replace('/', ".")
}

/// The names in braces.
fn gaps_of(text: &str) -> BTreeSet<&str> {
    let after_braces = text.split('{').skip(1);
    after_braces
        .filter_map(|part| Some(part.split_once('}')?.0))
        .filter(|gap| !gap.is_empty() && gap.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect()
}
