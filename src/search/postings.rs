//! In which documents a term occurs, and how much that counts there.
//!
//! What a match counts (its *impact*) is BM25F: computed here as far as it depends on the document alone; the browser
//! multiplies it by the rarity of the term. It is kept as a small whole number.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    analysis::key,
    document::Document,
    synonyms::Synonyms,
    vocabulary::{FIELDS, Field, TermId, Tokens, Vocabulary},
};

/// The largest impact.
pub const MOST: u8 = 63;

/// No list is longer than this: of a word that occurs in more documents, only the best matches are kept. So what a query
/// transfers and computes does not grow with the portal.
pub const LONGEST_LIST: usize = 4096;

/// How much of a word's weight its parts have, per level of depth.
const PART: f32 = 0.5;

/// How much of a word's weight its synonyms have.
const SYNONYM: f32 = 0.9;

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
pub fn postings(documents: &[&Document], vocabulary: &Vocabulary, synonyms: &Synonyms) -> Vec<Postings> {
    let average = average_lengths(&vocabulary.documents);
    let impacts: Vec<Vec<(TermId, u8)>> = documents
        .par_iter()
        .zip(&vocabulary.documents)
        .map(|(document, tokens)| impacts(document, tokens, &average, vocabulary, synonyms))
        .collect();
    let mut postings = vec![Postings::default(); vocabulary.terms.len()];
    for (document, impacts) in impacts.iter().enumerate() {
        for &(term, impact) in impacts {
            postings[term as usize].documents.push((document as u32, impact));
        }
    }
    postings.par_iter_mut().for_each(shorten);
    postings
}

fn shorten(postings: &mut Postings) {
    postings.total = postings.documents.len();
    if postings.total > LONGEST_LIST {
        postings.documents.sort_by_key(|&(document, impact)| (MOST - impact, document));
        postings.documents.truncate(LONGEST_LIST);
        postings.documents.sort_unstable();
    }
}

fn average_lengths(documents: &[Tokens]) -> [f32; 5] {
    std::array::from_fn(|field| {
        let lengths = documents.iter().map(|tokens| tokens[field].len()).filter(|&length| length > 0);
        let (count, sum) = lengths.fold((0_usize, 0_usize), |(count, sum), length| (count + 1, sum + length));
        sum as f32 / count.max(1) as f32
    })
}

/// The terms of one document with their impacts, ordered by term.
fn impacts(
    document: &Document,
    tokens: &Tokens,
    average: &[f32; 5],
    vocabulary: &Vocabulary,
    synonyms: &Synonyms,
) -> Vec<(TermId, u8)> {
    let mut weights: BTreeMap<TermId, f32> = BTreeMap::new();
    for (at, field) in FIELDS.into_iter().enumerate() {
        let length = tokens[at].len() as f32;
        let penalty = field.length_penalty();
        let norm = 1.0 / (1.0 - penalty + penalty * length / average[at].max(1.0));
        for (term, occurrences) in occurrences(&tokens[at], vocabulary, synonyms) {
            *weights.entry(term).or_default() += field.weight() * occurrences.weight(norm);
        }
    }
    let scale = if document.weight > 0.0 { document.weight } else { 1.0 };
    let mut impacts: BTreeMap<TermId, u8> =
        weights.into_iter().map(|(term, weight)| (term, quantise(scale * weight / (weight + HALF)))).collect();
    for text in &document.keys {
        if let Some(term) = vocabulary.term(&key(text)) {
            impacts.insert(term, MOST);
        }
    }
    impacts.into_iter().collect()
}

fn quantise(impact: f32) -> u8 {
    (impact * f32::from(MOST)).round().clamp(1.0, f32::from(MOST)) as u8
}

/// How a term occurs in a field: as a word, or only as a part or a synonym of one.
#[derive(Debug, Clone, Copy, Default)]
struct Occurrences {
    best: f32,
    sum: f32,
}

impl Occurrences {
    fn add(&mut self, factor: f32) {
        self.best = self.best.max(factor);
        self.sum += factor;
    }

    /// Between 0 and 2: the second occurrence counts less than the first, and so on.
    fn weight(self, norm: f32) -> f32 {
        let count = norm * self.sum / self.best;
        2.0 * self.best * count / (count + 1.0)
    }
}

fn occurrences(field: &[u32], vocabulary: &Vocabulary, synonyms: &Synonyms) -> BTreeMap<TermId, Occurrences> {
    let mut found: BTreeMap<TermId, Occurrences> = BTreeMap::new();
    let words = || field.iter().map(|&word| &vocabulary.words[word as usize]);
    let stems: Vec<TermId> = words().filter_map(|word| word.term).collect();
    for (at, word) in words().enumerate() {
        if let Some(term) = word.term {
            found.entry(term).or_default().add(1.0);
        }
        for &(part, depth) in &word.parts {
            found.entry(part).or_default().add(PART.powi(depth as i32));
        }
        if synonyms.is_empty() {
            continue;
        }
        for other in synonyms.at(&stems[at..]) {
            found.entry(other).or_default().add(SYNONYM);
        }
        for &(part, depth) in &word.parts {
            for other in synonyms.at(&[part]) {
                found.entry(other).or_default().add(SYNONYM * PART.powi(depth as i32));
            }
        }
    }
    found
}
