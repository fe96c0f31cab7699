//! Words that mean the same: a document in which one of them occurs is found under the others, too.
//!
//! The documents are extended when the index is built, so that a query costs nothing more and prefixes, typing errors
//! and suggestions work for synonyms as for all other words.

use std::collections::BTreeMap;

use super::vocabulary::{TermId, Vocabulary};

/// A phrase and the words of all phrases that mean the same.
struct Phrase {
    terms: Vec<TermId>,
    others: Vec<TermId>,
}

/// The synonyms of a portal, by the first word of each phrase.
#[derive(Default)]
pub struct Synonyms(BTreeMap<TermId, Vec<Phrase>>);

impl Synonyms {
    /// Reads groups of words or phrases that mean the same.
    pub fn new(groups: &[Vec<String>], vocabulary: &Vocabulary) -> Self {
        let mut synonyms = Self::default();
        for group in groups {
            let mut phrases: Vec<Vec<TermId>> = group.iter().filter_map(|phrase| vocabulary.phrase(phrase)).collect();
            // What differs in nothing but case is said once.
            phrases.sort_unstable();
            phrases.dedup();
            for terms in &phrases {
                let Some(&first) = terms.first() else {
                    continue;
                };
                let mut others: Vec<TermId> = phrases
                    .iter()
                    .flatten()
                    .copied()
                    .filter(|term| !terms.contains(term))
                    .collect();
                others.sort_unstable();
                others.dedup();
                synonyms.0.entry(first).or_default().push(Phrase {
                    terms: terms.clone(),
                    others,
                });
            }
        }
        synonyms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words that mean the same as the phrases that begin at the beginning of `terms`.
    pub fn at<'a>(&'a self, terms: &'a [TermId]) -> impl Iterator<Item = TermId> + 'a {
        let phrases = terms.first().and_then(|first| self.0.get(first)).into_iter().flatten();
        phrases
            .filter(|phrase| terms.starts_with(&phrase.terms))
            .flat_map(|phrase| phrase.others.iter().copied())
    }
}
