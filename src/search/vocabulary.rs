//! Every word of the portal once, with all that the index has to know about it.
//!
//! A portal has millions of words but few different ones. Each different spelling is folded, stemmed and split once;
//! the documents then only hold numbers.

use std::collections::BTreeMap;
use std::slice;

use rayon::prelude::*;

use super::{
    analysis::{fold, key, words},
    compounds::Splitter,
    document::Document,
    hash::WordMap,
    language::Language,
    settings::Settings,
};

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
    /// The parts of a compound and the parts of these, with their depth: 1, 2, …
    pub parts: Vec<(TermId, u32)>,
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
}

impl Vocabulary {
    /// Reads all documents, and beside them the words of the synonyms, which need not occur in any document. What is read
    /// of a document and not shown in the list of results is taken from it.
    pub fn read(documents: &mut Vec<Document>, settings: &Settings) -> Self {
        let language = settings.language;
        let extra = Document {
            keywords: settings.synonyms.concat(),
            ..Document::default()
        };
        let keys: Vec<String> = documents
            .iter()
            .flat_map(|document| &document.keys)
            .map(|text| key(text))
            .collect();
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
            *stems.entry(stem).or_default() += count;
        }
        let splitter = Splitter::new(stems.into_iter().map(|(stem, count)| (stem.to_owned(), count)));
        let split = split_all(language.has_compounds().then_some(&splitter), &folded);
        let terms = sorted_terms(&folded, &split, &keys);
        let number = |term: &str| position(&terms, term);
        let words = spellings
            .into_par_iter()
            .zip(&folded)
            .map(|((written, count), (folded, stem))| Word {
                written,
                term: number(stem),
                parts: split[folded.as_str()]
                    .iter()
                    .filter_map(|(part, depth)| Some((number(part)?, *depth)))
                    .collect(),
                count,
            })
            .collect();
        Self {
            language,
            words,
            terms,
            documents: tokens,
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

fn position(terms: &[String], term: &str) -> Option<TermId> {
    terms
        .binary_search_by(|known| known.as_str().cmp(term))
        .ok()
        .map(|at| at as TermId)
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
            spellings.len() as u32 - 1
        });
        spellings[number as usize].1 += count;
        number
    };
    let blocks: Vec<(Vec<u32>, Vec<Tokens>)> = blocks
        .into_iter()
        .map(|(local, tokens)| (local.into_iter().map(&mut global).collect(), tokens))
        .collect();
    let renumber = |(global, mut tokens): (Vec<u32>, Vec<Tokens>)| {
        for word in tokens.iter_mut().flatten().flatten() {
            *word = global[*word as usize];
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
fn number_texts(documents: &[Document], language: Language) -> (Spellings, Vec<Tokens>) {
    let mut spellings: Vec<(&str, u32)> = Vec::new();
    let mut numbers: WordMap<&str, (u32, bool)> = WordMap::default();
    let mut number = |word| {
        let (number, is_found) = *numbers.entry(word).or_insert_with(|| {
            spellings.push((word, 0));
            let folded = fold(word);
            let is_found = !folded.is_empty() && !language.is_stopword(&folded);
            (spellings.len() as u32 - 1, is_found)
        });
        spellings[number as usize].1 += 1;
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
                tokens.extend(texts.iter().flat_map(|text| words(text)).filter_map(&mut number));
                tokens
            })
        })
        .collect();
    let spellings = spellings.into_iter().map(|(word, count)| (word.to_owned(), count));
    (spellings.collect(), tokens)
}

/// Folded word → its parts with their depth.
type Splits<'a> = WordMap<&'a str, Vec<(String, u32)>>;

fn split_all<'a>(splitter: Option<&Splitter>, folded: &'a [(String, String)]) -> Splits<'a> {
    folded
        .par_iter()
        .map(|(folded, stem)| {
            let mut parts = Vec::new();
            if let Some(splitter) = splitter.filter(|_| !stem.is_empty()) {
                split_deeply(splitter, folded, 1, &mut parts);
            }
            (folded.as_str(), parts)
        })
        .collect()
}

/// The parts of a word and, one level deeper, the parts of its parts.
fn split_deeply(splitter: &Splitter, word: &str, depth: u32, parts: &mut Vec<(String, u32)>) {
    const DEEPEST: u32 = 2;
    for part in splitter.split(word) {
        if depth < DEEPEST {
            split_deeply(splitter, &part, depth + 1, parts);
        }
        parts.push((part, depth));
    }
}

fn sorted_terms(folded: &[(String, String)], split: &Splits, keys: &[String]) -> Vec<String> {
    let parts = folded
        .iter()
        .flat_map(|(folded, _)| &split[folded.as_str()])
        .map(|(part, _)| part);
    let stems = folded.iter().map(|(_, stem)| stem).filter(|stem| !stem.is_empty());
    let mut terms: Vec<&String> = parts.chain(stems).chain(keys).filter(|term| !term.is_empty()).collect();
    terms.par_sort_unstable();
    terms.dedup();
    terms.into_iter().cloned().collect()
}
