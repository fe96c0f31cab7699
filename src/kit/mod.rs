//! The communication kit: for a service and one of the three steps, the brochure's instruments ready to use, filled from
//! the record and from texts that ministries can change (`content/vorlagen/`).
//!
//! A kit is for the ministry that sends it, so it is never part of the site. What the record lacks is said, all of it in
//! one run, and then nothing is made: no letter goes out with a gap.

mod answers;
mod code;
mod introduction;
mod occasion;
mod recipients;
mod sheet;
mod value;
mod values;

use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{CodeTarget, Event, Gap, Instrument, Portal, Service, Step, Template};
use crate::site::Site;

use sheet::Sheet;
use values::Values;

/// A file of a kit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitFile {
    /// Its name in the folder of the kit.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a kit is made for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The service.
    pub service: &'a Service,
    /// One of the three steps.
    pub step: Step,
    /// The event to invite to; else the next one about the service.
    pub event: Option<&'a Event>,
    /// Instruments that are not wanted.
    pub without: &'a [Instrument],
}

/// Makes a kit.
///
/// # Errors
/// What is missing in the record or does not fit, each with its place.
pub fn make(site: &Site, request: Request) -> Result<Vec<KitFile>, Vec<Diagnostic>> {
    let templates = templates(&site.portal, request);
    if templates.is_empty() {
        return Err(vec![no_template(request)]);
    }
    let event = request
        .event
        .or_else(|| coming_events(&site.portal, request.service).next());
    let values = Values::new(site, request.service, event);
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for template in templates {
        match instrument(site, &values, template) {
            Ok(made) => files.extend(made),
            Err(mut faults) => problems.append(&mut faults),
        }
    }
    if !problems.is_empty() {
        return Err(without_repetition(problems));
    }
    files.extend(recipients::files(site, request));
    files.push(contents(site, request, &files));
    Ok(files)
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

/// The files of one instrument.
fn instrument(site: &Site, values: &Values, template: &Template) -> Result<Vec<KitFile>, Vec<Diagnostic>> {
    let sheet = Sheet::fill(values, template)?;
    let name = template.instrument.word();
    let file = |ending: &str, bytes: Vec<u8>| KitFile {
        name: format!("{name}.{ending}"),
        bytes,
    };
    let text = |sheet: &Sheet| file("txt", sheet.text(site, values).into_bytes());
    let article = |sheet: &Sheet| file("txt", sheet.article(site, values).into_bytes());
    Ok(match template.instrument {
        Instrument::Mail => vec![text(&sheet)],
        Instrument::SocialMedia => {
            sheet.within_length(site, template)?;
            vec![file("txt", sheet.short_text(site, values).into_bytes())]
        }
        Instrument::Letter => vec![file("html", letter(site, values, template, &sheet)?), text(&sheet)],
        Instrument::PressText => vec![file("html", letter(site, values, template, &sheet)?), article(&sheet)],
        Instrument::Invitation => {
            let event = values.event().map_err(|problem| vec![problem])?;
            vec![
                file("html", letter(site, values, template, &sheet)?),
                text(&sheet),
                file("ics", site.event_calendar(&event.id)),
            ]
        }
        Instrument::Poster => {
            let address = code_address(values, template).map_err(|problem| vec![problem])?;
            let code = code::svg(&address).ok_or_else(|| vec![too_long_for_a_code(template, &address)])?;
            vec![
                file("html", poster(site, values, template, &sheet, (&address, &code))?),
                file("svg", code.into_bytes()),
            ]
        }
    })
}

fn code_address(values: &Values, template: &Template) -> Result<String, Diagnostic> {
    let gap = match template.head.code {
        Some(CodeTarget::OnlineService) => Gap::ServiceUrl,
        Some(CodeTarget::Page) | None => Gap::PageUrl,
    };
    values.of(gap).map(|value| value.plain())
}

fn too_long_for_a_code(template: &Template, address: &str) -> Diagnostic {
    Diagnostic::error(
        "paket-angabe-fehlt",
        Place::file(&template.source.path),
        format!("die Adresse `{address}` ist zu lang für einen QR-Code"),
    )
    .with_help("Nehmen Sie eine kürzere Adresse.")
}

/// What the templates of sheets see.
#[derive(Debug, Serialize)]
struct SheetView<'a> {
    kind: &'static str,
    title: &'a str,
    html: String,
    ministry: String,
    date: String,
    portal: &'a str,
    portal_url: &'a str,
    page_url: String,
    sample: bool,
    /// Address and drawing of a code.
    code: Option<(&'a str, &'a str)>,
}

fn view<'a>(site: &'a Site, values: &Values, template: &Template, sheet: &'a Sheet) -> SheetView<'a> {
    let settings = &site.portal.settings;
    let word = |gap| values.of(gap).map(|value| value.plain()).unwrap_or_default();
    SheetView {
        kind: template.instrument.key(),
        title: &sheet.title,
        html: sheet.html(site),
        ministry: word(Gap::Ministry),
        date: word(Gap::Today),
        portal: &settings.title,
        portal_url: settings.base_url.as_str(),
        page_url: word(Gap::PageUrl),
        sample: values.service.sample,
        code: None,
    }
}

fn letter(site: &Site, values: &Values, template: &Template, sheet: &Sheet) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let view = view(site, values, template, sheet);
    site.render_sheet("kit/letter.html", &view)
        .map_err(|fault| vec![*fault])
}

fn poster(
    site: &Site,
    values: &Values,
    template: &Template,
    sheet: &Sheet,
    code: (&str, &str),
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let view = SheetView {
        code: Some(code),
        ..view(site, values, template, sheet)
    };
    site.render_sheet("kit/poster.html", &view)
        .map_err(|fault| vec![*fault])
}

/// What is in the folder, for whoever opens it.
fn contents(site: &Site, request: Request, files: &[KitFile]) -> KitFile {
    let step = request.step.to_string();
    let title = site.text(&format!("service.step_{step}"));
    let date = site.date_in_words(site.portal.as_of);
    let (recipients, without) = recipients::count(site, request);
    let number = |number: usize| site.number_in_words(number as u64);
    let gaps = [
        ("service", &*request.service.title),
        ("step", &*step),
        ("title", &*title),
        ("date", &*date),
        ("recipients", &*number(recipients)),
        ("without", &*number(without)),
    ];
    let mut text = site.filled("kit.contents", &gaps);
    text.push_str("\n\n");
    for file in files {
        let stem = file.name.split('.').next().unwrap_or_default();
        let ending = file.name.rsplit('.').next().unwrap_or_default();
        let what = site.text(&format!("kit.file.{}", stem.replace('-', "_")));
        let form = site.text(&format!("kit.form.{ending}"));
        text.push_str(&format!("{}: {what} ({form})\n", file.name));
    }
    KitFile {
        name: "LIESMICH.txt".to_owned(),
        bytes: text.into_bytes(),
    }
}

/// The events about a service that are still to come and take place, earliest first.
pub fn coming_events<'a>(portal: &'a Portal, service: &Service) -> impl Iterator<Item = &'a Event> {
    let events = portal.events_of_service(&service.id).iter().map(|event| &**event);
    events.filter(|event| !event.cancelled && !event.is_past(portal.as_of))
}
