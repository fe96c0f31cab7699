//! Each kind of entity is declared once, and all that asks the declaration finds an answer.

use std::collections::BTreeSet;

use ozg::model::{Files, NAMINGS, TextKind, TextRecord, TextVisitor};
use ozg::scaffold::KINDS;

use crate::harness::{Tree, files};

#[test]
fn every_kind_is_declared_once() {
    let unique = |of: fn(&'static ozg::model::Naming) -> &'static str| {
        let names: BTreeSet<&str> = NAMINGS.iter().map(of).collect();
        assert_eq!(names.len(), NAMINGS.len(), "{names:?}");
    };
    unique(|naming| naming.word);
    unique(|naming| naming.family);
    unique(|naming| naming.keys[1]);
    let places: Vec<u8> = NAMINGS.iter().filter_map(|naming| naming.menu).collect();
    assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{places:?}");
    for kind in TextKind::ALL {
        let rows = NAMINGS.iter().filter(|naming| naming.text_kind() == Some(kind));
        let words: Vec<&str> = rows.map(|naming| naming.word).collect();
        assert_eq!(words, [kind.with(Word)], "{kind:?}");
    }
    for naming in &NAMINGS {
        let id = (naming.id)("a").unwrap();
        assert_eq!(id.naming(), naming);
        assert_eq!(id.address(), format!("{}a/", naming.family));
    }
}

/// What the type of a kind says that it is called.
struct Word;

impl TextVisitor for Word {
    type Output = &'static str;

    fn visit<T: TextRecord>(self) -> &'static str {
        T::NAMING.word
    }
}

/// What `ozg neu` starts is read back as a record of the kind, shown on a page, found, and told by its feed.
#[test]
fn what_is_declared_of_a_text_is_there() {
    for naming in NAMINGS.iter().filter(|naming| naming.text_kind().is_some()) {
        let tree = Tree::base();
        let (word, folder) = (naming.word, naming.folder);
        let mut arguments = vec!["neu", word];
        let has_day = tree.ozg(&["neu", word, "--help"]).stdout.contains("DATUM KENNUNG");
        arguments.extend(has_day.then_some("2022-02-15"));
        arguments.extend(["probe", "--titel", "Eine Probe"]);
        let started = tree.ozg(&arguments);
        assert_eq!(started.code, 0, "{}", started.stderr);
        let name = if has_day { "2022-02-15-probe" } else { "probe" };
        let path = format!("content/{folder}/{name}.md");
        let text = tree.read(&path).replace("entwurf: true\n", "");
        let (fields, _) = text.rsplit_once("---\n").unwrap();
        let text = format!("{fields}---\nDas ist die Probe.\n");
        let link = format!("[Die Probe]({word}:{name})");
        tree.write(&path, format!("{text}\n{link}\n"));
        let english = std::path::Path::new(&path).with_extension("en.md");
        tree.write(english.to_str().unwrap(), "---\ntitel: A trial\n---\nA text.\n");

        let built = tree.ozg(&["build"]);
        assert_eq!(built.code, 0, "{word}: {}{}", built.stdout, built.stderr);
        let page = tree.read(&format!("public{}{name}/index.html", naming.family));
        assert!(page.contains("Eine Probe"), "{word}");
        if naming.menu.is_some() {
            let home = tree.read("public/index.html");
            assert!(home.contains(&format!("href=\"{}\"", naming.family)), "{word}");
            let list = tree.read(&format!("public{}index.html", naming.family));
            assert!(list.contains("Eine Probe"), "{word}");
        }
        let index = files(&tree.path().join("public/suche"));
        let found = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("Eine Probe");
        assert!(index.iter().any(|(_, bytes)| found(bytes)), "{word}");
        if naming.has_feed {
            let feed = tree.read(&format!("public/feeds/{folder}.json"));
            assert!(feed.contains("Eine Probe"), "{word}");
        }
        if naming.has_plain_table {
            assert!(
                tree.read(&format!("public/daten/{folder}.csv")).contains("Eine Probe"),
                "{word}"
            );
        }

        let broken = tree.read(&path).replace("titel:", "title:");
        let checked = tree.write(&path, broken).ozg(&["check"]);
        assert!(
            checked.stdout.contains(&path) || checked.stderr.contains(&path),
            "{word}"
        );
        // A link to it is not blamed for its fault.
        assert!(!checked.stdout.contains("link-ins-leere"), "{word}: {}", checked.stdout);
    }
}

#[test]
fn every_kind_has_its_files_described() {
    for naming in &NAMINGS {
        let pattern = match naming.files {
            Files::Text(_) => format!("{}/*.md", naming.folder),
            Files::Yaml => format!("{}/*.yaml", naming.folder),
            Files::Folders(file) => format!("{}/*/{file}", naming.folder),
            Files::Lists(files) => {
                let file = files.last().unwrap();
                format!("{}/{file}", naming.folder).trim_start_matches('/').to_owned()
            }
        };
        assert!(KINDS.iter().any(|kind| kind.files == pattern), "{pattern}");
    }
}
