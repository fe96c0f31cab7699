//! The editions of a site: one in each language. They share templates, styles, documents and data; what differs is the
//! texts, and with them the addresses: `/en/` before those of the English one.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::Serialize;

use crate::model::{PageId, Portal, Source};
use crate::site::edition::{Address, Site, urls};
use crate::theme::Theme;

/// What the other editions need to know of one: enough for links to its pages.
#[derive(Debug)]
struct Edition {
    /// `de`, `en`, or `de-simple` for Leichte Sprache (BCP 47).
    tag: String,
    /// Its name, in itself.
    name: String,
    /// What a link to its start page says, in itself.
    start: String,
    address: Address,
    /// What stands before its addresses: `/en`, or nothing.
    path: String,
    /// The addresses of its pages, without its prefix: known once its routes are.
    pages: OnceLock<BTreeSet<String>>,
}

/// All editions of a site, the German one first.
#[derive(Debug)]
pub(in crate::site) struct Editions(Vec<Edition>);

/// An edition as the language switch of a page shows it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct LanguageLink {
    tag: String,
    name: String,
    /// What a link to its start page says.
    start: String,
    /// The same page in it, or its start page; none for the page itself.
    url: Option<String>,
    /// Whether it has the same page.
    same_page: bool,
}

/// The same page in another language, for search engines.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Alternate {
    pub tag: String,
    /// The whole address.
    pub url: String,
}

impl Editions {
    pub fn new<'a>(editions: impl IntoIterator<Item = (&'a Theme, &'a Address, String)>) -> Self {
        let edition = |(theme, address, path): (&Theme, &Address, String)| Edition {
            tag: theme.text("language.tag").to_owned(),
            name: theme.text("language.name").to_owned(),
            start: theme.text("language.start").to_owned(),
            address: address.clone(),
            path,
            pages: OnceLock::new(),
        };
        Self(editions.into_iter().map(edition).collect())
    }

    /// Whether an address begins with the path of an edition, and so says itself where it leads.
    pub fn is_explicit(&self, path: &str) -> bool {
        let mut paths = self
            .0
            .iter()
            .map(|edition| edition.path.as_str())
            .filter(|own| !own.is_empty());
        paths.any(|own| {
            path.strip_prefix(own)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Notes which pages an edition has.
    pub fn publish(&self, edition: usize, pages: impl Iterator<Item = String>) {
        if let Some(edition) = self.0.get(edition) {
            edition.pages.get_or_init(|| pages.collect());
        }
    }

    /// Whether an edition has a page, as far as that is known yet.
    pub fn may_have(&self, edition: usize, url: &str) -> bool {
        let pages = self.0.get(edition).and_then(|edition| edition.pages.get());
        pages.is_none_or(|pages| pages.contains(url))
    }

    /// The language of an edition (BCP 47).
    pub fn tag(&self, edition: usize) -> &str {
        self.0.get(edition).map_or("de", |edition| &edition.tag)
    }

    /// The language switch of a page, as the edition `here` shows it; nothing where there is only one language.
    pub fn switch(&self, here: usize, url: &str) -> Vec<LanguageLink> {
        if self.0.len() < 2 {
            return Vec::new();
        }
        let link = |(number, edition): (usize, &Edition)| {
            let same_page = number == here || edition.has(url);
            let target = if same_page { url } else { urls::HOME };
            LanguageLink {
                tag: edition.tag.clone(),
                name: edition.name.clone(),
                start: edition.start.clone(),
                url: (number != here).then(|| format!("{}{target}", edition.address.prefix)),
                same_page,
            }
        };
        self.0.iter().enumerate().map(link).collect()
    }

    /// The editions that have a page, this one among them; nothing where it is only one.
    pub fn alternates(&self, url: &str) -> Vec<Alternate> {
        let having = self.0.iter().filter(|edition| self.0.len() > 1 && edition.has(url));
        let alternates = having.map(|edition| Alternate {
            tag: edition.tag.clone(),
            url: format!("{}{url}", edition.address.base_url),
        });
        let alternates: Vec<Alternate> = alternates.collect();
        if alternates.len() > 1 { alternates } else { Vec::new() }
    }
}

impl Edition {
    fn has(&self, url: &str) -> bool {
        self.pages.get().is_some_and(|pages| pages.contains(url))
    }
}

impl Site {
    /// The language of the pages (BCP 47).
    pub(in crate::site) fn language_tag(&self) -> &str {
        self.editions.tag(self.edition)
    }

    /// Whether there are editions in other languages.
    pub(in crate::site) fn has_translations(&self) -> bool {
        !self.translations.is_empty()
    }

    /// An address as its edition knows it, without the language before it.
    pub(in crate::site) fn url_in_edition<'a>(&self, url: &'a str) -> &'a str {
        let mut own = self.translations.iter().filter_map(|site| {
            let rest = url.strip_prefix(site.language_path().as_str())?;
            rest.starts_with('/').then_some(rest)
        });
        own.next().unwrap_or(url)
    }

    /// The languages that have the page of an address, whatever its own is.
    pub(in crate::site) fn alternates(&self, url: &str) -> Vec<Alternate> {
        self.editions.alternates(self.url_in_edition(url))
    }

    /// The language that an entity's texts are in (BCP 47), given where its translation came from.
    pub(in crate::site) fn language_of(&self, translation: Option<&Source>) -> &str {
        match translation {
            Some(_) => self.language_tag(),
            None => self.editions.tag(0),
        }
    }

    /// Whether this is Leichte Sprache, which has only the pages that were written for it.
    pub(in crate::site) fn is_easy(&self) -> bool {
        self.portal.language.as_ref().is_some_and(|language| language.is_easy())
    }

    /// Whether an address is one of this edition's own; all others are shared and stand where the German ones do.
    pub(in crate::site) fn is_own(&self, url: &str) -> bool {
        if self.edition == 0 {
            return true;
        }
        let path = url.split(['?', '#']).next().unwrap_or_default();
        if self.is_easy() {
            return path == urls::HOME || self.is_translated_page(path);
        }
        !self.editions.is_explicit(path) && (path.ends_with('/') || is_file_of_edition(path))
    }

    /// Whether readers find something at an address, as this edition leads to it. What is no page is not looked for.
    pub(in crate::site) fn leads_somewhere(&self, url: &str) -> bool {
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let edition = if self.is_own(path) { self.edition } else { 0 };
        !path.ends_with('/') || self.editions.is_explicit(path) || self.editions.may_have(edition, path)
    }

    /// Notes which pages the site has, by the addresses of all its routes.
    pub(in crate::site) fn publish(&self, addresses: &[&str]) {
        let pages = addresses.iter().filter(|url| url.ends_with('/'));
        self.editions.publish(self.edition, pages.map(|url| (*url).to_owned()));
    }

    /// The site in the language of one of its editions.
    pub(in crate::site) fn in_edition(&self, edition: usize) -> &Self {
        edition
            .checked_sub(1)
            .and_then(|index| self.translations.get(index))
            .unwrap_or(self)
    }

    /// What stands before the addresses of this edition: `/en`, or nothing.
    pub(in crate::site) fn language_path(&self) -> String {
        language_path(&self.portal)
    }

    fn is_translated_page(&self, path: &str) -> bool {
        let id: Option<PageId> = path.trim_matches('/').parse().ok();
        let page = id.and_then(|id| self.portal.pages.get(&id));
        page.is_some_and(|page| page.translation.is_some())
    }
}

/// Feeds, the search and the page for wrong addresses are made for each language.
pub(in crate::site) fn is_file_of_edition(path: &str) -> bool {
    let is_feed = path.ends_with(".atom") || path.ends_with("/feed.json");
    is_feed
        || path.starts_with("/feeds/")
        || path.starts_with(urls::SEARCH)
        || path == urls::OPENSEARCH
        || path == urls::NOT_FOUND
}

/// What stands before the addresses of a portal in another language.
pub(in crate::site) fn language_path(portal: &Portal) -> String {
    let language = portal.language.as_ref();
    language.map_or(String::new(), |language| format!("/{language}"))
}
