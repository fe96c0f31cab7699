//! The synonyms of a portal as servers take them. Meanings keep their direction: who looks for *Knöllchen* finds *Bußgeld*, and not
//! the other way.

use std::collections::{BTreeMap, BTreeSet};

use crate::search::{Settings, analysis::words, phrases};

/// What is looked for → what is found with it.
pub fn sought(settings: &Settings) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut sought: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (word, occurs) in phrases::pairs(settings).filter(|(word, occurs)| has_words(word) && has_words(occurs)) {
        sought.entry(word).or_default().insert(occurs);
    }
    sought
}

/// The same as rules of Solr, which OpenSearch reads.
pub fn rules(settings: &Settings) -> Vec<String> {
    let listed = |words: &[String]| -> Vec<String> {
        let real = words.iter().filter(|word| has_words(word));
        real.map(|word| escaped(word)).collect()
    };
    let groups = settings.synonyms.iter().map(|group| listed(group).join(", "));
    let meanings = settings.meanings.iter().filter(|(word, _)| has_words(word));
    let meanings = meanings.map(|(word, meant)| {
        let word = escaped(word);
        let meant = listed(meant).join(", ");
        format!("{word} => {word}, {meant}")
    });
    groups.chain(meanings).filter(|rule| rule.contains(", ")).collect()
}

/// Nothing can be found under what is only signs.
fn has_words(text: &str) -> bool {
    words(text).next().is_some()
}

/// A word in which no sign means anything to the reader of the rules.
fn escaped(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    for sign in word.chars() {
        match sign {
            ',' | '\\' | '=' | '>' | '#' => text.extend(['\\', sign]),
            sign if sign.is_whitespace() => text.push(' '),
            sign => text.push(sign),
        }
    }
    text
}
