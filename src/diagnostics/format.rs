//! The forms in which problems can be told: for people, and for the programs that show them in a merge request.

use super::{Detail, Diagnostic, RuleInfo, github, gitlab, json, sarif, text};

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// Our own shape, for scripts.
    Json,
    /// Workflow commands of GitHub Actions.
    GitHub,
    /// Code Quality of GitLab.
    GitLab,
    /// Static Analysis Results Interchange Format, version 2.1.0.
    Sarif,
}

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The problems, sorted and located.
    pub problems: &'a [Diagnostic],
    /// The rules that they may break.
    pub rules: &'a [RuleInfo],
    /// The reference date.
    pub as_of: &'a str,
}

impl Format {
    /// Whether a program marks the problems in files, whose paths it knows from the top of the repository.
    pub fn is_annotation(self) -> bool {
        matches!(self, Self::GitHub | Self::GitLab | Self::Sarif)
    }

    const ALL: [(&'static str, Self); 5] = [
        ("text", Self::Text),
        ("json", Self::Json),
        ("github", Self::GitHub),
        ("gitlab", Self::GitLab),
        ("sarif", Self::Sarif),
    ];

    /// The document, with a line break at its end.
    pub fn render(self, report: Report, colours: bool) -> String {
        match self {
            Self::Text => text::render_text(report.problems, Detail::Everything, colours),
            Self::Json => json::render(report),
            Self::GitHub => github::render(report),
            Self::GitLab => gitlab::render(report),
            Self::Sarif => sarif::render(report),
        }
    }
}

/// A form that there is none of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("es gibt text, json, github, gitlab und sarif")]
pub struct UnknownFormat;

impl std::str::FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, format)| format).ok_or(UnknownFormat)
    }
}

/// Writes a value as JSON that people can read, too.
pub(super) fn to_json(value: &impl serde::Serialize) -> String {
    // Strings, numbers and lists of our own types: there is nothing that could fail.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
