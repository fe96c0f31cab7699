//! What becomes of a template: sheets to print, texts, a calendar, a code.

use serde::Serialize;

use super::sheet::Sheet;
use super::values::Values;
use super::{KitFile, code};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{CodeTarget, Gap, Instrument, Template};

/// The files of one instrument.
pub(super) fn make(
    values: &Values,
    template: &Template,
    reference: Option<&str>,
) -> Result<Vec<KitFile>, Vec<Diagnostic>> {
    let site = values.site;
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
        Instrument::Letter => vec![file("html", letter(values, template, &sheet, reference)?), text(&sheet)],
        Instrument::PressText => vec![
            file("html", letter(values, template, &sheet, reference)?),
            article(&sheet),
        ],
        Instrument::Invitation => {
            let event = values.event().map_err(|problem| vec![problem])?;
            vec![
                file("html", letter(values, template, &sheet, reference)?),
                text(&sheet),
                file("ics", site.event_calendar(&event.id)),
            ]
        }
        Instrument::Poster => {
            let address = code_address(values, template).map_err(|problem| vec![problem])?;
            let code = code::svg(&address).ok_or_else(|| vec![too_long_for_a_code(template, &address)])?;
            vec![
                file("html", poster(values, template, &sheet, (&address, &code))?),
                file("svg", code.into_bytes()),
            ]
        }
    })
}

fn code_address(values: &Values, template: &Template) -> Result<String, Diagnostic> {
    let gap = match template.head.code {
        Some(CodeTarget::OnlineService) => Gap::ServiceUrl,
        Some(CodeTarget::Application) => Gap::Application,
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
    /// Lines below the name of the ministry; none where its record has no letterhead.
    address: &'a [String],
    phone: Option<&'a str>,
    /// The reference of the ministry's file, on letters.
    reference: Option<&'a str>,
    /// "Musterstadt, 15. Februar 2022", or the day alone.
    date: String,
    portal: &'a str,
    portal_url: &'a str,
    page_url: String,
    sample: bool,
    /// Address and drawing of a code.
    code: Option<(&'a str, &'a str)>,
}

fn view<'a>(values: &Values<'a>, template: &Template, sheet: &'a Sheet) -> SheetView<'a> {
    let settings = &values.site.portal.settings;
    let letterhead = values.letterhead().ok();
    let word = |gap| values.of(gap).map(|value| value.plain());
    SheetView {
        kind: template.instrument.key(),
        title: &sheet.title,
        html: sheet.html(values.site),
        ministry: word(Gap::Ministry).unwrap_or_default(),
        address: letterhead.map_or(&[], |letterhead| &letterhead.address),
        phone: letterhead.and_then(|letterhead| letterhead.phone.as_deref()),
        reference: None,
        date: word(Gap::PlaceAndDay).or_else(|_| word(Gap::Today)).unwrap_or_default(),
        portal: &settings.title,
        portal_url: settings.base_url.as_str(),
        page_url: word(Gap::PageUrl).unwrap_or_default(),
        sample: values.service.sample,
        code: None,
    }
}

/// A letter comes from somewhere: without an address of the ministry there is none. The press is told who asks.
fn letter(
    values: &Values,
    template: &Template,
    sheet: &Sheet,
    reference: Option<&str>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    if template.instrument != Instrument::PressText {
        values.letterhead().map_err(|problem| vec![problem])?;
    }
    let view = SheetView {
        reference: reference.filter(|_| template.instrument != Instrument::PressText),
        ..view(values, template, sheet)
    };
    let rendered = values.site.render_sheet("kit/letter.html", &view);
    rendered.map_err(|fault| vec![*fault])
}

fn poster(values: &Values, template: &Template, sheet: &Sheet, code: (&str, &str)) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let view = SheetView {
        code: Some(code),
        ..view(values, template, sheet)
    };
    let rendered = values.site.render_sheet("kit/poster.html", &view);
    rendered.map_err(|fault| vec![*fault])
}
