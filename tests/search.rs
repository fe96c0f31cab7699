//! The search through its public API, and the module of the browser on an index that is built here.

#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout)]

#[path = "search/catalogue.rs"]
mod catalogue;
#[path = "search/generated.rs"]
mod generated;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use ozg::search::{Document, Index, Settings, build, fold, stem, words};
use serde_json::Value;

/// Writes an index where the scripts in Node find it.
fn write(index: &Index, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/search-eval")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for file in &index.files {
        fs::write(folder.join(&file.name), &file.bytes).unwrap();
    }
    fs::write(folder.join("entry"), &index.entry).unwrap();
    folder
}

/// Runs a script of `tests/search/` and shows what it prints.
fn node(arguments: &[&str]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search");
    assert!(
        folder.join("node_modules").is_dir(),
        "run `npm ci` in tests/search first"
    );
    let output = Command::new("node")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("Node 20 or later is needed to test the search module of the browser");
    println!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(output.status.success(), "node {arguments:?} failed");
}

fn entry(index: &Index) -> Value {
    let file = index.files.iter().find(|file| file.name == index.entry).unwrap();
    serde_json::from_slice(&file.bytes).unwrap()
}

/// The words of the catalogue as written, folded and stemmed, for the comparison with the browser's own rules.
fn write_analysis(folder: &Path) {
    let mut all: Vec<String> = catalogue::documents()
        .iter()
        .flat_map(|document| [document.title.clone(), document.text.clone()])
        .flat_map(|text| words(&text).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    // Longer than anybody types, and with letters that become more or fewer.
    all.extend([
        "Überwachungsaufgabenübertragungsgesetz".repeat(4),
        "ß".repeat(60),
        "q".repeat(120),
        "ae".repeat(99),
    ]);
    all.sort_unstable();
    all.dedup();
    let rows: Vec<[String; 3]> = all
        .into_iter()
        .map(|word| {
            let folded = fold(&word);
            let stem = stem(&folded);
            [word, folded, stem]
        })
        .collect();
    fs::write(folder.join("analysis"), serde_json::to_string(&rows).unwrap()).unwrap();
}

#[test]
fn the_browser_finds_what_readers_mean() {
    let index = build(catalogue::documents(), &catalogue::settings()).unwrap();
    let folder = write(&index, "catalogue");
    write_analysis(&folder);
    node(&["--test"]);
    node(&["evaluate.mjs"]);
}

#[test]
fn the_same_content_gives_the_same_bytes() {
    let mut documents = catalogue::documents();
    let index = build(documents.clone(), &catalogue::settings()).unwrap();
    documents.reverse();
    assert_eq!(index, build(documents, &catalogue::settings()).unwrap());
}

#[test]
fn a_small_portal_is_one_file() {
    let index = build(catalogue::documents()[..50].to_vec(), &Settings::default()).unwrap();
    assert_eq!(index.files.len(), 1);
    assert!(entry(&index)["inside"]["terms"].is_array());
}

#[test]
fn names_change_with_the_content() {
    let mut documents = catalogue::documents();
    let before = build(documents.clone(), &Settings::default()).unwrap();
    documents[0].title.push_str(" neu");
    let after = build(documents, &Settings::default()).unwrap();
    assert_ne!(before.entry, after.entry);
    for file in &before.files {
        let same_name = after.files.iter().find(|other| other.name == file.name);
        assert!(
            same_name.is_none_or(|other| other.bytes == file.bytes),
            "{} changed under its name",
            file.name
        );
    }
}

#[test]
fn a_portal_without_documents_has_an_index() {
    let index = build(Vec::new(), &Settings::default()).unwrap();
    assert_eq!(entry(&index)["head"]["documents"], 0);
}

#[test]
fn odd_documents_do_no_harm() {
    let odd = Document {
        title: "\u{202e}<script>alert(1)</script> 😀 \u{0}".to_owned(),
        text: "a".repeat(100_000),
        keys: vec![String::new(), "§§".to_owned()],
        keywords: vec!["\u{308}".to_owned(), "ﬃ".to_owned()],
        weight: f32::NAN,
        ..Document::default()
    };
    assert!(build(vec![odd.clone(), odd], &Settings::default()).is_ok());
}

/// `cargo test --release --test search -- --ignored --nocapture`, then `node tests/search/measure.mjs`.
#[test]
#[ignore = "takes minutes; writes the indexes that measure.mjs measures"]
fn write_generated_indexes() {
    let counts = std::env::var("DOCUMENTS").unwrap_or_else(|_| "500 10000 100000".to_owned());
    for count in counts.split(' ').map(|count| count.parse().unwrap()) {
        let documents = generated::documents(count);
        let start = Instant::now();
        let index = build(documents, &generated::settings()).unwrap();
        let time = start.elapsed();
        println!(
            "{count} documents: built in {} ms, {} files",
            time.as_millis(),
            index.files.len()
        );
        write(&index, &format!("generated-{count}"));
    }
}
