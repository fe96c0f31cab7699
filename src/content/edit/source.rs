//! From the bytes of a text file to its text, and back to bytes that differ in nothing but the text.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Refusal;
use crate::content::decode::characters;
use crate::diagnostics::Rewriting;
use crate::extent::{Slicing, Whole};

/// The text of a file, and how it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// Without byte order mark.
    pub text: String,
    /// The marks in front of it.
    marks: String,
    is_utf8: bool,
}

impl Source {
    /// Reads UTF-8, UTF-16 with a byte order mark, and Windows-1252, which is what everything else is taken for.
    pub fn read(bytes: &[u8]) -> Self {
        let utf16 = [(&[0xff, 0xfe][..], UTF_16LE), (&[0xfe, 0xff][..], UTF_16BE)];
        if let Some((_, encoding)) = utf16.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
            return Self::foreign(encoding.decode_with_bom_removal(bytes).0.into_owned());
        }
        match std::str::from_utf8(bytes) {
            Ok(whole) => {
                let text = whole.trim_start_matches('\u{feff}');
                Self {
                    text: text.to_owned(),
                    marks: whole.part(..whole.len().minus(text.len())).to_owned(),
                    is_utf8: true,
                }
            }
            Err(_) => Self::foreign(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
        }
    }

    fn foreign(text: String) -> Self {
        Self {
            text,
            marks: String::new(),
            is_utf8: false,
        }
    }

    /// The bytes of another text in its place, rewritten as asked for. A file in another encoding is written only where
    /// that is to be mended.
    pub fn write(&self, text: &str, rewritings: &[Rewriting]) -> Result<Vec<u8>, Refusal> {
        let is_certain = rewritings.contains(&Rewriting::Encoding) && !has_strange_letters(&self.text);
        if !self.is_utf8 && !is_certain {
            return Err(Refusal::Encoding);
        }
        let marks = match rewritings.contains(&Rewriting::ByteOrderMark) {
            true => "",
            false => &self.marks,
        };
        let text = rewritten(text, rewritings).ok_or(Refusal::Unmeant)?;
        Ok(format!("{marks}{text}").into_bytes())
    }
}

/// A text as it is to be written.
pub(super) fn rewritten(text: &str, rewritings: &[Rewriting]) -> Option<String> {
    let text = match rewritings.contains(&Rewriting::LineEnds) {
        true => with_equal_line_ends(text),
        false => text.to_owned(),
    };
    match rewritings.contains(&Rewriting::Unseen) {
        true => characters::mended(&text),
        false => Some(text),
    }
}

/// Whether a text that was read as Windows-1252 may be in another encoding, as programs of DOS and of old Macs wrote it:
/// their umlauts become quotation marks within words, signs that no text has, or letters of other languages.
fn has_strange_letters(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(|letter| letter.is_alphabetic())
    };
    letters.iter().enumerate().any(|(at, letter)| match letter {
        '\u{80}'..='\u{9f}' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜' | '¤' | '¦' | '¨' | '¬' | '¸' => {
            true
        }
        '’' | '‘' | '–' | '—' | '\u{a0}' | '\u{ad}' => false,
        letter if letter.is_ascii() || letter.is_alphabetic() => false,
        // Even a quotation mark has a blank or the end of the line on one of its sides.
        _ => is_letter(at.checked_sub(1)) && is_letter(Some(at.plus(1))),
    })
}

/// All lines end as the first one does; where that is a single carriage return, as everywhere but on very old machines.
fn with_equal_line_ends(text: &str) -> String {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    match text.find(['\r', '\n']) {
        Some(first) if text.part(first..).starts_with("\r\n") => unix.replace('\n', "\r\n"),
        _ => unix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(bytes: &[u8], rewriting: Rewriting) -> Vec<u8> {
        let source = Source::read(bytes);
        source.write(&source.text, &[rewriting]).expect("written")
    }

    #[test]
    fn three_encodings_give_the_same_bytes() {
        let text = "Märkisch Öls – „ß“";
        let utf16: Vec<u8> = [0xfeff]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [text.as_bytes(), &utf16, &WINDOWS_1252.encode(text).0] {
            assert_eq!(written(bytes, Rewriting::Encoding), text.as_bytes());
        }
        let windows = Source::read(b"\xe4");
        assert_eq!(windows.write("ä", &[]), Err(Refusal::Encoding));
    }

    #[test]
    fn line_ends_follow_the_first() {
        assert_eq!(written(b"a\r\nb\nc\r", Rewriting::LineEnds), b"a\r\nb\r\nc\r\n");
        assert_eq!(written(b"a\nb\r\n\r\nc", Rewriting::LineEnds), b"a\nb\n\nc");
        assert_eq!(written(b"a\rb\r", Rewriting::LineEnds), b"a\nb\n");
    }

    #[test]
    fn a_mark_stays_unless_it_is_to_go() {
        let bytes = "\u{feff}a".as_bytes();
        assert_eq!(written(bytes, Rewriting::LineEnds), bytes);
        assert_eq!(written(bytes, Rewriting::ByteOrderMark), b"a");
        let twice = "\u{feff}\u{feff}a".as_bytes();
        assert_eq!(written(twice, Rewriting::LineEnds), twice);
        assert_eq!(written(twice, Rewriting::ByteOrderMark), b"a");
    }
}
