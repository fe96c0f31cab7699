//! What the terminal is told.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::IsTerminal;

use crate::diagnostics::{self, Diagnostic};

/// Prints problems with their excerpts, and how many there are.
pub fn problems(diagnostics: &[Diagnostic]) {
    let colours = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    eprint!("{}", diagnostics::render_text(diagnostics, colours));
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

/// A line of the summary.
pub fn line(text: &str) {
    println!("{text}");
}

/// What keeps the program from going on.
pub fn failure(text: &str) {
    eprintln!("Fehler: {text}");
}
