//! Silencing a message for one file, with a reason.
//!
//! The record says so itself, in `ausnahmen`. It speaks for its file and, where it is a folder's record, for the texts,
//! tables and documents in the folder.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, Severity, did_you_mean};
use crate::model::{Exception, Portal};

use super::rule::Rule;

pub(super) const RULES: &[Rule] = &[
    Rule::error(
        "ausnahme-unbekannt",
        "Eine Ausnahme für eine Regel, die es nicht gibt",
        "Die Ausnahme bewirkt nichts. Meist ist es ein Tippfehler.",
        "Schreiben Sie die Kennnummer so, wie sie in der Meldung steht.",
    ),
    Rule::error(
        "ausnahme-ohne-grund",
        "Eine Ausnahme ohne Grund",
        "Wer die Datei später liest, muss verstehen, warum die Regel hier nicht gilt.",
        "Schreiben Sie unter `grund` einen Satz.",
    ),
    Rule::error(
        "ausnahme-fuer-fehler",
        "Ein Fehler lässt sich nicht stummschalten",
        "Mit einem Fehler kann das Portal nicht entstehen. Stumm sein können nur Warnungen und Hinweise.",
        "Löschen Sie die Ausnahme, und beheben Sie den Fehler.",
    ),
    Rule::hint(
        "ausnahme-ohne-wirkung",
        "Eine Ausnahme, die nicht mehr nötig ist",
        "Die Datei verstößt nicht gegen die Regel. Bliebe die Ausnahme stehen, verdeckte sie spätere Verstöße.",
        "Löschen Sie die Ausnahme.",
    ),
];

/// Takes away what is silenced, and tells of exceptions that are wrong or of no use.
pub fn apply(portal: &Portal, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for given in all(portal) {
        match given.fault() {
            Some(fault) => faults.push(fault),
            None => {
                let before = problems.len();
                problems.retain(|problem| !given.silences(problem));
                if problems.len() == before && given.exception.rule != crate::checks::publication::external::CODE {
                    faults.push(given.useless());
                }
            }
        }
    }
    problems.append(&mut faults);
    problems
}

/// Takes away what is silenced, and says nothing of the exceptions: for problems that are looked for on request only.
pub fn silence(portal: &Portal, mut problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    for given in all(portal).filter(|given| given.fault().is_none()) {
        problems.retain(|problem| !given.silences(problem));
    }
    problems
}

/// An exception and the record that makes it.
struct Given<'a> {
    exception: &'a Exception,
    path: &'a Arc<str>,
    /// The path to the entry in the record.
    field: String,
}

impl Given<'_> {
    fn place(&self, field: &str) -> Place {
        Place::field(self.path, format!("{}/{field}", self.field))
    }

    /// What is wrong with the exception itself.
    fn fault(&self) -> Option<Diagnostic> {
        let code = self.exception.rule.as_str();
        let Some(rule) = super::rule(code) else {
            let help = match did_you_mean(code, super::rules().map(|rule| rule.info.code)) {
                Some(meant) => format!("Meinten Sie `{meant}`?"),
                None => "Die Kennnummer steht in der Meldung in eckigen Klammern.".to_owned(),
            };
            let message = format!("die Regel `{code}` gibt es nicht");
            return Some(Diagnostic::error("ausnahme-unbekannt", self.place("regel"), message).with_help(help));
        };
        if rule.severity == Severity::Error {
            let message = format!("`{code}` ist ein Fehler, und Fehler lassen sich nicht stummschalten");
            let problem = Diagnostic::error("ausnahme-fuer-fehler", self.place("regel"), message);
            return Some(problem.with_help("Löschen Sie die Ausnahme, und beheben Sie den Fehler."));
        }
        let has_words = self.exception.reason.chars().any(char::is_alphabetic);
        (!has_words).then(|| {
            Diagnostic::error(
                "ausnahme-ohne-grund",
                self.place("grund"),
                "die Ausnahme nennt keinen Grund",
            )
            .with_help("Schreiben Sie in einem Satz, warum die Regel hier nicht gilt.")
        })
    }

    fn silences(&self, problem: &Diagnostic) -> bool {
        let folder = ["leistung.yaml", "leitfaden.yaml"]
            .iter()
            .find_map(|record| self.path.strip_suffix(record));
        let covers =
            *problem.place.path == **self.path || folder.is_some_and(|folder| problem.place.path.starts_with(folder));
        covers && problem.severity != Severity::Error && problem.code == self.exception.rule
    }

    fn useless(&self) -> Diagnostic {
        let message = format!("die Ausnahme für `{}` bewirkt nichts", self.exception.rule);
        Diagnostic::hint("ausnahme-ohne-wirkung", self.place("regel"), message)
            .with_help("Die Datei verstößt nicht gegen die Regel. Löschen Sie die Ausnahme.")
    }
}

/// All exceptions of a portal.
fn all(portal: &Portal) -> impl Iterator<Item = Given<'_>> {
    portal.entities().flat_map(|entity| {
        let given = entity.exceptions().iter().enumerate();
        given.map(move |(i, exception)| Given {
            exception,
            path: &entity.source().path,
            field: format!("/ausnahmen/{i}"),
        })
    })
}
