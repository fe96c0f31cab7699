//! The reference date, and that nothing looks new because a day has passed.

use std::process::Output;

use scraper::{Html, Selector};

use crate::harness::{Tree, files, ozg};
use crate::history::{commit, start};

const EVENT: &str = "content/termine/2022-03-01-auftakt.md";
const RECORD: &str = "content/leistungen/wohngeld/leistung.yaml";

/// Builds without the reference date of the other tests.
fn build(tree: &Tree, arguments: &[&str]) -> Output {
    let mut command = ozg();
    // 1 January 2023
    command
        .env("SOURCE_DATE_EPOCH", "1672574400")
        .arg("build")
        .args(arguments);
    let output = command.arg("--wurzel").arg(tree.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn texts(page: &str, css: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let selector = Selector::parse(css).unwrap();
    let found = page.select(&selector).map(|element| {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    found.collect()
}

fn foot(tree: &Tree, page: &str) -> Vec<String> {
    texts(
        &tree.read(&format!("public/{page}index.html")),
        ".page-foot p:not(.page-foot__edit)",
    )
}

fn index(tree: &Tree) -> String {
    let index: serde_json::Value = serde_json::from_str(&tree.read("public/api/v1/index.json")).unwrap();
    index["data"]["as_of"].as_str().unwrap().to_owned()
}

#[test]
fn a_portal_can_fix_its_reference_date_and_says_so_on_every_page() {
    let tree = Tree::base();
    build(&tree, &[]);
    assert_eq!(index(&tree), "2023-01-01");
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}stichtag: 2022-02-20\n"));
    let said = build(&tree, &[]);
    assert_eq!(index(&tree), "2022-02-20");
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(
        said.lines()
            .any(|line| line == "Stichtag: 20. Februar 2022 (aus content/portal.yaml)"),
        "{said}"
    );
    for (path, bytes) in files(&tree.path().join("public")) {
        let page = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") && page.contains("class=\"page-foot\"") {
            let expected = "Stichtag des Portals: 20. Februar 2022";
            assert!(
                texts(&page, ".page-foot p").iter().any(|line| line == expected),
                "{path}"
            );
        } else {
            // Redirects have nothing to say.
            assert!(
                !path.ends_with(".html") || page.contains("http-equiv=\"refresh\""),
                "{path}"
            );
        }
    }
}

#[test]
fn what_is_asked_for_goes_before_what_the_portal_fixes_and_moves_with_the_day() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}stichtag: 2022-02-20\n"));
    let said = build(&tree, &["--stichtag", "2022-02-10"]);
    assert_eq!(index(&tree), "2022-02-10");
    assert!(!String::from_utf8(said.stdout).unwrap().contains("Stichtag"));
    assert_eq!(foot(&tree, "presse/2022-02-01-start/"), ["Stand: 1. Februar 2022"]);
    assert_eq!(foot(&tree, ""), ["Stichtag des Portals: 10. Februar 2022"]);
}

#[test]
fn a_record_that_nobody_has_confirmed_has_no_date() {
    let tree = Tree::base();
    tree.replace(RECORD, "geprueft_am: 2022-02-01\n", "");
    tree.build();
    assert_eq!(foot(&tree, "leistungen/wohngeld/"), ["Noch nie bestätigt"]);
}

#[test]
fn feeds_and_calendars_are_the_same_on_the_next_day() {
    let tree = Tree::base();
    let of_day = |day: &str| -> Vec<(String, Vec<u8>)> {
        build(&tree, &["--stichtag", day]);
        let all = files(&tree.path().join("public")).into_iter();
        let ending = |path: &str| {
            [".atom", ".ics", "feed.json"]
                .iter()
                .any(|ending| path.ends_with(ending))
        };
        all.filter(|(path, _)| ending(path) || path.starts_with("feeds/") || path.starts_with("api/v1/stellen"))
            .collect()
    };
    let (first, second) = (of_day("2022-02-15"), of_day("2022-02-16"));
    assert!(first.len() > 10);
    assert_eq!(first, second);
}

/// The dates of the entry of the event in the feed of news, and in its calendar.
fn dates_of_event(tree: &Tree) -> (String, String, String) {
    let feed = tree.read("public/feeds/aktuelles.atom");
    let entry = feed
        .split("<entry>")
        .find(|entry| entry.contains("termine/2022-03-01"))
        .unwrap();
    let of = |name: &str| {
        let begin = entry.split(&format!("<{name}>")).nth(1).unwrap();
        begin[..10].to_owned()
    };
    let calendar = tree.read("public/kalender/termine.ics");
    let stamp = calendar.lines().find_map(|line| line.strip_prefix("DTSTAMP:")).unwrap();
    (of("published"), of("updated"), stamp.to_owned())
}

#[test]
fn an_event_that_is_called_off_was_changed_on_that_day_and_one_that_was_moved_was_not() {
    let tree = Tree::base();
    let text = tree.read(EVENT);
    tree.remove(EVENT);
    start(&tree, "2021-12-01");
    tree.write(EVENT, &text);
    commit(&tree, "2022-01-10");
    build(&tree, &["--stichtag", "2022-02-15"]);
    let all = |day: &str, then: &str| {
        (
            day.to_owned(),
            then.to_owned(),
            format!("{}T000000Z", then.replace('-', "")),
        )
    };
    assert_eq!(dates_of_event(&tree), all("2022-01-10", "2022-01-10"));
    // The file moves and stays as it is.
    let moved = "content/termine/2022-03-01-beginn.md";
    tree.remove(EVENT).write(moved, &text);
    commit(&tree, "2022-01-20");
    build(&tree, &["--stichtag", "2022-02-15"]);
    assert_eq!(dates_of_event(&tree), all("2022-01-10", "2022-01-10"));
    tree.write(moved, text.replacen("---\n", "---\nabgesagt: true\n", 1));
    commit(&tree, "2022-02-10");
    build(&tree, &["--stichtag", "2022-02-15"]);
    let (_, updated, stamp) = dates_of_event(&tree);
    assert_eq!((&*updated, &*stamp), ("2022-02-10", "20220210T000000Z"));
}

#[test]
fn ids_do_not_depend_on_where_the_portal_is_published() {
    let tree = Tree::base();
    let ids = |arguments: &[&str]| -> Vec<String> {
        build(&tree, &[arguments, &["--stichtag", "2022-02-15"]].concat());
        let feed = tree.read("public/feeds/aktuelles.atom");
        let feed = feed
            .split("<id>")
            .skip(1)
            .map(|rest| rest.split("</id>").next().unwrap().to_owned());
        let calendar = tree.read("public/kalender/termine.ics");
        let calendar = calendar
            .lines()
            .filter(|line| line.starts_with("UID:"))
            .map(str::to_owned);
        feed.chain(calendar).collect()
    };
    let first = ids(&[]);
    assert!(
        first.len() > 2 && first.iter().all(|id| id.contains("portal.example.org")),
        "{first:?}"
    );
    assert_eq!(ids(&["--basis-url", "https://vorschau.example/zweig"]), first);
    // The portal moves and says in whose name ids are given.
    tree.replace(
        "content/portal.yaml",
        "https://portal.example.org",
        "https://neu.example.org",
    );
    assert_ne!(ids(&[]), first);
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{settings}kennungen_von: portal.example.org\n"),
    );
    assert_eq!(ids(&[]), first);
}

/// Titles of the services in a list.
fn listed(tree: &Tree, list: &str) -> Vec<String> {
    let page = tree.read(&format!("public/leistungen/{list}/index.html"));
    texts(&page, "tbody tr th a")
}

#[test]
fn reusable_today_is_what_is_offered_approved_municipal_and_has_begun() {
    let tree = Tree::base();
    let record = tree.read(RECORD);
    let offered = "efa: {angebot: nachnutzbar}\n";
    let approved = "freigabe: {stand: erteilt, am: 2022-01-01}\n";
    let from = |date: &str| format!("auskunft: {{nachnutzung_ab: {date}}}\n");
    let cases = [
        ("Heute", [offered, approved, &from("2022-02-15")].concat()),
        ("Quartal", [offered, approved, &from("2022-Q1")].concat()),
        ("Morgen", [offered, approved, &from("2022-02-16")].concat()),
        ("Wann", [offered, approved, &from("unbekannt")].concat()),
        ("Ohne Angabe", [offered, approved].concat()),
        (
            "Abgelehnt",
            [offered, "freigabe: {stand: abgelehnt}\n", &from("2022-01-01")].concat(),
        ),
        (
            "Nur Abfrage",
            ["efa: {angebot: interessenabfrage}\n", approved, &from("2022-01-01")].concat(),
        ),
        ("Kammer", [offered, approved, &from("2022-01-01")].concat()),
    ];
    for (title, lines) in &cases {
        let mut text = record.replace("titel: Wohngeld", &format!("titel: {title}")) + lines;
        if *title == "Kammer" {
            text = text.replace("[kreisfreie_stadt, amtsfreie_gemeinde]", "[kammer]");
        }
        let id = title.to_lowercase().replace(' ', "-");
        tree.write(&format!("content/leistungen/{id}/leistung.yaml"), text);
    }
    tree.build();
    assert_eq!(listed(&tree, "nachnutzbar/heute"), ["Heute", "Quartal"]);
    assert_eq!(listed(&tree, "nachnutzbar/folgt"), ["Morgen", "Ohne Angabe", "Wann"]);
    let home = tree.read("public/index.html");
    let card = &texts(&home, ".figure-card")[0];
    assert!(
        card.starts_with("2 von 9 Leistungen haben die Ressorts zur Nachnutzung freigegeben"),
        "{card}"
    );
    assert!(card.ends_with("3 folgen, die nächste ab 16. Februar 2022"), "{card}");
}

/// Most have not answered: nothing says that they are not live.
#[test]
fn who_has_not_answered_is_not_counted_as_no() {
    let tree = Tree::base();
    tree.build();
    let page = tree.read("public/leistungen/wohngeld/index.html");
    let cards = texts(
        &page,
        "#teil-nachnutzung ~ .figures .figure-card, section .figures .figure-card",
    );
    let live = cards.iter().find(|card| card.contains("Stellen live")).unwrap();
    assert_eq!(
        live,
        "1 von 1 zuständigen Stellen live Gezählt werden alle Stellen, die die Leistung vollziehen: kreisfreie Städte, amtsfreie Gemeinden. Die einzige Angabe sagt: live; zu 1 liegt keine Angabe vor."
    );
}
