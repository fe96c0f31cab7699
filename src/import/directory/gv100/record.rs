//! A line of the file, and where its fields stand.

use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::extent::{Whole, quantity};

pub(super) type Field = RangeInclusive<usize>;

pub(super) const STATUS: Field = 3..=10;
pub(super) const STATE: Field = 11..=12;
pub(super) const COUNTY: Field = 11..=15;
pub(super) const MUNICIPALITY: Field = 16..=18;
pub(super) const ASSOCIATION: Field = 19..=22;
pub(super) const NAME: Field = 23..=72;
pub(super) const KIND: Field = 123..=124;
pub(super) const AREA: Field = 129..=139;
pub(super) const POPULATION: Field = 140..=150;
pub(super) const POSTCODE: Field = 166..=170;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecordType {
    State,
    District,
    Region,
    County,
    Association,
    Municipality,
}

impl RecordType {
    pub fn of(text: &str) -> Option<Self> {
        Some(match text {
            "10" => Self::State,
            "20" => Self::District,
            "30" => Self::Region,
            "40" => Self::County,
            "50" => Self::Association,
            "60" => Self::Municipality,
            _ => return None,
        })
    }
}

/// How many characters a field has.
fn length(field: &Field) -> usize {
    field.clone().count()
}

/// A line of the file.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub path: &'a Arc<str>,
    pub line: &'a str,
    pub number: u32,
    pub kind: RecordType,
}

impl Record<'_> {
    /// The text of a field, without the blanks around it.
    pub fn text(&self, field: &Field) -> String {
        let characters = self.line.chars().skip((*field.start()).minus(1));
        let text: String = characters.take(length(field)).collect();
        text.trim().to_owned()
    }

    /// Digits that fill a field.
    pub fn digits(&self, field: &Field, what: &str) -> Result<String, Diagnostic> {
        let text = self.text(field);
        let length = length(field);
        if text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(text);
        }
        Err(self.fault(
            field,
            format!("hier müssen {length} Ziffern stehen ({what}), es steht `{text}`"),
        ))
    }

    pub fn number(&self, field: &Field, what: &str) -> Result<u64, Diagnostic> {
        self.digits(field, what)?
            .parse()
            .map_err(|_| self.fault(field, format!("keine Zahl ({what})")))
    }

    pub fn fault(&self, field: &Field, message: String) -> Diagnostic {
        let message = format!("Stellen {} bis {}: {message}", field.start(), field.end());
        Diagnostic::error("ungueltige-angabe", self.place(field), message).with_help(
            "Die Zeile entspricht nicht der Satzbeschreibung des Formats GV100AD. Laden Sie die Datei noch einmal, und ändern Sie sie nicht von Hand.",
        )
    }

    pub fn place(&self, field: &Field) -> Place {
        let characters = self.line.trim_end().chars().count().max(1);
        let column = (*field.start()).min(characters);
        let length = (*field.end())
            .clamp(column, characters.max(column))
            .minus(column)
            .plus(1);
        let excerpt = Excerpt::piece(self.line.trim_end(), self.number, quantity(column), quantity(length));
        Place::excerpt(self.path, excerpt)
    }

    /// The name without what is told after a comma or before the name: "…, Stadt", "Amt …".
    pub fn name(&self, prefixes: &[&str]) -> Result<String, Diagnostic> {
        let text = self.text(&NAME);
        let name = text.split_once(", ").map_or(text.as_str(), |(name, _)| name).trim();
        let name = prefixes
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix))
            .unwrap_or(name);
        if name.is_empty() {
            return Err(self.fault(&NAME, "der Name fehlt".to_owned()));
        }
        Ok(name.to_owned())
    }
}
