//! Tables as CSV (RFC 4180): UTF-8, `;`, CRLF, first line the names of the columns.
//!
//! The file begins with a byte order mark: without it Excel takes UTF-8 for something else. Text stands in quotes,
//! numbers do not, whatever digits the text has: so a program that goes by the quotes reads no key as a number, and
//! LibreOffice, which takes comma, semicolon and tab for separators unless told otherwise, keeps sentences together.
//! Spreadsheets calculate what begins like a formula, quotes or not: before such text stands an apostrophe.

use std::borrow::Cow;
use std::io::{self, Write};

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A table that is being written.
pub(crate) struct Spreadsheet<W> {
    out: W,
    is_in_row: bool,
}

impl<W: Write> Spreadsheet<W> {
    /// Begins a table.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all(BYTE_ORDER_MARK)?;
        Ok(Self { out, is_in_row: false })
    }

    /// A cell with text, or without anything.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.separate()?;
        self.out.write_all(b"\"")?;
        let text = harmless(text);
        let mut pieces = text.split('"');
        self.out.write_all(pieces.next().unwrap_or_default().as_bytes())?;
        for piece in pieces {
            self.out.write_all(b"\"\"")?;
            self.out.write_all(piece.as_bytes())?;
        }
        self.out.write_all(b"\"")
    }

    /// A cell with a number.
    pub fn number(&mut self, number: &str) -> io::Result<()> {
        self.separate()?;
        self.out.write_all(number.as_bytes())
    }

    /// Ends a row.
    pub fn end_row(&mut self) -> io::Result<()> {
        self.is_in_row = false;
        self.out.write_all(b"\r\n")
    }

    /// A row of texts.
    pub fn row<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for text in texts {
            self.text(text)?;
        }
        self.end_row()
    }

    /// The end of the table.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }

    fn separate(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_in_row, true) {
            self.out.write_all(b";")?;
        }
        Ok(())
    }
}

/// Text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    if first.is_some_and(|c| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠'
        )
    }) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> io::Result<Vec<u8>> {
        let mut table = Spreadsheet::new(Vec::new())?;
        table.row(["ars", "a \"b\"", "", "=1+1", "+49 331", " @x", "a-b"])?;
        table.number("-1.5")?;
        table.text("-1.5")?;
        table.end_row()?;
        table.finish()
    }

    #[test]
    fn text_is_quoted_and_cannot_act() {
        let bytes = written().expect("memory can be written to");
        assert_eq!(
            String::from_utf8(bytes).expect("a table is text"),
            "\u{feff}\"ars\";\"a \"\"b\"\"\";\"\";\"'=1+1\";\"'+49 331\";\"' @x\";\"a-b\"\r\n-1.5;\"'-1.5\"\r\n"
        );
    }
}
