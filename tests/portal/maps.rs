//! Maps, curves and their figures: what is drawn, what the table says and what the CSV says are one and the same.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};

use crate::built::Built;
use crate::harness::{AS_OF, Tree};

pub const SOURCE: &str = "quellen:\n  karten: \"© Vermessungsamt ML\"\n";

/// Areas of one degree side by side, from west to east.
pub fn squares(keys: &[&str]) -> String {
    let squares = keys.iter().enumerate().map(|(index, key)| {
        let (west, east) = (10 + index, 11 + index);
        format!(
            r#"{{"type":"Feature","properties":{{"ars":"{key}"}},"geometry":{{"type":"Polygon","coordinates":[[[{west},50],[{east},50],[{east},51],[{west},51],[{west},50]]]}}}}"#
        )
    });
    let squares = squares.collect::<Vec<_>>().join(",\n");
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{squares}\n]}}\n")
}

/// Two municipalities below an office, one beside it, a town; counties and offices answer for their places.
fn tree() -> Tree {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", settings + SOURCE)
        .write(
            "content/stellen/gebietskoerperschaften.csv",
            "ars;name;art;uebergeordnet\n\
             990010000000;Musterstadt;kreisfreie_stadt;\n\
             990020000000;Musterkreis;landkreis;\n\
             990020001001;Musterdorf;amtsfreie_gemeinde;990020000000\n\
             990025001000;Amt Muster;amt;990020000000\n\
             990025001002;Altdorf;amtsangehoerige_gemeinde;990025001000\n\
             990025001003;Neudorf;amtsangehoerige_gemeinde;990025001000\n",
        )
        .write(
            "content/karten/kreise.geojson",
            squares(&["990010000000", "990020000000"]),
        )
        .write(
            "content/karten/gemeinden.geojson",
            squares(&["990010000000", "990020001001", "990025001002", "990025001003"]),
        )
        .write(
            "content/leistungen/wohngeld/nachnutzung.csv",
            "ars;stand;seit;url;bemerkung\n\
             990010000000;live;2022-01;;\n\
             990025001000;pilot;2021-12-06;;\n",
        );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "vollzug: [kreisfreie_stadt, amtsfreie_gemeinde]",
        "vollzug: [kreisfreie_stadt, amtsfreie_gemeinde, amt]",
    );
    tree
}

pub fn page(public: &Path, url: &str) -> Html {
    let path = public.join(url).join("index.html");
    Html::parse_document(&fs::read_to_string(path).unwrap())
}

/// A table without the quotes around its texts, none of which has one inside.
pub fn csv(public: &Path, file: &str) -> String {
    let text = fs::read_to_string(public.join(file)).unwrap();
    text.replace("\r\n", "\n").replace('"', "")
}

pub fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

pub fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector)
        .iter()
        .map(|element| element.text().collect::<String>().trim().to_owned())
        .collect()
}

#[test]
fn offices_and_counties_answer_for_their_places() {
    let tree = tree();
    let public = tree.build();
    assert_eq!(
        csv(&public, "leistungen/wohngeld/verbreitung/gemeinden.csv"),
        "\u{feff}ARS;Gemeinde;ARS der zuständigen Stelle;Zuständige Stelle;Nachnutzung;Seit\n\
         990025001002;Altdorf;990025001000;Amt Muster;Pilotbehörde;2021-12-06\n\
         990020001001;Musterdorf;990020001001;Musterdorf;Keine Angabe;\n\
         990010000000;Musterstadt;990010000000;Musterstadt;Live;2022-01\n\
         990025001003;Neudorf;990025001000;Amt Muster;Pilotbehörde;2021-12-06\n"
    );
    let counties = csv(&public, "leistungen/wohngeld/verbreitung/kreise.csv");
    let lines: Vec<&str> = counties.lines().collect();
    assert!(
        lines[1].starts_with("990020000000;Musterkreis;0;2;0;1;0;0;1;"),
        "{counties}"
    );
    assert!(
        lines[2].starts_with("990010000000;Musterstadt;1;1;0;0;0;0;0;"),
        "{counties}"
    );
    assert_eq!(
        csv(&public, "leistungen/wohngeld/verbreitung/verlauf.csv"),
        "\u{feff}Monat;Neu live;Live am Ende des Monats\n2022-01;1;1\n2022-02;0;1\n"
    );
}

#[test]
fn the_map_shows_what_its_table_says() {
    let tree = tree();
    let public = tree.build();
    let html = page(&public, "leistungen/wohngeld/verbreitung");
    let areas = texts(&html, "#karte-gemeinden .map__areas a title");
    assert_eq!(
        areas,
        [
            "Musterstadt: Live",
            "Altdorf: Pilotbehörde",
            "Neudorf: Pilotbehörde",
            "Musterdorf: Keine Angabe"
        ]
    );
    assert_eq!(texts(&html, "#karte-kreise .map__label"), ["1/1", "0/1"]);
    let legend = texts(&html, "#karte-gemeinden .map-legend li");
    assert_eq!(legend, ["Live (1)", "Pilotbehörde (2)", "Keine Angabe (1)"]);
    let descriptions = texts(&html, "#karte-gemeinden desc");
    assert_eq!(descriptions, ["Live: 1. Pilotbehörde: 2. Keine Angabe: 1."]);
    let rows = texts(&html, "#karte-gemeinden tbody th");
    assert_eq!(rows, ["Altdorf", "Musterdorf", "Musterstadt", "Neudorf"]);
    // The drawing has a name, and its patterns are its own.
    let drawing = all(&html, "#karte-gemeinden svg.map")[0].value();
    assert_eq!(drawing.attr("role"), Some("group"));
    assert_eq!(
        drawing.attr("aria-labelledby"),
        Some("karte-gemeinden-titel karte-gemeinden-text")
    );
    for group in all(&html, "g[fill]") {
        let pattern = group.value().attr("fill").unwrap();
        let id = pattern.strip_prefix("url(#").unwrap().strip_suffix(')').unwrap();
        assert_eq!(all(&html, &format!("pattern[id={id}]")).len(), 1, "{id}");
    }
}

#[test]
fn every_map_names_its_source_and_nothing_is_written_into_attributes_of_style() {
    let tree = tree();
    let public = tree.build();
    for url in ["leistungen/wohngeld", "leistungen/wohngeld/verbreitung", "verbreitung"] {
        let html = page(&public, url);
        let maps = all(&html, ".map-figure").len();
        assert!(maps > 0, "{url}");
        // Once below all maps of a page, with what they cannot say.
        for said in ["© Vermessungsamt ML", "Was sich nicht vergleichen lässt"] {
            let named = texts(&html, ".chart__source");
            assert_eq!(
                named.iter().filter(|text| text.contains(said)).count(),
                1,
                "{url}: {said}"
            );
        }
        assert_eq!(all(&html, "[style], style").len(), 0, "{url}");
    }
}

#[test]
fn a_portal_without_boundaries_shows_no_map() {
    let tree = Tree::base();
    let public = tree.build();
    for url in ["leistungen/wohngeld", "leistungen/wohngeld/verbreitung", "verbreitung"] {
        let html = page(&public, url);
        assert!(all(&html, ".map-figure, .map").is_empty(), "{url}");
    }
    assert!(public.join("verbreitung/verlauf.csv").is_file());
    assert!(!public.join("verbreitung/kreise.csv").exists());
}

#[test]
fn the_start_page_says_what_was_live_a_quarter_before() {
    let tree = Tree::base();
    let rows = "ars;stand;seit;url;bemerkung\n990010000000;live;2021-11;;\n990020001001;live;2022-01;;\n";
    tree.write("content/leistungen/wohngeld/nachnutzung.csv", rows);
    let trends = |tree: &Tree| texts(&page(&tree.build(), ""), ".figure-card__trend");
    let reusable = "Am 15. November 2021: 0. Am 15. Februar 2022: 0.";
    assert_eq!(
        trends(&tree),
        [reusable, "Ende November 2021: 1. Ende Februar 2022: 2."]
    );
    // Since when one of them is live nobody knows: so nobody knows how many there were.
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        rows.replace("2022-01", ""),
    );
    assert_eq!(trends(&tree), [reusable]);
}

#[test]
fn a_service_without_answers_has_no_page_of_its_own() {
    let tree = tree();
    tree.remove("content/leistungen/wohngeld/nachnutzung.csv");
    let public = tree.build();
    assert!(!public.join("leistungen/wohngeld/verbreitung").exists());
    assert!(!public.join("verbreitung").exists());
    assert!(all(&page(&public, "leistungen/wohngeld"), ".map").is_empty());
}

#[test]
fn neighbours_share_every_point_of_their_border() {
    let tree = tree();
    let html = page(&tree.build(), "verbreitung");
    let paths: Vec<String> = all(&html, "#karte-gemeinden .map__areas path")
        .iter()
        .map(|path| path.value().attr("d").unwrap().to_owned())
        .collect();
    let corners: Vec<Vec<(i64, i64)>> = paths.iter().map(|path| points(path)).collect();
    let left = |points: &[(i64, i64)]| points.iter().map(|(x, _)| *x).min().unwrap();
    let right = |points: &[(i64, i64)]| points.iter().map(|(x, _)| *x).max().unwrap();
    let mut edges: Vec<(i64, i64)> = corners.iter().map(|points| (left(points), right(points))).collect();
    edges.sort_unstable();
    for pair in edges.windows(2) {
        assert_eq!(pair[0].1, pair[1].0, "{edges:?}");
    }
}

/// The points of a path of one ring with relative steps.
fn points(path: &str) -> Vec<(i64, i64)> {
    let path = path.trim_start_matches('M').trim_end_matches('z');
    let (start, steps) = path.split_once('l').unwrap();
    let steps = steps.replace('-', " -");
    let numbers = |text: &str| -> Vec<i64> { text.split_whitespace().map(|number| number.parse().unwrap()).collect() };
    let start = numbers(start);
    let mut at = (start[0], start[1]);
    let mut points = vec![at];
    for step in numbers(&steps).chunks(2) {
        at = (at.0 + step[0], at.1 + step[1]);
        points.push(at);
    }
    points
}

/// Counted here from the files alone, without the program: live and asked authorities by county.
fn by_hand(service: &str) -> BTreeMap<String, (usize, usize)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let record = fs::read_to_string(root.join(format!("leistungen/{service}/leistung.yaml"))).unwrap();
    let kinds = record.lines().find_map(|line| line.strip_prefix("vollzug: [")).unwrap();
    let kinds: Vec<&str> = kinds.trim_end_matches(']').split(", ").collect();
    let directory = fs::read_to_string(root.join("stellen/gebietskoerperschaften.csv")).unwrap();
    let reuse = fs::read_to_string(root.join(format!("leistungen/{service}/nachnutzung.csv"))).unwrap();
    let mut counties: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let columns: Vec<&str> = directory.lines().next().unwrap().split(';').collect();
    let column = |name: &str| columns.iter().position(|column| *column == name).unwrap();
    for line in directory.lines().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        let (key, kind) = (cells[column("ars")], cells[column("art")]);
        let (from, until) = (cells[column("gueltig_ab")], cells[column("gueltig_bis")]);
        let exists = from <= AS_OF && (until.is_empty() || until >= AS_OF);
        if exists && kinds.contains(&kind) {
            let county = counties.entry(format!("{}0000000", &key[..5])).or_default();
            county.1 += 1;
            let is_live = reuse.lines().any(|line| line.starts_with(&format!("{key};live;")));
            county.0 += usize::from(is_live);
        }
    }
    counties
}

#[test]
fn maps_of_three_services_equal_a_count_by_hand() {
    let public = Built::repository().public();
    for (service, live, of) in [
        ("wohngeld", 11, 18),
        ("baumfaellung", 26, 208),
        ("geburtsurkunde", 58, 194),
    ] {
        let counted = by_hand(service);
        let sum = |part: fn(&(usize, usize)) -> usize| counted.values().map(part).sum::<usize>();
        assert_eq!((sum(|c| c.0), sum(|c| c.1)), (live, of), "{service}");
        let table = csv(&public, &format!("leistungen/{service}/verbreitung/kreise.csv"));
        let html = page(&public, &format!("leistungen/{service}/verbreitung"));
        let titles = texts(&html, "#karte-kreise .map__areas a title");
        assert_eq!(table.lines().count() - 1, titles.len());
        for line in table.lines().skip(1) {
            let cells: Vec<&str> = line.split(';').collect();
            let (live, of) = counted.get(cells[0]).copied().unwrap_or_default();
            assert_eq!(
                (cells[2], cells[3]),
                (&*live.to_string(), &*of.to_string()),
                "{service}: {line}"
            );
            if live > 0 {
                let unstated: usize = cells[8].parse().unwrap();
                let title = match unstated {
                    // Where nobody but the county answers, its status is what there is to tell.
                    _ if counted.values().all(|(_, of)| *of <= 1) => format!("{}: Live", cells[1]),
                    0 => format!("{}: {live} von {of} live", cells[1]),
                    _ => format!(
                        "{}: {live} von {} mit Angabe live, {unstated} ohne Angabe",
                        cells[1],
                        of - unstated
                    ),
                };
                assert!(titles.contains(&title), "{service}: {title}");
            }
        }
    }
}
