//! Words that mean the same, or what a word of readers means: a document in which the one occurs is found under the other.
//!
//! The documents are extended when the index is built, so that a query costs nothing more and prefixes, typing errors
//! and suggestions work for synonyms as for all other words. A phrase is one term (`+hartziv`), so that its words
//! do not find what has only one of them; the browser knows the phrases and looks for them in a query.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    analysis::words,
    handles,
    language::Language,
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

/// What is sought, and in which case it is found.
fn pairs(settings: &Settings) -> impl Iterator<Item = (&str, &str)> {
    let groups = settings.synonyms.iter().flat_map(|group| {
        let others = |word| group.iter().filter(move |other| *other != word);
        group
            .iter()
            .flat_map(move |word| others(word).map(move |other| (word.as_str(), other.as_str())))
    });
    let meanings = settings.meanings.iter();
    groups.chain(meanings.flat_map(|(word, meant)| meant.iter().map(move |meant| (word.as_str(), meant.as_str()))))
}

/// The term under which a word or phrase is sought.
fn term(sought: &str, language: Language) -> Option<String> {
    let joined = handles::joined(sought, language)?;
    Some(if is_phrase(sought, language) {
        format!("+{joined}")
    } else {
        joined
    })
}

/// Whether these are several words.
fn is_phrase(sought: &str, language: Language) -> bool {
    let counting = words(sought).filter(|word| !language.is_stopword(&super::fold(word)));
    counting.count() > 1
}

/// The terms of all phrases that somebody may seek.
pub fn phrase_terms(settings: &Settings) -> impl Iterator<Item = String> {
    let sought: BTreeSet<&str> = pairs(settings).map(|(sought, _)| sought).collect();
    let terms = sought.into_iter().filter_map(|sought| term(sought, settings.language));
    terms.filter(|term| term.starts_with('+'))
}

/// The same for the entry of the index, without the sign before them.
pub fn phrases(settings: &Settings) -> String {
    let terms: BTreeSet<String> = phrase_terms(settings).collect();
    let bare: Vec<&str> = terms.iter().map(|term| &term[1..]).collect();
    bare.join(" ")
}
