//! Every URL of the portal and how it is rendered. A page is a pure function of portal, theme and reference date:
//! nothing here touches the disk, the clock or the network.

mod a_to_z;
mod absolute;
mod addresses;
mod assets;
mod authorities;
mod authority;
mod authority_services;
mod bars;
mod calendars;
mod carriers;
mod changes;
mod content_dates;
mod content_pages;
mod data;
mod documents;
mod editions;
mod embed;
mod events;
mod feeds;
mod figure_table;
mod figures;
mod gestaltung;
mod guides;
mod home;
mod items;
mod menu;
mod milestones;
mod ministries;
mod ministry;
mod ministry_bars;
mod my_municipality;
mod not_found;
mod outside;
mod page;
mod pagination;
mod participation;
mod pictures;
mod place;
mod press;
mod prose;
mod recipe;
mod rendering;
mod roadmap;
mod route;
mod routes;
mod search;
mod service;
mod service_facets;
mod services;
mod shared;
mod spread;
mod statistics;
mod structured;
mod subscribe;
mod topics;
mod urls;
mod vcards;
mod wellknown;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::{AuthorityId, Coverage, Language, Portal};
use crate::profile::Profile;
use crate::theme::{Theme, fill_gaps};

use editions::{Editions, language_path};
use items::Items;
pub use page::{Crumb, Page};
pub use recipe::Recipe;
use rendering::Rendering;
pub use route::{Body, Picture, Pieces, Route};
pub use routes::Routes;
pub use wellknown::CONTENT_SECURITY_POLICY;

/// A portal with its look, ready to render any of its routes.
#[derive(Debug)]
pub struct Site {
    /// The portal that readers may see.
    pub portal: Arc<Portal>,
    theme: Theme,
    address: Address,
    /// Where what all languages share is published: the address of the German edition.
    shared_address: Address,
    items: Items,
    profile: Profile,
    data: data::Store,
    feeds: feeds::Store,
    counties: OnceLock<BTreeMap<AuthorityId, Coverage>>,
    atlas: OnceLock<spread::Atlas>,
    calendars: calendars::Store,
    menus: menu::Store,
    pictures: pictures::Pictures,
    editions: Arc<Editions>,
    /// The place among the editions: 0 is German.
    edition: usize,
    /// The same site in the other languages.
    translations: Vec<Site>,
    inputs: Option<blake3::Hash>,
}

/// What a site shows, in one language.
#[derive(Debug)]
pub struct Edition {
    /// The portal that readers may see, with its texts.
    pub portal: Portal,
    /// The theme, with its words.
    pub theme: Theme,
}

/// Where the site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host and path without a slash at the end.
    pub base_url: String,
    /// The path alone, to be put before every internal link: empty, or `/portal`.
    pub prefix: String,
}

impl Address {
    /// Takes a base URL apart.
    pub fn new(base_url: &str) -> Self {
        let base_url = base_url.trim_end_matches('/');
        let host_and_path = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
        let prefix = host_and_path
            .split_once('/')
            .map_or(String::new(), |(_, path)| format!("/{path}"));
        Self {
            base_url: base_url.to_owned(),
            prefix,
        }
    }

    /// The address of the site in another language.
    fn in_language(&self, language: &Language) -> Self {
        Self {
            base_url: format!("{}/{language}", self.base_url),
            prefix: format!("{}/{language}", self.prefix),
        }
    }
}

impl Site {
    /// Puts portal and theme together, in German and in other languages.
    pub fn new(german: Edition, translated: Vec<Edition>, address: Address, profile: &Profile) -> Self {
        let address_of = |edition: &Edition| match &edition.portal.language {
            Some(language) => address.in_language(language),
            None => address.clone(),
        };
        let own = (address_of(&german), german);
        let others: Vec<(Address, Edition)> = translated
            .into_iter()
            .map(|edition| (address_of(&edition), edition))
            .collect();
        let known = std::iter::once(&own).chain(&others);
        let editions = Editions::new(known.map(|(address, edition)| {
            let path = language_path(&edition.portal);
            (&edition.theme, address, path)
        }));
        let editions = Arc::new(editions);
        let site = |number: usize, (own, edition): (Address, Edition)| {
            Self::of_edition(edition, number, editions.clone(), (own, &address), profile)
        };
        let translations = others.into_iter().enumerate();
        let translations = translations.map(|(index, edition)| site(index + 1, edition)).collect();
        Self {
            translations,
            ..site(0, own)
        }
    }

    fn of_edition(
        edition: Edition,
        number: usize,
        editions: Arc<Editions>,
        (address, shared): (Address, &Address),
        profile: &Profile,
    ) -> Self {
        let portal = Arc::new(edition.portal);
        let items = Items::new(portal.clone(), &address.prefix);
        let mut site = Self {
            portal,
            theme: edition.theme,
            address,
            shared_address: shared.clone(),
            items,
            profile: profile.clone(),
            data: data::Store::default(),
            feeds: feeds::Store::default(),
            counties: OnceLock::new(),
            atlas: OnceLock::new(),
            calendars: calendars::Store::default(),
            menus: menu::Store::default(),
            pictures: pictures::Pictures::default(),
            editions,
            edition: number,
            translations: Vec::new(),
            inputs: None,
        };
        if let Some(native) = site.portal.native_texts() {
            site.theme.mark_foreign(native.clone());
        }
        if !site.is_easy() {
            site.pictures = pictures::Pictures::new(&site);
        }
        let shared = Value::from_serializable(&shared::PortalView::new(&site));
        site.theme.set_global("portal", shared);
        site
    }

    /// Says what the site was made from.
    pub fn made_from(self, inputs: blake3::Hash) -> Self {
        let inputs = Some(inputs);
        Self { inputs, ..self }
    }

    /// A hash of what the site was made from: with the same one, the same program makes the same bytes. None where it is
    /// not known.
    pub fn inputs(&self) -> Option<blake3::Hash> {
        self.inputs
    }

    /// Whether it has templates, words or tables of its own, which may fail on some page.
    pub fn has_own_theme(&self) -> bool {
        self.theme.is_own()
    }

    /// Where the time of its pages is kept.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// All addresses of the site, in all languages. `everything` is the portal with what readers do not see yet.
    ///
    /// # Errors
    /// Whatever wants the address of something else, now or one day.
    pub fn routes(&self, everything: &Portal) -> Result<Routes, Vec<Diagnostic>> {
        let mut routes = self.families();
        self.publish(&routes);
        for site in &self.translations {
            let families = site.translated_families();
            site.publish(&families);
            let prefix = site.language_path();
            routes.extend(
                families
                    .into_iter()
                    .map(|route| route.in_edition(site.edition, &prefix)),
            );
        }
        routes.extend(self.translated_pictures());
        let sitemap = wellknown::sitemap(self, &routes);
        routes.extend(sitemap);
        let problems = addresses::problems(&routes, everything);
        if problems.is_empty() {
            Ok(Routes::new(routes))
        } else {
            Err(problems)
        }
    }

    /// The German edition has everything.
    fn families(&self) -> Vec<Route> {
        const FAMILIES: [fn(&Site) -> Vec<Route>; 31] = [
            assets::routes,
            home::routes,
            ministries::routes,
            ministry::routes,
            ministry_bars::routes,
            topics::routes,
            events::routes,
            press::routes,
            guides::routes,
            authorities::routes,
            authority::routes,
            my_municipality::routes,
            services::routes,
            service::routes,
            spread::routes,
            roadmap::routes,
            participation::routes,
            a_to_z::routes,
            changes::routes,
            gestaltung::routes,
            search::routes,
            content_pages::routes,
            not_found::routes,
            feeds::routes,
            calendars::routes,
            data::routes,
            subscribe::routes,
            wellknown::routes,
            embed::routes,
            pictures::routes,
            vcards::routes,
        ];
        let families = FAMILIES.par_iter().with_max_len(1);
        families.flat_map(|routes| routes(self)).collect()
    }

    /// The coverage of all services in a county or independent town, made once for all of them.
    fn county_coverage(&self, id: &AuthorityId) -> Option<Coverage> {
        let counties = self.counties.get_or_init(|| Coverage::by_county(&self.portal));
        counties.get(id).copied()
    }

    /// The address of a page or file on this portal, with the prefix.
    pub fn href(&self, url: &str) -> String {
        format!("{}{url}", self.published_at(url).prefix)
    }

    fn published_at(&self, url: &str) -> &Address {
        if self.is_own(url) {
            &self.address
        } else {
            &self.shared_address
        }
    }

    /// The areas that maps are drawn from.
    fn atlas(&self) -> &spread::Atlas {
        self.atlas.get_or_init(|| spread::Atlas::new(&self.portal))
    }

    /// An interface text with its gaps filled.
    fn fill(&self, path: &str, gaps: &[(&str, &str)]) -> String {
        fill_gaps(self.theme.text(path), |gap| {
            let (_, value) = gaps.iter().find(|(name, _)| *name == gap)?;
            Some((*value).into())
        })
    }

    /// A page made by a template, and what it shows.
    fn render(
        &self,
        template: &'static str,
        page: Page,
        view: &impl serde::Serialize,
    ) -> Result<Body, Box<Diagnostic>> {
        self.render_with(template, page, view, [])
    }

    /// The same; `lists` are shared values that need not be made anew for each page.
    fn render_with<const N: usize>(
        &self,
        template: &'static str,
        page: Page,
        view: &impl serde::Serialize,
        lists: [(&'static str, Value); N],
    ) -> Result<Body, Box<Diagnostic>> {
        let mut values = vec![
            ("menu", self.main_menu(&page.url)?),
            ("page", Value::from_serializable(&page.into_view(self))),
            ("view", Value::from_serializable(view)),
        ];
        values.extend(lists);
        Ok(Body::Recipe(Arc::new(Rendering::new(self.edition, template, values))))
    }

    /// Renders a component as plain text, for those who read outside of pages; a faulty one is told of by the pages that
    /// show it.
    fn plain_component<const N: usize>(
        &self,
        component: &'static str,
        arguments: [(&'static str, Value); N],
    ) -> String {
        let text = self.theme.render_plain_component(component, &arguments);
        text.map_or_else(|_| String::new(), |text| text.trim().to_owned())
    }

    /// Renders a component on its own, for what many pages show alike.
    fn render_component<const N: usize>(
        &self,
        component: &'static str,
        arguments: [(&'static str, Value); N],
    ) -> Result<Value, Box<Diagnostic>> {
        let html = self
            .profile
            .template(component, || self.theme.render_component(component, &arguments));
        html.map(|html| Value::safe_string(&html))
    }
}
