//! From text to words, and from a word to the one form under which all its spellings are found.
//!
//! The browser does exactly the same (`fold` and `words` in `search.js`); a difference between the two would make
//! words unfindable, so a test compares them over every word of the catalogue.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::extent::{Slicing, Whole, offset};

/// A hyphen that shows only where a line breaks; it belongs to the word and has no meaning.
const SOFT_HYPHEN: char = '\u{ad}';

/// Of a folded word, so many characters count: no word of German has more, and encoded data need not be kept whole.
const LONGEST_WORD: usize = 100;

/// The words of a text as they are written, without punctuation.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(in_word)?;
        let (word, after) = rest.part(begin..).split_at(end_of_word(rest.part(begin..)));
        rest = after;
        Some(word)
    })
}

/// Which bytes are letters or digits of ASCII. To look them up is quicker than to ask, and every letter of a portal is asked.
#[expect(
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "worked out by the compiler, which would say so"
)]
const ASCII_IN_WORD: [bool; 256] = {
    let mut in_word = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        in_word[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    in_word
};

fn is_ascii_in_word(byte: u8) -> bool {
    ASCII_IN_WORD.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Where the word ends with which a text begins. Most letters are ASCII and need not be decoded.
fn end_of_word(text: &str) -> usize {
    let mut end = 0;
    loop {
        let ascii = text.as_bytes().part(end..).iter();
        end.raise(ascii.take_while(|byte| is_ascii_in_word(**byte)).count());
        match text.part(end..).chars().next() {
            Some(letter) if !letter.is_ascii() && in_word(letter) => end.raise(letter.len_utf8()),
            _ => return end,
        }
    }
}

/// Letters, digits, combining marks and soft hyphens make words.
fn in_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c) || c == SOFT_HYPHEN
    }
}

/// Lower case without diacritics, so that *Führerschein*, *Fuehrerschein* and *Fuhrerschein* become one:
/// `ä` and `ae` are `a`, `ö` and `oe` are `o`, `ü` and `ue` are `u`, `ß` is `ss`.
///
/// `ue` stays where no umlaut can be meant: after `q` (*Quelle*) and in the diphthongs of *Bauer* and *Steuer*.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let (mut before, mut last) = ('\0', '\0');
    for c in word.nfkd().flat_map(char::to_lowercase) {
        let umlaut = c == 'e' && (matches!(last, 'a' | 'o') || last == 'u' && !matches!(before, 'a' | 'e' | 'q'));
        match c {
            _ if umlaut || is_combining_mark(c) || c == SOFT_HYPHEN => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push('a'),
            'ø' | 'œ' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            _ => folded.push(c),
        }
        (before, last) = (last, c);
    }
    if folded.len() > LONGEST_WORD
        && let Some((end, _)) = folded.char_indices().nth(LONGEST_WORD)
    {
        folded.truncate(end);
    }
    folded
}

/// The Snowball stem (German) of a folded word. Words with digits are keys and stay as they are.
pub fn stem(folded: &str) -> String {
    static GERMAN: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::German));
    if folded.contains(|c: char| c.is_numeric()) {
        return folded.to_owned();
    }
    GERMAN.stem(folded).into_owned()
}

/// A key (LeiKa, OZG id, ARS, postcode) as a term: letters and digits only, so that spaces and dashes do not matter.
pub fn key(text: &str) -> String {
    fold(&text.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
}

/// What is found as one word although it is written as several: *Online-Dienst* as *Onlinedienst*, 1.000 as 1000, and a number of
/// several groups (a telephone) without what is between them.
pub fn joined(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut group: Vec<&str> = Vec::new();
    let mut end = 0;
    // Most texts have neither.
    if !text.contains(['-', HYPHEN]) && !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for word in words(text) {
        let from = offset(text, word);
        let between = text.part(end..from);
        let ends = group.first().zip(group.last());
        if !ends.is_some_and(|(first, last)| joins(first, last, between, word)) {
            found.extend(closed(&group));
            group.clear();
        }
        group.push(word);
        end = from.plus(word.len());
    }
    found.extend(closed(&group));
    found
}

/// A hyphen at which no line breaks.
const HYPHEN: char = '\u{2011}';

/// So many words are joined at most; a longer chain is a list.
const MOST_JOINED: usize = 6;

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word goes on with what comes after `between`.
fn joins(first: &str, last: &str, between: &str, word: &str) -> bool {
    if is_number(last) && is_number(word) {
        return matches!(between, "." | "\u{a0}" | "\u{202f}") && word.len() == 3 && last.len() <= 3
            || matches!(between, " " | "-" | "/" | " / " | ") " | "–" | " – " | " (" | "\u{a0}")
                && (first.starts_with('0') || last.len().plus(word.len()) > 5);
    }
    matches!(between, "-" | "\u{2011}") && !is_number(last) && !is_number(word)
}

/// The words of a group as one.
fn closed(group: &[&str]) -> Option<String> {
    let (first, rest) = group
        .split_first()
        .filter(|(_, rest)| !rest.is_empty() && rest.len() < MOST_JOINED)?;
    let rest: String = rest.iter().map(|word| word.to_lowercase()).collect();
    Some(format!("{first}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_one() {
        for spelling in [
            "Führerschein",
            "Fuehrerschein",
            "FÜHRERSCHEIN",
            "Fuhrerschein",
            "Fu\u{308}hrer\u{ad}schein",
        ] {
            assert_eq!(fold(spelling), "fuhrerschein", "{spelling}");
        }
        assert_eq!(fold("Straße"), fold("STRASSE"));
        assert_eq!(fold("Łužyca"), "luzyca");
    }

    #[test]
    fn diphthongs_are_no_umlauts() {
        assert_eq!(fold("Quelle"), "quelle");
        assert_eq!(fold("Steuer"), "steuer");
        assert_eq!(fold("Bauen"), "bauen");
    }

    #[test]
    fn punctuation_separates_words() {
        let found: Vec<&str> = words("„Kultur- und Tourismustaxe“ (§ 3)").collect();
        assert_eq!(found, ["Kultur", "und", "Tourismustaxe", "3"]);
    }

    #[test]
    fn verbs_and_nouns_share_a_stem() {
        assert_eq!(stem("anmelden"), stem("anmeldung"));
        assert_eq!(stem("2b"), "2b");
    }

    #[test]
    fn what_is_written_apart_is_found_joined() {
        assert_eq!(joined("Der Online-Dienst, die E-Mail"), ["Onlinedienst", "Email"]);
        assert_eq!(joined("bis 1.000 Euro, 12.345.678 Stück"), ["1000", "12345678"]);
        assert_eq!(
            joined("Telefon 03366 35-1234 oder 0331/866 0"),
            ["03366351234", "03318660"]
        );
        assert!(joined("Kultur- und Tourismustaxe").is_empty());
    }

    #[test]
    fn keys_ignore_spaces() {
        assert_eq!(key("99 012 001-000000"), "99012001000000");
    }
}
