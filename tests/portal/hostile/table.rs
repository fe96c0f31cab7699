//! The table of all inputs in `tests/faults/hostile.md`: what is the same in every run is compared, the rest is noted.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use super::input::Input;
use super::run::Outcome;

const HEAD: &str = "# Hostile inputs

Written by `tests/portal/hostile.rs` (`OZG_TESTS_ERNEUERN=1 cargo nextest run --test portal hostile::`). Each input is put into
the small portal of the tests (`tests/portal/base`) and the program is run on it as a process of its own, which the system ends after
10 s of processor time (all threads together) and the test after 1 GB of memory or a minute without any work. The test insists on the exit code and the
first line of each row, on these limits, that there is no panic, that a run that fails leaves every file of the portal and beside it as it
was, that one that succeeds changes nothing but what it is to write, and that nothing in the pages runs. Each day one input in
four is tried, with `OZG_TESTS_GRUENDLICH=1` and to write the table all of them; `OZG_TESTS_NUR=GeoJSON,pipe` takes those that are called so.
";

/// Which inputs are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of them, with `OZG_TESTS_GRUENDLICH=1` and to write the table.
    All,
    /// One in a few.
    Some,
    /// Those whose family or name contains a word of `OZG_TESTS_NUR` (`GeoJSON,a pipe`).
    Named,
}

/// So many inputs are tried each day: one in this many.
const ONE_IN: usize = 4;

pub fn is_renewed() -> bool {
    std::env::var_os("OZG_TESTS_ERNEUERN").is_some()
}

/// Takes the inputs that are to be tried, and numbers them.
pub fn choose(inputs: &mut Vec<Input>) -> Extent {
    let wanted = std::env::var("OZG_TESTS_NUR").ok();
    let is_thorough = std::env::var_os("OZG_TESTS_GRUENDLICH").is_some() || is_renewed();
    let extent = match (&wanted, is_thorough) {
        (Some(_), _) => Extent::Named,
        (None, true) => Extent::All,
        (None, false) => Extent::Some,
    };
    let mut at = 0;
    inputs.retain(|input| {
        at += 1;
        let called = format!("{}: {}", input.family, input.name);
        match &wanted {
            Some(wanted) => wanted.split(',').any(|word| called.contains(word)),
            None => is_thorough || at % ONE_IN == 0,
        }
    });
    for (number, input) in inputs.iter_mut().enumerate() {
        input.number = number;
    }
    extent
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/hostile.md")
}

/// Insists that exit codes and messages are those of the table, or writes it. What went wrong is in no table.
pub fn compare_or_renew(inputs: &[Input], outcomes: &[Outcome], extent: Extent) {
    let names: BTreeSet<(&str, &str)> = inputs.iter().map(|input| (input.family, input.name.as_str())).collect();
    assert_eq!(names.len(), inputs.len(), "two inputs have the same name");
    let sound = inputs
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| outcome.faults.is_empty());
    let rows: Vec<(String, String)> = sound.map(row).collect();
    let table = fs::read_to_string(path()).unwrap_or_default();
    let lines: Vec<&str> = table.lines().filter(|line| without_figures(line).is_some()).collect();
    if is_renewed() {
        let new: Vec<String> = rows.iter().map(|(row, figures)| format!("{row} {figures}")).collect();
        let all = match extent {
            Extent::Named => merged(&lines, new),
            _ => new,
        };
        fs::write(path(), document(&all)).unwrap();
        return;
    }
    let known: BTreeSet<&str> = lines.into_iter().filter_map(without_figures).collect();
    let new: Vec<&str> = rows
        .iter()
        .map(|(row, _)| row.as_str())
        .filter(|row| !known.contains(row))
        .collect();
    assert!(new.is_empty(), "not in {}:\n{}", path().display(), new.join("\n"));
    let is_whole = extent != Extent::All || known.len() == rows.len();
    assert!(is_whole, "{} has rows of inputs that are gone", path().display());
}

/// Rows with some that are new: each in the place of the one of the same input, or behind the last of its family.
fn merged(lines: &[&str], new: Vec<String>) -> Vec<String> {
    let begin = |line: &str, cells: usize| line.split(" | ").take(cells).collect::<Vec<_>>().join(" | ");
    let mut all: Vec<String> = lines.iter().map(|&line| line.to_owned()).collect();
    for row in new {
        let same = all.iter().position(|line| begin(line, 2) == begin(&row, 2));
        let family = all.iter().rposition(|line| begin(line, 1) == begin(&row, 1));
        match (same, family) {
            (Some(at), _) => all[at] = row,
            (None, Some(at)) => all.insert(at + 1, row),
            (None, None) => all.push(row),
        }
    }
    all
}

/// A row without its figures, and these.
fn row((input, outcome): (&Input, &Outcome)) -> (String, String) {
    let cell = |text: &str| text.replace('|', "\\|").replace(char::is_control, "\u{fffd}");
    let row = format!(
        "| {} | {} | {} | {} |",
        input.family,
        cell(&input.name),
        outcome.code,
        cell(&outcome.first)
    );
    (row, format!("{:.1} | {} |", outcome.seconds, outcome.megabytes))
}

/// A row of the table without its figures.
fn without_figures(line: &str) -> Option<&str> {
    if !line.starts_with("| ") || line.starts_with("| ---") || line.starts_with("| of |") {
        return None;
    }
    // The last two cells, and the end of the line.
    let at = line.rmatch_indices('|').nth(2)?.0;
    Some(&line[..=at])
}

fn document(rows: &[String]) -> String {
    let profile = if cfg!(debug_assertions) { "dev" } else { "release" };
    let mut text = HEAD.to_owned();
    // Counted from the end: messages may have bars in them.
    let cell = |row: &str, at: usize| {
        row.rsplit(" | ")
            .nth(at)
            .unwrap_or_default()
            .trim_end_matches(" |")
            .to_owned()
    };
    let most = |at: usize| {
        rows.iter()
            .filter_map(|row| cell(row, at).parse::<f64>().ok())
            .fold(0.0, f64::max)
    };
    let families: BTreeSet<&str> = rows.iter().filter_map(|row| row.split(" | ").next()).collect();
    let refused = rows
        .iter()
        .filter(|row| row.contains(" | 1 | ") || row.contains(" | 2 | "))
        .count();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\n{} inputs of {} families: {refused} are refused, {} are built. Most of one: {:.1} s of processor time, {} MB. Measured with the {profile} profile on a busy machine, looked at every 8 ms.\n",
        rows.len(),
        families.len(),
        rows.len() - refused,
        most(1),
        most(0),
    );
    text += "| of | input | exit | first line | s | MB |\n| --- | --- | --- | --- | --- | --- |\n";
    rows.iter().for_each(|row| text.extend([row.as_str(), "\n"]));
    text
}
