//! From what a rule knows (a field, a cell, a line) to what an editor sees (line, column, excerpt).

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::front_matter;
use crate::diagnostics::{At, Diagnostic, Excerpt};

/// Gives every problem its line, column and excerpt. `read` returns the text of a file, if it can be read.
pub(super) fn locate(diagnostics: &mut [Diagnostic], read: impl Fn(&str) -> Option<String>) {
    let mut texts: BTreeMap<Arc<str>, Option<String>> = BTreeMap::new();
    for diagnostic in diagnostics {
        let path = diagnostic.place.path.clone();
        let text = texts.entry(path.clone()).or_insert_with(|| read(&path));
        if let Some(excerpt) = text
            .as_deref()
            .and_then(|text| excerpt(&path, text, &diagnostic.place.at))
        {
            diagnostic.place.at = At::Excerpt(excerpt);
        }
    }
}

/// The excerpt for a place in a text; `None` for the file as a whole and for places that are not there.
fn excerpt(path: &str, text: &str, at: &At) -> Option<Excerpt> {
    match at {
        At::File | At::Excerpt(_) => None,
        At::Line(line) => Some(line_excerpt(text, *line)),
        At::Cell(line, column) => Some(cell_excerpt(text, *line, column)),
        At::Field(field) => field_excerpt(path, text, field, Target::Value),
        At::Piece(field, piece) => piece_excerpt(path, text, field, piece),
        At::Key(field) => field_excerpt(path, text, field, Target::Key),
    }
}

/// A piece of the value of a field, where it stands in the file as it is; else the field.
fn piece_excerpt(path: &str, text: &str, field: &str, piece: &str) -> Option<Excerpt> {
    let value = field_excerpt(path, text, field, Target::Value)?;
    let skipped = value.line.saturating_sub(1) as usize;
    let mut lines = text.lines().enumerate().skip(skipped);
    let found = lines.find_map(|(number, line)| Some((number, line, line.find(piece)?)));
    let Some((number, line, at)) = found.filter(|_| !piece.is_empty()) else {
        return Some(value);
    };
    Some(Excerpt {
        line: number as u32 + 1,
        column: line[..at].chars().count() as u32 + 1,
        length: piece.chars().count() as u32,
        text: line.to_owned(),
    })
}

fn line_text(text: &str, line: u32) -> &str {
    text.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default()
}

fn line_excerpt(text: &str, line: u32) -> Excerpt {
    let text = line_text(text, line);
    let indent = text.chars().take_while(|c| c.is_whitespace()).count() as u32;
    Excerpt::at(text, line, indent + 1)
}

/// The cell of a line, by the name of its column in the header. A quoted cell that spans lines is shown as its line.
fn cell_excerpt(text: &str, line: u32, column: &str) -> Excerpt {
    let header = line_text(text, 1).trim_start_matches('\u{feff}');
    let row = line_text(text, line);
    let index = header
        .split(';')
        .position(|name| name.trim().trim_matches('"') == column);
    let Some(cell) = index.and_then(|index| row.split(';').nth(index)) else {
        return line_excerpt(text, line);
    };
    let before = (cell.as_ptr() as usize).saturating_sub(row.as_ptr() as usize);
    let column = row[..before].chars().count() as u32 + 1;
    Excerpt {
        line,
        column,
        length: cell.chars().count().max(1) as u32,
        text: row.to_owned(),
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Target {
    Key,
    Value,
}

fn field_excerpt(path: &str, text: &str, field: &str, target: Target) -> Option<Excerpt> {
    let (yaml, first_line) = if path.ends_with(".md") {
        let parts = front_matter::split(text)?;
        (parts.yaml, parts.yaml_first_line)
    } else {
        (text, 1)
    };
    let (line, column) = position(yaml, field, target)?;
    let text = line_text(yaml, line);
    let mut excerpt = Excerpt::at(text, line + first_line - 1, column);
    if target == Target::Key {
        let name = field.rsplit('/').next().unwrap_or_default();
        excerpt.length = name.chars().count().max(1) as u32;
    }
    Some(excerpt)
}

/// Line and column (from 1) of a field: descends along the path and raises an error there, which the parser places.
/// A field that is not there is placed at the nearest record that is.
fn position(yaml: &str, field: &str, target: Target) -> Option<(u32, u32)> {
    let steps: Vec<String> = field
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect();
    (0..=steps.len()).rev().find_map(|depth| {
        let target = if depth == steps.len() { target } else { Target::Value };
        let descent = Descent {
            steps: &steps[..depth],
            target,
        };
        let error = descent.deserialize(serde_yaml::Deserializer::from_str(yaml)).err()?;
        if !error.to_string().contains(ARRIVED) {
            return None;
        }
        let location = error.location()?;
        Some((location.line() as u32, location.column() as u32))
    })
}

const ARRIVED: &str = "<arrived>";

#[derive(Clone, Copy)]
struct Descent<'a> {
    steps: &'a [String],
    target: Target,
}

impl<'de> DeserializeSeed<'de> for Descent<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Descent<'_> {
    fn has_arrived(&self) -> bool {
        self.steps.is_empty()
    }

    fn scalar<E: Error>(self) -> Result<(), E> {
        if self.has_arrived() {
            Err(E::custom(ARRIVED))
        } else {
            Ok(())
        }
    }
}

impl<'de> Visitor<'de> for Descent<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.has_arrived() {
            return Err(A::Error::custom(ARRIVED));
        }
        let seek = Seek {
            name: &self.steps[0],
            fail: self.steps.len() == 1 && self.target == Target::Key,
        };
        while let Some(found) = map.next_key_seed(seek)? {
            if found {
                map.next_value_seed(Descent {
                    steps: &self.steps[1..],
                    ..self
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        if self.has_arrived() {
            return Err(A::Error::custom(ARRIVED));
        }
        let index: Option<usize> = self.steps[0].parse().ok();
        let mut at = 0;
        loop {
            let more = if index == Some(at) {
                seq.next_element_seed(Descent {
                    steps: &self.steps[1..],
                    ..self
                })?
                .is_some()
            } else {
                seq.next_element::<IgnoredAny>()?.is_some()
            };
            if !more {
                return Ok(());
            }
            at += 1;
        }
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.scalar()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.scalar()
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.scalar()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.scalar()
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.scalar()
    }
}

/// Compares a key with the one that is looked for; where the key itself is the target, finding it is arriving.
#[derive(Clone, Copy)]
struct Seek<'a> {
    name: &'a str,
    fail: bool,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Seek<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        match (key == self.name, self.fail) {
            (true, true) => Err(E::custom(ARRIVED)),
            (found, _) => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str =
        "titel: Wohngeld\nauskunft:\n  kosten:\n    stand: falsch\n  schritte:\n    - datum: 2022\n    - datum: x\n";

    fn at(field: &str, target: Target) -> Option<(u32, u32)> {
        position(YAML, field, target)
    }

    #[test]
    fn fields_are_found() {
        assert_eq!(at("/titel", Target::Value), Some((1, 8)));
        assert_eq!(at("/auskunft/kosten/stand", Target::Value), Some((4, 12)));
        assert_eq!(at("/auskunft/kosten/stand", Target::Key), Some((4, 5)));
        assert_eq!(at("/auskunft/schritte/1/datum", Target::Value), Some((7, 14)));
    }

    #[test]
    fn a_missing_field_is_placed_at_its_record() {
        assert_eq!(at("/auskunft/kosten/text", Target::Value), Some((4, 5)));
    }

    #[test]
    fn a_cell_is_found_by_its_column() {
        let excerpt = cell_excerpt("ars;stand;seit\n12;läuft;2022\n", 2, "stand");
        assert_eq!((excerpt.line, excerpt.column, excerpt.length), (2, 4, 5));
    }
}
