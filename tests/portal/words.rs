//! The words of the field: one for each thing, the same in each language, and easy where they are to be easy.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::built::Built;
use crate::field::read;
use crate::harness::files;

fn words(name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("themes/standard/i18n")
        .join(name);
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn texts<'a>(value: &'a Json, path: String, found: &mut Vec<(String, &'a str)>) {
    match value {
        Json::Object(group) => group
            .iter()
            .for_each(|(key, value)| texts(value, format!("{path}.{key}"), found)),
        Json::String(text) => found.push((path, text)),
        _ => {}
    }
}

/// The last column of the table in the handbook.
#[test]
fn one_thing_has_one_word() {
    let chapter = read(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        "content/leitfaeden/redaktionshandbuch/19-glossar.md",
    );
    let rows = chapter
        .lines()
        .filter(|line| line.starts_with("| ") && !line.contains("---"));
    let others: Vec<&str> = rows
        .skip(1)
        .filter_map(|row| row.split('|').nth(3))
        .flat_map(|cell| cell.split(','))
        .map(str::trim)
        .collect();
    assert!(others.len() > 12, "{others:?}");
    let german = words("de.yaml");
    let mut all = Vec::new();
    texts(&german, String::new(), &mut all);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let stands = |text: &str, word: &str| {
        text.match_indices(word)
            .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next()))
    };
    let faults: Vec<_> = all
        .iter()
        .flat_map(|(path, text)| {
            others
                .iter()
                .filter(|word| stands(text, word))
                .map(move |word| format!("{path}: {word}"))
        })
        .collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// Links, e-mail addresses and anchors of a text.
fn anchors(text: &str) -> BTreeSet<String> {
    let body = text.splitn(3, "---\n").nth(2).unwrap_or(text);
    let after = |start: &str, end: char| -> Vec<String> {
        body.split(start)
            .skip(1)
            .filter_map(|rest| Some(format!("{start}{}", rest.split_once(end)?.0)))
            .collect()
    };
    let links = after("](", ')').into_iter().chain(after("{#", '}'));
    let mails = body
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(text, _)| text.to_owned())
        .filter(|text| text.contains('@'));
    // Each language has a start page of its own.
    links.chain(mails).filter(|link| link != "](/en/").collect()
}

#[test]
fn a_page_has_the_same_links_and_sections_in_english() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/seiten");
    let mut faults = Vec::new();
    for (path, bytes) in files(&root) {
        let Some(id) = path.strip_suffix(".en.md") else {
            continue;
        };
        let (german, english) = (
            anchors(&read(&root, &format!("{id}.md"))),
            anchors(std::str::from_utf8(&bytes).unwrap()),
        );
        faults.extend(german.difference(&english).map(|link| format!("{path} lacks {link}")));
        faults.extend(
            english
                .difference(&german)
                .map(|link| format!("{path} has {link} of its own")),
        );
    }
    assert_eq!(faults, Vec::<String>::new());
}

/// Names that no translation may lose: files, formats and abbreviations in capitals.
#[test]
fn interface_texts_name_the_same_things_in_english() {
    let (german, english) = (words("de.yaml"), words("en.yaml"));
    let (mut all, mut others) = (Vec::new(), Vec::new());
    texts(&german, String::new(), &mut all);
    texts(&english, String::new(), &mut others);
    let others: std::collections::BTreeMap<_, _> = others.into_iter().collect();
    const NAMES: &[&str] = &[
        "Apache",
        ".htaccess",
        "nginx",
        "_headers",
        "CSV",
        "JSON",
        "UTF-8",
        "CORS",
        "OpenAPI",
        "DCAT-AP",
        "JavaScript",
        "Content-Security-Policy",
        "EfA",
        "ARS",
        "vCard",
        "NUTS",
    ];
    let lost = all.iter().flat_map(|(path, text)| {
        let other = others.get(path).copied().unwrap_or(text);
        NAMES
            .iter()
            .filter(move |name| text.contains(**name) && !other.contains(**name))
            .map(move |name| format!("{path}: {name}"))
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn english_lists_say_that_entries_are_german_and_states_have_english_names() {
    let folder = Built::repository().public();
    for page in [
        "",
        "presse/",
        "termine/",
        "leitfaeden/",
        "fahrplan/",
        "mitarbeit/",
        "leistungen/",
    ] {
        let html = read(&folder, &format!("en/{page}index.html"));
        assert!(
            html.contains("Many entries of this list are only available in German."),
            "/en/{page}"
        );
    }
    let service = fs::read_dir(folder.join("en/leistungen"))
        .unwrap()
        .filter_map(|entry| fs::read_to_string(entry.unwrap().path().join("index.html")).ok());
    let all: String = service.collect();
    assert!(all.contains("developed by Thuringia") && !all.contains("developed by Thüringen"));
}

/// Pages in hard language are marked in the footer of the easy ones.
#[test]
fn the_easy_footer_marks_hard_pages() {
    let folder = Built::repository().public();
    let footer = read(&folder, "leicht/index.html")
        .split("<footer")
        .nth(1)
        .unwrap()
        .to_owned();
    assert!(footer.contains(">Datenschutz</a> (schwere Sprache)"), "{footer}");
    assert!(footer.contains(">Barriere-Freiheit</a></li>"), "{footer}");
    assert!(!read(&folder, "index.html").contains("(schwere Sprache)"));
}
