//! The verb behind a word: *Änderung* and *ändern*, *Umzug* and *umgezogen*, *Sammler* and *Sammlung* are found under each other.
//!
//! Snowball removes endings; it does not know that *-erung* belongs to *-ern*, that participles have a *ge*, or that strong verbs change
//! their vowel. So a word has beside its stem a *root*: the stem of the verb that it comes from. The root counts less than the
//! word itself. `search.js` has the same rules; the tables reach it with the entry of the index.

use std::{collections::HashMap, sync::LazyLock};

use super::{analysis::stem, wordlist};
use crate::extent::{Slicing, Whole};

/// Strong forms → the stem of their verb.
static STRONG: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let pairs = wordlist::STRONG
        .split_whitespace()
        .filter_map(|pair| pair.split_once(':'));
    pairs
        .flat_map(|(verb, forms)| forms.split(',').map(move |form| (form, verb)))
        .collect()
});

/// The endings of nouns and adjectives, with what stands in their place in the verb. The first that fits is taken.
const ENDINGS: [(&str, &str); 23] = [
    ("ikationen", "izieren"),
    ("ikation", "izieren"),
    ("ationen", "ieren"),
    ("ation", "ieren"),
    ("aturen", "ieren"),
    ("atur", "ieren"),
    ("erungen", "ern"),
    ("erung", "ern"),
    ("ern", "er"),
    ("erinnen", "er"),
    ("erin", "er"),
    ("innen", ""),
    ("tin", "t"),
    ("arin", "ar"),
    ("ogin", "og"),
    ("chin", "ch"),
    ("tler", "t"),
    ("nisse", "en"),
    ("nis", "en"),
    ("bare", "en"),
    ("bar", "en"),
    ("lose", ""),
    ("los", ""),
];

/// Shorter words have no other root.
const SHORTEST: usize = 4;

/// The stem of the verb or noun that a folded word is derived from, if that is another one.
pub fn root(folded: &str) -> Option<String> {
    if !folded.is_ascii() || folded.len() < SHORTEST || folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let stemmed = stem(folded);
    let root = verb(&stemmed).or_else(|| noun(folded).map(|noun| stem(&noun)))?;
    let root = verb(&root).unwrap_or(root);
    (root != stemmed && root.len() >= 3).then_some(root)
}

/// The verb behind a stem: strong forms, participles, infinitives with *zu*, and verbs made of nouns with *be-*.
fn verb(stemmed: &str) -> Option<String> {
    if let Some(back) = stemmed.strip_prefix("zuruck").filter(|rest| rest.len() >= 3) {
        let back = format!("ruck{back}");
        return Some(verb(&back).unwrap_or(back));
    }
    let (prefix, core) = split_prefix(stemmed);
    if let Some(verb) = STRONG.get(core) {
        return Some([prefix, verb].concat());
    }
    if let Some(noun) = stemmed.strip_prefix("be").filter(|noun| is_compound_noun(noun)) {
        let is_participle = ["gt", "cht", "et"].iter().any(|ending| noun.ends_with(ending));
        let noun = without_t(noun).filter(|_| is_participle).unwrap_or(noun);
        return Some(noun.to_owned());
    }
    if let Some(participle) = core.strip_prefix("ge").filter(|participle| participle.len() >= 3) {
        if let Some(verb) = STRONG.get(participle) {
            return Some([prefix, verb].concat());
        }
        return match without_t(participle).filter(|weak| weak.len() >= 3) {
            Some(weak) => Some([prefix, &weak_stem(weak)].concat()),
            None if !prefix.is_empty() => Some([prefix, participle].concat()),
            None => None,
        };
    }
    if let Some(infinitive) = core
        .strip_prefix("zu")
        .filter(|core| !prefix.is_empty() && is_core(core))
    {
        return Some([prefix, STRONG.get(infinitive).unwrap_or(&infinitive)].concat());
    }
    let is_inseparable = ["be", "ver", "ent", "er", "zer"]
        .iter()
        .any(|inseparable| stemmed.starts_with(inseparable));
    // Nouns such as *Unterhalt* and *Übersicht* look like participles, too.
    let is_participle = ["durch", "hinter", "uber", "unter", "wider"]
        .iter()
        .any(|prefix| stemmed.starts_with(prefix))
        && ["zt", "et", "gt"].iter().any(|ending| stemmed.ends_with(ending));
    let weak = without_t(stemmed).filter(|weak| (is_inseparable || is_participle) && weak.len() >= 6)?;
    Some(weak_stem(weak))
}

/// *verlänger* of *verlängert* is *verläng*, as Snowball has it.
fn weak_stem(weak: &str) -> String {
    if weak.ends_with("er") {
        stem(weak)
    } else {
        weak.to_owned()
    }
}

/// What of a participle is left without its *-t* or *-et*.
fn without_t(participle: &str) -> Option<&str> {
    let weak = participle.strip_suffix('t')?;
    match weak.strip_suffix('e') {
        Some(shorter) if shorter.ends_with(['d', 't']) => Some(shorter),
        _ => Some(weak),
    }
}

/// *antrag*, *auftrag*: nouns of which *be-* makes verbs.
fn is_compound_noun(noun: &str) -> bool {
    ["an", "auf", "ein", "ur"]
        .iter()
        .any(|prefix| noun.strip_prefix(prefix).is_some_and(is_core))
}

fn is_core(core: &str) -> bool {
    core.len() >= 4 && core.contains(['a', 'e', 'i', 'o', 'u'])
}

/// The prefixes of verbs at the beginning of a stem, and the rest, of at least three letters. A *zu* behind another is none.
fn split_prefix(stemmed: &str) -> (&str, &str) {
    let mut at = 0;
    loop {
        let rest = stemmed.part(at..);
        let fits = |prefix: &&str| {
            rest.len() >= prefix.len().plus(3) && rest.starts_with(*prefix) && (at == 0 || *prefix != "zu")
        };
        match wordlist::PREFIXES.split_whitespace().find(fits) {
            Some(prefix) if !STRONG.contains_key(rest) => at.raise(prefix.len()),
            _ => return stemmed.split_at(at),
        }
    }
}

/// The verb or noun of which a noun or adjective is made: *-erung* of *-ern*, *-lung* and *-ler* of *-eln*, *-in* of persons.
fn noun(folded: &str) -> Option<String> {
    for (ending, instead) in ENDINGS {
        if let Some(base) = folded.strip_suffix(ending) {
            // *Nachbar* is nothing that one can do.
            let is_base = base.len() >= 2 && base.len().plus(instead.len()) >= SHORTEST && !is_prefix(base);
            return is_base.then(|| [base, instead].concat());
        }
    }
    if folded.ends_with("eln") {
        return Some(folded.part(..folded.len().minus(1)).to_owned());
    }
    for ending in ["lungen", "lung", "ler"] {
        let base = folded.strip_suffix(ending).filter(|base| base.len() >= 3);
        if let Some(base) = base.filter(|base| !base.ends_with(['a', 'e', 'i', 'o', 'u', 'h', 'l'])) {
            return Some([base, "el"].concat());
        }
    }
    // Of short words the stemmer leaves the ending: *Prüfung*, *Gründung*.
    let base = folded.strip_suffix("ungen").or_else(|| folded.strip_suffix("ung"))?;
    (base.len() >= 4).then(|| [base, "en"].concat())
}

fn is_prefix(word: &str) -> bool {
    wordlist::PREFIXES.split_whitespace().any(|prefix| prefix == word)
}

#[cfg(test)]
mod tests {
    use super::super::analysis::fold;
    use super::*;

    /// The root of a word, or its stem where that is the root.
    fn of(word: &str) -> String {
        let folded = fold(word);
        root(&folded).unwrap_or_else(|| stem(&folded))
    }

    #[test]
    fn nouns_meet_their_verbs() {
        for (noun, verb) in [
            ("Änderung", "ändern"),
            ("Verlängerung", "verlängern"),
            ("Förderungen", "fördern"),
            ("Erneuerung", "erneuern"),
            ("Sammlung", "sammeln"),
            ("Vermittlung", "vermitteln"),
            ("Händler", "handeln"),
            ("Umzug", "umziehen"),
            ("Abgabe", "abgeben"),
            ("Teilnahme", "teilnehmen"),
            ("Widerspruch", "widersprechen"),
            ("Austritt", "austreten"),
            ("Verlust", "verlieren"),
            ("Fund", "finden"),
            ("Hilfe", "helfen"),
            ("Antrag", "beantragen"),
            ("Registrierung", "registrieren"),
            ("Information", "informieren"),
            ("Reparatur", "reparieren"),
            ("Erlaubnis", "erlauben"),
            ("Erzieherin", "erziehen"),
            ("Ärztin", "Arzt"),
            ("Pilotin", "Pilot"),
            ("Beamtin", "Beamter"),
            ("Nachbarin", "Nachbar"),
            ("Köchinnen", "Koch"),
            ("Prüfung", "prüfen"),
            ("Gründungen", "gründen"),
            ("Mahnung", "mahnen"),
            ("Zahlung", "zahlen"),
            ("Feier", "feiern"),
            ("Rückgabe", "zurückgeben"),
            ("Rückzahlung", "zurückzahlen"),
            ("Einbruch", "einbrechen"),
            ("Eingriff", "eingreifen"),
        ] {
            assert_eq!(of(noun), of(verb), "{noun} – {verb}");
        }
    }

    #[test]
    fn participles_meet_their_infinitives() {
        for (participle, infinitive) in [
            ("angemeldet", "anmelden"),
            ("umgezogen", "umziehen"),
            ("abgelaufen", "ablaufen"),
            ("abgegebene", "abgeben"),
            ("verloren", "verlieren"),
            ("gefunden", "finden"),
            ("geheiratet", "heiraten"),
            ("beantragt", "beantragen"),
            ("anzumelden", "anmelden"),
            ("gestorben", "sterben"),
            ("ausgestellt", "ausstellen"),
            ("verlängert", "verlängern"),
            ("übersetzt", "übersetzen"),
            ("unterstützte", "unterstützen"),
            ("hinterlegt", "hinterlegen"),
            ("zurückgenommen", "zurücknehmen"),
            ("gestohlen", "stehlen"),
        ] {
            assert_eq!(of(participle), of(infinitive), "{participle} – {infinitive}");
        }
    }

    #[test]
    fn most_nouns_have_no_other_root() {
        for noun in [
            "Haus",
            "Wohngeld",
            "Personalausweis",
            "Gemeinde",
            "Termin",
            "Steuer",
            "Nachbar",
            "Unterhalt",
            "Übersicht",
        ] {
            assert_eq!(root(&fold(noun)), None, "{noun}");
        }
    }
}
