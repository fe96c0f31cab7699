//! A line of the directory as it was, and whether it exists on the day of the file.

use std::collections::BTreeSet;

use super::entry::column;
use super::mergers;
use super::report::Authority;
use crate::content::tables::cells::{self, Cell};
use crate::import::edit::Edit;
use crate::model::{AuthorityKind, Day};

/// A line of the directory before anything changed.
pub(super) struct Old {
    pub key: String,
    pub name: String,
    pub kind: Option<AuthorityKind>,
    pub area: Option<u64>,
    pub parent: String,
    /// Whether it exists on the day of the file: the others are none of its business.
    pub exists: bool,
    /// Whether it is administered by another, or administers others: of that the official directory knows nothing.
    pub is_administered: bool,
}

/// The lines of the table, as they were.
pub(super) fn lines(edit: &Edit, day: Day) -> Vec<Old> {
    let administering: BTreeSet<&str> = edit
        .rows
        .iter()
        .map(|row| edit.value(row, column::ADMINISTERED_BY))
        .collect();
    let date = |row, name| Day::read(edit.value(row, name)).ok();
    let rows = edit.rows.iter().map(|row| {
        let key = edit.value(row, column::KEY);
        let begins = date(row, column::VALID_FROM).is_none_or(|from| from <= day);
        let lasts = date(row, column::VALID_UNTIL).is_none_or(|until| day <= until);
        Old {
            key: key.to_owned(),
            name: edit.value(row, column::NAME).to_owned(),
            kind: cells::word(edit.value(row, column::KIND)),
            area: mergers::hectares(edit.value(row, column::AREA)),
            parent: edit.value(row, column::PARENT).to_owned(),
            exists: begins && lasts,
            is_administered: administering.contains(key) || !edit.value(row, column::ADMINISTERED_BY).is_empty(),
        }
    });
    rows.collect()
}

pub(super) fn named(line: &Old) -> Authority {
    Authority {
        key: line.key.clone(),
        name: line.name.clone(),
    }
}

/// The municipality key (AGS) that lies in a regional key: it stays the same when a municipality changes its office.
pub(super) fn municipality_key(key: &str, kind: Option<AuthorityKind>) -> Option<String> {
    kind.filter(|kind| kind.is_municipality())?;
    Some(format!("{}{}", key.get(..5)?, key.get(9..12)?))
}
