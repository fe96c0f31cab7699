//! Words that mean the same, or what a word of readers means: a document in which the one occurs is found under the other.
//!
//! The documents are extended when the index is built, so that a query costs nothing more and prefixes, typing errors
//! and suggestions work for synonyms as for all other words. A phrase is one term (`hartziv+`), so that its words
//! do not find what has only one of them; the browser knows the phrases and looks for them in a query.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    phrases::{term, weighed},
    settings::Settings,
    vocabulary::{PART, ROOT, TermId, Vocabulary, Word},
};

/// Of a part of a compound so many letters must be there for its synonyms to count.
const LONG_PART: usize = 6;

/// What documents are found under in which a phrase occurs.
struct Rule {
    terms: Vec<TermId>,
    also: TermId,
    factor: f32,
}

/// The synonyms of a portal, by the first word of what has to occur.
#[derive(Default)]
pub struct Synonyms(BTreeMap<TermId, Vec<Rule>>);

impl Synonyms {
    /// The rules that the groups and meanings of a portal make.
    pub fn new(settings: &Settings, vocabulary: &Vocabulary) -> Self {
        let mut rules: BTreeMap<(Vec<TermId>, TermId), f32> = BTreeMap::new();
        for (sought, occurs, factor) in weighed(settings) {
            let also = term(sought, settings.language).and_then(|term| vocabulary.term(&term));
            let terms = vocabulary.phrase(occurs).filter(|terms| !terms.is_empty());
            if let (Some(also), Some(terms)) = (also, terms) {
                let most = rules.entry((terms, also)).or_default();
                *most = most.max(factor);
            }
        }
        let mut synonyms = Self::default();
        for ((terms, also), factor) in rules {
            if let Some(first) = terms.first().copied().filter(|_| terms != [also]) {
                synonyms.0.entry(first).or_default().push(Rule { terms, also, factor });
            }
        }
        synonyms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Finds each compound under the synonyms of its long parts, and each word under those of its root: less than what has
    /// the synonym itself, as much as the part counts.
    pub fn spread(&self, vocabulary: &mut Vocabulary) {
        if self.is_empty() {
            return;
        }
        let also = |word: &Word| -> Vec<(TermId, f32)> {
            let parts = word.parts.iter().filter(|(_, factor)| *factor >= PART * ROOT);
            let also = parts.flat_map(|&(part, factor)| {
                let synonyms = self.of_part(part, &vocabulary.terms);
                synonyms.map(move |(also, share)| (also, factor * share))
            });
            also.collect()
        };
        let also: Vec<_> = vocabulary.words.par_iter().map(also).collect();
        for (word, also) in vocabulary.words.iter_mut().zip(also) {
            word.parts.extend(also);
        }
    }

    /// What a document is found under, too, because a word of it is put together of this term and others. Short parts stand
    /// for too much: *Bahn* is no synonym of *Zug* in *Umzug*.
    fn of_part<'a>(&'a self, part: TermId, terms: &[String]) -> impl Iterator<Item = (TermId, f32)> + use<'a> {
        let is_long = terms.get(part as usize).is_some_and(|term| term.len() >= LONG_PART);
        let rules = self.0.get(&part).filter(|_| is_long).into_iter().flatten();
        rules
            .filter(|rule| rule.terms.len() == 1)
            .map(|rule| (rule.also, rule.factor))
    }

    /// What a document is found under, too, because of the words at the beginning of `terms`, and how much of their weight that has.
    pub fn at<'a>(&'a self, terms: &'a [TermId]) -> impl Iterator<Item = (TermId, f32)> + 'a {
        let rules = terms.first().and_then(|first| self.0.get(first)).into_iter().flatten();
        rules
            .filter(|rule| terms.starts_with(&rule.terms))
            .map(|rule| (rule.also, rule.factor))
    }
}
