//! `ozg check`: all problems of the content, and nothing written.

use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::{CONTENT_PROBLEMS, report};
use crate::cli::Global;
use crate::content::Library;
use crate::diagnostics;

pub(super) fn run(global: &Global) -> Result<ExitCode, EnvironmentError> {
    let as_of = environment::as_of(global)?;
    let library = Library::open(&environment::root(global)?);
    let (_, problems) = crate::portal::load(&library, as_of);
    report::problems(&problems);
    report::line(&format!("Geprüft: {}.", report::tally(&problems)));
    Ok(if diagnostics::has_errors(&problems) {
        ExitCode::from(CONTENT_PROBLEMS)
    } else {
        ExitCode::SUCCESS
    })
}
