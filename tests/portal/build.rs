//! What `ozg build` writes, and when it writes nothing.

use std::collections::BTreeSet;
use std::fs;

use crate::built::Built;
use crate::harness::{Tree, files};

#[test]
fn two_builds_of_the_same_input_are_identical() {
    let tree = Tree::repository();
    let folder = tree.path().join("anderswo");
    let said = tree.ozg(&["build", "--ausgabe", folder.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let (one, two) = (files(&Built::repository().public()), files(&folder));
    assert!(one.len() > 100);
    let differing: Vec<&str> = one
        .iter()
        .zip(&two)
        .filter(|(a, b)| a != b)
        .map(|(a, _)| a.0.as_str())
        .collect();
    assert_eq!(differing, Vec::<&str>::new());
    assert_eq!(one.len(), two.len());
}

#[test]
fn an_error_leaves_the_last_build_untouched() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    tree.replace(
        "content/leistungen/wohngeld/leistung.yaml",
        "titel: Wohngeld",
        "titel: Mietzuschuss",
    );
    tree.replace("content/ressorts/mi.yaml", "kuerzel: MI", "kuerzl: MI");
    let said = tree.ozg(&["build"]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("Nichts geschrieben: 1 Fehler"), "{}", said.stdout);
    assert_eq!(files(&public), before);
}

#[test]
fn an_error_in_a_template_leaves_the_last_build_untouched() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    tree.write(
        "themes/standard/templates/page.html",
        "{% extends \"base.html\" %}\n{% block content %}{{ view.nichts.da }}{% endblock content %}\n",
    );
    let said = tree.ozg(&["build"]);
    assert_eq!(said.code, 1, "{}", said.stdout);
    assert!(
        said.stderr.contains("themes/standard/templates/page.html:2:28"),
        "{}",
        said.stderr
    );
    assert_eq!(files(&public), before);
}

#[test]
fn only_the_difference_is_written_and_strangers_stay() {
    let tree = Tree::base();
    let public = tree.build();
    fs::write(public.join("CNAME"), "portal.example.org").unwrap();
    tree.write("content/seiten/neu.md", "---\ntitel: Neu\n---\n\nText\n");
    tree.build();
    assert!(public.join("neu/index.html").is_file());
    let untouched = fs::metadata(public.join("404.html")).unwrap().modified().unwrap();
    tree.remove("content/seiten/neu.md");
    tree.build();
    assert!(!public.join("neu").exists());
    assert!(public.join("CNAME").is_file());
    assert_eq!(
        fs::metadata(public.join("404.html")).unwrap().modified().unwrap(),
        untouched
    );
}

#[test]
fn a_file_changed_by_hand_is_written_again() {
    let tree = Tree::base();
    let public = tree.build();
    let before = fs::read(public.join("impressum/index.html")).unwrap();
    fs::write(public.join("impressum/index.html"), "von Hand").unwrap();
    tree.build();
    assert_eq!(fs::read(public.join("impressum/index.html")).unwrap(), before);
}

#[test]
fn drafts_embargoes_and_expired_pages_are_not_public() {
    let tree = Tree::base();
    for (name, field) in [
        ("entwurf", "entwurf: true"),
        ("sperre", "veroeffentlichen_ab: 2022-02-16"),
        ("alt", "gueltig_bis: 2022-02-14"),
    ] {
        tree.write(
            &format!("content/seiten/{name}.md"),
            format!("---\ntitel: {name}\n{field}\n---\n\nText\n"),
        );
    }
    tree.write(
        "content/seiten/verweis.md",
        "---\ntitel: Verweis\n---\n\nSiehe [den Entwurf](entwurf.md).\n",
    );
    let public = tree.build();
    let there = |name: &str| public.join(name).join("index.html").is_file();
    assert_eq!(
        ["entwurf", "sperre", "alt", "verweis"].map(there),
        [false, false, false, true]
    );
    let page = fs::read_to_string(public.join("verweis/index.html")).unwrap();
    assert!(
        page.contains("Siehe den Entwurf."),
        "a link to what is not public is only its text"
    );
    assert_eq!(tree.ozg(&["build", "--entwuerfe"]).code, 0);
    assert_eq!(
        ["entwurf", "sperre", "alt", "verweis"].map(there),
        [true, false, false, true]
    );
}

#[test]
fn a_base_url_with_a_path_prefixes_every_address() {
    let tree = Tree::base();
    assert_eq!(
        tree.ozg(&["build", "--basis-url", "https://example.org/portal/"]).code,
        0
    );
    let public = tree.path().join("public");
    for (path, bytes) in files(&public).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
        for (attribute, address) in addresses(&html) {
            let is_inside = !address.starts_with('/') || address.starts_with("/portal/");
            assert!(is_inside, "{path}: {attribute}=\"{address}\"");
        }
    }
}

/// All addresses in a page: name of the attribute and value.
pub fn addresses(html: &scraper::Html) -> BTreeSet<(&'static str, String)> {
    let mut found = BTreeSet::new();
    for attribute in ["href", "src", "action", "data-search"] {
        let selector = scraper::Selector::parse(&format!("[{attribute}]")).unwrap();
        found.extend(
            html.select(&selector)
                .filter_map(|element| Some((attribute, element.value().attr(attribute)?.to_owned()))),
        );
    }
    found
}

#[test]
fn a_file_may_become_a_folder_and_back() {
    let tree = Tree::base();
    tree.write("content/seiten/bild.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let page = tree.read("content/seiten/impressum.md");
    tree.write("content/seiten/impressum.md", format!("{page}\n![Bild](bild.svg)\n"));
    let public = tree.build();
    assert!(public.join("seiten/bild.svg").is_file());
    tree.remove("content/seiten/bild.svg");
    tree.write("content/seiten/impressum.md", page);
    tree.write("content/seiten/seiten.md", "---\ntitel: Seiten\n---\n\nText\n");
    tree.build();
    assert!(public.join("seiten/index.html").is_file());
    assert!(!public.join("seiten/bild.svg").exists());
}

#[test]
fn a_killed_build_leaves_nothing_that_the_next_one_keeps() {
    let tree = Tree::base();
    let public = tree.build();
    let before = files(&public);
    tree.write("public/.ozg-neu/seiten/halb/index.html", "halb");
    tree.write("public/.ozg-neu/dateien/assets/halb.css", "halb");
    tree.build();
    assert_eq!(files(&public), before);
}
