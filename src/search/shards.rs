//! The files of the index: cut into pieces of which a query needs few, named after their content.

use serde::Serialize;

use super::{
    IndexFile,
    document::Document,
    lexicon::Entry,
    postings::{MOST, Postings},
};

/// A sorted list that was cut into pieces: from which word on each piece counts, and the pieces themselves.
#[derive(Debug, Default)]
pub struct Shards {
    /// The shortest beginnings that tell a piece from the one before.
    pub from: Vec<String>,
    /// The JSON of each piece.
    pub pieces: Vec<String>,
}

/// One piece of the term dictionary.
#[derive(Serialize)]
struct TermShard {
    terms: String,
    postings: Vec<Vec<u32>>,
}

/// Documents per piece of the summaries.
pub const SUMMARIES: usize = 32;

/// The longest summary in a list of results, in characters.
const LONGEST_SUMMARY: usize = 160;

/// The dictionary of terms with their postings, in pieces of about `size` bytes.
pub fn terms(terms: &[String], postings: &[Postings], size: usize) -> serde_json::Result<Shards> {
    let found: Vec<usize> = (0..terms.len()).filter(|&term| postings[term].total > 0).collect();
    let encoded: Vec<Vec<u32>> = found.iter().map(|&term| encode(&postings[term])).collect();
    let sizes = encoded.iter().map(|list| 3 * list.len() + 10);
    let mut shards = Shards::default();
    let mut before = "";
    for range in cut(sizes, size) {
        let names: Vec<&str> = found[range.clone()].iter().map(|&term| terms[term].as_str()).collect();
        let (Some(first), Some(last)) = (names.first(), names.last()) else { continue };
        shards.from.push(beginning(before, first));
        before = last;
        let shard = TermShard { terms: front_code(names.iter().map(|name| ("", *name))), postings: encoded[range].to_vec() };
        shards.pieces.push(serde_json::to_string(&shard)?);
    }
    Ok(shards)
}

/// The lexicon, in pieces of about `size` bytes.
pub fn lexicon(entries: &[Entry], size: usize) -> serde_json::Result<Shards> {
    let magnitudes: Vec<String> = entries.iter().map(|entry| digit(entry.magnitude)).collect();
    let mut shards = Shards::default();
    let mut before = "";
    for range in cut(entries.iter().map(|entry| entry.written.len() / 2 + 3), size) {
        let piece = &entries[range.clone()];
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { continue };
        shards.from.push(beginning(before, &first.folded));
        before = &last.folded;
        let lines = magnitudes[range].iter().zip(piece).map(|(magnitude, entry)| (magnitude.as_str(), entry.written.as_str()));
        shards.pieces.push(serde_json::to_string(&front_code(lines))?);
    }
    Ok(shards)
}

/// What the list of results shows, in pieces of [`SUMMARIES`] documents: URL, kind, title, summary, whether it is a sample.
pub fn summaries(documents: &[&Document]) -> serde_json::Result<Vec<String>> {
    let row = |document: &&Document| {
        let sample = u8::from(document.sample);
        (document.url.clone(), document.kind.clone(), document.title.clone(), shorten(&document.summary), sample)
    };
    documents.chunks(SUMMARIES).map(|piece| serde_json::to_string(&piece.iter().map(row).collect::<Vec<_>>())).collect()
}

/// A file whose name holds a hash of its content, so that it can be cached for ever.
pub fn file(name: &str, bytes: Vec<u8>) -> IndexFile {
    IndexFile { name: format!("{name}-{}.json", &blake3::hash(&bytes).to_hex()[..16]), bytes }
}

/// The part of a content hash that names a piece: 24 bits tell the versions of one piece apart, and the entry, which holds
/// thousands of them, stays small.
pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..6].to_owned()
}

/// Cuts a list of which the sizes are known into ranges of about `size`.
fn cut(sizes: impl Iterator<Item = usize>, size: usize) -> Vec<std::ops::Range<usize>> {
    let (mut ranges, mut from, mut sum, mut end) = (Vec::new(), 0, 0, 0);
    for (at, item) in sizes.enumerate() {
        if sum > 0 && sum + item > size {
            ranges.push(from..at);
            (from, sum) = (at, 0);
        }
        sum += item;
        end = at + 1;
    }
    ranges.push(from..end);
    ranges
}

/// The shortest beginning of `first` that is greater than `before`.
fn beginning(before: &str, first: &str) -> String {
    let ends = first.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &first[..end]).find(|beginning| *beginning > before).unwrap_or(first).to_owned()
}

/// The total, then for each impact from the largest: impact, how many documents, their numbers as differences.
fn encode(postings: &Postings) -> Vec<u32> {
    let mut levels: Vec<Vec<u32>> = vec![Vec::new(); usize::from(MOST) + 1];
    for &(document, impact) in &postings.documents {
        levels[usize::from(impact)].push(document);
    }
    let mut encoded = vec![postings.total as u32];
    for (impact, documents) in levels.iter().enumerate().rev().filter(|(_, documents)| !documents.is_empty()) {
        encoded.extend([impact as u32, documents.len() as u32]);
        let mut before = 0;
        for &document in documents {
            encoded.push(document - before);
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
        let shared: Vec<char> = pairs.take_while(|(a, b)| a == b && a.len_utf16() == 1).map(|(a, _)| a).collect();
        let bytes: usize = shared.iter().map(|c| c.len_utf8()).sum();
        coded.push_str(&digit(shared.len() as u32));
        coded.push_str(prefix);
        coded.push_str(&word[bytes..]);
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
    let cut = &summary[..end];
    format!("{} …", cut.rfind(' ').map_or(cut, |at| &cut[..at]).trim_end_matches([',', ';', ':', '.', ' ']))
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
    fn a_list_is_cut_by_size() {
        assert_eq!(cut([5, 5, 5, 20, 1].into_iter(), 10), [0..2, 2..3, 3..4, 4..5]);
    }

    #[test]
    fn impacts_come_first() {
        let postings = Postings { total: 3, documents: vec![(2, 9), (4, 30), (7, 9)] };
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
