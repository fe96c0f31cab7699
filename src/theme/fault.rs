//! Faults of templates and tables, at their places.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind::{CircularExtend, CircularInclude, MissingParent, RenderingError, SyntaxError};

use crate::content::yaml::Fault;
use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::extent::{ordinal, quantity};

/// Tera says where; we say it in our form. Its own words are English, for those who write templates. `origins` maps the
/// name of a template to its file.
pub(super) fn of(error: &tera::Error, origins: &BTreeMap<String, String>) -> Diagnostic {
    let (message, report) = match error.kind() {
        SyntaxError(report) => ("die Vorlage ist hier nicht zu lesen", report),
        RenderingError(report) => ("die Vorlage kann hier nicht ausgefüllt werden", report),
        kind => {
            let message = "die Vorlagen passen nicht zusammen";
            let named = match kind {
                CircularExtend { tpl, .. } | CircularInclude { tpl, .. } => origins.get(tpl),
                MissingParent { current, .. } => origins.get(current),
                _ => None,
            };
            let place = Place::file(&named.map_or("themes", String::as_str).into());
            let problem = Diagnostic::error("vorlage", place, message);
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
    let mut faults = in_syntax(templates, origins);
    if faults.is_empty() {
        faults = in_reports(&error.to_string(), origins);
    }
    if faults.is_empty() {
        faults.push(of(error, origins));
    }
    faults
}

/// What templates name that there is not: the engine reports all of it in one text.
fn in_reports(text: &str, origins: &BTreeMap<String, String>) -> Vec<Diagnostic> {
    let report = |report: &str| {
        let mut lines = report.lines();
        let words = lines.next()?;
        let mut place = lines.next()?.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let (column, line): (u32, u32) = (place.next()?.parse().ok()?, place.next()?.parse().ok()?);
        let path: Arc<str> = origins.get(place.next()?)?.as_str().into();
        let place = match source_line(report, line) {
            Some(source) => Place::excerpt(&path, Excerpt::at(&source, line, column)),
            None => Place::line_of(&path, line),
        };
        Some(
            Diagnostic::error("vorlage", place, "hier nennt die Vorlage etwas, das es nicht gibt")
                .with_help(help(words)),
        )
    };
    text.split("error: ").filter_map(report).collect()
}

fn help(words: &str) -> String {
    format!(
        "Tera, die Sprache der Vorlagen, meldet: „{words}“. Welche Angaben eine Seite bekommt, steht in ARCHITECTURE.md."
    )
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
