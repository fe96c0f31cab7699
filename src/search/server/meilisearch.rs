//! What Meilisearch is told: which fields are searched, filtered and sorted by, and which words mean the same.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{facets, synonyms};
use crate::search::{Language, Settings, stopwords};

/// The fields that are searched, those first that count most.
const SEARCHED: [&str; 8] = [
    "titel",
    "suchbegriffe",
    "kennungen",
    "zusammenfassung",
    "merkmale",
    "ueberschriften",
    "text",
    "wortteile",
];

/// What results may show: all but the parts of words, which nobody wrote.
const SHOWN: [&str; 15] = [
    "id",
    "art",
    "titel",
    "zusammenfassung",
    "suchbegriffe",
    "kennungen",
    "ueberschriften",
    "text",
    "merkmale",
    "datum",
    "tage",
    "adresse",
    "sprache",
    "nur_deutsch",
    "beispiel",
];

/// The body of the request that sets up an index.
pub fn settings(settings: &Settings, language: &str) -> Value {
    let filtered: Vec<&str> = facets::names(settings)
        .chain(["beispiel", "datum_zahl", "nur_deutsch", "sprache"])
        .collect();
    let shown: BTreeSet<&str> = SHOWN.into_iter().chain(facets::names(settings)).collect();
    json!({
        "searchableAttributes": SEARCHED,
        "displayedAttributes": shown,
        "filterableAttributes": filtered,
        "sortableAttributes": ["datum_zahl", "titel"],
        "rankingRules": ["words", "typo", "proximity", "attribute", "sort", "exactness", "gewicht:desc"],
        "stopWords": stop_words(settings.language),
        "synonyms": synonyms::sought(settings),
        "typoTolerance": {
            "minWordSizeForTypos": { "oneTypo": 5, "twoTypos": 9 },
            "disableOnAttributes": ["kennungen"],
        },
        "faceting": { "maxValuesPerFacet": facets::MOST_VALUES, "sortFacetValuesBy": { "*": "count" } },
        "localizedAttributes": locales(settings.language, language),
    })
}

/// As they are written and as readers without umlauts type them.
fn stop_words(language: Language) -> BTreeSet<String> {
    match language {
        Language::German => stopwords::written()
            .map(str::to_owned)
            .chain(stopwords::list())
            .collect(),
        Language::English => stopwords::english().map(str::to_owned).collect(),
        Language::Other => BTreeSet::new(),
    }
}

/// Where the language is said, the server does not guess it from each text.
fn locales(language: Language, code: &str) -> Value {
    match language {
        Language::Other => Value::Null,
        Language::German | Language::English => json!([{ "attributePatterns": ["*"], "locales": [code] }]),
    }
}
