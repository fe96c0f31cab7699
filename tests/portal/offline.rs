//! A copy of the portal as one file, for readers who open it from their own disk.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use scraper::{Html, Selector};

use crate::harness::{Tree, files};

/// Writes a copy and insists that it works.
fn copy(tree: &Tree, name: &str) -> Vec<u8> {
    let file = tree.path().join(name);
    let said = tree.ozg(&["build", "--ausgabe", file.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    fs::read(file).unwrap()
}

/// Unpacks a ZIP with the program that wrote none of it: the crate's reader.
fn unpacked(bytes: &[u8], folder: &Path) {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    zip.extract(folder).unwrap();
}

/// All addresses that a page asks a browser to follow or to load, with the attribute.
fn addresses(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let all = Selector::parse("*").unwrap();
    let mut found = Vec::new();
    for element in page.select(&all) {
        let value = element.value();
        for (name, text) in value.attrs() {
            match name {
                "href" | "src" | "action" | "formaction" | "poster" | "data" => {
                    found.push((name.to_owned(), text.to_owned()))
                }
                "srcset" => {
                    let sizes = text.split(", ").map(|size| size.split(' ').next().unwrap().to_owned());
                    found.extend(sizes.map(|size| (name.to_owned(), size)));
                }
                "content" if value.attr("http-equiv") == Some("refresh") => {
                    found.push((name.to_owned(), text.split_once("url=").unwrap().1.to_owned()));
                }
                _ => {}
            }
        }
    }
    found
}

/// What is wrong with the links of all pages of an unpacked copy, as a browser resolves them.
fn wrong_links(folder: &Path, origin: &str) -> (usize, BTreeSet<String>) {
    let (mut count, mut wrong) = (0, BTreeSet::new());
    let mut anchors: std::collections::BTreeMap<PathBuf, BTreeSet<String>> = Default::default();
    for (path, bytes) in files(folder).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8(bytes).unwrap();
        let here = folder.join(&path);
        for (name, address) in addresses(&html) {
            let scheme = address.split_once(':').map(|(scheme, _)| scheme);
            if scheme.is_some_and(|scheme| ["https", "http", "mailto", "tel", "webcal", "data"].contains(&scheme)) {
                if name != "href" && address.starts_with(origin) {
                    wrong.insert(format!("{path}: {name} leads to the published {address}"));
                }
                continue;
            }
            count += 1;
            let (way, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
            if way.starts_with('/') {
                wrong.insert(format!("{path}: {address}"));
                continue;
            }
            let way = ozg::percent::decoded(way);
            let file = match &*way {
                "" => here.clone(),
                way => here.parent().unwrap().join(way),
            };
            if !file.is_file() {
                wrong.insert(format!("{path}: {address}"));
                continue;
            }
            if let (Some((_, id)), true) = (rest.split_once('#'), way.is_empty() || way.ends_with(".html")) {
                let file = file.canonicalize().unwrap();
                let ids = anchors
                    .entry(file)
                    .or_insert_with_key(|file| ids(&fs::read_to_string(file).unwrap()));
                if !id.is_empty() && !ids.contains(&*ozg::percent::decoded(id)) {
                    wrong.insert(format!("{path}: {address} (no such place)"));
                }
            }
        }
    }
    (count, wrong)
}

fn ids(html: &str) -> BTreeSet<String> {
    let all = Selector::parse("[id]").unwrap();
    let page = Html::parse_document(html);
    let ids = page.select(&all).filter_map(|element| element.value().id());
    ids.map(str::to_owned).collect()
}

#[test]
fn every_link_of_the_whole_portal_leads_from_file_to_file() {
    let tree = Tree::repository();
    let bytes = copy(&tree, "portal.zip");
    let folder = tree.path().join("ausgepackt");
    unpacked(&bytes, &folder);
    let (count, wrong) = wrong_links(&folder, "https://ozg.brandenburg.de");
    assert!(count > 100_000, "only {count} links");
    assert_eq!(wrong.into_iter().take(20).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn a_portal_below_a_path_and_in_other_languages_is_copied_as_well() {
    let tree = Tree::base();
    let file = tree.path().join("Kopie.ZIP");
    let said = tree.ozg(&[
        "build",
        "--basis-url",
        "https://example.org/portal",
        "--ausgabe",
        file.to_str().unwrap(),
    ]);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    let folder = tree.path().join("ausgepackt");
    unpacked(&fs::read(&file).unwrap(), &folder);
    let (count, wrong) = wrong_links(&folder, "https://example.org");
    assert!(count > 1_000, "only {count} links");
    assert_eq!(wrong, BTreeSet::new());
    let search = fs::read_to_string(folder.join("suche/index.html")).unwrap();
    assert!(search.contains("In dieser Kopie läuft die Suche nicht"));
    assert!(search.contains("href=\"https://example.org/portal/suche/\" rel=\"external\""));
    assert!(!search.contains("type=\"module\""));
}

/// What a build writes for a web server does not change for the sake of copies.
#[test]
fn a_copy_has_the_files_of_a_build_but_for_those_that_mean_nothing_on_a_disk() {
    let tree = Tree::base();
    let built: BTreeSet<String> = files(&tree.build()).into_iter().map(|(path, _)| path).collect();
    let folder = tree.path().join("ausgepackt");
    unpacked(&copy(&tree, "portal.zip"), &folder);
    let copied: BTreeSet<String> = files(&folder).into_iter().map(|(path, _)| path).collect();
    let left_out: BTreeSet<&String> = built.difference(&copied).collect();
    let means_nothing = |path: &str| path.starts_with(['_', '.']) || path.contains("suche/");
    assert!(left_out.iter().all(|path| means_nothing(path)), "{left_out:?}");
    assert_eq!(copied.difference(&built).collect::<Vec<_>>(), [".ozg-kopie"]);
    let search = fs::read_to_string(tree.path().join("public/suche/index.html")).unwrap();
    assert!(search.contains("type=\"module\"") && !search.contains("Kopie"));
}

#[test]
fn the_same_input_gives_the_same_bytes_whoever_writes_them_and_whenever() {
    let (one, other) = (Tree::base(), Tree::empty());
    // Copied in another order, to other times.
    for (path, content) in files(one.path()).into_iter().rev() {
        other.write(&path, content);
    }
    for ending in ["zip", "tar"] {
        let first = copy(&one, &format!("a.{ending}"));
        let second = copy(&one, &format!("a.{ending}"));
        assert!(first == second, "{ending}: written twice");
        assert!(
            first == copy(&other, &format!("b.{ending}")),
            "{ending}: in another folder"
        );
    }
}

#[test]
fn both_forms_hold_the_same_files_with_the_same_rights_and_one_time() {
    let tree = Tree::base();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(copy(&tree, "a.zip"))).unwrap();
    let tar = copy(&tree, "a.tar");
    let mut tar = tar::Archive::new(tar.as_slice());
    let mut names = Vec::new();
    for entry in tar.entries().unwrap() {
        let mut entry = entry.unwrap();
        let header = entry.header();
        assert_eq!((header.mode().unwrap(), header.mtime().unwrap()), (0o644, 315_532_800));
        assert_eq!((header.uid().unwrap(), header.gid().unwrap()), (0, 0));
        let name = entry.path().unwrap().to_str().unwrap().to_owned();
        let (mut one, mut other) = (Vec::new(), Vec::new());
        entry.read_to_end(&mut one).unwrap();
        let mut twin = zip.by_name(&name).unwrap();
        twin.read_to_end(&mut other).unwrap();
        assert!(one == other, "{name}");
        assert_eq!(twin.unix_mode(), Some(0o100_644), "{name}");
        assert_eq!(twin.last_modified().unwrap().year(), 1980, "{name}");
        names.push(name);
    }
    assert_eq!(zip.len(), names.len());
    assert_eq!(names[0], ".ozg-kopie");
    assert!(names[1..].is_sorted());
}

#[test]
fn what_is_no_place_for_a_copy_is_refused_in_german_and_stays() {
    let tree = Tree::base();
    tree.write("ordner.zip/brief.txt", "von jemandem");
    tree.write("fremd.zip", "kein Archiv");
    tree.write("fremd.tar", copy(&tree, "a.zip"));
    for (output, why) in [
        ("ordner.zip", "ist ein Ordner"),
        ("fremd.zip", "hat nicht dieses Programm geschrieben"),
        ("fremd.tar", "hat nicht dieses Programm geschrieben"),
        ("portal.tar.gz", "Dateien, die auf .tar.gz enden"),
        ("portal.7z", "auf .zip oder .tar endet"),
        ("content/portal.zip", "woraus das Portal entsteht"),
        ("content/portal.yaml", "ist eine Datei; nennen Sie"),
    ] {
        let file = tree.path().join(output);
        let before = fs::read(&file).ok();
        let said = tree.ozg(&["build", "--ausgabe", file.to_str().unwrap()]);
        assert_eq!(said.code, 2, "{output}: {}{}", said.stderr, said.stdout);
        assert!(said.stderr.contains(why), "{output}: {}", said.stderr);
        assert_eq!(fs::read(&file).ok(), before, "{output}");
    }
    assert_eq!(tree.read("ordner.zip/brief.txt"), "von jemandem");
    let said = tree.ozg(&[
        "build",
        "--trotzdem",
        "--ausgabe",
        tree.path().join("fremd.zip").to_str().unwrap(),
    ]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let said = tree.ozg(&["publish", "ziel", "--ausgabe", "portal.zip"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("veröffentlicht wird ein Ordner"),
        "{}",
        said.stderr
    );
}

/// Whatever happens on the way, the file is the old one or the new one, and the next run writes it.
#[test]
fn a_run_that_fails_leaves_the_copy_as_it_was() {
    let tree = Tree::base();
    let old = copy(&tree, "a.zip");
    let file = tree.path().join("a.zip");
    tree.replace("content/portal.yaml", "titel: ", "titel: Neues ");
    let new = copy(&tree, "b.zip");
    assert!(old != new);
    for fault in ["2:voll", "3:voll", "2:ende", "4:ende", "6:defekt", "8:voll", "12:ende"] {
        let output = crate::harness::ozg()
            .env("OZG_STOERUNG", fault)
            .args(["build", "--stichtag", crate::harness::AS_OF, "--wurzel"])
            .arg(tree.path())
            .arg("--ausgabe")
            .arg(&file)
            .output()
            .unwrap();
        let now = fs::read(&file).unwrap();
        assert!(now == old || (output.status.success() && now == new), "{fault}");
    }
    assert!(copy(&tree, "a.zip") == new);
    let left: Vec<String> = fs::read_dir(tree.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("ozg-neu"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn content_with_an_error_leaves_the_copy_as_it_was() {
    let tree = Tree::base();
    let old = copy(&tree, "a.zip");
    tree.write("content/portal.yaml", "titel: [");
    let file = tree.path().join("a.zip");
    let said = tree.ozg(&["build", "--ausgabe", file.to_str().unwrap()]);
    assert_eq!(said.code, 1);
    assert!(fs::read(&file).unwrap() == old);
}
