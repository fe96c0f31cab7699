//! What readers may not see is in no file of the portal: a tree with one of everything secret, and a search for planted
//! words in every byte that is published.

use std::fs;
use std::io::Read;
use std::path::Path;

use crate::harness::{Tree, files};
use crate::history;

/// Why an entity is secret: the field that says so.
const REASONS: [(&str, &str); 3] = [
    ("entwurf", "entwurf: true"),
    ("sperre", "veroeffentlichen_ab: 2022-03-01"),
    ("ablauf", "gueltig_bis: 2022-02-14"),
];

/// Begins every planted word, in names as well as in texts.
const PLANTED: &str = "xgeheimx";

/// A word that nobody may read: names of files, ids and texts are made of such.
fn word(kind: &str, reason: &str) -> String {
    format!("{PLANTED}-{kind}-{reason}")
}

fn plant(tree: &Tree) {
    for (reason, field) in REASONS {
        let w = |kind: &str| word(kind, reason);
        let pdf = |path: &str| {
            let bytes = format!(
                "%PDF-1.4\n2 0 obj << /Title (A) >> endobj {} trailer << /Info 2 0 R >>",
                w("bytes")
            );
            tree.write(path, bytes);
        };
        tree.write(&format!("content/ressorts/{}.yaml", w("ressort")), format!("kuerzel: XG\nname: {0}\ntext: {0}\n{field}\nkoordination:\n  - name: {0}\n    email: {0}@example.org\n", w("ressort")));
        tree.write(
            &format!("content/ressorts/{}.en.yaml", w("ressort")),
            format!("name: {}-en\n", w("ressort")),
        );
        let folder = format!("content/leistungen/{}", w("leistung"));
        tree.write(&format!("{folder}/leistung.yaml"), format!(
            "titel: {0}\nkurz: {0}.\nressort: mi\nthemenfeld: bauen-wohnen\nvollzug: [kreisfreie_stadt]\nphase: rollout\nleika: [\"99107023017000\"]\nfrueher: [/{0}/alt/]\nsuchbegriffe: [{0}]\n{field}\ndokumente:\n  - titel: {0}\n    datei: {0}.pdf\nauskunft:\n  sachstand: {0}\n  naechste_schritte:\n    - datum: 2022-05\n      titel: {0}\n", w("leistung")));
        tree.write(
            &format!("{folder}/leistung.en.yaml"),
            format!("titel: {0}-en\nkurz: {0}-en.\n", w("leistung")),
        );
        tree.write(
            &format!("{folder}/text.md"),
            format!("## {0}\n\n{0} [Anlage](beilage.pdf)\n", w("text")),
        );
        tree.write(
            &format!("{folder}/text.en.md"),
            format!("## {0}\n\n{0}\n", w("text-en")),
        );
        tree.write(
            &format!("{folder}/nachnutzung.csv"),
            format!(
                "ars;stand;seit;url;bemerkung\n990010000000;live;2022-01;https://{0}.example.org/;{0}\n",
                w("nachnutzung")
            ),
        );
        pdf(&format!("{folder}/{}.pdf", w("leistung")));
        pdf(&format!("{folder}/beilage.pdf"));
        tree.write(&format!("content/termine/2022-02-20-{}.md", w("termin")), format!(
            "---\ntitel: {0}\nbeginn: 2022-02-20 10:00\nende: 2022-02-20 11:00\nart: videokonferenz\nonline: https://{0}.example.org/\nressort: mi\nleistungen: [wohngeld]\n{field}\nunterlagen:\n  - titel: {0}\n    datei: {0}.pdf\n---\n\n{0}\n", w("termin")));
        tree.write(
            &format!("content/termine/2022-02-20-{}.en.md", w("termin")),
            format!("---\ntitel: {0}-en\n---\n\n{0}-en\n", w("termin")),
        );
        pdf(&format!("content/termine/{}.pdf", w("termin")));
        tree.write(&format!("content/presse/2022-02-10-{}.md", w("presse")), format!(
            "---\ntitel: {0}\nkurz: {0}\ndatum: 2022-02-10\nressort: mi\nleistungen: [wohngeld]\n{field}\nanhaenge:\n  - titel: {0}\n    datei: {0}.pdf\nkontakt:\n  - name: {0}\n---\n\n{0} ![Bild](bild-{0}.svg)\n", w("presse")));
        tree.write(
            &format!("content/presse/2022-02-10-{}.en.md", w("presse")),
            format!("---\ntitel: {0}-en\n---\n\n{0}-en\n", w("presse")),
        );
        pdf(&format!("content/presse/{}.pdf", w("presse")));
        tree.write(
            &format!("content/presse/bild-{}.svg", w("presse")),
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>{}</title></svg>",
                w("bytes")
            ),
        );
        let guide = format!("content/leitfaeden/{}", w("leitfaden"));
        tree.write(
            &format!("{guide}/leitfaden.yaml"),
            format!(
                "titel: {0}\nkurz: {0}\nart: leitfaden\n{field}\ndokumente:\n  - titel: {0}\n    datei: {0}.pdf\n",
                w("leitfaden")
            ),
        );
        tree.write(
            &format!("{guide}/leitfaden.en.yaml"),
            format!("titel: {0}-en\nkurz: {0}-en.\n", w("leitfaden")),
        );
        tree.write(
            &format!("{guide}/01-{}.md", w("kapitel")),
            format!("# {0}\n\n{0}\n", w("kapitel")),
        );
        tree.write(
            &format!("{guide}/01-{}.en.md", w("kapitel")),
            format!("# {0}-en\n\n{0}\n", w("kapitel")),
        );
        pdf(&format!("{guide}/{}.pdf", w("leitfaden")));
        tree.write(
            &format!("content/seiten/{}.md", w("seite")),
            format!(
                "---\ntitel: {0}\nmenue: haupt\nsuchbegriffe: [{0}]\n{field}\n---\n\n{0} [Anlage]({0}.pdf)\n",
                w("seite")
            ),
        );
        for language in ["en", "leicht"] {
            tree.write(
                &format!("content/seiten/{}.{language}.md", w("seite")),
                format!(
                    "---\ntitel: {0}-{language}\n---\n\n{0}-{language} [file]({0}-{language}.pdf)\n",
                    w("seite")
                ),
            );
            pdf(&format!("content/seiten/{}-{language}.pdf", w("seite")));
        }
        pdf(&format!("content/seiten/{}.pdf", w("seite")));
        let list = |path: &str, entry: String| {
            let before = fs::read_to_string(tree.path().join(path)).unwrap_or_default();
            tree.write(path, before + &entry);
        };
        list(
            "content/themenfelder.yaml",
            format!("- id: {0}\n  name: {0}\n  {field}\n", w("themenfeld")),
        );
        list(
            "content/themenfelder.en.yaml",
            format!("- id: {0}\n  name: {0}-en\n", w("themenfeld")),
        );
        // An authority that has ended keeps its page.
        let field = if reason == "ablauf" { "entwurf: true" } else { field };
        list(
            "content/stellen/weitere.yaml",
            format!(
                "- id: {0}\n  name: {0}\n  art: it_dienstleister\n  website: https://{0}.example.org/\n  {field}\n",
                w("stelle")
            ),
        );
        // What is public and names what is secret.
        let names = |kind: &str, prefix: &str| format!("[mehr]({prefix}:{})", w(kind));
        list(
            "content/seiten/impressum.md",
            format!(
                "\n{} {} {} {} {}\n",
                names("leistung", "leistung"),
                names("seite", "seite"),
                names("leitfaden", "leitfaden"),
                names("ressort", "ressort"),
                names("stelle", "stelle")
            ),
        );
    }
    // Files that nobody names, and what programs leave behind.
    for path in [
        "leistungen/wohngeld",
        "termine",
        "presse",
        "leitfaeden/drei-schritte",
        "seiten",
    ] {
        for name in [
            "Vermerk.docx",
            "notiz.txt",
            "seite.html",
            "~$Vermerk.docx",
            "Thumbs.db",
            "bild.svg",
        ] {
            tree.write(
                &format!("content/{path}/{PLANTED}{name}"),
                format!("<script>{PLANTED}</script>"),
            );
        }
        tree.write(&format!("content/{path}/~${PLANTED}.docx"), PLANTED);
    }
    tree.write(
        &format!("content/presse/2022-02-20-{PLANTED}-kommt.md"),
        format!("---\ntitel: {PLANTED}\ndatum: 2022-02-20\n---\n\n{PLANTED}\n"),
    );
}

/// The names of all authorities, topics and ministries that secret ones are named by.
fn refer(tree: &Tree) {
    let list = |kind: &str| REASONS.map(|(reason, _)| word(kind, reason)).join(", ");
    let record = tree.read("content/leistungen/wohngeld/leistung.yaml");
    tree.write(
        "content/leistungen/wohngeld/leistung.yaml",
        format!(
            "{record}vollzug_stellen: [{0}]\npilotierung:\n  behoerden: [{0}]\n",
            list("stelle")
        ),
    );
    let ministry = tree.read("content/ressorts/mi.yaml");
    tree.write(
        "content/ressorts/mi.yaml",
        format!("{ministry}zustaendig_fuer: [{}]\n", list("themenfeld")),
    );
    tree.write("content/termine/2022-03-01-auftakt.md", format!(
        "---\ntitel: Auftakt\nbeginn: 2022-03-01 10:00\nende: 2022-03-01 11:00\nart: videokonferenz\nleistungen: [wohngeld, {}]\n---\n\nAlle.\n", list("leistung")));
    tree.write(
        "content/presse/2022-02-01-start.md",
        format!(
            "---\ntitel: Start\ndatum: 2022-02-01\nressort: {}\nleistungen: [{}]\n---\n\nAlle.\n",
            word("ressort", "entwurf"),
            list("leistung")
        ),
    );
    // A service of its own, whose ministry and topic are secret.
    tree.write("content/leistungen/hundesteuer/leistung.yaml", format!(
        "titel: Hundesteuer\nkurz: Steuer.\nressort: {}\nthemenfeld: {}\nvollzug: [kreisfreie_stadt]\nphase: vorbereitung\nfruehere_ressorts:\n  - ressort: {}\n    bis: 2021-12-31\n",
        word("ressort", "entwurf"), word("themenfeld", "entwurf"), word("ressort", "ablauf")));
}

/// Where planted words are in a folder: in names, in bytes, and in what is compressed.
fn found(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for (path, bytes) in files(folder) {
        let mut texts = vec![path.clone().into_bytes(), bytes.clone()];
        let mut plain = Vec::new();
        if bytes.starts_with(b"\x1f\x8b") {
            flate2::read::GzDecoder::new(&bytes[..])
                .read_to_end(&mut plain)
                .unwrap();
            texts.push(plain);
        }
        // Workbooks are such, too.
        if bytes.starts_with(b"PK\x03\x04") {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
            for at in 0..archive.len() {
                let mut member = archive.by_index(at).unwrap();
                let mut plain = member.name().unwrap().into_owned().into_bytes();
                member.read_to_end(&mut plain).unwrap();
                texts.push(plain);
            }
        }
        for text in texts {
            let text = String::from_utf8_lossy(&text).to_lowercase();
            if let Some(at) = text.find(PLANTED) {
                let from = (0..=at.saturating_sub(60))
                    .rev()
                    .find(|at| text.is_char_boundary(*at))
                    .unwrap_or(0);
                let to = (at + 60..)
                    .find(|at| text.is_char_boundary(*at) || *at >= text.len())
                    .unwrap()
                    .min(text.len());
                found.push(format!("{path}: …{}…", text[from..to].replace('\n', " ")));
                break;
            }
        }
    }
    found
}

fn tree() -> Tree {
    let tree = Tree::base();
    tree.replace(
        "content/portal.yaml",
        "titel: Musterportal\n",
        "titel: Musterportal\nsprachen: [en, leicht]\n",
    );
    plant(&tree);
    refer(&tree);
    tree
}

#[test]
fn nothing_secret_is_in_any_file_of_the_portal() {
    let tree = tree();
    history::start(&tree, "2022-02-01");
    // The past of what is secret is told neither.
    tree.replace(
        &format!("content/leistungen/{}/leistung.yaml", word("leistung", "entwurf")),
        "phase: rollout",
        "phase: pilotierung",
    );
    history::commit(&tree, "2022-02-05");
    let public = tree.build();
    assert_eq!(found(&public), Vec::<String>::new());
    let said = tree.ozg(&[
        "build",
        "--ausgabe",
        tree.path().join("kopie/portal.zip").to_str().unwrap(),
    ]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    assert_eq!(found(&tree.path().join("kopie")), Vec::<String>::new());
    // The test finds what is there: on its day, an embargo ends.
    let said = crate::harness::ozg()
        .args(["build", "--stichtag", "2022-03-02", "--wurzel"])
        .arg(tree.path())
        .output()
        .unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let released = found(&public).join("\n");
    for kind in [
        "leistung",
        "termin",
        "presse",
        "leitfaden",
        "seite",
        "ressort",
        "themenfeld",
        "stelle",
        "bytes",
    ] {
        assert!(released.contains(&word(kind, "sperre")) || kind == "bytes", "{kind}");
    }
    for ending in [".html:", ".csv:", ".xlsx:", ".ics:", ".xml:", ".json:"] {
        assert!(released.contains(ending), "nothing is found in {ending} {released}");
    }
    for (reason, _) in [REASONS[0], REASONS[2]] {
        assert!(!released.contains(&format!("-{reason}")), "{released}");
    }
}

/// Who knows the link of a video conference can enter it: it is on the site only where that is asked for in so many words.
#[test]
fn the_link_of_a_meeting_is_published_only_if_everyone_may_join() {
    let link = format!("https://treffen.example.org/{PLANTED}");
    let published = |access: &str, registration: &str| {
        let tree = Tree::base();
        tree.replace(
            "content/portal.yaml",
            "titel: Musterportal\n",
            "titel: Musterportal\nsprachen: [en]\nzusatzdateien: {kalender: [leistungen, ressorts, termine], api: [termine, leistungen], feed: [leistungen]}\n",
        );
        tree.write(
            "content/termine/2022-03-01-auftakt.md",
            format!(
                "---\ntitel: Auftakt\nbeginn: 2022-03-01 10:00\nende: 2022-03-01 11:30\nart: videokonferenz\nressort: mi\n\
                 leistungen: [wohngeld]\nonline: {link}\n{access}{registration}---\n\nAlle.\n"
            ),
        );
        let public = tree.build();
        let page = fs::read_to_string(public.join("termine/2022-03-01-auftakt/index.html")).unwrap();
        let all = files(&public).into_iter();
        let told = all.filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains(PLANTED));
        (told.map(|(path, _)| path).collect::<Vec<_>>(), page)
    };
    let registration = "anmeldung: {email: anmeldung@example.org}\n";
    for access in ["", "zugang: eingeladene\n"] {
        for (registration, words) in [
            ("", "bekommt, wer eingeladen ist"),
            (registration, "nach der Anmeldung"),
        ] {
            let (told, page) = published(access, registration);
            assert_eq!(told, Vec::<String>::new(), "{access}{registration}");
            assert!(page.contains(words), "{page}");
        }
    }
    let (told, _) = published("zugang: oeffentlich\n", registration);
    for path in [
        "termine/2022-03-01-auftakt/index.html",
        "termine/2022-03-01-auftakt/termin.ics",
        "daten/termine.csv",
    ] {
        assert!(told.iter().any(|other| other == path), "{path} is not in {told:?}");
    }
}

/// What a browser or a server would run is refused, and nothing of it lies in the folder that was built before.
#[test]
fn what_would_run_is_refused_and_not_written() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for (name, content) in [
        ("x.php", "<?php phpinfo();"),
        ("x.html", "<script>alert(1)</script>"),
        ("x.js", "alert(1)"),
        ("x.svg", svg),
    ] {
        let path = format!("content/leistungen/wohngeld/{name}");
        tree.write(&path, content);
        tree.write("content/leistungen/wohngeld/text.md", format!("[Zum Antrag]({name})\n"));
        let said = tree.ozg(&["build"]);
        assert_eq!(said.code, 1, "{name}: {}", said.stdout);
        let all = format!("{}{}", said.stderr, said.stdout);
        assert!(all.contains("datei-unzulaessig") && all.contains(name), "{all}");
        assert!(files(&public) == before, "{name} changed what was built");
        tree.remove(&path);
    }
}
