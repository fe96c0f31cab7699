//! The files of the index: cut into pieces of which a query needs few, named after their content.

use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use super::{IndexFile, document::Document, handles::MOST, lexicon::Entry, postings::Postings};
use crate::extent::{Slicing, Whole, quantity};

/// A sorted list that was cut into pieces: from which word on each piece counts, and the pieces themselves.
#[derive(Debug, Default)]
pub struct Shards {
    /// The shortest beginnings that tell a piece from the one before.
    pub from: Vec<String>,
    /// The JSON of each piece.
    pub pieces: Vec<String>,
}

impl Shards {
    /// From which word on each piece counts, for the entry: one line each, without what it shares with the line before.
    pub fn directory(&self) -> String {
        front_code(self.from.iter().map(|word| ("", word.as_str())))
    }
}

/// One piece of the term dictionary.
#[derive(Serialize)]
struct TermShard<'a> {
    terms: String,
    postings: &'a [Vec<u32>],
}

/// Documents per piece of the summaries.
pub const SUMMARIES: usize = 12;

/// The longest summary in a list of results, in characters.
const LONGEST_SUMMARY: usize = 160;

/// The dictionary of terms with their postings, in pieces of about `size` bytes.
#[expect(
    clippy::indexing_slicing,
    reason = "terms, words and documents are numbered here, by their places in these lists"
)]
pub fn terms(terms: &[String], postings: &[Postings], size: usize) -> serde_json::Result<Shards> {
    let found: Vec<usize> = (0..terms.len()).filter(|&term| postings[term].total > 0).collect();
    let names: Vec<&str> = found.iter().map(|&term| terms[term].as_str()).collect();
    let encoded: Vec<Vec<u32>> = found.par_iter().map(|&term| encode(&postings[term])).collect();
    let sizes: Vec<usize> = encoded.iter().map(|list| list.len().times(3).plus(10)).collect();
    let ranges = cut(&names, &sizes, size);
    let piece = |range: &Range<usize>| {
        let terms = front_code(names.part(range.clone()).iter().map(|name| ("", *name)));
        serde_json::to_string(&TermShard {
            terms,
            postings: encoded.part(range.clone()),
        })
    };
    Ok(Shards {
        from: beginnings(&names, &ranges),
        pieces: ranges.par_iter().map(piece).collect::<Result<_, _>>()?,
    })
}

/// The lexicon, in pieces of about `size` bytes.
pub fn lexicon(entries: &[Entry], size: usize) -> serde_json::Result<Shards> {
    let names: Vec<&str> = entries.iter().map(|entry| entry.folded.as_str()).collect();
    let magnitudes: Vec<String> = entries.iter().map(|entry| digit(entry.magnitude)).collect();
    let sizes: Vec<usize> = entries.iter().map(|entry| (entry.written.len() / 2).plus(3)).collect();
    let ranges = cut(&names, &sizes, size);
    let piece = |range: &Range<usize>| {
        let lines = magnitudes.part(range.clone()).iter().zip(entries.part(range.clone()));
        serde_json::to_string(&front_code(
            lines.map(|(magnitude, entry)| (magnitude.as_str(), entry.written.as_str())),
        ))
    };
    Ok(Shards {
        from: beginnings(&names, &ranges),
        pieces: ranges.par_iter().map(piece).collect::<Result<_, _>>()?,
    })
}

/// For each range, the shortest beginning that tells it from the range before; nothing for the first.
fn beginnings(words: &[&str], ranges: &[Range<usize>]) -> Vec<String> {
    let before = |range: &Range<usize>| range.start.checked_sub(1).and_then(|at| words.get(at));
    ranges
        .iter()
        .map(|range| match (before(range), words.get(range.start)) {
            (Some(before), Some(first)) => beginning(before, first).to_owned(),
            _ => String::new(),
        })
        .collect()
}

/// What the list of results shows, in pieces of [`SUMMARIES`] documents: URL, kind, title, summary, in bits
/// whether it is a sample (1) and whether it is German in an index of another language (2), and facts.
pub fn summaries(documents: &[Document]) -> serde_json::Result<Vec<String>> {
    let row = |document: &Document| {
        let marks = u8::from(document.sample) | u8::from(document.foreign) << 1;
        (
            document.url.clone(),
            document.kind.clone(),
            document.title.clone(),
            shorten(&document.summary),
            marks,
            document.facts.clone(),
        )
    };
    documents
        .par_chunks(SUMMARIES)
        .map(|piece| serde_json::to_string(&piece.iter().map(row).collect::<Vec<_>>()))
        .collect()
}

/// The first day of each document that has one: its number as difference, and the day as a number (20220322).
pub fn days(documents: &[Document]) -> serde_json::Result<String> {
    let mut before = 0;
    let mut days: Vec<usize> = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let first = document.days.iter().min().map(|day| day.replace('-', ""));
        if let Some(day) = first.and_then(|day| day.parse().ok()) {
            days.extend([number.minus(before), day]);
            before = number;
        }
    }
    serde_json::to_string(&days)
}

/// A file whose name holds a hash of its content, so that it can be cached for ever.
pub fn file(name: &str, bytes: Vec<u8>) -> IndexFile {
    IndexFile {
        name: format!("{name}-{}.json", blake3::hash(&bytes).to_hex().part(..16)),
        bytes,
    }
}

/// How many neighbours share a hash. One each, so that a change renames what it changes and nothing else; in a large index
/// sixteen, so that the entry, which holds the hashes of all, stays small.
pub fn share(pieces: usize) -> usize {
    const LARGE: usize = 1_000;
    if pieces > LARGE { 16 } else { 1 }
}

/// Pieces as files, and the hashes in their names in one string, eight digits each.
pub fn files(name: &str, pieces: Vec<String>, share: usize) -> (Vec<IndexFile>, String) {
    let hash = |pieces: &[String]| blake3::hash(pieces.concat().as_bytes()).to_hex().part(..8).to_owned();
    let hashes: Vec<String> = pieces.chunks(share).map(hash).collect();
    let file = |(number, piece): (usize, String)| {
        let hash = number.checked_div(share).and_then(|share| hashes.get(share));
        IndexFile {
            name: format!("{name}-{number}-{}.json", hash.map_or("", String::as_str)),
            bytes: piece.into_bytes(),
        }
    };
    (pieces.into_iter().enumerate().map(file).collect(), hashes.concat())
}

/// Cuts a sorted list of words, of which the sizes are known, into ranges of at most about `size`.
///
/// Each range begins with a word that differs early from the one before, because the entry file has to name it.
#[expect(
    clippy::indexing_slicing,
    reason = "each word has its size, and all ranges are of words"
)]
fn cut(words: &[&str], sizes: &[usize], size: usize) -> Vec<Range<usize>> {
    let (mut ranges, mut from, mut sum, mut filled) = (Vec::new(), 0, 0, 0);
    for at in 0..words.len() {
        if sum <= size.times(3) / 4 {
            filled = at;
        }
        if at > from && sum.plus(sizes[at]) > size {
            let first = filled.max(from.plus(1));
            let next = (first..=at)
                .min_by_key(|&at| beginning(words[at.minus(1)], words[at]).len())
                .unwrap_or(at);
            ranges.push(from..next);
            sum = sizes.part(next..at).iter().sum();
            from = next;
        }
        sum.raise(sizes[at]);
    }
    ranges.push(from..words.len());
    ranges
}

/// The shortest beginning of `first` that is greater than `before`.
fn beginning<'a>(before: &str, first: &'a str) -> &'a str {
    let ends = first.char_indices().map(|(at, c)| at.plus(c.len_utf8()));
    ends.map(|end| first.part(..end))
        .find(|beginning| *beginning > before)
        .unwrap_or(first)
}

/// The total, then for each impact from the largest: impact, how many documents, their numbers as differences.
#[expect(clippy::indexing_slicing, reason = "there is a level for each impact")]
fn encode(postings: &Postings) -> Vec<u32> {
    let mut levels: Vec<Vec<u32>> = vec![Vec::new(); usize::from(MOST) + 1];
    for &(document, impact) in &postings.documents {
        levels[usize::from(impact)].push(document);
    }
    let mut encoded = vec![quantity(postings.total)];
    for (impact, documents) in levels
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, documents)| !documents.is_empty())
    {
        encoded.extend([quantity(impact), quantity(documents.len())]);
        let mut before = 0;
        for &document in documents {
            encoded.push(document.minus(before));
            before = document;
        }
    }
    encoded
}

/// Lines of a word without the beginning that it shares with the one before: the length of that beginning as one digit
/// of base 36, the prefix that the caller wants, and the rest.
fn front_code<'a>(words: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut coded = String::new();
    let mut before = "";
    for (prefix, word) in words {
        let pairs = before.chars().zip(word.chars()).take(35);
        let shared: Vec<char> = pairs
            .take_while(|(a, b)| a == b && a.len_utf16() == 1)
            .map(|(a, _)| a)
            .collect();
        let bytes: usize = shared.iter().map(|c| c.len_utf8()).sum();
        coded.push_str(&digit(quantity(shared.len())));
        coded.push_str(prefix);
        coded.push_str(word.part(bytes..));
        coded.push('\n');
        before = word;
    }
    coded.pop();
    coded
}

fn digit(value: u32) -> String {
    char::from_digit(value.min(35), 36).unwrap_or('0').to_string()
}

/// At most [`LONGEST_SUMMARY`] characters, cut between words.
fn shorten(summary: &str) -> String {
    let Some((end, _)) = summary.char_indices().nth(LONGEST_SUMMARY) else {
        return summary.to_owned();
    };
    let cut = summary.part(..end);
    format!(
        "{} …",
        cut.rfind(' ')
            .map_or(cut, |at| cut.part(..at))
            .trim_end_matches([',', ';', ':', '.', ' '])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_beginnings_are_written_once() {
        let words = ["wohn", "wohngeld", "wohnung"];
        assert_eq!(front_code(words.iter().map(|word| ("", *word))), "0wohn\n4geld\n4ung");
    }

    #[test]
    fn a_list_is_cut_where_words_differ_early() {
        let words = ["aa", "aaa", "aab", "b", "ba", "bab"];
        assert_eq!(cut(&words, &[4, 4, 4, 4, 4, 4], 17), [0..3, 3..6]);
        assert_eq!(beginnings(&words, &[0..3, 3..6]), ["", "b"]);
        assert_eq!(cut(&words[..3], &[9, 90, 9], 10), [0..1, 1..2, 2..3]);
        assert_eq!(cut(&[], &[], 10).len(), 1);
    }

    #[test]
    fn impacts_come_first() {
        let postings = Postings {
            total: 3,
            documents: vec![(2, 9), (4, 30), (7, 9)],
        };
        assert_eq!(encode(&postings), [3, 30, 1, 4, 9, 2, 2, 5]);
    }

    #[test]
    fn beginnings_are_short() {
        assert_eq!(beginning("bauamt", "baugenehmigung"), "baug");
        assert_eq!(beginning("", "amt"), "a");
    }

    #[test]
    fn long_summaries_end_between_words() {
        let short = shorten(&"Wohngeld ".repeat(20));
        assert!(short.ends_with("Wohngeld …") && short.chars().count() <= LONGEST_SUMMARY + 2);
    }
}
