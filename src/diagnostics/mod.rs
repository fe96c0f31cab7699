//! Problems in the content as values: what is wrong, where, and what to do. Nothing here stops at the first.

mod difference;
mod digest;
mod fingerprint;
mod format;
mod github;
mod gitlab;
mod json;
mod place;
mod repair;
mod rule;
mod sarif;
mod system;
mod text;
pub(crate) mod unseen;

pub use difference::render_difference;
pub use digest::Detail;
pub use fingerprint::brought_in;
pub use format::{Format, Report, UnknownFormat};
pub use place::{At, Excerpt, Place};
pub use repair::{Change, NewValue, Repair, Rewriting};
pub use rule::RuleInfo;
pub use system::{system_error, unreadable};
pub use text::render_text;
pub use unseen::visible;

use serde::Serialize;

use crate::extent::Whole;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// The page is built, but readers may be misled.
    Warning,
    /// Something that the editor may want to know.
    Hint,
}

impl Severity {
    /// The German word that editors read.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "Fehler",
            Self::Warning => "Warnung",
            Self::Hint => "Hinweis",
        }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that it breaks, such as `unbekanntes-feld`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in a German sentence without a full stop at the end.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// What to do about it, in German.
    pub help: Option<String>,
    /// What to write instead, where that is certain: `ozg check --reparieren` does it.
    pub repair: Option<Repair>,
    /// An id that may have been meant. Whether there is such a one is known when all files are read.
    pub guess: Option<Guess>,
}

/// An id that may have been meant, and the field or column that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The path of the field, or the name of the column.
    pub field: String,
    /// The id.
    pub id: String,
}

impl Diagnostic {
    /// A problem that keeps the portal from being built.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A problem that may mislead readers.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// Something worth knowing.
    pub fn hint(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Hint, code, place, message)
    }

    fn new(severity: Severity, code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            place,
            help: None,
            repair: None,
            guess: None,
        }
    }

    /// Adds what to do about it.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to write instead: only where there is no doubt about it.
    pub fn with_repair(mut self, repair: impl Into<Repair>) -> Self {
        self.repair = Some(repair.into());
        self
    }
}

/// Puts problems into the order of files and lines; at one place they stay in the order in which they were found.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_cached_key(|diagnostic| {
        let place = &diagnostic.place;
        (place.path.clone(), place.line(), place.column(), diagnostic.severity)
    });
    diagnostics.dedup();
}

/// How many problems there are of each severity: errors, warnings, hints.
pub fn count(diagnostics: &[Diagnostic]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| {
        diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    })
}

/// Whether anything keeps the portal from being built.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// The known word that was most probably meant: few letters are others, or the rest is missing; of a key,
/// every digit counts.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let close = |candidate: &str| strsim::jaro_winkler(&word.to_lowercase(), &candidate.to_lowercase());
    let near = |candidate: &&str| match digits(word) {
        // The next key is another town's.
        Some(key) => digits(candidate) == Some(key),
        None => {
            let longest = word.chars().count().max(candidate.chars().count());
            let edits = strsim::damerau_levenshtein(&word.to_lowercase(), &candidate.to_lowercase());
            let is_beginning = word.chars().count() >= 4 && candidate.starts_with(word);
            is_beginning || edits.times(3) <= longest.plus(1)
        }
    };
    known
        .into_iter()
        .filter(near)
        .map(|candidate| (close(candidate), candidate))
        .filter(|(similarity, _)| *similarity >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, candidate)| candidate)
}

/// The digits of a key, however they are grouped, and without zeros at the beginning, which tables drop; none for a word.
fn digits(text: &str) -> Option<String> {
    let is_grouping = |c: char| c.is_whitespace() || matches!(c, '.' | '/' | '-');
    let is_key = text.chars().all(|c| c.is_ascii_digit() || is_grouping(c)) && !text.is_empty();
    let digits = || text.chars().filter(char::is_ascii_digit).collect::<String>();
    is_key.then(|| digits().trim_start_matches('0').to_owned())
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn the_word_that_was_meant_is_found() {
        let known = ["ressort", "reifegrad", "rollout"];
        assert_eq!(did_you_mean("resort", known), Some("ressort"));
        assert_eq!(did_you_mean("Ressort", known), Some("ressort"));
        assert_eq!(did_you_mean("xyz", known), None);
        assert_eq!(did_you_mean("MIL", ["mik", "mil"]), Some("mil"));
        assert_eq!(did_you_mean("bauen", ["bauen-wohnen"]), Some("bauen-wohnen"));
        assert_eq!(did_you_mean("fase", ["phase"]), Some("phase"));
        assert_eq!(did_you_mean("wohnberechtigungsschein", ["wohngeld"]), None);
    }

    #[test]
    fn another_towns_key_was_never_meant() {
        let known = ["120510000000", "010615168001"];
        assert_eq!(did_you_mean("120520000000", known), None);
        assert_eq!(did_you_mean("120510180334", known), None);
        assert_eq!(did_you_mean("12 051 0000 000", known), Some("120510000000"));
        assert_eq!(did_you_mean("10615168001", known), Some("010615168001"));
    }
}
