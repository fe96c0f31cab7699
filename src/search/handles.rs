//! What a document is found under as a whole: its name, its keys, its days.
//!
//! A handle is a term with a sign that no word has, so that it is not mistaken for one: `wohngeld=` is the document that is
//! called so, `@20220322` what happens on that day. The browser makes the same handles of a query. Of a name the sign stands at
//! the end: so it is kept beside the word, and who looks for both asks for one piece of the index.

use super::{
    analysis::{fold, key, words},
    document::Document,
    language::Language,
};
use crate::extent::Whole;

/// What stands behind the term of a phrase.
pub const PHRASE: char = '+';

/// The largest impact (`postings.rs`).
pub const MOST: u8 = 63;

/// How much it counts that a document is called what was typed, for the title, other names and search words.
const TITLE: u8 = MOST;
const NAME: u8 = 50;
const KEYWORD: u8 = 40;

/// So many digits of an official key are typed by who looks for all that begin so: the county of an ARS, the group and the
/// service of a LeiKa id.
const BEGUN: [usize; 2] = [5, 8];

/// How much less it counts if only the stem is the same: *Wiesenau* is not *Wiesenaue*.
const INFLECTED: u8 = 4;

/// How much a day counts on which the thing itself happens, and one that it only tells of.
const DAY: u8 = 40;
const OTHER_DAY: u8 = 25;

/// So many words of a name count.
const MOST_WORDS: usize = 12;

/// The handles of a document, with what a match counts.
pub fn of(document: &Document, language: Language) -> Vec<(String, u8)> {
    let titles = [(&document.title, TITLE)].into_iter();
    let names = document.names.iter().map(|name| (name, NAME));
    let keywords = document.keywords.iter().map(|word| (word, KEYWORD));
    let named = titles.chain(names).chain(keywords);
    let mut handles: Vec<(String, u8)> = Vec::new();
    for (name, impact) in named {
        let Some(exact) = run_together(name, language) else {
            continue;
        };
        handles.push((format!("{}=", language.stem(&exact)), impact.minus(INFLECTED)));
        handles.push((format!("{exact}="), impact));
    }
    for official in document.official_keys.iter().map(|text| key(text)) {
        let begun = BEGUN.into_iter().filter_map(|digits| official.get(..digits));
        handles.extend(begun.map(|begun| (begun.to_owned(), DAY)));
        handles.push((official, MOST));
    }
    handles.extend(document.keys.iter().map(|text| (key(text), MOST)));
    let days = document.days.iter().map(|day| (day, DAY));
    for (day, impact) in days.chain(document.other_days.iter().map(|day| (day, OTHER_DAY))) {
        let digits: String = day.chars().filter(char::is_ascii_digit).collect();
        let parts = [digits.get(..8), digits.get(..6), digits.get(4..8)];
        handles.extend(parts.into_iter().flatten().map(|part| (format!("@{part}"), impact)));
    }
    handles.retain(|(handle, _)| !handle.is_empty());
    // Of equal handles the one that counts most.
    handles.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    handles.dedup_by(|a, b| a.0 == b.0);
    handles
}

/// Whether a term is a handle or stands for a phrase, and no word.
pub fn is_handle(term: &str) -> bool {
    term.starts_with('@') || term.ends_with(['=', PHRASE])
}

/// A name or phrase as one stem without what says little: *Hunde anmelden* is *hundeanmeld*, *Online-Dienst* and *Onlinedienst* are
/// the same.
pub fn joined(name: &str, language: Language) -> Option<String> {
    run_together(name, language).map(|name| language.stem(&name))
}

/// The same before it is stemmed.
fn run_together(name: &str, language: Language) -> Option<String> {
    let all: Vec<String> = words(name).map(fold).filter(|word| !word.is_empty()).collect();
    let says_something = |word: &&String| !language.is_stopword(word);
    let content: Vec<&String> = all.iter().filter(says_something).collect();
    let counting = if content.is_empty() {
        all.iter().collect()
    } else {
        content
    };
    let joined: String = counting.into_iter().take(MOST_WORDS).map(String::as_str).collect();
    (!joined.is_empty()).then(|| fold(&joined))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_however_they_are_joined() {
        let name = |text| joined(text, Language::German);
        assert_eq!(name("Online-Dienst"), name("Onlinedienste"));
        assert_eq!(name("Antrag auf Wohngeld"), name("Antrag Wohngeld"));
        assert_eq!(name("Über uns").as_deref(), Some("uberun"));
        assert_eq!(name("…"), None);
    }

    /// Keys of several states begin with a zero, as telephones do.
    #[test]
    fn an_official_key_is_found_by_its_beginning_and_a_telephone_is_not() {
        let document = Document {
            keys: vec!["03318660000123".to_owned()],
            official_keys: vec!["091620000000".to_owned()],
            ..Document::default()
        };
        let handles = of(&document, Language::German);
        let expected = [
            ("03318660000123", MOST),
            ("09162", DAY),
            ("09162000", DAY),
            ("091620000000", MOST),
        ];
        assert_eq!(handles, expected.map(|(handle, impact)| (handle.to_owned(), impact)));
    }

    #[test]
    fn a_day_is_found_by_month_and_without_its_year() {
        let document = Document {
            days: vec!["2022-03-22".to_owned()],
            ..Document::default()
        };
        let handles: Vec<String> = of(&document, Language::German)
            .into_iter()
            .map(|(handle, _)| handle)
            .collect();
        assert_eq!(handles, ["@0322", "@202203", "@20220322"]);
    }
}
