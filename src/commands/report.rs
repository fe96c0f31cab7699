//! What the terminal is told.

use std::io::{IsTerminal, Write, stderr, stdout};

use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostics::{self, Diagnostic};
use crate::model::{Day, Portal};

/// Prints problems with their excerpts, and how many there are.
pub fn problems(diagnostics: &[Diagnostic]) {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    tell(stderr(), &diagnostics::render_text(diagnostics, colours));
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
    [
        counted(portal.services.len(), "Leistung", "Leistungen"),
        counted(portal.ministries.len(), "Ressort", "Ressorts"),
        counted(portal.topics.len(), "Themenfeld", "Themenfelder"),
        counted(portal.authorities.len(), "Stelle", "Stellen"),
        counted(portal.events.len(), "Termin", "Termine"),
        counted(portal.press_releases.len(), "Pressemitteilung", "Pressemitteilungen"),
        counted(portal.guides.len(), "Leitfaden", "Leitfäden"),
        counted(portal.pages.len(), "Seite", "Seiten"),
    ]
    .join(", ")
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

/// A line of the summary.
pub fn line(text: &str) {
    tell(stdout(), &format!("{text}\n"));
}

/// A document for a program: nothing else may stand on stdout.
pub fn document(text: &str) {
    tell(stdout(), text);
}

/// A remark beside a document.
pub fn aside(text: &str) {
    tell(stderr(), &format!("{text}\n"));
}

/// What keeps the program from going on.
pub fn failure(text: &str) {
    tell(stderr(), &format!("Fehler: {text}\n"));
}

/// Whoever has closed the pipe (`ozg import … | head`) has read enough; what there is to do is done all the same.
fn tell(mut to: impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
}
