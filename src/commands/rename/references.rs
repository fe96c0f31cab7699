//! What refers to the old name, as the checks tell it in the copy.

use std::collections::BTreeMap;

use super::super::environment::EnvironmentError;
use super::super::problems::problems_of;
use super::trial::Trial;
use super::{Names, refused};
use crate::content::Library;
use crate::diagnostics::{At, Change, Diagnostic, Severity};
use crate::extent::{Slicing, Whole};
use crate::model::Day;
use crate::pipeline::AsOf;

/// A file that could be read only when another one was mended may bring more to light.
const MOST_ROUNDS: usize = 4;

/// Writes the new name wherever the checks miss the old one.
///
/// # Errors
/// What still refers to it, or is wrong with it now.
pub(super) fn follow(trial: &mut Trial, names: &Names, as_of: Day) -> Result<(), EnvironmentError> {
    for round in 0.. {
        let library = Library::open_with_past(trial.path(), trial.root());
        let (_, mut problems) = problems_of(&library, AsOf::Asked(as_of));
        problems.retain(|problem| problem.severity == Severity::Error);
        if problems.is_empty() {
            return Ok(());
        }
        let changes = changes(trial, names, &problems);
        if changes.is_empty() || round == MOST_ROUNDS {
            return refused(left(&problems));
        }
        for (path, changes) in changes {
            trial.change(&path, &changes).map_err(EnvironmentError::Refused)?;
        }
    }
    Ok(())
}

fn left(problems: &[Diagnostic]) -> String {
    let places = problems.iter().map(|problem| {
        let line = match problem.place.line() {
            0 => String::new(),
            line => format!(":{line}"),
        };
        format!("\n  {}{line}: {}", problem.place.path, problem.message)
    });
    let places: String = places.collect();
    format!("danach wäre etwas falsch, das Sie selbst ändern müssen; es wurde nichts geändert:{places}")
}

fn changes(trial: &Trial, names: &Names, problems: &[Diagnostic]) -> BTreeMap<String, Vec<Change>> {
    let mut changes: BTreeMap<String, Vec<Change>> = BTreeMap::new();
    for problem in problems {
        let path = &*problem.place.path;
        let change = trial.text(path).and_then(|text| change(&text, names, problem));
        if let Some(change) = change {
            changes.entry(path.to_owned()).or_default().push(change);
        }
    }
    changes
}

/// The old name at the place of a problem. A link that is written elsewhere (`[1]: leistung:wohngeld`, a text of several
/// lines in a record) is looked for in the whole file: with its kind before it, nothing else can be meant.
fn change(text: &str, names: &Names, problem: &Diagnostic) -> Option<Change> {
    let word = names.from.naming().word;
    let (name, new) = (names.from.name(), names.to.name());
    let link = (format!("{word}:{name}"), format!("{word}:{new}"));
    let (wanted, may_be_elsewhere) = match problem.code {
        "unbekannter-verweis" => ((name.into_owned(), new.into_owned()), false),
        "link-ins-leere" => (link, true),
        _ => return None,
    };
    let At::Excerpt(excerpt) = &problem.place.at else {
        return None;
    };
    let lines = || (1..).zip(text.lines());
    let here = lines()
        .find(|(number, _)| *number == excerpt.line)
        .and_then(|(number, line)| {
            let column = found(line, &wanted.0, (excerpt.column as usize).minus(1))?;
            Some((number, column))
        });
    let elsewhere = || lines().find_map(|(number, line)| Some((number, found(line, &wanted.0, 0)?)));
    let (line, column) = here.or_else(|| may_be_elsewhere.then(elsewhere)?)?;
    Some(Change::Words {
        line,
        column,
        before: wanted.0,
        after: wanted.1,
    })
}

/// The column, counted from 1, in which a name stands as a whole, from a character of the line on.
fn found(line: &str, name: &str, from: usize) -> Option<u32> {
    let is_of_name = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_');
    let place = line.match_indices(name).find(|(at, _)| {
        let (before, after) = (line.part(..*at), line.part(at.plus(name.len())..));
        before.chars().count() >= from && !before.ends_with(is_of_name) && !after.starts_with(is_of_name)
    });
    let (at, _) = place?;
    u32::try_from(line.part(..at).chars().count().plus(1)).ok()
}
