//! The ways to ask for help that people try.

use std::ffi::OsString;

use clap::CommandFactory;

use super::Arguments;
use crate::diagnostics::did_you_mean;

/// `ozg help`, `ozg hilfe check`, `ozg version`: words that ask for the same as an option.
pub(super) fn as_option(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let option = match arguments.get(1).and_then(|word| word.to_str()) {
        Some("help" | "hilfe") => "--hilfe",
        Some("version") => "--version",
        _ => return arguments,
    };
    arguments.remove(1);
    arguments.push(option.into());
    arguments
}

/// The option that was probably meant, of those that a command or all of them have.
pub(super) fn meant(argument: &str, command: Option<&str>) -> Option<String> {
    let program = Arguments::command();
    let below = command.and_then(|name| program.find_subcommand(name));
    let options = program
        .get_arguments()
        .chain(below.into_iter().flat_map(clap::Command::get_arguments));
    let names: Vec<&str> = options.filter_map(clap::Arg::get_long).collect();
    let name = argument.trim_start_matches('-').split('=').next().unwrap_or_default();
    did_you_mean(name, names).map(|name| format!("--{name}"))
}
