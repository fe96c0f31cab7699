//! Build script: a changed or new file of the default theme rebuilds the binary that carries it.

// A build script speaks to cargo by printing.
#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo::rerun-if-changed=themes/standard");
}
