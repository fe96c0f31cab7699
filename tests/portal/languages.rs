//! Other languages: translations over the German content, their addresses, and what says that something is German.

use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use serde_json::{Value, json};
use serde_yaml::{Mapping, Value as Yaml};

use crate::harness::{Tree, files};
use crate::history;

/// The smallest portal, in English as well; and with two pages in Leichte Sprache.
fn tree() -> Tree {
    let tree = Tree::base();
    speak(&tree, "[en, leicht]");
    tree.write(
        "content/leistungen/wohngeld/leistung.en.yaml",
        "titel: Housing benefit\nkurz: A grant towards the rent.\n",
    );
    tree.write("content/leistungen/wohngeld/text.md", "Ein Zuschuss zur Miete.\n");
    tree.write(
        "content/seiten/impressum.en.md",
        "---\ntitel: Imprint\n---\n\nSee [the benefit](../leistungen/wohngeld/leistung.yaml).\n",
    );
    tree.write(
        "content/seiten/impressum.leicht.md",
        "---\ntitel: Wer macht das?\n---\n\nWir. Mehr bei [Wohngeld](leistung:wohngeld).\n",
    );
    tree
}

fn speak(tree: &Tree, languages: &str) {
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: {languages}\n"));
}

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_page_is_in_its_language_and_says_what_is_not() {
    let tree = tree();
    let folder = tree.build();
    let service = page(&folder, "en/leistungen/wohngeld/index.html");
    assert!(service.contains("<html lang=\"en\">"));
    assert!(service.contains("<h1>Housing benefit</h1>"));
    assert!(service.contains("Part of this page is only available in German."));
    assert!(service.contains("<div class=\"foreign\" lang=\"de\"><p>Ein Zuschuss zur Miete.</p>"));
    let ministry = page(&folder, "en/ressorts/mi/index.html");
    assert!(ministry.contains("This page’s text is only available in German."));
    assert!(ministry.contains("<h1 lang=\"de\">"), "{ministry}");
    let imprint = page(&folder, "en/impressum/index.html");
    assert!(!imprint.contains("only available in German"));
    assert!(imprint.contains("<a href=\"/en/leistungen/wohngeld/\">the benefit</a>"));
    let german = page(&folder, "leistungen/wohngeld/index.html");
    assert!(german.contains("<html lang=\"de\">") && !german.contains("lang=\"de\">Ein Zuschuss"));
}

/// In every text of the content that readers see, but for names of places and authorities.
const GERMAN: &str = "Kuckuck";

/// A portal in which nothing is translated, with a text in every field, and with a history that names some of them.
fn german_everywhere() -> Tree {
    let tree = Tree::base();
    speak(&tree, "[en]");
    let settings = tree.read("content/portal.yaml");
    let settings = settings
        .replace("titel: Musterportal", "titel: Kuckucksportal\nuntertitel: Kuckucksland")
        .replace("beschreibung: Was", "beschreibung: Was Kuckucke")
        .replace("name: Innenministerium", "name: Ministerium für Kuckucke");
    let sources = "quellen:\n  verzeichnis: Kuckucksamt\n  katalog: Kuckuckskatalog\n  karten: Kuckuckskarten\n";
    let licence = "lizenz:\n  name: Kuckuckslizenz\n  url: https://example.org/lizenz\n";
    let editors = "redaktion: {name: Redaktion, funktion: Kuckucksfragen, stelle: Kuckucksamt, email: r@example.org}\n";
    let welcome = "begruessung: Hier ruft der Kuckuck.\n";
    tree.write(
        "content/portal.yaml",
        [&settings, sources, licence, editors, welcome].concat(),
    );
    tree.write("content/ressorts/mi.yaml", MINISTRY);
    tree.write("content/themenfelder.yaml", TOPICS);
    tree.write("content/leistungen/wohngeld/text.md", PROSE);
    tree.write("content/leistungen/wohngeld/nachnutzung.csv", REUSE);
    tree.write("content/termine/2022-03-01-auftakt.md", EVENT);
    tree.write("content/presse/2022-02-01-start.md", PRESS);
    tree.write("content/leitfaeden/drei-schritte/leitfaden.yaml", GUIDE);
    tree.write(
        "content/leitfaeden/drei-schritte/01-informieren.md",
        format!("# Kuckucke fragen\n{PROSE}"),
    );
    tree.write("content/seiten/impressum.md", PAGE);
    tree.write("content/stellen/weitere.yaml", OTHERS);
    let service = "content/leistungen/wohngeld/leistung.yaml";
    tree.write(service, SERVICE);
    tree.write(
        "content/leistungen/nester/leistung.yaml",
        "titel: Kuckucksnest\nkurz: Ein Kuckuck.\nressort: mi\nthemenfeld: wald\nphase: vorbereitung\n",
    );
    history::start(&tree, "2021-12-01");
    tree.replace(service, "titel: Kuckuck melden", "titel: Kuckuck anmelden");
    tree.replace(service, "themenfeld: bauen-wohnen", "themenfeld: wald");
    tree.replace(
        service,
        "titel: Kuckucksschulung}",
        "titel: Kuckucksschulung, erledigt: true}",
    );
    tree.replace(
        service,
        "{datum: 2022-Q2, titel: Kuckuckswoche}",
        "{datum: 2022-Q3, titel: Kuckuckswoche}",
    );
    tree.replace(
        service,
        "{datum: 2022, titel: Kuckucksfest}",
        "{datum: 2022, titel: Kuckucksfeier}",
    );
    fs::remove_dir_all(tree.path().join("content/leistungen/nester")).unwrap();
    history::commit(&tree, "2022-01-10");
    tree
}

const MINISTRY: &str = "\
kuerzel: MI
name: Ministerium der Kuckucke
koordination: [{name: Kuckuckskoordination, funktion: Rufe, stelle: Kuckucksreferat, email: ozg@example.org}]
zustaendig_fuer: [bauen-wohnen]
text: Alles über den Kuckuck.
";

const TOPICS: &str = "\
- id: bauen-wohnen
  name: Kuckuck & Wohnen
  beleg: Kuckuckskatalog
  text: Wo der Kuckuck wohnt.
- id: wald
  name: Kuckuck & Wald
";

const PROSE: &str =
    "\nText mit Kuckuck.\n\n## Erster Kuckuck\n\n## Zweiter Kuckuck\n\n## Dritter Kuckuck\n\n## Vierter Kuckuck\n";

const REUSE: &str = "ars;stand;seit;url;bemerkung\n990010000000;live;2022-01;https://example.org/;mit Kuckuck\n";

const SERVICE: &str = "\
titel: Kuckuck melden
kurz: Einen Kuckuck melden.
ressort: mi
themenfeld: bauen-wohnen
vollzug: [kreisfreie_stadt, amtsfreie_gemeinde]
phase: pilotierung
geprueft_am: 2022-02-01
auskunft:
  nachnutzung_ab: 2022-Q3
  sachstand: Der Kuckuck ruft.
  naechste_schritte:
    - {datum: 2021-12-05, titel: Kuckucksschulung}
    - {datum: 2022-Q2, titel: Kuckuckswoche}
    - {datum: 2022, titel: Kuckucksfest}
  fachrecht: {stand: in_anpassung, text: Das Kuckucksgesetz.}
  kosten: {stand: bekannt, einfuehrung: 0, traeger: Der Kuckuck zahlt, text: Je Kuckuck.}
erstinformation: [{am: 2021-06-01, instrument: mailing, text: An alle Kuckucke}]
pilotierung: {behoerden: [\"990010000000\"], erfahrungen: Viele Kuckucke.}
rollout:
  onlinedienst: {stand: in_arbeit, text: Halber Kuckuck}
mitarbeit_gesucht: {bis: 2022-05-01, aufgabe: Kuckucke zählen}
fachverfahren: [Kuckucksregister]
suchbegriffe: [Kuckucksruf]
kontakt: [{name: Kuckucksreferat, funktion: Kuckucksfragen, stelle: Kuckucksamt, email: k@example.org}]
links: [{titel: Kuckucksseite, url: https://example.org/}]
";

const EVENT: &str = "\
---
titel: Kuckuckstag
kurz: Ein Tag mit Kuckuck.
beginn: 2022-03-01 10:00
ende: 2022-03-01 11:00
art: workshop
ort: Kuckuckssaal
veranstalter: Kuckucksverein
ressort: mi
leistungen: [wohngeld]
---

Alle Kuckucke sind willkommen.
";

const PRESS: &str = "\
---
titel: Der Kuckuck ist da
kurz: Er ruft, der Kuckuck.
datum: 2022-02-01
ressort: mi
leistungen: [wohngeld]
kontakt: [{name: Kuckuckspresse, funktion: Kuckucksfragen, email: p@example.org}]
---

Der Kuckuck ruft.
";

const GUIDE: &str = "\
titel: Drei Kuckucke
kurz: Wie man Kuckucke gewinnt.
art: leitfaden
herausgeber: Kuckucksverein
suchbegriffe: [Kuckuckskunde]
quelle: {titel: Kuckucksbuch, url: https://example.org/}
";

const PAGE: &str = "\
---
titel: Kuckucksimpressum
kurz: Wer den Kuckuck macht.
menue: fuss
suchbegriffe: [Kuckucksrecht]
---

Text mit Kuckuck.

## Ein Kuckuck

## Noch ein Kuckuck

## Kein Kuckuck

## Ein letzter Kuckuck
";

const OTHERS: &str = "\
- id: rechenzentrum
  name: Rechenzentrum ML
  art: it_dienstleister
  text: Hilft dem Kuckuck.
";

#[test]
fn no_german_text_stands_unmarked_on_an_english_page() {
    let tree = german_everywhere();
    let folder = tree.build();
    let body = Selector::parse("body").unwrap();
    let mut found = 0;
    let mut unmarked = Vec::new();
    for (path, bytes) in files(&folder.join("en")) {
        if !path.ends_with(".html") {
            continue;
        }
        let html = Html::parse_document(std::str::from_utf8(&bytes).unwrap());
        for node in html.select(&body).next().unwrap().descendants() {
            let Some(text) = node.value().as_text().filter(|text| text.contains(GERMAN)) else {
                continue;
            };
            found += 1;
            let mut around = node.ancestors().filter_map(ElementRef::wrap);
            // An example of code is in no language.
            if !around.any(|element| element.attr("lang") == Some("de") || element.value().name() == "code") {
                unmarked.push(format!("{path}: {}", text.trim()));
            }
        }
    }
    assert!(found > 250, "{found}");
    assert!(
        unmarked.is_empty(),
        "{} of {found}:\n{}",
        unmarked.len(),
        unmarked.join("\n")
    );
    // What is said of a service in a sentence is marked within it.
    let changes = page(&folder, "en/aktuelles/index.html");
    for sentence in [
        "New name, formerly: <span lang=\"de\">Kuckuck melden</span>",
        "Topic area from <span lang=\"de\">Kuckuck &amp; Wohnen</span> to <span lang=\"de\">Kuckuck &amp; Wald</span>",
        "Step completed: <span lang=\"de\">Kuckucksschulung</span>",
    ] {
        assert!(changes.contains(sentence), "{sentence}\n{changes}");
    }
    assert!(!page(&folder, "aktuelles/index.html").contains("lang=\"de\">Kuckuck"));
    // Feeds are text: nothing is marked within it.
    let feed = page(&folder, "en/feeds/aenderungen.atom");
    assert!(
        feed.contains("Step completed: Kuckucksschulung") && !feed.contains("span lang"),
        "{feed}"
    );
}

#[test]
fn every_page_leads_to_itself_in_the_other_languages() {
    let tree = tree();
    let folder = tree.build();
    let german = page(&folder, "impressum/index.html");
    for link in [
        "<a href=\"/en/impressum/\" lang=\"en\" hreflang=\"en\">English</a>",
        "<a href=\"/leicht/impressum/\" lang=\"de-simple\" hreflang=\"de-simple\">Leichte Sprache</a>",
        "<link rel=\"alternate\" hreflang=\"de\" href=\"https://portal.example.org/impressum/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://portal.example.org/en/impressum/\">",
        "<link rel=\"alternate\" hreflang=\"de-simple\" href=\"https://portal.example.org/leicht/impressum/\">",
    ] {
        assert!(german.contains(link), "{link}\n{german}");
    }
    // What there is not in Leichte Sprache leads to its start page.
    let service = page(&folder, "leistungen/wohngeld/index.html");
    assert!(service.contains("href=\"/leicht/\" lang=\"de-simple\""));
    assert!(!service.contains("https://portal.example.org/leicht/"));
    let sitemap = page(&folder, "sitemap.xml");
    let english = "<xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"https://portal.example.org/en/impressum/\"/>";
    assert_eq!(
        sitemap.matches(english).count(),
        3,
        "once with each of the three: {sitemap}"
    );
}

#[test]
fn leichte_sprache_has_only_what_was_written_in_it() {
    let tree = tree();
    let folder = tree.build();
    let found: Vec<String> = files(&folder.join("leicht"))
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    assert_eq!(found, ["impressum/index.html", "index.html"]);
    let page = page(&folder, "leicht/impressum/index.html");
    assert!(page.contains("<html lang=\"de-simple\">"));
    assert!(page.contains("müssen diesen Text noch prüfen"));
    assert!(page.contains("<a href=\"/leistungen/wohngeld/\">Wohngeld</a>"));
    assert!(!page.contains("lang=\"de\">Wer macht das?"));
}

#[test]
fn what_holds_no_words_exists_once() {
    let tree = tree();
    tree.write("content/leistungen/wohngeld/antrag.pdf", "%PDF-1.4 /Title (Antrag)");
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    let documents = "dokumente: [{titel: Antrag, datei: antrag.pdf}]\n";
    tree.write(
        "content/leistungen/wohngeld/leistung.yaml",
        format!("{record}{documents}"),
    );
    let said = tree.ozg(&["build", "--basis-url", "https://example.org/portal"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let folder = tree.path().join("public");
    let service = page(&folder, "en/leistungen/wohngeld/index.html");
    for link in [
        "href=\"/portal/leistungen/wohngeld/antrag.pdf\"",
        "href=\"/portal/assets/style.",
        "href=\"/portal/en/ressorts/\"",
        "href=\"/portal/en/feeds/aktuelles.atom\"",
        "data-search=\"/portal/en/suche/verzeichnis.json\"",
    ] {
        assert!(service.contains(link), "{link}\n{service}");
    }
    let found = files(&folder.join("en"));
    let shared = |path: &str| {
        [".pdf", ".csv", ".js", ".css", ".ics", ".txt"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let twice: Vec<&String> = found.iter().map(|(path, _)| path).filter(|path| shared(path)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn feeds_and_search_speak_the_language() {
    let tree = tree();
    let folder = tree.build();
    let feed = page(&folder, "en/leistungen/wohngeld/feed.atom");
    assert!(feed.contains("xml:lang=\"en\"") && feed.contains("News on the service Housing benefit"));
    assert!(feed.contains("https://portal.example.org/en/leistungen/wohngeld/"));
    let index: Value = serde_json::from_str(&page(&folder, "en/suche/verzeichnis.json")).unwrap();
    assert_eq!(index["head"]["language"], "en");
    let summaries = index["inside"]["summaries"].to_string();
    assert!(summaries.contains("[\"/en/leistungen/wohngeld/\",\"leistung\",\"Housing benefit\""));
    // 2 says that a title is German.
    let german = "[\"/en/presse/2022-02-01-start/\",\"presse\",\"";
    let row = summaries.split(german).nth(1).unwrap().split(']').next().unwrap();
    assert!(row.contains("\",2,["), "{row}");
    let index: Value = serde_json::from_str(&page(&folder, "suche/verzeichnis.json")).unwrap();
    assert_eq!(index["head"]["language"], "de");
}

#[test]
fn with_german_alone_nothing_speaks_of_languages() {
    let tree = Tree::base();
    let folder = tree.build();
    let start = page(&folder, "index.html");
    assert!(!start.contains("hreflang") && !start.contains("class=\"languages\""));
    assert!(!page(&folder, "sitemap.xml").contains("xhtml"));
    assert!(!folder.join("en").exists());
}

#[test]
fn a_language_without_words_of_its_own_is_not_published() {
    let tree = Tree::base();
    speak(&tree, "[dsb]");
    let said = tree.ozg(&["build"]);
    assert_eq!(said.code, 1);
    let start = "Fehler[oberflaeche-fehlt]: in der Sprache `dsb` fehlen ";
    assert!(said.stderr.starts_with(start), "{}", said.stderr);
    assert!(
        said.stderr.contains("--> themes/standard/i18n/dsb.yaml"),
        "{}",
        said.stderr
    );
    assert!(!tree.path().join("public").exists());
}

#[test]
fn the_report_names_what_is_missing() {
    let tree = tree();
    let said = tree.ozg(&["check", "--uebersetzungen", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let report: Value = serde_json::from_str(&said.stdout).unwrap();
    let english = &report["languages"][0];
    assert_eq!(
        (english["language"].as_str(), english["translated"].as_u64()),
        (Some("en"), Some(2))
    );
    let missing = english["missing"].to_string();
    assert!(missing.contains("content/leistungen/wohngeld/text.md") && !missing.contains("impressum"));
    let said = tree.ozg(&["check", "--uebersetzungen"]);
    assert!(said.stdout.starts_with("Sprache en: 2 von "), "{}", said.stdout);
    let said = Tree::base().ozg(&["check", "--uebersetzungen"]);
    assert!(said.stdout.starts_with("Das Portal gibt es nur auf Deutsch."));
    assert_eq!(tree.ozg(&["check", "--uebersetzungen", "--format", "sarif"]).code, 2);
}

#[test]
fn the_report_names_what_is_older_than_its_original() {
    let tree = tree();
    history::start(&tree, "2021-12-01");
    // Both together, the original alone, the translation alone, and the original again after it.
    let text = |path: &str, more: &str| {
        let before = tree.read(path);
        tree.write(path, format!("{before}\n{more}\n"));
    };
    text("content/seiten/impressum.md", "Telefon: 1");
    text("content/seiten/impressum.en.md", "Phone: 1");
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "kurz: Zuschuss",
        "kurz: Geld",
    );
    history::commit(&tree, "2022-01-10");
    text("content/seiten/impressum.md", "Fax: 2");
    history::commit(&tree, "2022-01-20");
    text("content/seiten/impressum.leicht.md", "Fax: 2");
    history::commit(&tree, "2022-01-25");
    let older = |said: &str| -> Vec<Value> {
        let report: Value = serde_json::from_str(said).unwrap();
        let languages = report["languages"].as_array().unwrap();
        languages.iter().map(|language| language["older"].clone()).collect()
    };
    let said = tree.ozg(&["check", "--uebersetzungen", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let service = json!({"path": "content/leistungen/wohngeld/leistung.en.yaml", "changed": "2021-12-01", "original_changed": "2022-01-10"});
    let imprint =
        json!({"path": "content/seiten/impressum.en.md", "changed": "2022-01-10", "original_changed": "2022-01-20"});
    assert_eq!(older(&said.stdout), [json!([service, imprint]), json!([])]);
    let said = tree.ozg(&["check", "--uebersetzungen"]);
    let lines = "  Älter als das Original (2):\n    content/leistungen/wohngeld/leistung.en.yaml\n      Original vom 10. Januar 2022, Übersetzung vom 1. Dezember 2021\n";
    assert!(said.stdout.contains(lines), "{}", said.stdout);
    // Whoever renews the translation is done; who only saves the original on the same day, too.
    text("content/seiten/impressum.en.md", "Fax: 2");
    text("content/seiten/impressum.md", "Fax: 3");
    tree.replace("content/leistungen/wohngeld/leistung.en.yaml", "A grant", "Money");
    history::commit(&tree, "2022-02-01");
    let said = tree.ozg(&["check", "--uebersetzungen", "--format", "json"]);
    assert_eq!(
        older(&said.stdout),
        [
            json!([]),
            json!([{"path": "content/seiten/impressum.leicht.md", "changed": "2022-01-25", "original_changed": "2022-02-01"}])
        ]
    );
}

#[test]
fn without_a_history_nothing_is_older() {
    let tree = tree();
    let said = tree.ozg(&["check", "--uebersetzungen"]);
    assert!(!said.stdout.contains("Älter als das Original"), "{}", said.stdout);
}

/// The file that lists what native speakers still have to write: every text with its German original, none invented.
/// With `OZG_TESTS_ERNEUERN=1` it is written anew; what has been translated stays.
#[test]
fn the_lower_sorbian_file_lists_every_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/i18n");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let german: Mapping = serde_yaml::from_str(&read("de.yaml")).unwrap();
    let known: Mapping = serde_yaml::from_str(&read("dsb.yaml")).unwrap_or_default();
    let mut expected = SORBIAN_HEAD.to_owned();
    list(&mut expected, &german, &known, 0);
    if std::env::var_os("OZG_TESTS_ERNEUERN").is_some() {
        fs::write(folder.join("dsb.yaml"), &expected).unwrap();
    }
    assert!(
        read("dsb.yaml") == expected,
        "dsb.yaml is out of step: run with OZG_TESTS_ERNEUERN=1"
    );
}

const SORBIAN_HEAD: &str = "\
# Niedersorbisch (dolnoserbski). Diese Texte schreiben Menschen, deren Sprache es ist; hier ist nichts erfunden.
# Hinter jedem Namen steht das deutsche Original. Tragen Sie den Text vor dem # ein, in Anführungszeichen.
# Platzhalter wie {n} bleiben stehen. Sind alle Texte da, ergänzen Sie `dsb` in portal.yaml unter `sprachen`.

";

fn list(text: &mut String, german: &Mapping, known: &Mapping, depth: usize) {
    for (key, value) in german {
        let name = key.as_str().unwrap();
        let name = match name.bytes().all(|byte| byte.is_ascii_digit()) {
            true => format!("\"{name}\""),
            false => name.to_owned(),
        };
        let indent = "  ".repeat(depth);
        let own = known.get(key);
        match value {
            Yaml::Mapping(group) if group.is_empty() => *text += &format!("{indent}{name}: {{}}\n"),
            Yaml::Mapping(group) => {
                *text += &format!("{indent}{name}:\n");
                let none = Mapping::new();
                list(text, group, own.and_then(Yaml::as_mapping).unwrap_or(&none), depth + 1);
            }
            original => {
                let said = |value: &Yaml| serde_json::to_string(value).unwrap();
                let own = own.filter(|own| !own.is_null()).map(|own| format!(" {}", said(own)));
                *text += &format!("{indent}{name}:{} # {}\n", own.unwrap_or_default(), said(original));
            }
        }
    }
}
