//! Schemas, editor settings and the field reference are the ones that the program makes. With `OZG_TESTS_ERNEUERN=1` they
//! are written anew.

use std::fs;
use std::path::{Path, PathBuf};

use ozg::model::Language;
use ozg::scaffold::{KINDS, editor_settings, field_reference, schemas};
use serde_json::Value;

use crate::harness::{Tree, files};

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn assert_in_step(path: &Path, text: &str) {
    if std::env::var_os("OZG_TESTS_ERNEUERN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let is_same = fs::read_to_string(path).is_ok_and(|found| found == text);
    assert!(
        is_same,
        "{} is out of step: run the tests with OZG_TESTS_ERNEUERN=1",
        path.display()
    );
}

#[test]
fn schemas_and_settings_are_in_step_with_the_types() {
    for draft in schemas().iter().chain(&editor_settings()) {
        assert_in_step(&content().join(&draft.path), &draft.text);
    }
}

#[test]
fn the_field_reference_is_in_step_with_the_types() {
    let chapter = content().join("leitfaeden/redaktionshandbuch/20-feldreferenz.md");
    assert_in_step(&chapter, &field_reference());
}

#[test]
fn schemas_are_schemas() {
    for kind in KINDS.iter() {
        let schema = kind.schema();
        assert!(jsonschema::meta::is_valid(&schema), "{}", kind.name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

/// What the program accepts, an editor must not underline.
#[test]
fn the_content_is_valid_by_the_schemas() {
    let mut count = 0;
    for (path, bytes) in files(&content()) {
        let is_translation = Language::of_path(&path).is_some();
        let mut kinds = KINDS.iter().filter(|kind| kind.is_translation() == is_translation);
        let Some(kind) = kinds.find(|kind| matches(&kind.files, &path)) else {
            continue;
        };
        let text = String::from_utf8(bytes).unwrap();
        let yaml = match path.ends_with(".md") {
            true => text.split("---\n").nth(1).unwrap(),
            false if kind.is_yaml() => &text,
            false => continue,
        };
        let record: Value = serde_yaml::from_str(yaml).unwrap();
        let validator = jsonschema::draft202012::new(&kind.schema()).unwrap();
        let faults: Vec<String> = validator.iter_errors(&record).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{path}: {faults:?}");
        count += 1;
    }
    assert!(count > 100);
}

/// Whether a path fits a pattern whose `*` stands for anything within one folder.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    let fits = |(pattern, part): (&&str, &&str)| {
        let (before, after) = (pattern.split('*').next().unwrap(), pattern.rsplit('*').next().unwrap());
        pattern == part || pattern.contains('*') && part.starts_with(before) && part.ends_with(after)
    };
    pattern.len() == path.len() && pattern.iter().zip(&path).all(fits)
}

#[test]
fn a_wrong_word_is_found_by_the_schema() {
    let kind = KINDS.iter().find(|kind| kind.name == "leistung").unwrap();
    let validator = jsonschema::draft202012::new(&kind.schema()).unwrap();
    let yaml = "{titel: A, kurz: B, ressort: mi, themenfeld: bildung, phase: PHASE, freigabe: {stand: offen, am: TAG}}";
    let is_valid = |phase: &str, day: &str| {
        let record: Value = serde_yaml::from_str(&yaml.replace("PHASE", phase).replace("TAG", day)).unwrap();
        validator.is_valid(&record)
    };
    assert!(is_valid("rollout", "2022-02-15"));
    assert!(!is_valid("rolout", "2022-02-15"));
    assert!(!is_valid("rollout", "15.02.2022"));
}

#[test]
fn the_command_writes_schemas_and_keeps_changed_settings() {
    let tree = Tree::base();
    let said = tree.ozg(&["schema"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert!(tree.read("content/.schema/leistung.json").contains("\"titel\""));
    assert!(tree.read("content/.editorconfig").contains("charset = utf-8"));
    tree.write("content/.vscode/settings.json", "{ \"editor.fontSize\": 20 }\n");
    let said = tree.ozg(&["schema"]);
    assert!(
        said.stdout
            .contains("settings.json wurde geändert und bleibt, wie sie ist"),
        "{}",
        said.stdout
    );
    assert_eq!(
        tree.read("content/.vscode/settings.json"),
        "{ \"editor.fontSize\": 20 }\n"
    );
    assert_eq!(tree.ozg(&["check"]).code, 0);
}

#[test]
fn schemas_go_where_they_are_wanted() {
    let tree = Tree::empty();
    let folder = tree.path().join("anderswo");
    let said = tree.ozg(&["schema", "--ausgabe", folder.to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(folder.join(".schema/leistung.json").is_file());
    assert!(folder.join(".vscode/settings.json").is_file());
}
