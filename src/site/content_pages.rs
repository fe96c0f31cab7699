//! Pages from `seiten/`: Impressum, Datenschutz, Barrierefreiheit and all else.

use serde::Serialize;

use super::{Body, Page, Route, Site, urls};
use crate::content::markdown::Heading;
use crate::diagnostics::Diagnostic;
use crate::model::{self, EntityId, PageId};

pub(super) fn routes(site: &Site) -> Vec<Route> {
    let pages = site.portal.pages.values();
    pages
        .map(|page| {
            let id = page.id.clone();
            Route::new(urls::entity(&EntityId::Page(id.clone())), move |site| render(site, &id))
                .from_file(&page.source.path)
        })
        .collect()
}

/// What `seite.html` shows.
#[derive(Debug, Serialize)]
struct View {
    html: String,
    headings: Vec<Heading>,
}

fn render(site: &Site, id: &PageId) -> Result<Body, Box<Diagnostic>> {
    let Some(entity) = site.portal.pages.get(id) else {
        return Ok(Body::Bytes(Vec::new()));
    };
    let text = entity.text.as_ref().map(|text| site.prose(text));
    let (html, headings) = text.map(|text| (text.html, text.headings)).unwrap_or_default();
    site.render("page.html", head(entity), &View { html, headings })
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
