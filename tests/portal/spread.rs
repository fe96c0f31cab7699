//! How far three services have spread in a small state: worked out by hand, and found on the page of the service, in the
//! open data, on both maps with their tables, and in the files beside them.

use std::path::Path;
use std::sync::OnceLock;

use scraper::Html;

use crate::built::Built;
use crate::harness::Tree;
use crate::maps::{SOURCE, all, csv, page, squares, texts};

/// A town of its own; in the southern county a municipality of its own and an office with two; in the northern county the
/// same; and a chamber, which lies in no county.
const DIRECTORY: &str = "ars;name;art;uebergeordnet
990010000000;Musterstadt;kreisfreie_stadt;
990020000000;Südkreis;landkreis;
990020001001;Musterdorf;amtsfreie_gemeinde;990020000000
990025001000;Amt Süd;amt;990020000000
990025001002;Altdorf;amtsangehoerige_gemeinde;990025001000
990025001003;Neudorf;amtsangehoerige_gemeinde;990025001000
990030000000;Nordkreis;landkreis;
990030002001;Seedorf;amtsfreie_gemeinde;990030000000
990035002000;Amt Nord;amt;990030000000
990035002002;Oberdorf;amtsangehoerige_gemeinde;990035002000
990035002003;Unterdorf;amtsangehoerige_gemeinde;990035002000
";

const BODIES: &str = "- {id: kammer, name: Kammer ML, art: kammer}\n";

const COUNTIES: [&str; 3] = ["990010000000", "990020000000", "990030000000"];
const MUNICIPALITIES: [&str; 7] = [
    "990010000000",
    "990020001001",
    "990025001002",
    "990025001003",
    "990030002001",
    "990035002002",
    "990035002003",
];

/// What is written about a service, and what follows from it.
struct Case {
    id: &'static str,
    /// Who carries it out.
    record: &'static str,
    reuse: &'static str,
    /// Of, live, introducing, pilot, interested, ended, unstated.
    figures: [usize; 7],
    /// The rule of the open data.
    rule: &'static str,
    /// What the page of the service says beside the figures.
    said: &'static [&'static str],
    /// The map by county: the areas in the order of their paints, what is written into them, and the legend.
    counties: &'static [&'static str],
    labels: &'static [&'static str],
    county_legend: &'static [&'static str],
    /// Key, name, live, of, introducing, pilot, interested, ended, unstated.
    county_rows: &'static [&'static str],
    /// The map by municipality, in the order of paints.
    municipalities: &'static [&'static str],
    municipality_legend: &'static [&'static str],
    /// Key, name, key and name of who answers, status, since, reference date.
    municipality_rows: &'static [&'static str],
}

/// **wohngeld** is carried out by counties and the independent town: Musterstadt, Südkreis, Nordkreis = 3. Musterstadt is live
/// (1), Südkreis has ended (1), of Nordkreis nothing is stated (1): 1 + 1 + 1 = 3. Musterdorf says "live", but does not
/// carry it out: it counts nowhere, and its county answers for it.
const HOUSING: Case = Case {
    id: "wohngeld",
    record: "vollzug: [landkreis, kreisfreie_stadt]\n",
    reuse: "990010000000;live;2022-01-10;;\n990020000000;beendet;2021-12;;\n990020001001;live;2022-02-01;;\n",
    figures: [3, 1, 0, 0, 0, 1, 1],
    rule: "Landkreise, kreisfreie Städte",
    said: &[
        "1 der genannten Stellen vollziehen die Leistung nicht selbst und zählen in der Quote nicht mit.",
        "Südkreis Beendet Dezember 2021",
    ],
    counties: &["Musterstadt: Live", "Südkreis: Beendet", "Nordkreis: Keine Angabe"],
    labels: &[],
    county_legend: &["Live (1)", "Beendet (1)", "Keine Angabe (1)"],
    county_rows: &[
        "990010000000;Musterstadt;1;1;0;0;0;0;0",
        "990030000000;Nordkreis;0;1;0;0;0;0;1",
        "990020000000;Südkreis;0;1;0;0;0;1;0",
    ],
    municipalities: &[
        "Musterstadt: Live",
        "Altdorf: Beendet",
        "Musterdorf: Beendet",
        "Neudorf: Beendet",
        "Oberdorf: Keine Angabe",
        "Seedorf: Keine Angabe",
        "Unterdorf: Keine Angabe",
    ],
    municipality_legend: &["Live (1)", "Beendet (3)", "Keine Angabe (3)"],
    municipality_rows: &[
        "990025001002;Altdorf;990020000000;Südkreis;Beendet;2021-12",
        "990020001001;Musterdorf;990020000000;Südkreis;Beendet;2021-12",
        "990010000000;Musterstadt;990010000000;Musterstadt;Live;2022-01-10",
        "990025001003;Neudorf;990020000000;Südkreis;Beendet;2021-12",
        "990035002002;Oberdorf;990030000000;Nordkreis;Keine Angabe;",
        "990030002001;Seedorf;990030000000;Nordkreis;Keine Angabe;",
        "990035002003;Unterdorf;990030000000;Nordkreis;Keine Angabe;",
    ],
};

/// **steuer** is carried out by offices, municipalities without an office and the independent town: Amt Süd, Amt Nord,
/// Musterdorf, Seedorf, Musterstadt = 5. Amt Süd is live (1), Seedorf is introducing (1), Amt Nord is a pilot (1), Musterdorf
/// is interested (1), of Musterstadt nothing is stated (1). Südkreis: 1 of Amt Süd and Musterdorf is live; Nordkreis: 0 of
/// Amt Nord and Seedorf; Musterstadt: 0 of 1. The offices answer for their members, also for Altdorf, which says that it has
/// ended, but does not carry it out.
const TAX: Case = Case {
    id: "steuer",
    record: "vollzug: [amt, amtsfreie_gemeinde, kreisfreie_stadt]\n",
    reuse: "990025001000;live;2021-12-06;;\n990030002001;in_einfuehrung;;;\n990035002000;pilot;2022-01;;\n990020001001;interessiert;;;\n990025001002;beendet;;;\n",
    figures: [5, 1, 1, 1, 1, 0, 1],
    rule: "Ämter, amtsfreie Gemeinden, kreisfreie Städte",
    said: &["1 der genannten Stellen vollziehen die Leistung nicht selbst und zählen in der Quote nicht mit."],
    counties: &[
        "Südkreis: 1 von 2 live",
        "Nordkreis: 0 von 2 live",
        "Musterstadt: keine Angabe, 1 zuständig",
    ],
    labels: &["1/2", "0/2"],
    county_legend: &[
        "50 Prozent der Angaben live (1)",
        "Angaben, aber niemand live (1)",
        "Keine Angabe (1)",
    ],
    county_rows: &[
        "990010000000;Musterstadt;0;1;0;0;0;0;1",
        "990030000000;Nordkreis;0;2;1;1;0;0;0",
        "990020000000;Südkreis;1;2;0;0;1;0;0",
    ],
    municipalities: &[
        "Altdorf: Live",
        "Neudorf: Live",
        "Seedorf: In Einführung",
        "Oberdorf: Pilotbehörde",
        "Unterdorf: Pilotbehörde",
        "Musterdorf: Interessiert",
        "Musterstadt: Keine Angabe",
    ],
    municipality_legend: &[
        "Live (2)",
        "In Einführung (1)",
        "Pilotbehörde (2)",
        "Interessiert (1)",
        "Keine Angabe (1)",
    ],
    municipality_rows: &[
        "990025001002;Altdorf;990025001000;Amt Süd;Live;2021-12-06",
        "990020001001;Musterdorf;990020001001;Musterdorf;Interessiert;",
        "990010000000;Musterstadt;990010000000;Musterstadt;Keine Angabe;",
        "990025001003;Neudorf;990025001000;Amt Süd;Live;2021-12-06",
        "990035002002;Oberdorf;990035002000;Amt Nord;Pilotbehörde;2022-01",
        "990030002001;Seedorf;990030002001;Seedorf;In Einführung;",
        "990035002003;Unterdorf;990035002000;Amt Nord;Pilotbehörde;2022-01",
    ],
};

/// **platz** is carried out by all municipalities of the counties, in offices or not, and by the chamber: Altdorf, Neudorf,
/// Oberdorf, Unterdorf, Musterdorf, Seedorf and Kammer ML = 7. Altdorf, Neudorf, Musterdorf and the chamber are live (4),
/// Oberdorf has ended (1), of Seedorf and Unterdorf nothing is stated (2). Südkreis: 3 of 3; Nordkreis: 0 of 3; Musterstadt:
/// nobody. The chamber lies in no county, so that the counties have 6 of the 7, and 3 of the 4. An office that carries
/// nothing out does not answer: what Amt Nord says counts nowhere.
const PLACE: Case = Case {
    id: "platz",
    record: "vollzug: [amtsangehoerige_gemeinde, amtsfreie_gemeinde]\nvollzug_stellen: [kammer]\n",
    reuse: "990025001002;live;2021-11-30;;\n990025001003;live;;;\n990020001001;live;2022-02;;\nkammer;live;2022-01-01;;\n990035002002;beendet;;;\n990035002000;live;;;\n",
    figures: [7, 4, 0, 0, 0, 1, 2],
    rule: "amtsangehörige Gemeinden, amtsfreie Gemeinden, Kammer ML",
    said: &[
        "1 der genannten Stellen vollziehen die Leistung nicht selbst und zählen in der Quote nicht mit.",
        "Kammer ML Live 1. Januar 2022",
    ],
    counties: &[
        "Südkreis: 3 von 3 live",
        "Nordkreis: 0 von 1 mit Angabe live, 2 ohne Angabe",
        "Musterstadt: niemand zuständig",
    ],
    labels: &["3/3", "0/1"],
    county_legend: &[
        "Alle live (1)",
        "Zu mehr als der Hälfte keine Angabe (1)",
        "Niemand zuständig (1)",
    ],
    county_rows: &[
        "990010000000;Musterstadt;0;0;0;0;0;0;0",
        "990030000000;Nordkreis;0;3;0;0;0;1;2",
        "990020000000;Südkreis;3;3;0;0;0;0;0",
    ],
    municipalities: &[
        "Altdorf: Live",
        "Musterdorf: Live",
        "Neudorf: Live",
        "Oberdorf: Beendet",
        "Seedorf: Keine Angabe",
        "Unterdorf: Keine Angabe",
        "Musterstadt: Niemand zuständig",
    ],
    municipality_legend: &["Live (3)", "Beendet (1)", "Keine Angabe (2)", "Niemand zuständig (1)"],
    municipality_rows: &[
        "990025001002;Altdorf;990025001002;Altdorf;Live;2021-11-30",
        "990020001001;Musterdorf;990020001001;Musterdorf;Live;2022-02",
        "990010000000;Musterstadt;;;Niemand zuständig;",
        "990025001003;Neudorf;990025001003;Neudorf;Live;",
        "990035002002;Oberdorf;990035002002;Oberdorf;Beendet;",
        "990030002001;Seedorf;990030002001;Seedorf;Keine Angabe;",
        "990035002003;Unterdorf;990035002003;Unterdorf;Keine Angabe;",
    ],
};

const CASES: [&Case; 3] = [&HOUSING, &TAX, &PLACE];

fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let tree = Tree::base();
        let settings = tree.read("content/portal.yaml");
        tree.write("content/portal.yaml", settings + SOURCE)
            .write("content/stellen/gebietskoerperschaften.csv", DIRECTORY)
            .write("content/stellen/weitere.yaml", BODIES)
            .write("content/karten/kreise.geojson", squares(&COUNTIES))
            .write("content/karten/gemeinden.geojson", squares(&MUNICIPALITIES))
            .remove("content/leistungen/wohngeld/text.md");
        for case in CASES {
            let folder = format!("content/leistungen/{}", case.id);
            let record = format!(
                "titel: {}\nkurz: Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nphase: rollout\ngeprueft_am: 2022-02-01\n{}",
                case.id, case.record
            );
            let reuse = format!("ars;stand;seit;url;bemerkung\n{}", case.reuse);
            tree.write(&format!("{folder}/leistung.yaml"), record)
                .write(&format!("{folder}/nachnutzung.csv"), reuse);
        }
        Built::from("spread", &tree)
    })
}

/// What the main part of a page says, its white space made single.
fn words(html: &Html) -> String {
    let main = all(html, "main").into_iter().flat_map(|main| main.text());
    let text: Vec<&str> = main.flat_map(str::split_whitespace).collect();
    text.join(" ")
}

#[test]
fn page_and_open_data_say_what_was_counted_by_hand() {
    let public = &built().public();
    let table = csv(public, "daten/abdeckung.csv");
    for case in CASES {
        let [of, live, introducing, pilot, interested, ended, unstated] = case.figures;
        let stated = of - unstated;
        let service = page(public, &format!("leistungen/{}", case.id));
        let spread = page(public, &format!("leistungen/{}/verbreitung", case.id));
        for html in [&service, &spread] {
            let mut figures = vec![
                format!("{live} von {stated} zuständigen Stellen live"),
                format!(
                    "{} von {stated} in Einführung oder in der Erprobung",
                    introducing + pilot
                ),
                format!("{interested} von {stated} Interesse bekundet"),
                format!("{unstated} von {of} ohne Angabe"),
            ];
            if ended > 0 {
                figures.insert(3, format!("{ended} von {stated} Nutzung beendet"));
            }
            let cards: Vec<String> = texts(html, ".figures .figure-card")
                .iter()
                .map(|card| single(card))
                .collect();
            assert_eq!(cards.len(), figures.len(), "{}: {cards:?}", case.id);
            for (card, figure) in cards.iter().zip(figures) {
                assert!(card.starts_with(&figure), "{}: {figure} is not {card}", case.id);
            }
            assert!(cards_say(&cards, case.rule), "{}: {cards:?}", case.id);
        }
        let text = words(&service);
        for sentence in case.said {
            assert!(text.contains(sentence), "{}: {sentence}\n{text}", case.id);
        }
        let line = format!(
            "{};{live};{stated};{of};{introducing};{pilot};{interested};{ended};{unstated};Zähler: zuständige Stellen, die live sind. Nenner: zuständige Stellen, zu denen eine Angabe vorliegt. Zuständig sind alle, die die Leistung vollziehen: {}. Stellen ohne Angabe zählen nicht als „nicht live“.;false",
            case.id, case.rule
        );
        assert!(
            table.replace('"', "").contains(&format!("\n{line}\n")),
            "{line}\n{table}"
        );
    }
}

fn single(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the first figure names who is counted.
fn cards_say(cards: &[String], rule: &str) -> bool {
    let sentence = format!("die die Leistung vollziehen: {rule}. ");
    cards
        .first()
        .is_some_and(|card| card.contains(&sentence) && card.ends_with("Angabe vor."))
}

#[test]
fn maps_and_their_tables_say_what_was_counted_by_hand() {
    let public = &built().public();
    for case in CASES {
        let spread = page(public, &format!("leistungen/{}/verbreitung", case.id));
        // The page of the service has the map by county, too.
        for html in [&page(public, &format!("leistungen/{}", case.id)), &spread] {
            assert_map(html, "kreise", (case.counties, case.county_legend), case.id);
            assert_eq!(texts(html, "#karte-kreise .map__label"), case.labels, "{}", case.id);
            let numbers = |row: &&str| row.split(';').skip(1).collect::<Vec<_>>().join(" ");
            let expected: Vec<String> = case.county_rows.iter().map(numbers).collect();
            assert_eq!(rows(html, "kreise"), expected, "{}", case.id);
        }
        assert_map(
            &spread,
            "gemeinden",
            (case.municipalities, case.municipality_legend),
            case.id,
        );
        let shown = |row: &&str| {
            let cells: Vec<&str> = row.split(';').collect();
            single(&[cells[1], cells[3], cells[4]].join(" "))
        };
        let expected: Vec<String> = case.municipality_rows.iter().map(shown).collect();
        assert_eq!(rows(&spread, "gemeinden"), expected, "{}", case.id);
    }
}

/// The areas with what they say, the legend, and the description of those who do not see them.
fn assert_map(html: &Html, name: &str, (areas, legend): (&[&str], &[&str]), id: &str) {
    let of = |selector: &str| texts(html, &format!("#karte-{name} {selector}"));
    assert_eq!(of(".map__areas title"), areas, "{id}");
    assert_eq!(of(".map-legend li"), legend, "{id}");
    let description: Vec<String> = legend
        .iter()
        .map(|entry| entry.trim_end_matches(')').replace(" (", ": ") + ".")
        .collect();
    assert_eq!(of("desc"), [description.join(" ")], "{id}");
    // Each group has as many areas as its legend says.
    let counts: Vec<String> = all(html, &format!("#karte-{name} .map__areas"))
        .iter()
        .map(|group| {
            format!(
                "({})",
                group.children().filter(|child| child.value().is_element()).count()
            )
        })
        .collect();
    let counted: Vec<&str> = legend.iter().map(|entry| &entry[entry.rfind('(').unwrap()..]).collect();
    assert_eq!(counts, counted, "{id}");
}

/// The rows of the table below a map.
fn rows(html: &Html, name: &str) -> Vec<String> {
    let rows = all(html, &format!("#karte-{name} tbody tr"));
    let row = |row: &scraper::ElementRef| {
        let cells = row.children().filter_map(scraper::ElementRef::wrap);
        let cells: Vec<String> = cells.map(|cell| single(&cell.text().collect::<String>())).collect();
        single(&cells.join(" "))
    };
    rows.iter().map(row).collect()
}

#[test]
fn the_files_beside_the_maps_say_the_same_with_rule_and_date() {
    let public = &built().public();
    for case in CASES {
        let rule = format!(
            "Wie viele der zuständigen Stellen live sind. Gezählt werden alle, die die Leistung vollziehen: {}.",
            case.rule
        );
        let counties = case.county_rows.iter().map(|row| format!("{row};{rule}"));
        assert_file(public, case.id, "kreise", counties);
        assert_file(
            public,
            case.id,
            "gemeinden",
            case.municipality_rows.iter().map(ToString::to_string),
        );
        let sum = |column: usize| -> usize {
            let cells = case.county_rows.iter().map(|row| row.split(';').nth(column).unwrap());
            cells.map(|cell| cell.parse::<usize>().unwrap()).sum()
        };
        // Bodies lie in no county.
        let outside = usize::from(case.id == "platz");
        assert_eq!((sum(3) + outside, sum(2) + outside), (case.figures[0], case.figures[1]));
    }
}

fn assert_file(public: &Path, id: &str, name: &str, rows: impl Iterator<Item = String>) {
    let text = csv(public, &format!("leistungen/{id}/verbreitung/{name}.csv"));
    let lines: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(lines, rows.collect::<Vec<_>>(), "{id} {name}");
}

/// All three services together. By county, pairs of a service and who carries it out: Musterstadt 1 + 1 + 0 = 2 with 1 live;
/// Südkreis 1 + 2 + 3 = 6 with 0 + 1 + 3 = 4 live; Nordkreis 1 + 2 + 3 = 6 with none. Neudorf: its county has ended "wohngeld", its
/// office is live with "steuer", it is live itself with "platz": 2 of 3.
#[test]
fn the_maps_of_the_portal_are_the_sums() {
    let public = &built().public();
    let counties = csv(public, "verbreitung/kreise.csv");
    let figures: Vec<String> = counties
        .lines()
        .skip(1)
        .map(|line| line.split(';').take(9).collect::<Vec<_>>().join(";"))
        .collect();
    assert_eq!(
        figures,
        [
            "990010000000;Musterstadt;1;2;0;0;0;0;1",
            "990030000000;Nordkreis;0;6;1;1;0;1;3",
            "990020000000;Südkreis;4;6;0;0;1;1;0",
        ]
    );
    let rule = "Wie viele der Leistungen live sind, die für die Gemeinde vollzogen werden: von ihr selbst, ihrem Amt oder ihrem Landkreis.";
    let expected = [
        "990025001002;Altdorf;2;3;0",
        "990020001001;Musterdorf;1;3;0",
        "990010000000;Musterstadt;1;2;1",
        "990025001003;Neudorf;2;3;0",
        "990035002002;Oberdorf;0;3;1",
        "990030002001;Seedorf;0;3;2",
        "990035002003;Unterdorf;0;3;2",
    ];
    let expected: Vec<String> = expected.iter().map(|row| format!("{row};{rule}")).collect();
    let places = csv(public, "verbreitung/gemeinden.csv");
    assert_eq!(places.lines().skip(1).collect::<Vec<_>>(), expected);
    let html = page(public, "verbreitung");
    let titles = texts(&html, "#karte-gemeinden .map__areas title");
    assert!(
        titles.contains(&"Neudorf: 2 von 3 Leistungen live".to_owned()),
        "{titles:?}"
    );
    let titles = texts(&html, "#karte-kreise .map__areas title");
    assert_eq!(
        titles,
        [
            "Südkreis: 4 von 6 live",
            "Musterstadt: 1 von 1 mit Angabe live, 1 ohne Angabe",
            "Nordkreis: 0 von 3 mit Angabe live, 3 ohne Angabe"
        ]
    );
}
