//! The words of the field: one for each thing, the same in each language, and easy where they are to be easy.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::built::Built;
use crate::field::read;
use crate::harness::{Tree, files};

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
    // What people type who do not know the word.
    all.retain(|(path, _)| !path.starts_with(".search_page.section."));
    // What editors write for readers and recipients keeps to the same words; a house is called by its name.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let folders = ["seiten", "vorlagen", "leitfaeden/drei-schritte"];
    let pages = folders.iter().flat_map(|folder| {
        let german = files(&root.join(folder)).into_iter();
        let german =
            german.filter(|(path, _)| path.ends_with(".md") && !path.contains(".en.") && !path.contains(".leicht."));
        german.map(move |(path, bytes)| (format!("{folder}/{path}"), String::from_utf8(bytes).unwrap()))
    });
    let names = |text: String| {
        text.replace("das Ministerium des Innern", "")
            .replace("Das Ministerium des Innern", "")
    };
    let pages: Vec<(String, String)> = pages.map(|(path, text)| (path, names(text))).collect();
    assert!(pages.len() > 20, "{}", pages.len());
    all.extend(pages.iter().map(|(path, text)| (path.clone(), text.as_str())));
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
    assert!(
        footer.contains(">Landesserviceportal</a> (schwere Sprache)"),
        "{footer}"
    );
    assert!(!read(&folder, "index.html").contains("(schwere Sprache)"));
}

/// What the program can see of the rules of Leichte Sprache holds for all that is written in it, and pictures help to read it.
#[test]
fn easy_texts_are_easy() {
    let said = Tree::repository().ozg(&["check", "--format", "json"]);
    assert!(said.stdout.contains("pruefung-ueberfaellig"), "{}", said.stderr);
    assert!(!said.stdout.contains("leichte-sprache"), "{}", said.stdout);
    let folder = Built::repository().public();
    for page in ["", "barrierefreiheit/", "hilfe-zur-suche/", "ueber-das-portal/"] {
        let html = read(&folder, &format!("leicht/{page}index.html"));
        let pictures = html.split("<img ").skip(1).filter_map(|rest| rest.split('>').next());
        let pictures: Vec<&str> = pictures.collect();
        assert!(!pictures.is_empty(), "leicht/{page}");
        for picture in pictures {
            assert!(
                picture.contains("leicht-") && !picture.contains("alt=\"\""),
                "{picture}"
            );
        }
    }
    let start = read(&folder, "index.html");
    assert!(start.contains("ein Gedanke in jeder Zeile"), "{start}");
}

/// The numbers of a text, however a language writes thousands and telephones.
fn numbers(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.replace("+49 331", "0331").chars().collect();
    let digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let groups = |at: usize| (1..=3).all(|next| digit(at + next)) && !digit(at + 4);
    let separates = |at: usize| at > 0 && ".,\u{a0} ".contains(letters[at]) && digit(at - 1) && groups(at);
    let joined: String = (0..letters.len())
        .filter(|at| !separates(*at))
        .map(|at| letters[at])
        .collect();
    let runs = joined
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0').to_owned()).collect()
}

fn addresses(text: &str) -> BTreeSet<String> {
    let ends = |letter: char| letter.is_whitespace() || ")>\"".contains(letter);
    let links = text.match_indices("https://");
    links
        .map(|(at, _)| text[at..].split(ends).next().unwrap_or_default().to_owned())
        .collect()
}

/// The German text of each English one, where both are at one place of their files.
fn pairs<'a>(german: &'a Json, english: &'a Json, path: String, found: &mut Vec<(String, &'a str, &'a str)>) {
    match (german, english) {
        (Json::Object(german), Json::Object(english)) => {
            for (key, value) in english {
                if let Some(original) = german.get(key) {
                    pairs(original, value, format!("{path}.{key}"), found);
                }
            }
        }
        (Json::Array(german), Json::Array(english)) => {
            for item in english.iter().filter(|item| item.get("id").is_some()) {
                if let Some(original) = german.iter().find(|other| other.get("id") == item.get("id")) {
                    pairs(original, item, format!("{path}.{}", item["id"]), found);
                }
            }
        }
        (Json::String(german), Json::String(english)) => found.push((path, german, english)),
        _ => {}
    }
}

/// A translation loses no number and no address, in records, in texts and in the words of the interface.
#[test]
fn a_translation_says_the_same_numbers_and_addresses() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut texts: Vec<(String, String, String)> = Vec::new();
    let (german, english) = (words("de.yaml"), words("en.yaml"));
    let mut found = Vec::new();
    pairs(&german, &english, "en".to_owned(), &mut found);
    for (path, bytes) in files(&root) {
        let other = String::from_utf8(bytes).unwrap_or_default();
        if path.ends_with(".en.md") {
            let original = read(&root, &path.replace(".en.md", ".md"));
            // The days of a page stand once, in the German file.
            let original = original.splitn(3, "---\n").last().unwrap_or_default().to_owned();
            texts.push((path, original, other));
        } else if path.ends_with(".en.yaml") {
            let parse = |text: &str| -> Json { serde_yaml::from_str(text).unwrap() };
            let (german, english) = (parse(&read(&root, &path.replace(".en.yaml", ".yaml"))), parse(&other));
            let mut found = Vec::new();
            pairs(&german, &english, path, &mut found);
            texts.extend(
                found
                    .into_iter()
                    .map(|(path, one, two)| (path, one.to_owned(), two.to_owned())),
            );
        }
    }
    texts.extend(
        found
            .into_iter()
            .map(|(path, one, two)| (path, one.to_owned(), two.to_owned())),
    );
    assert!(texts.len() > 1000, "{}", texts.len());
    let lost = texts.iter().flat_map(|(path, german, english)| {
        let (numbers, addresses) = (
            &numbers(german) - &numbers(english),
            &addresses(german) - &addresses(english),
        );
        numbers
            .into_iter()
            .chain(addresses)
            .map(move |lost| format!("{path}: {lost}"))
    });
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<String>::new());
}

/// English words that say something else than was meant, or two for one thing.
const NOT_ENGLISH: &[&str] = &[
    "self-administered",
    "independent town",
    "re-usable",
    "Up to date",
    "from when",
    "How far is",
    "how far an online",
    "is how far",
    "Winning pilot",
    "Participants wanted",
    "wanted to take part",
    "Which data",
    "Behind each",
    "The law is met",
    "city without a county",
    "that have answered",
];

#[test]
fn english_has_one_word_for_one_thing_too() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    let interface = ("en.yaml".to_owned(), read(root, "themes/standard/i18n/en.yaml"));
    let content = files(&root.join("content"))
        .into_iter()
        .filter(|(path, _)| path.contains(".en."));
    let content = content.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    for (path, text) in content.chain([interface]) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = NOT_ENGLISH.iter().filter(|word| text.contains(**word));
        faults.extend(found.map(|word| format!("{path}: {word}")));
        // An Amt is no association: only the umbrella associations are called so.
        let bare = text
            .replace("municipal umbrella association", "")
            .contains("municipal association");
        faults.extend(bare.then(|| format!("{path}: municipal association")));
    }
    assert_eq!(faults, Vec::<String>::new());
}
