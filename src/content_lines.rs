//! Content lines, their escaping and folding: what iCalendar (RFC 5545) and vCard (RFC 6350) are written in.
//!
//! Written here because the `icalendar` crate (0.17) puts the time of the build and a random id into every component
//! that has none, the rules of a time zone included: those must not have them, and no two builds would be the same.

use std::borrow::Cow;
use std::io;

use crate::extent::{Slicing, Whole};

/// The longest line in octets, without its line break (section 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar or an address card under construction.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// The line that is being written, before it is folded.
    line: String,
}

impl Writer {
    /// A line whose value is used as it is: dates, addresses, keywords.
    pub fn line(&mut self, name: &str, value: &str) {
        self.line.clear();
        self.line.extend([name, ":"]);
        // Control characters are below the space, or begin with this byte.
        if value.bytes().all(|byte| byte >= b' ' && byte != 0x7f && byte != 0xc2) {
            self.line.push_str(value);
        } else {
            self.line.extend(value.split(char::is_control));
        }
        self.end_line();
    }

    /// Breaks the line so that no piece is longer than allowed and no character is torn apart. A piece after the first
    /// begins with a space, which counts.
    fn end_line(&mut self) {
        let mut rest = self.line.as_str();
        let mut longest = LONGEST_LINE;
        while rest.len() > longest {
            let (piece, after) = rest.split_at(rest.floor_char_boundary(longest));
            self.text.extend([piece, "\r\n "]);
            rest = after;
            longest = LONGEST_LINE - 1;
        }
        self.text.extend([rest, "\r\n"]);
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

    /// Passes on what is written so far.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn move_to(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    /// All that was written.
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
    let mut escaped = String::with_capacity(text.len().plus(8));
    for piece in text.split_inclusive(['\\', ';', ',', '\n']) {
        match piece.char_indices().next_back() {
            Some((end, '\\' | ';' | ',')) => escaped.extend([piece.part(..end), "\\", piece.part(end..)]),
            Some((end, '\n')) => escaped.extend([piece.part(..end), "\\n"]),
            _ => escaped.push_str(piece),
        }
    }
    escaped.into()
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
