//! `synonyme.yaml`: what there does nothing, or something else than was meant.

use std::collections::BTreeMap;

use crate::checks::rule::{Rule, check};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Portal;
use crate::search::{self, Language};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::hint(
        "synonym-wiederholt",
        "Ein Synonym sagt nichts Neues",
        "Beugungen, Schreibweisen und Füllwörter kennt die Suche von selbst. Was zweimal dasteht, muss auch zweimal gepflegt werden.",
        "Löschen Sie das Wort, oder nennen Sie eines, das die Suche nicht kennt.",
    )
    .by(&[check!(each_says_something_new)]),
    Rule::warning(
        "synonym-kreis",
        "Zwei Wörter sind jeweils mit dem anderen gemeint",
        "Unter `gemeint` gilt eine Zeile nur in einer Richtung: vom Wort des Alltags zu dem des Portals. Stehen beide Richtungen da, ist unklar, welches das Wort des Portals ist.",
        "Löschen Sie eine der beiden Zeilen, oder schreiben Sie beide Wörter als Gruppe unter `gruppen`.",
    )
    .by(&[check!(meanings_have_a_direction)]),
    Rule::warning(
        "synonym-leer",
        "Ein Synonym ohne Wort, nach dem jemand sucht",
        "Füllwörter wie „für den“ und bloße Zeichen überliest die Suche. So ein Eintrag wirkt nie.",
        "Nennen Sie ein Wort, das die Sache bezeichnet, oder löschen Sie den Eintrag.",
    )
    .by(&[check!(each_has_a_word)]),
];

const LANGUAGE: Language = Language::German;

/// A word or phrase where it stands: its group or the word that it explains, and the words before it in there.
struct Entry<'a> {
    text: &'a str,
    field: String,
    before: Vec<&'a str>,
}

/// All entries: the words of each group, what each word means with that word before it, and the words that mean something.
fn entries(portal: &Portal) -> impl Iterator<Item = Entry<'_>> {
    let groups = portal.synonyms.groups.iter().enumerate().flat_map(|(number, group)| {
        group.iter().enumerate().map(move |(at, text)| Entry {
            text,
            field: format!("/gruppen/{number}/{at}"),
            before: group.iter().take(at).map(String::as_str).collect(),
        })
    });
    let meanings = portal.synonyms.meanings.iter().flat_map(|(word, meant)| {
        meant.iter().enumerate().map(move |(at, text)| Entry {
            text,
            field: format!("{}/{at}", field_of(word)),
            before: [word]
                .into_iter()
                .chain(meant.iter().take(at))
                .map(String::as_str)
                .collect(),
        })
    });
    let mut sought: BTreeMap<String, &str> = BTreeMap::new();
    let words = portal.synonyms.meanings.keys().map(move |word| Entry {
        text: word,
        field: field_of(word),
        before: term(word)
            .and_then(|term| sought.insert(term, word))
            .into_iter()
            .collect(),
    });
    groups.chain(meanings).chain(words)
}

/// Where a word of readers stands.
fn field_of(word: &str) -> String {
    format!("/gemeint/{}", word.replace('~', "~0").replace('/', "~1"))
}

fn term(text: &str) -> Option<String> {
    search::term(text, LANGUAGE)
}

fn each_says_something_new(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let in_groups: Vec<Vec<Option<String>>> = portal
        .synonyms
        .groups
        .iter()
        .map(|group| group.iter().map(|word| term(word)).collect())
        .collect();
    entries(portal).filter_map(move |Entry { text, field, before }| {
        let own = Some(term(text)?);
        let same = before.iter().find(|other| term(other) == own);
        let message = if let Some(other) = same.filter(|other| **other != text) {
            format!("„{text}“ und „{other}“ sind für die Suche dasselbe")
        } else if same.is_some() {
            format!("„{text}“ steht hier zweimal")
        } else {
            // Within a group, all are known.
            let word = before.first().filter(|_| field.starts_with("/gemeint"))?;
            let sought = term(word);
            let is_known = |group: &&Vec<Option<String>>| group.contains(&own) && group.contains(&sought);
            in_groups.iter().find(is_known)?;
            format!("dass „{word}“ auch „{text}“ findet, steht schon unter `gruppen`")
        };
        let place = Place::field(&path(), field);
        Some(Diagnostic::hint("synonym-wiederholt", place, message).with_help("Löschen Sie den zweiten Eintrag."))
    })
}

fn meanings_have_a_direction(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let meanings = &portal.synonyms.meanings;
    let sought: BTreeMap<String, &String> = meanings.keys().filter_map(|word| Some((term(word)?, word))).collect();
    meanings.iter().flat_map(move |(word, meant)| {
        let own = term(word);
        let back = meant.iter().filter_map(|meant| sought.get(&term(meant)?).copied());
        // Each pair is told once, at the second of the two.
        let back = back.filter(|other| *other < word);
        let circles: Vec<&String> = back
            .filter(|other| meanings[*other].iter().any(|meant| term(meant) == own))
            .collect();
        circles.into_iter().map(move |other| {
            Diagnostic::warning(
                "synonym-kreis",
                Place::field(&path(), field_of(word)),
                format!("mit „{word}“ ist „{other}“ gemeint und mit „{other}“ auch „{word}“"),
            )
            .with_help("Löschen Sie eine der beiden Zeilen, oder schreiben Sie beide als Gruppe unter `gruppen`.")
        })
    })
}

fn each_has_a_word(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let says_something = |text: &str| search::words(text).any(|word| !LANGUAGE.is_stopword(&search::fold(word)));
    let empty = entries(portal).filter(move |entry| !says_something(entry.text));
    empty.map(|Entry { text, field, .. }| {
        let message = format!("in „{text}“ ist kein Wort, nach dem die Suche sucht");
        Diagnostic::warning("synonym-leer", Place::field(&path(), field), message)
            .with_help("Nennen Sie ein Wort, das die Sache bezeichnet, oder löschen Sie den Eintrag.")
    })
}

fn path() -> std::sync::Arc<str> {
    "content/synonyme.yaml".into()
}
