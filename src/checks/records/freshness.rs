//! How long ago the ministries confirmed their records.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Freshness, Portal, Service};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "pruefung-ueberfaellig",
        "Die Angaben sind lange nicht bestätigt worden",
        "Alte Angaben führen Kommunen in die Irre. Das Portal kennzeichnet die Seite deshalb als überfällig.",
        "Prüfen Sie alle Angaben zur Leistung, und setzen Sie `geprueft_am` auf den heutigen Tag.",
    )
    .by(&[check!(review_is_overdue)]),
    Rule::hint(
        "nie-bestaetigt",
        "Die Angaben sind noch nie bestätigt worden",
        "Ohne Datum ist nicht zu erkennen, ob die Angaben von heute oder von vorletztem Jahr sind.",
        "Tragen Sie unter `geprueft_am` den Tag ein, an dem das Ressort die Angaben bestätigt hat.",
    )
    .by(&[check!(never_confirmed)]),
];

/// The confirmation of a record holds for a number of days.
fn review_is_overdue(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    to_review(portal).filter_map(move |service| {
        let due = portal.review_due(service)?;
        (portal.freshness(service) == Freshness::Overdue).then(|| {
            Diagnostic::warning(
                "pruefung-ueberfaellig",
                Place::field(&service.source.path, "/geprueft_am"),
                format!(
                    "die Angaben sollten bis zum {} wieder bestätigt werden",
                    due.in_german()
                ),
            )
            .with_help("Prüfen Sie die Angaben, und setzen Sie `geprueft_am` auf den Tag der Prüfung.")
        })
    })
}

/// A record without any confirmation.
fn never_confirmed(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    to_review(portal)
        .filter(move |service| portal.freshness(service) == Freshness::Never)
        .map(|service| {
            Diagnostic::hint(
                "nie-bestaetigt",
                Place::file(&service.source.path),
                "das Ressort hat die Angaben noch nie bestätigt",
            )
            .with_help("Ergänzen Sie `geprueft_am:` mit dem Tag der Prüfung.")
        })
}

/// What readers can see, or will: a draft is not finished, and nobody reviews what has expired.
fn to_review(portal: &Portal) -> impl Iterator<Item = &Service> {
    let services = portal.services.values().map(AsRef::as_ref);
    services.filter(|service: &&Service| {
        let expired = service.valid_until.is_some_and(|day| day < portal.as_of);
        !service.draft && !expired
    })
}
