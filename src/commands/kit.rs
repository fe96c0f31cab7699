//! `ozg paket`: letters, invitation, texts, poster and list of recipients for a service and one of the three steps.

use std::path::Path;
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::{CONTENT_PROBLEMS, outside, report};
use crate::cli::{Global, KitOptions};
use crate::content::Library;
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::kit::{self, Kit, Request};
use crate::model::{Event, Service, ServiceId};
use crate::pipeline::{self, Pipeline};
use crate::site::Site;

pub(super) fn run(global: &Global, options: &KitOptions) -> Result<ExitCode, EnvironmentError> {
    let root = environment::root(global)?;
    let folder = outside::folder(&root, &options.output)?;
    let request = pipeline::Request {
        as_of: environment::as_of(global)?,
        drafts: false,
        base_url: None,
    };
    let library = Library::open(&root);
    let outcome = Pipeline::new(&library, request).run();
    let Some(published) = outcome.published else {
        return Ok(refused(&outcome.problems));
    };
    match make(&published.site, options)? {
        Ok(mut kit) => {
            let files: Vec<(&str, &[u8])> = kit
                .files
                .iter()
                .map(|file| (file.name.as_str(), file.bytes.as_slice()))
                .collect();
            outside::write(&folder, &files, |_| false)?;
            library.locate(&mut kit.warnings);
            report::problems(&kit.warnings);
            report_success(&kit, &folder);
            Ok(ExitCode::SUCCESS)
        }
        Err(mut missing) => {
            library.locate(&mut missing);
            Ok(refused(&missing))
        }
    }
}

type Made = Result<Kit, Vec<Diagnostic>>;

fn make(site: &Site, options: &KitOptions) -> Result<Made, EnvironmentError> {
    let services = &site.portal.services;
    let service = options.service.parse().ok().and_then(|id: ServiceId| services.get(&id));
    let Some(service) = service else {
        let known = services.keys().map(|id| id.as_str());
        let help = did_you_mean(&options.service, known).map(|meant| format!("; meinten Sie `{meant}`?"));
        return Err(EnvironmentError::Refused(format!(
            "eine veröffentlichte Leistung `{}` gibt es nicht{}",
            options.service,
            help.unwrap_or_default()
        )));
    };
    let request = Request {
        service,
        step: options.step,
        event: chosen_event(site, service, options)?,
        without: &options.without,
        reference: options.reference.as_deref(),
        anyway: options.anyway,
    };
    Ok(kit::make(site, request))
}

/// The event that was asked for; it must be about the service and still to come.
fn chosen_event<'a>(
    site: &'a Site,
    service: &Service,
    options: &KitOptions,
) -> Result<Option<&'a Event>, EnvironmentError> {
    let Some(wanted) = &options.event else {
        return Ok(None);
    };
    let coming = || kit::coming_events(&site.portal, service);
    let found = coming().find(|event| event.id.as_str() == wanted);
    let known: Vec<&str> = coming().map(|event| event.id.as_str()).collect();
    let known = match known.as_slice() {
        [] => "zu dieser Leistung gibt es keinen kommenden Termin".to_owned(),
        known => format!("kommende Termine zu dieser Leistung: {}", known.join(", ")),
    };
    let refusal = || EnvironmentError::Refused(format!("den Termin `{wanted}` gibt es nicht; {known}"));
    found.map(Some).ok_or_else(refusal)
}

fn refused(problems: &[Diagnostic]) -> ExitCode {
    report::problems(problems);
    report::line(&format!("Nichts geschrieben: {}.", report::tally(problems)));
    ExitCode::from(CONTENT_PROBLEMS)
}

fn report_success(kit: &Kit, folder: &Path) {
    let files = &kit.files;
    report::line(&format!(
        "{} in {}.",
        report::counted(files.len(), "Datei", "Dateien"),
        folder.display()
    ));
    files.iter().for_each(|file| report::line(&format!("  {}", file.name)));
    for left_out in &kit.left_out {
        report::line(&format!(
            "Nicht enthalten: {}. {}",
            left_out.instrument.word(),
            left_out.reason
        ));
    }
    report::line("Lesen Sie alle Texte, bevor Sie sie versenden.");
}
