//! What is sought by the synonyms of a portal: words, and phrases as one term.

use std::{collections::BTreeSet, iter};

use super::{
    analysis::{fold, words},
    handles::{self, PHRASE},
    language::Language,
    settings::Settings,
};

/// How much of a word's weight its synonyms have.
const SAME: f32 = 0.9;

/// How much of it the word of readers has that means it before all, and that means it, too.
const MEANT: f32 = 0.9;
const ALSO_MEANT: f32 = 0.7;

/// What is sought, and in which case it is found.
pub fn pairs(settings: &Settings) -> impl Iterator<Item = (&str, &str)> {
    weighed(settings).map(|(sought, occurs, _)| (sought, occurs))
}

/// The same, and how much of the weight of what occurs that has: of what a word means the first more than the others, and more
/// than words that mean about the same.
pub fn weighed(settings: &Settings) -> impl Iterator<Item = (&str, &str, f32)> {
    let groups = settings.synonyms.iter().flat_map(|group| {
        let others = |word| group.iter().filter(move |other| *other != word);
        group
            .iter()
            .flat_map(move |word| others(word).map(move |other| (word.as_str(), other.as_str(), SAME)))
    });
    let meanings = settings.meanings.iter().flat_map(|(word, meant)| {
        let factors = [MEANT].into_iter().chain(iter::repeat(ALSO_MEANT));
        meant
            .iter()
            .zip(factors)
            .map(move |(meant, factor)| (word.as_str(), meant.as_str(), factor))
    });
    groups.chain(meanings)
}

/// The term under which a word or phrase is sought.
pub fn term(sought: &str, language: Language) -> Option<String> {
    let joined = handles::joined(sought, language)?;
    Some(if is_phrase(sought, language) {
        format!("{joined}{PHRASE}")
    } else {
        joined
    })
}

/// Whether these are several words.
fn is_phrase(sought: &str, language: Language) -> bool {
    let counting = words(sought).filter(|word| !language.is_stopword(&fold(word)));
    counting.count() > 1
}

/// The terms of all phrases that somebody may seek.
pub fn phrase_terms(settings: &Settings) -> impl Iterator<Item = String> {
    let sought: BTreeSet<&str> = pairs(settings).map(|(sought, _)| sought).collect();
    let terms = sought.into_iter().filter_map(|sought| term(sought, settings.language));
    terms.filter(|term| term.ends_with(PHRASE))
}

/// The same for the entry of the index, without the sign behind them.
pub fn phrases(settings: &Settings) -> String {
    let terms: BTreeSet<String> = phrase_terms(settings).collect();
    let bare: Vec<&str> = terms.iter().map(|term| term.trim_end_matches(PHRASE)).collect();
    bare.join(" ")
}
