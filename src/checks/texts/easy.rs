//! Leichte Sprache: one short sentence on a line, without subordinate clauses and without negations. A program sees only this
//! much of the rules; whether a text is easy, its readers say.

use crate::checks::rule::Rule;
use crate::checks::texts::Text;
use crate::content::markdown::Survey;
use crate::diagnostics::Diagnostic;
use crate::extent::{Slicing, Whole, ordinal, quantity};
use crate::model::Portal;

pub(in crate::checks) const RULES: &[Rule] = &[Rule::hint(
    "leichte-sprache",
    "Ein Satz in Leichter Sprache ist nicht leicht",
    "Leichte Sprache hat Regeln: ein kurzer Satz in jeder Zeile, keine Nebensätze, keine Verneinung. Wer nicht gut lesen kann, verliert sonst den Faden.",
    "Teilen Sie den Satz, oder sagen Sie, was ist, statt was nicht ist. Danach liest eine Prüfgruppe den Text.",
)
.by_text(&[sentences_are_easy])];

/// A sentence has no more words.
const MOST_WORDS: usize = 12;

/// What begins a subordinate clause behind a comma.
const CLAUSES: &[&str] = &[
    "bevor", "damit", "das", "dass", "dem", "den", "denen", "der", "deren", "dessen", "die", "nachdem", "ob", "obwohl",
    "sobald", "solange", "was", "weil", "welche", "welchem", "welchen", "welcher", "welches", "wenn", "wer", "wie",
    "wo",
];

const NEGATIONS: &[&str] = &[
    "kein",
    "keine",
    "keinem",
    "keinen",
    "keiner",
    "keines",
    "nicht",
    "nichts",
    "nie",
    "niemals",
    "niemand",
    "niemandem",
    "niemanden",
    "nirgends",
];

/// What is hard, and where in the line: column and length in characters.
type Hard = (String, u32, u32);

fn sentences_are_easy(_: &Portal, text: &Text, _: &Survey) -> Vec<Diagnostic> {
    if !text.language().is_some_and(|language| language.is_easy()) {
        return Vec::new();
    }
    let lines = text.markdown.lines().enumerate();
    let hard = lines.flat_map(|(index, line)| of_line(line).map(move |hard| (ordinal(index), hard)));
    hard.map(|(line, (message, column, length))| {
        Diagnostic::hint("leichte-sprache", text.place(line, column, length), message)
            .with_help("Schreiben Sie kurze Hauptsätze, jeden in eine eigene Zeile, und sagen Sie, was ist.")
    })
    .collect()
}

fn of_line(line: &str) -> impl Iterator<Item = Hard> {
    let shown = shown(line);
    let length = quantity(line.trim_end().chars().count());
    let count = shown.split_whitespace().count();
    let long = (count > MOST_WORDS).then(|| {
        (
            format!("dieser Satz hat {count} Wörter, höchstens {MOST_WORDS} sind leicht"),
            1,
            length,
        )
    });
    let several = has_several_sentences(&shown).then(|| ("in dieser Zeile stehen mehrere Sätze".to_owned(), 1, length));
    let words = || shown.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    let negation = words().find(|word| NEGATIONS.contains(&word.to_lowercase().as_str()));
    let negation = negation.map(|word| at(line, word, format!("„{word}“ ist eine Verneinung")));
    let clause = shown.split(", ").skip(1).find_map(|rest| {
        let word = rest.split_whitespace().next()?;
        CLAUSES.contains(&word).then_some(word)
    });
    let clause = clause.map(|word| at(line, word, format!("mit „{word}“ beginnt ein Nebensatz")));
    [long, several, negation, clause].into_iter().flatten()
}

/// What readers see of a line: without marks of lists and headings, addresses and anchors. Pictures have a text of their own.
fn shown(line: &str) -> String {
    let line = line.trim().trim_end_matches('\\');
    if line.starts_with("![") {
        return String::new();
    }
    let line = line.trim_start_matches(['#', '-', ':', '>', ' ']);
    let line = line.split(" {#").next().unwrap_or_default();
    let mut shown = String::new();
    let mut rest = line;
    while let Some((before, target)) = rest.split_once("](") {
        shown.push_str(before);
        rest = target.split_once(')').map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    shown.replace('[', "")
}

/// Whether a sentence ends within the text; "15. Februar" and "z. B." are no ends.
fn has_several_sentences(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    letters.array_windows().any(|[before, end, blank, next]| {
        let ends = matches!(end, '.' | '!' | '?') && *blank == ' ';
        ends && before.is_lowercase() && next.is_uppercase()
    })
}

fn at(line: &str, word: &str, message: String) -> Hard {
    let before = line.match_indices(word).map(|(at, _)| at).find(|at| {
        let letter = |found: Option<char>| found.is_some_and(char::is_alphabetic);
        !letter(line.part(..*at).chars().next_back()) && !letter(line.part(at.plus(word.len())..).chars().next())
    });
    let column = ordinal(line.part(..before.unwrap_or_default()).chars().count());
    (message, column, quantity(word.chars().count()))
}
