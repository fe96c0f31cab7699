//! What of many problems a person is told one by one, and what is only counted.

use std::collections::BTreeMap;

use super::{Diagnostic, Severity};
use crate::extent::Slicing;

/// So many equal problems are told one by one: of errors in each file, of warnings in all of them, as a date that has
/// passed has passed in many files.
const MOST_EQUAL: usize = 20;

/// How much is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What helps: many equal problems and hints are counted.
    Digest,
    /// Every problem.
    Everything,
}

/// A part of a report.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// A problem that is told.
    Told(&'a Diagnostic),
    /// What is only counted.
    Counted(String),
}

/// The parts of a report in the order in which they are told: errors, warnings, hints.
pub(super) fn parts(problems: &[Diagnostic], detail: Detail) -> Vec<Part<'_>> {
    let of = |severity| problems.iter().filter(move |problem| problem.severity == severity);
    let (errors, warnings, hints) = (of(Severity::Error), of(Severity::Warning), of(Severity::Hint));
    if detail == Detail::Everything {
        return errors.chain(warnings).chain(hints).map(Part::Told).collect();
    }
    let mut parts = Vec::new();
    let errors = folded(errors, |error| Some(&*error.place.path), &mut parts);
    let warnings = folded(warnings, |_| None, &mut parts);
    let hints = match hints.count() {
        0 => None,
        1 => Some("1 Hinweis".to_owned()),
        count => Some(format!("{count} Hinweise")),
    };
    let told = match (hints, errors || warnings) {
        (None, false) => return parts,
        (Some(hints), false) => hints,
        (Some(hints), true) => format!("{hints} und alles, was hier nur gezählt ist"),
        (None, true) => "Alles, was hier nur gezählt ist".to_owned(),
    };
    parts.push(Part::Counted(format!("{told}: ozg check --alle")));
    parts
}

/// Tells the first of all problems that are equal, and counts the others; whether there are others.
fn folded<'a>(
    problems: impl Iterator<Item = &'a Diagnostic>,
    group: impl Fn(&'a Diagnostic) -> Option<&'a str>,
    parts: &mut Vec<Part<'a>>,
) -> bool {
    let mut groups: BTreeMap<(Option<&str>, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for problem in problems {
        let equal = groups.entry((group(problem), problem.code)).or_default();
        equal.push(problem);
        if equal.len() <= MOST_EQUAL {
            parts.push(Part::Told(problem));
        }
    }
    let others = groups.into_iter().filter(|(_, equal)| equal.len() > MOST_EQUAL);
    let counted: Vec<Part> = others
        .map(|((_, code), equal)| Part::Counted(count(code, equal.part(MOST_EQUAL..))))
        .collect();
    let is_folded = !counted.is_empty();
    parts.extend(counted);
    is_folded
}

fn count(code: &str, others: &[&Diagnostic]) -> String {
    let mut paths: Vec<&str> = others.iter().map(|problem| &*problem.place.path).collect();
    paths.dedup();
    let place = match paths[..] {
        [path] => path.to_owned(),
        _ => format!("{} Dateien", paths.len()),
    };
    let word = match (others.first().map(|problem| problem.severity), others.len()) {
        (Some(Severity::Error), 1) => "weiterer Fehler",
        (Some(Severity::Error), _) => "weitere Fehler",
        (_, 1) => "weitere Warnung",
        _ => "weitere Warnungen",
    };
    format!("und {} {word}[{code}] in {place}", others.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    fn told(parts: &[Part]) -> usize {
        parts.iter().filter(|part| matches!(part, Part::Told(_))).count()
    }

    fn counted<'a>(parts: &'a [Part]) -> Vec<&'a str> {
        let counted = parts.iter().filter_map(|part| match part {
            Part::Told(_) => None,
            Part::Counted(text) => Some(text.as_str()),
        });
        counted.collect()
    }

    #[test]
    fn errors_are_counted_by_file_and_warnings_in_all_of_them() {
        let mut problems: Vec<Diagnostic> = Vec::new();
        for file in 0..3 {
            let path = format!("{file}.yaml").into();
            problems.extend((0..21).map(|line| Diagnostic::warning("w", Place::line_of(&path, line), "w")));
            let errors = if file == 1 { 30 } else { 20 };
            problems.extend((0..errors).map(|line| Diagnostic::error("e", Place::line_of(&path, line), "e")));
            problems.push(Diagnostic::hint("h", Place::file(&path), "h"));
        }
        let parts = parts(&problems, Detail::Digest);
        assert!(matches!(parts[0], Part::Told(problem) if problem.severity == Severity::Error));
        assert_eq!(told(&parts), 3 * 20 + 20);
        assert_eq!(
            counted(&parts),
            [
                "und 10 weitere Fehler[e] in 1.yaml",
                "und 43 weitere Warnungen[w] in 3 Dateien",
                "3 Hinweise und alles, was hier nur gezählt ist: ozg check --alle",
            ]
        );
        let everything = super::parts(&problems, Detail::Everything);
        assert_eq!((told(&everything), counted(&everything).len()), (problems.len(), 0));
    }
}
