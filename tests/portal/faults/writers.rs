//! Faults of what writes something else than the site.

use std::time::Instant;

use super::{KINDS, note, operations, points, run};
use crate::harness::{Dice, Tree, files};

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
            note(name, kind, &format!("{operations} | {} | 0 | {seconds}", points.len()));
        }
    }
}
