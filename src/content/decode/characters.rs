//! Characters that no text should have, and their names.

/// A character that has no place in a text: feeds and calendars with one are not well-formed.
pub(in crate::content) fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r')) || is_non_character(c)
}

/// What Unicode will never make a character.
fn is_non_character(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
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
