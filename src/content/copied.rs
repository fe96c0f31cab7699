//! Names that file managers and people give to copies.

/// What stands before the name of a copy, and behind it.
const BEFORE: [&str; 6] = ["kopie von ", "copy of ", "kopie_von_", "kopie-", "kopie_", "copy-"];
const BEHIND: [&str; 12] = [
    "kopie",
    "copy",
    "alt",
    "neu",
    "old",
    "new",
    "final",
    "backup",
    "sicherung",
    "entwurf",
    "korrigiert",
    "aktuell",
];

/// Endings of what programs and people lay beside a file.
const ENDINGS: [&str; 9] = ["bak", "orig", "old", "alt", "neu", "save", "backup", "kopie", "tmp"];

/// The name of the file that one in small letters is a copy of; none where it is called like no copy.
pub(super) fn original(name: &str) -> Option<String> {
    let mut whole = name.trim();
    while let Some(rest) = without_ending(whole).or_else(|| without_mark(whole)) {
        whole = rest;
    }
    let (stem, ending) = whole.split_once('.').unwrap_or((whole, ""));
    let (stem, language) = (stem.trim(), ending.rsplit_once('.'));
    // `text.en (1).md`
    let ending = match language {
        Some((language, ending)) => format!("{}.{ending}", unmarked(language)),
        None => ending.to_owned(),
    };
    let original = match ending.as_str() {
        "" => unmarked(stem).to_owned(),
        ending => format!("{}.{ending}", unmarked(stem)),
    };
    (original != name && !original.starts_with('.') && !original.is_empty()).then_some(original)
}

/// Whether a word tells a copy from its original.
pub(super) fn is_mark(word: &str) -> bool {
    BEHIND.contains(&word) || ENDINGS.contains(&word)
}

fn without_ending(name: &str) -> Option<&str> {
    let (rest, ending) = name.rsplit_once('.')?;
    let is_copy = rest.contains('.') && ENDINGS.contains(&ending.trim());
    is_copy.then_some(rest)
}

fn unmarked(mut stem: &str) -> &str {
    while let Some(rest) = without_mark(stem) {
        stem = rest;
    }
    stem.trim()
}

/// `a` for `a (1)`, `a - kopie`, `a_alt`, `a_v2`, `kopie von a`.
fn without_mark(stem: &str) -> Option<&str> {
    let is_number = |text: &str| !text.is_empty() && text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parenthesis = || {
        let (rest, inside) = stem.strip_suffix(')')?.rsplit_once('(')?;
        (is_number(inside) || BEHIND.contains(&inside)).then_some(rest)
    };
    let word = || {
        let (rest, last) = stem.rsplit_once([' ', '-', '_'])?;
        let is_mark = last.is_empty() || BEHIND.contains(&last) || is_number(last.trim_start_matches('v'));
        is_mark.then_some(rest)
    };
    let before = || BEFORE.iter().find_map(|mark| stem.strip_prefix(mark));
    let rest = parenthesis().or_else(before).or_else(word)?;
    Some(rest.trim_end_matches([' ', '-', '_'])).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn a_copy_is_told_by_its_name() {
        for (copy, expected) in [
            ("a (1).yaml", "a.yaml"),
            ("a - kopie (2).yaml", "a.yaml"),
            ("kopie von a.csv", "a.csv"),
            ("a.yaml.bak", "a.yaml"),
            ("a.yaml - kopie", "a.yaml"),
            ("a_alt.yaml", "a.yaml"),
            ("a-v2.yaml", "a.yaml"),
            ("a.en - copy.md", "a.en.md"),
            (" a.md", "a.md"),
        ] {
            assert_eq!(original(copy).as_deref(), Some(expected), "{copy}");
        }
        for name in ["a.yaml", "a-2022.csv", "anhalt.md", "alt.md", "2.md", "~$a.docx"] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
