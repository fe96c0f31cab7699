//! In which documents a term occurs, and how much that counts there.
//!
//! What a match counts (its *impact*) is BM25F: computed here as far as it depends on the document alone; the browser
//! multiplies it by the rarity of the term. It is kept as a small whole number.

use rayon::prelude::*;

use super::{
    document::Document,
    handles::MOST,
    synonyms::Synonyms,
    vocabulary::{FIELDS, Field, TermId, Tokens, Vocabulary},
};
use crate::extent::{Slicing, Whole};

/// No list is longer than this: of a word that occurs in more documents, only the best matches are kept. So what a query
/// transfers and computes does not grow with the portal.
pub const LONGEST_LIST: usize = 2048;

/// So many documents are looked at before what was found is put into the lists.
const BLOCK: usize = 4096;

/// At this weight a match is worth half of the largest impact.
const HALF: f32 = 6.0;

/// The documents of one term.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// How many documents there are, including those that were dropped from a list that was too long.
    pub total: usize,
    /// Document number and impact, ordered by document.
    pub documents: Vec<(u32, u8)>,
}

impl Postings {
    /// The largest impact in the list.
    pub fn best(&self) -> u8 {
        self.documents.iter().map(|&(_, impact)| impact).max().unwrap_or(0)
    }
}

impl Field {
    fn weight(self) -> f32 {
        match self {
            Self::Title => 12.0,
            Self::Keywords => 10.0,
            Self::Summary => 4.0,
            Self::Headings => 3.0,
            Self::Text => 1.5,
        }
    }

    /// How much a field that is longer than others loses, from 0 (nothing) to 1 (in proportion).
    fn length_penalty(self) -> f32 {
        match self {
            Self::Title => 0.4,
            Self::Keywords => 0.1,
            Self::Summary | Self::Headings => 0.4,
            Self::Text => 0.6,
        }
    }
}

/// The postings of all terms, in the order of [`Vocabulary::terms`].
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
pub fn postings(documents: &[Document], vocabulary: &Vocabulary, synonyms: &Synonyms) -> Vec<Postings> {
    let average = average_lengths(&vocabulary.documents);
    let mut postings = vec![Postings::default(); vocabulary.terms.len()];
    let mut number = 0;
    let blocks = documents.chunks(BLOCK).zip(vocabulary.documents.chunks(BLOCK));
    for ((documents, tokens), handles) in blocks.zip(vocabulary.handles.chunks(BLOCK)) {
        let impacts: Vec<Vec<(TermId, u8)>> = documents
            .par_iter()
            .zip(tokens)
            .zip(handles)
            .map(|((document, tokens), handles)| impacts(document, tokens, handles, &average, vocabulary, synonyms))
            .collect();
        for impacts in impacts {
            for (term, impact) in impacts {
                postings[term as usize].documents.push((number, impact));
            }
            number.raise(1);
        }
    }
    postings.par_iter_mut().for_each(shorten);
    postings
}

fn shorten(postings: &mut Postings) {
    postings.total = postings.documents.len();
    if postings.total > LONGEST_LIST {
        postings
            .documents
            .sort_by_key(|&(document, impact)| (MOST.minus(impact), document));
        postings.documents.truncate(LONGEST_LIST);
        postings.documents.sort_unstable();
    }
}

fn average_lengths(documents: &[Tokens]) -> [f32; 5] {
    std::array::from_fn(|field| {
        let lengths = documents
            .iter()
            .map(|tokens| tokens.get(field).map_or(0, Vec::len))
            .filter(|&length| length > 0);
        let (count, sum) = lengths.fold((0_usize, 0_usize), |(count, sum), length| {
            (count.plus(1), sum.plus(length))
        });
        sum as f32 / count.max(1) as f32
    })
}

/// The terms of one document with their impacts, ordered by term.
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
fn impacts(
    document: &Document,
    tokens: &Tokens,
    handles: &[(TermId, u8)],
    average: &[f32; 5],
    vocabulary: &Vocabulary,
    synonyms: &Synonyms,
) -> Vec<(TermId, u8)> {
    let mut weights: Vec<(TermId, f32)> = Vec::new();
    for (at, field) in FIELDS.into_iter().enumerate() {
        let length = tokens[at].len() as f32;
        let penalty = field.length_penalty();
        let norm = 1.0 / (1.0 - penalty + penalty * length / average[at].max(1.0));
        let occurrences = occurrences(&tokens[at], vocabulary, synonyms);
        let by_term = occurrences.chunk_by(|(a, _), (b, _)| a == b);
        weights.extend(by_term.map(|same| (same[0].0, field.weight() * frequency(same, norm))));
    }
    weights.sort_by_key(|&(term, _)| term);
    let scale = if document.weight > 0.0 { document.weight } else { 1.0 };
    let mut impacts: Vec<(TermId, u8)> = weights
        .chunk_by(|(a, _), (b, _)| a == b)
        .map(|same| {
            let weight: f32 = same.iter().map(|(_, weight)| weight).sum();
            (same[0].0, quantise(scale * weight / (weight + HALF)))
        })
        .collect();
    for &(term, impact) in handles {
        match impacts.binary_search_by_key(&term, |&(term, _)| term) {
            Ok(at) => impacts[at].1 = impacts[at].1.max(impact),
            Err(at) => impacts.insert(at, (term, impact)),
        }
    }
    impacts
}

fn quantise(impact: f32) -> u8 {
    (impact * f32::from(MOST)).round().clamp(1.0, f32::from(MOST)) as u8
}

/// How much the occurrences of a term in a field count, between 0 and 2: the second less than the first, and so on; and
/// all of them less if the term occurs only as a part or a synonym of other words.
fn frequency(occurrences: &[(TermId, f32)], norm: f32) -> f32 {
    let best = occurrences.iter().map(|&(_, factor)| factor).fold(0.0, f32::max);
    let sum: f32 = occurrences.iter().map(|(_, factor)| factor).sum();
    let count = norm * sum / best;
    2.0 * best * count / (count + 1.0)
}

/// The terms of a field, sorted, each with a factor: 1 for a word, less for its parts and synonyms.
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
fn occurrences(field: &[u32], vocabulary: &Vocabulary, synonyms: &Synonyms) -> Vec<(TermId, f32)> {
    let words = || field.iter().map(|&word| &vocabulary.words[word as usize]);
    let stems: Vec<TermId> = words().filter_map(|word| word.term).collect();
    let mut found: Vec<(TermId, f32)> = stems.iter().map(|&term| (term, 1.0)).collect();
    for (at, word) in words().enumerate() {
        if !synonyms.is_empty() {
            found.extend(synonyms.at(stems.part(at..)));
        }
        found.extend(&word.parts);
    }
    found.sort_unstable_by_key(|&(term, _)| term);
    found
}
