//! The table of a service and what a spreadsheet says of it, put together: the newer statement wins.

use super::line::{Line, is_newer};
use super::report::{Outcome, Report, Told};
use super::{column, squeezed};
use crate::content;
use crate::content::tables::cells::{self, Cell};
use crate::content::tables::columns;
use crate::content::tables::sheet::Sheet;
use crate::diagnostics::Diagnostic;
use crate::import::edit::Edit;
use crate::import::{Document, sound};
use crate::model::{PartialDate, ReuseStatus};

/// What an import may do besides adding what is newer.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Where dates do not tell which statement is newer, the file is right.
    pub overwrite: bool,
}

/// The table as it will be, and what that changes.
#[derive(Debug, Clone)]
pub struct Merge {
    /// The text of the table.
    pub text: String,
    /// What happened.
    pub report: Report,
}

/// Puts lines about one service into its table.
///
/// # Errors
/// The table that is there is broken, or would be.
pub fn merge(current: Document, lines: &[Line], options: Options) -> Result<Merge, Vec<Diagnostic>> {
    let sheet = Sheet::parse(&current.path, &current.text)?;
    let mut edit = Edit::new(&sheet, columns::REUSE);
    let is_sorted = {
        let keys: Vec<&str> = edit.rows.iter().map(|row| edit.value(row, column::AUTHORITY)).collect();
        keys.is_sorted()
    };
    let mut report = Report::default();
    for line in lines {
        if let Some(by) = line.superseded_by {
            report.lines.push(Told::of(line, Outcome::Superseded { by }));
            continue;
        }
        let id = line.authority.as_str();
        let row = edit
            .rows
            .iter()
            .position(|row| edit.value(row, column::AUTHORITY) == id);
        let outcome = match row {
            Some(row) => update(&mut edit, row, line, options),
            None => {
                let at = match is_sorted {
                    true => edit.rows.partition_point(|row| edit.value(row, column::AUTHORITY) < id),
                    false => edit.rows.len(),
                };
                edit.insert(at, &cells(line));
                Outcome::Added
            }
        };
        report.lines.push(Told::of(line, outcome));
    }
    Ok(Merge {
        text: sound(edit.finish(), &current, content::reuse_faults)?,
        report,
    })
}

/// A statement as it stands in the table.
struct Stated {
    status: Option<ReuseStatus>,
    since: Option<PartialDate>,
    url: String,
    remark: String,
}

fn update(edit: &mut Edit, row: usize, line: &Line, options: Options) -> Outcome {
    let Some(there) = edit.rows.get(row) else {
        return Outcome::Unchanged;
    };
    let text = |name| squeezed(edit.value(there, name));
    let stated = Stated {
        status: cells::word(&text(column::STATUS)),
        since: PartialDate::read(&text(column::SINCE)).ok(),
        url: text(column::URL),
        remark: text(column::REMARK),
    };
    let told = format!("{} {}", text(column::STATUS), text(column::SINCE))
        .trim()
        .to_owned();
    if is_newer(stated.since, line.since) {
        return Outcome::Older { there: told };
    }
    let contradictions = contradictions(&stated, line);
    if !contradictions.is_empty() && !is_newer(line.since, stated.since) && !options.overwrite {
        return Outcome::Conflict {
            there: told,
            fields: contradictions,
        };
    }
    // When a state was reached first, a later list does not know better, unless it is said to be right.
    let keeps_day = stated.status == Some(line.status) && is_newer(line.since, stated.since) && !options.overwrite;
    let changed = cells(line)
        .into_iter()
        .filter(|(name, _)| !keeps_day || *name != column::SINCE)
        .filter(|(name, value)| !says_already(name, &text(name), value))
        .collect::<Vec<_>>();
    for (name, value) in &changed {
        edit.set(row, name, value);
    }
    match changed.is_empty() {
        true if keeps_day => Outcome::Reached { there: told },
        true => Outcome::Unchanged,
        false => Outcome::Updated { there: told },
    }
}

/// Whether a cell says a value, however it is written there.
fn says_already(name: &str, there: &str, value: &str) -> bool {
    let date = |text: &str| PartialDate::read(text).ok();
    let status = |text: &str| cells::word::<ReuseStatus>(text);
    match name {
        column::SINCE => date(there).is_some() && date(there) == date(value),
        column::STATUS => status(there).is_some() && status(there) == status(value),
        _ => there == value,
    }
}

/// What a line and the table say differently; what one of them leaves open is no contradiction.
fn contradictions(stated: &Stated, line: &Line) -> Vec<&'static str> {
    let differs = |there: &str, new: Option<String>| !there.is_empty() && new.is_some_and(|new| new != there);
    let since = stated.since.is_some() && line.since.is_some() && stated.since != line.since;
    let fields = [
        (column::STATUS, stated.status != Some(line.status)),
        (column::SINCE, since),
        (
            column::URL,
            differs(&stated.url, line.url.as_ref().map(ToString::to_string)),
        ),
        (column::REMARK, differs(&stated.remark, line.remark.clone())),
    ];
    fields
        .into_iter()
        .filter(|(_, differs)| *differs)
        .map(|(name, _)| name)
        .collect()
}

/// What a line says, by column; what it leaves open is not there, so that it clears nothing.
fn cells(line: &Line) -> Vec<(&'static str, String)> {
    let optional = [
        (column::SINCE, line.since.as_ref().map(ToString::to_string)),
        (column::URL, line.url.as_ref().map(ToString::to_string)),
        (column::REMARK, line.remark.clone()),
    ];
    let mut cells = vec![
        (column::AUTHORITY, line.authority.to_string()),
        (column::STATUS, line.status.word().to_owned()),
    ];
    cells.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value?))));
    cells
}
