//! Facets: which values each document has, in a form that is small enough to be loaded as a whole.
//!
//! Documents with the same values stand next to each other, so that a run of documents needs one entry.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::document::{Document, KIND};

/// The facets of all documents, as the browser reads them.
#[derive(Debug, Default, Serialize)]
pub struct Facets {
    /// Facet name → its values, sorted.
    values: BTreeMap<String, Vec<String>>,
    /// Length of the run, then per facet the numbers of the values.
    runs: Vec<(u32, Vec<Vec<u32>>)>,
}

/// All facets of a document, its kind among them.
pub fn of(document: &Document) -> BTreeMap<&str, BTreeSet<&str>> {
    let given = document.facets.iter().map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()));
    let mut facets: BTreeMap<&str, BTreeSet<&str>> = given.filter(|(_, values): &(_, BTreeSet<_>)| !values.is_empty()).collect();
    facets.insert(KIND, BTreeSet::from([document.kind.as_str()]));
    facets
}

impl Facets {
    /// Collects the facets of documents that are already in their order.
    pub fn new(documents: &[&Document]) -> Self {
        let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for document in documents {
            for (name, tokens) in of(document) {
                values.entry(name).or_default().extend(tokens);
            }
        }
        let values: BTreeMap<String, Vec<String>> =
            values.into_iter().map(|(name, tokens)| (name.to_owned(), tokens.into_iter().map(str::to_owned).collect())).collect();
        let mut runs: Vec<(u32, Vec<Vec<u32>>)> = Vec::new();
        for document in documents {
            let facets = of(document);
            let numbers: Vec<Vec<u32>> = values
                .iter()
                .map(|(name, all)| facets.get(name.as_str()).map(|tokens| numbers(tokens, all)).unwrap_or_default())
                .collect();
            match runs.last_mut() {
                Some((length, last)) if *last == numbers => *length += 1,
                _ => runs.push((1, numbers)),
            }
        }
        Self { values, runs }
    }
}

fn numbers(tokens: &BTreeSet<&str>, all: &[String]) -> Vec<u32> {
    tokens.iter().filter_map(|token| all.binary_search_by(|known| known.as_str().cmp(token)).ok()).map(|at| at as u32).collect()
}
