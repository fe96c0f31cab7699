//! Characters that no text should have, and their names.

use crate::diagnostics::unseen::is_non_character;
pub(in crate::content) use crate::diagnostics::unseen::{is_control, is_misleading};
use crate::extent::Whole;

/// The first character of a text that belongs in none, and the byte at which it stands.
pub(in crate::content) fn unwanted(text: &str) -> Option<(usize, char)> {
    by_line(text).find_map(|(start, line)| {
        let is_unwanted = unwanted_in(line);
        let found = line.char_indices().find(|(_, c)| is_unwanted(*c));
        found.map(|(at, c)| (start.plus(at), c))
    })
}

/// The lines of a text, each with its end and with the byte at which it begins.
pub(in crate::content) fn by_line(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0_usize, |start, line| {
        let at = *start;
        start.raise(line.len());
        Some((at, line))
    })
}

/// Lines in Arabic or Hebrew may say where another direction begins and ends; what turns letters around is never needed.
fn unwanted_in(line: &str) -> impl Fn(char) -> bool {
    let runs_to_the_left = line.contains(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'));
    let is_embedding = |c| matches!(c, '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}');
    move |c| (is_control(c) || is_misleading(c)) && !(runs_to_the_left && is_embedding(c))
}

/// A text without what [`unwanted`] finds; none where that says more than a break or a direction.
pub(in crate::content) fn mended(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    for (_, line) in by_line(text) {
        let is_unwanted = unwanted_in(line);
        let mut is_broken = false;
        for c in line.chars() {
            if !is_unwanted(c) {
                // A break stood between two words.
                if is_broken && !c.is_whitespace() && mended.ends_with(|before: char| !before.is_whitespace()) {
                    mended.push(' ');
                }
                is_broken = false;
                mended.push(c);
            } else if matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
                is_broken = true;
            } else if !is_misleading(c) {
                return None;
            }
        }
    }
    Some(mended)
}

/// A character that nobody sees and that takes no room.
pub(in crate::content) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}'
    )
}

/// A character that looks like a blank, or like nothing, and is neither a blank nor a line break.
pub(in crate::content) fn is_deceptive(c: char) -> bool {
    is_invisible(c) || (c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r'))
}

/// What a character is called.
pub(in crate::content) fn name(c: char) -> String {
    let name = match c {
        '\t' => "ein Tabulator",
        '\u{a0}' => "ein geschütztes Leerzeichen",
        '\u{202f}' => "ein schmales geschütztes Leerzeichen",
        '\u{200b}' => "ein Leerzeichen ohne Breite",
        '\u{2028}' => "ein Zeilentrenner",
        '\u{2029}' => "ein Absatztrenner",
        '\u{ad}' => "ein weiches Trennzeichen",
        '\u{feff}' => "eine Byte-Reihenfolge-Marke",
        '\u{200c}' | '\u{200d}' | '\u{2060}' => "ein unsichtbares Verbindungszeichen",
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            "ein unsichtbares Zeichen für die Schreibrichtung"
        }
        _ if is_non_character(c) => "ein ungültiges Zeichen",
        _ if is_control(c) => "ein Steuerzeichen",
        _ if c.is_whitespace() => "ein besonderes Leerzeichen",
        _ => "ein unsichtbares Zeichen",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}

/// A text with ordinary blanks and without what nobody sees.
pub(in crate::content) fn cleaned(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible(*c) && !is_control(*c));
    let blanks = visible.map(|c| if c.is_whitespace() { ' ' } else { c });
    blanks.collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_taken_out_and_words_stay_apart() {
        for (text, expected) in [
            ("Anlage \u{202e}fdp", "Anlage fdp"),
            ("a\u{2028}b \u{2028}c\u{2029}\nd", "a b c\nd"),
            ("a\u{b}b", "a b"),
            ("a\u{feff}b", "ab"),
            ("\u{2067}שלום\u{2069}", "\u{2067}שלום\u{2069}"),
            ("\u{202e}שלום", "שלום"),
        ] {
            assert_eq!(mended(text).as_deref(), Some(expected), "{text:?}");
        }
        assert_eq!(mended("a\u{1e}b"), None);
    }
}
