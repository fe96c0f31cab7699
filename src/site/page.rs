//! What every page has: title, description, address, breadcrumb, as-of date, edit link.

use serde::Serialize;

use super::calendars::{self, CalendarLink};
use super::feeds::{self, Feeds};
use super::pictures::{self, PictureView};
use super::{Site, structured, urls};
use crate::model::{Day, Source};

/// A step of the breadcrumb.
#[derive(Debug, Clone, Serialize)]
pub struct Crumb {
    /// What it says.
    pub title: String,
    /// Where it leads, with the prefix.
    pub url: String,
}

/// A page as its family describes it.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// Stable name of the family, such as `service`.
    pub kind: &'static str,
    /// Address without the prefix.
    pub url: String,
    /// Title.
    pub title: String,
    /// One sentence for search engines.
    pub description: String,
    /// The way to it, without the start page and the page itself.
    pub breadcrumb: Vec<(String, String)>,
    /// As-of date, where the page has one of its own: else the last change of its source, else the reference date.
    pub updated: Option<Day>,
    /// The file that editors change.
    pub source: Option<&'a Source>,
    /// Whether what it shows is invented.
    pub sample: bool,
    /// Whether search engines should leave it out.
    pub noindex: bool,
}

impl Page<'_> {
    /// A page with what no page can be without.
    pub fn new(
        kind: &'static str,
        url: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> Self {
        Self {
            kind,
            url: url.into(),
            title: title.into(),
            description: description.into(),
            breadcrumb: Vec::new(),
            updated: None,
            source: None,
            sample: false,
            noindex: false,
        }
    }

    /// Adds a step to the way.
    pub fn below(mut self, title: impl Into<String>, url: impl Into<String>) -> Self {
        self.breadcrumb.push((title.into(), url.into()));
        self
    }

    pub(super) fn into_view(self, site: &Site) -> PageView {
        let portal = &site.portal;
        let crumb = |(title, url): (String, String)| Crumb {
            title,
            url: site.href(&url),
        };
        let entity = urls::entity_at(portal, &self.url);
        let structured_data = structured::of_page(site, &self, entity.as_ref());
        let last_change = || portal.history.last_change(&self.source?.path);
        PageView {
            kind: self.kind,
            canonical: format!("{}{}", site.address.base_url, self.url),
            breadcrumb: self.breadcrumb.into_iter().map(crumb).collect(),
            updated: self.updated.or_else(last_change).unwrap_or(portal.as_of),
            edit_url: self.source.and_then(|source| edit_url(site, source)),
            feeds: feeds::of_page(site, self.kind, entity.as_ref()),
            calendar: calendars::of_page(site, &self.url, entity.as_ref()),
            picture: pictures::of_page(site, self.kind, entity.as_ref()),
            structured_data,
            language: "de",
            title: self.title,
            description: self.description,
            sample: self.sample,
            noindex: self.noindex,
            url: site.href(&self.url),
        }
    }
}

/// Where an editor changes a file, if the portal has a repository.
fn edit_url(site: &Site, source: &Source) -> Option<String> {
    let repository = site.portal.settings.repository.as_ref()?;
    Some(repository.edit.as_str().replace("{pfad}", &source.path))
}

/// A page as templates see it, by the name `page`.
#[derive(Debug, Serialize)]
pub(super) struct PageView {
    kind: &'static str,
    title: String,
    description: String,
    url: String,
    canonical: String,
    breadcrumb: Vec<Crumb>,
    updated: Day,
    edit_url: Option<String>,
    language: &'static str,
    sample: bool,
    noindex: bool,
    feeds: Feeds,
    /// The calendar of what the page shows.
    calendar: Option<CalendarLink>,
    /// What social media show beside a link to the page.
    picture: Option<PictureView>,
    /// JSON-LD, safe to stand in a `script` element.
    structured_data: Vec<String>,
}
