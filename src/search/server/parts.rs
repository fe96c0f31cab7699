//! What the compounds of a portal are made of, by the rules of its own search.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::extent::Whole;
use crate::search::{Document, Settings, analysis, compounds::Splitter, phrases};

/// Shorter parts would be found within words that have nothing to do with them (*samt* in *gesamt*).
pub const SHORTEST: usize = 5;

/// Which words each compound is made of.
pub struct Parts(BTreeMap<String, Vec<String>>);

impl Parts {
    /// The compounds in the documents and among the synonyms.
    pub fn of(documents: &[Document], settings: &Settings) -> Self {
        if !settings.language.has_compounds() {
            return Self(BTreeMap::new());
        }
        let counts = counted(documents, settings);
        let mut stems: BTreeMap<String, u32> = BTreeMap::new();
        for (word, count) in &counts {
            if !settings.language.is_stopword(word) {
                stems.entry(settings.language.stem(word)).or_default().raise(*count);
            }
        }
        let splitter = Splitter::new(stems);
        let words: Vec<String> = counts.into_keys().collect();
        let split = words.into_par_iter().filter_map(|word| {
            let mut parts: Vec<String> = Vec::new();
            for part in splitter.compound(&word) {
                let bare = part.bare().to_owned();
                if !parts.contains(&bare) {
                    parts.push(bare);
                }
            }
            (!parts.is_empty()).then_some((word, parts))
        });
        Self(split.collect())
    }

    /// The parts of all compounds of a document that are not words of it anyway, sorted.
    pub fn in_document(&self, document: &Document) -> Vec<&str> {
        let words: BTreeSet<String> = folded(document).collect();
        let parts = words.iter().filter_map(|word| self.0.get(word)).flatten();
        let parts: BTreeSet<&str> = parts
            .map(String::as_str)
            .filter(|part| !words.contains(*part))
            .collect();
        parts.into_iter().collect()
    }

    /// All parts of which readers may put words together that no document has, sorted.
    pub fn dictionary(&self) -> BTreeSet<&str> {
        let parts = self.0.values().flatten().map(String::as_str);
        parts.filter(|part| part.chars().count() >= SHORTEST).collect()
    }
}

fn counted(documents: &[Document], settings: &Settings) -> BTreeMap<String, u32> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let synonyms = phrases::pairs(settings).flat_map(|(sought, occurs)| [sought, occurs]);
    let synonyms = synonyms.flat_map(analysis::words).map(analysis::fold);
    for word in documents.iter().flat_map(folded).chain(synonyms) {
        counts.entry(word).or_default().raise(1);
    }
    counts
}

/// The words of a document in their folded form, as often as they occur.
fn folded(document: &Document) -> impl Iterator<Item = String> {
    let lists = [&document.keywords, &document.names, &document.headings];
    let texts = [&document.title, &document.summary, &document.text];
    let all = texts.into_iter().chain(lists.into_iter().flatten());
    all.flat_map(|text| analysis::words(text)).map(analysis::fold)
}
