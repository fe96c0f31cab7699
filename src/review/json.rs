//! The list as JSON: the fields of [`Agenda`], which only ever grow.

use super::Agenda;

/// Renders the list, with a line break at its end.
pub fn render(agenda: &Agenda) -> String {
    // Strings, numbers and lists of our own types: there is nothing that could fail.
    serde_json::to_string_pretty(agenda).unwrap_or_default() + "\n"
}
