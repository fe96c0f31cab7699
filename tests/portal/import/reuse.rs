//! Who re-uses what, from spreadsheets.

use super::{import, imported, windows};
use crate::harness::{Tree, files};

const KIND: &str = "nachnutzung";
const TABLE: &str = "content/leistungen/wohngeld/nachnutzung.csv";

const BEFORE: &str = "\
ars;stand;seit;url;bemerkung\n\
990010000000;pilot;2022-01-10;https://musterstadt.example.org/wohngeld;\"erste; Stelle\"\n\
990020001001;interessiert;2021;;\n";

fn tree() -> Tree {
    let tree = Tree::base();
    tree.write(TABLE, BEFORE);
    tree.write(
        "content/leistungen/hundesteuer/leistung.yaml",
        "titel: Hundesteuer\nkurz: Anmelden.\nleika: ['99102013104000']\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\nphase: rollout\ngeprueft_am: 2022-02-01\n",
    );
    tree
}

#[test]
fn the_newer_statement_wins_and_nothing_is_lost_silently() {
    let tree = tree();
    let table = "\
Leistung;ARS;Stand;Seit;Link;Kommentar;Amt\n\
wohngeld;990010000000;live;01.02.2022;;;x\n\
Hundesteuer;99001000;in Einführung;2022-02-10;;läuft;\n\
99102013104000;rechenzentrum;Interessiert;;;;\n\
wohngeld;990020001001;beendet;2020-12;;;\n\
wohngeld;990020000000;interessiert;;;;\n";
    // The municipality key of the town must be known for that.
    tree.replace(
        "content/stellen/gebietskoerperschaften.csv",
        "ars;name;art;uebergeordnet\n990010000000;Musterstadt;kreisfreie_stadt;",
        "ars;name;art;uebergeordnet;ags\n990010000000;Musterstadt;kreisfreie_stadt;;99001000",
    );
    let directory = tree
        .read("content/stellen/gebietskoerperschaften.csv")
        .replace("landkreis;", "landkreis;;")
        .replace(";990020000000\n", ";990020000000;\n");
    tree.write("content/stellen/gebietskoerperschaften.csv", directory);
    let said = imported(&tree, KIND, windows(table), &[]);
    assert_eq!(
        said,
        "\
hundesteuer
  Neu (2):
    Zeile 3, 990010000000 Musterstadt: in_einfuehrung 2022-02-10
    Zeile 4, rechenzentrum Rechenzentrum ML: interessiert
  Nach dem Datensatz nicht zuständig, zählt nirgends mit (1):
    Zeile 4, rechenzentrum Rechenzentrum ML
  Unverändert: 0
wohngeld
  Neu (1):
    Zeile 6, 990020000000 Musterkreis: interessiert
  Geändert (1):
    Zeile 2, 990010000000 Musterstadt: pilot 2022-01-10 → live 2022-02-01
  Nicht übernommen, im Portal steht Neueres (1):
    Zeile 5, 990020001001 Musterdorf: beendet 2020-12, im Portal: interessiert 2021
  Nach dem Datensatz nicht zuständig, zählt nirgends mit (1):
    Zeile 6, 990020000000 Musterkreis
  Unverändert: 0
Nicht übernommene Spalten: Amt
Geschrieben: content/leistungen/hundesteuer/nachnutzung.csv, content/leistungen/wohngeld/nachnutzung.csv
Prüfen Sie die Inhalte mit: ozg check
"
    );
    assert_eq!(
        tree.read(TABLE),
        BEFORE
            .replace("pilot;2022-01-10", "live;2022-02-01")
            .replace("990020001001", "990020000000;interessiert;;;\n990020001001")
    );
    assert_eq!(
        tree.read("content/leistungen/hundesteuer/nachnutzung.csv"),
        "ars;stand;seit;url;bemerkung\n990010000000;in_einfuehrung;2022-02-10;;läuft\nrechenzentrum;interessiert;;;\n"
    );
    assert_eq!(tree.ozg(&["check"]).code, 0);
    let before = files(&tree.path().join("content"));
    let said = imported(&tree, KIND, windows(table), &[]);
    assert!(said.ends_with("Es ändert sich nichts.\n"), "{said}");
    assert_eq!(files(&tree.path().join("content")), before);
}

#[test]
fn the_first_day_of_a_state_stays_and_a_second_line_is_told() {
    let tree = tree();
    let table = "ars;stand;seit\n990010000000;pilot;01.02.2022\n990010000000;pilot;2022-01-20\n";
    let said = imported(&tree, KIND, table, &["--leistung", "wohngeld"]);
    assert_eq!(
        said,
        "\
wohngeld
  Schon so im Portal, das frühere Datum bleibt (1):
    Zeile 2, 990010000000 Musterstadt: pilot 2022-02-01, im Portal: pilot 2022-01-10
  Nicht übernommen, die Datei sagt zur selben Stelle noch etwas (1):
    Zeile 3, 990010000000 Musterstadt: pilot 2022-01-20, siehe Zeile 2
  Unverändert: 0
Es ändert sich nichts.
"
    );
    imported(&tree, KIND, table, &["--leistung", "wohngeld", "--ueberschreiben"]);
    assert_eq!(tree.read(TABLE), BEFORE.replace("2022-01-10", "2022-02-01"));
}

/// A table that `check` accepts is edited as it is written: names of columns, dates and words of its own.
#[test]
fn a_table_of_excel_is_edited_as_it_is() {
    let tree = tree();
    let before = "ARS;Status;Seit\r\n990010000000;In Einführung;10.01.2022\r\n;;\r\n";
    tree.write(TABLE, windows(before));
    assert_eq!(tree.ozg(&["check"]).code, 0);
    let table = "ars;stand;seit\n990010000000;in_einfuehrung;2022-01-10\n990020001001;live;2022-02-01\n";
    imported(&tree, KIND, table, &["--leistung", "wohngeld"]);
    assert_eq!(
        tree.read(TABLE),
        "ARS;Status;Seit\r\n990010000000;In Einführung;10.01.2022\r\n990020001001;live;2022-02-01\r\n;;\r\n"
    );
}

#[test]
fn what_dates_do_not_decide_is_a_conflict_until_the_file_is_said_to_be_right() {
    let tree = tree();
    let table = "ars,stand,seit\n990020001001,live,2021-06\n990010000000,live,\n";
    let said = imported(&tree, KIND, table, &["--leistung", "wohngeld"]);
    assert_eq!(
        said,
        "\
wohngeld
  Widerspruch, nicht übernommen (2):
    Zeile 2, 990020001001 Musterdorf: live 2021-06, im Portal: interessiert 2021 (verschieden: stand, seit)
    Zeile 3, 990010000000 Musterstadt: live, im Portal: pilot 2022-01-10 (verschieden: stand)
  Unverändert: 0
Es ändert sich nichts.
"
    );
    assert_eq!(tree.read(TABLE), BEFORE);
    imported(&tree, KIND, table, &["--leistung", "wohngeld", "--ueberschreiben"]);
    assert_eq!(
        tree.read(TABLE),
        BEFORE
            .replace("interessiert;2021", "live;2021-06")
            .replace("pilot;", "live;")
    );
}

#[test]
fn of_several_lines_about_one_authority_the_newest_counts() {
    let tree = tree();
    let table = "ars;stand;seit\n990020001001;live;2022-02\n990020001001;pilot;2022-01\n";
    let said = imported(&tree, KIND, table, &["--leistung=wohngeld", "--probe"]);
    assert!(said.contains("interessiert 2021 → live 2022-02\n"), "{said}");
    assert!(said.contains("Probe, es wurde nichts geschrieben."), "{said}");
    assert_eq!(tree.read(TABLE), BEFORE);
    let said = import(&tree, KIND, table.replace("2022-01", "2022"), &["--leistung=wohngeld"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("eingang.csv:3:1"), "{}", said.stderr);
    assert!(
        said.stderr.contains("steht in Zeile 2 etwas anderes"),
        "{}",
        said.stderr
    );
}

#[test]
fn a_broken_file_changes_nothing_and_is_explained() {
    let tree = tree();
    let before = files(&tree.path().join("content"));
    let table = "\
leistung;ars;stand;seit;url\n\
wohngled;990010000000;live;2022;\n\
wohngeld;990010000001;live;2022;\n\
wohngeld;rechenzentrun;lief;31.02.2022;musterstadt.example.org\n\
;990010000000;;;\n";
    let said = import(&tree, KIND, table, &[]);
    assert_eq!(said.code, 1);
    for (place, message) in [
        (
            "eingang.csv:2:1",
            "die Leistung `wohngled` gibt es nicht, meinten Sie `wohngeld`?",
        ),
        ("eingang.csv:3:10", "die Stelle `990010000001` gibt es nicht\n"),
        (
            "eingang.csv:4:10",
            "die Stelle `rechenzentrun` gibt es nicht, meinten Sie `rechenzentrum`?",
        ),
        ("eingang.csv:4:24", "unbekannter Wert `lief`"),
        ("eingang.csv:4:29", "2022-02-31"),
        ("eingang.csv:4:40", "musterstadt.example.org"),
        ("eingang.csv:5:1", "in der Spalte `leistung` fehlt die Angabe"),
        ("eingang.csv:5:1", "in der Spalte `stand` fehlt die Angabe"),
    ] {
        assert!(said.stderr.contains(message), "{message}\n{}", said.stderr);
        assert!(said.stderr.contains(place), "{place}\n{}", said.stderr);
    }
    let said = import(&tree, KIND, "ars;stand\n990010000000;live\n", &[]);
    assert!(said.stderr.contains("mit der Option --leistung"), "{}", said.stderr);
    let said = import(
        &tree,
        KIND,
        "ars;stand\n990010000000;live\n",
        &["--leistung", "wohngel"],
    );
    assert!(
        said.stderr
            .contains("die Leistung `wohngel` gibt es nicht, meinten Sie `wohngeld`?"),
        "{}",
        said.stderr
    );
    let said = import(
        &tree,
        KIND,
        "leistung;ars;stand\nhundesteuer;990010000000;live\n",
        &["--leistung", "wohngeld"],
    );
    assert!(
        said.stderr.contains("die Zeile nennt die Leistung `hundesteuer`"),
        "{}",
        said.stderr
    );
    assert_eq!(files(&tree.path().join("content")), before);
    tree.write(TABLE, BEFORE.replace("pilot", "pilott"));
    let said = import(
        &tree,
        KIND,
        "leistung;ars;stand\nwohngeld;990010000000;live\nhundesteuer;990010000000;live\n",
        &[],
    );
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains(&format!("{TABLE}:2:14")), "{}", said.stderr);
    assert!(
        !tree
            .path()
            .join("content/leistungen/hundesteuer/nachnutzung.csv")
            .exists(),
        "all or nothing"
    );
}
