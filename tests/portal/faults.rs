//! The program stopped, out of disk, or refused by the disk, at any of its operations: what is there is a sound site, and
//! the next run completes it.
//!
//! A few operations of each run are tried each day; all of them with `OZG_TESTS_GRUENDLICH=1`, which also writes the table
//! in `tests/faults/README.md`.

mod writers;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::build::addresses;
use crate::harness::{AS_OF, Dice, Said, Tree, files, ozg};
use crate::record::{self, is_thorough};

const KINDS: [&str; 3] = ["ende", "voll", "defekt"];

/// A change of the content between two builds.
type Step = fn(&Tree);

fn nothing(_: &Tree) {}

/// The base without most of its content: fewer operations, of the same kinds.
fn small() -> Tree {
    let tree = Tree::base();
    for folder in ["leistungen", "leitfaeden", "presse", "termine", "stellen"] {
        fs::remove_dir_all(tree.path().join("content").join(folder)).unwrap();
    }
    tree
}

fn add(tree: &Tree) {
    tree.write("content/seiten/anlage.pdf", "%PDF-1.4\n%%EOF\n");
    for page in 0..3 {
        let text = format!("---\ntitel: Neu {page}\n---\n\n[Anlage](anlage.pdf)\n");
        tree.write(&format!("content/seiten/neu-{page}.md"), text);
    }
    tree.replace("content/portal.yaml", "titel: Musterportal", "titel: Neues Portal");
}

fn remove(tree: &Tree) {
    tree.remove("content/seiten/anlage.pdf");
    for page in 0..3 {
        tree.remove(&format!("content/seiten/neu-{page}.md"));
    }
    tree.replace("content/portal.yaml", "titel: Neues Portal", "titel: Musterportal");
}

fn run(tree: &Tree, fault: Option<&str>, arguments: &[&str]) -> Said {
    let mut command = ozg();
    if let Some(fault) = fault {
        command.env("OZG_STOERUNG", fault);
    }
    // One thread: the operations come in one order.
    command.env("RAYON_NUM_THREADS", "1").args(arguments);
    command.args(["--stichtag", AS_OF, "--wurzel"]).arg(tree.path());
    Said::from(command.output().unwrap())
}

/// How many operations a run has.
fn operations(tree: &Tree, arguments: &[&str]) -> u64 {
    let said = run(tree, Some("1:zaehlen"), arguments);
    let counted = said
        .stderr
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("Operation "));
    counted.expect("operations").parse().unwrap()
}

/// The operations at which a fault is tried: all of them, or one.
fn points(dice: &mut Dice, operations: u64) -> Vec<u64> {
    match is_thorough() {
        true => (1..=operations).collect(),
        false => vec![dice.roll(operations) + 1],
    }
}

/// What each page names: most are the same after each fault, and are read once.
#[derive(Default)]
struct Pages(BTreeMap<Vec<u8>, Vec<String>>);

impl Pages {
    /// The files that a page names. Links to other pages do not count: the pages of a new portal come one by one.
    fn named(&mut self, path: &str, bytes: Vec<u8>) -> &[String] {
        self.0.entry(bytes).or_insert_with_key(|bytes| {
            let is_whole = bytes.ends_with(b"</html>\n") || bytes.ends_with(b"</html>");
            assert!(is_whole, "{path} is torn");
            let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
            let named = addresses(&html).into_iter().map(|(_, address)| address);
            let files = named.filter_map(|address| {
                let file = address.split(['?', '#']).next()?.strip_prefix('/')?;
                (!file.ends_with('/')).then(|| file.to_owned())
            });
            files.collect()
        })
    }

    /// Addresses that pages name and that are not there.
    fn missing(&mut self, public: &Path) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for (path, bytes) in files(public) {
            if !path.ends_with(".html") || path.starts_with(".ozg-neu/") {
                continue;
            }
            for file in self.named(&path, bytes) {
                if !public.join(file).exists() {
                    missing.insert(format!("{path}: {file}"));
                }
            }
        }
        missing
    }
}

fn prepared(steps: &[Step]) -> Tree {
    let tree = small();
    let (last, before) = steps.split_last().unwrap();
    for step in before {
        step(&tree);
        tree.build();
    }
    last(&tree);
    tree
}

/// What is in a folder, without what only older pages ask for.
fn site(public: &Path) -> Vec<(String, Vec<u8>)> {
    let mut site = files(public);
    site.retain(|(path, _)| !path.starts_with("assets/"));
    site
}

#[test]
fn a_first_build_can_fail_at_any_operation() {
    can_fail_anywhere("kalt", &[nothing]);
}

#[test]
fn a_build_of_more_can_fail_at_any_operation() {
    can_fail_anywhere("mit Neuem", &[nothing, add]);
}

#[test]
fn a_build_of_less_can_fail_at_any_operation() {
    can_fail_anywhere("mit Entferntem", &[add, remove]);
}

/// Lets the last build fail, looks at what is there, and completes it. All but the last step are built before.
fn can_fail_anywhere(name: &str, steps: &[Step]) {
    // Who builds what was built, again and again, needs it once.
    let tree = prepared(steps);
    let saved = Tree::empty();
    copy_all(tree.path(), saved.path());
    let operations = operations(&tree, &["build"]);
    let whole = small();
    steps.iter().for_each(|step| step(&whole));
    let whole = site(&whole.build());
    let public = tree.path().join("public");
    let (mut dice, mut pages) = (Dice(operations), Pages::default());
    for kind in KINDS {
        let begin = Instant::now();
        let points = points(&mut dice, operations);
        let mut hindered = 0;
        for at in &points {
            restore(&tree, &saved);
            let fault = format!("{at}:{kind}");
            let said = run(&tree, Some(&fault), &["build"]);
            if public.exists() {
                assert_eq!(pages.missing(&public), BTreeSet::new(), "{name}, {fault}");
            }
            // A file that was just written is looked at once more or not, so the last few are not always reached.
            let is_reached = at + 20 < operations;
            // What needs no room, such as a removal, a full disk does not hinder.
            let came = said.stderr.contains("Störung");
            assert!(came || kind == "voll" || !is_reached, "{name}, {fault} of {operations}");
            hindered += usize::from(came);
            let again = run(&tree, None, &["build"]);
            assert_eq!(again.code, 0, "{name}, {fault}: {}", again.stderr);
            let found = site(&public);
            assert_eq!(
                (beyond(&found, &whole), beyond(&whole, &found)),
                (vec![], vec![]),
                "{name}, {fault}"
            );
        }
        let (tried, seconds) = (points.len(), begin.elapsed().as_secs());
        note(
            &format!("build, {name}"),
            kind,
            &format!("{operations} | {tried}, {hindered} came | 0 | {seconds}"),
        );
    }
}

/// Makes a folder what it was. What the program knows of a folder it knows by its path, so faults are tried at the same one.
fn restore(tree: &Tree, saved: &Tree) {
    for entry in fs::read_dir(tree.path()).unwrap().map(Result::unwrap) {
        match entry.file_type().unwrap().is_dir() {
            true => fs::remove_dir_all(entry.path()).unwrap(),
            false => fs::remove_file(entry.path()).unwrap(),
        }
    }
    copy_all(saved.path(), tree.path());
}

/// Files of one site that the other does not have, or has with other content.
fn beyond(one: &[(String, Vec<u8>)], other: &[(String, Vec<u8>)]) -> Vec<String> {
    let other: BTreeSet<_> = other.iter().collect();
    let differing = one.iter().filter(|file| !other.contains(file));
    differing.map(|(path, _)| path.clone()).collect()
}

/// Kills from outside, at any moment; each is followed by a build of other content.
#[test]
fn a_build_can_be_killed_at_any_moment() {
    let kills = match is_thorough() {
        true => 1_000,
        false => 4,
    };
    let tree = Tree::base();
    tree.build();
    let (mut dice, mut pages) = (Dice(7), Pages::default());
    let mut has_pages = false;
    let begin = Instant::now();
    // Kills come while a build is at work, however busy the machine is.
    let usual = {
        let begin = Instant::now();
        Tree::base().build();
        begin.elapsed().as_millis() as u64
    };
    let mut in_time = 0;
    for kill in 0..kills {
        if has_pages {
            remove(&tree)
        } else {
            add(&tree)
        }
        has_pages = !has_pages;
        let mut command = ozg();
        command
            .args(["build", "--stichtag", AS_OF, "--wurzel"])
            .arg(tree.path());
        command
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(dice.roll(usual)));
        in_time += usize::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(
            pages.missing(&tree.path().join("public")),
            BTreeSet::new(),
            "kill {kill}"
        );
    }
    if has_pages {
        remove(&tree);
    }
    let public = tree.build();
    let fresh = Tree::base();
    assert!(site(&public) == site(&fresh.build()));
    assert!(in_time > 0, "no kill came before the end of its build");
    let seconds = begin.elapsed().as_secs();
    note(
        "build",
        "killed from outside",
        &format!("at random | {kills}, {in_time} before the end | 0 | {seconds}"),
    );
}

fn copy_all(from: &Path, to: &Path) {
    let status = std::process::Command::new("cp")
        .arg("-a")
        .arg(format!("{}/.", from.display()))
        .arg(to)
        .status();
    assert!(status.unwrap().success());
}

fn note(run: &str, fault: &str, rest: &str) {
    record::note(
        "tests/faults/README.md",
        "The program in bad hands",
        &[run, fault],
        rest,
    );
}
