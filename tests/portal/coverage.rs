//! Coverage: worked out by hand for services of the sample content, and the rule about who answers for whom.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ozg::content::Library;
use ozg::model::{Audience, Coverage, Portal, Service, standing};

use crate::built::Built;
use crate::harness::{AS_OF, Tree};

fn portal(root: &Path) -> Portal {
    let loaded = Library::open(root).load();
    Portal::new(&loaded.contents, AS_OF.parse().unwrap(), Audience::Readers)
}

/// The portal of this repository, and its pages.
fn repository() -> (&'static Built, Portal) {
    let tree = Built::repository();
    (tree, portal(tree.path()))
}

fn service<'a>(portal: &'a Portal, id: &str) -> &'a Service {
    &portal.services[id]
}

/// The rows of a table of the open data, by the names of its columns.
fn rows(tree: &Built, table: &str) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(tree.path().join(format!("public/daten/{table}.csv"))).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header
            .iter()
            .map(str::to_owned)
            .zip(record.iter().map(str::to_owned))
            .collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn row(rows: &[BTreeMap<String, String>], column: &str, value: &str) -> BTreeMap<String, String> {
    let found: Vec<_> = rows.iter().filter(|row| row[column] == value).collect();
    assert_eq!(found.len(), 1, "{column} {value}");
    found[0].clone()
}

/// Of, live, introducing, pilot, interested, ended, unstated.
type Figures = [usize; 7];

fn figures(coverage: Coverage) -> Figures {
    let Coverage {
        of,
        live,
        introducing,
        pilot,
        interested,
        ended,
        unstated,
    } = coverage;
    [of, live, introducing, pilot, interested, ended, unstated]
}

fn figures_of_row(row: &BTreeMap<String, String>) -> Figures {
    let columns = [
        "responsible",
        "numerator",
        "introducing",
        "pilot",
        "interested",
        "ended",
        "unstated",
    ];
    columns.map(|column| row[column].parse().unwrap())
}

/// Worked out by hand from `content/leistungen/*/nachnutzung.csv`, counting lines with a pencil:
///
/// **wohngeld** is carried out by counties and independent towns: 14 + 4 = 18. Live: 12053, 12054, 12060, 12061, 12062,
/// 12063, 12064, 12066, 12067, 12070, 12072 = 11. In introduction: 12051, 12052, 12068, 12071 = 4. Interested: 12073 = 1.
/// No line: 12065 and 12069 = 2. Together 11 + 4 + 1 + 2 = 18.
///
/// **jagdschein** is carried out by the same 18. Pilots: 12061, 12066, 12069, 12073 = 4. Interested: 12053, 12054, 12063,
/// 12065, 12068, 12070 = 6. No line: 12051, 12052, 12060, 12062, 12064, 12067, 12071, 12072 = 8. Together 18.
///
/// **zweitwohnungsteuer** is carried out by independent municipalities (138), independent towns (4), offices (51) and
/// the joint municipality (1): 194. Live: 12051, 120660196196, 120675707000, 120690397397, 120690590590, 120705005000,
/// 120720169169 = 7. In introduction: 120630252252 = 1. Interested: 120625205000, 120640227227, 120700125125 = 3. No
/// line: 194 - 11 = 183.
const BY_HAND: [(&str, Figures); 3] = [
    ("wohngeld", [18, 11, 4, 0, 1, 0, 2]),
    ("jagdschein", [18, 0, 0, 4, 6, 0, 8]),
    ("zweitwohnungsteuer", [194, 7, 1, 0, 3, 0, 183]),
];

#[test]
fn coverage_by_hand_equals_table_and_page() {
    let (tree, portal) = &repository();
    let table = rows(tree, "abdeckung");
    for (id, by_hand) in BY_HAND {
        assert_eq!(
            figures(Coverage::of_service(portal, service(portal, id))),
            by_hand,
            "{id}"
        );
        let row = row(&table, "service", id);
        assert_eq!(figures_of_row(&row), by_hand, "{id}");
        assert!(
            row["rule"].starts_with(
                "Zähler: zuständige Stellen, die live sind. Nenner: zuständige Stellen, zu denen eine Angabe vorliegt."
            ),
            "{}",
            row["rule"]
        );
        let page = fs::read_to_string(tree.path().join(format!("public/leistungen/{id}/index.html"))).unwrap();
        let text = words(&page);
        let [of, live, introducing, pilot, interested, _, unstated] = by_hand;
        let stated = of - unstated;
        for sentence in [
            format!("{live} von {stated} zuständigen Stellen live"),
            format!(
                "{} von {stated} in Einführung oder in der Erprobung",
                introducing + pilot
            ),
            format!("{interested} von {stated} Interesse bekundet"),
            format!("{unstated} von {of} ohne Angabe"),
            format!("Von {stated} Stellen mit Angabe sind {live} live; zu {unstated} liegt keine Angabe vor."),
        ] {
            assert!(text.contains(&sentence), "{id}: {sentence}\n{text}");
        }
    }
}

/// The text of a page, its white space made single.
fn words(html: &str) -> String {
    let page = scraper::Html::parse_document(html);
    let main = scraper::Selector::parse("main").unwrap();
    let text: String = page
        .select(&main)
        .flat_map(|main| main.text().map(|text| format!("{text} ")).collect::<Vec<_>>())
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// In the county 12067, eleven independent municipalities and six offices collect the tax on second homes; of them only
/// the office 120675707000 is live.
#[test]
fn a_county_has_its_part_of_a_service() {
    let (_, portal) = &repository();
    let by_county = Coverage::of_service_by_county(portal, service(portal, "zweitwohnungsteuer"));
    assert_eq!(figures(by_county["120670000000"]), [17, 1, 0, 0, 0, 0, 16]);
    assert_eq!(figures(by_county["120510000000"]), [1, 1, 0, 0, 0, 0, 0]);
    let total: Coverage = by_county.values().copied().sum();
    assert_eq!(figures(total), BY_HAND[2].1);
}

/// Ministries, topic areas, counties and authorities are sums over the same pairs.
#[test]
fn groups_add_up() {
    let (tree, portal) = &repository();
    let table = rows(tree, "abdeckung-gruppen");
    let of = |group: &str| -> Vec<Figures> {
        table
            .iter()
            .filter(|row| row["group"] == group)
            .map(figures_of_row)
            .collect()
    };
    let sum = |figures: Vec<Figures>| {
        figures.iter().fold([0; 7], |mut sum, one| {
            sum.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
            sum
        })
    };
    let services = portal.services.values();
    let total = figures(Coverage::of_services(portal, services));
    assert_eq!(of("portal"), [total]);
    assert_eq!(sum(of("ministry")), total);
    assert_eq!(sum(of("topic")), total);
    assert_eq!(sum(of("authority")), total);
    // Bodies without a county are in no county.
    let outside: Coverage = portal
        .authorities
        .values()
        .filter(|authority| portal.county_of(authority).is_none())
        .map(|authority| Coverage::of_authority(portal, authority))
        .sum();
    let mut with_counties = of("county");
    assert_eq!(with_counties.len(), 18);
    with_counties.push(figures(outside));
    assert_eq!(sum(with_counties), total);
    assert!(
        table
            .iter()
            .all(|row| row["rule"].contains("Zähler:") && row["rule"].contains("Nenner"))
    );
}

/// A county (1), a town of its own (2), an office (3) with two municipalities (4, 5), a municipality of its own (6).
fn small() -> Tree {
    let tree = Tree::base();
    tree.write(
        "content/stellen/gebietskoerperschaften.csv",
        "ars;name;art;uebergeordnet\n\
         990010000000;Stadt;kreisfreie_stadt;\n\
         990020000000;Kreis;landkreis;\n\
         990020001001;Frei;amtsfreie_gemeinde;990020000000\n\
         990025001000;Amt;amt;990020000000\n\
         990025001002;Eins;amtsangehoerige_gemeinde;990025001000\n\
         990025001003;Zwei;amtsangehoerige_gemeinde;990025001000\n",
    );
    let record = |title: &str, carried_out_by: &str| {
        format!(
            "titel: {title}\nkurz: Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [{carried_out_by}]\nphase: rollout\ngeprueft_am: 2022-02-01\n"
        )
    };
    let header = "ars;stand;seit;url;bemerkung\n";
    for (id, carried_out_by, reuse) in [
        ("wohngeld", "landkreis, kreisfreie_stadt", "990020000000;pilot;;;\n"),
        (
            "hund",
            "amt, amtsfreie_gemeinde, kreisfreie_stadt",
            "990025001000;live;;;\n990010000000;beendet;;;\n990025001002;live;;;\n",
        ),
        (
            "fund",
            "amt, amtsangehoerige_gemeinde, amtsfreie_gemeinde, landkreis",
            "990025001000;live;;;\n990025001003;interessiert;;;\n990020000000;live;;;\n",
        ),
    ] {
        tree.write(
            &format!("content/leistungen/{id}/leistung.yaml"),
            record(id, carried_out_by),
        );
        tree.write(
            &format!("content/leistungen/{id}/nachnutzung.csv"),
            format!("{header}{reuse}"),
        );
    }
    tree.remove("content/leistungen/wohngeld/text.md");
    tree
}

#[test]
fn offices_and_counties_answer_for_their_municipalities() {
    let tree = small();
    let portal = portal(tree.path());
    let said = |id: &str, place: &str| {
        let authority = &portal.authorities[place];
        let standing = standing(&portal, service(&portal, id), authority)?;
        Some(format!(
            "{} {}",
            standing.carrier.name,
            standing.status().map_or("?", |status| status.word())
        ))
    };
    let [town, county, free, office, one, two] = [
        "990010000000",
        "990020000000",
        "990020001001",
        "990025001000",
        "990025001002",
        "990025001003",
    ];
    // Only county and town carry it out.
    assert_eq!(said("wohngeld", two).as_deref(), Some("Kreis pilot"));
    assert_eq!(said("wohngeld", office).as_deref(), Some("Kreis pilot"));
    assert_eq!(said("wohngeld", town).as_deref(), Some("Stadt ?"));
    // The office does for its members; what a member says that does not carry it out is no answer.
    assert_eq!(said("hund", one).as_deref(), Some("Amt live"));
    assert_eq!(said("hund", free).as_deref(), Some("Frei ?"));
    assert_eq!(said("hund", town).as_deref(), Some("Stadt beendet"));
    assert_eq!(said("hund", county), None);
    // Both do: the municipality's own answer comes first, then the office's; never the county's for one that does itself.
    assert_eq!(said("fund", one).as_deref(), Some("Amt live"));
    assert_eq!(said("fund", two).as_deref(), Some("Zwei interessiert"));
    assert_eq!(said("fund", free).as_deref(), Some("Frei ?"));
    assert_eq!(said("fund", county).as_deref(), Some("Kreis live"));
    let place = |id: &str| figures(Coverage::of_place(&portal, &portal.authorities[id]));
    assert_eq!(place(one), [3, 2, 0, 1, 0, 0, 0]);
    assert_eq!(place(two), [3, 1, 0, 1, 1, 0, 0]);
    assert_eq!(place(free), [3, 0, 0, 1, 0, 0, 2]);
    assert_eq!(place(town), [2, 0, 0, 0, 0, 1, 1]);
    // What a member states for what only its office carries out does not count.
    assert_eq!(
        figures(Coverage::of_service(&portal, service(&portal, "hund"))),
        [3, 1, 0, 0, 0, 1, 1]
    );
}
