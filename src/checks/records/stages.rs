//! The three steps: whether what a record says of itself fits together.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{ApprovalStatus, AuthorityId, OnboardingTask, Phase, Portal, ReuseStatus, Service};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "flaechendeckend-unvollstaendig",
        "Flächendeckend, aber nicht überall in Betrieb",
        "Wer „flächendeckend“ liest, verlässt sich darauf, dass jede zuständige Stelle den Online-Dienst anbietet.",
        "Tragen Sie die fehlenden Stellen in nachnutzung.csv ein, oder lassen Sie die Phase bei `rollout`.",
    )
    .by(&[check!(statewide_means_everywhere)]),
    Rule::warning(
        "rollout-ohne-pilot",
        "Rollout ohne Pilotbehörde",
        "Der Rollout baut auf den Erfahrungen der Pilotbehörden auf. Andere Kommunen wollen wissen, wen sie fragen können.",
        "Nennen Sie die Pilotbehörden unter `pilotierung`. Gab es keine, sagen Sie das mit einer Ausnahme und ihrem Grund.",
    )
    .by(&[check!(pilots_before_rollout)]),
    Rule::warning(
        "rollout-ohne-leistungsbeschreibung",
        "Rollout ohne Leistungsbeschreibung",
        "Ohne Leistungsbeschreibung im Redaktionssystem des Landes können Kommunen den Online-Dienst nicht zuordnen, und niemand findet ihn im Serviceportal.",
        "Sorgen Sie für die Leistungsbeschreibung, und tragen Sie ihren Stand unter `onboarding` ein.",
    )
    .by(&[check!(description_before_rollout)]),
    Rule::warning(
        "rollout-ohne-freigabe",
        "Die Freigabe ist abgelehnt, und doch laufen Pilotierung oder Rollout",
        "Was das Ministerium abgelehnt hat, kann weder erprobt werden noch in die Fläche gehen. Kommunen wüssten nicht, worauf sie sich verlassen können.",
        "Prüfen Sie `phase` und unter `freigabe` den Stand.",
    )
    .by(&[check!(nothing_rejected_goes_on)]),
    Rule::warning(
        "vollzug-fehlt",
        "Es steht nicht da, wer die Leistung vollzieht",
        "Ohne `vollzug` kann das Portal nicht sagen, wie viele der zuständigen Stellen den Online-Dienst haben.",
        "Nennen Sie unter `vollzug` die Arten von Stellen, die zuständig sind, oder unter `vollzug_stellen` einzelne Stellen.",
    )
    .by(&[check!(carried_out_by_someone)]),
    Rule::warning(
        "nachnutzung-ohne-vollzug",
        "Eine Stelle nutzt nach, ist aber nicht zuständig",
        "Gezählt werden nur die Stellen, die unter `vollzug` und `vollzug_stellen` stehen. Diese zählt nicht mit.",
        "Prüfen Sie den Schlüssel der Stelle, oder ergänzen Sie ihre Art unter `vollzug`.",
    )
    .by(&[check!(reuse_by_responsible_authorities)]),
    Rule::hint(
        "freigabe-ohne-datum",
        "Die Freigabe hat kein Datum",
        "Kommunen wollen wissen, seit wann sie sich auf die Freigabe berufen können.",
        "Ergänzen Sie unter `freigabe` das Feld `am`.",
    )
    .by(&[check!(day_of_approval)]),
];

/// "Statewide" says that every responsible authority is live.
fn statewide_means_everywhere(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_phases(portal, &[Phase::Statewide]).filter_map(|service| {
        let live: BTreeSet<&AuthorityId> = service
            .reuse
            .iter()
            .filter(|reuse| reuse.status == ReuseStatus::Live)
            .map(|reuse| portal.present_key(&reuse.authority))
            .collect();
        let responsible: Vec<_> = portal.responsible_authorities(service).collect();
        let missing: Vec<_> = responsible.iter().filter(|body| !live.contains(&body.id)).collect();
        let first = missing.first()?;
        let have = if missing.len() == 1 { "hat" } else { "haben" };
        let message = format!(
            "die Leistung gilt als flächendeckend, aber {} von {} zuständigen Stellen {have} den Online-Dienst nicht, zum Beispiel {}",
            missing.len(),
            responsible.len(),
            first.name
        );
        Some(
            Diagnostic::warning("flaechendeckend-unvollstaendig", phase_of(service), message)
                .with_help("Ergänzen Sie die Stellen mit dem Stand `live` in nachnutzung.csv, oder schreiben Sie `phase: rollout`."),
        )
    })
}

/// A rollout has pilots behind it: in the record or among the re-uses.
fn pilots_before_rollout(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_phases(portal, &[Phase::Rollout, Phase::Statewide]).filter_map(|service| {
        let named = service
            .piloting
            .as_ref()
            .is_some_and(|piloting| !piloting.authorities.is_empty());
        let listed = service.reuse.iter().any(|reuse| reuse.status == ReuseStatus::Pilot);
        (!named && !listed).then(|| {
            Diagnostic::warning(
                "rollout-ohne-pilot",
                phase_of(service),
                "die Leistung ist im Rollout, aber es ist keine Pilotbehörde genannt",
            )
            .with_help("Ergänzen Sie unter `pilotierung` die Liste `behoerden`.")
        })
    })
}

/// Without a description in the editorial system, no municipality can assign the online service.
fn description_before_rollout(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_phases(portal, &[Phase::Rollout, Phase::Statewide]).filter_map(move |service| {
        let tasks = service.onboarding_tasks();
        let mut descriptions = tasks.iter().filter(|step| step.task == OnboardingTask::Description);
        let is_done = descriptions.any(|step| !step.is_open());
        let system = &portal.settings.names.editorial_system;
        (!is_done).then(|| {
            Diagnostic::warning(
                "rollout-ohne-leistungsbeschreibung",
                phase_of(service),
                format!("die Leistung ist im Rollout, aber ihre Leistungsbeschreibung in {system} ist nicht fertig"),
            )
            .with_help(
                "Tragen Sie unter `onboarding` bei `aufgabe: leistungsbeschreibung` den Stand `erledigt` ein, sobald sie steht.",
            )
        })
    })
}

/// What was rejected goes neither to pilots nor to all.
fn nothing_rejected_goes_on(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_phases(portal, &[Phase::Piloting, Phase::Rollout, Phase::Statewide]).filter_map(|service| {
        let approval = service.approval.as_ref()?;
        (approval.status == ApprovalStatus::Rejected).then(|| {
            Diagnostic::warning(
                "rollout-ohne-freigabe",
                Place::field(&service.source.path, "/freigabe/stand"),
                format!(
                    "die Freigabe ist abgelehnt, aber die Leistung ist in der Phase `{}`",
                    service.phase.word()
                ),
            )
            .with_help("Prüfen Sie `phase` und den Stand der Freigabe: Eines von beiden ist überholt.")
        })
    })
}

/// From the pilots on, it must be known who carries the service out.
fn carried_out_by_someone(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    in_phases(portal, &[Phase::Piloting, Phase::Rollout, Phase::Statewide])
        .filter(|service| service.carried_out_by.is_empty() && service.carried_out_by_bodies.is_empty())
        .map(|service| {
            Diagnostic::warning(
                "vollzug-fehlt",
                phase_of(service),
                "es steht nicht da, welche Stellen die Leistung vollziehen",
            )
            .with_help("Ergänzen Sie zum Beispiel `vollzug: [landkreis, kreisfreie_stadt]`.")
        })
}

/// Whoever re-uses a service should be among those who carry it out.
fn reuse_by_responsible_authorities(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let services = portal
        .services
        .values()
        .filter(|service| !(service.carried_out_by.is_empty() && service.carried_out_by_bodies.is_empty()));
    services.flat_map(move |service| {
        let path = service.reuse_path();
        service.reuse.iter().filter_map(move |reuse| {
            let body = portal.authorities.get(&reuse.authority)?;
            let is_responsible =
                service.carried_out_by.contains(&body.kind) || service.carried_out_by_bodies.contains(&body.id);
            (!is_responsible).then(|| {
                let message = format!("{} vollzieht diese Leistung nach ihrem Datensatz nicht", body.name);
                Diagnostic::warning(
                    "nachnutzung-ohne-vollzug",
                    Place::cell(&path, reuse.line, "ars"),
                    message,
                )
                .with_help(format!(
                    "Prüfen Sie den Schlüssel, oder ergänzen Sie `{}` unter `vollzug` in leistung.yaml.",
                    body.kind.word()
                ))
            })
        })
    })
}

/// A release has a day.
fn day_of_approval(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().filter_map(|service| {
        let approval = service.approval.as_ref()?;
        (approval.status == ApprovalStatus::Granted && approval.on.is_none()).then(|| {
            Diagnostic::hint(
                "freigabe-ohne-datum",
                Place::field(&service.source.path, "/freigabe/stand"),
                "die Freigabe ist erteilt, aber es steht nicht da, wann",
            )
            .with_help("Ergänzen Sie unter `freigabe` zum Beispiel `am: 2022-02-15`.")
        })
    })
}

fn in_phases<'a>(portal: &'a Portal, phases: &'static [Phase]) -> impl Iterator<Item = &'a Service> {
    let services = portal.services.values().map(AsRef::as_ref);
    services.filter(|service: &&Service| phases.contains(&service.phase))
}

fn phase_of(service: &Service) -> Place {
    Place::field(&service.source.path, "/phase")
}
