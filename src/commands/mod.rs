//! One file per command, the report to the terminal, and exit codes.

mod build;
mod check;
mod environment;
mod import;
mod kit;
mod new;
mod problems;
mod publish;
mod rename;
mod repair;
mod report;
mod schema;
mod serve;
mod since;

use std::process::ExitCode;

use crate::cli::{Call, Command};

/// The exit codes that scripts can rely on.
const CONTENT_PROBLEMS: u8 = 1;
const WRONG_USAGE: u8 = 2;

/// Carries a call out.
pub fn run(call: Call) -> ExitCode {
    let outcome = match call.command {
        Command::Build {
            output,
            base_url,
            drafts,
            insists,
            profile,
        } => build::run(
            &call.global,
            &build::Options {
                output,
                base_url,
                drafts,
                insists,
                profile,
            },
        ),
        Command::Check(options) => check::run(&call.global, &options),
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
