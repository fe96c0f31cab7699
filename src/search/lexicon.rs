//! The words that a query may mean, for suggestions, corrections and for taking unknown compounds apart in the browser.

use rayon::prelude::*;

use super::{analysis::fold, handles, postings::Postings, vocabulary::Vocabulary};

/// More words than this are not offered; the best stay.
const MOST_WORDS: usize = 30_000;

/// One word of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its folded form, by which the lexicon is sorted.
    pub folded: String,
    /// The word as it is written most often; it folds and stems to the term.
    pub written: String,
    /// In how many documents it occurs, as a power of two.
    pub magnitude: u32,
}

/// The words under which something is found; of very many, those that count most where they occur.
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
pub fn lexicon(vocabulary: &Vocabulary, postings: &[Postings]) -> Vec<Entry> {
    let mut terms: Vec<usize> = (0..postings.len())
        .filter(|&term| {
            let term = &vocabulary.terms[term];
            !handles::is_handle(term) && !term.contains(|c: char| c.is_numeric())
        })
        .collect();
    terms.sort_by_cached_key(|&term| (std::cmp::Reverse((postings[term].best(), postings[term].total)), term));
    terms.truncate(MOST_WORDS);
    let written = most_written(vocabulary);
    let mut entries: Vec<Entry> = terms
        .into_par_iter()
        .filter_map(|term| {
            let stemmed = &vocabulary.terms[term];
            let written = written[term].unwrap_or(stemmed);
            let folded = fold(written);
            (vocabulary.language.stem(&folded) == *stemmed).then(|| Entry {
                folded,
                written: written.to_owned(),
                magnitude: postings[term].total.max(1).ilog2(),
            })
        })
        .collect();
    entries.sort_unstable();
    entries
}

/// For each term the spelling that occurs most often; of equally frequent ones the shortest.
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
fn most_written(vocabulary: &Vocabulary) -> Vec<Option<&str>> {
    let mut best = vec![None; vocabulary.terms.len()];
    for word in &vocabulary.words {
        let Some(term) = word.term else { continue };
        let rank = (
            word.count,
            std::cmp::Reverse((word.written.len(), word.written.as_str())),
        );
        let slot = &mut best[term as usize];
        if slot.is_none_or(|(held, _)| rank > held) {
            *slot = Some((rank, word.written.as_str()));
        }
    }
    best.into_iter().map(|slot| slot.map(|(_, written)| written)).collect()
}
