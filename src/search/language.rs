//! What the search knows of a language. For German that is a lot; English has its plurals; of others it knows the words
//! as they are.

use std::borrow::Cow;

use super::{analysis, stopwords};

/// The language of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Snowball stems, compounds, stop words.
    #[default]
    German,
    /// Plurals, stop words.
    English,
    /// Words as they are, without upper case and diacritics.
    Other,
}

impl Language {
    /// The language of a code of ISO 639.
    pub fn of_code(code: &str) -> Self {
        match code {
            "de" => Self::German,
            "en" => Self::English,
            _ => Self::Other,
        }
    }

    /// The code by which `search.js` knows the rules.
    pub fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
            Self::Other => "",
        }
    }

    /// The one form of a folded word under which its inflections are found.
    pub fn stem(self, folded: &str) -> String {
        match self {
            Self::German => analysis::stem(folded),
            Self::English => singular(folded).into_owned(),
            Self::Other => folded.to_owned(),
        }
    }

    /// Whether a folded word says nothing about what is looked for.
    pub fn is_stopword(self, folded: &str) -> bool {
        match self {
            Self::German => stopwords::contains(folded),
            Self::English => stopwords::english().any(|word| word == folded),
            Self::Other => false,
        }
    }

    /// All stop words, folded.
    pub fn stopwords(self) -> String {
        match self {
            Self::German => stopwords::list().join(" "),
            Self::English => stopwords::english().collect::<Vec<_>>().join(" "),
            Self::Other => String::new(),
        }
    }

    /// Whether words are put together of others without a space.
    pub fn has_compounds(self) -> bool {
        self == Self::German
    }
}

/// The singular of a regular plural (Harman's S stemmer, 1991, and *addresses*): *cities*, *services*, *addresses*.
/// `search.js` has the same three rules.
fn singular(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_numeric) {
        return word.into();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y").into();
    }
    if let Some(stem) = word.strip_suffix("sses") {
        return format!("{stem}ss").into();
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with(['a', 'i', 'u', 's']) => stem.into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_plurals_are_found_by_their_singular() {
        for (plural, expected) in [
            ("services", "service"),
            ("cities", "city"),
            ("addresses", "address"),
            ("businesses", "business"),
            ("status", "status"),
            ("s", "s"),
            ("2s", "2s"),
        ] {
            assert_eq!(singular(plural), expected);
        }
    }
}
