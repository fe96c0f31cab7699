//! From text to words, and from a word to the one form under which all its spellings are found.
//!
//! The browser does exactly the same (`fold` and `words` in `search.js`); a difference between the two would make
//! words unfindable, so a test compares them over every word of the catalogue.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A hyphen that shows only where a line breaks; it belongs to the word and has no meaning.
const SOFT_HYPHEN: char = '\u{ad}';

/// Of a folded word, so many characters count: no word of German has more, and encoded data need not be kept whole.
const LONGEST_WORD: usize = 100;

/// The words of a text as they are written, without punctuation.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let begin = rest.find(in_word)?;
        let (word, after) = rest[begin..].split_at(end_of_word(&rest[begin..]));
        rest = after;
        Some(word)
    })
}

/// Which bytes are letters or digits of ASCII. To look them up is quicker than to ask, and every letter of a portal is asked.
const ASCII_IN_WORD: [bool; 256] = {
    let mut in_word = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        in_word[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    in_word
};

/// Where the word ends with which a text begins. Most letters are ASCII and need not be decoded.
fn end_of_word(text: &str) -> usize {
    let mut end = 0;
    loop {
        let ascii = text.as_bytes()[end..].iter();
        end += ascii.take_while(|byte| ASCII_IN_WORD[usize::from(**byte)]).count();
        match text[end..].chars().next() {
            Some(letter) if !letter.is_ascii() && in_word(letter) => end += letter.len_utf8(),
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
    fn keys_ignore_spaces() {
        assert_eq!(key("99 012 001-000000"), "99012001000000");
    }
}
