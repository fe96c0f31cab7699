//! What programs read: JSON, XML, calendars.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

/// The text of a file.
pub fn utf_8<'a>(bytes: &'a [u8], path: &str) -> Cow<'a, str> {
    std::str::from_utf8(bytes)
        .unwrap_or_else(|error| panic!("{path}: {error}"))
        .into()
}

/// Fails where a file is no JSON.
pub fn insist_on_json(bytes: &[u8], path: &str) {
    let read = serde_json::from_slice::<serde::de::IgnoredAny>(bytes);
    assert!(read.is_ok(), "{path}: {read:?} in {}", utf_8(bytes, path));
}

/// Fails where a file is no XML, or holds characters that XML cannot hold.
pub fn insist_on_xml(bytes: &[u8], path: &str) {
    let text = utf_8(bytes, path);
    let is_none = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{7f}'..='\u{9f}') || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    assert!(!text.contains(is_none), "{path}: no characters of XML in {text:?}");
    let mut reader = Reader::from_str(&text);
    let mut depth = 0usize;
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{path}: {error} in {text}"))
        {
            Event::Start(element) => {
                depth += 1;
                insist_on_attributes(element.attributes(), path, &text);
            }
            Event::Empty(element) => insist_on_attributes(element.attributes(), path, &text),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{path}: {text}");
}

fn insist_on_attributes(attributes: quick_xml::events::attributes::Attributes, path: &str, text: &str) {
    for attribute in attributes {
        assert!(attribute.is_ok(), "{path}: {attribute:?} in {text}");
    }
}

/// Fails where a calendar or an address card has lines that are none: of more than 75 bytes, or with control characters.
pub fn insist_on_content_lines(bytes: &[u8], path: &str) {
    let text = utf_8(bytes, path);
    assert!(text.ends_with("\r\n"), "{path}: {text:?}");
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{path}: a line of {} bytes: {line:?}", line.len());
        assert!(
            !line.contains(|c: char| c.is_control() && c != '\t'),
            "{path}: {line:?}"
        );
    }
    let unfolded = text.replace("\r\n ", "");
    for line in unfolded.split_terminator("\r\n") {
        let name: String = line
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        assert!(
            !name.is_empty() && line[name.len()..].starts_with([':', ';', '.']),
            "{path}: no property: {line:?}"
        );
    }
}
