//! Build script: a changed or new file of the default theme rebuilds the binary that carries it, and the program knows of which
//! commit it is.

// A build script speaks to cargo by printing.
#![allow(clippy::print_stdout)]

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=themes/standard");
    println!("cargo::rustc-env=OZG_VERSION={}", version());
}

/// The version, and in a release the commit with its day. Without git, or while the program is worked on, it is the version
/// alone: not every commit should compile everything anew.
fn version() -> String {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return version;
    }
    // Where the checkout is at, wherever that is kept.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    match git(&["log", "-1", "--format=%h, %cs", "--abbrev=10"]) {
        Some(commit) => format!("{version} ({commit})"),
        None => version,
    }
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}
