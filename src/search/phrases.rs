//! What is sought by the synonyms of a portal: words, and phrases as one term.

use std::collections::BTreeSet;

use super::{
    analysis::{fold, words},
    handles,
    language::Language,
    settings::Settings,
};

/// What is sought, and in which case it is found.
pub fn pairs(settings: &Settings) -> impl Iterator<Item = (&str, &str)> {
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
pub fn term(sought: &str, language: Language) -> Option<String> {
    let joined = handles::joined(sought, language)?;
    Some(if is_phrase(sought, language) {
        format!("+{joined}")
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
    terms.filter(|term| term.starts_with('+'))
}

/// The same for the entry of the index, without the sign before them.
pub fn phrases(settings: &Settings) -> String {
    let terms: BTreeSet<String> = phrase_terms(settings).collect();
    let bare: Vec<&str> = terms.iter().map(|term| &term[1..]).collect();
    bare.join(" ")
}
