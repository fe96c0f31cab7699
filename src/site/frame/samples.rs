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

    /// Whether all services are invented, and so are all figures and lists made of them.
    pub(in crate::site) fn shows_samples_only(&self) -> bool {
        let services = &self.portal.services;
        !services.is_empty() && services.values().all(|service| service.sample)
    }

    /// Tells which routes search engines are asked to leave out because what they show is invented.
    pub(in crate::site) fn invented_routes(&self) -> impl Fn(&Route) -> bool {
        let (only, paths) = (self.shows_samples_only(), sample_files(&self.portal));
        move |route| match (
            &route.source,
            urls::entity_at(&self.portal, self.url_in_edition(&route.url)),
        ) {
            (_, Some(id)) => is_sample(&self.portal, &id),
            (Some(path), None) => paths.contains(&**path),
            (None, None) => only,
        }
    }
}

fn is_sample(portal: &Portal, id: &EntityId) -> bool {
    let sample = match id {
        EntityId::Ministry(id) => portal.ministries.get(id).map(|found| found.sample),
        EntityId::Topic(id) => portal.topics.get(id).map(|found| found.sample),
        EntityId::Service(id) => portal.services.get(id).map(|found| found.sample),
        EntityId::Authority(id) => portal.authorities.get(id).map(|found| found.sample),
        EntityId::Event(id) => portal.events.get(id).map(|found| found.sample),
        EntityId::PressRelease(id) => portal.press_releases.get(id).map(|found| found.sample),
        EntityId::Guide(id) | EntityId::Chapter(id, _) => portal.guides.get(id).map(|found| found.sample),
        EntityId::Page(id) => portal.pages.get(id).map(|found| found.sample),
    };
    sample.unwrap_or_default()
}

/// The files whose further pages are invented as well: maps of services, chapters of guides.
fn sample_files(portal: &Portal) -> HashSet<&str> {
    let services = portal.services.values().filter(|service| service.sample);
    let guides = portal.guides.values().filter(|guide| guide.sample);
    let chapters = guides.flat_map(|guide| guide.chapters.iter().map(|chapter| &*chapter.text.path));
    services.map(|service| &*service.source.path).chain(chapters).collect()
}
