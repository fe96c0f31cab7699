//! Right in the field: what the law wants on a public website, and what samples say of themselves.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::built::Built;
use crate::harness::{Tree, files};

pub fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn legal_tree() -> Tree {
    let tree = Tree::base();
    for kind in ["impressum", "datenschutz", "barrierefreiheit"] {
        tree.write(
            &format!("content/seiten/{kind}.md"),
            format!("---\ntitel: {kind}\nkurz: Was das Gesetz verlangt.\npflichtangaben: {kind}\n---\n\nText.\n"),
        );
    }
    tree
}

#[test]
fn a_missing_fact_is_an_error_of_the_strict_check_alone() {
    let tree = legal_tree();
    assert_eq!(tree.ozg(&["check"]).code, 0);
    assert!(!tree.ozg(&["check"]).stderr.contains("pflichtangabe-fehlt"));
    let said = tree.ozg(&["check", "--streng", "--alle"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.stderr.matches("Fehler[pflichtangabe-fehlt]").count(),
        5 + 5 + 4,
        "{}",
        said.stderr
    );
    assert!(
        said.stderr
            .contains("auf der Seite „impressum“ fehlt: wer den Herausgeber vertritt"),
        "{}",
        said.stderr
    );
    assert!(
        said.stderr
            .contains("Ergänzen Sie in content/portal.yaml `rechtliches: vertretung:`.")
    );
    assert!(
        said.stderr
            .contains("Fehler[adresse-ist-platzhalter]: `barriere@example.org`"),
        "{}",
        said.stderr
    );
}

#[test]
fn facts_stand_on_the_pages_that_ask_for_them() {
    let tree = legal_tree();
    let settings = tree
        .read("content/portal.yaml")
        .replace("barriere@example.org", "barriere@musterland.de");
    let settings = settings.replace(
        "  name: Innenministerium\n",
        "  name: Innenministerium\n  anschrift: [Weg 1, 01234 Musterstadt]\n  telefon: 030 12\n  email: haus@musterland.de\n  \
         mitherausgeber:\n    - name: Städtebund ML\n      website: https://staedtebund.musterland.de\n",
    );
    let facts = "rechtliches:\n  vertretung: Ministerin M\n  inhalt: Herr N\n  datenschutzbeauftragte:\n    name: Frau D\n    \
                 email: d@musterland.de\n  betrieb: Rechenzentrum\n  protokoll: Nur *Zeiten*.\n  barrierefreiheit:\n    \
                 erstellt_am: 2021-10-01\n    geprueft_am: 2022-01-10\n    antwort: in zwei Wochen\n";
    tree.write("content/portal.yaml", settings + facts);
    let said = tree.ozg(&["check", "--streng", "--alle"]);
    assert!(
        !said.stderr.contains("pflichtangabe-fehlt") && !said.stderr.contains("platzhalter"),
        "{}",
        said.stderr
    );
    let folder = tree.build();
    let imprint = read(&folder, "impressum/index.html");
    for fact in [
        "Weg 1",
        "tel:03012",
        "haus@musterland.de",
        "Ministerin M",
        "Herr N",
        "https://staedtebund.musterland.de",
    ] {
        assert!(imprint.contains(fact), "{fact}: {imprint}");
    }
    let privacy = read(&folder, "datenschutz/index.html");
    for fact in ["Frau D", "d@musterland.de", "Rechenzentrum", "<em>Zeiten</em>"] {
        assert!(privacy.contains(fact), "{fact}: {privacy}");
    }
    let statement = read(&folder, "barrierefreiheit/index.html");
    for fact in [
        "1. Oktober 2021",
        "10. Januar 2022",
        "in zwei Wochen",
        "barriere@musterland.de",
    ] {
        assert!(statement.contains(fact), "{fact}: {statement}");
    }
    assert!(!statement.contains("Ministerin M"));
    let footer = read(&folder, "index.html").split("<footer").nth(1).unwrap().to_owned();
    assert!(footer.contains("<br>Städtebund ML</p>"), "{footer}");
}

const SIGNED: &str = "---\ntitel: Willkommen\nkurz: Ein Video.\ngebaerdensprache:\n  titel: Was es hier gibt\n  WO\n  \
                      text: Hier gibt es *Leistungen*.\n---\n\nText.\n";

#[test]
fn a_video_in_sign_language_is_a_link_with_its_text() {
    let tree = Tree::base();
    tree.write(
        "content/seiten/willkommen.md",
        SIGNED.replace("WO", "url: https://video.example.org/1"),
    );
    let page = read(&tree.build(), "willkommen/index.html");
    assert!(
        page.contains("<a href=\"https://video.example.org/1\" rel=\"noreferrer\">Video ansehen: Was es hier gibt</a>"),
        "{page}"
    );
    assert!(page.contains("<em>Leistungen</em>") && !page.contains("<video") && !page.contains("<iframe"));
    tree.write("content/seiten/willkommen.md", SIGNED.replace("WO", "datei: film.mp4"));
    let said = tree.ozg(&["check"]);
    assert!(
        said.stderr
            .contains("Fehler[dokument-fehlt]: die Datei `film.mp4` fehlt"),
        "{}",
        said.stderr
    );
    tree.write("content/seiten/film.mp4", "x".repeat(2500));
    let page = read(&tree.build(), "willkommen/index.html");
    assert!(
        page.contains("href=\"/seiten/film.mp4\"") && page.contains("(MP4, 3\u{a0}kB)"),
        "{page}"
    );
    tree.write("content/seiten/willkommen.md", SIGNED.replace("  WO\n", ""));
    let said = tree.ozg(&["check"]);
    assert!(
        said.stderr.contains("genau eine Angabe: `datei` oder `url`"),
        "{}",
        said.stderr
    );
}

#[test]
fn samples_say_so_where_their_notice_does_not_come_along() {
    let tree = Tree::base();
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write(
        "content/presse/2022-02-01-neu.md",
        "---\ntitel: Etwas Neues\nkurz: Kurz.\ndatum: 2022-02-01\nbeispiel: true\n---\n\nText.\n",
    );
    let folder = tree.build();
    let press = read(&folder, "presse/2022-02-01-neu/index.html");
    assert!(press.contains("<title>Beispiel: Etwas Neues"), "{press}");
    assert!(press.contains("<meta property=\"og:title\" content=\"Beispiel: Etwas Neues\">"));
    assert!(press.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(press.contains("\"headline\":\"Beispiel: Etwas Neues\""), "{press}");
    assert!(press.contains("<h1>Etwas Neues</h1>"));
    assert!(read(&folder, "feeds/presse.atom").contains("<title>Beispiel: Etwas Neues</title>"));
    let sitemap = read(&folder, "sitemap.xml");
    assert!(
        !sitemap.contains("2022-02-01-neu") && sitemap.contains("/leistungen/wohngeld/"),
        "{sitemap}"
    );
    // One sample among others makes no overview a sample.
    let invented = |folder: &Path, path: &str| read(folder, path).contains("noindex");
    let figures = [
        "index.html",
        "themenfelder/bauen-wohnen/index.html",
        "stellen/990010000000/index.html",
    ];
    for path in figures {
        assert!(!invented(&folder, path), "{path}");
    }
    tree.write("content/leistungen/wohngeld/leistung.yaml", record + "beispiel: true\n");
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", settings + "sprachen: [leicht]\n");
    tree.write("content/portal.leicht.yaml", "titel: Leichtes Portal\n");
    let folder = tree.build();
    for path in figures {
        assert!(invented(&folder, path), "{path}");
    }
    assert!(!read(&folder, "stellen/990010000000/index.html").contains("<title>Beispiel:"));
    assert!(!invented(&folder, "leicht/index.html"));
    assert!(!read(&folder, "sitemap.xml").contains("/leistungen/"));
}

#[test]
fn other_sites_and_security_txt_are_told_what_is_so() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        settings
            + "sprachen: [en, leicht]\nsicherheit:\n  kontakt: s@musterland.de\n  gueltig_bis: 2022-12-31\n  \
             richtlinie: https://musterland.de/luecken\n",
    );
    let folder = tree.build();
    let security = read(&folder, ".well-known/security.txt");
    assert!(security.contains("Preferred-Languages: de, en\n"), "{security}");
    assert!(
        security.ends_with("Policy: https://musterland.de/luecken\n"),
        "{security}"
    );
    assert!(read(&folder, "einbinden/ozg.js").contains("referrerPolicy: \"no-referrer\""));
    assert!(read(&folder, "einbinden/index.html").contains("ein Skript und eine Datei mit Daten"));
}

/// What a script could keep in a browser.
const STORES: &[&str] = &[
    "localStorage",
    "sessionStorage",
    "indexedDB",
    "document.cookie",
    "cookieStore",
    "caches.open",
    "serviceWorker",
];

/// What the search keeps for those who choose that (`search-settings.js`, a part of the page of results), which the privacy page names.
const CHOSEN: (&str, [&str; 2]) = ("localStorage", ["assets/search-page.", "assets/search-ui."]);

/// The privacy page says so; a script that keeps something would have to be named there.
#[test]
fn no_script_keeps_anything_in_the_browser_that_nobody_chose() {
    let folder = Built::repository().public();
    let scripts = files(&folder).into_iter().filter(|(path, _)| path.ends_with(".js"));
    let mut seen = 0;
    for (path, bytes) in scripts {
        let script = String::from_utf8(bytes).unwrap();
        let is_chosen = |store: &str| store == CHOSEN.0 && CHOSEN.1.iter().any(|script| path.contains(script));
        for store in STORES.iter().filter(|store| !is_chosen(store)) {
            assert!(!script.contains(store), "{path} uses {store}");
        }
        seen += 1;
    }
    assert!(seen > 3);
    let privacy = read(&folder, "datenschutz/index.html");
    for said in [
        "legt auch sonst nichts im Speicher Ihres Browsers ab",
        "im Speicher Ihres Browsers (localStorage)",
    ] {
        assert!(privacy.contains(said), "{said}");
    }
}

#[test]
fn a_source_that_cannot_be_found_is_an_error_of_the_strict_check_alone() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{settings}quellen:\n  katalog: Aus einer Datenbank.\n"),
    );
    let said = tree.ozg(&["check", "--streng", "--alle"]);
    assert!(said.stderr.contains("Fehler[quelle-ohne-adresse]"), "{}", said.stderr);
    assert!(!tree.ozg(&["check"]).stderr.contains("quelle-ohne-adresse"));
    tree.write(
        "content/portal.yaml",
        format!("{settings}quellen:\n  katalog: \"© M, [Katalog 2021](https://katalog.example.org/1)\"\n"),
    );
    assert!(!tree.ozg(&["check", "--streng"]).stderr.contains("quelle-ohne-adresse"));
}

#[test]
fn what_of_the_content_is_not_known_is_named_and_nothing_else() {
    let said = Tree::repository().ozg(&["check", "--streng", "--format", "json"]);
    let report: Json = serde_json::from_str(&said.stdout).unwrap();
    let text = report.to_string();
    for name in [
        "wer den Herausgeber vertritt",
        "wer für den Inhalt",
        "Datenschutzbeauftragten",
        "wer den Server betreibt",
        "bis wann Meldungen",
        "dieser Quellenvermerk führt nicht zur Quelle",
    ] {
        assert!(text.contains(name), "{name}");
    }
    assert!(!text.contains("die Telefonnummer des Herausgebers"));
}

#[test]
fn where_all_is_invented_the_page_says_it_once_and_where_some_is_each_row_does() {
    let tree = Tree::base();
    let tag = "<span>Beispiel</span>";
    let notice = "<span>Beispieldaten</span>";
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write(
        "content/leistungen/wohngeld/leistung.yaml",
        record.clone() + "beispiel: true\n",
    );
    for (file, title, sample) in [("2022-02-01-start", "Neu", true), ("2022-01-01-alt", "Alt", true)] {
        let release = format!(
            "---\ntitel: {title}\nkurz: Kurz.\ndatum: {}\nressort: mi\nbeispiel: {sample}\n---\n\nText.\n",
            &file[..10]
        );
        tree.write(&format!("content/presse/{file}.md"), release);
    }
    tree.write(
        "content/termine/2022-03-01-auftakt.md",
        "---\ntitel: Auftakt\nbeginn: 2022-03-01 10:00\nart: workshop\nort: Potsdam\nleistungen: [wohngeld]\nressort: mi\nbeispiel: true\n---\n\nText.\n",
    );
    let lists = [
        "presse/index.html",
        "presse/2022/index.html",
        "termine/index.html",
        "termine/art/workshop/index.html",
        "index.html",
        "ressorts/mi/index.html",
        "a-z/index.html",
    ];
    let folder = tree.build();
    for path in lists {
        let page = read(&folder, path);
        assert_eq!(
            (page.matches(tag).count(), page.matches(notice).count()),
            (0, 1),
            "{path}"
        );
    }
    // One real release among them: rows say which are invented, and their overview says it of none.
    let real = tree
        .read("content/presse/2022-01-01-alt.md")
        .replace("beispiel: true\n", "");
    tree.write("content/presse/2022-01-01-alt.md", real);
    let folder = tree.build();
    let press = read(&folder, "presse/index.html");
    assert_eq!(
        (press.matches(tag).count(), press.matches(notice).count()),
        (1, 0),
        "{press}"
    );
    assert_eq!(read(&folder, "index.html").matches(tag).count(), 1);
    assert_eq!(read(&folder, "termine/index.html").matches(tag).count(), 0);
    // With real services, everything invented is marked where it stands.
    tree.write("content/leistungen/wohngeld/leistung.yaml", record);
    let folder = tree.build();
    let events = read(&folder, "termine/index.html");
    assert_eq!(
        (events.matches(tag).count(), events.matches(notice).count()),
        (1, 0),
        "{events}"
    );
}
