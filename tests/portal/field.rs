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
