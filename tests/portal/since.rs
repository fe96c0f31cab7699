//! `ozg check --seit`: what a change brings in, in every form of the report.

use std::path::Path;
use std::process::Command;

use crate::harness::{AS_OF, Said, Tree, ozg};

const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";

fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.org",
            "-c",
            "commit.gpgSign=false",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A portal with one error in its first commit.
fn portal() -> Tree {
    let tree = Tree::base();
    tree.write(SERVICE, tree.read(SERVICE) + "alt: 1\n");
    git(tree.path(), &["init", "-q", "-b", "main"]);
    git(tree.path(), &["add", "-A"]);
    git(tree.path(), &["commit", "-q", "-m", "Anfang"]);
    tree
}

fn check(root: &Path, options: &[&str]) -> Said {
    let mut command = ozg();
    command
        .args(["check", "--stichtag", AS_OF, "--wurzel"])
        .arg(root)
        .args(options);
    Said::from(command.output().unwrap())
}

#[test]
fn old_problems_are_not_told_wherever_their_lines_are_now() {
    let tree = portal();
    let said = check(tree.path(), &["--seit", "HEAD"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(
        said.stdout,
        "Seit HEAD hinzugekommen: keine Fehler, keine Warnungen, keine Hinweise.\n"
    );
    assert_eq!(check(tree.path(), &[]).code, 1);

    let text = tree.read(SERVICE);
    tree.write(SERVICE, format!("# eine Zeile davor\n{text}neu: 1\n"));
    let said = check(tree.path(), &["--seit", "HEAD"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("unbekanntes Feld `neu`") && !said.stderr.contains("`alt`"),
        "{}",
        said.stderr
    );
    for format in ["json", "github", "gitlab", "sarif"] {
        let said = check(tree.path(), &["--seit", "main", "--format", format]);
        assert_eq!(said.code, 1, "{format}");
        assert!(
            said.stdout.contains("`neu`") && !said.stdout.contains("`alt`"),
            "{format}: {}",
            said.stdout
        );
    }
    git(tree.path(), &["commit", "-q", "-a", "-m", "neu"]);
    assert_eq!(check(tree.path(), &["--seit", "HEAD"]).code, 0);
    assert_eq!(check(tree.path(), &["--seit", "HEAD~1"]).code, 1);
}

#[test]
fn what_only_a_warning_brings_in_is_wrong_where_it_is_strict() {
    let tree = portal();
    tree.write(SERVICE, tree.read(SERVICE).replace("alt: 1\n", ""));
    tree.replace(SERVICE, "geprueft_am: 2022-02-01", "geprueft_am: 2020-02-01");
    assert_eq!(check(tree.path(), &["--seit", "HEAD"]).code, 0);
    assert_eq!(check(tree.path(), &["--seit", "HEAD", "--streng"]).code, 1);
    assert_eq!(
        check(tree.path(), &["--seit", "HEAD", "--streng", "--nur-fehler"]).code,
        0
    );
}

#[test]
fn a_state_that_is_not_there_is_told() {
    let tree = portal();
    let said = check(tree.path(), &["--seit", "gibt-es-nicht"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .starts_with("Fehler: den Stand `gibt-es-nicht` gibt es in git nicht"),
        "{}",
        said.stderr
    );
    let none = Tree::base();
    let said = check(none.path(), &["--seit", "HEAD"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("gehört zu keinem git-Verzeichnis"),
        "{}",
        said.stderr
    );

    tree.write("content/seiten/impressum.md", "---\ntitel: Neu\n---\n\nText\n");
    git(tree.path(), &["commit", "-q", "-a", "-m", "zweiter"]);
    let clone = tempfile::tempdir().unwrap();
    let origin = format!("file://{}", tree.path().display());
    git(clone.path(), &["clone", "-q", "--depth", "1", &origin, "portal"]);
    let shallow = clone.path().join("portal");
    assert_eq!(check(&shallow, &["--seit", "HEAD"]).code, 0);
    let said = check(&shallow, &["--seit", "HEAD~1"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("git fetch --depth=1 origin HEAD~1"),
        "{}",
        said.stderr
    );
}

#[test]
fn programs_find_the_files_of_a_portal_in_a_subfolder() {
    let outer = Tree::empty();
    let base = portal();
    for (path, bytes) in crate::harness::files(&base.path().join("content")) {
        outer.write(&format!("land/portal/content/{path}"), bytes);
    }
    git(outer.path(), &["init", "-q", "-b", "main"]);
    git(outer.path(), &["add", "-A"]);
    git(outer.path(), &["commit", "-q", "-m", "Anfang"]);
    let root = outer.path().join("land/portal");
    for (format, path) in [
        ("github", "file=land/portal/content/leistungen/wohngeld/leistung.yaml,"),
        (
            "gitlab",
            "\"path\": \"land/portal/content/leistungen/wohngeld/leistung.yaml\"",
        ),
        (
            "sarif",
            "\"uri\": \"land/portal/content/leistungen/wohngeld/leistung.yaml\"",
        ),
    ] {
        let said = check(&root, &["--format", format]);
        assert!(said.stdout.contains(path), "{format}: {}", said.stdout);
    }
    let said = check(&root, &["--seit", "HEAD", "--format", "github"]);
    assert_eq!((said.code, said.stdout.as_str()), (0, ""));
}
