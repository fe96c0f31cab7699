//! What `ozg neu` starts is complete, and its examples are true.

use std::fs;
use std::path::Path;

use crate::harness::{AS_OF, Said, Tree, files, ozg};

/// Each scaffold: arguments, and the record that is made.
const SCAFFOLDS: [(&[&str], &str); 10] = [
    (
        &["leistung", "kfz-zulassung"],
        "content/leistungen/kfz-zulassung/leistung.yaml",
    ),
    (
        &[
            "leistung",
            "bafoeg",
            "--titel",
            "BAföG: Antrag #1",
            "--ressort",
            "mi",
            "--themenfeld",
            "bauen-wohnen",
        ],
        "content/leistungen/bafoeg/leistung.yaml",
    ),
    (
        &["termin", "2022-04-05", "workshop"],
        "content/termine/2022-04-05-workshop.md",
    ),
    (&["presse", "2022-02-16", "neues"], "content/presse/2022-02-16-neues.md"),
    (&["leitfaden", "kosten"], "content/leitfaeden/kosten/leitfaden.yaml"),
    (&["ressort", "mj"], "content/ressorts/mj.yaml"),
    (&["stelle", "handwerkskammer"], "content/stellen/weitere.yaml"),
    (&["seite", "hilfe"], "content/seiten/hilfe.md"),
    (&["vorlage", "1", "mail"], "content/vorlagen/schritt-1/mail.md"),
    (
        &["vorlage", "2", "social-media", "--titel", "Zu: {leistung}"],
        "content/vorlagen/schritt-2/social-media.md",
    ),
];

/// Codes of records that cannot be read. What examples refer to need not be there.
const UNREADABLE: [&str; 11] = [
    "yaml-syntax",
    "unbekanntes-feld",
    "fehlendes-feld",
    "doppeltes-feld",
    "falscher-typ",
    "unbekannter-wert",
    "ungueltig",
    "leere-datei",
    "frontmatter-fehlt",
    "titel-fehlt",
    "zeichensatz",
];

pub fn assert_readable(said: &Said) {
    for code in UNREADABLE {
        assert!(!said.stderr.contains(&format!("[{code}")), "{}", said.stderr);
    }
}

fn new(tree: &Tree, arguments: &[&str]) -> Said {
    tree.ozg(&[&["neu"], arguments].concat())
}

/// What an editor's command "remove comment" does to all lines.
fn uncommented(text: &str) -> String {
    let line = |line: &str| {
        let inner = line.trim_start();
        let indent = &line[..line.len() - inner.len()];
        match inner.strip_prefix("# ") {
            Some(rest) => format!("{indent}{rest}\n"),
            None => format!("{line}\n"),
        }
    };
    text.lines().map(line).collect()
}

#[test]
fn scaffolds_pass_the_check_as_they_are() {
    let tree = Tree::base();
    for (arguments, path) in SCAFFOLDS {
        let said = new(&tree, arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.stderr);
        assert!(said.stdout.contains(path), "{}", said.stdout);
    }
    let said = tree.ozg(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!said.stderr.contains("Fehler["), "{}", said.stderr);
    assert!(
        tree.read("content/leistungen/bafoeg/leistung.yaml")
            .contains("\ntitel: \"BAföG: Antrag #1\"\n")
    );
    assert_eq!(tree.ozg(&["build", "--entwuerfe"]).code, 0);
}

#[test]
fn examples_are_true() {
    for (arguments, path) in SCAFFOLDS {
        let tree = Tree::base();
        assert_eq!(new(&tree, arguments).code, 0);
        let text = tree.read(path);
        let lines = text.lines().filter(|line| line.trim_start().starts_with("# ")).count();
        let fewest = if arguments[0] == "vorlage" { 1 } else { 5 };
        assert!(lines >= fewest, "{path} has {lines} examples");
        tree.write(path, uncommented(&text));
        assert_readable(&tree.ozg(&["check"]));
    }
}

#[test]
fn the_first_ministry_and_topic_are_taken_and_said_so() {
    let tree = Tree::base();
    new(&tree, &["leistung", "kfz"]);
    let text = tree.read("content/leistungen/kfz/leistung.yaml");
    assert!(text.contains("\nressort: mi\n") && text.contains("\nthemenfeld: bauen-wohnen\n"));
    assert_eq!(text.matches("zuerst gefunden").count(), 2);
    new(&tree, &["leistung", "pkw", "--ressort", "mi"]);
    assert_eq!(
        tree.read("content/leistungen/pkw/leistung.yaml")
            .matches("zuerst gefunden")
            .count(),
        1
    );
}

#[test]
fn nothing_is_written_over_what_is_there() {
    let tree = Tree::base();
    for (arguments, path) in SCAFFOLDS {
        assert_eq!(new(&tree, arguments).code, 0);
        let before = files(tree.path());
        let said = new(&tree, arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(
            said.stderr.contains(path) && said.stderr.contains("gibt es schon"),
            "{}",
            said.stderr
        );
        assert_eq!(files(tree.path()), before);
    }
    // A chapter is enough: a guide is started as a whole or not at all.
    tree.write("content/leitfaeden/halb/01-ueberblick.md", "# Alt\n");
    assert_eq!(new(&tree, &["leitfaden", "halb"]).code, 2);
    assert!(!tree.path().join("content/leitfaeden/halb/leitfaden.yaml").exists());
}

#[test]
fn what_cannot_be_is_refused() {
    let tree = Tree::base();
    let before = files(tree.path());
    for (arguments, message) in [
        (
            vec!["leistung", "Kfz"],
            "`Kfz` ist keine gültige Kennung: erlaubt sind Kleinbuchstaben",
        ),
        (vec!["seite", "../x"], "`../x` ist keine gültige Kennung"),
        (
            vec!["termin", "2022-02-30", "x"],
            "das Datum `2022-02-30` gibt es nicht",
        ),
        (
            vec!["leistung", "x", "--ressort", "mik"],
            "das Ressort `mik` gibt es nicht. Meinten Sie `mi`?",
        ),
        (
            vec!["leistung", "x", "--ressort", "xyz"],
            "das Ressort `xyz` gibt es nicht. Legen Sie es mit `ozg neu ressort` an.",
        ),
        (
            vec!["leistung", "x", "--themenfeld", "bauen"],
            "das Themenfeld `bauen` gibt es nicht. Meinten Sie `bauen-wohnen`?",
        ),
        (
            vec!["stelle", "990020001001"],
            "`990020001001` ist ein Regionalschlüssel",
        ),
        (vec!["stelle", "99002000100"], "ist kein amtlicher Regionalschlüssel"),
        (
            vec!["vorlage", "4", "mail"],
            "den Schritt `4` gibt es nicht: es gibt 1, 2 und 3",
        ),
        (
            vec!["vorlage", "1", "flugblatt"],
            "unbekannter Wert `flugblatt`, erlaubt sind: informationsschreiben, mail, einladung,",
        ),
        (
            vec!["quatsch"],
            "`ozg neu quatsch` gibt es nicht, es gibt: leistung, termin,",
        ),
        (vec![], "es fehlt, was angelegt werden soll: leistung, termin,"),
        (vec!["leistung"], "es fehlt <KENNUNG>"),
    ] {
        let said = new(&tree, &arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.stderr.contains(message), "{arguments:?}: {}", said.stderr);
    }
    assert_eq!(files(tree.path()), before);
}

#[test]
fn a_portal_without_ministries_says_what_to_do() {
    let tree = Tree::base();
    tree.remove("content/ressorts/mi.yaml");
    let said = new(&tree, &["leistung", "kfz"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("es gibt noch kein Ressort. Legen Sie es mit `ozg neu ressort` an."),
        "{}",
        said.stderr
    );
}

#[test]
fn a_body_is_added_without_losing_anything() {
    let path = "content/stellen/weitere.yaml";
    let cases = [
        "# Nur ein Kommentar\n",
        "",
        "- id: a\n  name: A  # wichtig\n  art: verband\n# Ende",
        "  - id: a\n    name: A\n    art: verband\n    text: |\n      Text\n\n\n",
        "\u{feff}- id: a\r\n  name: A\r\n  art: verband\r\n",
    ];
    for before in cases {
        let tree = Tree::base();
        tree.write(path, before);
        let said = new(&tree, &["stelle", "kammer", "--titel", "Kammer: Ost"]);
        assert_eq!(said.code, 0, "{before:?}: {}", said.stderr);
        let after = tree.read(path);
        assert!(after.starts_with(before), "{before:?} became {after:?}");
        assert_eq!(after.contains("\r\n"), before.contains("\r\n"));
        let said = tree.ozg(&["check"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
    }
    for before in [
        "[]\n",
        "- id: a\n  nam: A\n",
        "a: b\n",
        "- {id: a, name: A, art: verband}\n...\n",
    ] {
        let tree = Tree::base();
        tree.write(path, before);
        let said = new(&tree, &["stelle", "kammer"]);
        assert_eq!(said.code, 2, "{before:?}");
        assert!(said.stderr.contains("lässt sich nichts anfügen"), "{}", said.stderr);
        assert_eq!(tree.read(path), before);
    }
    let tree = Tree::base();
    tree.remove(path);
    assert_eq!(new(&tree, &["stelle", "kammer"]).code, 0);
}

fn new_portal(folder: &Path) -> Said {
    let arguments = [
        "neu",
        "portal",
        "--land",
        "Sachsen",
        "--kuerzel",
        "SN",
        "--stichtag",
        AS_OF,
    ];
    Said::from(ozg().args(arguments).arg(folder).output().unwrap())
}

#[test]
fn a_new_portal_can_be_checked_and_built() {
    let tree = Tree::empty();
    let said = new_portal(tree.path());
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    let said = tree.ozg(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let public = tree.build();
    let home = fs::read_to_string(public.join("index.html")).unwrap();
    assert!(home.contains("Sachsen"), "{home}");
    assert!(public.join("impressum/index.html").is_file());
    for file in [
        "README.md",
        ".gitignore",
        "content/.schema/leistung.json",
        "content/.vscode/settings.json",
    ] {
        assert!(tree.path().join(file).is_file(), "{file}");
    }
    // What the program would write is what was written.
    let before = files(tree.path());
    tree.ozg(&["schema"]);
    assert_eq!(files(tree.path()), before);
}

#[test]
fn the_examples_of_a_new_portal_are_true() {
    let tree = Tree::empty();
    new_portal(tree.path());
    for path in [
        "content/portal.yaml",
        "content/ressorts/mi.yaml",
        "content/leistungen/wohngeld/leistung.yaml",
    ] {
        tree.write(path, uncommented(&tree.read(path)));
    }
    assert_readable(&tree.ozg(&["check"]));
}

#[test]
fn a_new_portal_is_never_put_over_another() {
    let tree = Tree::empty();
    tree.write("README.md", "mein Text\n");
    let said = new_portal(tree.path());
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("README.md gibt es schon; es wurde nichts geschrieben"),
        "{}",
        said.stderr
    );
    assert_eq!(files(tree.path()).len(), 1);
}

/// Whoever removes `entwurf` and nothing else is told what was left, in every kind that has a placeholder.
#[test]
fn a_placeholder_that_was_left_is_an_error() {
    for (arguments, path) in [
        (&["leistung", "kfz"][..], "content/leistungen/kfz/leistung.yaml"),
        (
            &["termin", "2022-04-05", "workshop"],
            "content/termine/2022-04-05-workshop.md",
        ),
        (&["presse", "2022-02-10", "neues"], "content/presse/2022-02-10-neues.md"),
        (&["leitfaden", "kosten"], "content/leitfaeden/kosten/leitfaden.yaml"),
        (&["seite", "hilfe"], "content/seiten/hilfe.md"),
    ] {
        let tree = Tree::base();
        assert_eq!(new(&tree, arguments).code, 0);
        assert!(!tree.ozg(&["check"]).stderr.contains("[platzhalter]"), "{path}");
        tree.write(path, tree.read(path).replace("\nentwurf: true\n", "\n"));
        let said = tree.ozg(&["check"]);
        assert_eq!(said.code, 1, "{path}");
        assert!(said.stderr.contains("Fehler[platzhalter]"), "{path}: {}", said.stderr);
        assert_eq!(tree.ozg(&["build"]).code, 1, "{path}");
    }
}

/// What was left in a translation of what is finished, and in none of a draft or a sample.
#[test]
fn a_placeholder_that_was_left_in_a_translation_is_an_error() {
    let tree = Tree::base();
    tree.write(
        "content/portal.yaml",
        tree.read("content/portal.yaml") + "sprachen: [en]\n",
    );
    let texts = |kind: &[&str], path: &str| {
        assert_eq!(new(&tree, kind).code, 0);
        let text = tree.read(path);
        text.lines().last().unwrap_or_default().to_owned()
    };
    let page = texts(&["seite", "hilfe"], "content/seiten/hilfe.md");
    let chapter = texts(&["leitfaden", "kosten"], "content/leitfaeden/kosten/01-ueberblick.md");
    let files = [
        (
            "content/seiten/impressum.en.md",
            format!("---\ntitel: Imprint\n---\n\n{page}\n"),
        ),
        (
            "content/leitfaeden/drei-schritte/01-informieren.en.md",
            format!("# Inform\n\n{chapter}\n"),
        ),
        (
            "content/leistungen/wohngeld/leistung.en.yaml",
            "titel: Housing benefit\nkurz: Ein Satz, der sagt, wer was bekommt oder tun muss.\n".to_owned(),
        ),
        ("content/leistungen/wohngeld/text.en.md", format!("- {page}\n")),
    ];
    for (path, text) in &files {
        tree.write(path, text);
    }
    let draft = "content/seiten/hilfe.en.md";
    tree.write(draft, format!("---\ntitel: Help\n---\n\n{page}\n"));
    let said = tree.ozg(&["check"]);
    for (path, _) in &files {
        assert!(said.stderr.contains(&format!("--> {path}:")), "{path}: {}", said.stderr);
    }
    assert_eq!(
        said.stderr.matches("Fehler[platzhalter]").count(),
        files.len(),
        "{}",
        said.stderr
    );
    assert!(!said.stderr.contains(draft));
}

/// What `ozg neu` took as there was no better one is told as long as the remark says so and the value is the same.
#[test]
fn a_guess_that_was_left_is_told() {
    const SERVICE: &str = "content/leistungen/kfz/leistung.yaml";
    let tree = Tree::base();
    assert_eq!(new(&tree, &["leistung", "kfz"]).code, 0);
    let finished = tree
        .read(SERVICE)
        .replace("\nentwurf: true\n", "\n")
        .replace("Ein Satz, der sagt, wer was bekommt oder tun muss.", "Zulassung.");
    tree.write(SERVICE, &finished);
    let said = tree.ozg(&["check"]);
    assert_eq!(said.stderr.matches("Fehler[platzhalter]").count(), 2, "{}", said.stderr);
    for value in ["| ressort: mi\n", "| themenfeld: bauen-wohnen\n"] {
        assert!(said.stderr.contains(value), "{value}: {}", said.stderr);
    }
    // Chosen, with the remark still there; and the remark gone, with the value the same.
    tree.write(
        "content/ressorts/mj.yaml",
        tree.read("content/ressorts/mi.yaml").replace("MI", "MJ"),
    );
    let chosen = finished.replace("\nressort: mi\n", "\nressort: mj\n");
    let lines = chosen.lines().filter(|line| !line.contains("`bauen-wohnen`, weil"));
    tree.write(SERVICE, lines.collect::<Vec<_>>().join("\n"));
    let said = tree.ozg(&["check"]);
    assert!(!said.stderr.contains("platzhalter"), "{}", said.stderr);
    assert_eq!(new(&tree, &["ressort", "mf"]).code, 0);
    let said = tree.ozg(&["check"]);
    assert!(said.stderr.contains("Warnung[platzhalter]"), "{}", said.stderr);
    assert!(said.stderr.contains("name: Ressort MF"), "{}", said.stderr);
}
