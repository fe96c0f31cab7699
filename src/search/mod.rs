//! Search that understands German.
//!
//! What readers type is not what the page says: *Wohnsitzanmeldung* for "Wohnsitzmeldungen", *Fuehrerschein*,
//! *Persoanlausweis*. The index is built here; the module `search.js` of the theme reads it in the browser and takes
//! queries apart by the same rules.
//!
//! ```text
//! documents ─▶ vocabulary (fold, stem, split) ─▶ postings (impact per document) ─▶ shards (files)
//!                                                └▶ lexicon (words to suggest)  ─┘
//! ```
//!
//! The index is an *entry* file, pieces of the lexicon, pieces of the term dictionary with the postings, pieces of the
//! summaries, and the facets. The browser loads what a query needs. The index of a small portal is the entry alone,
//! with everything inside.

mod analysis;
mod compounds;
mod document;
mod entry;
mod facets;
mod family;
mod handles;
mod hash;
mod language;
mod lexicon;
mod phrases;
mod postings;
mod server;
mod settings;
mod shards;
mod stopwords;
mod synonyms;
mod vocabulary;
mod wordlist;

pub use analysis::{fold, stem, words};
pub use compounds::{Part, Splitter};
pub use document::{Document, KIND};
pub use family::root;
pub use language::Language;
pub use phrases::term;
pub use server::{Engine, Searched, ServerFile, files_for, is_server_file};
pub use settings::{FacetLabels, Settings};

use entry::Entry;
use facets::Facets;
use synonyms::Synonyms;
use vocabulary::Vocabulary;

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexFile {
    /// Its name, which holds a hash of its content.
    pub name: String,
    /// What is in it (JSON).
    pub bytes: Vec<u8>,
}

/// An index, as it is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// The name of the file that the browser loads first; the others are found next to it.
    pub entry: String,
    /// All files, the entry last.
    pub files: Vec<IndexFile>,
}

/// Builds the index. The same documents and settings give the same bytes, whatever the order of the documents. Their texts
/// are by far the most of what a portal says, so each is let go as soon as its words are numbered.
///
/// # Errors
///
/// None in practice: only if a string could not be written as JSON.
pub fn build(documents: Vec<Document>, settings: &Settings) -> serde_json::Result<Index> {
    let mut documents = in_order(documents);
    let mut vocabulary = Vocabulary::read(&mut documents, settings);
    let synonyms = Synonyms::new(settings, &vocabulary);
    synonyms.spread(&mut vocabulary);
    let postings = postings::postings(&documents, &vocabulary, &synonyms);
    let lexicon = lexicon::lexicon(&vocabulary, &postings);
    Entry {
        lexicon: shards::lexicon(&lexicon, 4_000)?,
        terms: shards::terms(&vocabulary.terms, &postings, 18_000)?,
        summaries: shards::summaries(&documents)?,
        facets: serde_json::to_string(&Facets::new(&documents))?,
        days: shards::days(&documents)?,
        heaviest: heaviest(&documents),
        phrases: phrases::phrases(settings),
    }
    .write(documents.len(), settings)
}

/// How many documents have the largest weight; they are the first.
fn heaviest(documents: &[Document]) -> usize {
    let most = documents.first().map_or(0.0, |document| document.weight);
    let heaviest = documents
        .iter()
        .take_while(|document| document.weight.total_cmp(&most).is_eq());
    heaviest.count()
}

/// The documents as the index numbers them: heavier ones first, so that they win when all else is equal; then those with
/// the same facets together, which keeps the index small.
fn in_order(mut documents: Vec<Document>) -> Vec<Document> {
    // The order in which the values of a facet are given means nothing.
    for values in documents.iter_mut().flat_map(|document| document.facets.values_mut()) {
        values.sort_unstable();
        values.dedup();
    }
    documents.sort_by(|a, b| {
        b.weight
            .total_cmp(&a.weight)
            .then_with(|| a.kind.cmp(&b.kind))
            .then_with(|| a.facets.cmp(&b.facets))
            .then_with(|| a.url.cmp(&b.url))
    });
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_with_the_same_facets_stand_together() {
        let document = |url: &str, groups: &[&str]| Document {
            url: url.to_owned(),
            facets: [(
                "zielgruppe".to_owned(),
                groups.iter().map(|group| (*group).to_owned()).collect(),
            )]
            .into(),
            ..Document::default()
        };
        let documents = vec![
            document("/1/", &["buerger", "unternehmen"]),
            document("/2/", &["unternehmen"]),
            document("/3/", &["unternehmen", "buerger"]),
        ];
        let urls: Vec<String> = in_order(documents).into_iter().map(|document| document.url).collect();
        assert_eq!(urls, ["/1/", "/3/", "/2/"]);
    }
}
