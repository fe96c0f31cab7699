//! The functions that run once for each page or file.

#![allow(missing_docs)]

fn main() {
    divan::main();
}
