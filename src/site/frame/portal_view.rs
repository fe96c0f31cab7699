//! What every template sees of the portal, by the name `portal`.

use serde::Serialize;

use crate::hosting;
use crate::model::{Menu, Names, Publisher, Sources};
use crate::site::edition::{Site, urls};
use crate::site::frame::menu;
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
    /// What the main menu names in its line, and what it names below "more".
    navigation: Vec<Crumb>,
    more_navigation: Vec<Crumb>,
    footer_navigation: Vec<FooterLink>,
    /// The overviews of the families.
    urls: FamilyUrls,
    search_url: String,
    /// Where the search is published, in a copy for readers' own disks: there it cannot run.
    published_search_url: Option<String>,
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
    changes_url: String,
    repository_url: Option<&'a str>,
    report_barrier_url: String,
    security: Security,
    /// The reference date.
    as_of: String,
    /// Of which day the directory is, and until when its changes are in it; none where nobody says so.
    directory_date: Option<String>,
}

/// What protects readers where a host sends no headers.
#[derive(Debug, Serialize)]
struct Security {
    content: String,
    referrer: &'static str,
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
        let (navigation, more_navigation) = menu::main(site);
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
            navigation,
            more_navigation,
            footer_navigation: footer_links(site).collect(),
            urls: FamilyUrls::new(site),
            search_url: site.href(urls::SEARCH),
            published_search_url: site.address.is_copy.then(|| site.absolute(urls::SEARCH)),
            search_entry_url: site.href(urls::SEARCH_ENTRY),
            icons: pictures::icons(site),
            manifest_url: site.href(urls::MANIFEST),
            opensearch_url: site.href(urls::OPENSEARCH),
            subscribe_url: site.href(urls::SUBSCRIBE),
            data_url: site.href(urls::DATA),
            embed_url: site.href(urls::EMBED),
            a_to_z_url: site.href(urls::A_TO_Z),
            participation_url: site.href(urls::PARTICIPATION),
            changes_url: site.href(urls::CHANGES),
            repository_url: settings.repository.as_ref().map(|repository| repository.url.as_str()),
            report_barrier_url: format!("mailto:{}", settings.barrier_email),
            security: Security {
                content: hosting::in_page(),
                referrer: hosting::REFERRER_POLICY,
            },
            as_of: portal.as_of.to_string(),
            directory_date: directory_date(site),
        }
    }
}

fn directory_date(site: &Site) -> Option<String> {
    let (date, changed) = site.portal.directory_date()?;
    let date = site.theme.date(&date.to_string());
    Some(match changed {
        Some(changed) => {
            let changed = site.theme.date(&changed.to_string());
            site.fill("authorities.date_changed", &[("date", &date), ("changed", &changed)])
        }
        None => site.fill("authorities.date", &[("date", &date)]),
    })
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

fn footer_links(site: &Site) -> impl Iterator<Item = FooterLink> {
    let pages = site.portal.pages.values().filter(|page| page.menu == Menu::Footer);
    pages.map(|page| {
        let Crumb { title, url } = menu::of_page(site, page);
        let translated = page.translation.is_some();
        FooterLink { title, url, translated }
    })
}
