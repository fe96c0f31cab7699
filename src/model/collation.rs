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

#[cfg(test)]
mod tests {
    use super::sort_key;

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
