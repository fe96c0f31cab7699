//! Icons and preview pictures: drawn with the portal's colour and words, named by what they depend on, drawn once.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use scraper::{Html, Selector};

use crate::harness::{Tree, files};

/// What the head of a page says by a selector and an attribute.
fn head(public: &Path, page: &str, selector: &str, attribute: &str) -> String {
    let html = Html::parse_document(&fs::read_to_string(public.join(page)).unwrap());
    let found = html.select(&Selector::parse(selector).unwrap()).next();
    found
        .unwrap_or_else(|| panic!("{page}: {selector}"))
        .attr(attribute)
        .unwrap()
        .to_owned()
}

fn preview(public: &Path, page: &str) -> String {
    let url = head(public, page, "meta[property='og:image']", "content");
    url.strip_prefix("https://portal.example.org/")
        .unwrap_or_else(|| panic!("{url}"))
        .to_owned()
}

/// Width, height and the colour of the ground.
fn png(bytes: &[u8]) -> (u32, u32, [u8; 3]) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let palette = bytes.windows(4).position(|name| name == b"PLTE").unwrap() + 4;
    (number(16), number(20), bytes[palette..palette + 3].try_into().unwrap())
}

#[test]
fn every_page_names_a_picture_that_is_there() {
    let tree = Tree::base();
    let public = tree.build();
    let mut named = BTreeSet::new();
    for (path, _) in files(&public).iter().filter(|(path, _)| path.ends_with("index.html")) {
        let picture = preview(&public, path);
        let (width, height, _) = png(&fs::read(public.join(&picture)).unwrap());
        assert_eq!((width, height), (1200, 630), "{path}");
        named.insert(picture);
    }
    let drawn = files(&public.join("assets")).into_iter();
    let drawn: BTreeSet<String> = drawn
        .filter(|(path, _)| path.starts_with("vorschau."))
        .map(|(path, _)| format!("assets/{path}"))
        .collect();
    assert!(named.is_subset(&drawn));
    // A ministry has pictures of its own, for its page and for those of its services; a list has that of its kind.
    let of = |page: &str| preview(&public, page);
    assert_ne!(of("ressorts/mi/index.html"), of("ressorts/index.html"));
    assert_ne!(of("leistungen/wohngeld/index.html"), of("ressorts/mi/index.html"));
    assert_ne!(of("leistungen/wohngeld/index.html"), of("leistungen/index.html"));
    assert_eq!(of("impressum/index.html"), of("index.html"));
    let alt = head(
        &public,
        "leistungen/wohngeld/index.html",
        "meta[property='og:image:alt']",
        "content",
    );
    assert_eq!(alt, "Leistungen: Innenministerium");
}

#[test]
fn pictures_have_the_colour_of_the_portal() {
    let tree = Tree::base();
    let red = preview(&tree.build(), "index.html");
    let portal = tree.read("content/portal.yaml");
    tree.write(
        "content/portal.yaml",
        format!("{portal}farben:\n  marke: \"#0a5c36\"\n"),
    );
    let public = tree.build();
    let green = preview(&public, "index.html");
    assert_ne!(red, green, "the name changes with the colour");
    let (_, _, ground) = png(&fs::read(public.join(green)).unwrap());
    assert_eq!(ground, [0x0a, 0x5c, 0x36]);
    let icon = head(&public, "index.html", "link[rel='icon'][type='image/svg+xml']", "href");
    let icon = fs::read_to_string(public.join(icon.trim_start_matches('/'))).unwrap();
    assert!(icon.contains("#0a5c36") && !icon.contains("var("), "{icon}");
}

#[test]
fn icons_have_the_sizes_that_systems_ask_for() {
    let tree = Tree::base();
    let public = tree.build();
    let size = |url: &str| {
        let (width, height, _) = png(&fs::read(public.join(url.trim_start_matches('/'))).unwrap());
        assert_eq!(width, height);
        width
    };
    assert_eq!(
        size(&head(
            &public,
            "index.html",
            "link[rel='icon'][type='image/png']",
            "href"
        )),
        32
    );
    assert_eq!(
        size(&head(&public, "index.html", "link[rel='apple-touch-icon']", "href")),
        180
    );
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(public.join("manifest.webmanifest")).unwrap()).unwrap();
    let icons = manifest["icons"].as_array().unwrap();
    let drawn = icons.iter().filter(|icon| icon["type"] == "image/png");
    let sizes: Vec<u32> = drawn
        .map(|icon| {
            let width = size(icon["src"].as_str().unwrap());
            assert_eq!(icon["sizes"], format!("{width}x{width}"));
            width
        })
        .collect();
    assert_eq!(sizes, [192, 512]);
    let favicon = fs::read(public.join("favicon.ico")).unwrap();
    assert_eq!(&favicon[..4], [0, 0, 1, 0]);
    assert_eq!(png(&favicon[22..]).0, 32);
}

#[test]
fn a_picture_is_drawn_once_and_forgotten_when_nothing_needs_it() {
    let tree = Tree::base();
    let picture = preview(&tree.build(), "index.html");
    let kept = tree
        .path()
        .join(".ozg/bilder")
        .join(picture.rsplit('/').next().unwrap());
    let drawn = fs::read(tree.path().join("public").join(&picture)).unwrap();
    assert!(fs::read(&kept).unwrap().ends_with(&drawn));
    // A file that is drawn again is another one.
    let first = fs::metadata(&kept).unwrap().ino();
    fs::remove_dir_all(tree.path().join("public")).unwrap();
    assert!(fs::read(tree.build().join(&picture)).unwrap() == drawn);
    assert_eq!(fs::metadata(&kept).unwrap().ino(), first);
    // Half a file is none.
    fs::write(&kept, b"half").unwrap();
    fs::remove_dir_all(tree.path().join("public")).unwrap();
    assert_eq!(png(&fs::read(tree.build().join(&picture)).unwrap()).0, 1200);
    tree.replace("content/portal.yaml", "titel: ", "titel: Neues ");
    tree.build();
    assert!(!kept.exists());
}

#[test]
fn a_theme_can_bring_its_own_mark_and_is_told_of_a_broken_font() {
    let tree = Tree::base();
    let before = preview(&tree.build(), "index.html");
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path fill=\"#123456\" d=\"M1 1h8v8z\"/></svg>";
    tree.write("themes/standard/icons/mark.svg", mark);
    let public = tree.build();
    let after = preview(&public, "index.html");
    assert_ne!(before, after);
    assert_eq!(png(&fs::read(public.join(after)).unwrap()).2, [0x12, 0x34, 0x56]);
    tree.write("themes/standard/fonts/pictures.ttf", "keine Schrift");
    let said = tree.ozg(&["build"]);
    assert_eq!(said.code, 1);
    assert!(
        said.stderr.contains("themes/standard/fonts/pictures.ttf"),
        "{}",
        said.stderr
    );
}
