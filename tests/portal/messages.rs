//! Every message that editors can get, word for word: `messages/*.md` hold a change to the base portal and what
//! `ozg check` says to it. With `OZG_TESTS_ERNEUERN=1` the expectations are written anew, for a reader to judge.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::harness::{AS_OF, Tree, ozg};

/// A case: files to write, files to remove, and the expected report.
#[derive(Default)]
pub struct Case {
    files: Vec<(String, String)>,
    pub expected: String,
}

impl Case {
    /// The base portal with the files of the case.
    pub fn tree(&self) -> Tree {
        let tree = Tree::base();
        for (file, content) in &self.files {
            put(&tree, file, content);
        }
        tree
    }
}

/// All cases, in the order of their files.
pub fn all_cases() -> Vec<(PathBuf, Case)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/messages");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    let case = |path: PathBuf| {
        let case = parse(&fs::read_to_string(&path).unwrap());
        (path, case)
    };
    paths.into_iter().map(case).collect()
}

/// Puts a file of a case into the tree. A word before the path says what the text of the block cannot: `latin-1:` the
/// encoding, `megabyte:` the size, `verknuepfung:` a symbolic link to what the block names.
fn put(tree: &Tree, file: &str, content: &str) {
    let (kind, path) = file.split_once(':').unwrap_or(("", file));
    match kind {
        "latin-1" => tree.write(
            path,
            content
                .chars()
                .map(|c| u8::try_from(u32::from(c)).unwrap())
                .collect::<Vec<u8>>(),
        ),
        "megabyte" => tree.write(path, "x".repeat(content.trim().parse::<usize>().unwrap() * 1024 * 1024)),
        #[cfg(unix)]
        "verknuepfung" => {
            std::os::unix::fs::symlink(content.trim(), tree.path().join(path)).unwrap();
            tree
        }
        _ if content == "\n" => tree.remove(path),
        _ => tree.write(path, content),
    };
}

/// Blocks are fenced by four backticks: a path as info string for a file (empty: removed), `erwartet` for the report.
pub fn parse(text: &str) -> Case {
    let mut case = Case::default();
    let mut parts = text.split("\n````");
    parts.next();
    while let (Some(block), Some(_)) = (parts.next(), parts.next()) {
        let (info, body) = block.split_once('\n').unwrap_or((block, ""));
        match info {
            "erwartet" => case.expected = body.to_owned() + "\n",
            path => case.files.push((path.to_owned(), body.to_owned() + "\n")),
        }
    }
    case
}

#[test]
fn every_message_is_word_for_word() {
    let renew = std::env::var_os("OZG_TESTS_ERNEUERN").is_some();
    let mut wrong = Vec::new();
    for (path, case) in all_cases() {
        let said = case.tree().ozg(&["check", "--alle"]);
        let report = format!("{}{}", said.stderr, said.stdout);
        if report != case.expected {
            wrong.push(format!("{}:\n{report}", path.display()));
            if renew {
                let text = fs::read_to_string(&path).unwrap();
                let head = text.split("\n````erwartet").next().unwrap_or_default();
                fs::write(&path, format!("{head}\n````erwartet\n{report}````\n")).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_in_another_encoding_is_named_with_its_place() {
    let tree = Tree::base();
    tree.write(
        "content/seiten/impressum.md",
        b"---\ntitel: Impressum\n---\n\nGesch\xe4ftsstelle\n",
    );
    let said = tree.ozg(&["check"]);
    assert_eq!(
        said.stderr,
        "Fehler[zeichensatz]: die Datei ist nicht in UTF-8 gespeichert, hier steht ein Zeichen, das keines ist
 --> content/seiten/impressum.md:5:6
  |
5 | Gesch\u{fffd}ftsstelle
  |      ^
  |
  = Hilfe: Speichern Sie die Datei in Ihrem Programm mit der Kodierung UTF-8.\n\n"
    );
    assert_eq!(said.code, 1);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let tree = Tree::base();
    let text = tree
        .read("content/leistungen/wohngeld/leistung.yaml")
        .replace('\n', "\r\n");
    tree.write("content/leistungen/wohngeld/leistung.yaml", format!("\u{feff}{text}"));
    let page = tree.read("content/seiten/impressum.md").replace('\n', "\r\n");
    tree.write("content/seiten/impressum.md", format!("\u{feff}{page}"));
    let said = tree.ozg(&["check"]);
    // The marks are worth a hint, and nothing else is.
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (0, "2 Hinweise: ozg check --alle\n\n")
    );
}

#[test]
fn a_text_file_that_is_too_large_is_refused() {
    let tree = Tree::base();
    tree.write("content/leistungen/wohngeld/text.md", "x".repeat(5 * 1024 * 1024));
    let said = tree.ozg(&["check"]);
    assert!(
        said.stderr
            .starts_with("Fehler[datei-zu-gross]: die Datei ist größer als 4 MB\n"),
        "{}",
        said.stderr
    );
}

/// `ozg … | head`: what there is to do is done all the same.
#[test]
fn whoever_stops_reading_does_no_harm() {
    let tree = Tree::base();
    for (arguments, code) in [
        (
            vec!["build", "--wurzel", tree.path().to_str().unwrap(), "--stichtag", AS_OF],
            0,
        ),
        (vec!["--hilfe"], 0),
        (vec!["unsinn"], 2),
    ] {
        let mut child = ozg()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().unwrap().code(), Some(code));
    }
    assert!(tree.path().join("public/index.html").is_file());
}

#[test]
fn wrong_usage_is_told_from_wrong_content() {
    let tree = Tree::empty();
    let said = tree.ozg(&["check"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("gibt es keinen Ordner mit content/portal.yaml; nennen Sie ihn mit --wurzel")
    );
    for (arguments, message) in [
        (
            &["chek"][..],
            "Fehler: den Befehl chek gibt es nicht, meinten Sie `check`? Es gibt: build, check, serve",
        ),
        (
            &["xyz"],
            "Fehler: den Befehl xyz gibt es nicht, es gibt: build, check, serve",
        ),
        (
            &["neu", "leistng"],
            "Fehler: `ozg neu leistng` gibt es nicht, meinten Sie `leistung`? Es gibt: leistung,",
        ),
        (
            &["check", "--nurfehler"],
            "Fehler: die Option --nurfehler gibt es nicht, meinten Sie `--nur-fehler`?",
        ),
        (
            &["serve", "--stichtg=2022-02-15"],
            "Fehler: die Option --stichtg gibt es nicht, meinten Sie `--stichtag`?",
        ),
        (&[], "Fehler: es fehlt der Befehl: build, check, serve"),
        (&["check", "--scharf"], "Fehler: die Option --scharf gibt es nicht\n"),
        (
            &["check", "--stichtag", "morgen"],
            "passt nicht zu --stichtag <DATUM> (`morgen` ist kein Datum in der Form JJJJ-MM-TT)",
        ),
        (
            &["export", "suche", "--fuer", "openserch", "--ausgabe", "suche"],
            "der Wert `openserch` passt nicht zu --fuer <SUCHSERVER>, meinten Sie `opensearch`? Es gibt: opensearch, meilisearch\n",
        ),
        (
            &["publish", "--vorschau", "17", "--entfernen"],
            "Fehler: es fehlt <ZIEL>\n",
        ),
        (
            &["check", "--faellig", "7304485"],
            "`7304485` liegt außerhalb des Erlaubten: mindestens 0, höchstens 3650",
        ),
        (
            &["build", "--ausgabe"],
            "Fehler: nach --ausgabe <DIR> fehlt eine Angabe\n",
        ),
    ] {
        let output = ozg().args(arguments).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(stderr.contains(message), "{arguments:?}: {stderr}");
    }
}

#[test]
fn help_is_asked_for_in_many_ways() {
    let said = |arguments: &[&str]| {
        let output = ozg().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    for arguments in [&["help"][..], &["hilfe"], &["--help"], &["-h"]] {
        assert_eq!(said(arguments), said(&["--hilfe"]), "{arguments:?}");
    }
    assert_eq!(said(&["hilfe", "check"]), said(&["check", "--hilfe"]));
    let version = format!("ozg {}\n", env!("CARGO_PKG_VERSION"));
    for arguments in ["--version", "-V", "version"] {
        assert_eq!(said(&[arguments]), version);
    }
}

#[test]
fn help_is_german() {
    let output = ozg().arg("--hilfe").output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let help = String::from_utf8(output.stdout).unwrap();
    for word in [
        "Aufruf:",
        "Befehle:",
        "Optionen:",
        "Rückgabewerte:",
        "build",
        "check",
        "serve",
    ] {
        assert!(help.contains(word), "{word} fehlt in\n{help}");
    }
    for word in ["Usage", "Commands", "Options", "Print help"] {
        assert!(!help.contains(word), "{word} steht in\n{help}");
    }
}
