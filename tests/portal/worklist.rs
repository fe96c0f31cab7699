//! What ministries owe: a row of the rules each, on the page of the ministry and on that of all of them.

use std::path::Path;

use scraper::{Html, Selector};

use crate::harness::Tree;

/// A service of which nothing is missing: confirmed, and all five questions answered.
const COMPLETE: &str = "kurz: Ein Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\n";
const REVIEWED: &str = "geprueft_am: 2022-02-01\n";
const ANSWERED: &str = "auskunft:\n  nachnutzung_ab: 2021-06\n  sachstand: Es läuft.\n  naechste_schritte: []\n  \
                        fachrecht:\n    stand: nicht_noetig\n  kosten:\n    stand: unbekannt\n";
const PREPARING: &str = "phase: vorbereitung\n";
const RELEASED: &str =
    "phase: vorbereitung\nefa:\n  angebot: nachnutzbar\nfreigabe:\n  stand: erteilt\n  am: 2021-05-01\n";

/// Task, how often, when it should have been done, and the fields of the record.
fn rows() -> Vec<(&'static str, [&'static str; 2], String)> {
    let sound = |more: &str| format!("{REVIEWED}{ANSWERED}{more}");
    let released = |order: &str| sound(&format!("{RELEASED}{order}"));
    let contract = "Freigegeben, aber Vertrag fehlt";
    let informed = "erstinformation:\n  - am: 2022-01-10\n    instrument: mailing\n";
    let described = "onboarding:\n  - aufgabe: leistungsbeschreibung\n    wer: land\n    stand: erledigt\n";
    let late = ANSWERED.replace(
        "naechste_schritte: []",
        "naechste_schritte:\n    - datum: 2022-01-31\n      titel: Gespräch",
    );
    let open = ANSWERED.replace("  sachstand: Es läuft.\n", "");
    vec![
        (
            "schritt",
            ["Geplanter Schritt ist vorbei Gespräch", "2022-01-31"],
            format!("{REVIEWED}{late}{PREPARING}"),
        ),
        (
            "abgelaufen",
            ["Bestätigung ist abgelaufen", "2021-06-30"],
            format!("geprueft_am: 2021-01-01\n{ANSWERED}{PREPARING}"),
        ),
        ("nie", ["Noch nie bestätigt", ""], format!("{ANSWERED}{PREPARING}")),
        (
            "fragen",
            ["Fragen ohne Antwort (1)", ""],
            format!("{REVIEWED}{open}{PREPARING}"),
        ),
        (
            "vertrag-verhandelt",
            [contract, ""],
            released("bestellung:\n  vertragspartner: land\n  vertrag: in_verhandlung\n"),
        ),
        (
            "vertrag-offen",
            [contract, ""],
            released("bestellung:\n  vertragspartner: land\n  vertrag: offen\n"),
        ),
        ("vertrag-ohne-angabe", [contract, ""], released("")),
        (
            "vertrag-vorbei",
            [contract, "2022-01-31"],
            released(
                "bestellung:\n  vertragspartner: land\n  vertrag: steht\n  vertrag_seit: 2021-05-01\n  vertrag_bis: 2022-01-31\n",
            ),
        ),
        (
            "information",
            ["Keine Erstinformation eingetragen", ""],
            sound("phase: erstinformation\n"),
        ),
        (
            "pilot",
            ["Keine Pilotbehörde eingetragen", ""],
            sound(&format!("phase: pilotierung\n{informed}")),
        ),
        (
            "beschreibung",
            ["Leistungsbeschreibung fehlt", ""],
            sound(&format!("phase: rollout\n{informed}")),
        ),
        (
            "stellen",
            ["Stellen ohne Angabe (1)", ""],
            sound(&format!("phase: rollout\n{informed}{described}")),
        ),
        // Nothing is owed.
        ("nichts", ["", ""], sound(PREPARING)),
        (
            "vertrag-steht",
            ["", ""],
            released(
                "bestellung:\n  vertragspartner: land\n  vertrag: steht\n  vertrag_seit: 2021-05-01\n  vertrag_bis: 2022-02-15\n",
            ),
        ),
        (
            "vertrag-kommt",
            ["", ""],
            released("bestellung:\n  vertragspartner: land\n  vertrag: steht\n  vertrag_seit: 2022-04-01\n"),
        ),
        (
            "vertrag-selbst",
            ["", ""],
            released("bestellung:\n  vertragspartner: kommune\n"),
        ),
        (
            "zurueckgestellt",
            ["", ""],
            released("").replace("phase: vorbereitung", "phase: zurueckgestellt"),
        ),
        (
            "nicht-angeboten",
            ["", ""],
            sound(&RELEASED.replace("nachnutzbar", "in_klaerung")),
        ),
        (
            "nicht-freigegeben",
            ["", ""],
            sound(&RELEASED.replace("erteilt\n  am: 2021-05-01", "in_pruefung")),
        ),
    ]
}

fn tree() -> Tree {
    let tree = Tree::base();
    for (id, _, fields) in rows() {
        tree.write(
            &format!("content/leistungen/{id}/leistung.yaml"),
            format!("titel: {id}\n{COMPLETE}{fields}"),
        );
        // Where nothing but the description is missing, the only authority has answered.
        if id == "beschreibung" {
            tree.write(
                &format!("content/leistungen/{id}/nachnutzung.csv"),
                "ars;stand;seit;url;bemerkung\n990010000000;live;2022-01-05;;\n",
            );
        }
    }
    tree
}

/// Service, task and date of each row of a worklist.
fn shown(public: &Path, page: &str) -> Vec<(String, String, String)> {
    let html = std::fs::read_to_string(public.join(page)).expect(page);
    let html = Html::parse_document(&html);
    let select = |css: &str| Selector::parse(css).unwrap();
    let selector = select("#arbeitsliste ~ table tbody tr, #arbeitsliste ~ details tbody tr");
    let rows = html.select(&selector).map(|row| {
        let cell = |css: &str| {
            let cell = row.select(&select(css)).next().expect("a cell");
            let text: String = cell.text().collect::<Vec<_>>().join(" ");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let date = row.select(&select("td[data-value]")).next().expect("a date");
        let date = date.value().attr("data-value").unwrap_or_default().to_owned();
        (cell("th a"), cell("th + td"), date)
    });
    rows.collect()
}

#[test]
fn each_task_of_a_ministry_follows_from_its_record() {
    let tree = tree();
    let public = tree.build();
    let mut wanted: Vec<_> = rows()
        .into_iter()
        .filter(|(_, [task, _], _)| !task.is_empty())
        .map(|(id, [task, date], _)| (id.to_owned(), task.to_owned(), date.to_owned()))
        .collect();
    wanted.sort();
    for page in ["ressorts/mi/index.html", "ressorts/aufgaben/index.html"] {
        let mut found = shown(&public, page);
        // The one service of the smallest portal lacks most.
        found.retain(|(service, ..)| service != "Wohngeld");
        assert!(
            found.is_sorted_by_key(|(.., date)| (date.is_empty(), date.clone())),
            "{page}: {found:?}"
        );
        found.sort();
        assert_eq!(found, wanted, "{page}");
    }
}

#[test]
fn a_contract_that_ends_soon_is_due_in_time() {
    let said = tree().ozg(&["check", "--faellig", "5"]);
    let due = |id: &str| {
        said.stdout
            .contains(&format!("  {id}: Der Online-Dienst ist freigegeben"))
    };
    assert!(
        due("vertrag-vorbei") && due("vertrag-steht") && !due("vertrag-kommt"),
        "{}",
        said.stdout
    );
}

/// What else there is would be a problem of the content, and it has none but its age.
#[test]
fn the_sample_portal_has_a_task_of_every_kind_that_is_no_problem() {
    let public = crate::built::Built::repository().public();
    let found = shown(&public, "ressorts/aufgaben/index.html");
    for task in [
        "Geplanter Schritt ist vorbei",
        "Bestätigung ist abgelaufen",
        "Noch nie bestätigt",
        "Fragen ohne Antwort",
        "Freigegeben, aber Vertrag fehlt",
        "Stellen ohne Angabe",
    ] {
        assert!(found.iter().any(|(_, found, _)| found.starts_with(task)), "{task}");
    }
}
