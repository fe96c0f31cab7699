//! Taking German compounds apart: *Wohnsitzanmeldung* is *Wohnsitz* and *Anmeldung*.
//!
//! A word falls into parts if each of them is the stem of a word that the portal or our list knows, and an ending. The
//! linking elements *-s-, -es-, -n-, -en-, -er-, -e-* are endings, too (*Witwen|rente*, *Kindes|unterhalt*). The browser
//! takes unknown words of a query apart in the same way.

use super::{
    analysis::{fold, stem},
    hash::{WordMap, WordSet},
    wordlist,
};

/// The shortest word that is worth splitting: two parts of three letters.
const SHORTEST_COMPOUND: usize = 6;

/// The length of the longest ending, *-lichkeiten*.
const LONGEST_ENDING: usize = 10;

/// How often a word of our own list counts as having occurred.
const OWN: u32 = 5;

/// What one more part costs, in the currency of [`Splitter::cost`]: few parts are better than many.
const PART: u32 = 10;

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
        let short: WordSet<String> = folded(wordlist::SHORT_PARTS).collect();
        let own = folded(wordlist::PARTS)
            .map(|word| stem(&word))
            .chain(folded(wordlist::SHORT_PARTS))
            .map(|stem| (stem, OWN));
        let mut known = WordMap::default();
        let mut longest: WordMap<String, usize> = WordMap::default();
        for (stem, count) in own
            .chain(stems)
            .filter(|(stem, _)| stem.chars().all(char::is_alphabetic))
        {
            if let Some(beginning) = stem.get(..3) {
                let length = longest.entry(beginning.to_owned()).or_default();
                *length = stem.len().max(*length);
                *known.entry(stem).or_default() += count;
            }
        }
        Self {
            known,
            longest,
            endings: endings(),
            short,
            never: folded(wordlist::NEVER_PARTS).collect(),
            guard: folded(wordlist::GUARD).map(|word| stem(&word)).collect(),
        }
    }

    /// The terms of the parts of a folded word, in order; empty if it is no compound.
    pub fn split(&self, word: &str) -> Vec<String> {
        if word.len() < SHORTEST_COMPOUND || !word.chars().all(char::is_alphabetic) || self.guard.contains(&stem(word))
        {
            return Vec::new();
        }
        self.cheapest(word)
    }

    /// Dynamic programming over the places where the word could be cut: for each, the cheapest way to get there.
    fn cheapest(&self, word: &str) -> Vec<String> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let last = cuts.len() - 1;
        let mut best: Vec<Option<(u32, usize, &str)>> = vec![None; cuts.len()];
        best[0] = Some((0, 0, ""));
        for from in 0..last {
            let Some((so_far, ..)) = best[from] else {
                continue;
            };
            for (end, term, cost) in self.parts(&word[cuts[from]..]) {
                let Ok(to) = cuts.binary_search(&(cuts[from] + end)) else {
                    continue;
                };
                let total = so_far + cost;
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
            parts.push(term.to_owned());
            // *förder* is the stem of *Förderung*, but alone it would be stemmed once more.
            let stemmed = stem(term);
            if stemmed != term && term == &word[cuts[from]..cuts[at]] && self.known.contains_key(&stemmed) {
                parts.push(stemmed);
            }
            at = from;
        }
        parts.reverse();
        parts
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
            .take_while(|(at, _)| *at < longest + LONGEST_ENDING)
        {
            let end = at + letter.len_utf8();
            let part = &word[..end];
            if let Some(&count) = self.known.get(part) {
                stem = Some((part, count));
            }
            let Some((stem, count)) = stem else { continue };
            let ending = &part[stem.len()..];
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
        let rare = if count < 3 { 2 } else { 0 };
        PART + short + rare
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
