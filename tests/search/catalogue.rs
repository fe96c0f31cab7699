//! The catalogue of services as documents, and the queries with their right answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use ozg::search::{Document, FacetLabels, Settings};

/// Where the data of the evaluation is.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/data")
}

fn rows(file: &str, delimiter: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .from_path(data().join(file))
        .unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// One document per OZG service: its title, life situation and topic, and the names of its LeiKa services as text.
pub fn documents() -> Vec<Document> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("leika_leistungen.csv", b',') {
        names
            .entry(row["ozg_id"].clone())
            .or_default()
            .push(row["name"].clone());
        if !row["leika_id"].is_empty() {
            keys.entry(row["ozg_id"].clone())
                .or_default()
                .insert(row["leika_id"].clone());
        }
    }
    let document = |row: BTreeMap<String, String>| {
        let id = &row["ozg_id"];
        let facets = [("lebenslage", &row["lebenslage"]), ("themenfeld", &row["themenfeld"])];
        Document {
            url: format!("/leistungen/{id}/"),
            kind: "leistung".to_owned(),
            title: row["ozg_leistung"].clone(),
            summary: format!("{} – {}", row["lebenslage"], row["themenfeld"]),
            keys: keys
                .get(id)
                .into_iter()
                .flatten()
                .cloned()
                .chain([id.clone()])
                .collect(),
            text: names.get(id).map(|names| names.join(". ")).unwrap_or_default(),
            facets: facets
                .into_iter()
                .map(|(name, value)| (name.to_owned(), vec![value.clone()]))
                .collect(),
            weight: 1.0,
            ..Document::default()
        }
    };
    rows("ozg_leistungen.csv", b',').into_iter().map(document).collect()
}

/// The files of queries; the variable `QUERIES` adds one that is kept elsewhere.
fn query_files() -> Vec<String> {
    let kept = ["dev.csv", "own.csv", "late.csv", "people.csv"].map(str::to_owned);
    kept.into_iter().chain(std::env::var("QUERIES")).collect()
}

/// Words, and what each of them means.
type Meanings = Vec<(String, Vec<String>)>;

/// The words of everyday life that the portal of this repository has (`content/synonyme.yaml`). They were written without a look at
/// any query.
fn everyday() -> (Vec<Vec<String>>, Meanings) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/synonyme.yaml");
    let mut lists: serde_yaml::Mapping = serde_yaml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let mut take = |name: &str| lists.remove(name).unwrap();
    let meanings: BTreeMap<String, Vec<String>> = serde_yaml::from_value(take("gemeint")).unwrap();
    (
        serde_yaml::from_value(take("gruppen")).unwrap(),
        meanings.into_iter().collect(),
    )
}

/// The settings with which the search is compared with others: the hints of the query files as synonyms, which all are given.
pub fn settings() -> Settings {
    let label = |text: &str| FacetLabels {
        label: text.to_owned(),
        ..FacetLabels::default()
    };
    let facets = [
        ("art", "Art"),
        ("themenfeld", "Themenfeld"),
        ("lebenslage", "Lebenslage"),
    ];
    Settings {
        synonyms: query_files()
            .iter()
            .flat_map(|file| rows(file, b';'))
            .filter_map(synonyms)
            .collect(),
        facets: facets
            .into_iter()
            .map(|(name, text)| (name.to_owned(), label(text)))
            .collect(),
        ..Settings::default()
    }
}

/// The same with the words of everyday life that a portal has.
pub fn settings_of_a_portal() -> Settings {
    let mut settings = settings();
    let (groups, meanings) = everyday();
    settings.synonyms.extend(groups);
    settings.meanings = meanings;
    settings
}

/// The words of a query and the official terms that its hint gives.
fn synonyms(row: BTreeMap<String, String>) -> Option<Vec<String>> {
    let hints = row["hint"].split('|').filter(|hint| !hint.is_empty());
    let group: Vec<String> = [row["query"].as_str()]
        .into_iter()
        .chain(hints)
        .map(str::to_owned)
        .collect();
    (group.len() > 1).then_some(group)
}
