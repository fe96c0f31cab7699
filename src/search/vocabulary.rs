//! Every word of the portal once, with all that the index has to know about it.
//!
//! A portal has millions of words but few different ones. Each different spelling is folded, stemmed and split once;
//! the documents then only hold numbers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::slice;

use rayon::prelude::*;

use super::{
    analysis::{self, fold, words},
    compounds::Splitter,
    document::Document,
    family::root,
    handles,
    hash::WordMap,
    language::Language,
    phrases,
    settings::Settings,
};
use crate::extent::{Whole, quantity};

/// The number of a term in [`Vocabulary::terms`].
pub type TermId = u32;

/// The parts of a document that weigh differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// The search words that the editors gave.
    Keywords,
    /// The summary.
    Summary,
    /// The headings within the page.
    Headings,
    /// The running text.
    Text,
}

/// All fields, in the order of [`Tokens`].
pub const FIELDS: [Field; 5] = [
    Field::Title,
    Field::Keywords,
    Field::Summary,
    Field::Headings,
    Field::Text,
];

/// The words of a document: per field the numbers of its words in [`Vocabulary::words`], without stop words.
pub type Tokens = [Vec<u32>; 5];

/// What a word stands for in the index.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// The word as it is written.
    pub written: String,
    /// Its stem; `None` for a stop word.
    pub term: Option<TermId>,
    /// Its root, the parts of a compound and the parts of these, with how much of the word's weight each has.
    pub parts: Vec<(TermId, f32)>,
    /// How often it occurs.
    pub count: u32,
}

/// The words and terms of a portal, and its documents in numbers.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The language of the words.
    pub language: Language,
    /// The spellings that occur.
    pub words: Vec<Word>,
    /// The terms under which documents are found, sorted.
    pub terms: Vec<String>,
    /// One entry per document.
    pub documents: Vec<Tokens>,
    /// What each document is found under as a whole, with what that counts.
    pub handles: Vec<Vec<(TermId, u8)>>,
}

impl Vocabulary {
    /// Reads all documents, and beside them the words of the synonyms, which need not occur in any document. What is read
    /// of a document and not shown in the list of results is taken from it.
    pub fn read(documents: &mut Vec<Document>, settings: &Settings) -> Self {
        let language = settings.language;
        let extra = Document {
            keywords: synonymous(settings),
            ..Document::default()
        };
        let handles: Vec<Vec<(String, u8)>> = documents
            .par_iter()
            .map(|document| handles::of(document, language))
            .collect();
        let sought: Vec<String> = phrases::phrase_terms(settings).collect();
        documents.push(extra);
        let (spellings, mut tokens) = number_words(documents, language);
        documents.pop();
        tokens.pop();
        let folded: Vec<(String, String)> = spellings
            .par_iter()
            .map(|(written, _)| {
                let folded = fold(written);
                let stem = if language.is_stopword(&folded) {
                    String::new()
                } else {
                    language.stem(&folded)
                };
                (folded, stem)
            })
            .collect();
        let mut stems: BTreeMap<&str, u32> = BTreeMap::new();
        for ((_, stem), (_, count)) in folded.iter().zip(&spellings).filter(|((_, stem), _)| !stem.is_empty()) {
            stems.entry(stem).or_default().raise(*count);
        }
        let splitter = Splitter::new(stems.into_iter().map(|(stem, count)| (stem.to_owned(), count)));
        let split = split_all(language.has_compounds().then_some(&splitter), &folded);
        let whole = handles.iter().flatten().map(|(handle, _)| handle).chain(&sought);
        let terms = sorted_terms(&folded, &split, whole);
        let number = |term: &str| position(&terms, term);
        let words = spellings
            .into_par_iter()
            .zip(&folded)
            .map(|((written, count), (folded, stem))| Word {
                written,
                term: number(stem),
                parts: split
                    .get(folded.as_str())
                    .into_iter()
                    .flatten()
                    .filter_map(|(part, factor)| Some((number(part)?, *factor)))
                    .collect(),
                count,
            })
            .collect();
        let numbered = |handles: Vec<(String, u8)>| {
            let numbers = handles
                .into_iter()
                .filter_map(|(handle, impact)| Some((number(&handle)?, impact)));
            numbers.collect()
        };
        let handles = handles.into_par_iter().map(numbered).collect();
        Self {
            language,
            words,
            terms,
            documents: tokens,
            handles,
        }
    }

    /// The terms of a phrase, without stop words; `None` if one of its words does not occur.
    pub fn phrase(&self, phrase: &str) -> Option<Vec<TermId>> {
        let terms = words(phrase).map(fold).filter(|word| !self.language.is_stopword(word));
        terms.map(|word| self.term(&self.language.stem(&word))).collect()
    }

    /// The number of a term.
    pub fn term(&self, term: &str) -> Option<TermId> {
        position(&self.terms, term)
    }
}

/// All words that have synonyms or mean something.
fn synonymous(settings: &Settings) -> Vec<String> {
    let meanings = settings.meanings.iter();
    let words = meanings.flat_map(|(word, meant)| [word].into_iter().chain(meant));
    settings.synonyms.iter().flatten().chain(words).cloned().collect()
}

fn position(terms: &[String], term: &str) -> Option<TermId> {
    terms
        .binary_search_by(|known| known.as_str().cmp(term))
        .ok()
        .map(quantity)
}

/// Roughly so many bytes of German text there are for each word that is no stop word.
const BYTES_A_TOKEN: usize = 12;

/// The different spellings with how often each occurs, in the order of their numbers.
type Spellings = Vec<(String, u32)>;

/// Numbers the different spellings, with how often each occurs, and writes the documents in these numbers.
///
/// Blocks of documents are numbered in parallel and then merged in order, so that the numbers do not depend on threads.
fn number_words(documents: &mut [Document], language: Language) -> (Spellings, Vec<Tokens>) {
    // The larger a block, the fewer words are new in it.
    const BLOCK: usize = 1024;
    let blocks = documents.par_chunks_mut(BLOCK);
    let blocks: Vec<(Spellings, Vec<Tokens>)> = blocks.map(|block| number_block(block, language)).collect();
    let mut spellings = Spellings::new();
    let mut numbers: WordMap<String, u32> = WordMap::default();
    let mut global = |(word, count): (String, u32)| {
        let number = *numbers.entry(word).or_insert_with_key(|word| {
            spellings.push((word.clone(), 0));
            quantity(spellings.len()).minus(1)
        });
        if let Some((_, sum)) = spellings.get_mut(number as usize) {
            sum.raise(count);
        }
        number
    };
    let blocks: Vec<(Vec<u32>, Vec<Tokens>)> = blocks
        .into_iter()
        .map(|(local, tokens)| (local.into_iter().map(&mut global).collect(), tokens))
        .collect();
    let renumber = |(global, mut tokens): (Vec<u32>, Vec<Tokens>)| {
        for word in tokens.iter_mut().flatten().flatten() {
            if let Some(number) = global.get(*word as usize) {
                *word = *number;
            }
        }
        tokens
    };
    let documents: Vec<Vec<Tokens>> = blocks.into_par_iter().map(renumber).collect();
    (spellings, documents.into_iter().flatten().collect())
}

fn number_block(documents: &mut [Document], language: Language) -> (Spellings, Vec<Tokens>) {
    let numbered = number_texts(documents, language);
    for document in documents {
        document.keywords = Vec::new();
        document.headings = Vec::new();
        document.text = String::new();
    }
    numbered
}

/// Stop words have spellings, but nothing is found under them.
fn number_texts<'a>(documents: &'a [Document], language: Language) -> (Spellings, Vec<Tokens>) {
    let mut spellings: Vec<(Cow<str>, u32)> = Vec::new();
    let mut numbers: WordMap<Cow<str>, (u32, bool)> = WordMap::default();
    let mut number = |word: Cow<'a, str>| {
        let (number, is_found) = *numbers.entry(word).or_insert_with_key(|word| {
            spellings.push((word.clone(), 0));
            let folded = fold(word);
            let is_found = !folded.is_empty() && !language.is_stopword(&folded);
            (quantity(spellings.len()).minus(1), is_found)
        });
        if let Some((_, sum)) = spellings.get_mut(number as usize) {
            sum.raise(1);
        }
        is_found.then_some(number)
    };
    let tokens = documents
        .iter()
        .map(|document| {
            FIELDS.map(|field| {
                let texts = match field {
                    Field::Title => slice::from_ref(&document.title),
                    Field::Keywords => &document.keywords,
                    Field::Summary => slice::from_ref(&document.summary),
                    Field::Headings => &document.headings,
                    Field::Text => slice::from_ref(&document.text),
                };
                // As many as there are in most texts, so that they need not move while they grow.
                let about = texts.iter().map(String::len).sum::<usize>() / BYTES_A_TOKEN;
                let mut tokens = Vec::with_capacity(about);
                tokens.extend(
                    texts
                        .iter()
                        .flat_map(|text| words(text))
                        .map(Cow::Borrowed)
                        .filter_map(&mut number),
                );
                let joined = texts.iter().flat_map(|text| analysis::joined(text));
                tokens.extend(joined.map(Cow::Owned).filter_map(&mut number));
                tokens
            })
        })
        .collect();
    let spellings = spellings.into_iter().map(|(word, count)| (word.into_owned(), count));
    (spellings.collect(), tokens)
}

/// Folded word → its root and its parts, with how much of the word's weight each has.
type Splits<'a> = WordMap<&'a str, Vec<(String, f32)>>;

/// How much of a word's weight its parts have, per level of depth.
pub const PART: f32 = 0.5;

/// How much of it its root has.
pub const ROOT: f32 = 0.85;

fn split_all<'a>(splitter: Option<&Splitter>, folded: &'a [(String, String)]) -> Splits<'a> {
    folded
        .par_iter()
        .map(|(folded, stem)| {
            let mut parts = Vec::new();
            if let Some(splitter) = splitter.filter(|_| !stem.is_empty()) {
                parts.extend(root(folded).map(|root| (root, ROOT)));
                split_deeply(splitter, folded, PART, &mut parts);
            }
            (folded.as_str(), parts)
        })
        .collect()
}

/// The parts of a word and, one level deeper, the parts of its parts.
fn split_deeply(splitter: &Splitter, word: &str, factor: f32, parts: &mut Vec<(String, f32)>) {
    for part in splitter.split(word) {
        if factor == PART {
            split_deeply(splitter, &part.term, factor * PART, parts);
        }
        parts.extend(part.root().map(|root| (root, factor * ROOT)));
        parts.push((part.term, factor));
    }
}

fn sorted_terms<'a>(
    folded: &'a [(String, String)],
    split: &'a Splits,
    whole: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let parts = folded
        .iter()
        .flat_map(|(folded, _)| &split[folded.as_str()])
        .map(|(part, _)| part);
    let stems = folded.iter().map(|(_, stem)| stem).filter(|stem| !stem.is_empty());
    let mut terms: Vec<&String> = parts
        .chain(stems)
        .chain(whole)
        .filter(|term| !term.is_empty())
        .collect();
    terms.par_sort_unstable();
    terms.dedup();
    terms.into_iter().cloned().collect()
}
