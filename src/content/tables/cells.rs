//! What a cell of a table can hold. Spreadsheet programs write dates and numbers as people do: that is understood, by
//! `check` as by `import`.

use std::str::FromStr;

use crate::content::faults::{Misspelt, format_fault};
use crate::content::tables::columns::fold;
use crate::model::{
    AuthorityId, Day, Email, InvalidNumber, PartialDate, Population, Postcode, RegionalKey, Textual, WebAddress,
    spelling,
};

/// A value that a cell can hold.
pub(crate) trait Cell: Sized {
    /// What to do about a cell that does not hold one.
    const HELP: &'static str;

    /// Reads a cell.
    ///
    /// # Errors
    /// The cell holds something else.
    fn read(text: &str) -> Result<Self, Misspelt>;
}

/// A value with a syntax of its own.
fn textual<T: Textual>(text: &str) -> Result<T, Misspelt> {
    text.parse()
        .map_err(|error: T::Err| format_fault(T::FORMAT, text).unwrap_or_else(|| Misspelt::of(&error)))
}

/// The values of a cell that holds several.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', ',', '|']).filter(|part| !part.is_empty())
}

macro_rules! cells {
    ($($type:ty: $help:literal;)+) => {
        $(impl Cell for $type {
            const HELP: &'static str = $help;

            fn read(text: &str) -> Result<Self, Misspelt> {
                textual(text)
            }
        })+
    };
}

cells! {
    RegionalKey: "Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text.";
    AuthorityId: "Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text. Auch Kennungen aus weitere.yaml sind erlaubt.";
    Postcode: "Tabellenprogramme kürzen Postleitzahlen gern: Formatieren Sie die Spalte als Text.";
    WebAddress: "Die Adresse muss mit https:// beginnen.";
    Email: "Erwartet wird eine E-Mail-Adresse, zum Beispiel poststelle@example.org.";
}

impl Cell for PartialDate {
    const HELP: &'static str = "Erlaubt sind Tag (2022-02-15), Monat (2022-02), Quartal (2022-Q1) und Jahr (2022).";

    fn read(text: &str) -> Result<Self, Misspelt> {
        let written = text.parse().ok();
        let meant = || spelling::date(text)?.parse().ok();
        written.or_else(meant).map_or_else(|| textual(text), Ok)
    }
}

impl Cell for Day {
    const HELP: &'static str = "Schreiben Sie den Tag wie 2022-02-15 oder 15.02.2022.";

    fn read(text: &str) -> Result<Self, Misspelt> {
        let written = text.parse().ok();
        let meant = || spelling::date(text)?.parse().ok();
        written.or_else(meant).map_or_else(|| textual(text), Ok)
    }
}

impl Cell for String {
    const HELP: &'static str = "";

    fn read(text: &str) -> Result<Self, Misspelt> {
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

impl Cell for Population {
    const HELP: &'static str =
        "Schreiben Sie nur Ziffern, zum Beispiel 13843. Ist die Zahl nicht bekannt, bleibt die Zelle leer.";

    fn read(text: &str) -> Result<Self, Misspelt> {
        let digits = spelling::whole_number(text);
        let number = digits.as_deref().unwrap_or(text).parse();
        number.map_err(|error: InvalidNumber| Misspelt::of(&error))
    }
}

impl Cell for f64 {
    const HELP: &'static str = "Schreiben Sie die Zahl mit Komma oder Punkt, zum Beispiel 57,94 oder 57.94.";

    fn read(text: &str) -> Result<Self, Misspelt> {
        let pointed = spelling::decimal_number(text);
        let number = crate::content::yaml::float(pointed.as_deref().unwrap_or(text));
        number.ok_or_else(|| Misspelt::of(&format_args!("`{text}` ist keine Zahl")))
    }
}

/// A word of a vocabulary, or the same written with blanks, capitals and umlauts.
pub(crate) fn word<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok().or_else(|| fold(text).parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in ["13843", "13.843", "13 843", "13\u{a0}843"] {
            assert_eq!(Population::read(text).ok().map(Population::get), Some(13843), "{text}");
        }
        for text in ["13.84", "13,8", "1.3843", "-5", "", ".", "x"] {
            assert!(Population::read(text).is_err(), "{text}");
        }
        assert_eq!(f64::read("57,94").ok(), Some(57.94));
        assert_eq!(f64::read("1.057,94").ok(), Some(1057.94));
        for text in ["NaN", "inf", "1e5", "", "-"] {
            assert!(f64::read(text).is_err(), "{text}");
        }
        assert_eq!(PartialDate::read("15.02.2022").ok(), "2022-02-15".parse().ok());
    }
}
