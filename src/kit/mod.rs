//! The communication kit: for a service and one of the three steps, the brochure's instruments ready to use, filled from
//! the record and from texts that ministries can change (`content/vorlagen/`).
//!
//! A kit is for the ministry that sends it, so it is never part of the site. What the record lacks is said, all of it in
//! one run, and then nothing is made: no letter goes out with a gap. Nor does one that is not true: a step must fit the
//! phase of the service, and a text that does not is left out.

mod answers;
mod code;
mod contents;
mod fit;
mod instruments;
mod introduction;
mod ministry;
mod occasion;
mod recipients;
mod sheet;
mod value;
mod values;

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Event, Instrument, Portal, Service, Step, Template};
use crate::site::Site;

use values::Values;

/// A file of a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitFile {
    /// Its name in the folder of the kit.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// An instrument that a kit lacks, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which.
    pub instrument: Instrument,
    /// Why, in a German sentence.
    pub reason: String,
}

/// A kit that was made.
#[derive(Debug, Clone, Default)]
pub struct Kit {
    /// What is in it.
    pub files: Vec<KitFile>,
    /// What is not.
    pub left_out: Vec<LeftOut>,
    /// What does not fit, where it was made all the same.
    pub warnings: Vec<Diagnostic>,
}

/// What a kit is made for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The service.
    pub service: &'a Service,
    /// One of the three steps.
    pub step: Step,
    /// The event to invite to; else the next one about the service that fits.
    pub event: Option<&'a Event>,
    /// Instruments that are not wanted.
    pub without: &'a [Instrument],
    /// The reference of the ministry's file, for the letterhead.
    pub reference: Option<&'a str>,
    /// Whether it is made even where something does not fit.
    pub anyway: bool,
}

/// Makes a kit.
///
/// # Errors
/// What is missing in the record or does not fit, each with its place.
pub fn make(site: &Site, request: Request) -> Result<Kit, Vec<Diagnostic>> {
    let templates = templates(&site.portal, request);
    if templates.is_empty() {
        return Err(vec![no_template(request)]);
    }
    let warnings = fit::misfits(site, request, &templates);
    if !warnings.is_empty() && !request.anyway {
        return Err(warnings);
    }
    let mut kit = Kit {
        warnings,
        ..Kit::default()
    };
    let mut problems = Vec::new();
    for template in templates {
        if let Some(reason) = fit::reason_to_leave_out(site, request, template) {
            let instrument = template.instrument;
            kit.left_out.push(LeftOut { instrument, reason });
            continue;
        }
        let event = fit::event(site, request, template);
        let values = Values::new(site, request.service, event);
        match instruments::make(&values, template, request.reference) {
            Ok(made) => kit.files.extend(made),
            Err(mut faults) => problems.append(&mut faults),
        }
    }
    if !problems.is_empty() {
        return Err(without_repetition(problems));
    }
    kit.files.extend(recipients::files(site, request));
    kit.files.push(contents::file(site, request, &kit));
    Ok(kit)
}

fn templates<'a>(portal: &'a Portal, request: Request) -> Vec<&'a Arc<Template>> {
    let of_step = portal.templates.iter().filter(|template| template.step == request.step);
    let mut wanted: Vec<_> = of_step
        .filter(|template| !request.without.contains(&template.instrument))
        .collect();
    wanted.sort_by_key(|template| template.instrument);
    wanted
}

fn no_template(request: Request) -> Diagnostic {
    let path = format!("content/vorlagen/schritt-{}", request.step);
    Diagnostic::error(
        "paket-ohne-vorlage",
        Place::file(&path.as_str().into()),
        format!("für Schritt {} gibt es keine Vorlage", request.step),
    )
    .with_help(format!(
        "Legen Sie in {path} eine Vorlage an, zum Beispiel mail.md. Wie sie aussieht, steht im Kapitel „Pakete für die Kommunikation“."
    ))
}

/// What several templates miss is missing once.
fn without_repetition(problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for problem in problems {
        let is_said = |other: &Diagnostic| other.place == problem.place && other.message == problem.message;
        if !kept.iter().any(is_said) {
            kept.push(problem);
        }
    }
    kept
}

/// The events about a service that are still to come and take place, earliest first.
pub fn coming_events<'a>(portal: &'a Portal, service: &Service) -> impl Iterator<Item = &'a Event> {
    let events = portal.events_of_service(&service.id).iter().map(|event| &**event);
    events.filter(|event| !event.cancelled && !event.is_past(portal.as_of))
}
