//! The file that the browser loads first: where everything else is, or everything itself if that is little.

use indexmap::IndexMap;
use serde::Serialize;

use super::{
    Index, compounds,
    settings::Settings,
    shards::{self, SUMMARIES, Shards},
    wordlist,
};
use crate::hosting::PIECES;

/// Up to this many bytes (about a third of that when compressed) the whole index is a single file.
const SINGLE_FILE: usize = 240_000;

/// The parts of an index as JSON.
pub struct Entry {
    /// The words that a query may mean.
    pub lexicon: Shards,
    /// The terms with their postings.
    pub terms: Shards,
    /// What the list of results shows.
    pub summaries: Vec<String>,
    /// The facets of all documents.
    pub facets: String,
    /// The days of the documents that have one, to sort by.
    pub days: String,
    /// How many documents have the largest weight.
    pub heaviest: usize,
    /// The phrases that have synonyms.
    pub phrases: String,
}

/// What every entry begins with.
#[derive(Serialize)]
struct Head<'a> {
    documents: usize,
    /// What the first so many documents are called matters more than what the others are.
    heaviest: usize,
    summaries_per_file: usize,
    /// Facet name → label and labels of the values.
    facets: IndexMap<&'a str, (&'a str, &'a IndexMap<String, String>)>,
    texts: &'a IndexMap<String, String>,
    /// By whose rules words are taken apart.
    language: &'static str,
    stopwords: String,
    short_parts: String,
    never_parts: String,
    guard: String,
    light: String,
    prefixes: String,
    strong: &'static str,
    phrases: &'a str,
    lexicon_from: String,
    terms_from: String,
}

impl Entry {
    /// Writes the index into files.
    pub fn write(self, documents: usize, settings: &Settings) -> serde_json::Result<Index> {
        let head = serde_json::to_string(&self.head(documents, settings))?;
        // Hosts are told by these names what never changes.
        let groups: [Vec<String>; PIECES.len()] = [
            self.lexicon.pieces,
            self.terms.pieces,
            self.summaries,
            vec![self.facets],
            vec![self.days],
        ];
        let size: usize = groups.iter().flatten().map(String::len).sum();
        let all: usize = groups.iter().map(Vec::len).sum();
        let named = PIECES.into_iter().zip(groups);
        let mut files = Vec::new();
        let body = if size <= SINGLE_FILE {
            let inside: Vec<_> = named
                .map(|(name, pieces)| format!("\"{name}\":[{}]", pieces.join(",")))
                .collect();
            format!("\"inside\":{{{}}}", inside.join(","))
        } else {
            let share = shards::share(all);
            let hashes = named.map(|(name, pieces)| {
                let (pieces, hashes) = shards::files(name, pieces, share);
                files.extend(pieces);
                format!("\"{name}\":\"{hashes}\"")
            });
            let hashes: Vec<_> = hashes.collect();
            format!("\"share\":{share},\"hashes\":{{{}}}", hashes.join(","))
        };
        let entry = shards::file("search", format!("{{\"head\":{head},{body}}}").into_bytes());
        let name = entry.name.clone();
        files.push(entry);
        Ok(Index { entry: name, files })
    }

    fn head<'a>(&'a self, documents: usize, settings: &'a Settings) -> Head<'a> {
        let words = |list: &str| compounds::folded(list).collect::<Vec<_>>().join(" ");
        Head {
            documents,
            heaviest: self.heaviest,
            summaries_per_file: SUMMARIES,
            facets: settings
                .facets
                .iter()
                .map(|(name, facet)| (name.as_str(), (facet.label.as_str(), &facet.values)))
                .collect(),
            texts: &settings.texts,
            language: settings.language.code(),
            stopwords: settings.language.stopwords(),
            short_parts: words(wordlist::SHORT_PARTS),
            never_parts: words(wordlist::NEVER_PARTS),
            guard: words(wordlist::GUARD),
            light: words(wordlist::LIGHT),
            prefixes: words(wordlist::PREFIXES),
            strong: wordlist::STRONG.trim(),
            phrases: &self.phrases,
            lexicon_from: self.lexicon.directory(),
            terms_from: self.terms.directory(),
        }
    }
}
