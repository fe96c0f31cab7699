//! Taking German compounds apart: *Wohnsitzanmeldung* is *Wohnsitz* and *Anmeldung*.
//!
//! A word falls into parts if each of them is a word that the portal or our list knows. Linking elements need no rule of
//! their own: *-s-, -es-, -n-, -en-, -er-, -e-* are endings of inflection, so the stemmer removes them
//! (*Witwen|rente*, *Kindes|unterhalt*). The browser takes unknown words of a query apart in the same way.

use std::collections::{HashMap, HashSet};

use super::{
    analysis::{fold, stem},
    wordlist,
};

/// The shortest word that is worth splitting: two parts of three letters.
const SHORTEST_COMPOUND: usize = 6;

/// The longest ending that the stemmer removes from a part, *-ungens*; farther from a known stem no part can end.
const LONGEST_ENDING: usize = 6;

/// What one more part costs, in the currency of [`Splitter::cost`]: few parts are better than many.
const PART: u32 = 10;

/// Takes words apart with the help of the words that it knows.
pub struct Splitter {
    /// Stems that may be parts, with the number of times they occur.
    known: HashMap<String, u32>,
    short: HashSet<String>,
    never: HashSet<String>,
    guard: HashSet<String>,
}

impl Splitter {
    /// A splitter that knows the given stems of the portal's words, with how often they occur, and our own list.
    pub fn new(stems: impl IntoIterator<Item = (String, u32)>) -> Self {
        let short: HashSet<String> = folded(wordlist::SHORT_PARTS).collect();
        let mut known: HashMap<String, u32> = stems.into_iter().filter(|(stem, _)| stem.chars().all(char::is_alphabetic)).collect();
        for part in folded(wordlist::PARTS).map(|word| stem(&word)).chain(short.iter().cloned()) {
            *known.entry(part).or_default() += 5;
        }
        Self {
            known,
            short,
            never: folded(wordlist::NEVER_PARTS).collect(),
            guard: folded(wordlist::GUARD).map(|word| stem(&word)).collect(),
        }
    }

    /// The terms of the parts of a folded word, in order; empty if it is no compound.
    pub fn split(&self, word: &str) -> Vec<String> {
        if word.len() < SHORTEST_COMPOUND
            || !word.chars().all(char::is_alphabetic)
            || self.guard.contains(&stem(word))
        {
            return Vec::new();
        }
        self.cheapest(word)
    }

    /// Dynamic programming over the places where the word could be cut: for each, the cheapest way to get there.
    fn cheapest(&self, word: &str) -> Vec<String> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let last = cuts.len() - 1;
        let mut best: Vec<Option<(u32, usize, String)>> = vec![None; cuts.len()];
        best[0] = Some((0, 0, String::new()));
        for from in 0..last {
            let Some((so_far, ..)) = best[from] else { continue };
            let mut stem_ends = None;
            for to in from + 3..=last {
                if self.known.contains_key(&word[cuts[from]..cuts[to]]) {
                    stem_ends = Some(to);
                }
                let possible = stem_ends.is_some_and(|end| to - end <= LONGEST_ENDING);
                if !possible || from == 0 && to == last {
                    continue;
                }
                let Some((term, cost)) = self.part(&word[cuts[from]..cuts[to]]) else { continue };
                let total = so_far + cost;
                if best[to].as_ref().is_none_or(|(cheapest, ..)| total < *cheapest) {
                    best[to] = Some((total, from, term));
                }
            }
        }
        let mut parts = Vec::new();
        let mut at = last;
        while at > 0 {
            let Some((_, from, term)) = best[at].take() else { return Vec::new() };
            parts.push(term);
            at = from;
        }
        parts.reverse();
        parts
    }

    /// The term of a possible part and what it costs, if the part is a word.
    fn part(&self, part: &str) -> Option<(String, u32)> {
        if self.never.contains(part) || part.len() < 4 && !self.short.contains(part) {
            return None;
        }
        let stemmed = stem(part);
        let term = if self.known.contains_key(&stemmed) { stemmed } else { part.to_owned() };
        let count = *self.known.get(&term)?;
        Some((term, Self::cost(part.len(), count)))
    }

    /// Long and frequent parts are cheap.
    fn cost(length: usize, count: u32) -> u32 {
        let short = match length {
            3 => 6,
            4 => 3,
            5 => 1,
            _ => 0,
        };
        let rare = if count < 3 { 2 } else { 0 };
        PART + short + rare
    }
}

/// The words of a list in their folded form.
pub fn folded(list: &str) -> impl Iterator<Item = String> {
    list.split_whitespace().map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        Splitter::new([]).split(&fold(word)).join("|")
    }

    #[test]
    fn compounds_fall_into_their_parts() {
        assert_eq!(split("Wohnsitzanmeldung"), "wohnsitz|anmeld");
        assert_eq!(split("Witwenrente"), "witw|rent");
        assert_eq!(split("Kindesunterhalt"), "kind|unterhalt");
        assert_eq!(split("Bauamt"), "bau|amt");
        assert_eq!(split("Straßenbeleuchtung"), "strass|beleucht");
    }

    #[test]
    fn few_long_parts_win() {
        assert_eq!(split("Kraftfahrzeugkennzeichen"), "kraftfahrzeug|kennzeich");
    }

    #[test]
    fn simple_words_stay_whole() {
        for word in ["Heimat", "Unterhaltung", "Wirtschaft", "Genehmigung", "Verwaltung", "Haus", "2020"] {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
