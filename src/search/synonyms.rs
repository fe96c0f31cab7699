//! Words that mean the same, or what a word of readers means: a document in which the one occurs is found under the other.
//!
//! The documents are extended when the index is built, so that a query costs nothing more and prefixes, typing errors
//! and suggestions work for synonyms as for all other words. A phrase is one term (`+hartziv`), so that its words
//! do not find what has only one of them; the browser knows the phrases and looks for them in a query.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    phrases::{pairs, term},
    settings::Settings,
    vocabulary::{TermId, Vocabulary},
};

/// What documents are found under in which a phrase occurs.
struct Rule {
    terms: Vec<TermId>,
    also: TermId,
}

/// The synonyms of a portal, by the first word of what has to occur.
#[derive(Default)]
pub struct Synonyms(BTreeMap<TermId, Vec<Rule>>);

impl Synonyms {
    /// The rules that the groups and meanings of a portal make.
    pub fn new(settings: &Settings, vocabulary: &Vocabulary) -> Self {
        let mut rules: BTreeSet<(Vec<TermId>, TermId)> = BTreeSet::new();
        for (sought, occurs) in pairs(settings) {
            let also = term(sought, settings.language).and_then(|term| vocabulary.term(&term));
            let terms = vocabulary.phrase(occurs).filter(|terms| !terms.is_empty());
            if let (Some(also), Some(terms)) = (also, terms) {
                rules.insert((terms, also));
            }
        }
        let mut synonyms = Self::default();
        for (terms, also) in rules {
            if terms != [also] {
                synonyms.0.entry(terms[0]).or_default().push(Rule { terms, also });
            }
        }
        synonyms
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What a document is found under, too, because of the words at the beginning of `terms`.
    pub fn at<'a>(&'a self, terms: &'a [TermId]) -> impl Iterator<Item = TermId> + 'a {
        let rules = terms.first().and_then(|first| self.0.get(first)).into_iter().flatten();
        rules
            .filter(|rule| terms.starts_with(&rule.terms))
            .map(|rule| rule.also)
    }
}
