//! What OpenSearch is told: how words are taken apart and compared, which fields there are, and how one asks.

use serde_json::{Map, Value, json};

use super::{
    facets,
    parts::{Parts, SHORTEST},
    synonyms,
};
use crate::search::{Language, Settings, stopwords};

/// The fields that readers' words are looked for in, with what they count.
const FIELDS: [&str; 5] = [
    "titel^6",
    "suchbegriffe^4",
    "zusammenfassung^2",
    "ueberschriften^2",
    "text",
];

/// The body of the request that makes an index.
pub fn index(settings: &Settings, parts: &Parts) -> Value {
    json!({
        "settings": {
            "index": { "number_of_shards": 1 },
            "analysis": analysis(settings, parts),
        },
        "mappings": { "dynamic": false, "properties": fields(settings) },
    })
}

/// Filters come in an order that each of them needs: rules for synonyms are read by what stands before them, which must not put two
/// words in one place, nor leave one out. So stop words go after them, and are kept as they are until then.
fn analysis(settings: &Settings, parts: &Parts) -> Value {
    let language = settings.language;
    let mut filters = Map::new();
    let mut forms = vec!["lowercase"];
    if language == Language::German {
        forms.push("german_normalization");
    }
    forms.push("asciifolding");
    let mut stems: Vec<&str> = Vec::new();
    let mut without: Vec<&str> = Vec::new();
    let stop = stop_words(language);
    if !stop.is_empty() {
        filters.insert(
            "ozg_fuellwort".into(),
            json!({ "type": "keyword_marker", "keywords": stop }),
        );
        filters.insert(
            "ozg_ohne_fuellwort".into(),
            json!({ "type": "stop", "stopwords": stop }),
        );
        stems.push("ozg_fuellwort");
        without.push("ozg_ohne_fuellwort");
    }
    if let Some(name) = stemmer(language) {
        filters.insert("ozg_wortstamm".into(), json!({ "type": "stemmer", "language": name }));
        stems.push("ozg_wortstamm");
    }
    let rules = synonyms::rules(settings);
    let mut synonymous: Vec<&str> = Vec::new();
    if !rules.is_empty() {
        let filter = json!({ "type": "synonym_graph", "synonyms": rules, "lenient": true });
        filters.insert("ozg_synonyme".into(), filter);
        synonymous.push("ozg_synonyme");
    }
    let dictionary = parts.dictionary();
    let mut split: Vec<&str> = Vec::new();
    if !dictionary.is_empty() {
        let filter = json!({
            "type": "dictionary_decompounder",
            "word_list": dictionary,
            "min_word_size": 8,
            "min_subword_size": SHORTEST,
            "max_subword_size": 25,
            "only_longest_match": true,
        });
        filters.insert("ozg_wortteile".into(), filter);
        split.push("ozg_wortteile");
    }
    let analyzer =
        |filters: &[&[&str]]| json!({ "type": "custom", "tokenizer": "standard", "filter": filters.concat() });
    json!({
        "char_filter": {
            "ozg_nur_zeichen": { "type": "pattern_replace", "pattern": "[^\\p{L}\\p{N}]+", "replacement": "" },
        },
        "filter": filters,
        "analyzer": {
            "ozg_text": analyzer(&[&forms, &stems, &without]),
            "ozg_anfrage": analyzer(&[&forms, &stems, &synonymous, &without]),
            "ozg_zerlegt": analyzer(&[&forms, &without, &split, &stems]),
        },
        "normalizer": {
            "ozg_kennung": { "type": "custom", "char_filter": ["ozg_nur_zeichen"], "filter": ["lowercase", "asciifolding"] },
        },
    })
}

/// The words that say nothing, in the form that filters before have brought them to.
fn stop_words(language: Language) -> Vec<String> {
    match language {
        Language::German => stopwords::list(),
        Language::English => stopwords::english().map(str::to_owned).collect(),
        Language::Other => Vec::new(),
    }
}

/// What OpenSearch calls the stemmer that the portal's own search uses.
fn stemmer(language: Language) -> Option<&'static str> {
    match language {
        Language::German => Some("german"),
        Language::English => Some("minimal_english"),
        Language::Other => None,
    }
}

fn fields(settings: &Settings) -> Value {
    let text = json!({ "type": "text", "analyzer": "ozg_text", "search_analyzer": "ozg_anfrage" });
    let mut fields = Map::new();
    for name in [
        "titel",
        "suchbegriffe",
        "zusammenfassung",
        "ueberschriften",
        "text",
        "merkmale",
    ] {
        fields.insert(name.into(), text.clone());
    }
    let parts = json!({ "type": "text", "analyzer": "ozg_text", "search_analyzer": "ozg_zerlegt" });
    fields.insert("wortteile".into(), parts);
    fields.insert(
        "kennungen".into(),
        json!({ "type": "keyword", "normalizer": "ozg_kennung" }),
    );
    for name in facets::names(settings).chain(["sprache", "id"]) {
        fields.insert(name.into(), json!({ "type": "keyword" }));
    }
    for name in ["datum", "tage"] {
        fields.insert(name.into(), json!({ "type": "date", "format": "strict_date" }));
    }
    for name in ["beispiel", "nur_deutsch"] {
        fields.insert(name.into(), json!({ "type": "boolean" }));
    }
    fields.insert("adresse".into(), json!({ "type": "keyword", "index": false }));
    fields.insert("datum_zahl".into(), json!({ "type": "integer" }));
    fields.insert("gewicht".into(), json!({ "type": "half_float" }));
    Value::Object(fields)
}

/// A stored question: what readers typed, what they filtered by, which page of the results. It answers with facets and marks.
pub fn template(settings: &Settings) -> serde_json::Result<Value> {
    const FILTER: &str = "@filter@";
    let words = |more: Value| {
        let mut clause = json!({ "query": "{{anfrage}}" });
        if let (Some(clause), Value::Object(more)) = (clause.as_object_mut(), more) {
            clause.extend(more);
        }
        clause
    };
    let counted = facets::names(settings).map(|name| {
        let counted = json!({ "terms": { "field": name, "size": facets::MOST_VALUES } });
        (name.to_owned(), counted)
    });
    let counted: Map<String, Value> = counted.collect();
    let question = json!({
        "from": "{{von}}{{^von}}0{{/von}}",
        "size": "{{anzahl}}{{^anzahl}}10{{/anzahl}}",
        "_source": { "excludes": ["text", "wortteile"] },
        "query": { "function_score": {
            "query": { "bool": {
                "must": [{ "dis_max": { "tie_breaker": 0.2, "queries": [
                    { "term": { "kennungen": { "value": "{{anfrage}}", "boost": 20 } } },
                    { "multi_match": words(json!({ "type": "cross_fields", "operator": "and", "fields": FIELDS, "boost": 3 })) },
                    { "multi_match": words(json!({ "type": "best_fields", "fuzziness": "AUTO:5,9", "prefix_length": 1,
                        "minimum_should_match": "2<75%", "fields": FIELDS })) },
                    { "match": { "wortteile": words(json!({ "minimum_should_match": "2<75%", "boost": 0.5 })) } },
                ] } }],
                "filter": FILTER,
            } },
            "functions": [{ "field_value_factor": { "field": "gewicht", "missing": 1 } }],
        } },
        "aggs": counted,
        "highlight": { "fields": { "text": { "fragment_size": 160, "number_of_fragments": 1 } } },
    });
    // Mustache fills the gaps of a text, and a list of filters is no text.
    let source = serde_json::to_string(&question)?.replace(&format!("\"{FILTER}\""), "{{#toJson}}filter{{/toJson}}");
    Ok(json!({ "script": { "lang": "mustache", "source": source } }))
}
