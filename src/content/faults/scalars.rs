//! Single values: words, numbers, yes and no.

use serde_json::Value as Schema;

use super::{Walk, formats, kinds, words};
use crate::content::decode::characters;
use crate::content::yaml::{NodeId, Scalar, float};
use crate::diagnostics::{Diagnostic, Repair};
use crate::model::spelling;

impl Walk<'_> {
    pub(super) fn scalar(&mut self, schema: &Schema, node: NodeId, text: &str, is_plain: bool, field: &str) {
        let Some((problem, repair)) = fault(schema, text, is_plain) else {
            return;
        };
        let mut problem = problem(self.place(node));
        if let Some(guess) = &mut problem.guess {
            guess.field = field.to_owned();
        }
        self.found.push(match repair {
            Some(Written::Text(text)) => problem.with_repair(Repair::text(field, text)),
            Some(Written::Literal(text)) => problem.with_repair(Repair::literal(field, text)),
            None => problem,
        });
    }
}

/// What to write instead: in quotation marks where that is needed, or never.
enum Written {
    Text(String),
    Literal(String),
}

type Problem = Box<dyn FnOnce(crate::diagnostics::Place) -> Diagnostic>;

/// What is wrong with a single value, and what to write instead, where that is certain.
fn fault(schema: &Schema, text: &str, is_plain: bool) -> Option<(Problem, Option<Written>)> {
    if let Some(options) = schema.get("enum").and_then(Schema::as_array) {
        let words: Vec<String> = options.iter().filter_map(Schema::as_str).map(str::to_owned).collect();
        return word(words, text);
    }
    if let Some(format) = schema.get("format").and_then(Schema::as_str)
        && formats::is_known(format)
    {
        let misspelt = formats::format_fault(format, text)?;
        let certain = misspelt.certain().map(|meant| match format {
            "betrag" => Written::Literal(meant.to_owned()),
            _ => Written::Text(meant.to_owned()),
        });
        return Some((Box::new(move |place| misspelt.at(place)), certain));
    }
    let kinds = kinds(schema);
    match kinds.first().copied().unwrap_or_default() {
        "boolean" => yes_or_no(text, is_plain),
        "integer" => whole_number(schema, text, is_plain),
        "number" => number(schema, text, is_plain),
        _ => None,
    }
}

fn word(words: Vec<String>, text: &str) -> Option<(Problem, Option<Written>)> {
    if words.iter().any(|word| word == text) {
        return None;
    }
    let cleaned = characters::cleaned(text);
    let written = cleaned.to_lowercase();
    let same = words
        .iter()
        .find(|word| **word == written || word.replace('_', "-") == spelling::id(&cleaned).unwrap_or_default());
    let certain = same.map(|word| Written::Text(word.clone()));
    let text = text.to_owned();
    let problem = move |place| {
        if let Some(c) = text
            .chars()
            .find(|c| characters::is_deceptive(*c))
            .filter(|_| words.contains(&cleaned))
        {
            return words::hidden_character(&cleaned, c, place);
        }
        let known: Vec<&str> = words.iter().map(String::as_str).collect();
        words::unknown_word(&text, &known, place)
    };
    Some((Box::new(problem), certain))
}

fn yes_or_no(text: &str, is_plain: bool) -> Option<(Problem, Option<Written>)> {
    if is_plain && matches!(Scalar::of(text), Scalar::Bool(_)) {
        return None;
    }
    let meant = spelling::yes_or_no(text).map(|value| value.to_string());
    let certain = meant.clone().map(Written::Literal);
    let text = match is_plain {
        true => words::shortened(text),
        false => format!("\"{}\"", words::shortened(text)),
    };
    Some((
        Box::new(move |place| words::no_yes_or_no(&text, meant.as_deref(), place)),
        certain,
    ))
}

fn whole_number(schema: &Schema, text: &str, is_plain: bool) -> Option<(Problem, Option<Written>)> {
    let number = match Scalar::of(text) {
        Scalar::Unsigned(number) => Some(number as f64),
        Scalar::Signed(number) => Some(number as f64),
        _ => None,
    };
    match number.filter(|_| is_plain) {
        Some(number) => bounds(schema, text, number),
        None => {
            let meant = spelling::whole_number(text).or_else(|| number.map(|_| text.to_owned()));
            Some(no_number(
                text,
                "eine ganze Zahl",
                "Schreiben Sie nur Ziffern, ohne Punkt und Leerzeichen.",
                meant,
            ))
        }
    }
}

fn number(schema: &Schema, text: &str, is_plain: bool) -> Option<(Problem, Option<Written>)> {
    match float(text).filter(|_| is_plain) {
        Some(number) => bounds(schema, text, number),
        None => {
            let meant = spelling::decimal_number(text).or_else(|| float(text).map(|_| text.to_owned()));
            Some(no_number(
                text,
                "eine Zahl",
                "Schreiben Sie die Zahl mit Punkt, zum Beispiel 12.5.",
                meant,
            ))
        }
    }
}

fn no_number(
    text: &str,
    expected: &'static str,
    help: &'static str,
    meant: Option<String>,
) -> (Problem, Option<Written>) {
    let certain = meant.clone().map(Written::Literal);
    let text = words::shortened(text);
    (
        Box::new(move |place| words::no_number(&text, expected, help, meant.as_deref(), place)),
        certain,
    )
}

fn bounds(schema: &Schema, text: &str, number: f64) -> Option<(Problem, Option<Written>)> {
    let bound = |name: &str| schema.get(name).and_then(Schema::as_f64);
    let (word, limit) = match (bound("minimum"), bound("maximum")) {
        (Some(least), _) if number < least || number.is_nan() => ("mindestens", least),
        (_, Some(most)) if number > most => ("höchstens", most),
        _ => return None,
    };
    let text = text.to_owned();
    Some((
        Box::new(move |place| words::out_of_range(&text, word, limit, place)),
        None,
    ))
}
