//! What every template sees of the portal, by the name `portal`.

use serde::Serialize;

use crate::model::{EntityId, Menu, NAMINGS, Names, Page, Publisher, Sources};
use crate::site::edition::{Site, urls};
use crate::site::frame::page::Crumb;
use crate::site::frame::pictures::{self, Icons};

/// The portal as templates see it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct PortalView<'a> {
    /// Put before every internal address.
    root: &'a str,
    base_url: &'a str,
    title: &'a str,
    subtitle: Option<&'a str>,
    description: &'a str,
    language: &'a str,
    /// Whether this is Leichte Sprache.
    easy: bool,
    state_name: &'a str,
    publisher: &'a Publisher,
    names: &'a Names,
    sources: SourcesView,
    navigation: Vec<Crumb>,
    footer_navigation: Vec<FooterLink>,
    /// The overviews of the families.
    urls: FamilyUrls,
    search_url: String,
    /// The first file of the search index.
    search_entry_url: String,
    icons: Option<Icons>,
    manifest_url: String,
    opensearch_url: String,
    subscribe_url: String,
    data_url: String,
    embed_url: String,
    a_to_z_url: String,
    participation_url: String,
    /// What changed; none where nothing is known to have.
    changes_url: Option<String>,
    repository_url: Option<&'a str>,
    report_barrier_url: String,
    /// The reference date.
    as_of: String,
}

/// A page that the footer names.
#[derive(Debug, Serialize)]
struct FooterLink {
    title: String,
    url: String,
    /// Whether it is written in the language of the page that names it, as few are in Leichte Sprache.
    translated: bool,
}

/// Where the families begin, with the prefix.
#[derive(Debug, Serialize)]
struct FamilyUrls {
    services: String,
    ministries: String,
    topics: String,
    roadmap: String,
    participation: String,
    events: String,
    press: String,
    guides: String,
    authorities: String,
    my_municipality: String,
}

impl FamilyUrls {
    fn new(site: &Site) -> Self {
        Self {
            services: site.href(urls::SERVICES),
            ministries: site.href(urls::MINISTRIES),
            topics: site.href(urls::TOPICS),
            roadmap: site.href(urls::ROADMAP),
            participation: site.href(urls::PARTICIPATION),
            events: site.href(urls::EVENTS),
            press: site.href(urls::PRESS),
            guides: site.href(urls::GUIDES),
            authorities: site.href(urls::AUTHORITIES),
            my_municipality: site.href(urls::my_municipality(&site.portal)),
        }
    }
}

/// The notes on sources as HTML.
#[derive(Debug, Serialize)]
struct SourcesView {
    directory: Option<String>,
    catalogue: Option<String>,
    maps: Option<String>,
}

impl<'a> PortalView<'a> {
    pub(in crate::site) fn new(site: &'a Site) -> Self {
        let portal = &site.portal;
        let settings = &*portal.settings;
        Self {
            root: &site.address.prefix,
            base_url: &site.address.base_url,
            title: &settings.title,
            subtitle: settings.subtitle.as_deref(),
            description: &settings.description,
            language: site.language_tag(),
            easy: site.is_easy(),
            state_name: &settings.state.name,
            publisher: &settings.publisher,
            names: &settings.names,
            sources: sources(site, &settings.sources),
            navigation: navigation(site),
            footer_navigation: footer_links(site).collect(),
            urls: FamilyUrls::new(site),
            search_url: site.href(urls::SEARCH),
            search_entry_url: site.href(urls::SEARCH_ENTRY),
            icons: pictures::icons(site),
            manifest_url: site.href(urls::MANIFEST),
            opensearch_url: site.href(urls::OPENSEARCH),
            subscribe_url: site.href(urls::SUBSCRIBE),
            data_url: site.href(urls::DATA),
            embed_url: site.href(urls::EMBED),
            a_to_z_url: site.href(urls::A_TO_Z),
            participation_url: site.href(urls::PARTICIPATION),
            changes_url: (!portal.history.entries().is_empty()).then(|| site.href(urls::CHANGES)),
            repository_url: settings.repository.as_ref().map(|repository| repository.url.as_str()),
            report_barrier_url: format!("mailto:{}", settings.barrier_email),
            as_of: portal.as_of.to_string(),
        }
    }
}

fn sources(site: &Site, sources: &Sources) -> SourcesView {
    // Several of them may stand on one page.
    let html = |note: &Option<crate::model::Markdown>, prefix| {
        note.as_ref()
            .map(|note| site.field(note, "content/portal.yaml", 6, prefix))
    };
    SourcesView {
        directory: html(&sources.directory, "quelle-verzeichnis-"),
        catalogue: html(&sources.catalogue, "quelle-katalog-"),
        maps: html(&sources.maps, "quelle-karten-"),
    }
}

/// The roadmap's place in the main menu, among those that kinds of entities have ([`crate::model::Naming`]).
const ROADMAP_IN_MENU: u8 = 40;

/// The families of pages that have something to show, then the pages that ask to be in the main menu.
fn navigation(site: &Site) -> Vec<Crumb> {
    let portal = &site.portal;
    let kinds = NAMINGS.iter().filter(|naming| portal.count(naming) > 0);
    let kinds = kinds.filter_map(|naming| Some((naming.menu?, naming.keys[1], naming.family)));
    let roadmap = (!portal.services.is_empty()).then_some((ROADMAP_IN_MENU, "roadmap", urls::ROADMAP));
    let mut families: Vec<_> = kinds.chain(roadmap).collect();
    families.sort_unstable();
    let families = families.into_iter();
    let families = families.map(|(_, name, url)| Crumb {
        title: site.theme.text(&format!("family.{name}")).to_owned(),
        url: site.href(url),
    });
    if site.is_easy() {
        return easy_pages(site).collect();
    }
    families.chain(pages_of(site, Menu::Main)).collect()
}

/// All pages that there are in Leichte Sprache: few enough for the menu.
fn easy_pages(site: &Site) -> impl Iterator<Item = Crumb> {
    let pages = site.portal.pages.values().filter(|page| page.translation.is_some());
    pages.map(|page| crumb(site, page))
}

fn footer_links(site: &Site) -> impl Iterator<Item = FooterLink> {
    let pages = site.portal.pages.values().filter(|page| page.menu == Menu::Footer);
    pages.map(|page| {
        let Crumb { title, url } = crumb(site, page);
        let translated = page.translation.is_some();
        FooterLink { title, url, translated }
    })
}

fn pages_of(site: &Site, menu: Menu) -> impl Iterator<Item = Crumb> {
    let pages = site.portal.pages.values().filter(move |page| page.menu == menu);
    pages.map(|page| crumb(site, page))
}

fn crumb(site: &Site, page: &Page) -> Crumb {
    Crumb {
        title: page.title.clone(),
        url: site.href(&urls::entity(&EntityId::Page(page.id.clone()))),
    }
}
