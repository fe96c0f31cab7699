//! What tells a problem from another across versions of a file.

use std::collections::BTreeMap;

use super::Diagnostic;

/// A fingerprint for each problem, made of code, path and message but not of the line: it stays the same while lines move.
/// The second of two alike is told from the first by its place in the order.
pub(super) fn fingerprints(problems: &[Diagnostic]) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let print = |problem: &Diagnostic| {
        let mut hasher = blake3::Hasher::new();
        for part in [problem.code, &problem.place.path, &problem.message] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        let key = hasher.finalize().to_hex()[..32].to_owned();
        let count = seen.entry(key.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => key,
            count => format!("{key}-{count}"),
        }
    };
    problems.iter().map(print).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    #[test]
    fn lines_do_not_matter_and_twins_differ() {
        let at = |line| Diagnostic::hint("a", Place::line_of(&"b".into(), line), "c");
        let first = fingerprints(&[at(1), at(5)]);
        assert_eq!(first, fingerprints(&[at(2), at(9)]));
        assert_ne!(first[0], first[1]);
    }
}
