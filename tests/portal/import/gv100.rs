//! The official directory of municipalities (GV100AD): lines that are made here, field by field, with invented names and
//! figures, and some of the official file itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{DIRECTORY, import, imported, windows};
use crate::harness::{Tree, files};

const KIND: &str = "stellen";

/// A record of 220 characters. Positions count from 1.
fn record(fields: &[(usize, &str)]) -> String {
    let mut line: Vec<char> = vec![' '; 220];
    for (from, text) in fields {
        for (offset, character) in text.chars().enumerate() {
            line[from - 1 + offset] = character;
        }
    }
    line.into_iter().collect::<String>() + "\r\n"
}

fn state(digits: &str, name: &str) -> String {
    record(&[
        (1, "10"),
        (3, "20221231"),
        (11, digits),
        (23, name),
        (73, "Musterstadt"),
    ])
}

fn county(digits: &str, name: &str, kind: &str) -> String {
    record(&[
        (1, "40"),
        (3, "20221231"),
        (11, digits),
        (23, name),
        (73, "Musterstadt"),
        (123, kind),
    ])
}

fn association(county: &str, digits: &str, name: &str, kind: &str) -> String {
    record(&[
        (1, "50"),
        (3, "20221231"),
        (11, county),
        (19, digits),
        (23, name),
        (123, kind),
    ])
}

fn municipality(county: &str, digits: &str, association: &str, name: &str, kind: &str, figures: [&str; 3]) -> String {
    let [hectares, population, postcode] = figures;
    record(&[
        (1, "60"),
        (3, "20221231"),
        (11, county),
        (16, digits),
        (19, association),
        (23, name),
        (123, kind),
        (129, &format!("{hectares:0>11}")),
        (140, &format!("{population:0>11}")),
        (151, "00000000100"),
        (166, postcode),
        (171, "*****"),
        (178, "2840"),
    ])
}

/// Two states; the second is the portal's.
fn file() -> String {
    [
        state("01", "Anderland"),
        record(&[(1, "20"), (3, "20221231"), (11, "010"), (23, "Reg.-Bez. Anders")]),
        county("01001", "Anderstadt, Stadt", "41"),
        association("01001", "0000", "Anderstadt, Stadt", "50"),
        municipality(
            "01001",
            "000",
            "0000",
            "Anderstadt, Stadt",
            "61",
            ["100", "100", "01001"],
        ),
        state("99", "Musterland"),
        county("99001", "Musterstadt, Stadt", "41"),
        association("99001", "0000", "Musterstadt, Stadt", "50"),
        municipality(
            "99001",
            "000",
            "0000",
            "Musterstadt/Městno, Stadt",
            "61",
            ["22972", "72184", "99001"],
        ),
        county("99002", "Musterkreis", "44"),
        association("99002", "0001", "Musterdorf", "50"),
        municipality("99002", "001", "0001", "Musterdorf", "64", ["2050", "1200", "99002"]),
        association("99002", "5001", "Amt Nord", "51"),
        municipality(
            "99002",
            "002",
            "5001",
            "Norddorf, Hansestadt",
            "63",
            ["1000", "300", "99003"],
        ),
        association("99002", "5002", "Süd", "53"),
        municipality("99002", "003", "5002", "Südhäuser", "64", ["905", "400", "99004"]),
        municipality(
            "99002",
            "900",
            "9900",
            "Forst, gemfr. Gebiet",
            "66",
            ["5", "0", "     "],
        ),
    ]
    .concat()
}

const EXPECTED: &str = "\
ars;name;art;uebergeordnet;ags;einwohner;flaeche_km2;plz;bezeichnung\n\
990010000000;Musterstadt/Městno;kreisfreie_stadt;;99001000;72184;229.72;99001;Stadt\n\
990020000000;Musterkreis;landkreis;;99002;;;;Landkreis\n\
990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;99002001;1200;20.5;99002;Gemeinde\n\
990025001000;Nord;amt;990020000000;;;;;Amt\n\
990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000;99002002;300;10;99003;Stadt\n\
990025002000;Süd;verbandsgemeinde;990020000000;;;;;Verbandsgemeinde\n\
990025002003;Südhäuser;ortsgemeinde;990025002000;99002003;400;9.05;99004;Gemeinde\n";

#[test]
fn keys_names_kinds_parents_and_figures_come_from_their_columns() {
    let tree = Tree::base();
    tree.write(
        DIRECTORY,
        "ars;name;art;uebergeordnet\n990010000000;Musterstadt;kreisfreie_stadt;\n",
    );
    let said = imported(&tree, KIND, file(), &[]);
    assert!(
        said.starts_with("Gebietsstand der Datei: 2022-12-31\nNeu (6):\n"),
        "{said}"
    );
    assert!(
        said.contains("Gemeindefreie Gebiete, die das Verzeichnis nicht führt: 1\n"),
        "{said}"
    );
    let lines = |text: &str| -> Vec<Vec<String>> {
        let mut rows = text
            .lines()
            .map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>());
        let header = rows.next().unwrap();
        let mut order: Vec<usize> = (0..header.len()).collect();
        order.sort_by_key(|column| header[*column].clone());
        let pick = |row: &Vec<String>| order.iter().map(|column| row[*column].clone()).collect();
        std::iter::once(pick(&header))
            .chain(rows.map(|row| pick(&row)))
            .collect()
    };
    assert_eq!(lines(&tree.read(DIRECTORY)), lines(EXPECTED));
    assert_eq!(tree.ozg(&["check"]).code, 0);
    assert!(imported(&tree, KIND, file(), &[]).ends_with("Unverändert: 7\n\nEs ändert sich nichts.\n"));
}

#[test]
fn older_files_are_in_windows_1252() {
    let tree = Tree::base();
    tree.write(DIRECTORY, EXPECTED.replace("/Městno", "/Möstno"));
    let said = imported(&tree, KIND, windows(&file().replace("/Městno", "/Möstno")), &[]);
    assert!(said.ends_with("Es ändert sich nichts.\n"), "{said}");
}

#[test]
fn what_editors_added_stays() {
    let tree = Tree::base();
    let added = |line: &str| match line.split(';').next().unwrap() {
        "ars" => format!("{line};email;website\n"),
        "990025001000" => format!("{line};amt@nord.example.org;https://nord.example.org\n"),
        _ => format!("{line};;\n"),
    };
    tree.write(DIRECTORY, EXPECTED.lines().map(added).collect::<String>());
    let before = files(&tree.path().join("content"));
    imported(&tree, KIND, file(), &[]);
    assert_eq!(files(&tree.path().join("content")), before);
    imported(&tree, KIND, file().replace("Amt Nord ", "Amt Ost  "), &[]);
    let line = "990025001000;Ost;amt;990020000000;;;;;Amt;amt@nord.example.org;https://nord.example.org\n";
    assert!(tree.read(DIRECTORY).contains(line), "{}", tree.read(DIRECTORY));
}

#[test]
fn what_the_official_directory_no_longer_lists_ends_where_the_directory_was_complete() {
    let tree = Tree::base();
    let altdorf = "990020008008;Altdorf;amtsfreie_gemeinde;990020000000;99002008;10;3;99008;Gemeinde";
    tree.write(DIRECTORY, format!("{EXPECTED}{altdorf}\n"));
    let grown = file().replace("00000002050", "00000002350");
    let said = imported(&tree, KIND, &grown, &["--probe"]);
    assert!(
        said.contains(
            "Vermutlich zusammengeschlossen (nach der Fläche) (1):\n  990020008008 Altdorf → 990020001001 Musterdorf\n"
        ),
        "{said}"
    );
    assert!(
        said.contains("Nicht mehr in der Datei, bleibt im Verzeichnis (1):\n  990020008008 Altdorf\n"),
        "{said}"
    );
    // A directory that says of which day it is was complete on that day.
    let settings = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{settings}quellen:\n  gebietsstand: 2021-01-01\n"),
    );
    let said = imported(&tree, KIND, &grown, &[]);
    assert!(
        said.contains("Beendet (1):\n  990020008008 Altdorf (bis 2022-12-30) → 990020001001 Musterdorf\n"),
        "{said}"
    );
    assert!(
        said.contains(
            "Tragen Sie den neuen Stand in content/portal.yaml ein, unter `quellen`: `gebietsstand: 2022-12-31`.\n"
        ),
        "{said}"
    );
    assert!(
        tree.read(DIRECTORY)
            .contains(&format!("{altdorf};2022-12-30;990020001001\n"))
    );
    assert_eq!(tree.ozg(&["check"]).code, 0);
    assert!(imported(&tree, KIND, &grown, &[]).contains("Es ändert sich nichts."));
}

#[test]
fn a_broken_file_changes_nothing_and_is_explained() {
    let tree = Tree::base();
    tree.write(DIRECTORY, EXPECTED);
    let before = files(&tree.path().join("content"));
    let file = file();
    let broken = [
        (
            file.replace("00000072184", "0000007218x"),
            "Stellen 140 bis 150: hier müssen 11 Ziffern stehen (Bevölkerung), es steht `0000007218x`",
            "eingang.csv:9:140",
        ),
        (
            file.replace("4020221231", "4120221231"),
            "unbekannte Satzart `41`",
            "eingang.csv:3:1",
        ),
        (
            file.replace("990020010001", "99002x010001"),
            "Stellen 16 bis 18: hier müssen 3 Ziffern stehen (Schlüssel der Gemeinde), es steht `x01`",
            "eingang.csv:12:16",
        ),
        (
            file.replace(&association("99002", "5001", "Amt Nord", "51"), ""),
            "zu diesem Gemeindeverband gibt es keinen Satz der Satzart 50",
            "eingang.csv:13:19",
        ),
        (
            file.replace(&county("99002", "Musterkreis", "44"), ""),
            "zu diesem Kreis gibt es keinen Satz der Satzart 40",
            "eingang.csv:11:11",
        ),
        (
            file.replace("6020221231990020025001", "6020230131990020025001"),
            "der Gebietsstand 20230131 ist ein anderer",
            "eingang.csv:14:3",
        ),
        (
            file.clone() + &municipality("99002", "001", "0001", "Musterdorf", "64", ["1", "1", "99002"]),
            "der Schlüssel 990020001001 steht schon in Zeile 12",
            "eingang.csv:18:11",
        ),
        (
            file.replace("Amt Nord ", "         "),
            "der Name fehlt",
            "eingang.csv:13:23",
        ),
        (
            county("99002", "Musterkreis", "49") + &file,
            "unbekanntes Textkennzeichen `49`",
            "eingang.csv:1:123",
        ),
        (
            file.lines()
                .map(|line| line.chars().take(100).collect::<String>() + "\n")
                .collect(),
            "Stellen 123 bis 124: das Textkennzeichen fehlt",
            "eingang.csv:7:83",
        ),
    ];
    for (text, message, place) in broken {
        let said = import(&tree, KIND, text, &[]);
        assert_eq!(said.code, 1, "{message}");
        assert!(said.stderr.contains(message), "{message}\n{}", said.stderr);
        assert!(said.stderr.contains(place), "{place}\n{}", said.stderr);
        assert_eq!(files(&tree.path().join("content")), before, "{message}");
    }
    // A state that the file does not name is told by the keys of the directory, if these are in the file.
    let other_name = file.replace("Musterland ", "Mustergau  ");
    assert_eq!(import(&tree, KIND, &other_name, &[]).code, 0);
    tree.write(DIRECTORY, "ars;name;art\n980010000000;Fern;kreisfreie_stadt\n");
    let said = import(&tree, KIND, other_name, &[]);
    assert!(
        said.stderr
            .contains("das Land `Musterland` kommt in der Datei nicht vor, meinten Sie `Mustergau`?"),
        "{}",
        said.stderr
    );
}

/// Lines of the official file as it is published, with those of a neighbouring state. © Statistisches Bundesamt
/// (Gemeindeverzeichnis, Gebietsstand 30.11.2023), reproduction in part with a note on the source is permitted.
const EXTRACT: &str = include_str!("gv100ad-auszug.txt");

/// The directory of this repository is from another source (boundaries of the surveyors): where two offices say the same
/// about keys, names, kinds, parents and postcodes, the columns are read where they stand.
#[test]
fn lines_of_the_official_file_say_what_the_directory_of_the_repository_says() {
    let tree = Tree::base();
    tree.replace("content/portal.yaml", "name: Musterland", "name: Brandenburg");
    tree.remove(DIRECTORY);
    let said = imported(&tree, KIND, EXTRACT, &[]);
    assert!(
        said.starts_with("Gebietsstand der Datei: 2023-11-30\nNeu (18):\n"),
        "{said}"
    );
    let known = rows(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(DIRECTORY)).unwrap());
    let read = rows(&tree.read(DIRECTORY));
    assert_eq!(read.len(), 18);
    for (key, row) in &read {
        for column in ["name", "art", "uebergeordnet", "ags", "plz", "bezeichnung"] {
            assert_eq!(row[column], known[key][column], "{key} {column}");
        }
    }
    // As the lines have it: 00000099515 inhabitants and 00000016562 hectares, 00000003514 and 00000008920.
    let figures = |key: &str| (read[key]["einwohner"].as_str(), read[key]["flaeche_km2"].as_str());
    assert_eq!(figures("120520000000"), ("99515", "165.62"));
    assert_eq!(figures("120625031341"), ("3514", "89.2"));
    assert_eq!(figures("120620000000"), ("", ""));
}

/// Only figures have changed since: inhabitants of all 13 municipalities of the extract, and the areas of four.
#[test]
fn of_the_official_file_exactly_what_changed_is_taken_over() {
    let tree = Tree::repository();
    let before = tree.read(DIRECTORY);
    let said = imported(&tree, KIND, EXTRACT, &[]);
    let (changes, rest) = said
        .split_once("Nicht mehr in der Datei, bleibt im Verzeichnis (460):\n")
        .unwrap();
    assert!(rest.contains("\nUnverändert: 5\n"), "{rest}");
    assert_eq!(
        changes,
        "\
Gebietsstand der Datei: 2023-11-30
Geändert: Einwohnerzahl (13):
  120520000000 Cottbus/Chóśebuz: 99678 → 99515
  120600005005 Ahrensfelde: 13843 → 14050
  120600020020 Bernau bei Berlin: 40031 → 43685
  120605003024 Biesenthal: 5869 → 6079
  120605003034 Breydin: 774 → 832
  120605003154 Marienwerder: 1686 → 1726
  120605003161 Melchow: 982 → 1056
  120605003192 Rüdnitz: 1989 → 2039
  120605003250 Sydower Fließ: 973 → 968
  120610316316 Lübben (Spreewald) / Lubin (Błota): 14022 → 13966
  120625031024 Bad Liebenwerda: 9140 → 9284
  120625031128 Falkenberg/Elster: 6315 → 6263
  120625031341 Mühlberg/Elbe: 3671 → 3514
Geändert: Fläche in km² (4):
  120600005005 Ahrensfelde: 57.94 → 57.91
  120600020020 Bernau bei Berlin: 104.17 → 104.19
  120605003034 Breydin: 35.27 → 35.32
  120605003161 Melchow: 16.62 → 16.59
"
    );
    let (old, new) = (rows(&before), rows(&tree.read(DIRECTORY)));
    assert_eq!(old.len(), new.len());
    let changed = old.iter().filter(|(key, row)| new[*key] != **row);
    let changed: Vec<&str> = changed.map(|(key, _)| key.as_str()).collect();
    assert_eq!(changed.len(), 13, "{changed:?}");
    for key in changed {
        let mut expected = old[key].clone();
        for column in ["einwohner", "flaeche_km2"] {
            expected.insert(column.to_owned(), new[key][column].clone());
        }
        assert_eq!(new[key], expected);
    }
}

/// The lines of a directory by their keys, each by the names of its columns.
fn rows(text: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows = reader.records().map(|record| {
        let record = record.unwrap();
        let names = header.iter().map(str::to_owned);
        let row: BTreeMap<String, String> = names.zip(record.iter().map(str::to_owned)).collect();
        (row["ars"].clone(), row)
    });
    rows.collect()
}
