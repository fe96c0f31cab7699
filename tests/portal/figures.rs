//! Every figure of the portal of this repository against the list that it leads to, as both are published.

use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use scraper::{ElementRef, Html, Selector};

use crate::built::Built;
use crate::harness::{Tree, files, ozg};

/// Pages that were read, by their address.
#[derive(Default)]
struct Pages(BTreeMap<String, Rc<Html>>);

impl Pages {
    fn get(&mut self, url: &str) -> Rc<Html> {
        let page = self.0.entry(url.to_owned()).or_insert_with(|| {
            let file = Built::repository()
                .public()
                .join(url.trim_start_matches('/'))
                .join("index.html");
            let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{url}: {error}"));
            Rc::new(Html::parse_document(&text))
        });
        page.clone()
    }
}

/// A figure as a page shows it.
#[derive(Debug)]
struct Figure {
    page: String,
    value: usize,
    label: String,
    url: Option<String>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn all<'a>(element: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let selector = selector(css);
    element.select(&selector).collect()
}

fn text(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first number of a text: "1.066 von 6.607" is 1066.
fn number(text: &str) -> usize {
    let digits = text.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.');
    let digits: String = digits.filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no number: {text:?}"))
}

fn figures(page: &str, html: &Html) -> Vec<Figure> {
    let cards = all(html.root_element(), "li.figure-card");
    let figure = |card: ElementRef| Figure {
        page: page.to_owned(),
        value: number(&text(all(card, ".figure-card__value")[0])),
        label: text(all(card, ".figure-card__label")[0]),
        url: all(card, ".figure-card__label a")
            .first()
            .and_then(|a| Some(a.attr("href")?.to_owned())),
    };
    let parts = all(html.root_element(), ".figure-card__part a")
        .into_iter()
        .map(|a| Figure {
            page: page.to_owned(),
            // "15 folgen", "Prüfung überfällig: 26"
            value: number(text(a).trim_start_matches(|c: char| !c.is_ascii_digit())),
            label: text(a),
            url: a.attr("href").map(str::to_owned),
        });
    cards.into_iter().map(figure).chain(parts).collect()
}

/// Page and anchor that a figure leads to.
fn target(figure: &Figure) -> (String, Option<String>) {
    let url = figure
        .url
        .as_ref()
        .unwrap_or_else(|| panic!("no list behind {figure:?}"));
    let (page, anchor) = url
        .split_once('#')
        .map_or((url.as_str(), None), |(page, anchor)| (page, Some(anchor)));
    let page = if page.is_empty() { &figure.page } else { page };
    (page.to_owned(), anchor.map(str::to_owned))
}

/// The table that an anchor names, or that follows in the section whose heading it names.
fn table<'a>(html: &'a Html, anchor: &str) -> ElementRef<'a> {
    let root = html.root_element();
    let found = all(root, &format!("table[id=\"{anchor}\"]"));
    let found = found.first().copied();
    let section = || {
        all(root, &format!("section[aria-labelledby=\"{anchor}\"] table"))
            .first()
            .copied()
    };
    let figure = || all(root, &format!("figure[id=\"{anchor}\"] table")).first().copied();
    found
        .or_else(section)
        .or_else(figure)
        .unwrap_or_else(|| panic!("no table at {anchor}"))
}

/// The sum of the numbers in the columns of these titles.
fn sum(table: ElementRef, titles: &[&str]) -> usize {
    let head: Vec<String> = all(table, "thead th").into_iter().map(text).collect();
    let places: Vec<usize> = head
        .iter()
        .enumerate()
        .filter(|(_, title)| titles.contains(&title.as_str()))
        .map(|(place, _)| place)
        .collect();
    assert_eq!(places.len(), titles.len(), "{titles:?} in {head:?}");
    let cells = |row: ElementRef| all(row, "th, td").into_iter().map(text).collect::<Vec<_>>();
    let rows = all(table, "tbody tr").into_iter().map(cells);
    rows.map(|row| {
        let cells = places.iter().map(|place| row[*place].clone());
        // Of whom nothing is stated, nothing is counted.
        cells
            .filter(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
            .map(|cell| number(&cell))
            .sum::<usize>()
    })
    .sum()
}

/// How many rows have one of these words in the column of this title.
fn count(table: ElementRef, title: &str, words: &[&str]) -> usize {
    let head: Vec<String> = all(table, "thead th").into_iter().map(text).collect();
    let place = head
        .iter()
        .position(|head| head == title)
        .unwrap_or_else(|| panic!("{title} in {head:?}"));
    let rows = all(table, "tbody tr");
    let cell = |row: ElementRef| text(all(row, "th, td")[place]);
    rows.into_iter()
        .filter(|row| words.contains(&cell(*row).as_str()))
        .count()
}

/// What the list behind a figure has of what the figure counts.
fn listed(pages: &mut Pages, figure: &Figure) -> usize {
    let (page, anchor) = target(figure);
    let html = pages.get(&page);
    let root = html.root_element();
    let label = figure.label.as_str();
    let status: (&[&str], &[&str]) = match label {
        l if l.contains("live") || l.contains("online") => (&["Live"], &["Stellen live"]),
        l if l.contains("führen ein") || l.contains("Einführung") => {
            (&["In Einführung", "Pilotbehörde"], &["In Einführung", "Pilotbehörden"])
        }
        l if l.contains("nteress") => (&["Interessiert"], &["Interessiert"]),
        l if l.contains("beendet") => (&["Beendet"], &["Beendet"]),
        l if l.contains("ohne Angabe") => (&["Keine Angabe"], &["Keine Angabe"]),
        _ => (&[], &[]),
    };
    match anchor.as_deref() {
        // A list of services and nothing else.
        None => all(root, "main table tbody tr").len(),
        Some(group) if group.starts_with("stand-") => all(root, &format!("[id=\"{group}\"] li")).len(),
        Some("ressorts") => sum(table(&html, "ressorts"), &["Antworten"]),
        Some("leistungen-tabelle") => {
            let table = table(&html, "leistungen-tabelle");
            match label {
                l if l.contains("beantwortet") => sum(table, &["Antworten"]),
                l if l.contains("live") => sum(table, &["Stellen live"]),
                l if l.contains("bestätigt") => all(table, "tbody tr[data-freshness=confirmed]").len(),
                l if l.contains("suchen") => all(table, "tbody tr[data-call]").len(),
                l => panic!("{l}"),
            }
        }
        Some("leistungen") if page.ends_with("verbreitung/") => sum(table(&html, "leistungen"), status.1),
        Some("leistungen") => count(table(&html, "leistungen"), "Nachnutzung hier", status.0),
        Some("karte-kreise") => {
            let name = figure_county(pages, figure);
            let table = table(&html, "karte-kreise");
            let row = all(table, "tbody tr")
                .into_iter()
                .find(|row| text(all(*row, "th")[0]) == name);
            let row = row.unwrap_or_else(|| panic!("{name} is in no row"));
            let head: Vec<String> = all(table, "thead th").into_iter().map(text).collect();
            let titles: &[&str] = if status.0 == ["Live"] { &["Live"] } else { status.1 };
            let cells = all(row, "th, td");
            let cells = head
                .iter()
                .zip(cells)
                .filter(|(title, _)| titles.contains(&title.as_str()));
            cells.map(|(_, cell)| number(&text(cell))).sum()
        }
        Some(other) => panic!("{other}: {figure:?}"),
    }
}

/// The name of the county whose page shows a figure.
fn figure_county(pages: &mut Pages, figure: &Figure) -> String {
    let html = pages.get(&figure.page);
    let heading = text(all(html.root_element(), "main h1")[0]);
    heading.trim_start_matches("Landkreis ").to_owned()
}

/// The addresses of the pages below a folder of the portal.
fn pages_below(folder: &str) -> Vec<String> {
    let root = Built::repository().public();
    let below = files(&root.join(folder));
    let pages = below
        .iter()
        .filter_map(|(path, _)| path.strip_suffix("index.html").map(str::to_owned));
    pages.map(|page| format!("/{folder}/{page}")).collect()
}

fn check(pages: &mut Pages, urls: &[String]) -> usize {
    let mut seen = 0;
    for url in urls {
        let html = pages.get(url);
        for figure in figures(url, &html) {
            // There is no list of nothing.
            if figure.url.is_none() {
                assert_eq!(figure.value, 0, "no list behind {figure:?}");
                continue;
            }
            assert_eq!(listed(pages, &figure), figure.value, "{figure:?}");
            seen += 1;
        }
    }
    seen
}

/// One test for all pages: the portal is built once.
#[test]
fn each_figure_leads_to_a_list_that_has_what_it_counts() {
    let mut pages = Pages::default();
    assert!(check(&mut pages, &["/".to_owned(), "/verbreitung/".to_owned()]) >= 11);
    let groups = [pages_below("ressorts"), pages_below("themenfelder")].concat();
    assert!(check(&mut pages, &groups) > 80);
    let services = pages_below("leistungen").into_iter();
    let services = services.filter(|url| url.matches('/').count() == 3 || url.ends_with("/verbreitung/"));
    assert!(check(&mut pages, &services.collect::<Vec<_>>()) > 150);
    assert!(check(&mut pages, &pages_below("stellen")) > 1000);
}

/// How many entries a list has: rows of its table, or items.
fn entries(html: &Html, counter: &str) -> Vec<usize> {
    let count = |css: &str| all(html.root_element(), css).len();
    match counter {
        "facet" => vec![count("main tbody tr")],
        "letters" => vec![count("main ul.columns > li"), count("main .entries > li")],
        _ => vec![count("main .entries > li"), count("main tbody tr")],
    }
}

/// The numbers beside the ways into a list: of facets, of letters, of what can be chosen.
#[test]
fn each_number_beside_a_link_is_that_of_its_list() {
    let mut pages = Pages::default();
    let lists = pages_below("leistungen").into_iter();
    let lists = lists.filter(|url| url == "/leistungen/" || url.matches('/').count() == 4);
    let lists = lists.filter(|url| !url.ends_with("/verbreitung/"));
    let others = ["termine", "presse", "a-z", "en/termine"]
        .into_iter()
        .flat_map(pages_below);
    let mut seen = BTreeMap::new();
    for page in lists.chain(others) {
        let html = pages.get(&page);
        for counter in ["facet", "letters", "choices"] {
            for count in all(html.root_element(), &format!("main a .{counter}__count")) {
                let mut above = count.ancestors().filter_map(ElementRef::wrap);
                let link = above.find(|element| element.value().name() == "a").unwrap();
                let url = link.attr("href").unwrap().to_owned();
                seen.insert((counter, url, number(&text(count))), page.clone());
            }
        }
    }
    assert!(seen.len() > 80, "{}", seen.len());
    for ((counter, url, value), page) in seen {
        let found = entries(&pages.get(&url), counter);
        assert!(found.contains(&value), "{value} on {page} lead to {url} with {found:?}");
    }
}

/// Two builds, one day apart: what says the same is the same.
#[test]
fn from_one_day_to_the_next_few_files_change() {
    let first = files(&Built::repository().public());
    let tree = Tree::repository();
    let build = ozg()
        .args(["build", "--stichtag", "2022-02-16", "--wurzel"])
        .arg(tree.path())
        .output();
    assert!(build.unwrap().status.success());
    let second: BTreeMap<String, Vec<u8>> = files(&tree.path().join("public")).into_iter().collect();
    let changed = first.iter().filter(|(path, text)| second.get(path) != Some(text));
    let changed: Vec<&String> = changed.map(|(path, _)| path).collect();
    assert!(
        changed.len() * 20 <= first.len(),
        "{} of {}: {changed:?}",
        changed.len(),
        first.len()
    );
    // Where the day decides: lists of what comes, is open, can be re-used or is overdue; the data about that; the search,
    // which ranks what is past below what comes.
    let wrong: Vec<&&String> = changed.iter().filter(|path| !tells_the_day(path)).collect();
    assert_eq!(wrong, Vec::<&&String>::new());
}

/// Kinds of files that may change because a day has passed, with the changes of that day in the content of this
/// repository: an event is over, and the confirmation of one service has expired.
fn tells_the_day(path: &str) -> bool {
    let path = path.strip_prefix("en/").unwrap_or(path);
    let of_the_day = [
        "index.html",
        "aktuelles/index.html",
        "daten/index.html",
        "fahrplan/index.html",
        "mitarbeit/index.html",
    ];
    let folders = [
        "suche/",
        "termine/",
        "ressorts/",
        "themenfelder/",
        "leistungen/",
        "daten/leistungen.",
        "api/v1/",
    ];
    of_the_day.contains(&path) || folders.iter().any(|folder| path.starts_with(folder)) && !is_feed(path)
}

fn is_feed(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "atom" || ending == "ics")
        || path.ends_with("feed.json")
}
