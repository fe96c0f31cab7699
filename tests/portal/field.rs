//! Right in the field: what the law wants, what samples say of themselves, the brochure, and one word for one thing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::built::Built;
use crate::harness::{Tree, files};

fn read(folder: &Path, path: &str) -> String {
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
    assert!(!read(&folder, "index.html").contains("noindex"));
    tree.write("content/leistungen/wohngeld/leistung.yaml", record + "beispiel: true\n");
    let folder = tree.build();
    assert!(read(&folder, "index.html").contains("noindex"));
    assert!(!read(&folder, "sitemap.xml").contains("/leistungen/"));
}

#[test]
fn other_sites_and_security_txt_are_told_what_is_so() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        settings + "sprachen: [en, leicht]\nsicherheit:\n  kontakt: s@musterland.de\n  gueltig_bis: 2022-12-31\n",
    );
    let folder = tree.build();
    assert!(read(&folder, ".well-known/security.txt").contains("Preferred-Languages: de, en\n"));
    assert!(read(&folder, "einbinden/ozg.js").contains("referrerPolicy: \"no-referrer\""));
    assert!(read(&folder, "einbinden/index.html").contains("ein Skript und eine Datei mit Daten"));
}

/// What the brochure states, and the page of the built portal that states it.
const BROCHURE: &[(&str, &[&str])] = &[
    (
        "leitfaeden/drei-schritte/pilotbehoerden",
        &[
            "138 amtsfreie Gemeinden",
            "51 Ämter mit 270 amtsangehörigen Gemeinden",
            "eine Verbandsgemeinde mit vier Ortsgemeinden",
            "14 Landkreise und vier kreisfreie Städte",
            "ein Dutzend Hochschulen",
            "Beliehene und Verbände",
            "ZIT-BB",
            "DIKOM",
            "Kommunale Mitarbeit gesucht",
        ],
    ),
    (
        "leitfaeden/drei-schritte/informieren",
        &[
            "KV 408/21",
            "wird nicht fortgeschrieben",
            "OZG-Koordinatorinnen",
            "Führung durch den gesamten",
            "dezentral",
            "https://service.brandenburg.de/service/de/adressen/kommunalverzeichnis/",
            "https://ozg-brandenburg.agendo.de/iNG/app/intro",
            "https://ozg.brandenburg.de/ozg/de/digitalisierungsprogramm/umsetzung-in-brandenburg/",
            "Gremien",
            "Jours fixes",
            "Newsletter",
            "Mailing",
            "Informationsschreiben",
            "Videokonferenz",
            "Pressemitteilung",
            "soziale Medien",
            "Spitzenverbände",
            "Kommunikationsoffensive 2022",
            "Februar 2022",
        ],
    ),
    (
        "leitfaeden/drei-schritte/rollout",
        &[
            "Portalverbund von Bund und Ländern",
            "https://service.brandenburg.de",
            "BUS-BB",
            "Landesredaktion",
            "Pressestelle",
            "Projektmanagement-Leitfaden des Landes Brandenburg",
            "https://www.reformkompass.de/de/werkzeuge",
            "Bertelsmann Stiftung",
            "Universität Potsdam",
            "bis Ende 2022",
        ],
    ),
    (
        "leitfaeden/drei-schritte/fuenf-fragen",
        &["praxistauglich", "Sachstand", "Fachrecht", "Betrieb"],
    ),
    (
        "unterstuetzung",
        &[
            "https://ozg-brandenburg.agendo.de/iNG/app/intro",
            "Sachstände und Digitalisierungsgrade",
            "Ende Februar 2022",
            "Widget",
            "Kommunale Anwendungszentrum",
            "kostenlos",
            "Projektmanagement-Leitfaden des Landes Brandenburg",
            "https://www.reformkompass.de/de/werkzeuge",
            "KV 408/21",
        ],
    ),
    (
        "ueber-das-portal",
        &["knapp 100", "mehr als 11.000 Zugriffe", "bis Ende 2022", "dezentral"],
    ),
    (
        "impressum",
        &[
            "Henning-von-Tresckow-Straße 9–13",
            "14467 Potsdam",
            "0331 866 2025",
            "oeffentlichkeitsarbeit@mik.brandenburg.de",
            "https://mik.brandenburg.de",
            "Städte- und Gemeindebund Brandenburg",
            "Landkreistag Brandenburg",
            "Wahlen zum Europäischen Parlament",
            "Erlaubt ist den Parteien",
            "Kommunikationsoffensive 2022",
            "Stand Februar 2022",
        ],
    ),
    (
        "lizenzen",
        &[
            "Kommunikationsoffensive 2022",
            "Gebietsstand 1. Januar 2021",
            "gdz.bkg.bund.de",
            "§ 87a UrhG",
        ],
    ),
];

#[test]
fn the_portal_states_what_the_brochure_states() {
    let folder = Built::repository().public();
    let mut missing = Vec::new();
    for (page, statements) in BROCHURE {
        let html = read(&folder, &format!("{page}/index.html"))
            .replace('\u{ad}', "")
            .replace('\u{a0}', " ");
        missing.extend(
            statements
                .iter()
                .filter(|text| !html.contains(**text))
                .map(|text| format!("{page}: {text}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new());
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
    ] {
        assert!(text.contains(name), "{name}");
    }
    assert!(!text.contains("die Telefonnummer des Herausgebers"));
}

fn words(name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/standard/i18n")
        .join(name);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn texts<'a>(value: &'a Json, path: String, found: &mut Vec<(String, &'a str)>) {
    match value {
        Json::Object(group) => group
            .iter()
            .for_each(|(key, value)| texts(value, format!("{path}.{key}"), found)),
        Json::String(text) => found.push((path, text)),
        _ => {}
    }
}

/// The last column of the table in the handbook.
#[test]
fn one_thing_has_one_word() {
    let chapter = read(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        "content/leitfaeden/redaktionshandbuch/19-glossar.md",
    );
    let rows = chapter
        .lines()
        .filter(|line| line.starts_with("| ") && !line.contains("---"));
    let others: Vec<&str> = rows
        .skip(1)
        .filter_map(|row| row.split('|').nth(3))
        .flat_map(|cell| cell.split(','))
        .map(str::trim)
        .collect();
    assert!(others.len() > 12, "{others:?}");
    let german = words("de.yaml");
    let mut all = Vec::new();
    texts(&german, String::new(), &mut all);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let stands = |text: &str, word: &str| {
        text.match_indices(word)
            .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
    };
    let faults: Vec<_> = all
        .iter()
        .flat_map(|(path, text)| {
            others
                .iter()
                .filter(|word| stands(text, word))
                .map(move |word| format!("{path}: {word}"))
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// Links, e-mail addresses and anchors of a text.
fn anchors(text: &str) -> BTreeSet<String> {
    let body = text.splitn(3, "---\n").nth(2).unwrap_or(text);
    let after = |start: &str, end: char| -> Vec<String> {
        body.split(start)
            .skip(1)
            .filter_map(|rest| Some(format!("{start}{}", rest.split_once(end)?.0)))
            .collect()
    };
    let links = after("](", ')').into_iter().chain(after("{#", '}'));
    let mails = body
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(text, _)| text.to_owned())
        .filter(|text| text.contains('@'));
    // Each language has a start page of its own.
    links.chain(mails).filter(|link| link != "](/en/").collect()
}

#[test]
fn a_page_has_the_same_links_and_sections_in_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/seiten");
    let mut faults = Vec::new();
    for (path, bytes) in files(&root) {
        let Some(id) = path.strip_suffix(".en.md") else {
            continue;
        };
        let (german, english) = (
            anchors(&read(&root, &format!("{id}.md"))),
            anchors(std::str::from_utf8(&bytes).unwrap()),
        );
        faults.extend(german.difference(&english).map(|link| format!("{path} lacks {link}")));
        faults.extend(
            english
                .difference(&german)
                .map(|link| format!("{path} has {link} of its own")),
        );
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Names that no translation may lose: files, formats and abbreviations in capitals.
#[test]
fn interface_texts_name_the_same_things_in_english() {
    let (german, english) = (words("de.yaml"), words("en.yaml"));
    let (mut all, mut others) = (Vec::new(), Vec::new());
    texts(&german, String::new(), &mut all);
    texts(&english, String::new(), &mut others);
    let others: std::collections::BTreeMap<_, _> = others.into_iter().collect();
    const NAMES: &[&str] = &[
        "Apache",
        ".htaccess",
        "nginx",
        "_headers",
        "CSV",
        "JSON",
        "UTF-8",
        "CORS",
        "OpenAPI",
        "DCAT-AP",
        "JavaScript",
        "Content-Security-Policy",
        "EfA",
        "ARS",
        "vCard",
        "NUTS",
    ];
    let lost = all.iter().flat_map(|(path, text)| {
        let other = others.get(path).copied().unwrap_or(text);
        NAMES
            .iter()
            .filter(move |name| text.contains(**name) && !other.contains(**name))
            .map(move |name| format!("{path}: {name}"))
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn english_lists_say_that_entries_are_german_and_states_have_english_names() {
    let folder = Built::repository().public();
    for page in [
        "",
        "presse/",
        "termine/",
        "leitfaeden/",
        "fahrplan/",
        "mitarbeit/",
        "leistungen/",
    ] {
        let html = read(&folder, &format!("en/{page}index.html"));
        assert!(
            html.contains("Many entries of this list are only available in German."),
            "/en/{page}"
        );
    }
    let service = fs::read_dir(folder.join("en/leistungen"))
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("index.html")).ok());
    let all: String = service.collect();
    assert!(all.contains("developed by Thuringia") && !all.contains("developed by Thüringen"));
}

/// Pages in hard language are marked in the footer of the easy ones.
#[test]
fn the_easy_footer_marks_hard_pages() {
    let folder = Built::repository().public();
    let footer = read(&folder, "leicht/index.html")
        .split("<footer")
        .nth(1)
        .unwrap()
        .to_owned();
    assert!(footer.contains(">Datenschutz</a> (schwere Sprache)"), "{footer}");
    assert!(footer.contains(">Barriere-Freiheit</a></li>"), "{footer}");
    assert!(!read(&folder, "index.html").contains("(schwere Sprache)"));
}
