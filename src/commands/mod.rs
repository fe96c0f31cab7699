//! One file per command, the report to the terminal, and exit codes.

mod build;
mod check;
mod copy;
mod environment;
mod export;
mod import;
mod kit;
mod new;
mod outside;
mod preview;
mod problems;
mod publish;
mod rename;
mod repair;
mod report;
mod schema;
mod serve;
mod since;

use std::process::ExitCode;

use crate::cli::{Call, Command, Global};
use crate::output;
use environment::EnvironmentError;

/// The exit codes that scripts can rely on.
const CONTENT_PROBLEMS: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Ends the program because of a template that does not end by itself. Nothing is published while pages are made; what
/// waits beside them the next build throws away.
#[expect(clippy::exit, reason = "no thread can be stopped from outside")]
fn end_for_template(problem: &crate::diagnostics::Diagnostic) {
    report::problems(std::slice::from_ref(problem));
    report::line("Abgebrochen: 1 Fehler. Es wurde nichts veröffentlicht.");
    std::process::exit(i32::from(CONTENT_PROBLEMS));
}

/// More threads than this only take memory from each other.
const MOST_THREADS: usize = 64;

/// Makes the threads that share the work: as many as `RAYON_NUM_THREADS` says or the machine has, and fewer where the
/// system gives no more.
fn make_threads() {
    let asked = std::env::var("RAYON_NUM_THREADS")
        .ok()
        .and_then(|text| text.parse().ok());
    let there = || std::thread::available_parallelism().map_or(1, usize::from);
    let mut threads = asked
        .filter(|threads| *threads > 0)
        .unwrap_or_else(there)
        .min(MOST_THREADS);
    while rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build_global()
        .is_err()
        && threads > 1
    {
        threads /= 2;
    }
}

/// Carries a call out.
pub fn run(call: Call) -> ExitCode {
    make_threads();
    crate::theme::watch_templates(end_for_template);
    let outcome = match call.command {
        Command::Build {
            output,
            base_url,
            drafts,
            insists,
            compress,
            profile,
        } => {
            let options = build::Options {
                output,
                base_url,
                drafts,
                hidden: false,
                insists,
                compress,
                profile,
            };
            build_or_copy(&call.global, &options)
        }
        Command::Check(options) => check::run(&call.global, &options),
        Command::Export { what } => export::run(&call.global, &what),
        Command::Import { what } => import::run(&call.global, what),
        Command::Kit(options) => kit::run(&call.global, &options),
        Command::New { what } => new::run(&call.global, what),
        Command::Publish(options) => publish::run(&call.global, &options),
        Command::Rename(options) => rename::run(&call.global, &options),
        Command::Schema { output } => schema::run(&call.global, output),
        Command::Serve {
            port,
            drafts,
            open,
            poll,
        } => serve::run(
            &call.global,
            &serve::Options {
                port,
                drafts,
                open,
                poll,
            },
        ),
    };
    outcome.unwrap_or_else(|error: environment::EnvironmentError| {
        report::failure(&error.to_string());
        ExitCode::from(WRONG_USAGE)
    })
}

/// What `--ausgabe` names decides what is written: a folder, or a copy as one file.
fn build_or_copy(global: &Global, options: &build::Options) -> Result<ExitCode, EnvironmentError> {
    let format = options.output.as_deref().map_or(Ok(None), output::asked_for);
    match format.map_err(|error| EnvironmentError::Refused(error.to_string()))? {
        Some(format) => copy::run(global, options, format),
        None => build::run(global, options),
    }
}
