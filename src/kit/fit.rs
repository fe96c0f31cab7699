//! What fits: a step to the phase of its service, a text to it, and an event to an invitation.

use std::sync::Arc;

use super::{Request, coming_events};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::model::{Event, Instrument, Phase, Service, Step, TargetGroup, Template};
use crate::site::Site;

/// What somebody asked for that does not fit: errors, or warnings where it is made all the same.
pub(super) fn misfits(site: &Site, request: Request, templates: &[&Arc<Template>]) -> Vec<Diagnostic> {
    let invitation = templates
        .iter()
        .find(|template| template.instrument == Instrument::Invitation);
    let event = request.event.zip(invitation);
    let event = event.and_then(|(event, template)| event_misfit(site, request.service, event, template));
    let found = step_misfit(site, request).into_iter().chain(event);
    let severity = match request.anyway {
        true => Severity::Warning,
        false => Severity::Error,
    };
    found.map(|problem| Diagnostic { severity, ..problem }).collect()
}

fn phases(site: &Site, phases: &[Phase]) -> String {
    let names = phases
        .iter()
        .map(|phase| format!("„{}“", site.text(&format!("phase.{}", phase.key()))));
    let names: Vec<String> = names.collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!("die Phase {one}"),
        [first @ .., last] => format!("die Phasen {} und {last}", first.join(", ")),
    }
}

/// A letter of another step would say what is not so.
fn step_misfit(site: &Site, request: Request) -> Option<Diagnostic> {
    let Request { service, step, .. } = request;
    if step.phases().contains(&service.phase) {
        return None;
    }
    let fitting = Step::in_phase(service.phase).map(|step| format!("--schritt {step}"));
    let fitting = fitting.collect::<Vec<_>>().join("` oder `");
    let help = match fitting.is_empty() {
        true => "In dieser Phase passt keiner der drei Schritte.".to_owned(),
        false => format!("Zu dieser Phase passt `{fitting}`."),
    };
    let message = format!(
        "Schritt {step} ist für {}; die Leistung steht in der Phase „{}“",
        phases(site, step.phases()),
        site.text(&format!("phase.{}", service.phase.key()))
    );
    let place = Place::field(&service.source.path, "/phase");
    Some(
        Diagnostic::error("paket-schritt-passt-nicht", place, message).with_help(format!(
            "{help} Stimmt die Phase nicht mehr, berichtigen Sie sie. Mit `--trotzdem` entsteht das Paket dennoch."
        )),
    )
}

fn event_misfit(site: &Site, service: &Service, event: &Event, template: &Template) -> Option<Diagnostic> {
    let reason = reason_against(site, service, event, template)?;
    let message = format!("zum Termin „{}“ passt die Einladung nicht: {reason}", event.title);
    let place = Place::file(&event.source.path);
    Some(
        Diagnostic::error("paket-termin-passt-nicht", place, message)
            .with_help("Nehmen Sie einen anderen Termin. Mit `--trotzdem` entsteht die Einladung dennoch."),
    )
}

/// Why a ministry does not invite to an event by this text.
fn reason_against(site: &Site, service: &Service, event: &Event, template: &Template) -> Option<String> {
    let ministries = &site.portal.ministries;
    if event.ministry.as_ref() != Some(&service.ministry) {
        let ministry = event.ministry.as_ref().and_then(|id| ministries.get(id));
        return Some(match (ministry, &event.organizer) {
            (Some(ministry), _) => format!("ihn veranstaltet ein anderes Ressort ({})", ministry.abbreviation),
            (None, Some(organizer)) => format!("ihn veranstaltet jemand anderes ({organizer})"),
            (None, None) => "beim Termin fehlt das Ressort".to_owned(),
        });
    }
    if !template.head.invites_to(event.kind) {
        let kind = site.text(&format!("event_kind.{}", event.kind.key()));
        return Some(format!("zu dieser Art von Termin lädt die Vorlage nicht ein ({kind})"));
    }
    let is_for_them = event.target_groups.is_empty() || event.target_groups.contains(&TargetGroup::Administration);
    (!is_for_them).then(|| "er ist nicht für die Verwaltung".to_owned())
}

/// The event that a template is filled with: the one that was asked for, else the next one that fits.
pub(super) fn event<'a>(site: &'a Site, request: Request<'a>, template: &Template) -> Option<&'a Event> {
    let fits = |event: &&Event| reason_against(site, request.service, event, template).is_none();
    request
        .event
        .or_else(|| coming_events(&site.portal, request.service).find(fits))
}

/// Why a template is left out of a kit.
pub(super) fn reason_to_leave_out(site: &Site, request: Request, template: &Template) -> Option<String> {
    let service = request.service;
    if !template.head.suits(service.phase) && !request.anyway {
        return Some(format!(
            "Die Vorlage ist nur für {}.",
            phases(site, &template.head.phases)
        ));
    }
    if template.instrument != Instrument::Invitation || event(site, request, template).is_some() {
        return None;
    }
    let others = coming_events(&site.portal, service).filter_map(|event| {
        let reason = reason_against(site, service, event, template)?;
        Some(format!("{}: {reason}", event.id))
    });
    let others: Vec<String> = others.collect();
    Some(match others.is_empty() {
        true => "Zu dieser Leistung gibt es keinen kommenden Termin.".to_owned(),
        false => format!("Kein kommender Termin passt. {}.", others.join("; ")),
    })
}
