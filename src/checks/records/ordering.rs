//! Ordering and onboarding: what a record says of the contract, of the tasks and of who has them must go together.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Actor, ContractStatus, OnboardingStep, OnboardingTask, OrderRoute, Portal, Service};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "bestellung-widerspruch",
        "Die Angaben zur Bestellung widersprechen sich",
        "Ob eine Kommune bestellen kann, hängt am Vertrag. Steht an zwei Stellen etwas anderes, bestellt sie zu früh oder gar nicht.",
        "Prüfen Sie unter `bestellung` den Stand des Vertrags.",
    )
    .by(&[check!(contract_and_its_day), check!(contract_and_its_words), check!(contract_and_its_task)]),
    Rule::warning(
        "vertrag-endet-vor-beginn",
        "Der Vertrag endet, bevor er beginnt",
        "Eines der beiden Daten stimmt nicht. Kommunen wüssten nicht, bis wann sie bestellen können.",
        "Prüfen Sie `vertrag_seit` und `vertrag_bis`.",
    )
    .by(&[check!(contract_ends_after_it_begins)]),
    Rule::warning(
        "vertrag-abgelaufen",
        "Der Vertrag ist abgelaufen",
        "Wer bestellen will, findet keinen Vertrag mehr vor. Wer schon bestellt hat, will wissen, wie es weitergeht.",
        "Tragen Sie das neue Ende ein, oder setzen Sie den Stand des Vertrags auf `in_verhandlung` oder `offen`.",
    )
    .by(&[check!(contract_that_is_over)]),
    Rule::hint(
        "bestellung-ohne-weg",
        "Es kann bestellt werden, aber es steht nicht da, wie",
        "Die Kommune weiß dann, dass sie bestellen kann, aber nicht, wo und bei wem.",
        "Ergänzen Sie unter `bestellung` das Feld `weg`, `url` oder `kontakt`.",
    )
    .by(&[check!(contract_without_a_way)]),
    Rule::warning(
        "aufgabe-doppelt",
        "Eine Aufgabe steht zweimal da",
        "Es ist nicht zu erkennen, welcher Stand gilt.",
        "Löschen Sie eine der beiden Angaben.",
    )
    .by(&[check!(one_entry_per_task), check!(tasks_in_one_form)]),
];

fn routes(portal: &Portal) -> impl Iterator<Item = (&Service, &OrderRoute)> {
    let services = portal.services.values();
    services.filter_map(|service| Some((&**service, service.order.as_ref()?)))
}

fn field(service: &Service, name: &str) -> Place {
    Place::field(&service.source.path, format!("/bestellung/{name}"))
}

/// A contract that does not stand has no first day that is over.
fn contract_and_its_day(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(move |(service, route)| {
        let (status, since) = (route.contract?, route.since?);
        (status != ContractStatus::Standing && since <= portal.as_of).then(|| {
            let message = format!(
                "der Vertrag hat den Stand `{}`, soll aber seit dem {} stehen",
                status.word(),
                since.in_german()
            );
            Diagnostic::warning("bestellung-widerspruch", field(service, "vertrag_seit"), message)
                .with_help("Schreiben Sie `vertrag: steht`, oder löschen Sie das Datum.")
        })
    })
}

/// Words that say of an online service that it can be ordered.
const ORDERABLE: [&str; 5] = [
    "bestellbar",
    "ab sofort bestell",
    "können bestellen",
    "kann bestellt werden",
    "jetzt bestellen",
];
/// Words before them that say the opposite.
const NOT: [&str; 5] = ["nicht ", "noch nicht ", "erst ", "sobald ", "wenn "];

/// What the text says must be what the field says.
fn contract_and_its_words(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(|(service, route)| {
        let status = route.contract.filter(|status| *status != ContractStatus::Standing)?;
        let promises = |sentence: &str| {
            let sentence = sentence.to_lowercase();
            ORDERABLE.iter().any(|word| sentence.contains(word)) && !NOT.iter().any(|word| sentence.contains(word))
        };
        let mut sentences = route.text.as_ref()?.0.split(['.', '!', ';', '\n']);
        let sentence = sentences.find(|sentence| promises(sentence))?;
        let message = format!(
            "der Text sagt, dass bestellt werden kann („{}“), der Vertrag hat aber den Stand `{}`",
            sentence.trim(),
            status.word()
        );
        Some(
            Diagnostic::warning("bestellung-widerspruch", field(service, "vertrag"), message)
                .with_help("Schreiben Sie `vertrag: steht`, oder ändern Sie den Text unter `weg`."),
        )
    })
}

/// The task of the contract is done when the contract stands, and not before.
fn contract_and_its_task(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(|(service, route)| {
        let status = route.contract?;
        let partner = route.contracted_by.unwrap_or(Actor::State);
        let tasks = service.onboarding_tasks_of(partner);
        let task = tasks.iter().find(|step| step.task == OnboardingTask::Contract)?;
        let stands = status == ContractStatus::Standing;
        (stands == task.is_open()).then(|| {
            let message = format!(
                "der Vertrag hat den Stand `{}`, die Aufgabe `vertrag` aber den Stand `{}`",
                status.word(),
                task.status.word()
            );
            let place = Place::field(&service.source.path, format!("{}/stand", task.field));
            Diagnostic::warning("bestellung-widerspruch", place, message)
                .with_help("Berichtigen Sie den, der überholt ist: den unter `bestellung` oder den unter `onboarding`.")
        })
    })
}

fn contract_ends_after_it_begins(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(|(service, route)| {
        let (since, until) = (route.since?, route.until?);
        (until < since).then(|| {
            let message = format!("der Vertrag endet vor seinem Beginn am {}", since.in_german());
            Diagnostic::warning("vertrag-endet-vor-beginn", field(service, "vertrag_bis"), message)
                .with_help("Prüfen Sie `vertrag_seit` und `vertrag_bis`.")
        })
    })
}

fn contract_that_is_over(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(move |(service, route)| {
        let until = route
            .until
            .filter(|_| route.contract == Some(ContractStatus::Standing))?;
        let is_sound = route.since.is_none_or(|since| since <= until);
        (until < portal.as_of && is_sound).then(|| {
            let message = format!("der Vertrag ist am {} abgelaufen", until.in_german());
            Diagnostic::warning("vertrag-abgelaufen", field(service, "vertrag_bis"), message)
                .with_help("Tragen Sie das neue Ende ein, oder ändern Sie den Stand des Vertrags.")
        })
    })
}

fn contract_without_a_way(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    routes(portal).filter_map(|(service, route)| {
        let stands = route.contract == Some(ContractStatus::Standing);
        let has_way = route.text.is_some() || route.url.is_some() || route.contact.is_some();
        (stands && !has_way).then(|| {
            let message = "der Vertrag steht, aber es steht nicht da, wie eine Stelle bestellt";
            Diagnostic::hint("bestellung-ohne-weg", field(service, "vertrag"), message)
                .with_help("Ergänzen Sie unter `bestellung` das Feld `weg`, `url` oder `kontakt`.")
        })
    })
}

/// One owner has a task once.
fn one_entry_per_task(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let mut seen = BTreeMap::new();
        let mut repeated = Vec::new();
        let entries = service.onboarding.iter().enumerate();
        for (index, entry) in entries {
            let owner = entry.owner.unwrap_or_else(|| entry.task.usual_owner());
            if seen.insert((entry.task, owner), index).is_some() {
                let place = Place::field(&service.source.path, format!("/onboarding/{index}/aufgabe"));
                repeated.push(twice(entry.task, place));
            }
        }
        repeated
    })
}

/// What `onboarding` says, `rollout` need not say again.
fn tasks_in_one_form(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(|service| {
        let told: Vec<OnboardingStep> = service.onboarding_tasks();
        let rollout = service.rollout.iter().flat_map(|rollout| rollout.tasks());
        let older = rollout.filter(|(_, said)| said.is_some()).map(|(task, _)| task);
        let hidden = older.filter(|task| {
            !told
                .iter()
                .any(|step| step.field == format!("/rollout/{}", task.word()))
        });
        let places = hidden.map(|task| {
            let place = Place::field(&service.source.path, format!("/rollout/{}", task.word()));
            twice(task, place)
        });
        places.collect::<Vec<_>>()
    })
}

fn twice(task: OnboardingTask, place: Place) -> Diagnostic {
    let message = format!("die Aufgabe `{}` steht schon unter `onboarding`", task.word());
    Diagnostic::warning("aufgabe-doppelt", place, message).with_help("Löschen Sie eine der beiden Angaben.")
}
