//! German alphabetical order.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key by which names are sorted as in a German dictionary (DIN 5007-1): case and diacritics do not count, ß is ss.
pub fn sort_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for character in name.chars() {
        match character {
            'ß' => key.push_str("ss"),
            'ł' | 'Ł' => key.push('l'),
            _ if character.is_ascii() => key.push(character.to_ascii_lowercase()),
            _ => {
                let base = std::iter::once(character).nfd().filter(|c| !is_combining_mark(*c));
                key.extend(base.flat_map(char::to_lowercase));
            }
        }
    }
    key
}

/// The letter under which readers look for a name: `a` to `z`, Ä under A; none for what begins with a digit, or with a
/// letter of another script.
pub fn first_letter(name: &str) -> Option<char> {
    let key = sort_key(name);
    let first = key.chars().find(|c| c.is_alphanumeric());
    first.filter(char::is_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{first_letter, sort_key};

    #[test]
    fn names_stand_under_the_letter_that_they_begin_with() {
        let letters = ["Ärzte", "„Zossen“", "łužyca", "115", "Ωmega", ""].map(first_letter);
        assert_eq!(letters, [Some('a'), Some('z'), Some('l'), None, None, None]);
    }

    #[test]
    fn umlauts_stand_with_their_vowels() {
        let mut names = [
            "Zossen",
            "Ützdorf",
            "Uckerland",
            "Straße",
            "Ärzte",
            "Altlandsberg",
            "strasse 2",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Altlandsberg",
                "Ärzte",
                "Straße",
                "strasse 2",
                "Uckerland",
                "Ützdorf",
                "Zossen"
            ]
        );
    }
}
