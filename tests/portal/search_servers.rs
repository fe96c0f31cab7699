//! What `ozg export suche` writes for search servers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::built::Built;
use crate::harness::{AS_OF, Said, Tree, files, ozg};

const SERVERS: [&str; 2] = ["opensearch", "meilisearch"];

fn export(root: &Path, server: &str, folder: &Path) -> Said {
    let mut command = ozg();
    command.args(["export", "suche", "--fuer", server, "--stichtag", AS_OF, "--ausgabe"]);
    Said::from(command.arg(folder).arg("--wurzel").arg(root).output().unwrap())
}

fn exported(tree: &Tree, server: &str) -> BTreeMap<String, String> {
    let folder = tree.path().join(server);
    let said = export(tree.path(), server, &folder);
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
    texts(&folder)
}

fn texts(folder: &Path) -> BTreeMap<String, String> {
    let files = files(folder).into_iter();
    files
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The documents of a language; before each one, OpenSearch is told what to do with it.
fn documents(files: &BTreeMap<String, String>, server: &str, language: &str) -> Vec<Value> {
    let prefix = format!("dokumente-{language}-");
    let portions = files.iter().filter(|(name, _)| name.starts_with(&prefix));
    let lines: Vec<Value> = portions.flat_map(|(_, text)| text.lines().map(json)).collect();
    if server == "meilisearch" {
        return lines;
    }
    let (pairs, rest) = lines.as_chunks::<2>();
    assert!(rest.is_empty());
    for [action, document] in pairs {
        assert_eq!(action["index"]["_id"], document["id"]);
    }
    pairs.iter().map(|[_, document]| document.clone()).collect()
}

fn names(value: &Value) -> BTreeSet<&str> {
    let list = value.as_array().unwrap().iter();
    list.map(|name| name.as_str().unwrap()).collect()
}

#[test]
fn a_document_says_all_that_the_portals_own_search_knows() {
    let tree = Tree::base();
    for server in SERVERS {
        let files = exported(&tree, server);
        let documents = documents(&files, server, "de");
        let service = documents.iter().find(|document| document["art"] == "leistung").unwrap();
        assert_eq!(service["titel"], "Wohngeld");
        assert_eq!(service["adresse"], "https://portal.example.org/leistungen/wohngeld/");
        assert_eq!(service["ressort"], serde_json::json!(["mi"]));
        assert_eq!(service["sprache"], "de");
        let event = documents.iter().find(|document| document["art"] == "termin").unwrap();
        assert_eq!(event["datum"], "2022-03-01");
        assert_eq!(event["datum_zahl"], 20_220_301);
    }
}

/// Servers take names of documents with nothing but letters, digits and hyphens, refuse none of the fields, and have a label for
/// each value that readers may filter by.
#[test]
fn every_page_that_can_be_found_is_a_document_with_fields_that_the_server_knows() {
    let built = Built::repository();
    let place = tempfile::tempdir().unwrap();
    for server in SERVERS {
        let folder = place.path().join(server);
        let said = export(built.path(), server, &folder);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let files = texts(&folder);
        for language in ["de", "en"] {
            let documents = documents(&files, server, language);
            assert!(documents.len() > 100);
            let ids: BTreeSet<&str> = documents
                .iter()
                .map(|document| document["id"].as_str().unwrap())
                .collect();
            assert_eq!(ids.len(), documents.len());
            let is_plain = |id: &&str| id.len() == 32 && id.chars().all(|sign| sign.is_ascii_alphanumeric());
            assert!(ids.iter().all(is_plain));
            let known: BTreeSet<String> = match server {
                "opensearch" => {
                    let index = json(&files[&format!("index-{language}.json")]);
                    index["mappings"]["properties"]
                        .as_object()
                        .unwrap()
                        .keys()
                        .cloned()
                        .collect()
                }
                _ => {
                    let settings = json(&files[&format!("einstellungen-{language}.json")]);
                    let lists = ["searchableAttributes", "displayedAttributes", "filterableAttributes"];
                    let names = lists.iter().flat_map(|list| names(&settings[list]));
                    names.chain(["gewicht"]).map(str::to_owned).collect()
                }
            };
            let labels = json(&files[&format!("facetten-{language}.json")]);
            for document in &documents {
                for field in document.as_object().unwrap().keys() {
                    assert!(known.contains(field), "{server} is told nothing of {field}");
                }
                let path = document["adresse"].as_str().unwrap().splitn(4, '/').nth(3).unwrap();
                let page = built.public().join(path.split('#').next().unwrap()).join("index.html");
                assert!(page.is_file(), "{}", page.display());
                for (facet, known) in labels.as_object().unwrap() {
                    let values = match &document[facet] {
                        Value::String(one) => vec![one.as_str()],
                        Value::Array(all) => all.iter().map(|value| value.as_str().unwrap()).collect(),
                        _ => Vec::new(),
                    };
                    for value in values {
                        assert!(known["werte"][value].is_string(), "{facet} {value} has no label");
                    }
                }
            }
        }
    }
}

#[test]
fn compounds_bring_their_parts_along_and_unknown_ones_are_taken_apart_with_them() {
    let tree = Tree::base();
    tree.write(
        "content/seiten/wald.md",
        "---\ntitel: Waldwegekonzept\n---\n\nDie Fahrradstraßenbeleuchtung bleibt.\n",
    );
    let files = exported(&tree, "opensearch");
    let documents = documents(&files, "opensearch", "de");
    let page = documents
        .iter()
        .find(|document| document["titel"] == "Waldwegekonzept")
        .unwrap();
    let parts = names(&page["wortteile"]);
    assert!(parts.contains("strassen") && parts.contains("beleuchtung"), "{parts:?}");
    let index = json(&files["index-de.json"]);
    let filters = &index["settings"]["analysis"]["filter"];
    let list = names(&filters["ozg_wortteile"]["word_list"]);
    assert!(list.contains("beleuchtung"), "{list:?}");
    // Found within words that have nothing to do with them.
    assert!(list.iter().all(|part| part.chars().count() >= 5), "{list:?}");
}

/// Every filter that an analyzer names is there, or one that the server brings along.
#[test]
fn analysis_names_nothing_that_is_not_there() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    let files = exported(&tree, "opensearch");
    for language in ["de", "en"] {
        let index = json(&files[&format!("index-{language}.json")]);
        let analysis = &index["settings"]["analysis"];
        let used: BTreeSet<&str> = analysis["analyzer"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|analyzer| names(&analyzer["filter"]))
            .collect();
        for filter in used {
            let is_there = analysis["filter"].get(filter).is_some();
            assert!(
                is_there || ["lowercase", "asciifolding", "german_normalization"].contains(&filter),
                "{language}: {filter}"
            );
        }
        let has_parts = analysis["filter"].get("ozg_wortteile").is_some();
        assert_eq!(has_parts, language == "de", "{language}");
    }
}

/// Groups hold both ways, meanings one way; signs in them are no rules.
#[test]
fn synonyms_keep_their_direction() {
    let tree = Tree::base();
    tree.write(
        "content/synonyme.yaml",
        "gruppen:\n  - [Mietzuschuss, Wohngeld]\ngemeint:\n  Knöllchen: [Bußgeld, \"Strafe, klein => groß\"]\n  Punkte in Flensburg: [Fahreignungsregister]\n",
    );
    let opensearch = json(&exported(&tree, "opensearch")["index-de.json"]);
    assert_eq!(
        opensearch["settings"]["analysis"]["filter"]["ozg_synonyme"]["synonyms"],
        serde_json::json!([
            "Mietzuschuss, Wohngeld",
            "Knöllchen => Knöllchen, Bußgeld, Strafe\\, klein \\=\\> groß",
            "Punkte in Flensburg => Punkte in Flensburg, Fahreignungsregister",
        ])
    );
    let meilisearch = json(&exported(&tree, "meilisearch")["einstellungen-de.json"]);
    assert_eq!(
        meilisearch["synonyms"],
        serde_json::json!({
            "Knöllchen": ["Bußgeld", "Strafe, klein => groß"],
            "Mietzuschuss": ["Wohngeld"],
            "Punkte in Flensburg": ["Fahreignungsregister"],
            "Wohngeld": ["Mietzuschuss"],
        })
    );
}

#[test]
fn the_same_content_gives_the_same_bytes_and_what_is_no_longer_needed_goes() {
    let tree = Tree::base();
    let settings = tree.read("content/portal.yaml");
    tree.write("content/portal.yaml", format!("{settings}sprachen: [en]\n"));
    for server in SERVERS {
        let first = exported(&tree, server);
        assert_eq!(first, exported(&tree, server));
        assert!(first.contains_key("dokumente-en-001.ndjson"));
    }
    tree.write("content/portal.yaml", settings);
    for server in SERVERS {
        assert!(exported(&tree, server).keys().all(|name| name.contains("-de")));
    }
}

#[test]
fn what_is_not_public_and_what_belongs_to_others_is_left_alone() {
    let tree = Tree::base();
    let folder = tree.path().join("suche");
    tree.write("suche/notizen.txt", "Meins");
    let said = export(tree.path(), "opensearch", &folder);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{}", said.stderr);
    assert!(said.stderr.contains("notizen.txt"), "{}", said.stderr);
    for inside in ["content/suche", "public"] {
        assert_eq!(export(tree.path(), "meilisearch", &tree.path().join(inside)).code, 2);
    }
    tree.remove("suche/notizen.txt");
    tree.write(
        "content/seiten/geheim.md",
        "---\ntitel: Geheimvorhaben\nentwurf: true\n---\n\nNoch nicht.\n",
    );
    for server in SERVERS {
        let files = exported(&tree, server);
        assert!(files.values().all(|text| !text.contains("eheimvorhaben")));
    }
    tree.write("content/seiten/kaputt.md", "---\ntitle: x\n---\n");
    let said = export(tree.path(), "opensearch", &folder);
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("Nichts geschrieben"), "{}", said.stdout);
    assert_eq!(texts(&folder), BTreeMap::new());
}
