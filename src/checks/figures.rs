//! Figures and dates that contradict each other.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Amount, Portal, Service};

/// A level must exist in its model.
pub(super) fn maturity_within_its_model(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(|service| {
        let maturity = service.maturity?;
        let highest = maturity.model.highest_level();
        (maturity.level > highest).then(|| {
            let place = Place::field(&service.source.path, "/reifegrad/stufe");
            let message = format!(
                "die Stufe {} gibt es im Reifegradmodell {} nicht",
                maturity.level, maturity.model
            );
            Diagnostic::error("reifegrad-ausserhalb", place, message).with_help(format!(
                "Das Modell {} reicht von Stufe 0 bis {highest}.",
                maturity.model
            ))
        })
    })
}

/// Tiers by population must rise, and only the last may be open.
pub(super) fn tiers_in_order(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let costs = service.answers.costs.iter();
        costs.flat_map(move |costs| {
            let amounts = [
                ("einfuehrung", &costs.introduction),
                ("anbindung", &costs.connection),
                ("betrieb", &costs.operation),
            ];
            amounts
                .into_iter()
                .filter_map(move |(field, amount)| disorder(service, field, amount.as_ref()?))
        })
    })
}

fn disorder(service: &Service, field: &str, amount: &Amount) -> Option<Diagnostic> {
    let Amount::Tiers(tiers) = amount else { return None };
    let bounds: Vec<u64> = tiers
        .iter()
        .map(|tier| tier.up_to_population.unwrap_or(u64::MAX))
        .collect();
    let index = bounds.windows(2).position(|pair| pair[0] >= pair[1])? + 1;
    let place = Place::field(&service.source.path, format!("/auskunft/kosten/{field}/{index}"));
    Some(
        Diagnostic::error("stufen-ungeordnet", place, "die Stufen sind nicht nach Einwohnerzahl geordnet")
            .with_help("Ordnen Sie die Stufen von der kleinsten zur größten Einwohnerzahl; nur die letzte darf `bis_einwohner` weglassen."),
    )
}

/// An authority stands in a table of re-uses once.
pub(super) fn one_line_per_authority(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let mut first_lines = BTreeMap::new();
        let repeated = service.reuse.iter().filter_map(move |reuse| {
            let first = *first_lines.entry(&reuse.authority).or_insert(reuse.line);
            (first != reuse.line).then_some((reuse, first))
        });
        repeated.map(|(reuse, first)| {
            let place = Place::cell(&service.reuse_path(), reuse.line, "ars");
            let message = format!("die Stelle {} steht schon in Zeile {first}", reuse.authority);
            Diagnostic::error("doppelte-kennung", place, message)
                .with_help("Behalten Sie nur die Zeile mit dem neuesten Stand.")
        })
    })
}

/// An event cannot end before it begins.
pub(super) fn end_after_begin(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.events.values().filter_map(|event| {
        let end = event.end?;
        let reversed = end.date < event.begin.date || (end.date == event.begin.date && end.time < event.begin.time);
        reversed.then(|| {
            Diagnostic::error(
                "ende-vor-beginn",
                Place::field(&event.source.path, "/ende"),
                "der Termin endet, bevor er beginnt",
            )
            .with_help("Prüfen Sie `beginn` und `ende`.")
        })
    })
}
