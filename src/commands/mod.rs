//! One file per command, the report to the terminal, and exit codes.

mod check;
mod environment;
mod report;

use std::process::ExitCode;

use crate::cli::{Call, Command};

/// The exit codes that scripts can rely on.
const CONTENT_PROBLEMS: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Carries a call out.
pub fn run(call: Call) -> ExitCode {
    let outcome = match call.command {
        Command::Check => check::run(&call.global),
        _ => Ok(ExitCode::SUCCESS),
    };
    outcome.unwrap_or_else(|error: environment::EnvironmentError| {
        report::failure(&error.to_string());
        ExitCode::from(WRONG_USAGE)
    })
}
