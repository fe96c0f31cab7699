//! The communication kit: what is written, word for word, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};

use ozg::content::Library;
use ozg::kit;
use ozg::model::{Gap, Instrument};
use ozg::pipeline::{self, AsOf, Pipeline};

use crate::harness::{Said, Tree, files};

const RECORD: &str = "titel: Wohngeld
kurz: Zuschuss zur Miete.
ressort: mi
themenfeld: bauen-wohnen
vollzug: [kreisfreie_stadt, amtsfreie_gemeinde]
phase: erstinformation
geprueft_am: 2022-02-01
efa: {angebot: nachnutzbar, land: Nachbarland, dienst: https://wohngeld.example.org}
auskunft:
  nachnutzung_ab: 2022-Q3
  sachstand: Die Lösung ist [fertig](seite:impressum).
  naechste_schritte:
    - {datum: 2022-03-15, titel: 1. Freigabe}
    - {datum: 2022-01-10, titel: Prüfung, erledigt: true}
  fachrecht: {stand: nicht_noetig}
  kosten:
    stand: bekannt
    einfuehrung: 0
    betrieb:
      - {bis_einwohner: 10000, betrag: 1200}
      - {betrag: 2400.50}
    traeger: Land
pilotierung: {behoerden: [\"990010000000\"], erfahrungen: Es lief gut.}
mitarbeit_gesucht: {bis: 2022-04-30, aufgabe: Testen Sie mit.}
kontakt:
  - {name: Erika Muster, funktion: OZG-Koordination, email: ozg@example.org, telefon: 0123 456}
";

const EVENT: &str = "---
titel: Auftakt Wohngeld
beginn: 2022-03-01 10:00
ende: 2022-03-01 11:30
art: videokonferenz
ressort: mi
leistungen: [wohngeld]
online: https://konferenz.example.org/wohngeld
anmeldung: {email: anmeldung@example.org, bis: 2022-02-25}
---

Wir sprechen über [Wohngeld](../leistungen/wohngeld/leistung.yaml).
";

const MINISTRY: &str = "kuerzel: MI
name: Innenministerium
pressestelle: {name: Pressestelle, telefon: 0123 789, email: presse@example.org}
briefkopf:
  anschrift: [Weg 1, 01234 Musterstadt]
  ort: Musterstadt
  telefon: 0123 400
  unterschrift: {zusatz: Im Auftrag, name: Max Beispiel, funktion: Referatsleitung}
";

/// A portal with one template, and everything that a gap can ask for.
fn tree(instrument: &str, template: &str) -> Tree {
    let tree = Tree::base();
    tree.write("content/ressorts/mi.yaml", MINISTRY);
    tree.write("content/leistungen/wohngeld/leistung.yaml", RECORD)
        .write("content/termine/2022-03-01-auftakt.md", EVENT)
        .write(&format!("content/vorlagen/schritt-1/{instrument}.md"), template);
    tree
}

fn make(tree: &Tree, more: &[&str]) -> (Said, PathBuf) {
    let folder = tree.path().join("../").join(format!(
        "paket-{}",
        tree.path()
            .file_name()
            .unwrap()
            .to_string_lossy()
            .trim_start_matches('.')
    ));
    let path = folder.to_string_lossy().into_owned();
    let mut arguments = vec!["paket", "wohngeld", "--ausgabe", &path];
    if !more.contains(&"--schritt") {
        arguments.extend(["--schritt", "1"]);
    }
    arguments.extend(more);
    (tree.ozg(&arguments), folder)
}

/// The kit's files, read and removed.
fn made(tree: &Tree) -> Vec<(String, String)> {
    let (said, folder) = make(tree, &[]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    let found = files(&folder).into_iter();
    let found = found
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect();
    fs::remove_dir_all(folder).unwrap();
    found
}

fn text(files: &[(String, String)], name: &str) -> String {
    let file = files.iter().find(|(other, _)| other == name);
    file.unwrap_or_else(|| panic!("{name} is missing")).1.clone()
}

#[test]
fn every_gap_is_filled_word_for_word() {
    let lines = Gap::ALL
        .iter()
        .map(|gap| format!("{}\n\n{{{}}}\n", gap.word(), gap.word()));
    let template = format!(
        "---\ntitel: \"Zu {{leistung}} ({{datum}})\"\n---\n\n{}",
        lines.collect::<Vec<_>>().join("\n")
    );
    let mail = text(&made(&tree("mail", &template)), "mail.txt");
    let expected = "Betreff: Zu Wohngeld (15. Februar 2022)

leistung: Wohngeld
kurz: Zuschuss zur Miete
ressort: Innenministerium
ressort_kuerzel: MI
themenfeld: Bauen & Wohnen
bundesland: Musterland
herausgeber: Innenministerium
datum: 15. Februar 2022
ort_datum: Musterstadt, 15. Februar 2022
seite: https://portal.example.org/leistungen/wohngeld/
dienst: https://wohngeld.example.org
antrag: https://wohngeld.example.org
umsetzendes_land: Nachbarland
zustaendige_stellen: kreisfreie Städte und amtsfreie Gemeinden
anzahl_zustaendig: 2
anzahl_live: 1
verbreitung: Die einzige Angabe sagt: live; zu 1 liegt keine Angabe vor.
pilotbehoerden: Musterstadt
nachnutzung_ab: Kommunen können den Online-Dienst voraussichtlich ab dem 3. Quartal 2022 nachnutzen.
fachrecht: Das Fachrecht muss nicht angepasst werden.
kontakt_name: Erika Muster
kontakt_email: ozg@example.org
termin: Auftakt Wohngeld
termin_wann: Dienstag, 1. März 2022, 10:00 bis 11:30 Uhr
termin_ort: online (den Link bekommen Sie nach der Anmeldung)
veranstalter: Innenministerium
redaktionssystem: Redaktionssystem ML
it_dienstleister: Rechenzentrum ML
serviceportal: Serviceportal ML
sachstand: Die Lösung ist fertig (https://portal.example.org/impressum/).
naechste_schritte: - 15. März 2022: 1. Freigabe
kosten: Die Kosten für eine Stelle stehen fest.

- Einführung (einmalig, zahlt das Land): 0\u{a0}€
- Betrieb (im Jahr, zahlt das Land), nach der Zahl der Einwohnerinnen und Einwohner:
  - bis 10.000: 1.200\u{a0}€
  - über 10.000: 2.400,50\u{a0}€
bestellung: Das Ressort hat den Online-Dienst noch nicht zur Nachnutzung freigegeben.
aufgaben: 1. Legen Sie den Online-Dienst im Redaktionssystem ML an, und ordnen Sie ihn Ihrer Behörde zu. So erscheint er auch im Serviceportal ML und im Portalverbund von Bund und Ländern.
2. Verweisen Sie auf der Website Ihrer Behörde auf den Online-Dienst.
erfahrungen: Es lief gut.
mitarbeit: Testen Sie mit.

Bitte melden Sie sich bis zum 30. April 2022.
kontakt: Erika Muster
OZG-Koordination
ozg@example.org
Telefon: 0123 456
pressestelle: Pressestelle
presse@example.org
Telefon: 0123 789
unterschrift: Im Auftrag

Max Beispiel
Referatsleitung
Innenministerium
termin_text: Wir sprechen über Wohngeld (https://portal.example.org/leistungen/wohngeld/).
termin_anmeldung: Anmeldung bis zum 25. Februar 2022: anmeldung@example.org
";
    let mut flat = mail.clone();
    for gap in Gap::ALL {
        flat = flat.replacen(&format!("\n{}\n\n", gap.word()), &format!("\n{}: ", gap.word()), 1);
    }
    let flat = flat.replace("\n\n", "\n");
    assert_eq!(flat, expected.replace("\n\n", "\n"), "{mail}");
}

#[test]
fn a_letter_is_a_sheet_and_a_text_and_whom_it_goes_to() {
    let template = "---\ntitel: \"{leistung} für Sie\"\n---\n\nGuten Tag,\n\nes geht um *{leistung}*, siehe [die Seite]({seite}).\n\n{kontakt}\n";
    let files = made(&tree("informationsschreiben", template));
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "LIESMICH.txt",
            "empfaenger.csv",
            "informationsschreiben.html",
            "informationsschreiben.txt",
            "multiplikatoren.csv"
        ]
    );
    assert_eq!(
        text(&files, "informationsschreiben.txt"),
        "Betreff: Wohngeld für Sie\n\nGuten Tag,\n\nes geht um Wohngeld, siehe die Seite (https://portal.example.org/leistungen/wohngeld/).\n\nErika Muster\nOZG-Koordination\nozg@example.org\nTelefon: 0123 456\n"
    );
    let html = text(&files, "informationsschreiben.html");
    for part in [
        "<h1>Wohngeld für Sie</h1>",
        "<em>Wohngeld</em>, siehe <a href=\"https://portal.example.org/leistungen/wohngeld/\">die Seite</a>",
        "<a href=\"mailto:ozg@example.org\">ozg@example.org</a>",
        "<p class=\"from\">Innenministerium</p><p>Weg 1</p><p>01234 Musterstadt</p><p>Telefon: 0123 400</p>",
        "<p>Musterstadt, 15. Februar 2022</p>",
    ] {
        assert!(html.contains(part), "{part} is missing in {html}");
    }
    assert!(!html.contains("Beispieldaten"));
    // The town has answered; the village has not, and has no address.
    assert_eq!(
        text(&files, "empfaenger.csv"),
        "\u{feff}\"ars\";\"name\";\"art\";\"email\";\"strasse\";\"plz\";\"ort\";\"landkreis\";\"hinweis\";\"stand\";\"naechster_schritt\";\"datum_art\";\"datum\"\r\n\"990020001001\";\"Musterdorf\";\"amtsfreie Gemeinde\";\"\";\"\";\"\";\"\";\"Musterkreis\";\"Im Verzeichnis steht keine E-Mail-Adresse.\";\"\";\"Interesse melden\";\"bis\";\"2022-04-30\"\r\n"
    );
}

#[test]
fn each_step_goes_to_those_whom_it_is_about_and_says_what_they_do_next() {
    let tree = tree("mail", "---\ntitel: \"{leistung}\"\n---\n\nText.\n");
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    for step in ["2", "3"] {
        let template = "---\ntitel: \"{leistung}\"\n---\n\nText.\n";
        tree.write(&format!("content/vorlagen/schritt-{step}/mail.md"), template);
    }
    let keys = ["1", "2", "3", "4", "5", "6"].map(|number| format!("99002000{number}00{number}"));
    let places = keys
        .iter()
        .map(|key| format!("{key};Ort {key};amtsfreie_gemeinde;990020000000\n"));
    tree.write(
        "content/stellen/gebietskoerperschaften.csv",
        format!(
            "ars;name;art;uebergeordnet\n990020000000;Musterkreis;landkreis;\n{}",
            places.collect::<String>()
        ),
    );
    let record = record.replace("behoerden: [\"990010000000\"]", "behoerden: []");
    tree.write("content/leistungen/wohngeld/leistung.yaml", record);
    let states = ["interessiert", "pilot", "in_einfuehrung", "live", "beendet"];
    let lines = keys
        .iter()
        .zip(states)
        .map(|(key, status)| format!("{key};{status};2021-12;;\n"));
    tree.write(
        "content/leistungen/wohngeld/nachnutzung.csv",
        format!("ars;stand;seit;url;bemerkung\n{}", lines.collect::<String>()),
    );
    let recipients = |step: &str| -> Vec<String> {
        let (said, folder) = make(&tree, &["--schritt", step, "--trotzdem"]);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        let table = fs::read_to_string(folder.join("empfaenger.csv")).unwrap();
        fs::remove_dir_all(folder).unwrap();
        let rows = table.lines().skip(1).map(|row| {
            let cells: Vec<_> = row.split(';').map(|cell| cell.trim_matches('"')).collect();
            format!("{} {}: {}", &cells[0][8..9], cells[9].to_lowercase(), cells[10])
        });
        rows.collect()
    };
    assert_eq!(recipients("1"), ["6 : Interesse melden"]);
    assert_eq!(
        recipients("2"),
        ["1 interessiert: Interesse melden", "6 : Interesse melden"]
    );
    assert_eq!(
        recipients("3"),
        [
            "1 interessiert: Interesse melden",
            "2 pilotbehörde: Zum Termin anmelden",
            "3 in einführung: Zum Termin anmelden",
            "6 : Interesse melden",
        ]
    );
}

#[test]
fn words_of_the_record_are_no_markup_and_samples_say_so() {
    let tree = tree("mail", "---\ntitel: \"{leistung}\"\n---\n\n{leistung} {kurz}.\n");
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "titel: Wohngeld",
        "titel: \"*Wohn*_geld_ <b>\"\nbeispiel: true",
    );
    let mail = text(&made(&tree), "mail.txt");
    assert_eq!(
        mail,
        "Betreff: *Wohn*_geld_ <b>\n\n[Beispieldaten. Die Angaben sind erfunden. Bitte nicht versenden.]\n\n*Wohn*_geld_ <b> Zuschuss zur Miete.\n"
    );
}

#[test]
fn an_invitation_brings_its_calendar_and_a_poster_its_code() {
    let tree = tree(
        "einladung",
        "---\ntitel: \"{termin}\"\n---\n\n{termin_wann}\n\n{termin_anmeldung}\n",
    );
    tree.write(
        "content/vorlagen/schritt-1/plakat.md",
        "---\ntitel: \"{leistung}\"\nqr: dienst\n---\n\nOnline!\n",
    );
    let files = made(&tree);
    let calendar = text(&files, "einladung.ics");
    assert!(
        calendar.contains("DTSTART;TZID=Europe/Berlin:20220301T100000\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("SUMMARY:Auftakt Wohngeld\r\n"));
    assert_eq!(read_code(&text(&files, "plakat.svg")), "https://wohngeld.example.org");
    let poster = text(&files, "plakat.html");
    assert!(
        poster.contains("<p class=\"address\">https://wohngeld.example.org</p>"),
        "{poster}"
    );
    assert!(poster.contains(&text(&files, "plakat.svg")));
}

/// Draws the squares of a code and reads it as a telephone would.
fn read_code(svg: &str) -> String {
    let side: usize = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let path = svg.rsplit_once("<path d=\"").unwrap().1;
    let scale = 4;
    let mut dark = vec![vec![false; side]; side];
    for square in path.split('M').skip(1) {
        let (x, rest) = square.split_once(' ').unwrap();
        let y = rest.split('h').next().unwrap();
        dark[y.parse::<usize>().unwrap()][x.parse::<usize>().unwrap()] = true;
    }
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * scale, side * scale, |x, y| {
        if dark[y / scale][x / scale] { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn what_is_missing_is_said_all_at_once_and_nothing_is_written() {
    let tree = tree(
        "mail",
        "---\ntitel: \"{leistung}\"\n---\n\n{nachnutzung_ab} {termin} {termin_ort}\n\n{kosten}\n\n{kontakt}\n",
    );
    tree.write(
        "content/leistungen/wohngeld/leistung.yaml",
        "titel: Wohngeld\nkurz: Zuschuss zur Miete.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\nphase: erstinformation\ngeprueft_am: 2022-02-01\n",
    );
    tree.write("content/ressorts/mi.yaml", "kuerzel: MI\nname: Innenministerium\n");
    tree.remove("content/termine/2022-03-01-auftakt.md");
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 1);
    assert!(!folder.exists());
    let expected = "Fehler[paket-angabe-fehlt]: die Vorlagen brauchen einen kommenden Termin zu dieser Leistung, und es gibt keinen
--> content/leistungen/wohngeld/leistung.yaml
 = Hilfe: Legen Sie einen Termin an (`ozg neu termin`) und nennen Sie dort `leistungen: [wohngeld]`, oder lassen Sie die Einladung mit `--ohne einladung` weg.

Fehler[paket-angabe-fehlt]: die Vorlagen brauchen die Antwort auf Frage 1 (ab wann), die Angabe fehlt
 --> content/leistungen/wohngeld/leistung.yaml:1:1
  |
1 | titel: Wohngeld
  | ^^^^^^^^^^^^^^^
  |
  = Hilfe: Ergänzen Sie unter `auskunft:` das Feld `nachnutzung_ab:`; auch `unbekannt` ist eine Antwort.

Fehler[paket-angabe-fehlt]: die Vorlagen brauchen die Antwort auf Frage 5 (Kosten), die Angabe fehlt
 --> content/leistungen/wohngeld/leistung.yaml:1:1
  |
1 | titel: Wohngeld
  | ^^^^^^^^^^^^^^^
  |
  = Hilfe: Ergänzen Sie unter `auskunft:` das Feld `kosten:` mit `stand:`; auch `unbekannt` ist eine Antwort.

Fehler[paket-angabe-fehlt]: die Vorlagen brauchen einen Kontakt, die Angabe fehlt
 --> content/leistungen/wohngeld/leistung.yaml:1:1
  |
1 | titel: Wohngeld
  | ^^^^^^^^^^^^^^^
  |
  = Hilfe: Ergänzen Sie `kontakt:` in der Leistung oder `koordination:` in content/ressorts/mi.yaml.

";
    assert_eq!(said.stderr, expected);
    assert_eq!(
        said.stdout,
        "Nichts geschrieben: 4 Fehler, keine Warnungen, keine Hinweise.\n"
    );
}

#[test]
fn a_step_without_templates_and_a_text_that_is_too_long_are_refused() {
    let tree = tree(
        "social-media",
        "---\ntitel: Kurz\nhoechstens: 10\n---\n\n{leistung}: {kurz}\n",
    );
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr
            .contains("Fehler[paket-text-zu-lang]: der fertige Text hat 28 Zeichen, erlaubt sind 10"),
        "{}",
        said.stderr
    );
    let (said, _) = make(&tree, &["--ohne", "social-media"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr
            .contains("Fehler[paket-ohne-vorlage]: für Schritt 1 gibt es keine Vorlage"),
        "{}",
        said.stderr
    );
    assert!(!folder.exists());
}

#[test]
fn folders_of_others_and_of_the_portal_are_left_alone() {
    let tree = tree("mail", "---\ntitel: Kurz\n---\n\n{leistung}\n");
    let run = |folder: &Path| {
        let path = folder.to_string_lossy().into_owned();
        tree.ozg(&["paket", "wohngeld", "--schritt", "1", "--ausgabe", &path])
    };
    tree.build();
    for folder in ["public/paket", "content/paket", "public"] {
        let said = run(&tree.path().join(folder));
        assert_eq!(said.code, 2, "{folder}");
        assert!(
            said.stderr.contains("gehört zum Portal und würde veröffentlicht"),
            "{}",
            said.stderr
        );
        assert!(!tree.path().join(folder).join("mail.txt").exists());
    }
    let folder = tree.path().join("paket");
    tree.write("paket/notizen.txt", "Meins");
    let said = run(&folder);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("liegt schon etwas anderes (notizen.txt)"),
        "{}",
        said.stderr
    );
    assert_eq!(files(&folder).len(), 1);
    tree.remove("paket/notizen.txt");
    assert_eq!(run(&folder).code, 0);
    let first = files(&folder);
    assert_eq!(run(&folder).code, 0, "a kit may be made anew");
    assert_eq!(files(&folder), first);
    let said = tree.ozg(&["paket", "wohngelt", "--schritt", "1", "--ausgabe", "/tmp/nie"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("`wohngelt` gibt es nicht; meinten Sie `wohngeld`?"),
        "{}",
        said.stderr
    );
}

#[test]
fn nothing_of_a_kit_is_on_the_site() {
    let tree = tree("mail", "---\ntitel: Geheimer Betreff\n---\n\n{leistung}\n");
    for (path, bytes) in files(&tree.build()) {
        assert!(!path.contains("vorlagen"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains("Geheimer Betreff"), "{path}");
    }
}

#[test]
fn templates_that_were_just_started_make_whole_kits() {
    let tree = Tree::base();
    tree.write("content/ressorts/mi.yaml", MINISTRY)
        .write("content/termine/2022-03-01-auftakt.md", EVENT);
    for (step, phase) in [("1", "erstinformation"), ("2", "pilotierung"), ("3", "rollout")] {
        let record = RECORD.replace("phase: erstinformation", &format!("phase: {phase}"));
        tree.write("content/leistungen/wohngeld/leistung.yaml", record);
        for instrument in Instrument::ALL {
            let said = tree.ozg(&["neu", "vorlage", step, instrument.word()]);
            assert_eq!(said.code, 0, "{}", said.stderr);
        }
        let folder = tree.path().join(format!("paket-{step}"));
        let said = tree.ozg(&[
            "paket",
            "wohngeld",
            "--schritt",
            step,
            "--ausgabe",
            folder.to_str().unwrap(),
        ]);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        let files = files(&folder);
        assert_eq!(files.len(), 14);
        for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".txt")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(['{', '}', '*', '#']), "{name}: {text}");
        }
    }
}

/// Must show: six services in different phases, each of the three steps.
#[test]
fn kits_of_the_repository_are_whole_or_refused_with_a_reason() {
    let library = Library::open(Path::new(env!("CARGO_MANIFEST_DIR")));
    let request = pipeline::Request {
        as_of: AsOf::Asked("2022-02-15".parse().unwrap()),
        drafts: false,
        base_url: None,
        hidden: false,
    };
    let site = Pipeline::new(&library, request).run().published.unwrap().site;
    for (service, phase, steps, invited) in [
        ("personalausweis", "Vorbereitung", vec!["1"], vec![]),
        ("einbuergerung", "Erstinformation", vec!["1", "2"], vec![]),
        ("baugenehmigung", "Pilotierung", vec!["2"], vec!["2"]),
        ("hundehaltung", "Rollout", vec!["3"], vec![]),
        ("kfz-zulassung", "Flächendeckend", vec!["3"], vec![]),
        ("kirchenaustritt", "Zurückgestellt", vec![], vec![]),
    ] {
        for step in ["1", "2", "3"] {
            let made = kit::make(
                &site,
                kit::Request {
                    service: &site.portal.services[service],
                    step: step.parse().unwrap(),
                    event: None,
                    without: &[],
                    reference: None,
                    anyway: false,
                },
            );
            if !steps.contains(&step) {
                let problems = made.unwrap_err();
                assert_eq!(problems.len(), 1, "{service} {step}: {problems:?}");
                assert_eq!(problems[0].code, "paket-schritt-passt-nicht");
                let reason = format!("die Leistung steht in der Phase „{phase}“");
                assert!(problems[0].message.ends_with(&reason), "{}", problems[0].message);
                continue;
            }
            let kit = made.unwrap_or_else(|problems| panic!("{service} {step}: {problems:?}"));
            let has = |name: &str| kit.files.iter().any(|file| file.name == name);
            let lacks = |instrument| kit.left_out.iter().any(|left_out| left_out.instrument == instrument);
            assert_eq!(has("einladung.ics"), invited.contains(&step), "{service} {step}");
            assert_eq!(has("einladung.ics"), !lacks(Instrument::Invitation), "{service} {step}");
            // The text for the press of step 2 says that pilots are at work.
            let is_too_early = (phase, step) == ("Erstinformation", "2");
            assert_eq!(has("pressetext.txt"), !is_too_early, "{service} {step}");
            for file in kit.files.iter().filter(|file| file.name.ends_with(".txt")) {
                let text = String::from_utf8_lossy(&file.bytes);
                assert!(!text.contains(['{', '}', '*', '<']), "{}: {text}", file.name);
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_made_only_if_somebody_insists() {
    let tree = tree("mail", "---\ntitel: Kurz\n---\n\n{leistung}\n");
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "phase: erstinformation",
        "phase: rollout",
    );
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.stderr,
        "Fehler[paket-schritt-passt-nicht]: Schritt 1 ist für die Phasen „Vorbereitung“ und „Erstinformation“; die Leistung steht in der Phase „Rollout“
 --> content/leistungen/wohngeld/leistung.yaml:6:8
  |
6 | phase: rollout
  |        ^^^^^^^
  |
  = Hilfe: Zu dieser Phase passt `--schritt 3`. Stimmt die Phase nicht mehr, berichtigen Sie sie. Mit `--trotzdem` entsteht das Paket dennoch.

"
    );
    assert!(!folder.exists());
    let (said, folder) = make(&tree, &["--trotzdem"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stderr.starts_with("Warnung[paket-schritt-passt-nicht]"),
        "{}",
        said.stderr
    );
    assert!(folder.join("mail.txt").exists());
    fs::remove_dir_all(folder).unwrap();
}

/// A text that is true in one phase only is left out of a kit for another one, and the kit says so.
#[test]
fn a_text_that_is_not_true_yet_is_left_out() {
    let tree = tree("mail", "---\ntitel: Kurz\n---\n\n{leistung}\n");
    tree.write(
        "content/vorlagen/schritt-1/pressetext.md",
        "---\ntitel: Kurz\nphasen: [pilotierung, rollout]\n---\n\n{leistung}\n",
    );
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let reason = "pressetext. Die Vorlage ist nur für die Phasen „Pilotierung“ und „Rollout“.";
    assert!(
        said.stdout.contains(&format!("Nicht enthalten: {reason}")),
        "{}",
        said.stdout
    );
    assert!(!folder.join("pressetext.txt").exists());
    let readme = fs::read_to_string(folder.join("LIESMICH.txt")).unwrap();
    assert!(readme.contains("Nicht enthalten:\npressetext: Die Vorlage"), "{readme}");
    fs::remove_dir_all(folder).unwrap();
}

/// A ministry invites to its own events, of kinds that suit, for administrations; else the rest is made.
#[test]
fn invitations_are_to_events_that_fit() {
    let invitation = "---\ntitel: \"{termin}\"\nterminarten: [videokonferenz]\n---\n\n{termin}, {veranstalter}\n";
    for (field, value, reason) in [
        (
            "ressort: mi",
            "ressort: mx",
            "ihn veranstaltet ein anderes Ressort (MX)",
        ),
        (
            "ressort: mi\n",
            "veranstalter: Kammer\n",
            "ihn veranstaltet jemand anderes (Kammer)",
        ),
        (
            "art: videokonferenz",
            "art: schulung",
            "zu dieser Art von Termin lädt die Vorlage nicht ein (Schulung)",
        ),
        (
            "ressort: mi\n",
            "ressort: mi\nzielgruppe: [buerger]\n",
            "er ist nicht für die Verwaltung",
        ),
    ] {
        let tree = tree("einladung", invitation);
        tree.write("content/ressorts/mx.yaml", MINISTRY.replace("MI", "MX"));
        tree.replace("content/termine/2022-03-01-auftakt.md", field, value);
        let (said, folder) = make(&tree, &[]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let expected =
            format!("Nicht enthalten: einladung. Kein kommender Termin passt. 2022-03-01-auftakt: {reason}.");
        assert!(said.stdout.contains(&expected), "{}", said.stdout);
        assert!(!folder.join("einladung.txt").exists());
        fs::remove_dir_all(&folder).unwrap();
        let (said, folder) = make(&tree, &["--termin", "2022-03-01-auftakt"]);
        assert_eq!(said.code, 1);
        assert!(
            said.stderr.contains("Fehler[paket-termin-passt-nicht]"),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains(reason), "{}", said.stderr);
        assert!(!folder.exists());
        let (said, folder) = make(&tree, &["--termin", "2022-03-01-auftakt", "--trotzdem"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(
            said.stderr.contains("Warnung[paket-termin-passt-nicht]"),
            "{}",
            said.stderr
        );
        let text = fs::read_to_string(folder.join("einladung.txt")).unwrap();
        let organizer = if value.contains("Kammer") {
            "Kammer"
        } else {
            "Innenministerium"
        };
        assert!(text.contains(&format!("Auftakt Wohngeld, {organizer}")), "{text}");
        fs::remove_dir_all(&folder).unwrap();
    }
    let tree = tree("einladung", invitation);
    tree.remove("content/termine/2022-03-01-auftakt.md");
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stdout
            .contains("Nicht enthalten: einladung. Zu dieser Leistung gibt es keinen kommenden Termin.")
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_letter_has_a_letterhead_and_the_press_a_telephone() {
    let tree = tree(
        "informationsschreiben",
        "---\ntitel: Kurz\n---\n\n{leistung}\n\n{unterschrift}\n",
    );
    let (said, folder) = make(&tree, &["--geschaeftszeichen", "31-12/2022"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let html = fs::read_to_string(folder.join("informationsschreiben.html")).unwrap();
    assert!(html.contains("<p>Geschäftszeichen: 31-12/2022</p>"), "{html}");
    fs::remove_dir_all(&folder).unwrap();
    tree.write(
        "content/vorlagen/schritt-1/pressetext.md",
        "---\ntitel: Kurz\n---\n\n{leistung}\n\n{pressestelle}\n",
    );
    tree.write(
        "content/ressorts/mi.yaml",
        "kuerzel: MI\nname: Innenministerium\npressestelle: {name: Presse, email: presse@example.org}\n",
    );
    let (said, folder) = make(&tree, &[]);
    assert_eq!(said.code, 1);
    for words in [
        "die Vorlagen brauchen den Briefkopf des Ressorts, die Angabe fehlt",
        "die Vorlagen brauchen die Telefonnummer der Pressestelle, die Angabe fehlt",
        "content/ressorts/mi.yaml:3",
    ] {
        assert!(said.stderr.contains(words), "{words}\n{}", said.stderr);
    }
    assert!(!folder.exists());
}

#[test]
fn names_with_an_and_of_their_own_are_told_apart_and_nothing_is_said_twice() {
    let tree = tree("mail", "---\ntitel: Kurz\n---\n\n{pilotbehoerden}\n\n{kontakt}\n");
    tree.write(
        "content/stellen/gebietskoerperschaften.csv",
        "ars;name;art;bezeichnung;uebergeordnet\n990010000000;Musterstadt;kreisfreie_stadt;;\n990020000000;Musterkreis;landkreis;;\n\
         990025001000;Gransee und Gemeinden;amt;Amt;990020000000\n990020001001;Musterdorf;amtsfreie_gemeinde;;990020000000\n",
    );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "behoerden: [\"990010000000\"]",
        "behoerden: [\"990010000000\", \"990025001000\", \"990020001001\"]",
    );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "name: Erika Muster, funktion: OZG-Koordination",
        "name: OZG-Koordination, funktion: OZG-Koordination des Ressorts, stelle: Ressort",
    );
    assert_eq!(
        text(&made(&tree), "mail.txt"),
        "Betreff: Kurz\n\nMusterstadt; Amt Gransee und Gemeinden; Musterdorf\n\nOZG-Koordination des Ressorts\nozg@example.org\nTelefon: 0123 456\n"
    );
}

/// A poster for citizens leads to where they apply: the online service, or the state's portal where it is not known.
#[test]
fn a_poster_for_citizens_leads_to_the_application() {
    let tree = tree("plakat", "---\ntitel: Online\nqr: antrag\n---\n\n{leistung}\n");
    assert_eq!(
        read_code(&text(&made(&tree), "plakat.svg")),
        "https://wohngeld.example.org"
    );
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        ", dienst: https://wohngeld.example.org",
        "",
    );
    let (said, _) = make(&tree, &[]);
    assert!(
        said.stderr.contains("die Adresse des Online-Dienstes"),
        "{}",
        said.stderr
    );
    tree.replace(
        "content/portal.yaml",
        "  serviceportal: Serviceportal ML\n",
        "  serviceportal: Serviceportal ML\n  serviceportal_url: https://service.example.org\n",
    );
    let address = read_code(&text(&made(&tree), "plakat.svg"));
    assert_eq!(address.trim_end_matches('/'), "https://service.example.org");
}

/// Titles of services may be phrases ("Hund anmelden und Hundesteuer"), so they stand in quotation marks within a sentence.
#[test]
fn the_templates_of_the_repository_quote_the_names_of_services() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["content/vorlagen", "src/scaffold/template_files"] {
        for (name, bytes) in files(&root.join(folder)) {
            let text = String::from_utf8(bytes).unwrap();
            for line in text.lines().filter(|line| line.contains("{leistung}")) {
                let is_alone = matches!(line, "**{leistung}**" | "titel: \"{leistung}\"");
                let quoted = line.matches("Leistung „{leistung}“").count() == line.matches("{leistung}").count();
                assert!(is_alone || quoted, "{name}: {line}");
            }
        }
    }
}

#[test]
fn the_handbook_names_every_gap_and_instrument() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/leitfaeden/redaktionshandbuch/17-pakete.md");
    let chapter = fs::read_to_string(path).unwrap();
    for gap in Gap::ALL {
        let line = format!("| `{{{}}}` | {} |\n", gap.word(), gap.explanation());
        assert!((chapter.clone() + "\n").contains(&line), "{line}");
    }
    for instrument in Instrument::ALL {
        assert!(
            chapter.contains(&format!("| `{}.md` |", instrument.word())),
            "{}",
            instrument.word()
        );
    }
}
