//! Pages from `seiten/`: Impressum, Datenschutz, Barrierefreiheit and all else.

use serde::Serialize;

use crate::content::markdown::Heading;
use crate::diagnostics::Diagnostic;
use crate::model::{self, EntityId};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

use super::legal::Facts;
use super::video::Video;

/// From how many sections on a page shows its contents.
const CONTENTS_FROM: usize = 4;

/// The level of the topmost headings in a text.
const SECTION: u8 = 2;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let pages = site.portal.pages.values();
    // Leichte Sprache has only what was written in it.
    let pages = pages.filter(|page| !site.is_easy() || page.translation.is_some());
    pages
        .map(|page| {
            let own = page.clone();
            let url = urls::entity(&EntityId::Page(page.id.clone()));
            Route::new(url, move |site| render(site, &own)).from_file(&page.source.path)
        })
        .collect()
}

/// What `page.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    summary: Option<&'a str>,
    html: String,
    /// The sections, where there are enough for a table of contents.
    sections: Vec<Heading>,
    /// Whether the text is German on a page that is not.
    foreign: bool,
    /// Whether it is written in Leichte Sprache: larger letters, short lines.
    easy: bool,
    /// What the law wants; Leichte Sprache says it in its own words.
    legal: Option<Facts<'a>>,
    sign_language: Option<Video<'a>>,
}

fn render(site: &Site, entity: &model::Page) -> Result<Body, Box<Diagnostic>> {
    let text = entity.text.as_ref().map(|text| site.prose(text));
    let foreign = text.as_ref().is_some_and(|text| text.foreign);
    let (html, headings) = text.map(|text| (text.html, text.headings)).unwrap_or_default();
    let mut sections: Vec<Heading> = headings
        .into_iter()
        .filter(|heading| heading.level == SECTION)
        .collect();
    let easy = site.is_easy();
    // A second list of the same words is no help to those who read slowly.
    if easy || sections.len() < CONTENTS_FROM {
        sections.clear();
    }
    let sign_language = entity.sign_language.as_ref();
    let view = View {
        summary: entity.summary.as_deref(),
        html,
        sections,
        foreign,
        easy,
        legal: entity.legal.filter(|_| !easy).map(|page| Facts::new(site, page)),
        sign_language: sign_language.and_then(|video| Video::new(site, video, &entity.source)),
    };
    site.render("page.html", head(entity), &view)
}

fn head(entity: &model::Page) -> Page<'_> {
    Page {
        updated: entity.as_of,
        source: Some(&entity.source),
        sample: entity.sample,
        ..Page::new(
            "page",
            urls::entity(&EntityId::Page(entity.id.clone())),
            &entity.title,
            entity.summary.as_deref().unwrap_or(&entity.title),
        )
    }
}
