//! Changes of content files that differ in what was meant, and in nothing else: comments, order, empty lines, quotation
//! marks and line ends stay as they are.
//!
//! A change becomes the pieces of the text that others take the place of (`record`, `table`), so every other byte is kept
//! by construction. What comes of it is read again and compared with what was wanted; only then is it an edit. Writing
//! it is the business of `store`: all files or none, and only as long as they are what they were when they were read.

mod pieces;
mod record;
mod repairs;
mod source;
mod store;
mod table;
mod tree;
mod wanted;
mod within;
mod written;

pub use repairs::{Mended, repairs};
pub use store::{Replacement, StoreError, Version, replace_all};

use pieces::Piece;
use record::Record;
use source::Source;
use table::Table;

use serde_json::Value;

use super::{front_matter, yaml};
use crate::diagnostics::{Change, Rewriting};
use crate::extent::{offset, shifted};

/// Why a file is left as it is, in German.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The field or the place for it is not there.
    #[error("das Feld `{0}` gibt es nicht, und es kann hier nicht ergänzt werden")]
    NoField(String),
    /// The cell is not there.
    #[error("die Zelle `{1}` in Zeile {0} gibt es nicht")]
    NoCell(u32, String),
    /// What is to be changed cannot be read.
    #[error("die Angaben der Datei können nicht gelesen werden")]
    Syntax,
    /// Two changes concern the same piece.
    #[error("zwei Änderungen betreffen dieselbe Stelle")]
    Overlap,
    /// The piece is not in the file, or not a whole piece of text.
    #[error("die Stelle gibt es in der Datei nicht")]
    Elsewhere,
    /// The file is not in UTF-8.
    #[error("die Datei ist nicht in UTF-8 gespeichert")]
    Encoding,
    /// Read again, the file would not say what was wanted.
    #[error("danach stünde etwas anderes in der Datei als gewollt")]
    Unmeant,
}

/// The bytes of a file after some changes, proven by reading them again.
///
/// # Errors
/// Why the file is better left as it is.
pub fn edit(path: &str, bytes: &[u8], changes: &[Change]) -> Result<Vec<u8>, Refusal> {
    let source = Source::read(bytes);
    let pieces = pieces(path, &source.text, changes)?;
    let text = pieces::replace(&source.text, pieces)?;
    let rewritings: Vec<Rewriting> = changes.iter().filter_map(rewriting).collect();
    let bytes = source.write(&text, &rewritings)?;
    // What nobody sees is no part of what the file says.
    let unseen = rewritings.contains(&Rewriting::Unseen).then_some(Rewriting::Unseen);
    let before = source::rewritten(&source.text, unseen.as_slice()).ok_or(Refusal::Unmeant)?;
    prove(path, &before, &Source::read(&bytes).text, changes)?;
    Ok(bytes)
}

fn rewriting(change: &Change) -> Option<Rewriting> {
    match change {
        Change::File(rewriting) => Some(*rewriting),
        _ => None,
    }
}

fn pieces(path: &str, text: &str, changes: &[Change]) -> Result<Vec<Piece>, Refusal> {
    let record = match changes.iter().any(is_of_record) {
        true => Some(record(path, text)?),
        false => None,
    };
    let value: Value = match &record {
        Some((_, record)) => yaml::from_str(record.yaml).map_err(|_| Refusal::Syntax)?,
        None => Value::Null,
    };
    let table = is_table(path, changes).then(|| Table::read(path, text));
    let mut pieces = Vec::new();
    for change in changes {
        let in_record = |piece: Result<Piece, Refusal>, start: usize| {
            piece.map(|piece| Piece {
                range: shifted(&piece.range, start),
                text: piece.text,
            })
        };
        match (change, &record) {
            (Change::Set { field, value }, Some((start, record))) => {
                pieces.push(in_record(record.set(field, &value.into()), *start)?);
            }
            (Change::Remove { field }, Some((start, record))) => pieces.push(in_record(record.remove(field), *start)?),
            (Change::Rename { field, name }, Some((start, record))) => {
                pieces.push(in_record(record.rename(field, name), *start)?);
            }
            (Change::Text { range, text }, _) => pieces.push(Piece {
                range: range.clone(),
                text: text.clone(),
            }),
            (
                Change::Words {
                    line,
                    column,
                    before,
                    after,
                },
                _,
            ) => pieces.push(Piece {
                range: pieces::find(text, *line, *column, before).ok_or(Refusal::Elsewhere)?,
                text: after.clone(),
            }),
            (
                Change::Within {
                    field,
                    at,
                    before,
                    after,
                },
                Some((start, record)),
            ) => {
                let piece = within::piece(record, &value, (field, *at), (before, after));
                pieces.push(in_record(piece.ok_or(Refusal::Elsewhere), *start)?);
            }
            (Change::Cell { line, column, text }, _) => {
                let table = table.as_ref().ok_or_else(|| Refusal::NoCell(*line, column.clone()))?;
                pieces.push(table.set(*line, column, text)?);
            }
            _ => {}
        }
    }
    Ok(pieces)
}

fn is_table(path: &str, changes: &[Change]) -> bool {
    path.ends_with(".csv") && changes.iter().any(|change| matches!(change, Change::Cell { .. }))
}

fn is_of_record(change: &Change) -> bool {
    matches!(
        change,
        Change::Set { .. } | Change::Remove { .. } | Change::Rename { .. } | Change::Within { .. }
    )
}

/// The YAML of a file: all of it, or its front matter; and where it begins.
fn yaml_of<'a>(path: &str, text: &'a str) -> Option<(usize, &'a str)> {
    if path.ends_with(".md") {
        let parts = front_matter::split(text)?;
        return Some((offset(text, parts.yaml), parts.yaml));
    }
    path.ends_with(".yaml").then_some((0, text))
}

fn record<'a>(path: &str, text: &'a str) -> Result<(usize, Record<'a>), Refusal> {
    let (start, yaml) = yaml_of(path, text).ok_or(Refusal::Syntax)?;
    let root = tree::parse(yaml)?.ok_or(Refusal::Syntax)?;
    Ok((start, Record { yaml, root }))
}

/// Reads the new text and compares it with what was wanted. Where pieces of text were replaced, that may have been
/// anywhere: then what could be read before can still be read.
fn prove(path: &str, before: &str, after: &str, changes: &[Change]) -> Result<(), Refusal> {
    let is_proven = match yaml_of(path, before) {
        Some((_, old)) => is_wanted(old, yaml_of(path, after).map(|(_, yaml)| yaml), changes)?,
        None if is_table(path, changes) => {
            Table::read(path, after).differs_only_in(&Table::read(path, before), changes) || has_pieces(changes)
        }
        None => true,
    };
    if is_proven { Ok(()) } else { Err(Refusal::Unmeant) }
}

fn is_wanted(old: &str, new: Option<&str>, changes: &[Change]) -> Result<bool, Refusal> {
    let value = |text: &str| yaml::from_str::<Value>(text).ok();
    let Some(mut wanted) = value(old) else {
        return if changes.iter().any(is_of_record) {
            Err(Refusal::Syntax)
        } else {
            Ok(true)
        };
    };
    within::change(&mut wanted, changes).ok_or(Refusal::Unmeant)?;
    for change in changes {
        wanted::change(&mut wanted, change).ok_or(Refusal::Unmeant)?;
    }
    Ok(new
        .and_then(value)
        .is_some_and(|found| found == wanted || (has_pieces(changes) && within::is_same(&found, &wanted, changes))))
}

fn has_pieces(changes: &[Change]) -> bool {
    changes
        .iter()
        .any(|change| matches!(change, Change::Text { .. } | Change::Words { .. }))
}
