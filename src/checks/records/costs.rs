//! Costs with their payers: what an authority pays is worked out of them, so they must not contradict each other.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{CostItem, Costs, Day, Portal, Service};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "posten-endet-vor-beginn",
        "Ein Preis gilt nicht mehr, bevor er gilt",
        "Eines der beiden Daten stimmt nicht. Der Posten würde an keinem Tag gerechnet.",
        "Prüfen Sie `von` und `bis`.",
    )
    .by(&[check!(items_end_after_they_begin)]),
    Rule::warning(
        "posten-doppelt",
        "Zwei Preise gelten zur selben Zeit",
        "Beide würden zusammengezählt, und eine Kommune rechnete mit dem Doppelten.",
        "Begrenzen Sie den älteren Preis mit `bis` und den neueren mit `von`, oder löschen Sie einen der beiden.",
    )
    .by(&[check!(items_follow_each_other), check!(amounts_in_one_form)]),
    Rule::hint(
        "posten-ohne-zahler",
        "Bei einem Betrag steht nicht, wer ihn zahlt",
        "Ohne diese Angabe kann das Portal einer Kommune nicht ausrechnen, was sie selbst zahlt.",
        "Ergänzen Sie `zahlt`: `kommune`, `land`, `bund`, `it_dienstleister` oder `andere`.",
    )
    .by(&[check!(items_have_payers)]),
];

/// The entries of all costs with their fields.
fn entries(portal: &Portal) -> impl Iterator<Item = (&Service, usize, &CostItem)> {
    costs(portal).flat_map(|(service, costs)| {
        let entries = costs.entries.iter().enumerate();
        entries.map(move |(index, item)| (service, index, item))
    })
}

fn costs(portal: &Portal) -> impl Iterator<Item = (&Service, &Costs)> {
    let services = portal.services.values();
    services.filter_map(|service| Some((&**service, service.answers.costs.as_ref()?)))
}

fn place(service: &Service, index: usize, field: &str) -> Place {
    Place::field(&service.source.path, format!("/auskunft/kosten/posten/{index}/{field}"))
}

fn items_end_after_they_begin(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    entries(portal).filter_map(|(service, index, item)| {
        let (from, until) = (item.from?, item.until?);
        (until.last_day() < from.first_day()).then(|| {
            let message = "der Preis endet, bevor er beginnt";
            Diagnostic::warning("posten-endet-vor-beginn", place(service, index, "bis"), message)
                .with_help("Prüfen Sie `von` und `bis`.")
        })
    })
}

/// Of one kind of costs, one payer pays one price at a time.
fn items_follow_each_other(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    entries(portal).filter_map(|(service, index, item)| {
        let earlier = service.answers.costs.as_ref()?.entries.get(..index)?;
        let is_same = |other: &&CostItem| other.kind == item.kind && other.payer == item.payer && overlap(other, item);
        earlier.iter().any(|other| is_same(&other)).then(|| {
            let message = format!(
                "für `{}` gilt zur selben Zeit schon ein anderer Posten mit demselben Zahler",
                item.kind.word()
            );
            Diagnostic::warning("posten-doppelt", place(service, index, "art"), message).with_help(
                "Begrenzen Sie den älteren Preis mit `bis` und den neueren mit `von`, oder löschen Sie einen der beiden.",
            )
        })
    })
}

fn overlap(one: &CostItem, other: &CostItem) -> bool {
    let begins = |item: &CostItem| item.from.map(|from| Day(from.first_day()));
    let ends = |item: &CostItem| item.until.map(|until| Day(until.last_day()));
    let is_before = |end: Option<Day>, begin: Option<Day>| end.zip(begin).is_some_and(|(end, begin)| end < begin);
    !is_before(ends(one), begins(other)) && !is_before(ends(other), begins(one))
}

/// What `posten` say, the older fields need not say again.
fn amounts_in_one_form(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    costs(portal).flat_map(|(service, costs)| {
        let older = costs.older_amounts().into_iter();
        let twice =
            older.filter(|(kind, amount)| amount.is_some() && costs.entries.iter().any(|item| item.kind == *kind));
        twice.map(|(kind, _)| {
            let place = Place::field(&service.source.path, format!("/auskunft/kosten/{}", kind.word()));
            let message = format!("der Betrag für `{}` steht schon unter `posten`", kind.word());
            Diagnostic::warning("posten-doppelt", place, message)
                .with_help("Löschen Sie diese Angabe: Gerechnet wird mit dem Posten.")
        })
    })
}

fn items_have_payers(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let unpaid = entries(portal)
        .filter(|(_, _, item)| item.payer.is_none() && item.amount.as_ref().is_some_and(|amount| !amount.is_nothing()));
    unpaid.map(|(service, index, _)| {
        let message = "bei diesem Betrag steht nicht, wer ihn zahlt";
        Diagnostic::hint("posten-ohne-zahler", place(service, index, "art"), message)
            .with_help("Ergänzen Sie `zahlt`, zum Beispiel `zahlt: kommune`.")
    })
}
