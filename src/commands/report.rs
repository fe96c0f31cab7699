//! What the terminal is told.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write, stderr, stdout};

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostics::{self, Detail, Diagnostic, Severity, visible};
use crate::extent::Whole;
use crate::model::{Day, NAMINGS, Portal};

/// Files with errors that are named where there are many.
const MOST_FILES: usize = 3;

/// So many errors fit on a screen.
const FEW_ERRORS: usize = 3;

/// Prints problems with their excerpts: errors first, and what is many only counted.
pub fn problems(diagnostics: &[Diagnostic]) {
    problems_in(diagnostics, Detail::Digest);
}

/// Prints problems with their excerpts.
pub fn problems_in(diagnostics: &[Diagnostic], detail: Detail) {
    tell(stderr(), &diagnostics::render_text(diagnostics, detail, colours()));
}

/// Prints what changes in a file.
pub fn difference(path: &str, before: &str, after: &str) {
    tell(
        stderr(),
        &diagnostics::render_difference(path, before, after, colours()),
    );
}

fn colours() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Prints what to do next about some problems: where to look, and what the program can mend.
pub fn advice(diagnostics: &[Diagnostic]) {
    let repairs = diagnostics.iter().filter(|problem| problem.repair.is_some()).count();
    if repairs > 0 {
        let what = counted(repairs, "Angabe lässt", "Angaben lassen");
        line(&format!(
            "{what} sich sicher berichtigen: ozg check --reparieren (mit --probe wird es nur gezeigt)"
        ));
    }
    if let Some(places) = where_to_look(diagnostics) {
        line(&places);
    }
}

/// The files that have most of the errors, where the report is longer than a screen.
fn where_to_look(diagnostics: &[Diagnostic]) -> Option<String> {
    let errors = diagnostics.iter().filter(|problem| problem.severity == Severity::Error);
    let mut files: BTreeMap<&str, usize> = BTreeMap::new();
    errors.for_each(|error| files.entry(&error.place.path).or_default().raise(1));
    if files.values().sum::<usize>() <= FEW_ERRORS {
        return None;
    }
    let mut files: Vec<(&str, usize)> = files.into_iter().collect();
    files.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let named = files
        .iter()
        .take(MOST_FILES)
        .map(|(path, count)| format!("{path} ({count})"));
    let named = named.collect::<Vec<_>>().join(", ");
    Some(match files.len().saturating_sub(MOST_FILES) {
        0 => format!("Fehler stehen in {named}."),
        1 => format!("Fehler stehen in {named} und einer weiteren Datei."),
        others => format!("Fehler stehen in {named} und {others} weiteren Dateien."),
    })
}

/// "2 Fehler, 1 Warnung, keine Hinweise"
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let [errors, warnings, hints] = diagnostics::count(diagnostics);
    let errors = counted(errors, "Fehler", "Fehler");
    let warnings = counted(warnings, "Warnung", "Warnungen");
    let hints = counted(hints, "Hinweis", "Hinweise");
    format!("{errors}, {warnings}, {hints}")
}

/// "1 Leistung", "2 Leistungen", "keine Leistungen"
pub fn counted(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("keine {many}"),
        1 => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}

/// "60 Leistungen, 10 Ressorts, …"
pub fn contents(portal: &Portal) -> String {
    let parts = NAMINGS.iter().map(|naming| {
        let [one, many] = naming.nouns;
        counted(portal.count(naming), one, many)
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// "Stichtag: 15. Februar 2022 (aus content/portal.yaml)"; nothing where the date moves with the calendar or was asked for.
pub fn fixed_as_of(fixed: Option<Day>) -> Option<String> {
    let day = fixed?;
    Some(format!("Stichtag: {} (aus content/portal.yaml)", day.in_german()))
}

/// A bar on a terminal; elsewhere nothing that moves.
pub fn progress(steps: usize) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} von {len} Seiten");
    ProgressBar::new(steps as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A bar of bytes on a terminal.
pub fn transfer() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {bytes} übertragen, {bytes_per_sec}");
    ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A line of the summary. What others have written into it, such as the books at a target, does not steer the terminal.
pub fn line(text: &str) {
    tell(stdout(), &format!("{}\n", visible(text)));
}

/// A document for a program: nothing else may stand on stdout.
pub fn document(text: &str) {
    tell(stdout(), text);
}

/// A remark beside a document.
pub fn aside(text: &str) {
    tell(stderr(), &format!("{}\n", visible(text)));
}

/// What keeps the program from going on.
pub fn failure(text: &str) {
    tell(stderr(), &format!("Fehler: {}\n", visible(text)));
}

/// Whoever has closed the pipe (`ozg import … | head`) has read enough; what there is to do is done all the same.
fn tell(mut to: impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}
