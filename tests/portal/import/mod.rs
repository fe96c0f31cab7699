//! Tables that come in from outside.

mod directory;
mod gv100;
mod properties;
mod reuse;
mod reuse_properties;

use crate::harness::{Said, Tree};

const DIRECTORY: &str = "content/stellen/gebietskoerperschaften.csv";

/// Runs `ozg import` on a file with these bytes, which lies beside the content.
fn import(tree: &Tree, kind: &str, bytes: impl AsRef<[u8]>, options: &[&str]) -> Said {
    tree.write("eingang.csv", bytes);
    let file = tree.path().join("eingang.csv");
    let said = tree.ozg(&[&["import", kind, file.to_str().unwrap()], options].concat());
    Said {
        stdout: without_folder(tree, &said.stdout),
        stderr: without_folder(tree, &said.stderr),
        ..said
    }
}

/// Messages name the file as it was given; the folder is another one in every test.
fn without_folder(tree: &Tree, text: &str) -> String {
    text.replace(&format!("{}/", tree.path().display()), "")
}

/// Insists that an import works; returns what it said.
fn imported(tree: &Tree, kind: &str, bytes: impl AsRef<[u8]>, options: &[&str]) -> String {
    let said = import(tree, kind, bytes, options);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    said.stdout
}

/// The text in Windows-1252.
fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}
