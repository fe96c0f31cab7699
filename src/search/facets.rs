//! Facets: which values each document has, in a form that is small enough to be loaded as a whole.
//!
//! Documents with the same values stand next to each other, so that a run of documents needs one entry.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::document::{Document, KIND};
use crate::extent::quantity;

/// The facets of all documents, as the browser reads them.
#[derive(Debug, Default, Serialize)]
pub struct Facets {
    /// How many documents each run has.
    lengths: Vec<u32>,
    /// By name.
    facets: BTreeMap<String, Column>,
}

/// One facet: its values, and which of them each run has.
#[derive(Debug, Default, Serialize)]
struct Column {
    values: Vec<String>,
    runs: Vec<Numbers>,
}

/// The numbers of values; most documents have one of each facet.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Numbers {
    One(u32),
    Any(Vec<u32>),
}

/// All facets of a document, its kind among them.
pub fn of(document: &Document) -> BTreeMap<&str, BTreeSet<&str>> {
    let given = document
        .facets
        .iter()
        .map(|(name, values)| (name.as_str(), values.iter().map(String::as_str).collect()));
    let mut facets: BTreeMap<&str, BTreeSet<&str>> = given
        .filter(|(_, values): &(_, BTreeSet<_>)| !values.is_empty())
        .collect();
    facets.insert(KIND, BTreeSet::from([document.kind.as_str()]));
    facets
}

impl Facets {
    /// Collects the facets of documents that are already in their order.
    pub fn new(documents: &[Document]) -> Self {
        let all: Vec<_> = documents.iter().map(of).collect();
        let runs: Vec<_> = all.chunk_by(|a, b| a == b).collect();
        let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, tokens) in runs.iter().filter_map(|run| run.first()).flatten() {
            values.entry(name).or_default().extend(tokens);
        }
        let column = |(name, tokens): (&str, BTreeSet<&str>)| {
            let values: Vec<String> = tokens.into_iter().map(str::to_owned).collect();
            let runs = runs
                .iter()
                .map(|run| numbers(run.first().and_then(|of| of.get(name)), &values))
                .collect();
            (name.to_owned(), Column { values, runs })
        };
        Self {
            lengths: runs.iter().map(|run| quantity(run.len())).collect(),
            facets: values.into_iter().map(column).collect(),
        }
    }
}

fn numbers(tokens: Option<&BTreeSet<&str>>, values: &[String]) -> Numbers {
    let number = |token: &&str| {
        values
            .binary_search_by(|known| known.as_str().cmp(token))
            .ok()
            .map(quantity)
    };
    let numbers: Vec<u32> = tokens.into_iter().flatten().filter_map(number).collect();
    match numbers[..] {
        [one] => Numbers::One(one),
        _ => Numbers::Any(numbers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(kind: &str, topics: &[&str]) -> Document {
        let topics: Vec<String> = topics.iter().map(|&topic| topic.to_owned()).collect();
        Document {
            kind: kind.to_owned(),
            facets: BTreeMap::from([("thema".to_owned(), topics)]),
            ..Document::default()
        }
    }

    #[test]
    fn equal_neighbours_are_one_run() {
        let documents = [
            document("a", &["x"]),
            document("a", &["x"]),
            document("b", &["y", "x"]),
            document("b", &[]),
        ];
        let facets = Facets::new(&documents);
        assert_eq!(
            serde_json::to_string(&facets).unwrap_or_default(),
            r#"{"lengths":[2,1,1],"facets":{"art":{"values":["a","b"],"runs":[0,1,1]},"thema":{"values":["x","y"],"runs":[0,[0,1],[]]}}}"#
        );
    }
}
