//! What wants to break the program: content, tables, pictures, names, themes, folders and surroundings. Each input is built
//! or told, with the exit code and the first line that stand in `tests/faults/hostile.md`, within ten seconds of processor
//! time and a gigabyte; what is refused leaves every file as it was, and what is built runs nothing of it.
//!
//! `OZG_TESTS_ERNEUERN=1` writes the table anew.

mod ground;
mod input;
mod run;
mod table;

mod maps;
mod markdown;
mod names;
mod pictures;
mod settings;
mod surroundings;
mod tables;
mod templates;
mod yaml;

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use input::Input;
use run::Outcome;

/// The issue wants so many.
const FEWEST: usize = 200;

fn inputs() -> Vec<Input> {
    let mut all = Vec::new();
    all.extend(yaml::inputs());
    all.extend(markdown::inputs());
    all.extend(tables::inputs());
    all.extend(maps::inputs());
    all.extend(pictures::inputs());
    all.extend(names::inputs());
    all.extend(settings::inputs());
    all.extend(templates::inputs());
    all.extend(surroundings::inputs());
    all
}

#[test]
fn every_hostile_input_is_told_or_built_in_time_and_memory() {
    let mut inputs = inputs();
    let extent = table::choose(&mut inputs);
    assert!(
        extent == table::Extent::Named || inputs.len() >= FEWEST,
        "{}",
        inputs.len()
    );
    let outcomes = all_at_once(&inputs);
    table::compare_or_renew(&inputs, &outcomes, extent);
    let broken: Vec<String> = inputs
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| !outcome.faults.is_empty())
        .map(|(input, outcome)| format!("{}, {}: {}", input.family, input.name, outcome.faults.join("; ")))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Runs all inputs, as many at a time as there are processors or `OZG_TESTS_ZUGLEICH` says.
fn all_at_once(inputs: &[Input]) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let outcomes = Mutex::new(Vec::new());
    let asked = std::env::var("OZG_TESTS_ZUGLEICH")
        .ok()
        .and_then(|text| text.parse().ok());
    let workers = asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(2, usize::from));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(input) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = run::run(input);
                    outcomes.lock().unwrap().push((input.number, outcome));
                }
            });
        }
    });
    let mut outcomes = outcomes.into_inner().unwrap();
    outcomes.sort_by_key(|(number, _)| *number);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}
