//! The program stopped, out of disk, or refused by the disk, at any of its operations: what is there is a sound site, and
//! the next run completes it.
//!
//! A few operations of each run are tried each day; all of them with `OZG_TESTS_GRUENDLICH=1`, which also writes the table
//! in `tests/faults/README.md`.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Instant;

use crate::build::addresses;
use crate::harness::{AS_OF, Dice, Said, Tree, files, ozg};

const KINDS: [&str; 3] = ["ende", "voll", "defekt"];

/// A change of the content between two builds.
type Step = fn(&Tree);

fn nothing(_: &Tree) {}

fn add(tree: &Tree) {
    for page in 0..3 {
        let text = format!("---\ntitel: Neu {page}\n---\n\nText\n");
        tree.write(&format!("content/seiten/neu-{page}.md"), text);
    }
    tree.replace("content/portal.yaml", "titel: Musterportal", "titel: Neues Portal");
}

fn remove(tree: &Tree) {
    for page in 0..3 {
        tree.remove(&format!("content/seiten/neu-{page}.md"));
    }
    tree.replace("content/portal.yaml", "titel: Neues Portal", "titel: Musterportal");
}

/// What was built before, and what is built when the fault comes.
const SCENARIOS: [(&str, &[Step]); 3] = [
    ("kalt", &[nothing]),
    ("mit Neuem", &[nothing, add]),
    ("mit Entferntem", &[add, remove]),
];

fn is_thorough() -> bool {
    std::env::var_os("OZG_TESTS_GRUENDLICH").is_some()
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

/// Addresses that pages name and that are not there. Links to other pages do not count: the pages of a new portal come one by one.
fn missing(public: &Path) -> BTreeSet<String> {
    let mut missing = BTreeSet::new();
    for (path, bytes) in files(public).iter().filter(|(path, _)| path.ends_with(".html")) {
        if path.starts_with(".ozg-neu/") {
            continue;
        }
        let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        assert!(
            bytes.ends_with(b"</html>\n") || bytes.ends_with(b"</html>"),
            "{path} is torn"
        );
        for (_, address) in addresses(&html) {
            let address = address.split(['?', '#']).next().unwrap();
            let is_file = address.starts_with('/') && !address.ends_with('/');
            if is_file && !public.join(&address[1..]).exists() {
                missing.insert(format!("{path}: {address}"));
            }
        }
    }
    missing
}

fn prepared(steps: &[Step]) -> Tree {
    let tree = Tree::base();
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
fn a_build_can_fail_at_any_operation() {
    let mut table = String::new();
    for (name, steps) in SCENARIOS {
        // Who builds what was built, again and again, needs it once.
        let tree = prepared(steps);
        let saved = Tree::empty();
        copy_all(tree.path(), saved.path());
        // What is known of a folder is known by its path, so it is tried at the same one.
        let restore = || {
            for entry in std::fs::read_dir(tree.path()).unwrap().map(Result::unwrap) {
                match entry.file_type().unwrap().is_dir() {
                    true => std::fs::remove_dir_all(entry.path()).unwrap(),
                    false => std::fs::remove_file(entry.path()).unwrap(),
                }
            }
            copy_all(saved.path(), tree.path());
        };
        let operations = operations(&tree, &["build"]);
        let whole = Tree::base();
        steps.iter().for_each(|step| step(&whole));
        let whole = site(&whole.build());
        let mut dice = Dice(operations);
        for kind in KINDS {
            let begin = Instant::now();
            let points = points(&mut dice, operations);
            for at in &points {
                restore();
                let fault = format!("{at}:{kind}");
                let said = run(&tree, Some(&fault), &["build"]);
                let public = tree.path().join("public");
                if public.exists() {
                    assert_eq!(missing(&public), BTreeSet::new(), "{name}, {fault}");
                }
                // A file that was just written is looked at once more or not, so the last few are not always reached.
                let is_reached = at + 20 < operations;
                assert!(
                    said.code != 0 || kind != "ende" || !is_reached,
                    "{name}, {fault} of {operations}"
                );
                let again = run(&tree, None, &["build"]);
                assert_eq!(again.code, 0, "{name}, {fault}: {}", again.stderr);
                let found = site(&public);
                let differing = |a: &[(String, Vec<u8>)], b: &[(String, Vec<u8>)]| -> Vec<String> {
                    a.iter()
                        .filter(|file| !b.contains(file))
                        .map(|(path, _)| path.clone())
                        .collect()
                };
                assert_eq!(
                    (differing(&found, &whole), differing(&whole, &found)),
                    (vec![], vec![]),
                    "{name}, {fault}"
                );
            }
            let seconds = begin.elapsed().as_secs();
            writeln!(
                table,
                "| build, {name} | {kind} | {operations} | {} | 0 | {seconds} |",
                points.len()
            )
            .unwrap();
        }
    }
    note("operations", &table);
}

/// A portal and what is done to it: a name, how it is made, the arguments, and the folder that is written.
type Writer = (&'static str, fn() -> Tree, &'static [&'static str], &'static str);

/// Commands that write something else than the site.
const WRITERS: [Writer; 3] = [
    ("check --reparieren", spoilt, &["check", "--reparieren"], "content"),
    ("import", reported, &["import", "nachnutzung", "meldung.csv"], "content"),
    (
        "paket",
        with_template,
        &["paket", "wohngeld", "--schritt", "1", "--ausgabe", "paket"],
        "paket",
    ),
];

/// Three files with mistakes of which the right form is certain.
fn spoilt() -> Tree {
    let tree = Tree::base();
    let service = tree.read("content/leistungen/wohngeld/leistung.yaml");
    for id in ["wohngeld", "elterngeld", "parken"] {
        let text = service.replace("geprueft_am: 2022-02-01", "geprueft_am: 1. Februar 2022");
        assert_ne!(text, service);
        tree.write(&format!("content/leistungen/{id}/leistung.yaml"), text);
    }
    tree
}

/// A table that says something about two services.
fn reported() -> Tree {
    let tree = Tree::base();
    let service = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write("content/leistungen/elterngeld/leistung.yaml", service);
    let rows = ["wohngeld", "elterngeld"].map(|id| format!("{id};990010000000;live;2022-02-01\n"));
    tree.write("meldung.csv", format!("leistung;ars;stand;seit\n{}", rows.concat()));
    tree
}

fn with_template() -> Tree {
    let tree = Tree::base();
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "phase: pilotierung",
        "phase: erstinformation",
    );
    let head = "briefkopf:\n  anschrift: [Weg 1, 01234 Musterstadt]\n  ort: Musterstadt\n  telefon: 0123 400\n  unterschrift: {name: Max Beispiel}\n";
    let ministry = tree.read("content/ressorts/mi.yaml");
    tree.write("content/ressorts/mi.yaml", format!("{}\n{head}", ministry.trim_end()));
    for name in ["informationsschreiben", "mailing"] {
        let text = format!("---\ntitel: Etwas Neues\n---\n\nLiebe Kolleginnen und Kollegen, {name} über Wohngeld.\n");
        tree.write(&format!("content/vorlagen/schritt-1/{name}.md"), text);
    }
    tree
}

/// Whatever happens, a file is as it was or as it is to be; a folder that is made is there as a whole or not at all; and the
/// next run completes it and leaves nothing else behind.
#[test]
fn what_other_commands_write_is_old_or_new_and_the_next_run_completes_it() {
    let mut table = String::new();
    for (name, make, arguments, folder) in WRITERS {
        let arguments_in = |tree: &Tree| -> Vec<String> {
            let is_path = |argument: &&str| ["meldung.csv", "paket"].contains(argument);
            let first = arguments[0];
            let rest = arguments[1..].iter().map(|argument| match is_path(argument) {
                true => tree.path().join(argument).to_str().unwrap().to_owned(),
                false => (*argument).to_owned(),
            });
            [first.to_owned()].into_iter().chain(rest).collect()
        };
        let run_in = |tree: &Tree, fault: Option<&str>| {
            let arguments = arguments_in(tree);
            run(tree, fault, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let there = |tree: &Tree| match tree.path().join(folder).exists() {
            true => files(&tree.path().join(folder)),
            false => Vec::new(),
        };
        let tree = make();
        let before = there(&tree);
        let said = run_in(&tree, None);
        assert_eq!(said.code, 0, "{name}: {}{}", said.stdout, said.stderr);
        let after = there(&tree);
        assert_ne!(before, after, "{name}");
        let counted = make();
        let arguments = arguments_in(&counted);
        let operations = operations(&counted, &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(operations > 1, "{name}: {operations}");
        let mut dice = Dice(operations);
        for kind in KINDS {
            let begin = Instant::now();
            let points = points(&mut dice, operations);
            for at in &points {
                let tree = make();
                let fault = format!("{at}:{kind}");
                run_in(&tree, Some(&fault));
                let found = there(&tree);
                // What is being written lies beside the file under a name that nothing reads.
                let is_unread = |path: &str| path.rsplit('/').next().is_some_and(|name| name.starts_with('.'));
                for file in found.iter().filter(|(path, _)| !is_unread(path)) {
                    assert!(
                        before.contains(file) || after.contains(file),
                        "{name}, {fault}: {} is torn",
                        file.0
                    );
                }
                for (path, _) in &before {
                    assert!(
                        found.iter().any(|(other, _)| other == path),
                        "{name}, {fault}: {path} is lost"
                    );
                }
                if before.is_empty() && !found.is_empty() {
                    assert!(found == after, "{name}, {fault}: a part of the folder");
                    continue;
                }
                let again = run_in(&tree, None);
                assert_eq!(again.code, 0, "{name}, {fault}: {}{}", again.stdout, again.stderr);
                let mut found = there(&tree);
                found.retain(|(path, _)| !is_unread(path));
                let visible: Vec<_> = after.iter().filter(|(path, _)| !is_unread(path)).cloned().collect();
                assert!(found == visible, "{name}, {fault}: not completed");
            }
            let seconds = begin.elapsed().as_secs();
            writeln!(
                table,
                "| {name} | {kind} | {operations} | {} | 0 | {seconds} |",
                points.len()
            )
            .unwrap();
        }
    }
    note("writers", &table);
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
    let mut dice = Dice(7);
    let mut has_pages = false;
    let begin = Instant::now();
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
        std::thread::sleep(std::time::Duration::from_millis(dice.roll(1_500)));
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(missing(&tree.path().join("public")), BTreeSet::new(), "kill {kill}");
    }
    if has_pages {
        remove(&tree);
    }
    let public = tree.build();
    let fresh = Tree::base();
    assert!(site(&public) == site(&fresh.build()));
    let seconds = begin.elapsed().as_secs();
    note(
        "kills",
        &format!("| build | von außen beendet | zufällig | {kills} | 0 | {seconds} |\n"),
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

/// Writes a part of the table, where all was tried.
fn note(part: &str, rows: &str) {
    if !is_thorough() {
        return;
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {part} -->\n"), format!("<!-- /{part} -->\n"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    fs::write(path, format!("{before}{begin}{rows}{end}{after}")).unwrap();
}
