//! Unknown is not no: of a portal on which most have said nothing, every page, table and letter says so in one wording.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Tree, files};

const DIRECTORY: &str = "content/stellen/gebietskoerperschaften.csv";

/// A hundred municipalities of one county carry the service out. 16 have answered, and 10 of them are live.
fn tree() -> Tree {
    let tree = Tree::base();
    tree.replace(
        "content/portal.yaml",
        "titel: Musterportal\n",
        "titel: Musterportal\nsprachen: [en, leicht]\n",
    );
    let places =
        (1..=100).map(|number| format!("990020{number:03}{number:03};Ort {number};amtsfreie_gemeinde;990020000000\n"));
    tree.write(
        DIRECTORY,
        "ars;name;art;uebergeordnet\n990020000000;Musterkreis;landkreis;\n".to_owned() + &places.collect::<String>(),
    );
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write(
        "content/leistungen/wohngeld/leistung.yaml",
        record
            .replace("[kreisfreie_stadt, amtsfreie_gemeinde]", "[amtsfreie_gemeinde]")
            .replace("phase: pilotierung", "phase: rollout"),
    );
    let status = |number| match number {
        1..=10 => "live",
        11..=13 => "pilot",
        _ => "interessiert",
    };
    let lines = (1..=16).map(|number| format!("990020{number:03}{number:03};{};2022-01\n", status(number)));
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        "ars;stand;seit\n".to_owned() + &lines.collect::<String>(),
    );
    let page = |title: &str| format!("---\ntitel: {title}\n---\n\nDas ist ein Text.\n");
    tree.write("content/seiten/impressum.leicht.md", page("Wer das macht"));
    tree.write(
        "content/vorlagen/schritt-3/pressetext.md",
        "---\ntitel: Start\n---\n\n{verbreitung}\n",
    );
    tree
}

fn text(path: &Path) -> String {
    let html = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let page = scraper::Html::parse_document(&html);
    let body = scraper::Selector::parse("body").unwrap();
    let text: String = page
        .select(&body)
        .flat_map(|body| body.text().map(|text| format!("{text} ")).collect::<Vec<_>>())
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn built(tree: &Tree) -> PathBuf {
    tree.build()
}

#[test]
fn what_84_of_100_have_not_answered_is_worded_right_on_all_pages() {
    let tree = tree();
    let public = built(&tree);
    let german = "Von 16 Stellen mit Angabe sind 10 live; zu 84 liegt keine Angabe vor.";
    let english = "Of 16 authorities about which something is stated, 10 are live; nothing is stated about 84.";
    let pages = [
        "",
        "leistungen/wohngeld/",
        "leistungen/wohngeld/verbreitung/",
        "verbreitung/",
        "ressorts/mi/",
        "themenfelder/bauen-wohnen/",
        "stellen/990020000000/",
    ];
    for page in pages {
        let said = text(&public.join(page).join("index.html"));
        assert!(said.contains(german), "{page}: {said}");
        let said = text(&public.join("en").join(page).join("index.html"));
        assert!(said.contains(english), "en/{page}: {said}");
    }
    // Who has said nothing is out of no figure of any page, in any language.
    let wrong = [
        "10 von 100",
        "10 of 100",
        "10/100",
        "90 von 100",
        "90 of 100",
        "10 Prozent",
        "90 nicht",
    ];
    let mut looked_at = [0; 3];
    for (path, _) in files(&public).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let said = text(&public.join(&path));
        let language = if path.starts_with("en/") {
            1
        } else if path.starts_with("leicht/") {
            2
        } else {
            0
        };
        looked_at[language] += 1;
        for words in wrong {
            assert!(!said.contains(words), "{path} says {words}: {said}");
        }
    }
    assert!(looked_at.iter().all(|count| *count > 0), "{looked_at:?}");
}

#[test]
fn lists_say_how_many_have_not_answered() {
    let tree = tree();
    let public = built(&tree);
    for (page, words) in [
        ("leistungen/index.html", "10 von 16 84 ohne Angabe"),
        ("ressorts/mi/index.html", "10 von 16 84 ohne Angabe"),
        ("verbreitung/index.html", "Wohngeld 10 von 16 0 3 3 0 84"),
        ("leistungen/wohngeld/index.html", "10 von 16 Stellen mit Angabe live"),
        (
            "en/leistungen/wohngeld/index.html",
            "live at 10 of 16 authorities about which something is stated",
        ),
        ("stellen/990020017017/index.html", "Es liegt noch keine Angabe vor."),
        ("stellen/990020001001/index.html", "Die einzige Angabe sagt: live."),
    ] {
        let said = text(&public.join(page));
        assert!(said.contains(words), "{page}: {said}");
    }
}

#[test]
fn tables_count_who_has_answered_and_letters_say_it_with_the_same_words() {
    let tree = tree();
    let public = built(&tree);
    let table = fs::read_to_string(public.join("daten/abdeckung.csv")).unwrap();
    assert!(table.contains("\"wohngeld\";10;16;100;0;3;3;0;84;\"Zähler: zuständige Stellen, die live sind. Nenner: zuständige Stellen, zu denen eine Angabe vorliegt."), "{table}");
    let folder = tree.path().join("paket");
    let said = tree.ozg(&[
        "paket",
        "wohngeld",
        "--schritt",
        "3",
        "--ausgabe",
        folder.to_str().unwrap(),
    ]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    let letter = files(&folder)
        .into_iter()
        .find(|(path, _)| path.starts_with("pressetext") && path.ends_with(".txt"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .unwrap();
    let words: Vec<&str> = letter.split_whitespace().collect();
    assert!(
        words
            .join(" ")
            .contains("Von 16 zuständigen Stellen mit Angabe sind 10 live; zu 84 liegt keine Angabe vor."),
        "{letter}"
    );
}
