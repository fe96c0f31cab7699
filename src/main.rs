//! The program `ozg`: arguments in, exit code out.

use std::process::ExitCode;

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What records and texts may be nested needs a part of it, whatever the limits of the shell are.
const STACK: usize = 16 << 20;

fn main() -> ExitCode {
    let run = || match ozg::cli::parse(std::env::args_os()) {
        Ok(command) => ozg::commands::run(command),
        Err(usage) => usage.print(),
    };
    // A system that gives no thread gives no memory either; then it goes on as far as it gets.
    match std::thread::Builder::new()
        .name("main".to_owned())
        .stack_size(STACK)
        .spawn(run)
    {
        Ok(thread) => thread.join().unwrap_or_else(|_| ExitCode::from(PANICKED)),
        Err(_) => run(),
    }
}

/// As the system would say it.
const PANICKED: u8 = 101;
