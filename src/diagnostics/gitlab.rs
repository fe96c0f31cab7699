//! Problems as a Code Quality report, which GitLab shows in a merge request.
//!
//! <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::format::{Report, to_json};
use super::{Diagnostic, Severity};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

pub(super) fn render(report: Report) -> String {
    let issues = report.problems.iter().zip(fingerprints(report.problems));
    to_json(
        &issues
            .map(|(problem, fingerprint)| issue(problem, fingerprint))
            .collect::<Vec<_>>(),
    )
}

fn issue(problem: &Diagnostic, fingerprint: String) -> Issue<'_> {
    let description = match &problem.help {
        Some(help) => format!("{}. {help}", problem.message),
        None => format!("{}.", problem.message),
    };
    Issue {
        description,
        check_name: problem.code,
        fingerprint,
        severity: match problem.severity {
            Severity::Error => "critical",
            Severity::Warning => "minor",
            Severity::Hint => "info",
        },
        location: Location {
            path: &problem.place.path,
            lines: Lines {
                // A file as a whole is shown at its top.
                begin: problem.place.line().max(1),
            },
        },
    }
}
