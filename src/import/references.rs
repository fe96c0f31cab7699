//! Where the content names an authority by its key.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::extent::{Slicing, Whole, ordinal};

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
        line: ordinal(number),
    });
    mentions.collect()
}

/// Where a key stands by itself and not within a longer number or word.
fn places<'a>(text: &'a str, key: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_alone = |at: usize| {
        let before = text.part(..at).chars().next_back();
        let after = text.part(at.plus(key.len())..).chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let found = text.match_indices(key).map(|(at, _)| at);
    found.filter(move |at| is_alone(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_where_it_stands_alone() {
        let text = "ars;stand\n120000000001;live\n1200000000012;x\n120000000002;live\n";
        let texts = BTreeMap::from([("a.csv".into(), text.to_owned()), ("b.md".into(), "nichts".to_owned())]);
        let found = mentions(&texts, "120000000001");
        assert_eq!(found.iter().map(|mention| mention.line).collect::<Vec<_>>(), [2]);
    }
}
