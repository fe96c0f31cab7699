//! What of a text shows as it is written: all but markup, code, HTML and what was escaped on purpose.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::extent::{Slicing, Whole, shifted, span};

/// Stands for a byte that does not show as it is written.
pub(super) const HIDDEN: char = '\0';

/// Signs of Markdown, of HTML, or of web and e-mail addresses.
const fn is_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'[' | b']' | b'{' | b'}' | b'&' | b'<' | b'*' | b'_' | b'~' | b'@' | b'/'
    )
}

/// Gathers what shows; as long as the text, byte for byte.
pub(super) struct Shown {
    bytes: Vec<u8>,
    /// Where links and pictures stand.
    pub links: Vec<Range<usize>>,
    in_code: bool,
}

impl Shown {
    pub fn new(text: &str) -> Self {
        let mut bytes = vec![0; text.len()];
        for (at, line) in text.match_indices('\n') {
            if let Some(to) = bytes.get_mut(span(at, line.len())) {
                to.copy_from_slice(line.as_bytes());
            }
        }
        Self {
            bytes,
            links: Vec::new(),
            in_code: false,
        }
    }

    pub fn see(&mut self, event: &Event, range: &Range<usize>, text: &str) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.links.push(range.clone()),
            Event::Text(shown) if !self.in_code => {
                let written = text.part(range.clone());
                // A character that was written by its name is meant as it shows.
                if written.starts_with('&') && shown.as_ref() != written {
                    return;
                }
                let before = text.part(..range.start);
                let is_escaped = before.ends_with('\\') && self.bytes.get(range.start.minus(1)) == Some(&0);
                let first = if is_escaped {
                    written.chars().next().map_or(0, char::len_utf8)
                } else {
                    0
                };
                let start = range.start.plus(first);
                if let (Some(to), Some(from)) = (self.bytes.get_mut(start..range.end), written.as_bytes().get(first..))
                {
                    to.copy_from_slice(from);
                }
            }
            _ => {}
        }
    }

    pub fn finish(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.bytes)).into_owned()
    }
}

/// A line of the text and what shows of it; bytes of the one are bytes of the other.
pub(super) struct Line<'a> {
    /// Where it begins in the text.
    pub start: usize,
    pub written: &'a str,
    pub shown: &'a str,
    /// The byte of the line at which its text begins, after marks of lists and quotes.
    pub indent: usize,
    /// Whether the line before it is empty, or belongs to something else.
    pub begins_paragraph: bool,
    /// Whether the line after it is.
    pub ends_paragraph: bool,
}

impl Line<'_> {
    /// Its text, after marks of lists and quotes.
    pub fn text(&self) -> &str {
        self.shown.get(self.indent..).unwrap_or_default()
    }

    /// Whether it shows a sign of Markdown or HTML, or what web and e-mail addresses have.
    pub fn has_signs(&self) -> bool {
        let mut before = 0;
        self.shown.bytes().any(|byte| {
            let is_www = before == b'w' && byte.to_ascii_lowercase() == before;
            before = byte.to_ascii_lowercase();
            is_www || is_sign(byte)
        })
    }

    /// The bytes of the text of a piece of the line.
    pub fn range(&self, piece: Range<usize>) -> Range<usize> {
        shifted(&piece, self.start)
    }

    /// The bytes of the text from the indentation on.
    pub fn whole(&self) -> Range<usize> {
        self.range(self.indent..self.written.trim_end().len().max(self.indent))
    }
}

/// The lines of a text of which something shows. Only of them can a sign be meant otherwise.
pub(super) fn lines<'a>(text: &'a str, shown: &'a str) -> Vec<Line<'a>> {
    let hidden = |c: char| c == HIDDEN || c == ' ' || c == '\t';
    let mut lines: Vec<Line> = Vec::new();
    let mut start = 0;
    for written in text.split_inclusive('\n') {
        let end = start.plus(written.len());
        let visible = shown.get(start..end).unwrap_or_default();
        lines.push(Line {
            start,
            written: written.trim_end_matches(['\n', '\r']),
            shown: visible.trim_end_matches(['\n', '\r']),
            indent: visible.len().minus(visible.trim_start_matches(hidden).len()),
            begins_paragraph: false,
            ends_paragraph: false,
        });
        start = end;
    }
    let is_blank: Vec<bool> = lines.iter().map(|line| line.text().trim().is_empty()).collect();
    for (number, line) in lines.iter_mut().enumerate() {
        line.begins_paragraph = is_blank.part(..number).last().copied().unwrap_or(true);
        line.ends_paragraph = is_blank.get(number.plus(1)).copied().unwrap_or(true);
    }
    let mut blank = is_blank.into_iter();
    lines.retain(|_| !blank.next().unwrap_or(true));
    lines
}
