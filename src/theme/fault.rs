//! Faults of templates and tables, at their places.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind::{RenderingError, SyntaxError};

use crate::content::yaml::Fault;
use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::extent::{ordinal, quantity};

/// Tera says where; we say it in our form. Its own words are English, for those who write templates. `origins` maps the
/// name of a template to its file.
pub(super) fn of(error: &tera::Error, origins: &BTreeMap<String, String>) -> Diagnostic {
    let help = |words: &str| {
        format!(
            "Tera, die Sprache der Vorlagen, meldet: „{words}“. Welche Angaben eine Seite bekommt, steht in ARCHITECTURE.md."
        )
    };
    let (message, report) = match error.kind() {
        SyntaxError(report) => ("die Vorlage ist hier nicht zu lesen", report),
        RenderingError(report) => ("die Vorlage kann hier nicht ausgefüllt werden", report),
        _ => {
            let message = "die Vorlagen passen nicht zusammen";
            let problem = Diagnostic::error("vorlage", Place::file(&"themes".into()), message);
            return problem.with_help(help(&error.to_string()));
        }
    };
    let path: Arc<str> = origins
        .get(report.filename())
        .map_or_else(|| report.filename().into(), |origin| origin.as_str().into());
    let line = quantity(report.span().start_line);
    let place = match source_line(&error.to_string(), line) {
        Some(source) => {
            let column = ordinal(report.span().start_col);
            let length = quantity(report.span().range.len().max(1));
            Place::excerpt(&path, Excerpt::piece(&source, line, column, length))
        }
        None => Place::line_of(&path, line),
    };
    Diagnostic::error("vorlage", place, message).with_help(help(report.message()))
}

/// What is wrong with templates that were put together and refused: the engine stops at the first that it cannot read.
pub(super) fn of_templates(
    error: &tera::Error,
    templates: &[(String, String)],
    origins: &BTreeMap<String, String>,
) -> Vec<Diagnostic> {
    let faults = in_syntax(templates, origins);
    if faults.is_empty() {
        vec![of(error, origins)]
    } else {
        faults
    }
}

/// The templates that cannot be read, each looked at for itself.
pub(super) fn in_syntax(templates: &[(String, String)], origins: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let alone = templates.iter().filter_map(|(name, source)| {
        let error = tera::Tera::new().add_raw_template(name, source).err()?;
        matches!(error.kind(), SyntaxError(_)).then(|| of(&error, origins))
    });
    alone.collect()
}

/// The line of the template as it stands in Tera's own report (`12 | …`).
fn source_line(report: &str, line: u32) -> Option<String> {
    let prefix = format!("{line} | ");
    report
        .lines()
        .find_map(|text| text.trim_start().strip_prefix(&prefix).map(str::to_owned))
}

/// What is wrong with YAML that could not be read.
pub(super) fn of_yaml(message: &str, place: Place, error: &impl std::fmt::Display) -> Diagnostic {
    let help = format!(
        "Vergleichen Sie die Stelle mit derselben Datei des Standardthemas: Einrückung, Klammern und Anführungszeichen. \
         Das Programm, das YAML liest, meldet: „{error}“."
    );
    Diagnostic::error("vorlage", place, message).with_help(help)
}

/// Where YAML could not be read.
pub(super) fn place_in_yaml(origin: &str, text: &str, fault: &Fault) -> Place {
    let path: Arc<str> = origin.into();
    match fault.place {
        Some((line, column)) => {
            let shown = text.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
            Place::excerpt(&path, Excerpt::at(shown, line, column))
        }
        None => Place::file(&path),
    }
}
