//! Invented samples on the way out: links that are shared, feeds and search engines show a title without the notice that stands
//! on the page.

use std::collections::HashSet;

use crate::model::{EntityId, Portal};
use crate::site::edition::{Site, urls};
use crate::site::route::Route;

impl Site {
    /// A title where it stands without its page.
    pub(in crate::site) fn named(&self, title: &str, is_sample: bool) -> String {
        if is_sample {
            self.fill("sample.titled", &[("title", title)])
        } else {
            title.to_owned()
        }
    }

    /// Whether all services are invented, and so are all figures and lists made of them. Leichte Sprache has none of these.
    pub(in crate::site) fn shows_samples_only(&self) -> bool {
        !self.is_easy() && self.items().samples_only()
    }

    /// Whether the page of an entity shows what is invented, though the entity itself may be real: its figures are.
    pub(in crate::site) fn has_invented_page(&self, id: &EntityId) -> bool {
        let shows_figures = matches!(id, EntityId::Topic(_) | EntityId::Ministry(_) | EntityId::Authority(_));
        let entity = self.portal.entity(id);
        entity.is_some_and(|entity| entity.lifecycle().sample) || shows_figures && self.shows_samples_only()
    }

    /// Tells which routes search engines are asked to leave out because what they show is invented.
    pub(in crate::site) fn invented_routes(&self) -> impl Fn(&Route) -> bool {
        let (only, paths) = (self.shows_samples_only(), sample_files(&self.portal));
        move |route| match (
            &route.source,
            urls::entity_at(&self.portal, self.url_in_edition(&route.url)),
        ) {
            (_, Some(id)) => self.has_invented_page(&id),
            (Some(path), None) => paths.contains(&**path),
            (None, None) => only,
        }
    }
}

pub(super) fn are_samples_only(portal: &Portal) -> bool {
    let services = &portal.services;
    !services.is_empty() && services.values().all(|service| service.sample)
}

/// The files whose further pages are invented as well: maps of services, chapters of guides.
fn sample_files(portal: &Portal) -> HashSet<&str> {
    let services = portal.services.values().filter(|service| service.sample);
    let guides = portal.guides.values().filter(|guide| guide.sample);
    let chapters = guides.flat_map(|guide| guide.chapters.iter().map(|chapter| &*chapter.text.path));
    services.map(|service| &*service.source.path).chain(chapters).collect()
}
