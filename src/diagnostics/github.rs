//! Problems as workflow commands, which GitHub Actions shows at the lines of a pull request.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>

use super::format::Report;
use super::{At, Diagnostic, Severity};
use crate::extent::Whole;

pub(super) fn render(report: Report) -> String {
    report.problems.iter().map(command).collect()
}

fn command(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let mut properties = format!("file={}", property(&problem.place.path));
    match &problem.place.at {
        At::Excerpt(excerpt) => {
            let end = excerpt.column.plus(excerpt.length);
            properties += &format!(
                ",line={line},endLine={line},col={},endColumn={end}",
                excerpt.column,
                line = excerpt.line
            );
        }
        _ if problem.place.line() > 0 => properties += &format!(",line={}", problem.place.line()),
        _ => {}
    }
    let title = format!("{} [{}]", problem.severity.word(), problem.code);
    let help = problem
        .help
        .as_ref()
        .map(|help| format!("\n{help}"))
        .unwrap_or_default();
    let message = message(&format!("{}{help}", problem.message));
    format!("::{level} {properties},title={}::{message}\n", property(&title))
}

/// A message ends with its line: line breaks are escaped, and so is what escapes them.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property, the characters that separate properties are escaped, too.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Excerpt, Place};

    #[test]
    fn what_separates_is_escaped() {
        let excerpt = Excerpt::piece("abcdefg", 3, 5, 2);
        let place = Place::excerpt(&"content/a, b:c.md".into(), excerpt);
        let problem = Diagnostic::warning("link-text", place, "100 %: hier\nund da, dort").with_help("Tun: dies, das");
        assert_eq!(
            command(&problem),
            "::warning file=content/a%2C b%3Ac.md,line=3,endLine=3,col=5,endColumn=7,title=Warnung [link-text]\
             ::100 %25: hier%0Aund da, dort%0ATun: dies, das\n"
        );
        let file = Diagnostic::hint("verknuepfung", Place::file(&"content/x".into()), "a");
        assert_eq!(
            command(&file),
            "::notice file=content/x,title=Hinweis [verknuepfung]::a\n"
        );
    }
}
