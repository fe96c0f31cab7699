//! Every word of the portal once, with all that the index has to know about it.
//!
//! A portal has millions of words but few different ones. Each different spelling is folded, stemmed and split once;
//! the documents then only hold numbers.

use std::collections::BTreeMap;

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
    /// Reads all documents, and beside them the words of the synonyms, which need not occur in any document.
    pub fn read(documents: &[&Document], settings: &Settings) -> Self {
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
        let mut with_extra = documents.to_vec();
        with_extra.push(&extra);
        let (spellings, mut documents) = number_words(&with_extra);
        documents.pop();
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
        let mut vocabulary = Self {
            language,
            words,
            terms,
            documents,
        };
        vocabulary.drop_stopwords();
        vocabulary
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

    fn drop_stopwords(&mut self) {
        let words = &self.words;
        self.documents.par_iter_mut().for_each(|fields| {
            for field in fields {
                field.retain(|&word| words[word as usize].term.is_some());
            }
        });
    }
}

fn position(terms: &[String], term: &str) -> Option<TermId> {
    terms
        .binary_search_by(|known| known.as_str().cmp(term))
        .ok()
        .map(|at| at as TermId)
}

/// The different spellings with how often each occurs, in the order of their numbers.
type Spellings<Text> = Vec<(Text, u32)>;

/// Numbers the different spellings, with how often each occurs, and writes the documents in these numbers.
///
/// Blocks of documents are numbered in parallel and then merged in order, so that the numbers do not depend on threads.
fn number_words<'a>(documents: &[&'a Document]) -> (Spellings<String>, Vec<Tokens>) {
    const BLOCK: usize = 256;
    let blocks: Vec<(Spellings<&'a str>, Vec<Tokens>)> = documents.par_chunks(BLOCK).map(number_block).collect();
    let mut spellings: Spellings<String> = Vec::new();
    let mut numbers: WordMap<&str, u32> = WordMap::default();
    let mut global = |(word, count): (&'a str, u32)| {
        let number = *numbers.entry(word).or_insert_with(|| {
            spellings.push((word.to_owned(), 0));
            spellings.len() as u32 - 1
        });
        spellings[number as usize].1 += count;
        number
    };
    let blocks: Vec<(Vec<u32>, Vec<Tokens>)> = blocks
        .into_iter()
        .map(|(local, tokens)| (local.into_iter().map(&mut global).collect(), tokens))
        .collect();
    let renumber = |(global, tokens): (Vec<u32>, Vec<Tokens>)| {
        let field = move |field: Vec<u32>| field.into_iter().map(|word| global[word as usize]).collect();
        tokens
            .into_iter()
            .map(|fields| fields.map(&field))
            .collect::<Vec<Tokens>>()
    };
    let documents: Vec<Vec<Tokens>> = blocks.into_par_iter().map(renumber).collect();
    (spellings, documents.into_iter().flatten().collect())
}

fn number_block<'a>(documents: &[&'a Document]) -> (Spellings<&'a str>, Vec<Tokens>) {
    let mut spellings: Spellings<&str> = Vec::new();
    let mut numbers: WordMap<&str, u32> = WordMap::default();
    let mut number = |word: &'a str| {
        let number = *numbers.entry(word).or_insert_with(|| {
            spellings.push((word, 0));
            spellings.len() as u32 - 1
        });
        spellings[number as usize].1 += 1;
        number
    };
    let tokens = documents
        .iter()
        .map(|&document| {
            FIELDS.map(|field| match field {
                Field::Title => words(&document.title).map(&mut number).collect(),
                Field::Keywords => document
                    .keywords
                    .iter()
                    .flat_map(|text| words(text))
                    .map(&mut number)
                    .collect(),
                Field::Summary => words(&document.summary).map(&mut number).collect(),
                Field::Headings => document
                    .headings
                    .iter()
                    .flat_map(|text| words(text))
                    .map(&mut number)
                    .collect(),
                Field::Text => words(&document.text).map(&mut number).collect(),
            })
        })
        .collect();
    (spellings, tokens)
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
