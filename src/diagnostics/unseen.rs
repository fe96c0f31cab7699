//! Characters that steer, turn or break what is shown, and that nobody sees.

use super::{Diagnostic, Place};

/// A character that has no place in a text: feeds and calendars with one are not well-formed.
pub fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_non_character(c)
}

/// A character that turns, breaks or ends a text unseen: pages, feeds and programs read something else than people.
pub fn is_misleading(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What Unicode will never make a character.
pub fn is_non_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

/// A text with a sign for each of them: it would turn around or steer what a terminal shows.
pub fn visible(text: &str) -> String {
    let is_unseen = |c: char| is_control(c) || is_misleading(c) || c == '\r';
    text.replace(is_unseen, "\u{fffd}")
}

/// What is wrong with the path of a file in which one of them stands, a tab or the end of a line, or bytes that are no
/// character, of which reading the path has made U+FFFD.
pub fn fault_of_name(path: &str) -> Option<Diagnostic> {
    let is_unseen = |c: char| c.is_control() || is_control(c) || is_misleading(c);
    let message = match path {
        path if path.contains(is_unseen) => "im Namen steht ein Steuerzeichen",
        path if path.contains('\u{fffd}') => "im Namen steht etwas, das kein Zeichen ist",
        _ => return None,
    };
    let place = Place::file(&path.replace(is_unseen, "\u{fffd}").into());
    Some(Diagnostic::error("dateiname", place, message).with_help("Benennen Sie die Datei oder den Ordner um."))
}
