//! Figures and dates that contradict each other.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Amount, CostStatus, LeikaKey, Maturity, Portal, Service};

use crate::checks::rule::{Check, Rule, check};
use crate::extent::Whole;

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "reifegrad-ausserhalb",
        "Die Stufe gibt es in diesem Reifegradmodell nicht",
        "Das Modell 1.1 kennt die Stufen 0 bis 4, das Modell 2.0 die Stufen 0 bis 7. Eine andere Zahl ist nicht zu deuten.",
        "Prüfen Sie Modell und Stufe.",
    )
    .by(&[check!(maturity_within_its_model)]),
    Rule::error(
        "stufen-ungeordnet",
        "Die Kostenstufen sind nicht geordnet",
        "Eine Kommune sucht die erste Stufe, in die sie passt. In falscher Reihenfolge fände sie den falschen Betrag.",
        "Ordnen Sie die Stufen von der kleinsten zur größten Einwohnerzahl.",
    )
    .by(&[check!(tiers_in_order)]),
    Rule::warning(
        "kosten-ohne-betrag",
        "Die Kosten sind bekannt, aber kein Betrag ist genannt",
        "Kommunen planen ihren Haushalt mit diesen Zahlen. „Bekannt“ ohne Zahl hilft ihnen nicht.",
        "Tragen Sie die Beträge unter `posten` ein. Entstehen keine Kosten, schreiben Sie 0. Stehen die Kosten noch nicht fest, wählen Sie `geschaetzt` oder `unbekannt`.",
    )
    .by(&[check!(amounts_of_known_costs)]),
    Rule::warning(
        "kosten-unbekannt",
        "Die Kosten sind unbekannt, aber ein Betrag ist genannt",
        "Beides zugleich kann nicht stimmen. Eine Kommune weiß nicht, ob sie mit dem Betrag rechnen kann.",
        "Schreiben Sie unter `kosten` den Stand `bekannt` oder `geschaetzt`, oder löschen Sie die Beträge.",
    )
    .by(&[check!(no_amounts_of_unknown_costs)]),
    Rule::warning(
        "leika-doppelt",
        "Ein LeiKa-Schlüssel ist zweimal vergeben",
        "Ein Schlüssel steht für eine Leistung. Meist ist er beim Kopieren eines Datensatzes stehen geblieben, und andere Programme ordnen dann falsch zu.",
        "Prüfen Sie beide Stellen, und berichtigen oder löschen Sie den Schlüssel.",
    )
    .by(&[check!(one_service_per_leika_key)]),
];

/// Of `doppelte-kennung`, the part that only the portal as a whole tells.
pub(in crate::checks) const DUPLICATES: &[Check] = &[check!(one_line_per_authority)];

/// A level must exist in its model.
fn maturity_within_its_model(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        assessments(service).flat_map(move |(field, maturity)| {
            let highest = maturity.model.highest_level();
            let beyond = levels(&field, maturity)
                .into_iter()
                .filter(move |(_, level)| *level > highest);
            beyond.map(move |(field, level)| {
                let place = Place::field(&service.source.path, field);
                let message = format!("die Stufe {level} gibt es im Reifegradmodell {} nicht", maturity.model);
                let help = format!("Das Modell {} reicht von Stufe 0 bis {highest}.", maturity.model);
                Diagnostic::error("reifegrad-ausserhalb", place, message).with_help(help)
            })
        })
    })
}

/// The assessments of a service with their fields.
pub(in crate::checks) fn assessments(service: &Service) -> impl Iterator<Item = (String, &Maturity)> {
    let main = service
        .maturity
        .iter()
        .map(|maturity| ("/reifegrad".to_owned(), maturity));
    let others = service.other_maturities.iter().enumerate();
    main.chain(others.map(|(index, maturity)| (format!("/weitere_reifegrade/{index}"), maturity)))
}

/// All levels of an assessment with their fields.
fn levels(field: &str, maturity: &Maturity) -> Vec<(String, u8)> {
    let target = maturity
        .target
        .map(|target| (format!("{field}/ziel/stufe"), target.level));
    let criteria = maturity.criteria.iter().enumerate();
    let criteria = criteria.map(|(index, criterion)| (format!("{field}/kriterien/{index}/stufe"), criterion.level));
    [(format!("{field}/stufe"), maturity.level)]
        .into_iter()
        .chain(target)
        .chain(criteria)
        .collect()
}

/// Tiers by population must rise, and only the last may be open.
fn tiers_in_order(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let costs = service.answers.costs.iter();
        costs.flat_map(move |costs| {
            let older = costs.older_amounts().into_iter();
            let older = older.filter_map(|(kind, amount)| Some((kind.word().to_owned(), amount?)));
            let entries = costs.entries.iter().enumerate();
            let entries =
                entries.filter_map(|(index, item)| Some((format!("posten/{index}/betrag"), item.amount.as_ref()?)));
            let amounts = older.chain(entries);
            amounts.filter_map(move |(field, amount)| disorder(service, &field, amount))
        })
    })
}

fn disorder(service: &Service, field: &str, amount: &Amount) -> Option<Diagnostic> {
    let Amount::Tiers(tiers) = amount else { return None };
    let bounds: Vec<u64> = tiers
        .iter()
        .map(|tier| tier.up_to_population.map_or(u64::MAX, u64::from))
        .collect();
    let index = bounds.array_windows().position(|[one, next]| one >= next)?.plus(1);
    let place = Place::field(&service.source.path, format!("/auskunft/kosten/{field}/{index}"));
    Some(
        Diagnostic::error("stufen-ungeordnet", place, "die Stufen sind nicht nach Einwohnerzahl geordnet")
            .with_help("Ordnen Sie die Stufen von der kleinsten zur größten Einwohnerzahl; nur die letzte darf `bis_einwohner` weglassen."),
    )
}

/// An authority stands in a table of re-uses once, under whichever of its keys.
fn one_line_per_authority(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let mut first_lines = BTreeMap::new();
        let repeated = service.reuse.iter().filter_map(move |reuse| {
            let first = *first_lines
                .entry(portal.present_key(&reuse.authority))
                .or_insert(reuse.line);
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

/// Costs that are known have an amount, even if it is zero.
fn amounts_of_known_costs(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(|service| {
        let costs = service.answers.costs.as_ref()?;
        let has_amount = costs.has_amount();
        (costs.status == CostStatus::Known && !has_amount).then(|| {
            Diagnostic::warning(
                "kosten-ohne-betrag",
                Place::field(&service.source.path, "/auskunft/kosten/stand"),
                "die Kosten sind bekannt, aber kein Betrag ist genannt",
            )
            .with_help("Nennen Sie die Beträge unter `posten` (auch 0 ist eine Angabe), oder ändern Sie `stand`.")
        })
    })
}

/// Nobody knows the costs, or they are these.
fn no_amounts_of_unknown_costs(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(|service| {
        let costs = service.answers.costs.as_ref()?;
        let has_amount = costs.has_amount();
        (costs.status == CostStatus::Unknown && has_amount).then(|| {
            Diagnostic::warning(
                "kosten-unbekannt",
                Place::field(&service.source.path, "/auskunft/kosten/stand"),
                "die Kosten sind unbekannt, aber ein Betrag ist genannt",
            )
            .with_help("Schreiben Sie `bekannt` oder `geschaetzt`, oder löschen Sie die Beträge.")
        })
    })
}

/// A LeiKa key names one service.
fn one_service_per_leika_key(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let mut first: BTreeMap<&LeikaKey, &Service> = BTreeMap::new();
    let mut found = Vec::new();
    for service in portal.services.values() {
        for (index, key) in service.leika.iter().enumerate() {
            let Some(known) = first.get(key) else {
                first.insert(key, service);
                continue;
            };
            let place = Place::field(&service.source.path, format!("/leika/{index}"));
            let (message, help) = if known.id == service.id {
                (
                    format!("den LeiKa-Schlüssel {key} nennt diese Leistung zweimal"),
                    "Löschen Sie den zweiten, oder schreiben Sie den Schlüssel, der gemeint ist.",
                )
            } else {
                (
                    format!(
                        "den LeiKa-Schlüssel {key} hat schon die Leistung „{}“ ({})",
                        known.title, known.id
                    ),
                    "Prüfen Sie beide Leistungen, und berichtigen Sie den Schlüssel.",
                )
            };
            found.push(Diagnostic::warning("leika-doppelt", place, message).with_help(help));
        }
    }
    found.into_iter()
}
