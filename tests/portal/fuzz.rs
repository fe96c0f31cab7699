//! What fuzzing kept and found (`tests/fuzz/`), through the same functions with the toolchain of everybody.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use tar::Archive;

#[path = "../fuzz/targets/mod.rs"]
mod targets;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

/// The inputs of a target: those that reach all code that is known to be reached, and those that once broke a promise.
fn inputs(target: &str) -> Vec<(String, Vec<u8>)> {
    let corpus = folder("corpus").join(format!("{target}.tar.gz"));
    let corpus = fs::File::open(&corpus).unwrap_or_else(|error| panic!("{}: {error}", corpus.display()));
    let mut inputs = Vec::new();
    for entry in Archive::new(GzDecoder::new(corpus)).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry.path().unwrap().display().to_string();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if entry.header().entry_type().is_file() {
            inputs.push((path, bytes));
        }
    }
    for entry in fs::read_dir(folder("findings").join(target)).into_iter().flatten() {
        let path = entry.unwrap().path();
        inputs.push((path.display().to_string(), fs::read(path).unwrap()));
    }
    assert!(!inputs.is_empty(), "{target} has no corpus");
    inputs
}

#[allow(clippy::print_stdout, reason = "told only where a target fails")]
fn replay(name: &str) {
    let target = targets::TARGETS.iter().find(|(known, _)| *known == name);
    let (_, target) = target.unwrap_or_else(|| panic!("{name} is no target"));
    for (path, bytes) in inputs(name) {
        println!("{path}");
        target(&bytes);
    }
}

macro_rules! replayed {
    ($($name:ident),* $(,)?) => {
        $(
            #[test]
            fn $name() {
                replay(stringify!($name));
            }
        )*

        #[test]
        fn every_target_is_replayed_and_has_its_row() {
            let names = [$(stringify!($name)),*];
            let known: Vec<&str> = targets::TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(known, names);
            let readme = fs::read_to_string(folder("README.md")).unwrap();
            for name in names {
                assert!(readme.contains(&format!("| `{name}` |")), "{name} is not in tests/fuzz/README.md");
            }
            for folder in ["findings", "corpus", "dictionaries"].map(folder) {
                for entry in fs::read_dir(folder).unwrap() {
                    let name = entry.unwrap().file_name().into_string().unwrap();
                    let name = name.split('.').next().unwrap();
                    assert!(known.contains(&name), "{name} is no target");
                }
            }
        }
    };
}

replayed!(
    markdown, records, texts, tables, maps, documents, edits, directory, gv100, reuse, written, published, pictures,
    preview, pages,
);
