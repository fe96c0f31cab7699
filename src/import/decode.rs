//! From the bytes that a spreadsheet program wrote to text: UTF-8 or Windows-1252.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Excerpt, Place};

const AS_CSV: &str = "Speichern Sie die Tabelle als „CSV UTF-8“ (mit Trennzeichen).";

/// The text of a file: UTF-8 with or without a byte order mark; what is no UTF-8 is read as Windows-1252, in which every
/// byte means something.
///
/// # Errors
/// The file is empty, a workbook, in UTF-16, or holds characters that no table has.
pub fn decode(bytes: &[u8], path: &Arc<str>) -> Result<String, Diagnostic> {
    let fault = |message: &str| Err(Diagnostic::error("zeichensatz", Place::file(path), message).with_help(AS_CSV));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return fault("die Datei ist eine Arbeitsmappe oder ein Archiv und keine Tabelle aus Text");
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return fault("die Datei ist in UTF-16 gespeichert");
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into_owned(),
    };
    if text.trim().is_empty() {
        return Err(Diagnostic::error(
            "leere-datei",
            Place::file(path),
            "die Datei ist leer",
        ));
    }
    match control_character(&text) {
        Some(excerpt) => Err(Diagnostic::error(
            "zeichensatz",
            Place::excerpt(path, excerpt),
            "hier steht ein Steuerzeichen, das in keinen Text gehört",
        )
        .with_help(AS_CSV)),
        None => Ok(text),
    }
}

/// The first character that a table cannot hold, if there is one.
fn control_character(text: &str) -> Option<Excerpt> {
    let is_foreign = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
    text.split('\n').enumerate().find_map(|(number, line)| {
        let column = line.chars().position(is_foreign)?;
        Some(Excerpt {
            line: number as u32 + 1,
            column: column as u32 + 1,
            length: 1,
            text: line.trim_end().replace(is_foreign, "\u{fffd}"),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_encodings_give_the_same_text() {
        let path: Arc<str> = "a.csv".into();
        let text = "ars;name\n1;Märkisch Öls – „ß“\n";
        let windows = encoding_rs::WINDOWS_1252.encode(text).0;
        for bytes in [text.as_bytes(), format!("\u{feff}{text}").as_bytes(), &windows] {
            assert_eq!(decode(bytes, &path).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let path: Arc<str> = "a.csv".into();
        for bytes in [&b""[..], b" \n", b"PK\x03\x04rest", b"\xff\xfea\0", b"ars\0;name"] {
            assert!(decode(bytes, &path).is_err(), "{bytes:?}");
        }
    }
}
