//! Reading costs as much as there is to read, whatever is wrong with it; and nothing that stands in a file can stop it.

use std::time::{Duration, Instant};

use ozg::content::Library;
use ozg::diagnostics::Diagnostic;

use crate::harness::{Tree, files};

/// The located problems of a tree, and how long it took to find them.
fn problems(tree: &Tree) -> (Vec<Diagnostic>, Duration) {
    let start = Instant::now();
    let library = Library::open(tree.path());
    let mut problems = library.load().problems;
    library.locate(&mut problems);
    (problems, start.elapsed())
}

/// Checks that four times as many faults take nowhere near sixteen times as long.
fn grows_with_the_file(path: &str, faulty: impl Fn(usize) -> (String, usize)) {
    let time = |count: usize| {
        let tree = Tree::base();
        let (text, expected) = faulty(count);
        tree.write(path, text);
        let runs = (0..3).map(|_| {
            let (problems, time) = problems(&tree);
            let found = problems.iter().filter(|problem| *problem.place.path == *path);
            assert_eq!(found.count(), expected, "{path}");
            assert!(
                problems
                    .iter()
                    .all(|problem| *problem.place.path != *path || problem.place.column() > 0)
            );
            time
        });
        runs.min().unwrap_or_default()
    };
    let (few, many) = (time(500), time(2000));
    assert!(many < few * 10 + Duration::from_millis(50), "{path}: {few:?}, {many:?}");
}

#[test]
fn many_faults_of_a_record_cost_no_more_than_the_record() {
    grows_with_the_file("content/stellen/weitere.yaml", |count| {
        let record = |number| format!("- id: stelle-{number}\n  name: Stelle\n  art: Verbände\n  einwohner: 1.200\n");
        ((0..count).map(record).collect(), count * 2)
    });
}

#[test]
fn many_faults_of_a_table_cost_no_more_than_the_table() {
    grows_with_the_file("content/leistungen/wohngeld/nachnutzung.csv", |count| {
        let row = |number: usize| format!("99001{number:07};läuft;demnächst\n");
        let rows: String = (0..count).map(row).collect();
        (format!("ars;stand;seit\n{rows}"), count * 2)
    });
}

#[test]
fn many_faults_of_boundaries_cost_no_more_than_the_file() {
    // On one line, as most programs write it.
    grows_with_the_file("content/karten/kreise.geojson", |count| {
        let ring = "[[[12,50],[13,50],[13,51],[12,50]]]";
        let feature = |number: usize| {
            format!(
                r#"{{"type":"Feature","properties":{{"ars":{number}}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
            )
        };
        let features: Vec<String> = (0..count).map(feature).collect();
        (
            format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")),
            count,
        )
    });
}

#[test]
fn nothing_in_a_file_can_stop_the_program() {
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &["b", "c", "d", "e", "f", "g", "h", "i"].windows(2).fold(
            "b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n".to_owned(),
            |text, names| {
                let last = format!("*{}", names[0]);
                text + &format!("{}: &{} [{}]\n", names[1], names[1], [&*last; 9].join(", "))
            },
        );
    let stairs: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let names: String = (0..50_000).map(|number| format!("feld{number}: x\n")).collect();
    for (text, message) in [
        ("[".repeat(100_000), "die Angaben sind zu tief verschachtelt"),
        ("{a: ".repeat(100_000), "die Angaben sind zu tief verschachtelt"),
        (stairs, "die Angaben sind zu tief verschachtelt"),
        (bomb, "die Verweise mit `*` vervielfachen die Angaben ins Unermessliche"),
        ("a: &a [*a]\n".to_owned(), "mit `*` beginnt ein Verweis"),
        ("titel: x\n".repeat(50_000), "das Feld `titel` steht zweimal"),
        (names, "unbekanntes Feld `feld0`"),
        ("- ".repeat(50_000), "die Angaben sind zu tief verschachtelt"),
        (
            format!("titel: \"{}", "x\n".repeat(100_000)),
            "das Anführungszeichen wird nicht geschlossen",
        ),
        ("? ".repeat(50_000), ""),
        ("!".repeat(100_000), ""),
        ("&a ".repeat(100_000), ""),
    ] {
        let tree = Tree::base();
        tree.write("content/leistungen/wohngeld/leistung.yaml", &text);
        let (problems, _) = problems(&tree);
        let start: String = text.chars().take(20).collect();
        assert!(
            problems.iter().any(|problem| problem.message.starts_with(message)),
            "{start}: {:?}",
            problems.first()
        );
    }
}

/// A portal whose files all come from Windows, with marks in front and other line ends, is the same portal.
#[test]
fn line_ends_and_marks_change_nothing_that_is_published() {
    let (unix, windows) = (Tree::base(), Tree::base());
    for tree in [&unix, &windows] {
        tree.write(
            "content/portal.yaml",
            tree.read("content/portal.yaml") + "sprachen: [en]\n",
        );
        tree.write(
            "content/seiten/impressum.en.md",
            "---\ntitel: Imprint\n---\n\n## Who\n\nOne\\\ntwo.\n\n```\ncode\n\ncode\n```\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n",
        );
        let service = "content/leistungen/wohngeld/leistung.yaml";
        tree.write(
            service,
            tree.read(service)
                + "auskunft:\n  sachstand: |\n    Erster Absatz.\n\n    - eins\n    - zwei\nfreigabe: {stand: offen}\n",
        );
    }
    for (path, text) in files(&windows.path().join("content")) {
        let text = String::from_utf8(text).unwrap().replace('\n', "\r\n");
        windows.write(&format!("content/{path}"), format!("\u{feff}{text}"));
    }
    let (unix, windows) = (files(&unix.build()), files(&windows.build()));
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    assert_eq!(names(&unix), names(&windows));
    let different: Vec<&String> = unix
        .iter()
        .zip(&windows)
        .filter(|(one, other)| one != other)
        .map(|(one, _)| &one.0)
        .collect();
    assert!(different.is_empty(), "{different:?}");
}
