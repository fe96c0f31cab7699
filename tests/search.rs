//! The search through its public API, and the module of the browser on an index that is built here.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unreachable,
    clippy::unwrap_used,
    missing_docs,
    reason = "a test that stops says what is wrong"
)]

#[path = "search/catalogue.rs"]
mod catalogue;
#[path = "search/generated.rs"]
mod generated;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use ozg::search::{Document, Index, Settings, Splitter, build, fold, root, stem, words};
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

/// So many words are folded, stemmed, traced to their roots and split by both sides.
const COMPARED: usize = 100_000;

/// The words of the catalogue, and what can be made of them: compounds of two, and with the beginnings and endings of verbs.
fn words_to_compare() -> Vec<String> {
    let texts = catalogue::documents()
        .into_iter()
        .flat_map(|document| [document.title, document.text]);
    let own: BTreeSet<String> = texts
        .flat_map(|text| words(&text).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let own: Vec<String> = own.into_iter().collect();
    let beginnings = [
        "", "ab", "anzu", "ausge", "beauf", "umge", "unter", "ver", "wieder", "zuge",
    ];
    let endings = [
        "", "erung", "ern", "eln", "lungen", "er", "erin", "et", "t", "ation", "nis", "bar", "los", "s",
    ];
    let mut all: BTreeSet<String> = own.iter().cloned().collect();
    // Longer than anybody types, and with letters that become more or fewer.
    all.extend([
        "Überwachungsaufgabenübertragungsgesetz".repeat(4),
        "ß".repeat(60),
        "q".repeat(120),
        "ae".repeat(99),
    ]);
    // Far more than are needed, for some are the same.
    for number in 0..COMPARED {
        let pick = |at: usize| own[at % own.len()].to_lowercase();
        all.insert(format!(
            "{}{}",
            pick(number * 7),
            pick(number * 3_571 + number / own.len())
        ));
        let stem: String = pick(number * 11).chars().take(4 + number % 6).collect();
        all.insert(format!(
            "{}{stem}{}",
            beginnings[number % beginnings.len()],
            endings[number / 7 % endings.len()]
        ));
    }
    all.into_iter().collect()
}

/// Words as written, folded, stemmed, their roots and their parts, for the comparison with the browser's own rules. It knows
/// the words of the lexicon, so these are what the words fall into.
fn write_analysis(folder: &Path, index: &Index) {
    let lexicon: Vec<(String, bool)> = index
        .files
        .iter()
        .filter(|file| file.name.starts_with("lexicon-"))
        .flat_map(lexicon_of)
        .collect();
    assert!(lexicon.len() > 1_000, "the index of the catalogue is in several files");
    let splitter = Splitter::of_terms(lexicon);
    let rows: Vec<(String, String, String, String, String)> = words_to_compare()
        .into_iter()
        .map(|word| {
            let folded = fold(&word);
            let (stem, root) = (stem(&folded), root(&folded).unwrap_or_default());
            // A part that has two terms is there twice.
            let mut parts: Vec<String> = splitter
                .compound(&folded)
                .into_iter()
                .map(|part| part.written)
                .collect();
            parts.dedup();
            (word, folded, stem, root, parts.join("|"))
        })
        .collect();
    assert!(rows.len() >= COMPARED);
    fs::write(folder.join("analysis"), serde_json::to_string(&rows).unwrap()).unwrap();
}

/// The terms of a piece of the lexicon, and whether each is in two documents or more.
fn lexicon_of(file: &ozg::search::IndexFile) -> Vec<(String, bool)> {
    let lines: String = serde_json::from_slice(&file.bytes).unwrap();
    let mut word = String::new();
    let mut read = |line: &str| {
        let mut letters = line.chars();
        let shared = letters.next().and_then(|digit| digit.to_digit(36)).unwrap() as usize;
        let magnitude = letters.next().and_then(|digit| digit.to_digit(36)).unwrap();
        word = word.chars().take(shared).chain(letters).collect();
        (stem(&fold(&word)), magnitude > 1)
    };
    lines.lines().map(&mut read).collect()
}

#[test]
fn the_browser_finds_what_readers_mean() {
    let index = build(catalogue::documents(), &catalogue::settings()).unwrap();
    let folder = write(&index, "catalogue");
    write_analysis(&folder, &index);
    write(
        &build(catalogue::documents(), &catalogue::settings_of_a_portal()).unwrap(),
        "everyday",
    );
    // An index of another language, which has next to nothing.
    write(
        &build(catalogue::documents()[..1].to_vec(), &Settings::default()).unwrap(),
        "small",
    );
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
