//! Promises about the repository itself.

use std::fs;
use std::path::Path;

use crate::harness::{Tree, files};

#[test]
fn the_content_has_no_problem_but_its_age() {
    let said = Tree::repository().ozg(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let mut found = summaries(&said.stderr);
    found.retain(|summary| !is_about_age(summary));
    assert_eq!(found, Vec::<String>::new(), "{}", said.stderr);
}

/// The sample data show on purpose what it looks like when records grow old.
fn is_about_age(summary: &str) -> bool {
    [
        "pruefung-ueberfaellig ",
        "nie-bestaetigt ",
        "schritt-ueberfaellig ",
        "nachnutzung-beendet ",
    ]
    .iter()
    .any(|code| summary.starts_with(code))
}

#[test]
fn nothing_about_a_particular_state_is_in_code_or_templates() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in [
        "src",
        "themes/standard/templates",
        "themes/standard/css",
        "themes/standard/js",
    ] {
        for (path, bytes) in files(&root.join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            for word in ["Brandenburg", "ZIT-BB", "DIKOM"] {
                assert!(!text.contains(word), "{word} stands in {folder}/{path}");
            }
        }
    }
}

/// A copy of the repository's content with one fault after the other: exactly these are reported, each at its line.
#[test]
fn twenty_faults_are_twenty_messages() {
    let tree = Tree::repository();
    let mut expected = Vec::new();
    let mut fault = |code: &str, path: &str, line: u32| expected.push(format!("{code} {path}:{line}"));

    let replaced = [
        (
            "unbekanntes-feld",
            "leistungen/wohngeld/leistung.yaml",
            "\nressort:",
            "\nresort: mik\nressort:",
        ),
        (
            "unbekannter-wert",
            "leistungen/elterngeld/leistung.yaml",
            "\nphase: ",
            "\nphase: x",
        ),
        (
            "unbekannter-verweis",
            "leistungen/personalausweis/leistung.yaml",
            "\nthemenfeld: ",
            "\nthemenfeld: x",
        ),
        (
            "ungueltiges-datum",
            "presse/2022-02-08-hundesteuer-per-mausklick.md",
            "\ndatum: 2022-02-08",
            "\ndatum: 2022-02-30",
        ),
        (
            "ungueltiges-datum",
            "termine/2022-03-08-workshop-pilotbehoerden-baugenehmigung.md",
            "\nbeginn: ",
            "\nbeginn: am ",
        ),
        ("yaml-syntax", "ressorts/mbjs.yaml", "\nname: ", "\nname: a: "),
        (
            "doppeltes-feld",
            "ressorts/mdj.yaml",
            "\nname: ",
            "\nkuerzel: MdJ\nname: ",
        ),
        (
            "falscher-typ",
            "leitfaeden/projektmanagement/leitfaden.yaml",
            "\nart: ",
            "\nquelle: eins\nart: ",
        ),
        (
            "spalte-fehlt",
            "leistungen/gewerbeanmeldung/nachnutzung.csv",
            "ars;stand;",
            "ars;",
        ),
        (
            "ungueltiger-schluessel",
            "stellen/gebietskoerperschaften.csv",
            "\n120600005005;",
            "\n1206000050;;Fehlerdorf;amtsfreie_gemeinde;Gemeinde;;;;;;;;;;;\n120600005005;",
        ),
        (
            "doppelte-kennung",
            "themenfelder.yaml",
            "\n- id: umwelt",
            "\n- id: bildung\n  name: Noch einmal\n- id: umwelt",
        ),
        (
            "link-ins-leere",
            "seiten/impressum.md",
            "\n## ",
            "\n[x](leistung:gibt-es-nicht)\n## ",
        ),
    ];
    for (code, path, from, to) in replaced {
        let path = format!("content/{path}");
        let text = tree.read(&path);
        let at = text.find(from).unwrap_or_else(|| panic!("{from:?} in {path}"));
        tree.write(&path, text.replacen(from, to, 1));
        // The marked piece begins with a line break: the fault is on the next line.
        let line = text[..at].matches('\n').count() as u32 + if from.starts_with('\n') { 2 } else { 1 };
        fault(code, &path, line);
    }
    let written: [(&str, &str, &[u8], u32); 8] = [
        (
            "zeichensatz",
            "seiten/fehler-eins.md",
            b"---\ntitel: Gr\xfc\xdfe\n---\n",
            2,
        ),
        ("frontmatter-fehlt", "seiten/fehler-zwei.md", b"Text\n", 1),
        (
            "fehlendes-feld",
            "seiten/fehler-drei.md",
            b"---\nkurz: Ein Satz\n---\n",
            2,
        ),
        (
            "ungueltige-kennung",
            "seiten/Fehler_vier.md",
            b"---\ntitel: Vier\n---\n",
            0,
        ),
        (
            "ungueltige-kennung",
            "seiten/fehler-fuenf.md",
            b"---\ntitel: A\nfrueher: [/../../geheim]\n---\n",
            3,
        ),
        ("titel-fehlt", "leitfaeden/drei-schritte/99-fehler.md", b"Text\n", 1),
        ("datei-fehlt", "leistungen/ohne-datensatz/text.md", b"Text\n", 0),
        ("leere-datei", "ressorts/leer.yaml", b"# leer\n", 0),
    ];
    for (code, path, bytes, line) in written {
        let path = format!("content/{path}");
        tree.write(&path, bytes);
        fault(code, &path, line);
    }
    let report = tree.ozg(&["check"]);
    assert_eq!(report.code, 1);
    let mut found: Vec<String> = summaries(&report.stderr);
    found.retain(|summary| !is_about_age(summary));
    found.sort();
    expected.sort();
    assert_eq!(found, expected, "{}", report.stderr);
}

/// "code path:line" of every message of a report.
fn summaries(report: &str) -> Vec<String> {
    let mut lines = report.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some((_, rest)) = line
            .split_once('[')
            .filter(|(severity, _)| ["Fehler", "Warnung", "Hinweis"].contains(severity))
        else {
            continue;
        };
        let code = rest.split(']').next().unwrap_or_default();
        let place = lines.next().unwrap_or_default().trim().trim_start_matches("--> ");
        let mut parts = place.splitn(3, ':');
        let (path, line) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("0"));
        found.push(format!("{code} {path}:{line}"));
    }
    found
}

#[test]
fn the_readme_names_commands_that_exist() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.contains("cargo run --release -- serve"));
    assert!(readme.contains("tests/run"));
}
