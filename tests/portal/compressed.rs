//! Smaller forms beside files, for servers that send them as they lie there.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::harness::{Tree, files};

fn build(tree: &Tree, output: &str, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = tree.path().join(output);
    let arguments = [&["build", "--ausgabe", folder.to_str().unwrap()], more].concat();
    let said = tree.ozg(&arguments);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    files(&folder).into_iter().collect()
}

/// Smaller forms, by the path of their file.
fn smaller(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, &[u8]> {
    let smaller = files.iter();
    let smaller = smaller.filter_map(|(path, bytes)| Some((path.strip_suffix(".gz")?, bytes.as_slice())));
    smaller.collect()
}

/// Each holds what its file holds.
fn assert_true(files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in smaller(files) {
        let mut held = Vec::new();
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut held).unwrap();
        assert!(files.get(path) == Some(&held), "{path}");
        assert!(bytes.len() < held.len(), "{path} is not smaller");
    }
}

fn identities(folder: &Path) -> BTreeMap<String, (u64, i64)> {
    let all = files(folder).into_iter().map(|(path, _)| path);
    let all = all.filter(|path| path.ends_with(".gz"));
    all.map(|path| {
        let metadata = fs::metadata(folder.join(&path)).unwrap();
        (path, (metadata.ino(), metadata.ctime_nsec()))
    })
    .collect()
}

#[test]
fn texts_have_a_smaller_form_if_that_was_asked_for_and_nothing_else_has() {
    let tree = Tree::base();
    let plain = build(&tree, "ohne", &[]);
    assert!(smaller(&plain).is_empty());
    let both = build(&tree, "mit", &["--verdichten"]);
    assert_true(&both);
    let forms = smaller(&both);
    for path in ["index.html", "404.html", "suche/verzeichnis.json", "sitemap.xml"] {
        assert!(forms.contains_key(path), "{path}");
    }
    for (path, bytes) in &plain {
        assert!(both.get(path) == Some(bytes), "{path} is another one");
        let is_picture = [".png", ".webp", ".jpg", ".pdf", ".xlsx"]
            .iter()
            .any(|ending| path.ends_with(ending));
        assert!(!(is_picture && forms.contains_key(path.as_str())), "{path}");
        let is_page = path.ends_with(".html") && bytes.len() > 1024;
        assert!(!is_page || forms.contains_key(path.as_str()), "{path} has none");
    }
    assert_eq!(both.len(), plain.len() + forms.len());
    assert!(build(&tree, "wieder", &["--verdichten"]) == both, "the same bytes");
}

#[test]
fn only_what_changed_is_compressed_and_forms_go_with_their_files() {
    let tree = Tree::base();
    build(&tree, "aus", &["--verdichten"]);
    let folder = tree.path().join("aus");
    let before = identities(&folder);
    let said = tree.ozg(&["build", "--verdichten", "--ausgabe", folder.to_str().unwrap()]);
    assert!(
        said.stdout.contains("keine Dateien geschrieben"),
        "{}{}",
        said.stderr,
        said.stdout
    );
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\nmenue: keins\n---\n\nText.\n");
    let with_page = build(&tree, "aus", &["--verdichten"]);
    assert_true(&with_page);
    let after = identities(&folder);
    let kept = before
        .iter()
        .filter(|(path, identity)| after.get(*path) == Some(identity))
        .count();
    assert!(kept * 2 > before.len(), "{kept} of {}", before.len());
    let new: Vec<&String> = after.keys().filter(|path| path.contains("neu/")).collect();
    assert_eq!(new.len(), 1, "{new:?}");
    tree.remove("content/seiten/neu.md");
    let without = build(&tree, "aus", &["--verdichten"]);
    assert_true(&without);
    assert!(!without.keys().any(|path| path.contains("neu/")));
}

#[test]
fn a_form_that_was_changed_or_lost_is_made_again_and_all_go_when_nobody_asks_for_them() {
    let tree = Tree::base();
    let first = build(&tree, "aus", &["--verdichten"]);
    tree.write("aus/index.html.gz", "von Hand");
    tree.remove("aus/404.html.gz");
    assert!(build(&tree, "aus", &["--verdichten"]) == first);
    let without = build(&tree, "aus", &[]);
    // Pages that readers have open may still ask for what is named after its content.
    let left: Vec<&String> = without
        .keys()
        .filter(|path| path.ends_with(".gz") && !path.starts_with("assets/"))
        .collect();
    assert_eq!(left, Vec::<&String>::new());
    // A build without them does not take those of the build before for nothing to do, nor the other way round.
    assert!(build(&tree, "aus", &["--verdichten"]) == first);
}

#[test]
fn a_build_that_is_killed_leaves_no_form_that_the_next_one_takes_for_right() {
    let tree = Tree::base();
    build(&tree, "aus", &["--verdichten"]);
    let text = tree.read("content/leistungen/wohngeld/text.md");
    for (number, at) in [60, 120, 200, 300, 400].into_iter().enumerate() {
        tree.write(
            "content/leistungen/wohngeld/text.md",
            format!("{text}\nFassung {number}.\n"),
        );
        let _ = crate::harness::ozg()
            .env("OZG_STOERUNG", format!("{at}:ende"))
            .args(["build", "--verdichten", "--stichtag", crate::harness::AS_OF, "--wurzel"])
            .arg(tree.path())
            .arg("--ausgabe")
            .arg(tree.path().join("aus"))
            .output()
            .unwrap();
        assert_true(&build(&tree, "aus", &["--verdichten"]));
    }
}

#[test]
fn a_publication_carries_the_forms_and_deletes_them_with_their_files() {
    let tree = Tree::base();
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\nmenue: keins\n---\n\nText.\n");
    let target = tree.path().join("ziel");
    let addresses = tree.path().join("adressen.txt");
    let publish = || {
        let arguments = [
            "publish",
            target.to_str().unwrap(),
            "--verdichten",
            "--adressen",
            addresses.to_str().unwrap(),
        ];
        let said = tree.ozg(&arguments);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        let shown = fs::canonicalize(target.join("current")).unwrap();
        files(&shown).into_iter().collect::<BTreeMap<_, _>>()
    };
    let first = publish();
    assert_true(&first);
    assert!(first.keys().any(|path| path.ends_with("neu/index.html.gz")));
    tree.remove("content/seiten/neu.md");
    let second = publish();
    assert_true(&second);
    assert!(!second.keys().any(|path| path.contains("neu/")));
    let addresses = fs::read_to_string(addresses).unwrap();
    assert!(addresses.contains("/neu/") && !addresses.contains(".gz"), "{addresses}");
}
