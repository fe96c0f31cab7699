//! The bar of letters above a long list.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::first_letter;

/// From how many entries on a list has a bar of letters.
pub(in crate::site) const FROM: usize = 40;

/// A letter, and where the names that begin with it begin.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Letter {
    letter: char,
    url: Option<String>,
    current: bool,
}

/// The places of the first name of each letter.
pub(in crate::site) fn firsts<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut firsts = BTreeMap::new();
    for (index, name) in names.enumerate() {
        if let Some(letter) = first_letter(name) {
            firsts.entry(letter.to_ascii_uppercase()).or_insert(index);
        }
    }
    firsts
}

/// All letters; those without a name lead nowhere.
pub(in crate::site) fn bar(url: impl Fn(char) -> Option<String>) -> Vec<Letter> {
    let letter = |letter| Letter {
        letter,
        url: url(letter),
        current: false,
    };
    ('A'..='Z').map(letter).collect()
}
