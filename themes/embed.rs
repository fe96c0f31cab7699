//! Build script: a changed or new file of the default theme rebuilds the binary that carries it.

fn main() {
    println!("cargo::rerun-if-changed=themes/standard");
}
