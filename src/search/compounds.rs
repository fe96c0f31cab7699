//! Taking German compounds apart: *Wohnsitzanmeldung* is *Wohnsitz* and *Anmeldung*.
//!
//! A word falls into parts if each of them is the stem of a word that the portal or our list knows, and an ending. The
//! linking elements *-s-, -es-, -n-, -en-, -er-, -e-* are endings, too (*Witwen|rente*, *Kindes|unterhalt*). The browser
//! takes unknown words of a query apart in the same way.

use super::{
    analysis::{fold, stem},
    family::root,
    hash::{WordMap, WordSet},
    wordlist,
};
use crate::extent::{Slicing, Whole};

/// The shortest word that is worth splitting: two parts of three letters.
const SHORTEST_COMPOUND: usize = 6;

/// Longer words are no compounds but data.
const LONGEST_COMPOUND: usize = 64;

/// The length of the longest ending, *-lichkeiten*.
const LONGEST_ENDING: usize = 10;

/// How often a word of our own list counts as having occurred.
const OWN: u32 = 5;

/// What one more part costs, in the currency of [`Splitter::cost`]: few parts are better than many.
const PART: u32 = 10;

/// What it costs that a word begins with *wieder* or *über*, which say little but stand before words that say much.
const GLUE: u32 = 30;

/// How long what is known must be at the end of a word of which nothing else is, and how often it occurs.
const LONG_END: usize = 5;
const OFTEN: u32 = 3;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The term under which it is found.
    pub term: String,
    /// It with what links it to the next.
    pub written: String,
}

impl Part {
    /// The root of the part.
    pub fn root(&self) -> Option<String> {
        root(self.bare()).filter(|root| *root != self.term)
    }

    /// The part as it is written, without the *s* that links nouns on *-ung*, *-ion* and *-heit* to what follows.
    pub fn bare(&self) -> &str {
        let links = ["ungs", "ions", "eits"]
            .iter()
            .any(|linked| self.written.ends_with(linked));
        if links {
            self.written.part(..self.written.len().minus(1))
        } else {
            &self.written
        }
    }
}

/// Takes words apart with the help of the words that it knows.
pub struct Splitter {
    /// Stems that may be parts, with the number of times they occur.
    known: WordMap<String, u32>,
    /// Three letters → the length of the longest known stem that begins with them.
    longest: WordMap<String, usize>,
    endings: WordSet<String>,
    short: WordSet<String>,
    never: WordSet<String>,
    guard: WordSet<String>,
}

impl Splitter {
    /// A splitter that knows the given stems of the portal's words, with how often they occur, and our own list.
    pub fn new(stems: impl IntoIterator<Item = (String, u32)>) -> Self {
        let own = folded(wordlist::PARTS)
            .map(|word| stem(&word))
            .chain(folded(wordlist::SHORT_PARTS));
        Self::knowing(own, stems)
    }

    fn knowing(own: impl IntoIterator<Item = String>, stems: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut known = WordMap::<String, u32>::default();
        let mut longest: WordMap<String, usize> = WordMap::default();
        for (stem, count) in own
            .into_iter()
            .map(|stem| (stem, OWN))
            .chain(stems)
            .filter(|(stem, _)| stem.chars().all(char::is_alphabetic))
        {
            if let Some(beginning) = stem.get(..3) {
                let length = longest.entry(beginning.to_owned()).or_default();
                *length = stem.len().max(*length);
                known.entry(stem).or_default().raise(count);
            }
        }
        Self {
            known,
            longest,
            endings: endings(),
            short: folded(wordlist::SHORT_PARTS).collect(),
            never: folded(wordlist::NEVER_PARTS).collect(),
            guard: folded(wordlist::GUARD).map(|word| stem(&word)).collect(),
        }
    }

    /// A splitter that knows the given terms and no others, of which the frequent ones are said to be: as the browser knows them from
    /// the lexicon.
    pub fn of_terms(terms: impl IntoIterator<Item = (String, bool)>) -> Self {
        let terms = terms
            .into_iter()
            .map(|(term, is_frequent)| (term, if is_frequent { OFTEN } else { 1 }));
        Self::knowing([], terms)
    }

    /// The parts of a folded word, in order; empty if it is no compound. At last, a known end of it is enough.
    pub fn split(&self, word: &str) -> Vec<Part> {
        let parts = self.compound(word);
        let is_simple = parts.is_empty() && self.may_split(word);
        if is_simple { self.known_end(word) } else { parts }
    }

    fn may_split(&self, word: &str) -> bool {
        let is_long = (SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&word.len());
        is_long && word.chars().all(char::is_alphabetic) && !self.guard.contains(&stem(word))
    }

    /// The parts of a folded word all of which are known.
    pub fn compound(&self, word: &str) -> Vec<Part> {
        if self.may_split(word) {
            self.cheapest(word)
        } else {
            Vec::new()
        }
    }

    /// A long known word at the end of one that is not known as a whole: *Oster|feuer*. What it begins with is a term, too.
    fn known_end(&self, word: &str) -> Vec<Part> {
        let cuts = word.char_indices().map(|(at, _)| at).skip(3);
        for cut in cuts.take_while(|cut| cut.plus(LONG_END) <= word.len()) {
            let (head, end) = word.split_at(cut);
            let stemmed = stem(end);
            let is_known = self.known.get(&stemmed).is_some_and(|&count| count >= OFTEN) && !self.never.contains(end);
            if is_known && end.starts_with(&stemmed) {
                let head = head.strip_suffix('s').filter(|head| head.len() > 3).unwrap_or(head);
                return [head, end]
                    .map(|part| Part {
                        term: stem(part),
                        written: part.to_owned(),
                    })
                    .into();
            }
        }
        Vec::new()
    }

    /// Dynamic programming over the places where the word could be cut: for each, the cheapest way to get there.
    #[expect(
        clippy::indexing_slicing,
        reason = "there is a cost for each cut, and all of them are places in the word"
    )]
    fn cheapest(&self, word: &str) -> Vec<Part> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let last = cuts.len().minus(1);
        let mut best: Vec<Option<(u32, usize, &str)>> = vec![None; cuts.len()];
        best[0] = Some((0, 0, ""));
        for from in 0..last {
            let Some((so_far, ..)) = best[from] else {
                continue;
            };
            let glue = self.glue(word).filter(|_| from == 0).map(|end| (end, "", GLUE));
            for (end, term, cost) in self.parts(word.part(cuts[from]..)).into_iter().chain(glue) {
                let Ok(to) = cuts.binary_search(&cuts[from].plus(end)) else {
                    continue;
                };
                let total = so_far.plus(cost);
                let whole = from == 0 && to == last;
                if !whole && best[to].as_ref().is_none_or(|(cheapest, ..)| total < *cheapest) {
                    best[to] = Some((total, from, term));
                }
            }
        }
        let mut parts = Vec::new();
        let mut at = last;
        while at > 0 {
            let Some((_, from, term)) = best[at] else {
                return Vec::new();
            };
            if term.is_empty() {
                break;
            }
            let written = word.part(cuts[from]..cuts[at]);
            let part = |term: &str| Part {
                term: term.to_owned(),
                written: written.to_owned(),
            };
            parts.push(part(term));
            // *förder* is the stem of *Förderung*, but alone it would be stemmed once more.
            let stemmed = stem(term);
            if stemmed != term && term == written && self.known.contains_key(&stemmed) {
                parts.push(part(&stemmed));
            }
            at = from;
        }
        parts.reverse();
        parts
    }

    /// Where what says little may end at the beginning of a word.
    fn glue(&self, word: &str) -> impl Iterator<Item = usize> {
        let ends = word.char_indices().skip(3).map(|(end, _)| end);
        ends.take_while(|end| *end <= LONGEST_ENDING)
            .filter(|end| self.never.contains(word.part(..*end)))
    }

    /// The parts with which a word can begin: where each ends, its term and what it costs.
    fn parts<'a>(&self, word: &'a str) -> Vec<(usize, &'a str, u32)> {
        let mut parts = Vec::new();
        let Some(longest) = word.get(..3).and_then(|beginning| self.longest.get(beginning)) else {
            return parts;
        };
        let mut stem = None;
        for (at, letter) in word
            .char_indices()
            .skip(2)
            .take_while(|(at, _)| *at < longest.plus(LONGEST_ENDING))
        {
            let end = at.plus(letter.len_utf8());
            let part = word.part(..end);
            if let Some(&count) = self.known.get(part) {
                stem = Some((part, count));
            }
            let Some((stem, count)) = stem else { continue };
            let ending = part.part(stem.len()..);
            // A stem of three letters counts if it is short for a longer word (*Leb|ens*, *Bod|en*) or in our list.
            let is_part = self.endings.contains(ending)
                && !self.never.contains(part)
                && (stem.len() > 3 || self.short.contains(stem) || ending.len() > 1 && ending.starts_with('e'));
            if is_part {
                parts.push((end, stem, Self::cost(part.len(), count)));
            }
        }
        parts
    }

    /// Long and frequent parts are cheap.
    fn cost(length: usize, count: u32) -> u32 {
        let short = match length {
            3 => 6,
            4 => 3,
            5 => 1,
            _ => 0,
        };
        let rare = if count < OFTEN { 2 } else { 0 };
        PART.plus(short).plus(rare)
    }
}

/// What may stand between a stem and the end of a part: an ending of derivation that the stemmer removes, then an ending
/// of inflection or a linking element.
fn endings() -> WordSet<String> {
    const DERIVATION: [&str; 12] = [
        "", "end", "heit", "ig", "igkeit", "igung", "ik", "isch", "keit", "lich", "lichkeit", "ung",
    ];
    const INFLECTION: [&str; 15] = [
        "", "e", "em", "en", "enen", "ens", "er", "ern", "es", "est", "n", "s", "st", "stes", "sts",
    ];
    DERIVATION
        .iter()
        .flat_map(|derivation| INFLECTION.map(|inflection| format!("{derivation}{inflection}")))
        .collect()
}

/// The words of a list in their folded form.
pub fn folded(list: &str) -> impl Iterator<Item = String> {
    list.split_whitespace().map(fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str) -> String {
        let parts = Splitter::new([]).split(&fold(word));
        parts.into_iter().map(|part| part.term).collect::<Vec<_>>().join("|")
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
    fn a_known_end_is_found_without_what_it_begins_with() {
        assert_eq!(split("Xylozahlung"), "xylo|zahlung");
    }

    #[test]
    fn few_long_parts_win() {
        assert_eq!(split("Kraftfahrzeugkennzeichen"), "kraftfahrzeug|kennzeich");
    }

    #[test]
    fn simple_words_stay_whole() {
        for word in [
            "Heimat",
            "Unterhaltung",
            "Wirtschaft",
            "Genehmigung",
            "Verwaltung",
            "Haus",
            "2020",
        ] {
            assert_eq!(split(word), "", "{word}");
        }
    }
}
