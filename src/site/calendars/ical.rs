//! iCalendar (RFC 5545) as text: content lines, escaping, folding. vCard (RFC 6350) has the same rules.
//!
//! Written here because the `icalendar` crate (0.17) puts the time of the build and a random id into every component
//! that has none, the rules of a time zone included: those must not have them, and no two builds would be the same.

use std::borrow::Cow;

/// The longest line in octets, without its line break (section 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar under construction.
#[derive(Debug, Default)]
pub(in crate::site) struct Writer {
    text: String,
}

impl Writer {
    /// A line whose value is used as it is: dates, addresses, keywords.
    pub fn line(&mut self, name: &str, value: &str) {
        let start = self.text.len();
        self.text.extend([name, ":"]);
        // Control characters are below the space, or begin with this byte.
        if value.bytes().all(|byte| byte >= b' ' && byte != 0x7f && byte != 0xc2) {
            self.text.push_str(value);
        } else {
            self.text.extend(value.split(char::is_control));
        }
        fold(&mut self.text, start);
    }

    /// A line whose value is text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.line(name, &escape(value));
    }

    /// A line whose value is made of texts, separated by semicolons.
    pub fn compound(&mut self, name: &str, parts: &[&str]) {
        let parts: Vec<Cow<str>> = parts.iter().map(|part| escape(part)).collect();
        self.line(name, &parts.join(";"));
    }

    /// A component: what is written inside stands between `BEGIN` and `END`.
    pub fn component(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        self.line("BEGIN", name);
        write(self);
        self.line("END", name);
    }

    /// Lines that another writer has written.
    pub fn written(&mut self, lines: &str) {
        self.text.push_str(lines);
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

/// Text values (section 3.3.11).
fn escape(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    if !text.contains(['\\', ';', ',', '\n']) {
        return text.into();
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            _ => escaped.push(character),
        }
    }
    escaped.into()
}

/// Ends the line that begins at a byte, and breaks it so that no piece is longer than allowed and no character is torn
/// apart. A piece after the first begins with a space, which counts.
fn fold(text: &mut String, start: usize) {
    if text.len() - start > LONGEST_LINE {
        let line = text.split_off(start);
        let mut rest = line.as_str();
        let mut longest = LONGEST_LINE;
        while rest.len() > longest {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(longest));
            text.extend([piece, "\r\n "]);
            rest = after;
            longest = LONGEST_LINE - 1;
        }
        text.push_str(rest);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut writer = Writer::default();
        let text = "ä".repeat(100);
        writer.text("SUMMARY", &text);
        let folded = writer.into_text();
        assert!(folded.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{text}\r\n"));
    }

    #[test]
    fn text_is_escaped_and_loses_what_could_break_a_line() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
        let mut writer = Writer::default();
        writer.text("SUMMARY", "eins\r\nEND:VEVENT");
        assert_eq!(writer.into_text(), "SUMMARY:eins\\nEND:VEVENT\r\n");
    }
}
