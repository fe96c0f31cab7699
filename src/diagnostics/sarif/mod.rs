//! Problems in the Static Analysis Results Interchange Format (SARIF), version 2.1.0, an OASIS standard.

mod log;

use std::borrow::Cow;

use super::fingerprint::fingerprints;
use super::format::{Report, to_json};
use super::{At, Diagnostic, RuleInfo, Severity};
use crate::extent::Whole;
use log::{
    ArtifactLocation, Configuration, Descriptor, Driver, Finding, Fingerprints, Location, Log, PhysicalLocation,
    Region, Run, Text, Tool,
};

pub(super) fn render(report: Report) -> String {
    let results = report.problems.iter().zip(fingerprints(report.problems));
    to_json(&Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "ozg",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: report.rules.iter().map(descriptor).collect(),
                },
            },
            language: "de-DE",
            column_kind: "unicodeCodePoints",
            results: results
                .map(|(problem, print)| finding(problem, print, report.rules))
                .collect(),
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Text<'a> {
    Text { text: text.into() }
}

fn descriptor(rule: &RuleInfo) -> Descriptor<'_> {
    Descriptor {
        id: rule.code,
        short_description: text(rule.title),
        full_description: text(rule.reason),
        help: text(rule.mend),
        default_configuration: Configuration {
            level: level(rule.severity),
        },
    }
}

fn finding<'a>(problem: &'a Diagnostic, fingerprint: String, rules: &[RuleInfo]) -> Finding<'a> {
    let help = problem
        .help
        .as_ref()
        .map(|help| format!(". {help}"))
        .unwrap_or_default();
    Finding {
        rule_id: problem.code,
        rule_index: rules.iter().position(|rule| rule.code == problem.code),
        level: level(problem.severity),
        message: text(format!("{}{help}", problem.message)),
        locations: [Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation {
                    uri: uri(&problem.place.path),
                    uri_base_id: "%SRCROOT%",
                },
                region: region(problem),
            },
        }],
        partial_fingerprints: Fingerprints { ozg: fingerprint },
    }
}

fn region(problem: &Diagnostic) -> Option<Region<'_>> {
    let excerpt = match &problem.place.at {
        At::Excerpt(excerpt) => Some(excerpt),
        _ => None,
    };
    let line = problem.place.line();
    (line > 0).then(|| Region {
        start_line: line,
        start_column: excerpt.map(|excerpt| excerpt.column),
        end_column: excerpt.map(|excerpt| excerpt.column.plus(excerpt.length)),
        snippet: excerpt.map(|excerpt| text(excerpt.shown())),
    })
}

/// A path as a relative URI (RFC 3986).
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(uri("content/Über uns.md"), "content/%C3%9Cber%20uns.md");
    }
}
