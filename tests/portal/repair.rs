//! `ozg check --reparieren`: what is certain is written, the difference is shown, and every other byte stays.

use crate::harness::{Tree, files};

const SERVICE: &str = "content/leistungen/wohngeld/leistung.yaml";
const TABLE: &str = "content/leistungen/wohngeld/nachnutzung.csv";
const PAGE: &str = "content/seiten/impressum.md";

/// The base portal with mistakes of which the right form is certain.
fn spoilt() -> Tree {
    let tree = Tree::base();
    let text = tree.read(SERVICE);
    let date = text.lines().find(|line| line.starts_with("geprueft_am:")).unwrap();
    let text = text.replace(
        date,
        "geprueft_am: \"1. Februar 2022\" # von Frau Muster\nsdg:  Ja   # seit 2021",
    );
    tree.write(SERVICE, text.replace('\n', "\r\n"));
    tree.write(PAGE, b"---\ntitel: Impressum\n---\n\nGesch\xe4ftsstelle, Stra\xdfe 1\n");
    tree
}

fn content(tree: &Tree) -> Vec<(String, Vec<u8>)> {
    files(&tree.path().join("content"))
}

#[test]
fn what_is_certain_is_shown_and_written() {
    let tree = spoilt();
    let before = content(&tree);
    assert_eq!(tree.ozg(&["check"]).code, 1);
    let wanted = tree
        .read(SERVICE)
        .replace("\"1. Februar 2022\"", "\"2022-02-01\"")
        .replace("sdg:  Ja ", "sdg:  true ");

    let shown = tree.ozg(&["check", "--reparieren", "--probe"]);
    assert_eq!(shown.code, 1);
    assert!(
        shown
            .stdout
            .starts_with("Probe, es wurde nichts geschrieben. Zu berichtigen: "),
        "{}",
        shown.stdout
    );
    for line in [
        "\nÄnderung in content/seiten/impressum.md\n@@ Zeile 3 @@\n ---\n \n-Gesch\u{fffd}ftsstelle, Stra\u{fffd}e 1\n+Geschäftsstelle, Straße 1\n",
        "-geprueft_am: \"1. Februar 2022\" # von Frau Muster\n",
        "+sdg:  true   # seit 2021\n",
    ] {
        assert!(format!("\n{}", shown.stderr).contains(line), "{line}\n{}", shown.stderr);
    }
    assert_eq!(content(&tree), before);

    let said = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    assert!(
        said.stderr
            .starts_with(&shown.stderr[..shown.stderr.find("Fehler[").unwrap()]),
        "{}",
        said.stderr
    );
    assert!(
        said.stdout.starts_with("Berichtigt: 3 Angaben in 2 Dateien.\n"),
        "{}",
        said.stdout
    );
    assert_eq!(tree.read(SERVICE), wanted);
    assert_eq!(
        tree.read(PAGE),
        "---\ntitel: Impressum\n---\n\nGeschäftsstelle, Straße 1\n"
    );
    let others = |tree: Vec<(String, Vec<u8>)>| {
        let others = tree
            .into_iter()
            .filter(|(path, _)| !SERVICE.ends_with(path) && !PAGE.ends_with(path));
        others.collect::<Vec<_>>()
    };
    assert_eq!(others(content(&tree)), others(before));
    let again = tree.ozg(&["check", "--reparieren"]);
    assert!(
        again
            .stdout
            .starts_with("Es gibt nichts, das sich sicher berichtigen lässt.\n"),
        "{}",
        again.stdout
    );
}

#[test]
fn check_tells_what_can_be_mended_and_what_not() {
    let said = spoilt().ozg(&["check"]);
    assert!(
        said.stdout
            .contains("3 Angaben lassen sich sicher berichtigen: ozg check --reparieren"),
        "{}{}",
        said.stderr,
        said.stdout
    );
    let tree = Tree::base();
    tree.write(
        SERVICE,
        tree.read(SERVICE)
            .replace("geprueft_am: ", "geprueft_am: neulich, ca. "),
    );
    let before = content(&tree);
    let said = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.starts_with("Es gibt nichts"), "{}", said.stdout);
    assert_eq!(content(&tree), before);
}

/// A file as an old program of DOS or of a Mac saved it is no Windows-1252: the letters would be wrong for ever.
#[test]
fn what_is_not_certainly_windows_1252_stays() {
    for letter in [b'\x84', b'\x8a', b'\x81'] {
        let tree = Tree::base();
        let text = [b"---\ntitel: Impressum\n---\n\nGesch", &[letter][..], b"ftsstelle\n"].concat();
        tree.write(PAGE, &text);
        let said = tree.ozg(&["check", "--reparieren"]);
        assert_eq!(said.code, 1, "{letter:x}");
        assert_eq!(std::fs::read(tree.path().join(PAGE)).unwrap(), text);
    }
}

#[test]
fn a_cell_of_a_table_is_mended_where_it_stands() {
    let tree = Tree::base();
    let text = tree.read(TABLE);
    let word = ["live", "pilot", "interessiert"]
        .into_iter()
        .find(|word| text.contains(&format!(";{word};")))
        .unwrap();
    let spoilt = text.replacen(&format!(";{word};"), &format!(";\"{}\";", word.to_uppercase()), 1);
    tree.write(TABLE, &spoilt);
    if tree.ozg(&["check"]).code == 0 {
        // The reader knows the word however it is written.
        return;
    }
    let said = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    assert_eq!(tree.read(TABLE), spoilt.replace(&word.to_uppercase(), word));
}

/// Markdown that shows as its signs, where there is no doubt what was meant; what is a matter of opinion stays.
#[test]
fn what_shows_as_its_signs_is_mended() {
    const TEXT: &str = "content/leistungen/wohngeld/text.md";
    let spoilt = "##Wer hilft?\n\nÄ: [Plan](Mein Plan.pdf) und ** wichtig **.\n\n\u{2022} Erstens\n\u{2022}\tZweitens\n\n```\n##Code\n```\n\nSchreiben Sie an info@example.org.\n\n| A | B |\n| 1 | 2 |\n";
    let mended = "## Wer hilft?\n\nÄ: [Plan](Mein%20Plan.pdf) und **wichtig**.\n\n- Erstens\n- Zweitens\n\n```\n##Code\n```\n\nSchreiben Sie an <info@example.org>.\n\n| A | B |\n| 1 | 2 |\n";
    for end in ["\n", "\r\n"] {
        let tree = Tree::base();
        tree.write(TEXT, spoilt.replace('\n', end));
        let shown = tree.ozg(&["check", "--reparieren", "--probe"]);
        assert!(shown.stderr.contains("\n-##Wer hilft?"), "{}", shown.stderr);
        assert_eq!(tree.read(TEXT), spoilt.replace('\n', end));
        tree.ozg(&["check", "--reparieren"]);
        assert_eq!(tree.read(TEXT), mended.replace('\n', end));
    }
}

/// The same in texts that are fields, however they are written; where YAML writes it otherwise than it is read, nothing is
/// mended. What is the same on a line is mended each at its place.
#[test]
fn what_shows_as_its_signs_is_mended_in_fields() {
    const MINISTRY: &str = "content/ressorts/mi.yaml";
    const TOPICS: &str = "content/themenfelder.yaml";
    const OTHERS: &str = "content/stellen/weitere.yaml";
    const WELCOME: &str = "content/portal.yaml";
    for end in ["\n", "\r\n"] {
        let tree = Tree::base();
        let fields = [
            (
                MINISTRY,
                "text: |  # bleibt\n  ##Titel\n\n  \u{2022} a@example.org, a@example.org\n  \u{2022} ** wichtig **\n",
                "text: |  # bleibt\n  ## Titel\n\n  - <a@example.org>, <a@example.org>\n  - **wichtig**\n",
            ),
            (
                TOPICS,
                "  text: '##Das ist ein Titel'\n",
                "  text: '## Das ist ein Titel'\n",
            ),
            (
                OTHERS,
                "  text: Siehe [x] (/suche/) dort.\n",
                "  text: Siehe [x](/suche/) dort.\n",
            ),
            (
                WELCOME,
                "begruessung: \"Am [x] (/suche/) \\\n  und a@example.org\"\n",
                "begruessung: \"Am [x](/suche/) \\\n  und <a@example.org>\"\n",
            ),
            (
                SERVICE,
                "auskunft:\n  sachstand: \"[x] (/suche/\\u003fq=a)\"\n",
                "auskunft:\n  sachstand: \"[x] (/suche/\\u003fq=a)\"\n",
            ),
        ];
        let with = |path: &str, more: &str| (tree.read(path).replace("\r\n", "\n") + more).replace('\n', end);
        let wanted: Vec<(&str, String)> = fields
            .iter()
            .map(|(path, _, mended)| (*path, with(path, mended)))
            .collect();
        for (path, spoilt, _) in fields {
            tree.write(path, with(path, spoilt));
        }
        let said = tree.ozg(&["check", "--reparieren"]);
        for (path, text) in wanted {
            assert_eq!(tree.read(path), text, "{}", said.stderr);
        }
    }
}

/// Marks and line ends that no one sees: the difference says that they go, and nothing else of the file does.
#[test]
fn how_a_file_is_stored_is_mended() {
    let tree = Tree::base();
    let page = tree.read(PAGE);
    let windows = page.replace('\n', "\r\n");
    let mixed = format!("\u{feff}\u{feff}{windows}Ende\n");
    tree.write(PAGE, mixed);
    let said = tree.ozg(&["check", "--reparieren"]);
    for told in [
        "Die unsichtbare Marke am Anfang der Datei (BOM) wird entfernt.",
        "Die Zeilenenden werden vereinheitlicht.",
    ] {
        assert!(said.stderr.contains(told), "{}", said.stderr);
    }
    assert_eq!(tree.read(PAGE), format!("{windows}Ende\r\n"));
    // What has one way to end its lines, or is a table of a spreadsheet, is as it should be.
    tree.write(TABLE, format!("\u{feff}{}", tree.read(TABLE).replace('\n', "\r\n")));
    let before = content(&tree);
    let again = tree.ozg(&["check", "--reparieren"]);
    assert!(again.stdout.starts_with("Es gibt nichts"), "{}", again.stdout);
    assert_eq!(content(&tree), before);
}

#[test]
fn what_nobody_sees_goes_and_words_stay_apart() {
    let tree = Tree::base();
    let (page, table) = (tree.read(PAGE), tree.read(TABLE));
    tree.write(PAGE, format!("{page}\nEins\u{2028}zwei \u{202e}drei\u{b}\nvier\n"));
    tree.write(TABLE, table.replace("9900", "\u{feff}9900"));
    let said = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    assert_eq!(tree.read(PAGE), format!("{page}\nEins zwei drei\nvier\n"));
    assert_eq!(tree.read(TABLE), table);
}

/// Signs around an address are none of it: in angle brackets with them it would be no link, and be mended again and again.
#[test]
fn addresses_become_links_without_the_signs_around_them() {
    let tree = Tree::base();
    let page = tree.read(PAGE);
    for (written, mended) in [
        ("Per a@b.de- oder Brief", "Per <a@b.de>- oder Brief"),
        ("Per a@b.de… oder „c@d.example“.", "Per <a@b.de>… oder „<c@d.example>“."),
        ("Per a@b-c.de/Brief", "Per a@b-c.de/Brief"),
        (
            "Per a@-b.de, a@b-.de, a@b..de, a@b_c.de, a@.de",
            "Per a@-b.de, a@b-.de, a@b..de, a@b_c.de, a@.de",
        ),
        ("Per a.b+c_d-@e.de!", "Per <a.b+c_d-@e.de>!"),
    ] {
        tree.write(PAGE, format!("{page}\n{written}\n"));
        for _ in 0..2 {
            let said = tree.ozg(&["check", "--reparieren"]);
            assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
            assert_eq!(tree.read(PAGE), format!("{page}\n{mended}\n"));
        }
    }
    let long = format!("a@{}.de", "b".repeat(64));
    tree.write(PAGE, format!("{page}\n{long}\n"));
    tree.ozg(&["check", "--reparieren"]);
    assert_eq!(tree.read(PAGE), format!("{page}\n{long}\n"));
}
