//! Records of older forms: the content of this repository, put back, is moved to the form of today without a loss.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::harness::{Tree, files};

/// Who carries out what municipalities pay for themselves.
const MUNICIPAL: &[&str] = &[
    "landkreis",
    "kreisfreie_stadt",
    "amt",
    "verbandsgemeinde",
    "amtsfreie_gemeinde",
    "amtsangehoerige_gemeinde",
    "ortsgemeinde",
];

/// A record as it was before tasks had owners and amounts had payers, where that says the same: the tasks as `--reparieren`
/// writes them, and whether the amounts are in the older form as well.
fn older(record: &mut Json) -> (Vec<Json>, bool) {
    let tasks = record["onboarding"].take();
    let mut moved = Vec::new();
    let mut rollout = serde_json::Map::new();
    for (word, owner) in [
        ("leistungsbeschreibung", "land"),
        ("onlinedienst", "kommune"),
        ("portalverbund", "land"),
        ("aussenkommunikation", "kommune"),
    ] {
        let named = tasks.as_array().into_iter().flatten();
        let Some(mut task) = named.into_iter().find(|task| task["aufgabe"] == word).cloned() else {
            continue;
        };
        task["wer"] = owner.into();
        moved.push(task.clone());
        let fields = task.as_object_mut().unwrap();
        fields.retain(|key, _| !["aufgabe", "wer"].contains(&key.as_str()));
        rollout.insert(word.to_owned(), task);
    }
    let fields = record.as_object_mut().unwrap();
    fields.remove("onboarding");
    if !rollout.is_empty() {
        fields.insert("rollout".to_owned(), rollout.into());
    }
    let kinds = fields.get("vollzug").and_then(Json::as_array);
    let is_municipal = kinds.is_some_and(|kinds| kinds.iter().all(|kind| MUNICIPAL.contains(&kind.as_str().unwrap())));
    let Some(costs) = record.pointer_mut("/auskunft/kosten").and_then(Json::as_object_mut) else {
        return (moved, false);
    };
    let entries: Vec<Json> = costs
        .get("posten")
        .and_then(Json::as_array)
        .cloned()
        .unwrap_or_default();
    let is_plain =
        |entry: &Json| entry["zahlt"] == "kommune" && entry.as_object().is_some_and(|fields| fields.len() == 3);
    let kinds: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["art"].as_str()).collect();
    if entries.is_empty() || !is_municipal || kinds.len() < entries.len() || !entries.iter().all(is_plain) {
        return (moved, false);
    }
    costs.remove("posten");
    for entry in &entries {
        costs.insert(entry["art"].as_str().unwrap().to_owned(), entry["betrag"].clone());
    }
    costs.insert("traeger".to_owned(), "Kommunen".into());
    (moved, true)
}

/// Must show: all services of this repository, put back into the older form, build, and become what they are.
#[test]
fn all_services_of_the_repository_are_moved_from_the_older_form() {
    let tree = Tree::repository();
    let parse = |path: &str| -> Json { serde_yaml::from_str(&tree.read(path)).unwrap() };
    let content = files(&tree.path().join("content/leistungen"));
    let content = content
        .into_iter()
        .map(|(path, _)| format!("content/leistungen/{path}"));
    let (mut services, mut with_tasks, mut with_amounts) = (Vec::new(), 0, 0);
    for path in content {
        if path.contains(".en.") {
            tree.remove(&path);
        } else if path.ends_with("/leistung.yaml") {
            let mut record = parse(&path);
            let amounts = record.pointer("/auskunft/kosten/posten").cloned();
            let (tasks, has_older_amounts) = older(&mut record);
            with_tasks += usize::from(!tasks.is_empty());
            with_amounts += usize::from(has_older_amounts);
            tree.write(&path, serde_yaml::to_string(&record).unwrap());
            services.push((path, tasks, amounts));
        }
    }
    assert!(
        services.len() > 80 && with_tasks > 20 && with_amounts > 20,
        "{with_tasks} {with_amounts}"
    );
    let said = tree.ozg(&["check", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let hints = said.stderr.matches("Hinweis[form-veraltet]").count();
    assert_eq!(hints, with_tasks + with_amounts, "{}", said.stderr);
    let said = tree.ozg(&["check", "--reparieren", "--alle"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(!said.stderr.contains("form-veraltet"), "{}", said.stderr);
    for (path, tasks, amounts) in services {
        let record = parse(&path);
        let found = record["onboarding"].as_array().cloned().unwrap_or_default();
        assert_eq!(found, tasks, "{path}");
        let found = record.pointer("/auskunft/kosten/posten").cloned();
        let sorted = |amounts: Option<Json>| {
            let mut amounts = amounts.and_then(|list| list.as_array().cloned()).unwrap_or_default();
            amounts.sort_by_key(|entry| entry.to_string());
            amounts
        };
        assert_eq!(sorted(found), sorted(amounts), "{path}");
    }
}

/// Other programs write the dashes of a list below its name, not further in.
#[test]
fn a_list_that_is_not_indented_is_moved_as_well() {
    let path = "content/leistungen/wohngeld/leistung.yaml";
    let tree = Tree::base();
    let start = "titel: Wohngeld
kurz: Zuschuss zur Miete.
ressort: mi
themenfeld: bauen-wohnen
vollzug: [kreisfreie_stadt]
phase: erstinformation
geprueft_am: 2022-02-01
auskunft:
  kosten:
    stand: bekannt
";
    let older = "    betrieb:
    - bis_einwohner: 5000
      betrag: 120
    - betrag: 480
    traeger: Kommunen
suchbegriffe:
- Miete
";
    tree.write(path, format!("{start}{older}"));
    let said = tree.ozg(&["check", "--reparieren"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let today = "    posten:
    - art: betrieb
      betrag:
        - bis_einwohner: 5000
          betrag: 120
        - betrag: 480
      zahlt: kommune
suchbegriffe:
- Miete
";
    assert_eq!(tree.read(path), format!("{start}{today}"));
}
