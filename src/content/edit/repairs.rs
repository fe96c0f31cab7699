//! The repairs that problems carry, put together by file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::{Replacement, Version, edit, source::Source};
use crate::content::CONTENT;
use crate::diagnostics::{Change, Diagnostic, Repair};
use crate::extent::{Slicing, Whole};

/// A file that can be mended.
#[derive(Debug)]
pub struct Mended {
    /// The file as it becomes.
    pub replacement: Replacement,
    /// Its text as people see it now: what is no text in UTF-8 is shown as such.
    pub before: String,
    /// Its text as it becomes.
    pub after: String,
    /// How many problems that mends.
    pub count: usize,
}

/// What the repairs of some problems make of the files below a portal root. A repair that turns out not to be certain is
/// left out: its problem is still told. Nothing is written here.
pub fn repairs(root: &Path, problems: &[Diagnostic]) -> Vec<Mended> {
    let mut by_file: BTreeMap<&Arc<str>, Vec<&Repair>> = BTreeMap::new();
    for problem in problems {
        if let (Some(repair), true) = (&problem.repair, is_content(&problem.place.path)) {
            by_file.entry(&problem.place.path).or_default().push(repair);
        }
    }
    let files = by_file.into_iter();
    files.filter_map(|(path, repairs)| mend(root, path, &repairs)).collect()
}

fn is_content(path: &str) -> bool {
    path.strip_prefix(CONTENT).is_some_and(|path| path.starts_with('/'))
}

fn mend(root: &Path, path: &Arc<str>, repairs: &[&Repair]) -> Option<Mended> {
    let before = fs::read(root.join(&**path)).ok()?;
    let mut changes = Vec::new();
    let mut mended = None;
    let count = accept(path, &before, repairs, &mut changes, &mut mended);
    let bytes = mended.filter(|bytes| *bytes != before)?;
    Some(Mended {
        before: String::from_utf8_lossy(&before).into_owned(),
        after: String::from_utf8_lossy(&bytes).into_owned(),
        replacement: Replacement {
            path: path.clone(),
            before: Version::of(&before),
            bytes,
        },
        count,
    })
}

/// Whether a change touches nothing but a piece of a text, which is no remark.
fn is_within_text(change: &Change) -> bool {
    matches!(change, Change::Within { .. })
}

/// Whether all remarks of a YAML file are still in it. A sign that is no remark, but part of a text, counts like one: better
/// one repair too few. In other files the sign is something else.
fn keeps_remarks(path: &str, before: &[u8], after: &[u8]) -> bool {
    if !path.ends_with(".yaml") {
        return true;
    }
    let remarks = |bytes: &[u8]| {
        let text = Source::read(bytes).text;
        let remarks = text.lines().filter_map(|line| {
            let at = line.find(" #").or_else(|| line.starts_with('#').then_some(0))?;
            Some(line.part(at..).trim().to_owned())
        });
        remarks.collect::<Vec<String>>()
    };
    let mut kept = remarks(after);
    remarks(before).into_iter().all(|remark| {
        let place = kept.iter().position(|other| *other == remark);
        place.map(|place| kept.swap_remove(place)).is_some()
    })
}

/// Adds repairs to the changes of a file: all of them, or, where they do not go together, those of each half that do.
fn accept(
    path: &str,
    before: &[u8],
    repairs: &[&Repair],
    changes: &mut Vec<Change>,
    mended: &mut Option<Vec<u8>>,
) -> usize {
    if repairs.is_empty() {
        return 0;
    }
    let known = changes.len();
    changes.extend(repairs.iter().flat_map(|repair| repair.0.iter().cloned()));
    // A remark is nothing that a repair may lose.
    if let Some(bytes) = edit(path, before, changes)
        .ok()
        .filter(|bytes| changes.iter().all(is_within_text) || keeps_remarks(path, before, bytes))
    {
        *mended = Some(bytes);
        return repairs.len();
    }
    changes.truncate(known);
    if repairs.len() == 1 {
        return 0;
    }
    let (first, second) = repairs.split_at(repairs.len() / 2);
    accept(path, before, first, changes, mended).plus(accept(path, before, second, changes, mended))
}
