//! Pages from `seiten/`: Impressum, Datenschutz, Barrierefreiheit and all else.

use serde::Serialize;

use super::legal::Facts;
use super::{Body, Page, Route, Site, urls};
use crate::content::markdown::Heading;
use crate::diagnostics::Diagnostic;
use crate::model::{self, EntityId, PageId, SignLanguageVideo, Source};

/// From how many sections on a page shows its contents.
const CONTENTS_FROM: usize = 4;

/// The level of the topmost headings in a text.
const SECTION: u8 = 2;

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let pages = site.portal.pages.values();
    // Leichte Sprache has only what was written in it.
    let pages = pages.filter(|page| !site.is_easy() || page.translation.is_some());
    pages
        .map(|page| {
            let id = page.id.clone();
            Route::new(urls::entity(&EntityId::Page(id.clone())), move |site| render(site, &id))
                .from_file(&page.source.path)
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

/// A video in sign language.
#[derive(Debug, Serialize)]
struct Video<'a> {
    title: &'a str,
    url: String,
    /// Whether it is on another website.
    elsewhere: bool,
    /// Ending of the file in capitals, and its size.
    r#type: Option<String>,
    kilobytes: Option<u64>,
    transcript: String,
}

impl<'a> Video<'a> {
    /// What is not there is not shown; a check reports it.
    fn new(site: &Site, video: &'a SignLanguageVideo, source: &Source) -> Option<Self> {
        let folder = source.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = video.file.as_ref().map(|file| format!("{folder}/{file}"));
        let size = path.as_ref().and_then(|path| site.portal.attachments.get(path.as_str()));
        let beside = path.as_ref().filter(|_| size.is_some());
        let ending = beside.and_then(|path| path.rsplit_once('.'));
        Some(Self {
            title: &video.title,
            url: match (beside, &video.url) {
                (Some(path), _) => site.href(&urls::attachment(path)),
                (None, url) => url.as_ref()?.to_string(),
            },
            elsewhere: beside.is_none(),
            r#type: ending.map(|(_, ending)| ending.to_uppercase()),
            kilobytes: size.map(|size| size.div_ceil(1000)),
            transcript: site.field(&video.transcript, &source.path, 3, "gebaerdensprache-"),
        })
    }
}

fn render(site: &Site, id: &PageId) -> Result<Body, Box<Diagnostic>> {
    let Some(entity) = site.portal.pages.get(id) else {
        return Ok(Body::Bytes(Vec::new()));
    };
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
