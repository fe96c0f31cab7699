//! HTML as it stands in a text: its tags with their attributes and places, without building a tree.

use std::borrow::Cow;
use std::ops::Range;

use crate::extent::{Slicing, Whole, span};

/// A tag, or a comment, which has no name.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Name as written; empty for a comment.
    pub name: &'a str,
    /// Whether it is an end tag.
    pub is_end: bool,
    /// Where it stands, brackets included.
    pub range: Range<usize>,
    /// Whether it has its end: a comment may be left open.
    pub is_closed: bool,
    /// Its attributes.
    pub attributes: Vec<Attribute<'a>>,
}

/// An attribute of a tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Name as written.
    pub name: &'a str,
    /// Value without quotes, decoded.
    pub value: Cow<'a, str>,
    /// Name, equals sign and value.
    pub range: Range<usize>,
}

/// What becomes of an attribute.
pub enum Change {
    /// It stays.
    Keep,
    /// It gets this value.
    Value(String),
    /// It goes.
    Remove,
}

/// All tags and comments of a text, in order. What stands in `<script>` or `<style>` is no tag.
pub fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    let mut raw: Option<&str> = None;
    std::iter::from_fn(move || {
        loop {
            at.raise(html.get(at..)?.find('<')?);
            let Some(tag) = tag_at(html, at) else {
                at.raise(1);
                continue;
            };
            let ends_raw = raw.is_none_or(|name| tag.is_end && tag.name.eq_ignore_ascii_case(name));
            if !ends_raw {
                at.raise(1);
                continue;
            }
            at = tag.range.end;
            let opens_raw = !tag.is_end && ["script", "style"].iter().any(|raw| tag.name.eq_ignore_ascii_case(raw));
            raw = opens_raw.then_some(tag.name);
            return Some(tag);
        }
    })
}

/// The same HTML with other attributes; `change` is asked for each, with the name of its tag.
pub fn rewrite(html: &str, mut change: impl FnMut(&str, &Attribute) -> Change) -> String {
    let mut out = String::with_capacity(html.len());
    let mut written = 0;
    for tag in tags(html) {
        for attribute in &tag.attributes {
            let replacement = match change(tag.name, attribute) {
                Change::Keep => continue,
                Change::Value(value) => format!("{}=\"{}\"", attribute.name, escaped(&value)),
                Change::Remove => String::new(),
            };
            out.push_str(html.part(written..attribute.range.start));
            out.push_str(&replacement);
            written = attribute.range.end;
        }
    }
    out.push_str(html.part(written..));
    out
}

/// What is read of a piece of HTML: all but tags and comments, which part words, and but scripts.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut after = 0;
    let mut in_raw = false;
    for tag in tags(html) {
        if !in_raw {
            text.push_str(&decoded(html.part(after..tag.range.start)));
        }
        if !PHRASING.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
            text.push(' ');
        }
        in_raw = !tag.is_end && ["script", "style"].iter().any(|raw| tag.name.eq_ignore_ascii_case(raw));
        after = tag.range.end;
    }
    if !in_raw {
        text.push_str(&decoded(html.part(after..)));
    }
    text
}

/// Elements that may stand within a word.
const PHRASING: [&str; 14] = [
    "a", "abbr", "b", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// Whether a tag is one that may stand within a word.
pub fn is_phrasing(name: &str) -> bool {
    PHRASING.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Text or an attribute's value as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut html, text);
    html
}

/// The tag or comment that begins at a byte; none where there is none, or where it has no end.
pub(in crate::content) fn tag_at(html: &str, start: usize) -> Option<Tag<'_>> {
    let rest = html.part(start.plus(1)..);
    if rest.starts_with("!--") {
        // `<!-->` is a comment, too.
        let end = html
            .part(start.plus(2)..)
            .find("-->")
            .map(|end| start.plus(2).plus(end).plus(3));
        return Some(Tag {
            name: "",
            is_end: false,
            range: start..end.unwrap_or(html.len()),
            is_closed: end.is_some(),
            attributes: Vec::new(),
        });
    }
    let is_end = rest.starts_with('/');
    let name_start = start.plus(1).plus(usize::from(is_end));
    let first = html.part(name_start..).chars().next()?;
    if !first.is_ascii_alphabetic() {
        return None;
    }
    let name_end = until(html, name_start, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let mut reader = Reader { html, at: name_end };
    let attributes = reader.attributes()?;
    Some(Tag {
        name: html.part(name_start..name_end),
        is_end,
        range: start..reader.at,
        is_closed: true,
        attributes,
    })
}

/// The first byte from `start` on whose character is an end; the end of the text if there is none.
fn until(html: &str, start: usize, is_end: impl Fn(char) -> bool) -> usize {
    html.part(start..)
        .find(is_end)
        .map_or(html.len(), |length| start.plus(length))
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The attributes up to the end of the tag, which is passed; nothing if the tag has no end.
    fn attributes(&mut self) -> Option<Vec<Attribute<'a>>> {
        let mut attributes = Vec::new();
        loop {
            self.skip(|c| c.is_ascii_whitespace() || c == '/');
            match self.peek()? {
                '>' => {
                    self.at.raise(1);
                    return Some(attributes);
                }
                _ => attributes.push(self.attribute()?),
            }
        }
    }

    fn attribute(&mut self) -> Option<Attribute<'a>> {
        let start = self.at;
        let first = self.peek()?.len_utf8();
        let name_end = until(self.html, start.plus(first), |c| {
            c.is_ascii_whitespace() || matches!(c, '/' | '>' | '=')
        });
        self.at = name_end;
        self.skip(|c| c.is_ascii_whitespace());
        if self.peek()? != '=' {
            self.at = name_end;
            return Some(self.found(start, name_end, ""));
        }
        self.at.raise(1);
        self.skip(|c| c.is_ascii_whitespace());
        let value = match self.peek()? {
            quote @ ('"' | '\'') => {
                let value_start = self.at.plus(1);
                let length = self.html.part(value_start..).find(quote)?;
                self.at = value_start.plus(length).plus(1);
                self.html.part(span(value_start, length))
            }
            _ => {
                let value_start = self.at;
                self.at = until(self.html, value_start, |c| c.is_ascii_whitespace() || c == '>');
                self.html.part(value_start..self.at)
            }
        };
        Some(self.found(start, name_end, value))
    }

    fn found(&self, start: usize, name_end: usize, value: &'a str) -> Attribute<'a> {
        Attribute {
            name: self.html.part(start..name_end),
            value: decoded(value),
            range: start..self.at,
        }
    }

    fn peek(&self) -> Option<char> {
        self.html.part(self.at..).chars().next()
    }

    fn skip(&mut self, is_skipped: impl Fn(char) -> bool) {
        self.at = until(self.html, self.at, |c| !is_skipped(c));
    }
}

/// The characters that editors write by name.
const NAMED: [(&str, char); 17] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("ndash", '–'),
    ("euro", '€'),
    ("sect", '§'),
];

/// The named characters of HTML that are understood, without `&` and `;`.
pub fn named_characters() -> impl Iterator<Item = (&'static str, char)> {
    NAMED.into_iter()
}

/// Text with its character references resolved.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.part(..at));
        rest = rest.part(at..);
        let reference = rest
            .part(1..)
            .split_once(';')
            .and_then(|(name, _)| Some((name, character(name)?)));
        match reference {
            Some((name, character)) => {
                out.push(character);
                rest = rest.part(name.len().plus(2)..);
            }
            None => {
                out.push('&');
                rest = rest.part(1..);
            }
        }
    }
    out.push_str(rest);
    out.into()
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    NAMED
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, character)| *character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_know_their_attributes() {
        let html = "a < b <a HREF='/x?a=1&amp;b' id=y disabled>c</a><!-- <a href=\"/no\"> --><img src=/z/>";
        let found: Vec<_> = tags(html)
            .flat_map(|tag| tag.attributes)
            .map(|attribute| (attribute.name, attribute.value.into_owned()))
            .collect();
        let expected = [("HREF", "/x?a=1&b"), ("id", "y"), ("disabled", ""), ("src", "/z/")];
        assert_eq!(found, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn only_attributes_are_rewritten() {
        let html = "<code>href=\"/a\"</code> <a title='href=\"/b\"' href=\"/c\">x</a>";
        let changed = rewrite(html, |_, attribute| match attribute.name {
            "href" => Change::Value("/d?e&f".to_owned()),
            _ => Change::Keep,
        });
        assert_eq!(
            changed,
            "<code>href=\"/a\"</code> <a title='href=\"/b\"' href=\"/d?e&amp;f\">x</a>"
        );
    }

    #[test]
    fn text_is_what_is_read() {
        assert_eq!(
            text("eins<br>zwei <b>dr</b>ei <script>if (a<b) c</script>&auml;&#33;&unbekannt;"),
            "eins zwei drei   ä!&unbekannt;"
        );
    }

    #[test]
    fn nothing_that_is_cut_off_does_harm() {
        let html = "ä<a href=\"ü\" b = 'c' d>x</a><!-- y -->";
        for (end, _) in html.char_indices() {
            assert!(tags(&html[..end]).count() <= 3);
            let _ = (text(&html[..end]), rewrite(&html[..end], |_, _| Change::Remove));
        }
    }
}
