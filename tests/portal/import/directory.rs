//! The directory from spreadsheets.

use super::{DIRECTORY, import, imported, windows};
use crate::harness::{Tree, files};

const KIND: &str = "stellen";

/// A directory of its own, with a quoted cell, a number written in another way, and what editors maintain.
const BEFORE: &str = "\
ars;name;art;uebergeordnet;einwohner;flaeche_km2;email\n\
990010000000;Musterstadt;kreisfreie_stadt;;72184;229.720;\"post@musterstadt.example.org\"\n\
990020000000;Musterkreis;landkreis;;;;\n\
990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;1200;20.5;\n\
990025001000;Nord;amt;990020000000;;;\n\
990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000;300;10;rathaus@norddorf.example.org\n\
990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000;400;12;\n";

fn tree() -> Tree {
    let tree = Tree::base();
    tree.write(DIRECTORY, BEFORE);
    assert_eq!(tree.ozg(&["check"]).code, 0);
    tree
}

#[test]
fn the_same_file_changes_nothing_byte_for_byte() {
    let tree = tree();
    let before = files(&tree.path().join("content"));
    let table = BEFORE.replace("229.720", "229,72");
    let comma = BEFORE.replace(';', ",").replace("229.720", "\"229,72\"");
    // Columns in another order.
    let turned: String = BEFORE
        .lines()
        .map(|line| {
            let mut cells: Vec<&str> = line.split(';').collect();
            cells.reverse();
            cells.join(";") + "\r\n"
        })
        .collect();
    for bytes in [
        BEFORE.into(),
        windows(&table),
        format!("\u{feff}{table}").into(),
        comma.into(),
        turned.into(),
        BEFORE.replacen("ars;name", "ARS;Name", 1).into(),
    ] {
        let said = imported(&tree, KIND, &bytes, &[]);
        assert_eq!(
            said,
            "Unverändert: 6\n\nEs ändert sich nichts.\n",
            "{}",
            String::from_utf8_lossy(&bytes)
        );
        assert_eq!(files(&tree.path().join("content")), before);
    }
}

#[test]
fn of_a_changed_file_exactly_what_changed_is_taken_over() {
    let tree = tree();
    let table = "\
Name;Regionalschlüssel;Art;übergeordnet;Einwohnerzahl;Fläche (km²);E-Mail;Bürgermeisterin\n\
Musterstadt;990010000000;Kreisfreie Stadt;;72.190;229,72;stadt@musterstadt.example.org;A\n\
Musterkreis;990020000000;Landkreis;;;;;B\n\
Groß Musterdorf;990020001001;Amtsfreie Gemeinde;990020000000;1200;20,5;rathaus@musterdorf.example.org;C\n\
Nord;990025001000;Amt;990020000000;;;;D\n\
Norddorf;990025001002;Amtsangehörige Gemeinde;990025001000;300;22,01;;E\n\
Neustadt (See);990020004004;Amtsfreie Gemeinde;990020000000;50;1;;F\n";
    let said = imported(&tree, KIND, windows(table), &["--probe"]);
    assert_eq!(
        said,
        "\
Neu (1):
  990020004004 Neustadt (See)
Umbenannt (1):
  990020001001: Musterdorf → Groß Musterdorf
Geändert: Einwohnerzahl (1):
  990010000000 Musterstadt: 72184 → 72190
Geändert: Fläche in km² (1):
  990025001002 Norddorf: 10 → 22.01
Geändert: E-Mail (1):
  990020001001 Groß Musterdorf: (leer) → rathaus@musterdorf.example.org
Vermutlich zusammengeschlossen (nach der Fläche) (1):
  990025001003 Nordhausen → 990025001002 Norddorf
Nicht in der Datei, bleibt unverändert (1):
  990025001003 Nordhausen
Beibehalten, obwohl die Datei etwas anderes sagt (1):
  E-Mail, 990010000000 Musterstadt: post@musterstadt.example.org → stadt@musterstadt.example.org
Nicht übernommene Spalten: „Bürgermeisterin“
Unverändert: 2

Probe, es wurde nichts geschrieben. Es würde sich ändern: content/stellen/gebietskoerperschaften.csv
"
    );
    assert_eq!(tree.read(DIRECTORY), BEFORE);
    imported(&tree, KIND, windows(table), &[]);
    let expected = BEFORE
        .replace("72184", "72190")
        .replace(";Musterdorf;", ";Groß Musterdorf;")
        .replace("1200;20.5;", "1200;20.5;rathaus@musterdorf.example.org")
        .replace("300;10;", "300;22.01;")
        .replace(
            "990025001000;Nord;",
            "990020004004;Neustadt (See);amtsfreie_gemeinde;990020000000;50;1;\n990025001000;Nord;",
        );
    assert_eq!(tree.read(DIRECTORY), expected);
    assert_eq!(tree.ozg(&["check"]).code, 0);
}

#[test]
fn what_is_gone_stays_until_it_is_told_to_end_and_then_it_stays_as_what_has_ended() {
    let tree = tree();
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        "ars;stand;seit;url;bemerkung\n990020001001;live;2022-01;;\n",
    );
    let table = BEFORE
        .lines()
        .filter(|line| !line.contains("Nordhausen") && !line.contains("Musterdorf"))
        .collect::<Vec<_>>()
        .join("\n")
        .replace("300;10;", "300;22;");
    let said = imported(&tree, KIND, &table, &["--probe"]);
    assert!(
        said.contains("Nicht in der Datei, bleibt unverändert (2):\n  990020001001 Musterdorf; genannt in content/leistungen/wohngeld/nachnutzung.csv:2\n  990025001003 Nordhausen\n"),
        "{said}"
    );
    let said = imported(&tree, KIND, &table, &["--beenden", "--gebietsstand", "2022-02-01"]);
    assert!(
        said.contains(
            "Beendet (2):
  990020001001 Musterdorf (bis 2022-01-31); genannt in content/leistungen/wohngeld/nachnutzung.csv:2
  990025001003 Nordhausen (bis 2022-01-31) → 990025001002 Norddorf
Der genaue Tag steht nicht in der Datei: Wenn Sie ihn kennen, berichtigen Sie gueltig_bis und gueltig_ab.
"
        ),
        "{said}"
    );
    assert_eq!(
        tree.read(DIRECTORY),
        "\
ars;name;art;uebergeordnet;einwohner;flaeche_km2;email;gueltig_bis;nachfolger
990010000000;Musterstadt;kreisfreie_stadt;;72184;229.720;\"post@musterstadt.example.org\";;
990020000000;Musterkreis;landkreis;;;;;;
990020001001;Musterdorf;amtsfreie_gemeinde;990020000000;1200;20.5;;2022-01-31;
990025001000;Nord;amt;990020000000;;;;;
990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000;300;22;rathaus@norddorf.example.org;;
990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000;400;12;;2022-01-31;990025001002
"
    );
    assert_eq!(tree.ozg(&["check"]).code, 0);
    let again = imported(&tree, KIND, &table, &["--beenden", "--gebietsstand", "2022-02-01"]);
    assert!(again.ends_with("Es ändert sich nichts.\n"), "{again}");
    // A directory of which the file is a small part does not end.
    let said = import(&tree, KIND, "ars\n990010000000\n", &["--beenden"]);
    assert_eq!(said.code, 1);
    assert!(said.stderr.contains("so viele werden nicht beendet"), "{}", said.stderr);
}

#[test]
fn an_office_that_is_gone_is_succeeded_by_those_who_have_its_members() {
    let tree = tree();
    let table = BEFORE
        .replace(
            "990025001000;Nord;amt;990020000000;;;\n",
            "990025009000;Neunord;amt;990020000000;;;\n",
        )
        .replace(
            "990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000;300;10;rathaus@norddorf.example.org",
            "990025009002;Norddorf;amtsangehoerige_gemeinde;990025009000;310;10;",
        )
        .replace(
            "990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000;",
            "990025009003;Nordhausen;amtsangehoerige_gemeinde;990025009000;",
        );
    let said = imported(&tree, KIND, table, &["--beenden", "--gebietsstand", "2022-02-01"]);
    assert!(
        said.contains("Beendet (1):\n  990025001000 Nord (bis 2022-01-31) → 990025009000 Neunord\n"),
        "{said}"
    );
    let after = tree.read(DIRECTORY);
    for line in [
        "990025001000;Nord;amt;990020000000;;;;2022-01-31;990025009000;\n",
        "990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000;300;10;rathaus@norddorf.example.org;2022-01-31;990025009002;\n",
        "990025009002;Norddorf;amtsangehoerige_gemeinde;990025009000;310;10;rathaus@norddorf.example.org;;;2022-02-01\n",
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
    assert_eq!(tree.ozg(&["check"]).code, 0);
}

/// Who refers to it by the former key means the same municipality.
#[test]
fn a_municipality_with_a_new_office_gets_a_new_line_and_keeps_its_references() {
    let tree = tree();
    let reuse = "ars;stand;seit;url;bemerkung\n990020001001;live;2022-01;;früher 990025001003 allein\n990025001003;pilot;2022-01;;\n";
    tree.write("content/leistungen/wohngeld/nachnutzung.csv", reuse);
    let table = BEFORE.replace(
        "990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000;",
        "990020003003;Nordhausen;amtsfreie_gemeinde;990020000000;",
    );
    let said = imported(&tree, KIND, &table, &["--gebietsstand", "2022-02-01"]);
    assert!(
        said.contains("Neuer Schlüssel, der alte endet (1):\n  Nordhausen: 990025001003 → 990020003003\n"),
        "{said}"
    );
    assert_eq!(tree.read("content/leistungen/wohngeld/nachnutzung.csv"), reuse);
    let after = tree.read(DIRECTORY);
    for line in [
        "990020003003;Nordhausen;amtsfreie_gemeinde;990020000000;400;12;;;;2022-02-01\n",
        "990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000;400;12;;2022-01-31;990020003003;\n",
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
    let said = tree.ozg(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let again = imported(&tree, KIND, &table, &["--gebietsstand", "2022-02-01"]);
    assert!(again.ends_with("Es ändert sich nichts.\n"), "{again}");
    // A list of re-uses by the new key updates the line that is there.
    let said = imported(
        &tree,
        "nachnutzung",
        "leistung;ars;stand;seit\nwohngeld;990020003003;live;2022-02-10\n",
        &[],
    );
    assert!(!said.contains("Neu"), "{said}");
    assert!(
        tree.read("content/leistungen/wohngeld/nachnutzung.csv")
            .contains("990025001003;live;2022-02-10;;\n")
    );
    // What the file says of a key that is not there on its day is told.
    let said = imported(&tree, KIND, BEFORE, &["--gebietsstand", "2022-02-01"]);
    assert!(
        said.contains(
            "In der Datei, aber nach dem Verzeichnis an diesem Tag nicht vorhanden (1):\n  990025001003 Nordhausen\n"
        ),
        "{said}"
    );
}

/// Of administration by another municipality the official files know nothing.
#[test]
fn who_administers_whom_stays_as_editors_wrote_it() {
    let tree = tree();
    let before = "\
ars;name;art;uebergeordnet;mitverwaltet_von\n\
990010000000;Musterstadt;kreisfreie_stadt;;\n\
990020000000;Musterkreis;landkreis;;\n\
990025001002;Norddorf;amtsfreie_gemeinde;990020000000;\n\
990025001003;Nordhausen;mitverwaltete_gemeinde;990020000000;990025001002\n";
    tree.write(DIRECTORY, before);
    let table = "\
ars;name;art;uebergeordnet\n\
990010000000;Musterstadt;kreisfreie_stadt;\n\
990020000000;Musterkreis;landkreis;\n\
990025001000;Norddorf;amt;990020000000\n\
990025001002;Norddorf;amtsangehoerige_gemeinde;990025001000\n\
990025001003;Nordhausen;amtsangehoerige_gemeinde;990025001000\n";
    let said = imported(&tree, KIND, table, &[]);
    assert!(
        said.contains("Mitverwaltung, keine eigene Stelle (1):\n  990025001000 Norddorf\n"),
        "{said}"
    );
    assert!(
        said.contains("Beibehalten, obwohl die Datei etwas anderes sagt (4):\n"),
        "{said}"
    );
    assert_eq!(tree.read(DIRECTORY), before);
}

#[test]
fn a_portal_without_a_directory_gets_one() {
    let tree = Tree::base();
    tree.remove(DIRECTORY);
    tree.write("content/leistungen/wohngeld/nachnutzung.csv", "ars;stand\n");
    imported(&tree, KIND, BEFORE, &[]);
    assert_eq!(tree.ozg(&["check"]).code, 0);
    assert!(imported(&tree, KIND, BEFORE, &[]).contains("Es ändert sich nichts."));
    assert_eq!(tree.read(DIRECTORY).lines().count(), 7);
}

/// Each fault with its message; nothing is written, and all faults are told in one run.
#[test]
fn a_broken_file_changes_nothing_and_is_explained() {
    let tree = tree();
    let before = files(&tree.path().join("content"));
    let table = "\
ars,name,art,uebergeordnet,einwohner\n\
990020001001,\"Dorf, groß\",Dorf,990020000000,\"1,5\"\n\
99002000100,Zu kurz,amtsfreie_gemeinde,,\n\
990010000000,Musterstadt\n\
990010000000,Musterstadt,kreisfreie_stadt,990010000000,1\n\
990020007007,,,990029999000,\n\
,Ohne,,,1\n";
    let said = import(&tree, KIND, table, &[]);
    assert_eq!(said.code, 1);
    assert_eq!(files(&tree.path().join("content")), before);
    assert_eq!(
        said.stderr,
        "\
Fehler[falsche-spaltenzahl]: die Zeile hat 2 Spalten, die Kopfzeile 5
 --> eingang.csv:4:1
  |
4 | 990010000000,Musterstadt
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = Hilfe: Prüfen Sie die Trennzeichen; setzen Sie Texte, die ein Trennzeichen enthalten, in Anführungszeichen.

"
    );
    let said = import(&tree, KIND, table.replace("\n990010000000,Musterstadt\n", "\n"), &[]);
    assert_eq!(
        said.stderr,
        "\
Fehler[unbekannter-wert]: unbekannte Art `Dorf`
 --> eingang.csv:2:27
  |
2 | 990020001001,\"Dorf, groß\",Dorf,990020000000,\"1,5\"
  |                           ^^^^
  |
  = Hilfe: Erlaubt sind: landkreis, kreisfreie_stadt, amt, verbandsgemeinde, amtsfreie_gemeinde, amtsangehoerige_gemeinde, ortsgemeinde, mitverwaltete_gemeinde.

Fehler[ungueltige-angabe]: `1,5` ist keine ganze Zahl
 --> eingang.csv:2:45
  |
2 | 990020001001,\"Dorf, groß\",Dorf,990020000000,\"1,5\"
  |                                             ^^^^^
  |
  = Hilfe: Schreiben Sie nur Ziffern, zum Beispiel 13843. Ist die Zahl nicht bekannt, bleibt die Zelle leer.

Fehler[ungueltiger-schluessel]: `99002000100` ist kein amtlicher Regionalschlüssel (ARS): erwartet werden genau 12 Ziffern, gefunden wurden 11 Zeichen
 --> eingang.csv:3:1
  |
3 | 99002000100,Zu kurz,amtsfreie_gemeinde,,
  | ^^^^^^^^^^^
  |
  = Hilfe: Tabellenprogramme kürzen Schlüssel gern: Formatieren Sie die Spalte als Text.

Fehler[fehlendes-feld]: in der Spalte `ars` fehlt die Angabe
 --> eingang.csv:6:1
  |
6 | ,Ohne,,,1
  | ^^^^^^^^^
  |
  = Hilfe: Ergänzen Sie den Schlüssel oder löschen Sie die Zeile.

"
    );
    let table =
        "ars;name;art;uebergeordnet\n990010000000;A;;990010000000\n990020007007;;;990029999000\n990010000000;B;;\n";
    let said = import(&tree, KIND, table, &[]);
    assert!(said.stderr.contains("eingang.csv:4:1"), "{}", said.stderr);
    assert!(
        said.stderr
            .contains("der Schlüssel 990010000000 steht schon in Zeile 2"),
        "{}",
        said.stderr
    );
    let said = import(&tree, KIND, table.rsplit_once("99001").unwrap().0, &[]);
    for message in [
        "die Stelle 990020007007 ist neu, aber in der Spalte `name` fehlt die Angabe",
        "die Stelle 990020007007 ist neu, aber in der Spalte `art` fehlt die Angabe",
        "die übergeordnete Stelle 990029999000 gibt es weder in der Datei noch im Verzeichnis",
        "die Stelle kann nicht zu sich selbst gehören",
    ] {
        assert!(said.stderr.contains(message), "{message}\n{}", said.stderr);
    }
    for (bytes, message) in [
        (&b"name;art\nA;amt\n"[..], "die Spalte `ars` fehlt"),
        (b"ars;name;Name\n1;2;3\n", "die Spalte `name` gibt es zweimal"),
        (b"ars;name\n", "unter der Kopfzeile steht keine Stelle"),
        (
            b"ars;name\n990010000000;\"A\n",
            "das Anführungszeichen wird nicht geschlossen",
        ),
        (b"\xff\xfea\0", "die Datei ist in UTF-16 gespeichert"),
        (b"PK\x03\x04", "das ist eine Arbeitsmappe"),
        (b"", "die Datei ist leer"),
        (
            b"ars;name\n990010000000;A\x07\n",
            "hier steht, was in keinen Text gehört: ein Steuerzeichen",
        ),
    ] {
        let said = import(&tree, KIND, bytes, &[]);
        assert_eq!(said.code, 1, "{message}");
        assert!(said.stderr.contains(message), "{message}\n{}", said.stderr);
    }
    assert_eq!(files(&tree.path().join("content")), before);
}

#[test]
fn a_broken_directory_is_not_edited() {
    let tree = tree();
    tree.write(DIRECTORY, BEFORE.replace("landkreis", "landkries"));
    let said = import(&tree, KIND, BEFORE, &[]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("content/stellen/gebietskoerperschaften.csv:3:26"),
        "{}",
        said.stderr
    );
}

#[test]
fn wrong_calls_are_explained() {
    let tree = tree();
    let said = tree.ozg(&["import", "stellen", "gibt-es-nicht.csv"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("gibt-es-nicht.csv"), "{}", said.stderr);
    let said = tree.ozg(&["import"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("es fehlt, was übernommen werden soll: stellen, nachnutzung"),
        "{}",
        said.stderr
    );
    let said = tree.ozg(&["import", "leistungen"]);
    assert!(
        said.stderr.contains("`ozg import leistungen` gibt es nicht"),
        "{}",
        said.stderr
    );
}
