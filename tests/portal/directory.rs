//! The directory in time: who exists on the reference date, what came of what has ended, and that everything follows.

use std::fs;
use std::path::{Path, PathBuf};

use ozg::content::Library;
use ozg::model::{Audience, AuthorityKind, Coverage, Portal, standing};

use crate::harness::{Said, Tree, files, ozg};

const DIRECTORY: &str = "content/stellen/gebietskoerperschaften.csv";

/// An office ends with 2021: one municipality goes to another office, one becomes a part of a town, one is administered
/// by the town from then on.
const TABLE: &str = "ars;ags;name;art;bezeichnung;uebergeordnet;gueltig_ab;gueltig_bis;nachfolger;mitverwaltet_von
990010000000;99001000;Musterstadt;kreisfreie_stadt;Stadt;;;;;
990020000000;99002;Musterkreis;landkreis;Landkreis;;;;;
990020001001;99002001;Musterdorf;amtsfreie_gemeinde;Stadt;990020000000;;;;
990025001000;;Nord;amt;Amt;990020000000;;2021-12-31;990025002000 990020001001;
990025001005;99002005;Wanderdorf;amtsangehoerige_gemeinde;Gemeinde;990025001000;;2021-12-31;990025002005;
990025001006;99002006;Enddorf;amtsangehoerige_gemeinde;Gemeinde;990025001000;;2021-12-31;990020001001;
990025001007;99002007;Beidorf;amtsangehoerige_gemeinde;Gemeinde;990025001000;;2021-12-31;990025003007;
990025002000;;Süd;amt;Amt;990020000000;;;;
990025002005;99002005;Wanderdorf;amtsangehoerige_gemeinde;Gemeinde;990025002000;2022-01-01;;;
990025003007;99002007;Beidorf;mitverwaltete_gemeinde;Gemeinde;990020000000;2022-01-01;;;990020001001
990025004000;;Später;amt;Amt;990020000000;2023-01-01;;;
";

const RECORD: &str = "titel: Wohngeld
kurz: Zuschuss zur Miete.
ressort: mi
themenfeld: bauen-wohnen
vollzug: [amt, amtsfreie_gemeinde, amtsangehoerige_gemeinde]
phase: pilotierung
geprueft_am: 2022-02-01
pilotierung:
  behoerden: [\"990025001000\", \"990025001005\"]
";

const REUSE: &str = "ars;stand;seit
990020001001;live;2022-01-15
990025001000;live;2021-06-01
990025001005;live;2021-07-01
";

const BEFORE: &str = "2021-12-31";
const AFTER: &str = "2022-01-01";

fn tree() -> Tree {
    let tree = Tree::base();
    tree.write(DIRECTORY, TABLE)
        .write("content/leistungen/wohngeld/leistung.yaml", RECORD)
        .write("content/leistungen/wohngeld/nachnutzung.csv", REUSE);
    tree
}

fn portal(tree: &Tree, day: &str) -> Portal {
    let loaded = Library::open(tree.path()).load();
    Portal::new(&loaded.contents, day.parse().unwrap(), Audience::Readers)
}

fn on(tree: &Tree, day: &str, arguments: &[&str]) -> Said {
    let output = ozg()
        .args(arguments)
        .args(["--stichtag", day, "--wurzel"])
        .arg(tree.path())
        .output();
    Said::from(output.unwrap())
}

fn build(tree: &Tree, day: &str) -> PathBuf {
    let said = on(tree, day, &["build"]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    tree.path().join("public")
}

fn read(public: &Path, path: &str) -> String {
    fs::read_to_string(public.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn who_exists_is_counted_and_nobody_else() {
    let tree = tree();
    let names = |day: &str, kind| -> Vec<String> {
        let portal = portal(&tree, day);
        let all = portal.authorities_of_kind(kind).iter();
        all.map(|authority| authority.id.to_string()).collect()
    };
    assert_eq!(names(BEFORE, AuthorityKind::Office), ["990025001000", "990025002000"]);
    assert_eq!(names(AFTER, AuthorityKind::Office), ["990025002000"]);
    assert_eq!(
        names("2023-01-01", AuthorityKind::Office),
        ["990025004000", "990025002000"]
    );
    let members = AuthorityKind::OfficeMunicipality;
    assert_eq!(names(BEFORE, members), ["990025001007", "990025001006", "990025001005"]);
    assert_eq!(names(AFTER, members), ["990025002005"]);
    assert_eq!(names(AFTER, AuthorityKind::AdministeredMunicipality), ["990025003007"]);
}

/// Of the office nothing counts after its end; of the municipality everything does, whatever its key.
#[test]
fn denominators_and_answers_follow_the_reference_date() {
    let tree = tree();
    let figures = |day: &str| {
        let portal = portal(&tree, day);
        let coverage = Coverage::of_service(&portal, &portal.services["wohngeld"]);
        [coverage.of, coverage.live, coverage.unstated]
    };
    // Two offices, a town, three municipalities; the office, the municipality and the town are live.
    assert_eq!(figures(BEFORE), [6, 3, 3]);
    assert_eq!(figures(AFTER), [3, 2, 1]);
    let after = portal(&tree, AFTER);
    let service = &after.services["wohngeld"];
    let keys = |ids: &[ozg::model::AuthorityId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<_> = service.reuse.iter().map(|reuse| reuse.authority.clone()).collect();
    assert_eq!(keys(&rows), ["990020001001", "990025002005"]);
    // Who has tried a service out has done so.
    assert_eq!(
        keys(&service.piloting.as_ref().unwrap().authorities),
        ["990025001000", "990025002005"]
    );
    let former = after.former_reuses(&service.id);
    assert_eq!(former.len(), 1);
    assert_eq!(former[0].since.unwrap().to_string(), "2021-06-01");
}

/// A key may be ahead of the reference date, too: the table was brought up to date, the portal is of an older day.
#[test]
fn a_new_key_is_the_old_municipality_on_an_older_day() {
    let tree = tree();
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        "ars;stand;seit\n990025002005;live;2021-07-01\n",
    );
    let before = portal(&tree, BEFORE);
    assert_eq!(before.services["wohngeld"].reuse[0].authority.as_str(), "990025001005");
}

#[test]
fn who_administers_another_carries_out_for_it() {
    let tree = tree();
    let portal = portal(&tree, AFTER);
    let place = &portal.authorities["990025003007"];
    let answer = standing(&portal, &portal.services["wohngeld"], place).unwrap();
    assert_eq!(answer.carrier.id.as_str(), "990020001001");
    assert!(answer.reuse.is_some());
    let public = build(&tree, AFTER);
    let page = read(&public, "stellen/990025003007/index.html");
    for words in [
        "Mitverwaltete Gemeinde",
        "mitverwaltet von <a href=\"/stellen/990020001001/\">Musterdorf</a>",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let other = read(&public, "stellen/990020001001/index.html");
    assert!(other.contains("Mitverwaltete Gemeinden (1)"), "{other}");
    let data = read(&public, "daten/stellen.csv");
    assert!(
        data.lines()
            .any(|line| line.starts_with("\"990025003007\";") && line.contains(";\"990020001001\";"))
    );
}

#[test]
fn what_has_ended_points_to_what_came_and_back() {
    let tree = tree();
    let public = build(&tree, AFTER);
    let page = read(&public, "stellen/990025001000/index.html");
    for words in [
        "Diese Stelle gab es bis zum 31. Dezember 2021",
        "<a href=\"/stellen/990025002000/\">Amt Süd</a>",
        "<a href=\"/stellen/990020001001/\">Musterdorf</a>",
        "Was die Stelle bis zuletzt gemeldet hat",
        "1. Juni 2021",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let heir = read(&public, "stellen/990020001001/index.html");
    for origin in [
        "<a href=\"/stellen/990025001000/\">Amt Nord</a>",
        "<a href=\"/stellen/990025001006/\">Enddorf</a>",
    ] {
        assert!(heir.contains(origin), "{origin}");
    }
    // A municipality with a new key has one page, and its former address leads there.
    let moved = read(&public, "stellen/990025002005/index.html");
    assert!(moved.contains("Früherer Regionalschlüssel") && moved.contains("990025001005"));
    assert!(read(&public, "_redirects").contains("/stellen/990025001005/* /stellen/990025002005/:splat 301\n"));
    let former = read(&public, "daten/fruehere-stellen.csv");
    assert_eq!(former.lines().count(), 1 + 4, "{former}");
    assert!(
        former.contains("990025002000, 990020001001") || former.contains("990025002000|990020001001"),
        "{former}"
    );
    let service = read(&public, "leistungen/wohngeld/index.html");
    assert!(service.contains("Angaben von Stellen, die nicht mehr bestehen (1)"));
    assert!(service.contains("Amt Nord</a> <span class=\"muted small\">(bis 31. Dezember 2021)"));
}

/// Lists, search, feeds, calendars, contacts and data know those of the day alone.
#[test]
fn nothing_else_names_what_has_ended() {
    let tree = tree();
    for (day, absent) in [
        (AFTER, "990025001000"),
        (BEFORE, "990025002005"),
        (AFTER, "990025004000"),
    ] {
        let public = build(&tree, day);
        let told = files(&public).into_iter().filter(|(path, bytes)| {
            let allowed = path.starts_with(&format!("stellen/{absent}/"))
                || path == "stellen/index.html"
                || path == "stellen/990025002000/index.html"
                || path == "stellen/990020001001/index.html"
                || path.contains("fruehere-stellen")
                || path.contains("v1/former_authorities")
                || path == "leistungen/wohngeld/index.html"
                || path == "sitemap.xml";
            !allowed && String::from_utf8_lossy(bytes).contains(absent)
        });
        let mut told: Vec<String> = told.map(|(path, _)| path).collect();
        // What an authority came of stands in its record.
        told.retain(|path| absent != "990025001000" || !path.contains("stellen") && !path.contains("authorities"));
        // The pilots of a service are in its record, as they were.
        told.retain(|path| !path.contains("leistungen") && !path.contains("services"));
        assert_eq!(told, Vec::<String>::new(), "{absent} on {day}");
    }
}

#[test]
fn where_authorities_are_counted_the_directory_says_its_own_date() {
    let tree = tree();
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{settings}quellen:\n  gebietsstand: 2021-01-01\n"),
    );
    let pages = [
        "stellen/index.html",
        "stellen/art/amt/index.html",
        "meine-kommune/index.html",
        "verbreitung/index.html",
        "leistungen/wohngeld/index.html",
        "leistungen/wohngeld/verbreitung/index.html",
    ];
    for (day, words) in [
        (
            BEFORE,
            "Gezählt sind die Stellen im Verzeichnis, Gebietsstand 1. Januar 2021.",
        ),
        (
            "2022-02-15",
            "Gezählt sind die Stellen im Verzeichnis, Gebietsstand 1. Januar 2021 mit den Änderungen bis zum 1. Januar 2022.",
        ),
    ] {
        let public = build(&tree, day);
        for page in pages {
            assert!(read(&public, page).contains(words), "{page} on {day}");
        }
    }
}

/// The curve says what was: the office counts from its first day to its last.
#[test]
fn the_curve_keeps_what_was() {
    let tree = tree();
    let public = build(&tree, "2022-02-15");
    let curve = read(&public, "leistungen/wohngeld/verbreitung/verlauf.csv");
    let totals: Vec<&str> = curve
        .lines()
        .skip(1)
        .filter_map(|line| line.rsplit(';').next())
        .collect();
    // June to February: the office, the municipality, then without the office and with the town.
    assert_eq!(totals, ["1", "2", "2", "2", "2", "2", "2", "2", "2"], "{curve}");
}

/// Must show: the portal of this repository on three days.
#[test]
fn the_offices_of_the_repository_are_those_of_the_day() {
    use AuthorityKind::{AdministeredMunicipality, IndependentMunicipality, Office, OfficeMunicipality};
    let tree = Tree::repository();
    let loaded = Library::open(tree.path()).load();
    let count = |day: &str| {
        let portal = Portal::new(&loaded.contents, day.parse().unwrap(), Audience::Readers);
        [
            Office,
            IndependentMunicipality,
            OfficeMunicipality,
            AdministeredMunicipality,
        ]
        .map(|kind| portal.authorities_of_kind(kind).len())
    };
    assert_eq!(count("2021-12-15"), [52, 138, 270, 0]);
    assert_eq!(count("2022-02-15"), [51, 138, 270, 0]);
    assert_eq!(count("2022-04-19"), [50, 138, 266, 1]);
}

/// Must show: a letter goes to who exists on that day.
#[test]
fn a_letter_goes_to_who_exists_on_that_day() {
    let tree = Tree::repository();
    // An office that has answered gets no letter, so none has.
    tree.write("content/leistungen/sterbeurkunde/nachnutzung.csv", "ars;stand;seit\n");
    for (day, is_there) in [("2021-12-15", true), ("2022-02-15", false)] {
        let folder = tree.path().join(format!("paket-{day}"));
        let said = on(
            &tree,
            day,
            &[
                "paket",
                "sterbeurkunde",
                "--schritt",
                "3",
                "--ohne",
                "einladung",
                "--ausgabe",
                folder.to_str().unwrap(),
            ],
        );
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        let list = fs::read_to_string(folder.join("empfaenger.csv")).unwrap();
        assert_eq!(list.contains("120645410000"), is_there, "{day}");
        assert!(list.contains("120645412000"), "{day}");
        let offices = list.lines().filter(|line| line.contains(";\"Amt\";")).count();
        assert_eq!(offices, if is_there { 52 } else { 51 }, "{day}");
    }
}
