//! Documents and pictures: what their bytes are, whatever their names say.

mod drawing;
mod pdf;
mod uses;
mod xml;

use std::path::Path;
use std::{fs, io};

use super::tree::{self, Found};
use crate::extent::Slicing;
use crate::imaging;
use crate::model::{Attachment, Container, Fault, Look};

/// A file larger than this is not looked into any further than its beginning.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What is read of a file that is not looked into.
const HEAD: usize = 4096;

/// Looks at a file.
pub(super) fn read(root: &Path, file: &Found) -> io::Result<Attachment> {
    let bytes = if file.stamp.bytes > MOST_BYTES {
        tree::read_head(root, file, HEAD)?
    } else {
        fs::read(root.join(&*file.path))?
    };
    Ok(Attachment {
        bytes: file.stamp.bytes,
        look: look(&bytes),
        is_linked: true,
        is_shown: true,
    })
}

fn look(bytes: &[u8]) -> Look {
    if let Some(photo) = imaging::look(bytes) {
        return photo.map_or_else(Look::Faulty, Look::Photo);
    }
    if bytes.starts_with(b"%PDF-") {
        let is_untitled = pdf::is_untitled(bytes);
        return Look::Pdf { is_untitled };
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Look::Document(Container::Zip);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Look::Document(Container::Ole);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Look::Document(Container::Rtf);
    }
    if bytes.contains(&0) && !is_utf_16(bytes) {
        return match is_html(bytes) {
            true => Look::Faulty(Fault::Html),
            false => Look::Document(Container::Binary),
        };
    }
    of_text(&text(bytes))
}

fn of_text(text: &str) -> Look {
    if is_html(text.as_bytes()) {
        return Look::Faulty(Fault::Html);
    }
    if text.trim_start().starts_with('<') {
        return match xml::root(text) {
            Some(root) if root.is_svg => match drawing::examine(text) {
                Ok(size) => Look::Drawing { size },
                Err(what) => Look::Faulty(Fault::ActiveDrawing(what)),
            },
            Some(root) if root.is_active => Look::Faulty(Fault::ActiveXml),
            Some(_) => Look::Document(Container::Text),
            // What begins like markup and is none that can be read, a browser may still try.
            None => Look::Faulty(Fault::ActiveXml),
        };
    }
    Look::Document(Container::Text)
}

fn is_utf_16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff")
}

/// The text of a file in whatever encoding: only its ASCII matters here.
fn text(bytes: &[u8]) -> String {
    if is_utf_16(bytes) {
        let is_little = bytes.starts_with(b"\xff\xfe");
        let (pairs, _) = bytes.part(2..).as_chunks();
        let units = pairs.iter().map(|pair| match is_little {
            true => u16::from_le_bytes(*pair),
            false => u16::from_be_bytes(*pair),
        });
        return char::decode_utf16(units)
            .map(|unit| unit.unwrap_or('\u{fffd}'))
            .collect();
    }
    let text = String::from_utf8_lossy(bytes);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

/// Whether a browser that looks at the bytes takes them for a page, as the standard for that says (WHATWG, MIME Sniffing).
fn is_html(bytes: &[u8]) -> bool {
    const TAGS: [&str; 17] = [
        "<!doctype html",
        "<html",
        "<head",
        "<script",
        "<iframe",
        "<h1",
        "<div",
        "<font",
        "<table",
        "<a",
        "<style",
        "<title",
        "<b",
        "<body",
        "<br",
        "<p",
        "<!--",
    ];
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins = |tag: &str| {
        let tag = tag.as_bytes();
        let head = bytes
            .get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag));
        // A comment needs no end, all else does.
        head && (tag == b"<!--" && !is_commented_xml(bytes)
            || tag != b"<!--"
                && bytes
                    .get(tag.len())
                    .is_none_or(|next| matches!(next, b' ' | b'>' | b'\t' | b'\n' | b'\r' | b'/')))
    };
    TAGS.iter().any(|tag| begins(tag))
}

/// Drawings may begin with a comment, too.
fn is_commented_xml(bytes: &[u8]) -> bool {
    xml::root(&String::from_utf8_lossy(bytes)).is_some_and(|root| root.is_svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_known_by_their_beginning() {
        for page in [
            "<!DOCTYPE html><p>",
            "  \n<HTML>",
            "\u{feff}<script>alert(1)</script>",
            "<!-- x --><html>",
            "<body onload=x>",
            "<svg-no-xml",
        ] {
            assert!(matches!(look(page.as_bytes()), Look::Faulty(_)), "{page}");
        }
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("<html>".bytes().flat_map(|byte| [byte, 0]))
            .collect();
        assert_eq!(look(&wide), Look::Faulty(Fault::Html));
    }

    #[test]
    fn documents_are_known_by_their_container() {
        assert_eq!(look(b"a;b\n1;2\n"), Look::Document(Container::Text));
        assert_eq!(look(b"Gesch\xe4ft"), Look::Document(Container::Text));
        assert_eq!(look(b"PK\x03\x04..."), Look::Document(Container::Zip));
        assert_eq!(
            look(b"<?xml version=\"1.0\"?><liste/>"),
            Look::Document(Container::Text)
        );
        assert_eq!(
            look(b"<liste><html xmlns=\"http://www.w3.org/1999/xhtml\"/></liste>"),
            Look::Faulty(Fault::ActiveXml)
        );
        assert_eq!(
            look(b"<?xml version=\"1.0\"?><?xml-stylesheet href=\"a.xsl\"?><liste/>"),
            Look::Faulty(Fault::ActiveXml)
        );
    }
}
