//! From bytes to text: what is accepted, and what no text should have in it.

pub(in crate::content) mod characters;

use std::sync::Arc;

use crate::content::lines::Lines;
use crate::diagnostics::{Diagnostic, Place, Repair, Rewriting};
use crate::extent::{Whole, quantity};

const AS_CSV: &str = "Speichern Sie die Tabelle als „CSV UTF-8“ (mit Trennzeichen).";
const AS_UTF_8: &str = "Speichern Sie die Datei in Ihrem Programm mit der Kodierung UTF-8.";
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The text of a file without its byte order mark. Tables that are no UTF-8 are read as Windows-1252, which spreadsheets
/// write and in which every byte means something; other texts must be UTF-8.
///
/// # Errors
/// The file is a workbook, in another encoding, or has something in it that belongs in no text: control characters, or
/// both sides of a conflict of git.
pub fn decode(bytes: &[u8], path: &Arc<str>) -> Result<String, Diagnostic> {
    let is_table = path.to_ascii_lowercase().ends_with(".csv");
    read(bytes, path, is_table)
}

/// The same for a table from outside, whatever it is called.
///
/// # Errors
/// The characters are of no set that is known, or the file is empty.
pub fn decode_table(bytes: &[u8], path: &Arc<str>) -> Result<String, Diagnostic> {
    let text = read(bytes, path, true)?;
    match text.trim().is_empty() {
        true => Err(Diagnostic::error(
            "leere-datei",
            Place::file(path),
            "die Datei ist leer",
        )),
        false => Ok(text),
    }
}

fn read(bytes: &[u8], path: &Arc<str>, is_table: bool) -> Result<String, Diagnostic> {
    let help = if is_table { AS_CSV } else { AS_UTF_8 };
    if let Some(what) = no_text(bytes) {
        let expected = if is_table {
            "keine Tabelle aus Text"
        } else {
            "kein Text"
        };
        let message = format!("das ist {what} und {expected}");
        let help = if is_table {
            AS_CSV
        } else {
            "Legen Sie den Inhalt als einfachen Text in der Datei ab."
        };
        return Err(Diagnostic::error("zeichensatz", Place::file(path), message).with_help(help));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let problem = Diagnostic::error("zeichensatz", Place::file(path), "die Datei ist in UTF-16 gespeichert");
        return Err(problem.with_help(help).with_repair(Rewriting::Encoding));
    }
    let bytes = without_marks(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if is_table && !has_utf_8(bytes) => windows_1252(bytes),
        Err(_) => return Err(wrong_encoding(bytes, path, help)),
    };
    match fault(&text, path) {
        Some(problem) => Err(problem),
        None => Ok(text),
    }
}

/// Without the marks that programs put in front of a text; two programs put two.
fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(MARK) {
        bytes = rest;
    }
    bytes
}

/// How a record or a text is stored that does no harm here and does elsewhere: its changes are told with more lines than
/// were changed, and other programs stumble over the mark. Spreadsheets need both in their tables.
pub(in crate::content) fn oddities(bytes: &[u8], text: &str, path: &Arc<str>) -> Vec<Diagnostic> {
    if path.to_ascii_lowercase().ends_with(".csv") {
        return Vec::new();
    }
    let mark = bytes.starts_with(MARK).then(|| {
        let message = "am Anfang der Datei steht eine unsichtbare Marke (BOM)";
        Diagnostic::hint("byte-reihenfolge-marke", Place::file(path), message)
            .with_help("Speichern Sie die Datei als „UTF-8“ ohne BOM. Das erledigt auch `ozg check --reparieren`.")
            .with_repair(Rewriting::ByteOrderMark)
    });
    mark.into_iter().chain(mixed_line_ends(text, path)).collect()
}

/// Lines that end in two ways, as one program after another wrote them.
fn mixed_line_ends(text: &str, path: &Arc<str>) -> Option<Diagnostic> {
    if !text.contains('\r') {
        return None;
    }
    let mut lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let is_windows = |line: &str| line.ends_with("\r\n");
    let first = is_windows(lines.next()?);
    let other = lines.position(|line| is_windows(line) != first)?;
    let place = Place::excerpt(path, Lines::of(text, 1).whole(quantity(other).plus(2)));
    let message = "diese Zeile endet anders als die erste: Zeilenenden von Windows und von Linux sind gemischt";
    Some(
        Diagnostic::hint("zeilenenden", place, message)
            .with_help(
                "Speichern Sie die Datei mit einer Art von Zeilenenden. Das erledigt auch `ozg check --reparieren`.",
            )
            .with_repair(Rewriting::LineEnds),
    )
}

fn windows_1252(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// What a file is that is no text.
fn no_text(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &[u8]| bytes.windows(name.len()).take(64 * 1024).any(|part| part == name);
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(match () {
            () if has(b"xl/") || has(b"spreadsheet") => "eine Excel-Datei",
            () if has(b"word/") || has(b"opendocument.text") => "eine Word-Datei",
            () => "eine Arbeitsmappe oder ein Archiv",
        });
    }
    match bytes {
        _ if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => Some("eine Excel- oder Word-Datei"),
        _ if bytes.starts_with(b"{\\rtf") => Some("eine Word-Datei (RTF)"),
        _ if bytes.starts_with(b"%PDF") => Some("eine PDF-Datei"),
        _ if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xff\xd8\xff") => Some("ein Bild"),
        _ => None,
    }
}

/// Whether more of the bytes are letters in UTF-8 than are none: then the others are damaged, and not in another encoding.
fn has_utf_8(bytes: &[u8]) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let chunks = bytes.utf8_chunks();
    let (sound, damaged) = chunks.fold((0, 0), |(sound, damaged), chunk| {
        (
            sound.plus(letters(chunk.valid())),
            damaged.plus(usize::from(!chunk.invalid().is_empty())),
        )
    });
    sound > 0 && sound >= damaged
}

fn wrong_encoding(bytes: &[u8], path: &Arc<str>, help: &str) -> Diagnostic {
    let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    // What is valid before the fault is as long in the text with signs for what is not.
    let place = character(&String::from_utf8_lossy(bytes), valid, path);
    let message = "die Datei ist nicht in UTF-8 gespeichert, hier steht ein Zeichen, das keines ist";
    let problem = Diagnostic::error("zeichensatz", place, message).with_help(help);
    match has_utf_8(bytes) {
        true => problem,
        false => problem.with_repair(Rewriting::Encoding),
    }
}

/// The first thing in a text that belongs in none.
fn fault(text: &str, path: &Arc<str>) -> Option<Diagnostic> {
    // Sound files are gone through once, byte by byte.
    let is_suspect =
        |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t') || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef..);
    let has_marker = text.contains("<<<<<<<") || text.contains(">>>>>>>") || text.contains("|||||||");
    if !has_marker && !text.bytes().any(is_suspect) {
        return None;
    }
    control_character(text, path)
        .or_else(|| conflict(text, path))
        .or_else(|| carriage_return(text, path))
}

/// The character at a byte of a text.
fn character(text: &str, byte: usize, path: &Arc<str>) -> Place {
    let lines = Lines::of(text, 1);
    let (line, column) = lines.position(byte);
    Place::excerpt(path, lines.piece(line, column, 1))
}

fn control_character(text: &str, path: &Arc<str>) -> Option<Diagnostic> {
    let (at, control) = characters::unwanted(text)?;
    let message = format!("hier steht, was in keinen Text gehört: {}", characters::name(control));
    let problem = Diagnostic::error("steuerzeichen", character(text, at, path), message);
    let help = "Löschen Sie das Zeichen. Meist ist es mit kopiert worden, aus einem PDF oder aus Word.";
    Some(match characters::mended(text) {
        Some(_) => problem
            .with_help(format!("{help} Das erledigt auch `ozg check --reparieren`."))
            .with_repair(Rewriting::Unseen),
        None => problem.with_help(help),
    })
}

/// The first line that git leaves where it could not put two versions together.
fn conflict(text: &str, path: &Arc<str>) -> Option<Diagnostic> {
    let is_marker = |line: &str| {
        let markers = ["<<<<<<<", ">>>>>>>", "|||||||"];
        let rest = markers.iter().find_map(|marker| line.strip_prefix(marker));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
    };
    let (start, _) = characters::by_line(text).find(|(_, line)| is_marker(line))?;
    let lines = Lines::of(text, 1);
    let place = Place::excerpt(path, lines.whole(lines.position(start).0));
    let message = "hier stehen zwei Fassungen, die git nicht zusammenführen konnte (Konflikt)";
    let help = "Entscheiden Sie, welche Zeilen bleiben, und löschen Sie die andere Fassung und die Zeilen mit `<<<<<<<`, `=======` und `>>>>>>>`.";
    Some(Diagnostic::error("konflikt", place, message).with_help(help))
}

/// Lines that end as on old Macs would be one single line.
fn carriage_return(text: &str, path: &Arc<str>) -> Option<Diagnostic> {
    let bytes = text.as_bytes();
    let is_alone = |at: &usize| bytes.get(at.plus(1)) != Some(&b'\n');
    let at = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b'\r')
        .map(|(at, _)| at)
        .find(is_alone)?;
    let message = "die Zeile endet nach diesem Zeichen auf eine Weise, die nicht überall verstanden wird (nur CR)";
    // What ends the line is not seen; the character before it is.
    let lines = Lines::of(text, 1);
    let (line, column) = lines.position(at);
    let place = Place::excerpt(path, lines.piece(line, column.saturating_sub(1).max(1), 1));
    let problem = Diagnostic::error("steuerzeichen", place, message);
    Some(
        problem
            .with_help("Speichern Sie die Datei mit Zeilenenden, wie sie Windows (CRLF) oder Linux (LF) schreiben.")
            .with_repair(Repair::from(Rewriting::LineEnds)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::At;

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
            assert!(decode_table(bytes, &path).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn a_damaged_letter_is_not_taken_for_another_encoding() {
        let path: Arc<str> = "a.csv".into();
        let mut damaged = "ä;b".as_bytes().to_vec();
        damaged.push(0xe4);
        let problem = decode(&damaged, &path).expect_err("a fault");
        assert_eq!((problem.place.column(), problem.repair), (4, None));
    }

    #[test]
    fn lines_that_end_as_on_old_macs_are_counted_before_every_fault() {
        let path: Arc<str> = "a.yaml".into();
        for (bytes, expected) in [
            (&b"a: 1\rb: \x01\n"[..], ("steuerzeichen", 2, 4)),
            (b"a: 1\rb: \xff\n", ("zeichensatz", 2, 4)),
            (b"a: 1\r<\n<<<<<<< HEAD\r\n", ("konflikt", 3, 1)),
            (b"a: 1\nb: 2\rc: 3", ("steuerzeichen", 2, 4)),
        ] {
            let problem = decode(bytes, &path).expect_err("a fault");
            assert_eq!((problem.code, problem.place.line(), problem.place.column()), expected);
        }
    }

    #[test]
    fn what_steers_a_terminal_is_not_shown() {
        let path: Arc<str> = "a.md".into();
        let place = decode(b"\xc2\x9b2J \xff", &path).expect_err("a fault").place;
        let At::Excerpt(excerpt) = place.at else {
            panic!("{place:?}")
        };
        assert_eq!(excerpt.shown(), "\u{fffd}2J \u{fffd}");
    }

    #[test]
    fn markers_of_a_conflict_are_told_from_headings() {
        let path: Arc<str> = "a.md".into();
        for text in ["Titel\n=======\n", "> > zitiert\n", "a <<<<<<< b\n", "<<<<<<<<<<\n"] {
            assert!(decode(text.as_bytes(), &path).is_ok(), "{text:?}");
        }
        for text in [
            "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n",
            "a\r\n>>>>>>>\r\n",
            "a\n>>>>>>> x\n",
        ] {
            let problem = decode(text.as_bytes(), &path).expect_err(text);
            assert_eq!((problem.code, problem.place.line()), ("konflikt", 2), "{text:?}");
        }
    }
}
