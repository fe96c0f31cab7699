//! The plan of an authority: worked out by hand for a municipality within an office, that office and the county, and the
//! same on the page and in every file.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use scraper::{Html, Selector};

use crate::harness::Tree;

const MUNICIPALITY: &str = "990025001010";
const OFFICE: &str = "990025001000";
const COUNTY: &str = "990020000000";

/// On 15 February 2022: something to order, a call, and something for later.
fn tree() -> Tree {
    let tree = Tree::base();
    tree.write(
        "content/stellen/gebietskoerperschaften.csv",
        "ars;name;art;uebergeordnet;einwohner\n990010000000;Musterstadt;kreisfreie_stadt;;90000\n\
         990020000000;Musterkreis;landkreis;;\n990025001000;Musteramt;amt;990020000000;\n\
         990025001010;Amtsdorf;amtsangehoerige_gemeinde;990025001000;3000\n\
         990025001020;Amtsflecken;amtsangehoerige_gemeinde;990025001000;2500\n",
    );
    let head = "kurz: Eine Leistung.\nressort: mi\nthemenfeld: bauen-wohnen\nphase: rollout\n\
                geprueft_am: 2022-02-01\nefa:\n  angebot: nachnutzbar\nfreigabe:\n  stand: erteilt\n  am: 2022-01-10\nbestellung:\n  vertrag: steht\n  vertrag_seit: 2022-01-10\n";
    let write = |id: &str, rest: &str| {
        tree.write(
            &format!("content/leistungen/{id}/leistung.yaml"),
            format!("{head}{rest}"),
        )
    };
    write(
        "gewerbe",
        "titel: Gewerbe\nvollzug: [amt]\nkontakt:\n  - name: Referat Gewerbe\n    email: gewerbe@example.org\n\
         auskunft:\n  nachnutzung_ab: 2022-01\n  kosten:\n    stand: bekannt\n    einfuehrung: 400\n    anbindung: 950\n    \
         betrieb:\n      - bis_einwohner: 5000\n        betrag: 220\n      - betrag: 760\n    traeger: Kommunen\n",
    );
    write(
        "parken",
        "titel: Parken\nvollzug: [amtsangehoerige_gemeinde]\nmitarbeit_gesucht:\n  bis: 2022-03-31\n  aufgabe: Zwei Orte.\n\
         auskunft:\n  kosten:\n    stand: geschaetzt\n    posten:\n      - art: betrieb\n        betrag: 99.50\n        zahlt: kommune\n",
    );
    write(
        "wohngeld",
        "titel: Wohngeld\nvollzug: [landkreis]\nauskunft:\n  nachnutzung_ab: 2022-05\n  kosten:\n    stand: bekannt\n    \
         betrieb: 1000\n    traeger: Land\n",
    );
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        "ars;stand;seit;url;bemerkung\n",
    );
    tree
}

/// Group, service, step, why, date, once, yearly and who acts, as the plan's table has them.
type Row = [&'static str; 8];

const PARKING: Row = [
    "Jetzt",
    "parken",
    "Interesse melden",
    "weil das Ressort Kommunen zur Mitarbeit sucht",
    "2022-03-31",
    "",
    "99.50",
    MUNICIPALITY,
];
/// Both municipalities of the office together have more inhabitants than the first tier.
const TRADE: Row = [
    "Jetzt",
    "gewerbe",
    "Online-Dienst bestellen",
    "weil der Online-Dienst freigegeben ist und bestellt werden kann",
    "",
    "1350",
    "760",
    "990025001000",
];
const HOUSING: Row = [
    "Später",
    "wohngeld",
    "Haushalt und Fachverfahren einplanen",
    "weil der Online-Dienst freigegeben ist und später nachnutzbar wird",
    "2022-05",
    "",
    "0",
    "990020000000",
];

/// The columns of these in the files.
const COLUMNS: [usize; 8] = [0, 1, 4, 6, 8, 9, 10, 12];

fn plans() -> [(&'static str, Vec<Row>); 3] {
    // What others pay for, or do, is in the plan, and not in the sums.
    [
        (MUNICIPALITY, vec![PARKING, TRADE, HOUSING]),
        (OFFICE, vec![TRADE]),
        (COUNTY, vec![HOUSING]),
    ]
}

fn read(public: &Path, id: &str, file: &str) -> String {
    std::fs::read_to_string(public.join(format!("stellen/{id}/{file}"))).expect(file)
}

fn chosen(cells: &[String]) -> Vec<String> {
    COLUMNS.iter().map(|column| cells[*column].clone()).collect()
}

fn csv(public: &Path, id: &str) -> Vec<Vec<String>> {
    let text = read(public, id, "plan.csv");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    reader
        .records()
        .map(|record| chosen(&record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()))
        .collect()
}

fn part(archive: &mut zip::ZipArchive<std::fs::File>, name: &str) -> String {
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).unwrap();
    text
}

/// The cells of a workbook as text, a day as its date.
fn workbook(public: &Path, id: &str) -> Vec<Vec<String>> {
    let file = std::fs::File::open(public.join(format!("stellen/{id}/plan.xlsx"))).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let strings = part(&mut archive, "xl/sharedStrings.xml");
    let strings: Vec<&str> = strings
        .split("<si>")
        .skip(1)
        .map(|item| between(item, ">", "</t>"))
        .collect();
    let sheet = part(&mut archive, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:R"),
        "{sheet}"
    );
    let rows = sheet.split("<row ").skip(2);
    rows.map(|row| {
        let mut cells = vec![String::new(); 18];
        for cell in row.split("<c ").skip(1) {
            let column = usize::from(between(cell, "r=\"", "\"").as_bytes()[0] - b'A');
            let value = between(cell, "<v>", "</v>");
            cells[column] = match (cell.contains("t=\"s\""), column) {
                (true, _) => strings[value.parse::<usize>().unwrap()].to_owned(),
                // 44651 is 31 March 2022.
                (false, 8) => value.replace("44651", "2022-03-31"),
                (false, _) => value.replace("99.5", "99.50"),
            };
        }
        chosen(&cells)
    })
    .collect()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).map_or("", |(_, rest)| rest);
    rest.split_once(to).map_or(rest, |(found, _)| found)
}

/// The plan as the interface for programs has it, in the words of the table.
fn interface(public: &Path, id: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(public.join(format!("api/v1/stellen/{id}.json"))).expect(id);
    let detail: serde_json::Value = serde_json::from_str(&text).unwrap();
    let detail = detail.get("data").unwrap_or(&detail);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let euros = |value: &serde_json::Value| match value.as_u64() {
        Some(cents) if cents % 100 == 0 => (cents / 100).to_string(),
        Some(cents) => format!("{}.{:02}", cents / 100, cents % 100),
        None => String::new(),
    };
    let group = |key: &str| match key {
        "now" => "Jetzt",
        "later" => "Später",
        other => panic!("{other}"),
    };
    assert_eq!(detail["plan_unlisted"], 0);
    let rows = detail["plan"].as_array().expect("a plan").iter().map(|row| {
        vec![
            group(row["group"].as_str().unwrap()).to_owned(),
            text(&row["service"]),
            text(&row["action"]),
            text(&row["reason"]),
            text(&row["date"]),
            euros(&row["once_cents"]),
            euros(&row["yearly_cents"]),
            text(&row["authority"]),
        ]
    });
    rows.collect()
}

/// The services that a feed tells of.
fn told(public: &Path, id: &str) -> BTreeSet<&'static str> {
    let feed: serde_json::Value = serde_json::from_str(&read(public, id, "feed.json")).unwrap();
    let urls = feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["url"].as_str().unwrap());
    let of = |url: &str| {
        ["parken", "gewerbe", "wohngeld"]
            .into_iter()
            .find(|id| url.contains(&format!("/leistungen/{id}/")))
    };
    urls.filter_map(of).collect()
}

fn shown(public: &Path, id: &str, css: &str) -> Vec<String> {
    let page = Html::parse_document(&read(public, id, "index.html"));
    let selector = Selector::parse(css).unwrap();
    let found = page.select(&selector).map(|element| {
        let text: String = element.text().collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    found.collect()
}

#[test]
fn page_table_workbook_and_interface_have_the_plan_that_was_worked_out_by_hand() {
    let tree = tree();
    let public = tree.build();
    for (id, rows) in plans() {
        assert_eq!(csv(&public, id), rows, "{id}");
        assert_eq!(workbook(&public, id), rows, "{id}");
        assert_eq!(interface(&public, id), rows, "{id}");
        let services: BTreeSet<&str> = rows.iter().map(|row| row[1]).collect();
        assert_eq!(told(&public, id), services, "{id}");
        let steps: Vec<_> = rows.iter().map(|row| row[2]).collect();
        let reasons: Vec<_> = rows.iter().map(|row| format!("Warum?{}", row[3])).collect();
        assert_eq!(shown(&public, id, ".plan__table td:nth-child(2) strong"), steps, "{id}");
        assert_eq!(shown(&public, id, ".plan__why"), reasons, "{id}");
    }
    assert_eq!(
        shown(&public, MUNICIPALITY, ".plan > .lead"),
        [
            "Schritte, die Sie jetzt gehen können: 1. Eine Frist haben 1, die nächste endet am 31. März 2022. Weitere Schritte, die Ihr Amt oder Ihr Landkreis für Sie geht: 1."
        ]
    );
    assert_eq!(
        shown(&public, OFFICE, ".plan > p strong"),
        ["Noch einmalig 1.350 €, dann 760 € im Jahr."]
    );
    assert_eq!(shown(&public, MUNICIPALITY, ".plan > p strong"), ["99,50 € im Jahr."]);
    assert_eq!(
        shown(&public, OFFICE, "#gemeinden-stand ~ table tbody th"),
        ["Amtsdorf", "Amtsflecken"]
    );
}

#[test]
fn a_plan_that_is_too_long_for_a_table_says_what_is_missing() {
    let tree = tree();
    let record = tree.read("content/leistungen/parken/leistung.yaml");
    for number in 0..610 {
        tree.write(
            &format!("content/leistungen/parken-{number}/leistung.yaml"),
            record.replace("titel: Parken", &format!("titel: Parken {number}")),
        );
    }
    let public = tree.build();
    let rows = csv(&public, MUNICIPALITY);
    // 40 of 612 for now, the only one for later, and what is missing.
    assert_eq!(rows.len(), 42);
    assert_eq!(rows[41][..3], ["Jetzt", "", ""]);
    let text = read(&public, MUNICIPALITY, "plan.csv");
    let rest = text.lines().last().unwrap();
    assert!(
        rest.contains("\"572 weitere Leistungen stehen nicht in dieser Datei, sondern in der Liste der Leistungen\"")
            && rest.ends_with("\"https://portal.example.org/leistungen/vollzug/amtsangehoerige_gemeinde/\""),
        "{rest}"
    );
    assert_eq!(workbook(&public, MUNICIPALITY), rows);
    assert_eq!(
        shown(&public, MUNICIPALITY, ".plan__group--now > p > a"),
        ["572 weitere in der Liste der Leistungen\u{2060}"]
    );
}

#[test]
fn the_calendar_has_the_dates_of_the_plan() {
    let tree = tree();
    let public = tree.build();
    let days = |id: &str| -> Vec<String> {
        let text = read(&public, id, "kalender.ics");
        text.lines()
            .filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"))
            .map(str::to_owned)
            .collect()
    };
    // A month stands on its last day.
    assert_eq!(days(MUNICIPALITY), ["20220331", "20220531"]);
    assert_eq!(days(OFFICE), [""; 0]);
    assert_eq!(days(COUNTY), ["20220531"]);
}

#[test]
fn every_service_of_an_authority_has_one_step_that_is_not_over() {
    let public = crate::built::Built::repository().public();
    let mut plans = 0;
    for folder in std::fs::read_dir(public.join("stellen")).unwrap() {
        let Ok(text) = std::fs::read_to_string(folder.unwrap().path().join("plan.csv")) else {
            continue;
        };
        plans += 1;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let mut services = std::collections::BTreeSet::new();
        for record in reader.records() {
            let record = record.unwrap();
            assert!(services.insert(record[1].to_owned()), "{record:?}");
            assert!(!record[4].is_empty() && record[6].starts_with("weil "), "{record:?}");
            assert_eq!(record[8].is_empty(), record[7].is_empty(), "{record:?}");
            // Days, months and quarters of the year of the reference date: 15 February 2022.
            let date = record[8]
                .replace("-Q1", "-03")
                .replace("-Q2", "-06")
                .replace("-Q3", "-09")
                .replace("-Q4", "-12");
            let earliest = "2022-02-15".get(..date.len()).unwrap();
            assert!(date.is_empty() || date.as_str() >= earliest, "{record:?}");
            assert!(
                &record[3] != "live" || record[0].starts_with("Läuft") || &record[4] == "Online-Dienst bewerben",
                "{record:?}"
            );
        }
    }
    assert!(plans > 400, "{plans}");
}

/// The words of a map of interface texts, in the order of the file.
fn words_of(path: &[&str]) -> BTreeSet<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard/i18n/de.yaml");
    let texts: serde_json::Value = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let map = path.iter().fold(&texts, |texts, key| &texts[*key]);
    let words = map.as_object().expect("texts").values();
    words.map(|word| word.as_str().expect("a word").to_owned()).collect()
}

#[test]
fn plans_of_the_sample_portal_show_every_row_of_the_rule_table() {
    let public = crate::built::Built::repository().public();
    let (mut reasons, mut costs, mut steps) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for folder in std::fs::read_dir(public.join("stellen")).unwrap() {
        let Ok(text) = std::fs::read_to_string(folder.unwrap().path().join("plan.csv")) else {
            continue;
        };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for record in reader.records().map(Result::unwrap) {
            let cell = |column: usize| record[column].to_owned();
            reasons.insert(cell(6));
            costs.insert(cell(11));
            steps.insert((cell(1), cell(3), cell(4)));
            assert!(!record[14].is_empty(), "whom to ask: {record:?}");
        }
    }
    assert_eq!(reasons, words_of(&["plan", "reason"]));
    assert_eq!(costs, words_of(&["plan", "cost_status"]));
    // Two rows of the table may have one reason.
    let is_shown = |service: &str, status: &str, step: &str| {
        let step = (service.to_owned(), status.to_owned(), step.to_owned());
        assert!(steps.contains(&step), "{step:?}");
    };
    is_shown("baugenehmigung", "Pilotbehörde", "Zum Termin anmelden");
    is_shown("baugenehmigung", "", "Zum Termin anmelden");
    is_shown("vergnuegungsteuer", "Interessiert", "Ihr Interesse ist bekannt");
    is_shown("hilfe-zur-pflege", "Interessiert", "Ihr Interesse ist bekannt");
    is_shown("schuelerbefoerderung", "", "Haushalt und Fachverfahren einplanen");
    is_shown("gewerberegisterauszug", "", "Haushalt und Fachverfahren einplanen");
}
