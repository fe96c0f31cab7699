//! A look into PDF files: whether a document says its title, which screen readers announce and browsers show.

use crate::extent::{Slicing, Whole};

/// Whether a PDF certainly says no title: neither in its Info dictionary nor in its metadata (XMP).
///
/// This is a look and no parser. Where the Info dictionary is packed into a compressed stream, nothing is certain, and
/// no news is good news.
pub(super) fn is_untitled(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"%PDF-") || has_title_in_metadata(bytes) {
        return false;
    }
    match info(bytes) {
        Info::Dictionary(dictionary) => !has_title(dictionary),
        Info::None => true,
        Info::Hidden => false,
    }
}

enum Info<'a> {
    Dictionary(&'a [u8]),
    /// The document has none.
    None,
    /// It is there, but not in plain sight.
    Hidden,
}

/// The Info dictionary that the last trailer names.
fn info(bytes: &[u8]) -> Info<'_> {
    let Some(at) = rfind(bytes, b"/Info") else {
        return if find(bytes, b"/ObjStm").is_some() {
            Info::Hidden
        } else {
            Info::None
        };
    };
    let reference = bytes.part(at.plus(b"/Info".len())..).trim_ascii_start();
    let number: Vec<u8> = reference.iter().copied().take_while(u8::is_ascii_digit).collect();
    if number.is_empty() {
        return Info::Hidden;
    }
    let head = [number.as_slice(), b" 0 obj"].concat();
    // "16 0 obj" also ends with "6 0 obj": what comes before must not be a digit. The last version of an object counts.
    let mut end = bytes.len();
    while let Some(start) = rfind(bytes.part(..end), &head) {
        if !bytes.part(..start).last().is_some_and(u8::is_ascii_digit) {
            let body = bytes.part(start.plus(head.len())..);
            return Info::Dictionary(body.part(..find(body, b"endobj").unwrap_or(body.len())));
        }
        end = start.plus(head.len()).minus(1);
    }
    Info::Hidden
}

/// `/Title` with a string that is not empty.
fn has_title(dictionary: &[u8]) -> bool {
    let Some(at) = find(dictionary, b"/Title") else {
        return false;
    };
    let value = dictionary.part(at.plus(b"/Title".len())..).trim_ascii_start();
    let is_byte_order_mark = |byte: &u8| matches!(byte, 0xfe | 0xff | 0);
    match value.first() {
        Some(b'(') => value
            .part(1..)
            .iter()
            .take_while(|byte| **byte != b')')
            .any(|byte| !byte.is_ascii_whitespace() && !is_byte_order_mark(byte)),
        Some(b'<') => {
            let digits = value.part(1..).iter().take_while(|byte| **byte != b'>');
            // A byte order mark alone is four digits.
            digits.filter(|byte| byte.is_ascii_hexdigit()).count() > 4
        }
        // A reference to another object: someone took the trouble.
        Some(byte) => byte.is_ascii_digit(),
        None => false,
    }
}

/// `<dc:title>…<rdf:li>Title</rdf:li>…</dc:title>`
fn has_title_in_metadata(bytes: &[u8]) -> bool {
    let Some(at) = find(bytes, b"<dc:title>") else {
        return false;
    };
    let rest = bytes.part(at..);
    let title = rest.part(..find(rest, b"</dc:title>").unwrap_or(rest.len()));
    let mut in_tag = false;
    title.iter().any(|byte| {
        match byte {
            b'<' => in_tag = true,
            b'>' => in_tag = false,
            _ => return !in_tag && !byte.is_ascii_whitespace(),
        }
        false
    })
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::is_untitled;

    fn pdf(objects: &str) -> bool {
        is_untitled(format!("%PDF-1.4\n{objects}").as_bytes())
    }

    #[test]
    fn the_title_of_the_document_is_found() {
        assert!(!pdf(
            "6 0 obj\n<< /Title (Ablauf) >>\nendobj\ntrailer << /Info 6 0 R >>"
        ));
        assert!(!pdf("6 0 obj <</Title<FEFF0041>>> endobj trailer <</Info 6 0 R>>"));
        assert!(!pdf(
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"de\">Ablauf</rdf:li></rdf:Alt></dc:title> trailer << >>"
        ));
    }

    #[test]
    fn a_title_of_something_else_or_of_nothing_is_none() {
        assert!(pdf("trailer << /Root 1 0 R >>"));
        assert!(pdf("6 0 obj << /Title () >> endobj trailer << /Info 6 0 R >>"));
        assert!(pdf("6 0 obj << /Title <FEFF> >> endobj trailer << /Info 6 0 R >>"));
        assert!(pdf(
            "6 0 obj << /Author (A) >> endobj 7 0 obj << /Title (Lesezeichen) >> endobj trailer << /Info 6 0 R >>"
        ));
        assert!(pdf(
            "16 0 obj << /Title (B) >> endobj 6 0 obj << >> endobj trailer << /Info 6 0 R >>"
        ));
        assert!(pdf("<dc:title><rdf:li></rdf:li></dc:title> trailer << >>"));
    }

    #[test]
    fn what_cannot_be_seen_is_not_blamed() {
        assert!(!pdf("5 0 obj << /Type /ObjStm >> stream endobj"));
        assert!(!pdf("5 0 obj << /Type /XRef /Info 9 0 R >> stream endobj"));
        assert!(!is_untitled(b"no PDF"));
    }
}
