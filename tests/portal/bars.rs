//! Stacked bars: phases and maturity of the services of each ministry, steps of the road map by quarter. Counted by hand; the
//! drawing, what it says to those who do not see it, the table below and the CSV beside it have to say the same.

use std::path::Path;
use std::sync::OnceLock;

use scraper::{ElementRef, Html};

use crate::built::Built;
use crate::harness::Tree;
use crate::maps::{all, csv, page, texts};

/// What is written about a service beside the least.
const SERVICES: [(&str, &str, &str); 6] = [
    ("wohngeld", "mi", "phase: pilotierung\n"),
    (
        "pass",
        "mi",
        "phase: rollout\nreifegrad: {modell: 1.1, stufe: 3}\nauskunft:\n  nachnutzung_ab: 2022-Q3\n  naechste_schritte:\n    - {datum: 2021-12-01, titel: A, erledigt: true}\n    - {datum: 2022-01-10, titel: B}\n    - {datum: 2022-03-01, titel: C}\n    - {datum: 2022-Q3, titel: D}\n    - {datum: 2023, titel: E}\n",
    ),
    ("ausweis", "mi", "phase: rollout\nreifegrad: {modell: 1.1, stufe: 4}\n"),
    (
        "ummeldung",
        "mi",
        "phase: flaechendeckend\nreifegrad: {modell: 2.0, stufe: 5}\n",
    ),
    (
        "bauantrag",
        "mb",
        "phase: vorbereitung\nreifegrad: {modell: 1.1, stufe: 0}\nauskunft:\n  nachnutzung_ab: 2022-07-15\n  naechste_schritte:\n    - {datum: 2022-01, titel: F}\n    - {datum: 2022-02, titel: G}\n",
    ),
    ("abriss", "mb", "phase: zurueckgestellt\n"),
];

/// Two ministries with services, one without, and a draft that counts nowhere.
fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let tree = Tree::base();
        let contact = "koordination: [{name: Koordination, email: ozg@example.org}]\n";
        for (id, order) in [("mb", 2), ("mk", 3)] {
            let name = id.to_uppercase();
            tree.write(
                &format!("content/ressorts/{id}.yaml"),
                format!("kuerzel: {name}\nname: Ministerium {name}\nordnung: {order}\n{contact}"),
            );
        }
        let least = |id: &str, ministry: &str| {
            format!(
                "titel: {id}\nkurz: Satz.\nressort: {ministry}\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\ngeprueft_am: 2022-02-01\n"
            )
        };
        for (id, ministry, more) in SERVICES {
            tree.write(
                &format!("content/leistungen/{id}/leistung.yaml"),
                least(id, ministry) + more,
            );
        }
        tree.write(
            "content/leistungen/entwurf/leistung.yaml",
            least("entwurf", "mk") + "phase: rollout\nentwurf: true\n",
        );
        Built::from("bars", &tree)
    })
}

/// A part of a bar: where it begins, how long it is, and the number in it.
type Part = (usize, usize, usize);

/// What a figure has to say.
struct Figure<'a> {
    page: &'a str,
    id: &'a str,
    title: &'a str,
    note: &'a str,
    csv: &'a str,
    header: &'a str,
    rows: &'a [&'a str],
    /// Each bar: its name, its parts, where it ends.
    bars: &'a [(&'a str, &'a [Part], usize)],
    legend: &'a [&'a str],
}

fn assert_figure(public: &Path, figure: &Figure) {
    let html = page(public, figure.page);
    let of = |selector: &str| texts(&html, &format!("#bild-{} {selector}", figure.id));
    let caption = of("figcaption");
    assert_eq!(caption, [format!("{}{}", figure.title, figure.note)]);
    assert_eq!(of("svg[role=img] > title"), [figure.title]);
    assert_eq!(of(".map-legend li"), figure.legend);
    let description: Vec<String> = figure
        .legend
        .iter()
        .map(|entry| entry.trim_end_matches(')').replace(" (", ": ") + ".")
        .collect();
    assert_eq!(of("svg > desc"), [description.join(" ")]);
    let text = csv(public, figure.csv);
    let expected: Vec<&str> = std::iter::once(figure.header)
        .chain(figure.rows.iter().copied())
        .collect();
    assert_eq!(
        text.trim_start_matches('\u{feff}').lines().collect::<Vec<_>>(),
        expected
    );
    assert_table(&html, figure);
    assert_bars(&html, figure);
}

/// The table on the page has the columns and rows of the CSV, but for the date, which the note tells once.
fn assert_table(html: &Html, figure: &Figure) {
    let cells = |row: &ElementRef| {
        let cells = row.children().filter_map(ElementRef::wrap);
        cells.map(|cell| cell.text().collect::<String>()).collect::<Vec<_>>()
    };
    let rows = all(html, &format!("#bild-{} tr", figure.id));
    let shown: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let lines = std::iter::once(&figure.header).chain(figure.rows);
    let expected: Vec<Vec<&str>> = lines.map(|line| line.split(';').collect()).collect();
    for (shown, expected) in shown.iter().zip(&expected) {
        // Quarters are written out on the page.
        assert_eq!(shown[1..], expected[1..], "{}", figure.id);
    }
    assert_eq!(shown.len(), expected.len());
}

fn assert_bars(html: &Html, figure: &Figure) {
    let number = |element: &ElementRef, name: &str| element.value().attr(name).unwrap().parse::<usize>().unwrap();
    let parts = all(html, &format!("#bild-{} .bars-figure__part", figure.id));
    let parts: Vec<(usize, Part)> = parts
        .iter()
        .map(|part| {
            let children: Vec<ElementRef> = part.children().filter_map(ElementRef::wrap).collect();
            let text = children[1].text().collect::<String>().parse().unwrap();
            let rect = &children[0];
            if let Some(fill) = rect.value().attr("fill") {
                let id = fill.trim_start_matches("url(#").trim_end_matches(')');
                assert_eq!(all(html, &format!("pattern[id='{id}']")).len(), 1, "{id}");
            }
            (number(rect, "y"), (number(rect, "x"), number(rect, "width"), text))
        })
        .collect();
    for (row, (name, expected, end)) in figure.bars.iter().enumerate() {
        let of_row: Vec<Part> = parts
            .iter()
            .filter(|(y, _)| *y == row * 24 + 4)
            .map(|(_, part)| *part)
            .collect();
        assert_eq!(of_row, *expected, "{} {name}", figure.id);
        let beside = all(html, &format!("#bild-{} svg > text", figure.id));
        let (label, total) = (&beside[row * 2], &beside[row * 2 + 1]);
        assert_eq!(label.text().collect::<String>(), *name);
        assert_eq!(number(total, "x"), end + 6, "{name}");
        let sum: usize = expected.iter().map(|(.., number)| number).sum();
        assert_eq!(total.text().collect::<String>(), sum.to_string(), "{name}");
    }
    assert_eq!(
        parts.len(),
        figure.bars.iter().map(|(_, parts, _)| parts.len()).sum::<usize>()
    );
}

/// MI: wohngeld is piloting, pass and ausweis are in rollout, ummeldung is statewide: 1 + 2 + 1 = 4. MB: bauantrag is in
/// preparation, abriss is deferred: 1 + 1 = 2. MK has none. The longest bar is 280 units for 4, so 1 is 70 and 2 are 140;
/// bars begin at 84.
#[test]
fn phases_of_each_ministry() {
    assert_figure(
        &built().public(),
        &Figure {
            page: "ressorts",
            id: "phasen",
            title: "Phasen nach Ressort",
            note: "Wie viele Leistungen eines Ressorts in welcher Phase sind.",
            csv: "ressorts/phasen.csv",
            header: "Ressort;Vorbereitung;Erstinformation;Pilotierung;Rollout;Flächendeckend;Zurückgestellt;Insgesamt",
            rows: &["Innenministerium;0;0;1;2;1;0;4", "Ministerium MB;1;0;0;0;0;1;2"],
            bars: &[
                ("MI", &[(84, 70, 1), (154, 140, 2), (294, 70, 1)], 364),
                ("MB", &[(84, 70, 1), (154, 70, 1)], 224),
            ],
            legend: &[
                "Vorbereitung (1)",
                "Pilotierung (1)",
                "Rollout (2)",
                "Flächendeckend (1)",
                "Zurückgestellt (1)",
            ],
        },
    );
}

/// Model 1.1. MI: pass has level 3, ausweis has level 4, ummeldung is measured by the other model and wohngeld by none: 1 + 1 +
/// 2 = 4. MB: bauantrag has level 0, abriss is not measured: 1 + 1 = 2.
#[test]
fn maturity_by_the_model_of_the_law() {
    assert_figure(
        &built().public(),
        &Figure {
            page: "ressorts",
            id: "reifegrad-1",
            title: "Reifegrad nach Ressort (Modell 1.1)",
            note: "Wie viele Leistungen eines Ressorts welche Stufe haben. Ab Stufe 3 gelten sie nach dem Modell als OZG-konform.",
            csv: "ressorts/reifegrad-1.1.csv",
            header: "Ressort;Stufe 0;Stufe 1;Stufe 2;Stufe 3;Stufe 4;Nicht nach diesem Modell gemessen;Insgesamt",
            rows: &["Innenministerium;0;0;0;1;1;2;4", "Ministerium MB;1;0;0;0;0;1;2"],
            bars: &[
                ("MI", &[(84, 70, 1), (154, 70, 1), (224, 140, 2)], 364),
                ("MB", &[(84, 70, 1), (154, 70, 1)], 224),
            ],
            legend: &[
                "Stufe 0 (1)",
                "Stufe 3 (1)",
                "Stufe 4 (1)",
                "Nicht nach diesem Modell gemessen (3)",
            ],
        },
    );
}

/// Model 2.0, two levels together: only ummeldung, level 5, is measured by it.
#[test]
fn maturity_by_the_newer_model() {
    assert_figure(
        &built().public(),
        &Figure {
            page: "ressorts",
            id: "reifegrad-2",
            title: "Reifegrad nach Ressort (Modell 2.0)",
            note: "Wie viele Leistungen eines Ressorts welche Stufe haben.",
            csv: "ressorts/reifegrad-2.0.csv",
            header: "Ressort;Stufe 0 bis 1;Stufe 2 bis 3;Stufe 4 bis 5;Stufe 6 bis 7;Nicht nach diesem Modell gemessen;Insgesamt",
            rows: &["Innenministerium;0;0;1;0;3;4", "Ministerium MB;0;0;0;0;2;2"],
            bars: &[("MI", &[(84, 70, 1), (154, 210, 3)], 364), ("MB", &[(84, 140, 2)], 224)],
            legend: &["Stufe 4 bis 5 (1)", "Nicht nach diesem Modell gemessen (5)"],
        },
    );
}

/// Fourth quarter of 2021: A is done. First of 2022: B (10 January) and F (January) are past and not done, C and G (the end of
/// February is still to come) are planned: 2 + 2 = 4. Third: D is planned, pass and bauantrag can be re-used: 1 + 2 = 3. E has
/// no quarter: 2023. Nothing falls into the second quarter.
#[test]
fn steps_of_the_road_map_by_quarter() {
    assert_figure(
        &built().public(),
        &Figure {
            page: "fahrplan",
            id: "fahrplan",
            title: "Schritte und Termine nach Quartal",
            note: "Wie viele Schritte und Termine in welches Quartal fallen.",
            csv: "fahrplan/quartale.csv",
            header: "Quartal;Erledigt;Überfällig;Geplant;Nachnutzung ab diesem Quartal;Insgesamt",
            rows: &[
                "2021-Q4;1;0;0;0;1",
                "2022-Q1;0;2;2;0;4",
                "2022-Q3;0;0;1;2;3",
                "2023;0;0;1;0;1",
            ],
            bars: &[
                ("Q4 2021", &[(84, 70, 1)], 154),
                ("Q1 2022", &[(84, 140, 2), (224, 140, 2)], 364),
                ("Q3 2022", &[(84, 70, 1), (154, 140, 2)], 294),
                ("2023", &[(84, 70, 1)], 154),
            ],
            legend: &[
                "Erledigt (1)",
                "Überfällig (2)",
                "Geplant (4)",
                "Nachnutzung ab diesem Quartal (2)",
            ],
        },
    );
}

/// A part that is not nothing can be seen, and a number that has no room in its part is left to the table.
#[test]
fn few_among_many_can_still_be_seen() {
    let tree = Tree::base();
    for number in 0..120 {
        tree.write(
            &format!("content/leistungen/s{number}/leistung.yaml"),
            format!("titel: Leistung {number}\nkurz: Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\nphase: rollout\ngeprueft_am: 2022-02-01\n"),
        );
    }
    let html = page(&tree.build(), "ressorts");
    let parts = all(&html, "#bild-phasen .bars-figure__part");
    let widths: Vec<&str> = all(&html, "#bild-phasen .bars-figure__part rect")
        .iter()
        .map(|rect| rect.value().attr("width").unwrap())
        .collect();
    // Wohngeld alone is piloting: 280 / 121 would be 2 units.
    assert_eq!(widths, ["4", "277"]);
    let numbers: Vec<String> = parts.iter().map(|part| part.text().collect()).collect();
    assert_eq!(numbers, ["", "120"]);
}

#[test]
fn nothing_is_drawn_of_what_is_not_measured() {
    let tree = Tree::base();
    let public = tree.build();
    let html = page(&public, "ressorts");
    assert_eq!(all(&html, "#bild-phasen").len(), 1);
    assert!(all(&html, "#bild-reifegrad-1, #bild-reifegrad-2").is_empty());
    assert!(!public.join("ressorts/reifegrad-1.1.csv").exists());
    assert!(public.join("ressorts/phasen.csv").is_file());
}
