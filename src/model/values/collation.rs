//! German alphabetical order, and names as parts of addresses.

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

/// A name as a part of an address: small letters a–z, digits and single hyphens. Umlauts are written out, other letters lose
/// their marks, however they are encoded.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for character in name.nfc().flat_map(char::to_lowercase) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'ä' | 'æ' => slug.push_str("ae"),
            'ö' | 'œ' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'ł' => slug.push('l'),
            'ø' => slug.push('o'),
            'đ' | 'ð' => slug.push('d'),
            'ı' => slug.push('i'),
            'þ' => slug.push_str("th"),
            _ => {
                // Two letters that a PDF gave as one are two; half of something is no twelve.
                let one = std::iter::once(character);
                let letters: String = if character.is_alphabetic() {
                    one.nfkd().collect()
                } else {
                    one.nfd().collect()
                };
                let length = slug.len();
                slug.extend(letters.chars().filter(char::is_ascii_alphanumeric));
                let is_gap = slug.len() == length && !is_combining_mark(character);
                if is_gap && !slug.ends_with('-') && !slug.is_empty() {
                    slug.push('-');
                }
            }
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
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
    use super::{first_letter, slug, sort_key};

    #[test]
    fn every_letter_keeps_its_place_in_an_address() {
        for (name, address) in [
            ("Café René", "cafe-rene"),
            ("Gro\u{308}ße", "groesse"),
            ("Größe", "groesse"),
            ("Wšykne słužby", "wsykne-sluzby"),
            ("Bauen & Wohnen", "bauen-wohnen"),
            ("  – § 3 –  ", "3"),
            ("Ærø, Đorđe", "aero-dorde"),
            ("?", ""),
        ] {
            assert_eq!(slug(name), address, "{name}");
        }
    }

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
