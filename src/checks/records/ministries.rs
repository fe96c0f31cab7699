//! Ministries: whom to ask, and who came after.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::Portal;

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "koordination-fehlt",
        "Ein Ressort nennt keine OZG-Koordination",
        "Die Koordinatorinnen und Koordinatoren sind das Bindeglied zwischen den Ressorts und den Kommunen. Ohne sie weiß niemand, wen er fragen kann.",
        "Tragen Sie unter `koordination` mindestens eine Person oder ein Postfach ein.",
    )
    .by(&[check!(someone_to_ask)]),
    Rule::warning(
        "nachfolger-fehlt",
        "Ein früheres Ressort nennt keinen Nachfolger",
        "Wer die Seite eines früheren Ressorts findet, will wissen, wer heute zuständig ist.",
        "Ergänzen Sie `nachfolger` mit der Kennung des heutigen Ressorts.",
    )
    .by(&[check!(someone_after)]),
];

/// A ministry of today has a coordinator.
fn someone_to_ask(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let ministries = portal.ministries.values();
    let current = ministries.filter(|ministry| !ministry.is_former(portal.as_of) && ministry.coordinators.is_empty());
    current.map(|ministry| {
        Diagnostic::warning(
            "koordination-fehlt",
            Place::file(&ministry.source.path),
            format!("{} nennt keine OZG-Koordination", ministry.abbreviation),
        )
        .with_help("Ergänzen Sie unter `koordination` einen Eintrag mit `name` und `email`.")
    })
}

/// A ministry of the past points to the one that came after it.
fn someone_after(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let ministries = portal.ministries.values();
    let former = ministries.filter(|ministry| ministry.is_former(portal.as_of) && ministry.successor.is_none());
    former.map(|ministry| {
        Diagnostic::warning(
            "nachfolger-fehlt",
            Place::field(&ministry.source.path, "/bis"),
            "das Ressort gibt es nicht mehr, aber es ist kein Nachfolger genannt",
        )
        .with_help("Ergänzen Sie `nachfolger:` mit der Kennung des heutigen Ressorts.")
    })
}
