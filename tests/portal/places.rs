//! The directory: its figures, its tables and contacts, and the way to one's own municipality.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ozg::content::Library;
use ozg::model::{Audience, AuthorityKind, Portal};

use crate::built::Built;
use crate::harness::{AS_OF, Tree};

const DIRECTORY: &str = "content/stellen/gebietskoerperschaften.csv";

/// The portal of this repository, and as it is published.
fn repository() -> (&'static Built, PathBuf) {
    (Built::repository(), Built::repository().public())
}

fn read(public: &Path, path: &str) -> String {
    fs::read_to_string(public.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn keys(csv: &str) -> Vec<String> {
    let text = csv.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap()[0].to_owned()).collect()
}

/// Whether a line of the directory is of an authority that exists on the reference date.
fn exists(line: &str) -> bool {
    let cells: Vec<&str> = line.split(';').collect();
    let (from, until) = (cells[12], cells[13]);
    from <= AS_OF && (until.is_empty() || until >= AS_OF)
}

/// Must show 1: the figures of the directory equal the data, and each municipality lies in its office and its county.
#[test]
fn the_figures_of_the_directory_equal_the_data() {
    use AuthorityKind::*;
    let (tree, public) = &repository();
    let loaded = Library::open(tree.path()).load();
    let portal = Portal::new(&loaded.contents, AS_OF.parse().unwrap(), Audience::Readers);
    let figures = [
        (County, 14),
        (IndependentTown, 4),
        (IndependentMunicipality, 138),
        (OfficeMunicipality, 270),
        (JointMemberMunicipality, 4),
        (Office, 51),
        (JointMunicipality, 1),
    ];
    // Those that have ended and those that are yet to come are in the table, too.
    let lines = tree.read(DIRECTORY).lines().skip(1).filter(|line| exists(line)).count();
    assert_eq!(lines, figures.iter().map(|(_, count)| count).sum::<usize>());
    let overview = read(public, "stellen/index.html");
    for (kind, count) in figures {
        assert_eq!(portal.authorities_of_kind(kind).len(), count, "{kind:?}");
        let row = format!("/stellen/art/{}/\">", kind.word());
        let cell = overview
            .split(&row)
            .nth(1)
            .unwrap_or_else(|| panic!("{row} is not on the overview"));
        assert!(
            cell.contains(&format!("<td class=\"table__number\">{count}</td>")),
            "{kind:?}"
        );
        assert_eq!(
            keys(&read(public, &format!("stellen/art/{}/stellen.csv", kind.word()))).len(),
            count
        );
    }
    let mut in_offices: BTreeMap<String, usize> = BTreeMap::new();
    for municipality in portal
        .authorities
        .values()
        .filter(|authority| authority.kind.is_municipality())
    {
        let key = municipality.id.as_str();
        let county = portal
            .county_of(municipality)
            .unwrap_or_else(|| panic!("{key} lies in no county"));
        let office = portal.office_of(municipality);
        assert_eq!(county.id.as_str()[..5], key[..5]);
        match municipality.kind {
            IndependentTown => assert_eq!(county.id, municipality.id),
            IndependentMunicipality => {
                assert_eq!(county.kind, County);
                assert_eq!(municipality.parent.as_ref(), Some(&county.id));
                assert!(office.is_none(), "{key}");
                let page = read(public, &format!("stellen/{key}/index.html"));
                assert!(page.contains(&format!("href=\"/stellen/{}/\"", county.id)), "{key}");
            }
            _ => {
                let office = office.unwrap_or_else(|| panic!("{key} belongs to no office"));
                let expected = if municipality.kind == OfficeMunicipality {
                    Office
                } else {
                    JointMunicipality
                };
                assert_eq!(office.kind, expected, "{key}");
                assert_eq!(office.id.as_str()[..9], key[..9], "{key}");
                assert_eq!(office.parent.as_ref(), Some(&county.id), "{key}");
                *in_offices.entry(office.id.to_string()).or_default() += 1;
                // And so says its page.
                let page = read(public, &format!("stellen/{key}/index.html"));
                for above in [&office.id, &county.id] {
                    assert!(page.contains(&format!("href=\"/stellen/{above}/\"")), "{key} {above}");
                }
            }
        }
    }
    assert_eq!(in_offices.len(), 52, "every office has municipalities");
    assert_eq!(in_offices.values().sum::<usize>(), 274);
}

#[test]
fn the_directory_can_be_taken_along_by_kind_and_by_county() {
    let (tree, public) = &repository();
    let all: Vec<String> = tree
        .read(DIRECTORY)
        .lines()
        .skip(1)
        .filter(|line| exists(line))
        .map(|line| line[..12].to_owned())
        .collect();
    let mut of_counties = Vec::new();
    let counties = all.iter().filter(|key| key.ends_with("0000000"));
    for county in counties {
        let path = format!("stellen/{county}/stellen.csv");
        let csv = read(public, &path);
        assert!(csv.starts_with("\u{feff}\"id\";\"url\";\"name\";\"kind\";"), "{csv}");
        let mut found = keys(&csv);
        found.sort();
        let expected: Vec<String> = all.iter().filter(|key| key[..5] == county[..5]).cloned().collect();
        assert_eq!(found, expected);
        of_counties.extend(found);
        assert!(read(public, &format!("stellen/{county}/index.html")).contains(&format!("href=\"/{path}\"")));
    }
    of_counties.sort();
    assert_eq!(of_counties, all);
    let page = read(public, "stellen/art/amt/index.html");
    assert!(page.contains("href=\"/stellen/art/amt/stellen.csv\""));
    assert!(read(public, "stellen/index.html").contains("href=\"/daten/stellen.csv\""));
}

/// The lines of a vCard, taken apart by RFC 6350: unfolded, name and value.
fn card(text: &str) -> Vec<(String, String)> {
    assert!(text.ends_with("\r\n"));
    assert!(
        text.split("\r\n")
            .all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])),
        "{text}"
    );
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded.split_terminator("\r\n");
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

#[test]
fn every_authority_has_a_contact_for_address_books() {
    let tree = Tree::base();
    tree.write(
        DIRECTORY,
        "ars;name;art;uebergeordnet;bezeichnung;plz;lon;lat;strasse;ort;email;telefon;website\n\
         990010000000;Musterstadt/Městno, die \\ Schöne; wirklich ungewöhnlich lang benannte Stadt;kreisfreie_stadt;;Stadt;01234;13.5;52.25;\"Markt 1; Haus B\";Musterstadt;post@musterstadt.example.org;+49 30 23125 000;https://musterstadt.example.org\n"
            .replace("Musterstadt/Městno, die \\ Schöne; wirklich ungewöhnlich lang benannte Stadt", "\"Musterstadt/Městno, die \\ Schöne; wirklich ungewöhnlich lang benannte Stadt\"") + "\
         990020000000;Musterkreis;landkreis;;Landkreis;;;;;;;;\n\
         990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;;;;;;;;;\n",
    );
    let public = tree.build();
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let url = "https://portal.example.org/stellen/990010000000/";
    assert_eq!(
        card(&read(&public, "stellen/990010000000/kontakt.vcf")),
        [
            line("BEGIN", "VCARD"),
            line("VERSION", "4.0"),
            line("KIND", "org"),
            line("UID", url),
            line(
                "FN",
                "Musterstadt/Městno\\, die \\\\ Schöne\\; wirklich ungewöhnlich lang benannte Stadt"
            ),
            line(
                "ORG",
                "Musterstadt/Městno\\, die \\\\ Schöne\\; wirklich ungewöhnlich lang benannte Stadt"
            ),
            line("CATEGORIES", "Kreisfreie Stadt"),
            line("ADR;TYPE=work", ";;Markt 1\\; Haus B;Musterstadt;;01234;Deutschland"),
            line("TEL;TYPE=work,voice", "+49 30 23125 000"),
            line("EMAIL;TYPE=work", "post@musterstadt.example.org"),
            line("URL", "https://musterstadt.example.org"),
            line("GEO", "geo:52.25,13.5"),
            line("SOURCE", &format!("{url}kontakt.vcf")),
            line("END", "VCARD"),
        ]
    );
    let county = card(&read(&public, "stellen/990020000000/kontakt.vcf"));
    assert!(county.contains(&line("FN", "Landkreis Musterkreis")), "{county:?}");
    assert!(
        !county
            .iter()
            .any(|(name, _)| name.starts_with("ADR") || name.starts_with("EMAIL"))
    );
    assert!(read(&public, "stellen/rechenzentrum/index.html").contains("href=\"/stellen/rechenzentrum/kontakt.vcf\""));
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", settings + "zusatzdateien:\n  vcard: []\n");
    let public = tree.build();
    assert!(!public.join("stellen/990010000000/kontakt.vcf").exists());
    assert!(!read(&public, "stellen/rechenzentrum/index.html").contains(".vcf"));
}

#[test]
fn ones_own_municipality_is_found_by_name_and_by_postcode() {
    let tree = Tree::base();
    tree.write(
        DIRECTORY,
        "ars;name;art;uebergeordnet;plz\n\
         990010000000;Musterstadt;kreisfreie_stadt;;01234\n\
         990020000000;Musterkreis;landkreis;;\n\
         990020001001;Öhringen;amtsfreie_gemeinde;990020000000;01234\n\
         990025001000;Nord;amt;990020000000;\n\
         990025001002;Auedorf;amtsangehoerige_gemeinde;990025001000;14001\n\
         990025001003;Zell;amtsangehoerige_gemeinde;990025001000;\n",
    );
    let public = tree.build();
    let names = read(&public, "meine-kommune/index.html");
    let order: Vec<usize> = ["Auedorf", "Musterstadt", "Öhringen", "Zell"]
        .map(|name| names.find(&format!(">{name}</a>")).unwrap_or_else(|| panic!("{name}")))
        .to_vec();
    assert!(order.is_sorted(), "{order:?}");
    assert!(names.contains("Amt Nord, Landkreis Musterkreis") || names.contains("Nord, Musterkreis"));
    let codes = read(&public, "meine-kommune/postleitzahl/index.html");
    let of_seat = codes
        .split("<strong>01234</strong>")
        .nth(1)
        .unwrap()
        .split("</li>")
        .next()
        .unwrap();
    assert!(
        of_seat.contains(">Musterstadt</a>, <a") && of_seat.contains(">Öhringen</a>"),
        "{of_seat}"
    );
    assert!(codes.contains("nur die Postleitzahl ihres Sitzes"));
    assert!(codes.contains("Zu 1 Gemeinden ist keine Postleitzahl eingetragen."));
    // The search knows postcodes as they are typed; the index of a small portal is one file.
    assert!(read(&public, "suche/verzeichnis.json").contains("14001"));
    assert!(read(&public, "index.html").contains("href=\"/meine-kommune/\""));
    assert!(read(&public, "stellen/index.html").contains("href=\"/meine-kommune/\""));
    assert!(read(&public, "sitemap.xml").contains("/meine-kommune/postleitzahl/"));
}

#[test]
fn a_portal_without_municipalities_has_no_such_page() {
    let tree = Tree::base();
    tree.remove(DIRECTORY);
    tree.write("content/leistungen/wohngeld/nachnutzung.csv", "ars;stand\n");
    let public = tree.build();
    assert!(!public.join("meine-kommune").exists());
    assert!(read(&public, "index.html").contains("href=\"/stellen/\""));
}

/// A large register has a page for each letter, so that no page grows with the portal.
#[test]
fn a_large_register_has_a_page_for_each_letter() {
    let tree = Tree::base();
    let mut directory = "ars;name;art;uebergeordnet;plz\n990010000000;Musterstadt;kreisfreie_stadt;;01234\n990020000000;Musterkreis;landkreis;;\n990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;\n".to_owned();
    for number in 1..1200 {
        let letter = char::from(b'A' + (number % 26) as u8);
        directory.push_str(&format!(
            "99003{number:04}000;{letter}dorf {number};amtsfreie_gemeinde;990020000000;{:05}\n",
            10_000 + number
        ));
    }
    let portal = tree.read("content/portal.yaml");
    tree.write(DIRECTORY, directory).write(
        "content/portal.yaml",
        // What each of them has beside its page takes time, and is not looked at here.
        portal + "zusatzdateien:\n  feed: []\n  kalender: []\n  api: []\n",
    );
    let public = tree.build();
    let names = read(&public, "meine-kommune/index.html");
    assert!(names.contains("href=\"/meine-kommune/b/\"") && !names.contains("Bdorf"));
    assert!(read(&public, "meine-kommune/b/index.html").contains("Bdorf 1</a>"));
    assert!(read(&public, "meine-kommune/postleitzahl/11/index.html").contains("<strong>11199</strong>"));
}

/// What a municipality, its office and its county carry out stands on its page, with who does.
#[test]
fn the_page_of_a_municipality_has_all_that_concerns_it() {
    let tree = Tree::base();
    tree.write(
        DIRECTORY,
        "ars;name;art;uebergeordnet;bezeichnung;plz;email\n\
         990010000000;Musterstadt;kreisfreie_stadt;;Stadt;;\n\
         990020000000;Musterkreis;landkreis;;Landkreis;;kreis@example.org\n\
         990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;Gemeinde;;\n\
         990025001000;Nord;amt;990020000000;Amt;;\n\
         990025001002;Auedorf;amtsangehoerige_gemeinde;990025001000;Gemeinde;14001;\n",
    );
    let record = |title: &str, carried_out_by: &str, more: &str| {
        format!(
            "titel: {title}\nkurz: Satz.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [{carried_out_by}]\nphase: rollout\ngeprueft_am: 2022-02-01\n{more}"
        )
    };
    let header = "ars;stand;seit;url;bemerkung\n";
    let reusable = "auskunft:\n  nachnutzung_ab: 2022-01-01\nefa:\n  angebot: nachnutzbar\nfreigabe:\n  stand: erteilt\n  am: 2022-01-01\n";
    for (id, title, by, more, lines) in [
        (
            "hund",
            "Hundesteuer",
            "amt",
            reusable,
            "990025001000;live;2022-01;https://nord.example.org/hund;\n",
        ),
        (
            "kfz",
            "Kfz-Zulassung",
            "landkreis",
            "",
            "990020000000;pilot;2022-02;;\n",
        ),
        ("fund", "Fundsachen", "amt", reusable, ""),
        (
            "bau",
            "Bauantrag",
            "landkreis",
            "mitarbeit_gesucht:\n  bis: 2022-03-31\n  aufgabe: Zwei Behörden erproben.\n",
            "",
        ),
        ("park", "Parkausweis", "kreisfreie_stadt", reusable, ""),
    ] {
        tree.write(
            &format!("content/leistungen/{id}/leistung.yaml"),
            record(title, by, more),
        );
        tree.write(
            &format!("content/leistungen/{id}/nachnutzung.csv"),
            format!("{header}{lines}"),
        );
    }
    tree.write(
        "content/termine/2022-03-10-workshop.md",
        "---\ntitel: Workshop Fund\nbeginn: 2022-03-10 10:00\nart: workshop\nleistungen: [fund]\nonline: https://example.org/raum\nanmeldung:\n  email: anmeldung@example.org\n  bis: 2022-03-01\n---\n",
    );
    let public = tree.build();
    let html = read(&public, "stellen/990025001002/index.html");
    let page = scraper::Html::parse_document(&html);
    let main = scraper::Selector::parse("main").unwrap();
    let text: Vec<&str> = page.select(&main).flat_map(|main| main.text()).collect();
    let text = text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    // Wohngeld is not carried out here: town and free municipalities only. Four services are.
    for expected in [
        "1 von 2 Leistungen sind hier live",
        "Von 2 Leistungen mit Angabe ist eine live; zu 2 liegt keine Angabe vor.",
        "Hundesteuer Live Amt Nord Januar 2022 Zum Online-Dienst",
        "Kfz-Zulassung Pilotbehörde Landkreis Musterkreis Februar 2022",
        "Weitere Schritte, die Ihr Amt oder Ihr Landkreis für Sie geht: 3.",
        "Zum Termin anmelden Warum? weil man sich zu einem Termin über diese Leistung anmelden kann Workshop Fund",
        "bis 1. März 2022",
        "bis 31. März 2022",
        "Zwei Behörden erproben.",
        "kreis@example.org",
        "Noch ohne Kontaktdaten",
        "Postleitzahl des Sitzes 14001",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    let now = html
        .split("id=\"jetzt\"")
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap();
    assert!(
        now.contains("Fundsachen") && !now.contains("Hundesteuer") && !now.contains("Parkausweis"),
        "{now}"
    );
}

/// Whoever has hundreds of services has several pages, or a list that goes on elsewhere: no page grows with the portal.
#[test]
fn long_lists_of_an_authority_a_ministry_and_a_topic_go_on_elsewhere() {
    let tree = Tree::base();
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    for number in 1..=205 {
        let folder = format!("content/leistungen/dienst-{number:03}");
        let record = record.replacen("Wohngeld", &format!("Dienst {number:03}"), 1);
        tree.write(&format!("{folder}/leistung.yaml"), record);
        let status = if number <= 3 { "interessiert" } else { "live" };
        tree.write(
            &format!("{folder}/nachnutzung.csv"),
            format!("ars;stand\n990020000000;{status}\n"),
        );
    }
    let public = tree.build();
    let services = |page: &str| page.matches("href=\"/leistungen/dienst-").count();
    let first = read(&public, "stellen/990020000000/index.html");
    let second = read(&public, "stellen/990020000000/seite/2/index.html");
    assert_eq!((services(&first), services(&second)), (200, 5));
    assert!(first.contains("href=\"/stellen/990020000000/seite/2/\"") && !first.contains("/leistungen/dienst-001/"));
    assert!(second.contains("href=\"/stellen/990020000000/\"") && second.contains("/leistungen/dienst-001/"));
    assert!(!public.join("stellen/990020000000/seite/3").exists());
    for (page, list) in [
        ("ressorts/mi", "ressort/mi"),
        ("themenfelder/bauen-wohnen", "themenfeld/bauen-wohnen"),
    ] {
        let page = read(&public, &format!("{page}/index.html"));
        assert!(page.contains("Leistungen (206)</h2>"), "{page}");
        assert!(
            page.contains(&format!(
                "href=\"/leistungen/{list}/\">Alle 206 Leistungen in der Liste"
            )),
            "{page}"
        );
        assert_eq!(page.matches("<td data-label=\"Phase\"").count(), 200);
    }
}
