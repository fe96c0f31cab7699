//! What every page has: title, description, address, breadcrumb, as-of date, edit link.

use serde::Serialize;

use crate::model::{Day, EntityId, NAMINGS, Naming, Source, TextKind};
use crate::site::edition::editions::{Alternate, LanguageLink};
use crate::site::edition::{Site, urls};
use crate::site::frame::pictures::{self, PictureView};
use crate::site::frame::structured;
use crate::site::frame::subscriptions::calendars::{self, CalendarLink};
use crate::site::frame::subscriptions::feeds::{self, Feeds};

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
    /// As-of date, where the page has one of its own: else the last change of its source. What has neither has none, for
    /// the reference date would change the page every day.
    pub updated: Option<Day>,
    /// Whether it tells past from coming, so that it says from which day.
    pub by_the_day: bool,
    /// Whether nobody has confirmed yet what it says.
    pub unconfirmed: bool,
    /// The file that editors change.
    pub source: Option<&'a Source>,
    /// Whether what it shows is invented.
    pub sample: bool,
    /// Whether search engines should leave it out.
    pub noindex: bool,
    /// What its family tells search engines, beside what is known of its entity (JSON-LD).
    pub structured_data: Vec<String>,
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
            by_the_day: false,
            unconfirmed: false,
            source: None,
            sample: false,
            noindex: false,
            structured_data: Vec::new(),
        }
    }

    /// The same, with the reference date on it.
    pub fn by_the_day(self) -> Self {
        Self {
            by_the_day: true,
            ..self
        }
    }

    /// Adds a step to the way.
    pub fn below(mut self, title: impl Into<String>, url: impl Into<String>) -> Self {
        self.breadcrumb.push((title.into(), url.into()));
        self
    }

    pub(in crate::site) fn into_view(self, site: &Site) -> PageView<'_> {
        let portal = &site.portal;
        let step = |(title, url): (String, String)| Step {
            // Only an entity's page is called by a text of the content.
            foreign: portal.is_foreign(&title) && urls::entity_at(portal, &url).is_some(),
            url: site.href(&url),
            title,
        };
        let entity = urls::entity_at(portal, &self.url);
        let state = TranslationState::of(site, entity.as_ref(), self.source).with_entries(site, self.kind);
        let is_foreign = self.source.is_some() && portal.is_foreign(&self.title);
        let structured_data = structured::of_page(site, &self, entity.as_ref());
        let translation = entity.as_ref().and_then(|id| portal.entity(id)?.translation());
        let last_change = || portal.history.last_change(&self.source?.path);
        // An overview is invented when all that it shows is, not when some of it is.
        let is_invented = match self.source {
            Some(_) => self.sample || entity.as_ref().is_some_and(|id| site.has_invented_page(id)),
            None => site.shows_samples_only(),
        };
        let name = site.named(&self.title, self.sample && is_invented);
        PageView {
            kind: self.kind,
            name,
            canonical: format!("{}{}", site.address.base_url, self.url),
            breadcrumb: self.breadcrumb.into_iter().map(step).collect(),
            updated: self.updated.or_else(last_change),
            as_of: (self.by_the_day || portal.settings.as_of.is_some()).then_some(portal.as_of),
            unconfirmed: self.unconfirmed,
            edit_url: self
                .source
                .and_then(|source| site.edit_url(&translation.unwrap_or(source).path)),
            feeds: feeds::of_page(site, self.kind, entity.as_ref()),
            calendar: calendars::of_page(site, &self.url, entity.as_ref()),
            picture: pictures::of_page(site, self.kind, entity.as_ref()),
            structured_data,
            language: site.language_tag().to_owned(),
            languages: site.editions.switch(site.edition, &self.url),
            alternates: site.editions.alternates(&self.url),
            foreign: is_foreign,
            translation: state,
            title: self.title,
            description: self.description,
            sample: self.sample,
            // What is invented should not be found by those who do not see that it is.
            noindex: self.noindex || is_invented,
            url: site.href(&self.url),
        }
    }
}

/// Where an editor changes a file, if the portal has a repository.
impl Site {
    /// Where editors change a file of the content.
    pub(in crate::site) fn edit_url(&self, path: &str) -> Option<String> {
        let repository = self.portal.settings.repository.as_ref()?;
        Some(repository.edit.as_str().replace("{pfad}", path))
    }
}

/// A page as templates see it, by the name `page`.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PageView<'a> {
    kind: &'static str,
    title: String,
    /// The title where it stands without the page: in a tab, in a shared link. Says of a sample that it is one.
    name: String,
    description: String,
    url: String,
    canonical: String,
    breadcrumb: Vec<Step>,
    updated: Option<Day>,
    /// The reference date, where the portal fixes it or the page depends on it.
    as_of: Option<Day>,
    unconfirmed: bool,
    edit_url: Option<String>,
    language: String,
    /// The language switch; empty where there is one language only.
    languages: Vec<LanguageLink>,
    /// The languages that have the page, for search engines.
    alternates: Vec<Alternate>,
    translation: TranslationState,
    /// Whether the title is German on a page that is not.
    foreign: bool,
    sample: bool,
    noindex: bool,
    feeds: Feeds<'a>,
    /// The calendar of what the page shows.
    calendar: Option<CalendarLink>,
    /// What social media show beside a link to the page.
    picture: Option<PictureView>,
    /// JSON-LD, safe to stand in a `script` element.
    structured_data: Vec<String>,
}

/// A step of the breadcrumb as templates see it.
#[derive(Debug, Serialize)]
struct Step {
    title: String,
    url: String,
    /// Whether it is German on a page that is not.
    foreign: bool,
}

/// How far the texts of a page are in its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum TranslationState {
    /// All of them, as far as the page is about an entity.
    Whole,
    /// The record or the text below it.
    Partly,
    /// None: what editors wrote is German.
    Missing,
    /// The page is, but entries of its list are German.
    Entries,
}

impl TranslationState {
    /// A page that is whole can still list what is not.
    fn with_entries(self, site: &Site, kind: &str) -> Self {
        let portal = &site.portal;
        if self != Self::Whole || portal.language.is_none() || site.is_easy() {
            return self;
        }
        let services = || portal.services.values().any(|service| service.translation.is_none());
        let texts = |kind: TextKind| portal.texts_of(kind).any(|text| text.translation().is_none());
        let told = || texts(TextKind::PressRelease) || texts(TextKind::Event);
        let guides = || portal.guides.values().any(|guide| guide.translation.is_none());
        let is_german = match kind {
            "home" => services() || told(),
            "changes" => services() || told(),
            "services" | "roadmap" | "participation" | "ministry" | "topic" | "authority" => services(),
            "a_to_z" => services() || guides(),
            "guides" => guides(),
            // The lists of texts are called as their kinds are.
            _ => NAMINGS
                .iter()
                .filter(|naming| naming.keys[1] == kind)
                .filter_map(Naming::text_kind)
                .any(texts),
        };
        if is_german { Self::Entries } else { self }
    }

    /// Pages without a source of their own show words of the interface, and entities that say themselves what they are.
    fn of(site: &Site, entity: Option<&EntityId>, source: Option<&Source>) -> Self {
        let portal = &site.portal;
        let Some(source) = source.filter(|_| portal.language.is_some() && !site.is_easy()) else {
            return Self::Whole;
        };
        if matches!(entity, Some(EntityId::Authority(_))) {
            return Self::Whole;
        }
        let entity = entity.and_then(|id| portal.entity(id));
        let prose = entity.and_then(|entity| entity.prose());
        let is_translated = entity.is_some_and(|entity| entity.translation().is_some());
        let has_record = is_translated || !portal.is_foreign_prose(&source.path);
        let has_prose = prose.is_none_or(|prose| !portal.is_foreign_prose(&prose.path));
        match (has_record, has_prose) {
            (true, true) => Self::Whole,
            (false, false) => Self::Missing,
            (false, true) if prose.is_none() => Self::Missing,
            _ => Self::Partly,
        }
    }
}
