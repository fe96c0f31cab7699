//! The program `ozg`: arguments in, exit code out.

use std::process::ExitCode;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match ozg::cli::parse(std::env::args_os()) {
        Ok(command) => ozg::commands::run(command),
        Err(usage) => usage.print(),
    }
}
