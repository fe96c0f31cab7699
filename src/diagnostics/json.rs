//! Problems as JSON in a shape of our own. It only ever grows: fields may be added, none changes its meaning.

use serde::Serialize;

use super::format::{Report, to_json};
use super::{At, Diagnostic, RuleInfo, Severity, count};

#[derive(Serialize)]
struct Document<'a> {
    /// The version of this shape.
    version: u32,
    as_of: &'a str,
    counts: Counts,
    problems: Vec<Problem<'a>>,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    hint: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: Severity,
    /// What the rule is about, whatever the file.
    title: Option<&'a str>,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    /// Counted from 1; missing for the file as a whole.
    line: Option<u32>,
    /// Counted from 1 in characters.
    column: Option<u32>,
    /// In characters.
    length: Option<u32>,
    /// The line; of a very long one what stands around the piece.
    excerpt: Option<String>,
}

pub(super) fn render(report: Report) -> String {
    let [error, warning, hint] = count(report.problems);
    to_json(&Document {
        version: 1,
        as_of: report.as_of,
        counts: Counts { error, warning, hint },
        problems: report
            .problems
            .iter()
            .map(|problem| shape(problem, report.rules))
            .collect(),
    })
}

fn shape<'a>(problem: &'a Diagnostic, rules: &'a [RuleInfo]) -> Problem<'a> {
    let excerpt = match &problem.place.at {
        At::Excerpt(excerpt) => Some(excerpt),
        _ => None,
    };
    let known = |number: u32| (number > 0).then_some(number);
    Problem {
        code: problem.code,
        severity: problem.severity,
        title: rules
            .iter()
            .find(|rule| rule.code == problem.code)
            .map(|rule| rule.title),
        message: &problem.message,
        help: problem.help.as_deref(),
        path: &problem.place.path,
        line: known(problem.place.line()),
        column: known(problem.place.column()),
        length: excerpt.map(|excerpt| excerpt.length),
        excerpt: excerpt.map(|excerpt| excerpt.shown()),
    }
}
