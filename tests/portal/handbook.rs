//! Every example in the handbook is true: what it shows, the program accepts.
//!
//! The info string of a code block says what it is: a path makes it a whole file, a record's name (`leistung`, or
//! `leistung/auskunft` for what stands below a field; `portal` for the settings) a part of one. A part without a name is
//! one of a service.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use crate::harness::{Tree, files};
use crate::scaffold::assert_readable;

/// A code block of a chapter.
#[derive(Debug)]
struct Example {
    /// Chapter and line, for messages.
    place: String,
    language: String,
    /// What follows the language in the info string.
    what: String,
    text: String,
}

fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/leitfaeden/redaktionshandbuch");
    let chapters = files(&folder);
    let chapters = chapters.iter().filter(|(path, _)| path.ends_with(".md"));
    chapters
        .flat_map(|(path, bytes)| examples_of(path, std::str::from_utf8(bytes).unwrap()))
        .collect()
}

fn examples_of(path: &str, text: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        let ticks: String = line[indent..].chars().take_while(|c| *c == '`').collect();
        if ticks.len() < 3 {
            continue;
        }
        let info = line[indent + ticks.len()..].trim();
        let (language, what) = info.split_once(' ').unwrap_or((info, ""));
        let body = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| line.trim() != ticks);
        let body = body
            .map(|line| format!("{}\n", line.get(indent..).unwrap_or_default()))
            .collect();
        found.push(Example {
            place: format!("{path}:{}", number + 1),
            language: language.to_owned(),
            what: what.to_owned(),
            text: body,
        });
    }
    found
}

#[test]
fn every_example_of_the_handbook_is_true() {
    let tree = Tree::repository();
    let examples = examples();
    let mut counts = [0, 0];
    for (number, example) in examples.iter().enumerate() {
        if (example.language.as_str(), example.what.as_str()) == ("yaml", "portal") {
            tree.write("content/portal.yaml", settings_with(&tree, example));
            continue;
        }
        let is_whole = example.what.starts_with("content/");
        let (path, text) = match (example.language.as_str(), is_whole) {
            ("yaml" | "markdown" | "csv", true) => (example.what.clone(), example.text.clone()),
            ("yaml", false) => (
                format!("content/leistungen/beispiel-{number}/leistung.yaml"),
                service_with(example),
            ),
            ("markdown", false) => (format!("content/seiten/beispiel-{number}.md"), page_with(&example.text)),
            ("csv", false) => panic!("{}: name the file of the table", example.place),
            _ => continue,
        };
        assert!(
            !tree.path().join(&path).exists(),
            "{}: {path} is there already",
            example.place
        );
        tree.write(&path, text);
        counts[usize::from(is_whole)] += 1;
    }
    assert!(counts[0] >= 12 && counts[1] >= 4, "{counts:?} examples were checked");
    let said = tree.ozg(&["check"]);
    assert_readable(&said);
    let parts_aside = |report: &str| {
        report
            .split("\n\n")
            .all(|problem| !problem.contains("Fehler[") || problem.contains("/beispiel-"))
    };
    assert!(parts_aside(&said.stderr), "{}", said.stderr);
}

/// The portal's own settings, and what the example says.
fn settings_with(tree: &Tree, example: &Example) -> String {
    let mut settings: Mapping = serde_yaml::from_str(&tree.read("content/portal.yaml")).unwrap();
    let part: Mapping =
        serde_yaml::from_str(&example.text).unwrap_or_else(|error| panic!("{}: {error}", example.place));
    settings.extend(part);
    serde_yaml::to_string(&settings).unwrap()
}

/// The least that a service must say, and what the example says.
fn service_with(example: &Example) -> String {
    let (record, below) = example.what.split_once('/').unwrap_or((&example.what, ""));
    assert!(
        matches!(record, "" | "leistung"),
        "{}: {record} cannot be completed yet",
        example.place
    );
    let part: Mapping =
        serde_yaml::from_str(&example.text).unwrap_or_else(|error| panic!("{}: {error}", example.place));
    let part = match below {
        "" => part,
        field => Mapping::from_iter([(field.into(), Value::Mapping(part))]),
    };
    let least = "{titel: Beispiel, kurz: Ein Satz., ressort: mik, themenfeld: bildung, phase: vorbereitung}";
    let mut service: Mapping = serde_yaml::from_str(least).unwrap();
    service.extend(part);
    serde_yaml::to_string(&service).unwrap()
}

fn page_with(text: &str) -> String {
    format!("---\ntitel: Beispiel\n---\n\n{text}")
}
