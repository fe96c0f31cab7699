//! What tells a problem from another across versions of a file.

use std::collections::{BTreeMap, BTreeSet};

use super::Diagnostic;
use crate::extent::{Slicing, Whole};

/// A fingerprint for each problem, made of code, path and message but not of the line: it stays the same while lines move.
/// The second of two alike is told from the first by its place in the order.
pub(super) fn fingerprints(problems: &[Diagnostic]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let print = |problem: &Diagnostic| {
        let mut hasher = blake3::Hasher::new();
        for part in [problem.code, &problem.place.path, &problem.message] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        let key = hasher.finalize().to_hex().part(..32).to_owned();
        let count = seen.entry(key.clone()).or_insert(0);
        count.raise(1);
        match *count {
            1 => key,
            count => format!("{key}-{count}"),
        }
    };
    problems.iter().map(print).collect()
}

/// The problems that were not there before, whatever the lines are in which they stand.
pub fn brought_in(problems: Vec<Diagnostic>, before: &[Diagnostic]) -> Vec<Diagnostic> {
    let before: BTreeSet<String> = fingerprints(before).into_iter().collect();
    let prints = fingerprints(&problems);
    let problems = problems.into_iter().zip(prints);
    problems
        .filter(|(_, print)| !before.contains(print))
        .map(|(problem, _)| problem)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    #[test]
    fn what_was_there_before_is_not_brought_in() {
        let at = |line, message: &str| Diagnostic::hint("a", Place::line_of(&"b".into(), line), message);
        let now = vec![at(4, "alt"), at(5, "neu"), at(6, "alt")];
        assert_eq!(
            brought_in(now, &[at(1, "alt"), at(2, "fort")]),
            [at(5, "neu"), at(6, "alt")]
        );
    }

    #[test]
    fn lines_do_not_matter_and_twins_differ() {
        let at = |line| Diagnostic::hint("a", Place::line_of(&"b".into(), line), "c");
        let first = fingerprints(&[at(1), at(5)]);
        assert_eq!(first, fingerprints(&[at(2), at(9)]));
        assert_ne!(first[0], first[1]);
    }
}
