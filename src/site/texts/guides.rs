//! Guides: overview by step and kind, one page each, and a page for each chapter.

use std::sync::Arc;

use serde::Serialize;

use crate::content::markdown::{self, Heading};
use crate::diagnostics::Diagnostic;
use crate::extent::Whole;
use crate::model::{Chapter, ChapterId, Day, EntityId, Guide, GuideKind, Link, Source, Step, TargetGroup};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::frame::documents::DocumentItem;
use crate::site::route::{Body, Route};

/// The level of a chapter's sections: its title is the topmost heading.
const SECTION: u8 = 2;

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let guides = &site.portal.guides;
    if guides.is_empty() {
        return Vec::new();
    }
    let pages = guides.values().flat_map(|guide| {
        let url = urls::entity(&EntityId::Guide(guide.id.clone()));
        let own = guide.clone();
        let page = Route::new(url, move |site| render(site, &own)).from_file(&guide.source.path);
        std::iter::once(page).chain((0..guide.chapters.len()).map(|place| chapter_route(guide, place)))
    });
    std::iter::once(Route::new(urls::GUIDES, render_overview))
        .chain(pages)
        .collect()
}

#[expect(
    clippy::indexing_slicing,
    reason = "each chapter of a guide has a route, and nothing else has"
)]
fn chapter_at(guide: &Guide, place: usize) -> &Chapter {
    &guide.chapters[place]
}

fn chapter_route(guide: &Arc<Guide>, place: usize) -> Route {
    let chapter = chapter_at(guide, place);
    let own = guide.clone();
    let url = urls::entity(&EntityId::Chapter(guide.id.clone(), chapter.id.clone()));
    let source = chapter.text.path.clone();
    Route::new(url, move |site| render_chapter(site, &own, place)).from_file(&source)
}

/// What `guides.html` shows.
#[derive(Debug, Serialize)]
struct Overview<'a> {
    by_step: Vec<StepGroup<'a>>,
    /// For those who write this portal, and for nobody else.
    handbooks: Vec<GuideItem<'a>>,
}

/// The guides to a step; none is for all steps.
#[derive(Debug, Serialize)]
struct StepGroup<'a> {
    step: Option<u8>,
    guides: Vec<GuideItem<'a>>,
}

/// A guide as lists show it.
#[derive(Debug, Serialize)]
struct GuideItem<'a> {
    url: String,
    title: &'a str,
    summary: &'a str,
    kind: GuideKind,
    step: Option<u8>,
    chapters: usize,
    /// Whether it is published elsewhere.
    external: bool,
    sample: bool,
}

fn item<'a>(site: &Site, guide: &'a Guide) -> GuideItem<'a> {
    GuideItem {
        url: site.href(&urls::entity(&EntityId::Guide(guide.id.clone()))),
        title: &guide.title,
        summary: &guide.summary,
        kind: guide.kind,
        step: guide.step.map(Step::number),
        chapters: guide.chapters.len(),
        external: guide.origin.is_some() && guide.chapters.is_empty(),
        sample: site.items().all_samples().is_marked(guide),
    }
}

fn render_overview(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let select = |rule: &dyn Fn(&Guide) -> bool| -> Vec<GuideItem> {
        let guides = site.portal.guides.values();
        guides
            .filter(|guide| rule(guide))
            .map(|guide| item(site, guide))
            .collect()
    };
    let is_handbook = |guide: &Guide| guide.kind == GuideKind::Handbook;
    let steps = [Some(1), Some(2), Some(3), None].into_iter().map(|step| StepGroup {
        step,
        guides: select(&|guide| !is_handbook(guide) && guide.step.map(Step::number) == step),
    });
    let view = Overview {
        by_step: steps.filter(|group| !group.guides.is_empty()).collect(),
        handbooks: select(&is_handbook),
    };
    let title = site.theme.text("family.guides");
    let page = Page {
        sample: site.shows_samples_only_of("guide"),
        ..Page::new("guides", urls::GUIDES, title, site.theme.text("guides.description"))
    };
    site.render("guides.html", page, &view)
}

/// What `guide.html` shows.
#[derive(Debug, Serialize)]
struct View<'a> {
    kind: GuideKind,
    step: Option<u8>,
    publisher: Option<&'a str>,
    target_groups: &'a [TargetGroup],
    origin: Option<&'a Link>,
    as_of: Option<Day>,
    chapters: Vec<ChapterItem<'a>>,
    documents: Vec<DocumentItem<'a>>,
}

/// A chapter in the contents of its guide.
#[derive(Debug, Serialize)]
struct ChapterItem<'a> {
    number: usize,
    title: &'a str,
    url: String,
    current: bool,
    /// Its sections.
    sections: Vec<String>,
}

fn render(site: &Site, guide: &Guide) -> Result<Body, Box<Diagnostic>> {
    let view = View {
        kind: guide.kind,
        step: guide.step.map(Step::number),
        publisher: guide.publisher.as_deref(),
        target_groups: &guide.target_groups,
        origin: guide.origin.as_ref(),
        as_of: guide.as_of,
        chapters: contents(site, guide, None),
        documents: site.documents(&guide.documents, &guide.source),
    };
    let page = Page {
        updated: guide.as_of,
        source: Some(&guide.source),
        sample: guide.sample,
        ..Page::new(
            "guide",
            urls::entity(&EntityId::Guide(guide.id.clone())),
            &guide.title,
            &guide.summary,
        )
    };
    site.render(
        "guide.html",
        page.below(site.theme.text("family.guides"), urls::GUIDES),
        &view,
    )
}

/// The chapters of a guide, in order; `current` is the one on whose page they are listed.
fn contents<'a>(site: &Site, guide: &'a Guide, current: Option<&ChapterId>) -> Vec<ChapterItem<'a>> {
    let sections = |chapter: &Chapter| {
        let headings = markdown::outline(&chapter.text.markdown);
        let top = headings.iter().map(|heading| heading.level).min();
        let sections = headings.into_iter().filter(|heading| Some(heading.level) == top);
        sections.map(|heading| heading.title).collect()
    };
    let chapters = guide.chapters.iter().zip(1..);
    chapters
        .map(|(chapter, number)| ChapterItem {
            number,
            title: &chapter.title,
            url: site.href(&urls::entity(&EntityId::Chapter(guide.id.clone(), chapter.id.clone()))),
            current: current == Some(&chapter.id),
            sections: sections(chapter),
        })
        .collect()
}

/// What `chapter.html` shows.
#[derive(Debug, Serialize)]
struct ChapterView<'a> {
    guide_title: &'a str,
    guide_url: String,
    number: usize,
    chapters: Vec<ChapterItem<'a>>,
    previous: Option<Neighbour<'a>>,
    next: Option<Neighbour<'a>>,
    html: String,
    /// The sections, for the contents of the page.
    sections: Vec<Heading>,
    /// Whether the text is German on a page that is not.
    foreign: bool,
}

/// The chapter before or after.
#[derive(Debug, Serialize)]
struct Neighbour<'a> {
    title: &'a str,
    url: String,
}

fn render_chapter(site: &Site, guide: &Guide, place: usize) -> Result<Body, Box<Diagnostic>> {
    let chapter = chapter_at(guide, place);
    let source = Source {
        path: chapter.text.path.clone(),
    };
    site.render(
        "chapter.html",
        chapter_head(site, guide, chapter, &source),
        &chapter_view(site, guide, place),
    )
}

fn chapter_view<'a>(site: &Site, guide: &'a Guide, place: usize) -> ChapterView<'a> {
    let neighbour = |place: Option<usize>| {
        let chapter = guide.chapters.get(place?)?;
        Some(Neighbour {
            title: &chapter.title,
            url: site.href(&urls::entity(&EntityId::Chapter(guide.id.clone(), chapter.id.clone()))),
        })
    };
    let chapter = chapter_at(guide, place);
    let text = site.prose(&chapter.text);
    ChapterView {
        guide_title: &guide.title,
        guide_url: site.href(&urls::entity(&EntityId::Guide(guide.id.clone()))),
        number: place.plus(1),
        chapters: contents(site, guide, Some(&chapter.id)),
        previous: neighbour(place.checked_sub(1)),
        next: neighbour(Some(place.plus(1))),
        html: text.html,
        foreign: text.foreign,
        sections: text
            .headings
            .into_iter()
            .filter(|heading| heading.level == SECTION)
            .collect(),
    }
}

fn chapter_head<'a>(site: &Site, guide: &Guide, chapter: &Chapter, source: &'a Source) -> Page<'a> {
    let gaps = [("chapter", chapter.title.as_str()), ("guide", guide.title.as_str())];
    Page {
        updated: guide.as_of,
        source: Some(source),
        sample: guide.sample,
        ..Page::new(
            "chapter",
            urls::entity(&EntityId::Chapter(guide.id.clone(), chapter.id.clone())),
            &chapter.title,
            site.fill("guides.chapter_description", &gaps),
        )
    }
    .below(site.theme.text("family.guides"), urls::GUIDES)
    .below(&guide.title, urls::entity(&EntityId::Guide(guide.id.clone())))
}
