//! Where the content names an authority by its key, and how it names it by a new one.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A place that names a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The file.
    pub path: Arc<str>,
    /// The line, counted from 1.
    pub line: u32,
}

/// The places in which texts name a key.
pub fn mentions(texts: &BTreeMap<Arc<str>, String>, key: &str) -> Vec<Mention> {
    let files = texts.iter();
    let lines = files.flat_map(|(path, text)| text.lines().enumerate().map(move |(number, line)| (path, number, line)));
    let naming = lines.filter(|(_, _, line)| places(line, key).next().is_some());
    let mentions = naming.map(|(path, number, _)| Mention {
        path: path.clone(),
        line: number as u32 + 1,
    });
    mentions.collect()
}

/// The texts that change when keys are replaced by others: all at once, so that two may change places.
pub fn with_new_keys(texts: &BTreeMap<Arc<str>, String>, keys: &[(String, String)]) -> BTreeMap<Arc<str>, String> {
    let changed = texts.iter().filter_map(|(path, text)| {
        let mut found: Vec<(usize, &str, &str)> = keys
            .iter()
            .flat_map(|(from, to)| places(text, from).map(move |at| (at, from.as_str(), to.as_str())))
            .collect();
        if found.is_empty() {
            return None;
        }
        found.sort_unstable();
        let mut result = String::with_capacity(text.len());
        let mut done = 0;
        for (at, from, to) in found {
            result.extend([&text[done..at], to]);
            done = at + from.len();
        }
        result.push_str(&text[done..]);
        Some((path.clone(), result))
    });
    changed.collect()
}

/// Where a key stands by itself and not within a longer number or word.
fn places<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_alone = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + key.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let found = text.match_indices(key).map(|(at, _)| at);
    found.filter(move |at| is_alone(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_replaced_where_they_stand_alone() {
        let texts = BTreeMap::from([
            (
                "a.csv".into(),
                "ars;stand\n120000000001;live\n1200000000012;x\n120000000002;live\n".to_owned(),
            ),
            ("b.md".into(), "nichts".to_owned()),
        ]);
        let keys = [
            ("120000000001".to_owned(), "120000000002".to_owned()),
            ("120000000002".to_owned(), "120000000001".to_owned()),
        ];
        let changed = with_new_keys(&texts, &keys);
        assert_eq!(changed.len(), 1);
        assert_eq!(
            changed["a.csv"],
            "ars;stand\n120000000002;live\n1200000000012;x\n120000000001;live\n"
        );
        assert_eq!(mentions(&texts, "120000000001").len(), 1);
    }
}
