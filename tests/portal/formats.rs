//! The forms of the report that other programs read.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Said, Tree};

/// A portal with an error, a warning and hints, a name with an umlaut and two problems that are alike.
fn tree() -> Tree {
    let tree = Tree::base();
    tree.replace("content/ressorts/mi.yaml", "kuerzel: MI", "kuerzl: MI");
    tree.write(
        "content/leistungen/wohngeld/text.md",
        "[hier](seite:impressum)\n\n[hier](seite:impressum)\n",
    );
    tree.write("content/neu/Über uns.txt", "Text");
    tree
}

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/portal/schemas")
        .join(name);
    let text = fs::read_to_string(path).unwrap();
    // The published schema has a bracket too many in the pattern of languages; strict readers of patterns refuse it.
    serde_json::from_str(&text.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$")).unwrap()
}

fn assert_valid(schema: &Value, document: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
}

fn document(said: &Said) -> Value {
    assert_eq!(said.code, 1, "{}", said.stderr);
    serde_json::from_str(&said.stdout).unwrap_or_else(|error| panic!("{error}: {}", said.stdout))
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let document = document(&tree().ozg(&["check", "--format", "sarif"]));
    assert_valid(&schema("sarif-2.1.0.json"), &document);
    let run = &document["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), ozg::checks::rules().count());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 4);
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    assert!(results.iter().any(|result| {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "content/neu/%C3%9Cber%20uns.txt"
    }));
}

#[test]
fn sarif_of_a_portal_without_problems_is_valid() {
    let said = Tree::base().ozg(&["check", "--format", "sarif"]);
    assert_eq!(said.code, 0);
    assert_valid(
        &schema("sarif-2.1.0.json"),
        &serde_json::from_str(&said.stdout).unwrap(),
    );
}

#[test]
fn gitlab_takes_every_entry() {
    let document = document(&tree().ozg(&["check", "--format", "gitlab"]));
    let schema = schema("gitlab-codeclimate.json");
    let entries = document.as_array().unwrap();
    assert_eq!(entries.len(), 4);
    let mut fingerprints = std::collections::BTreeSet::new();
    for entry in entries {
        assert_valid(&schema, entry);
        assert!(ozg::checks::rule(entry["check_name"].as_str().unwrap()).is_some());
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&entry["severity"].as_str().unwrap()));
        assert!(entry["location"]["path"].as_str().unwrap().starts_with("content/"));
        assert!(entry["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(
            fingerprints.insert(entry["fingerprint"].as_str().unwrap()),
            "GitLab drops the second of two alike"
        );
    }
}

#[test]
fn a_fingerprint_survives_new_lines() {
    let tree = tree();
    let prints = |tree: &Tree| {
        let document = document(&tree.ozg(&["check", "--format", "gitlab"]));
        let entries = document.as_array().unwrap().iter();
        entries.map(|entry| entry["fingerprint"].clone()).collect::<Vec<_>>()
    };
    let before = prints(&tree);
    let text = tree.read("content/leistungen/wohngeld/text.md");
    tree.write("content/leistungen/wohngeld/text.md", format!("Neu.\n\n{text}"));
    assert_eq!(prints(&tree), before);
}

#[test]
fn github_gets_one_command_for_each_problem() {
    let said = tree().ozg(&["check", "--format", "github"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.stdout.lines().next().unwrap(),
        "::warning file=content/leistungen/wohngeld/text.md,line=1,endLine=1,col=1,endColumn=24,title=Warnung [link-text]\
         ::der Link „hier“ sagt nicht, wohin er führt%0ANennen Sie im Text des Links sein Ziel."
    );
    assert_eq!(said.stdout.lines().count(), 4);
    assert!(
        said.stdout.lines().all(|line| line.starts_with("::")),
        "{}",
        said.stdout
    );
}

#[test]
fn json_has_the_documented_shape() {
    let document = document(&tree().ozg(&["check", "--format", "json"]));
    assert_eq!(document["version"], 1);
    assert_eq!(document["as_of"], "2022-02-15");
    assert_eq!(
        document["counts"],
        serde_json::json!({ "error": 1, "warning": 3, "hint": 0 })
    );
    assert_eq!(
        document["problems"][0],
        serde_json::json!({
            "code": "link-text",
            "severity": "warning",
            "title": "Ein Link sagt nicht, wohin er führt",
            "message": "der Link „hier“ sagt nicht, wohin er führt",
            "help": "Nennen Sie im Text des Links sein Ziel.",
            "path": "content/leistungen/wohngeld/text.md",
            "line": 1,
            "column": 1,
            "length": 23,
            "excerpt": "[hier](seite:impressum)",
        })
    );
}

#[test]
fn in_strict_mode_a_warning_fails() {
    let tree = Tree::base();
    assert_eq!(tree.ozg(&["check", "--streng"]).code, 0);
    tree.write("content/leistungen/wohngeld/text.md", "[hier](seite:impressum)\n");
    assert_eq!(tree.ozg(&["check"]).code, 0);
    assert_eq!(tree.ozg(&["check", "--streng"]).code, 1);
}
