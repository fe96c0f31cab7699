//! Invented samples on the way out: links that are shared, feeds and search engines show a title without the notice that stands
//! on the page.

use std::collections::{BTreeSet, HashSet};

use crate::model::{Entity, EntityId, Portal};
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
        !self.is_easy() && self.items().all_samples().of("service")
    }

    /// Whether all of a kind is invented, by its name: then its lists say it once, at their head.
    pub(in crate::site) fn shows_samples_only_of(&self, kind: &str) -> bool {
        !self.is_easy() && self.items().all_samples().of(kind)
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

/// The kinds of which all that there is is invented, in a portal whose services are: there every page with such lists has a
/// notice at its head, and no row says it again. With a real service among them each row says it of itself.
#[derive(Debug, Clone, Default)]
pub(in crate::site) struct AllSamples(BTreeSet<&'static str>);

impl AllSamples {
    pub(super) fn new(portal: &Portal) -> Self {
        let (mut invented, mut real) = (BTreeSet::new(), BTreeSet::new());
        for entity in portal.entities() {
            let kinds = if entity.lifecycle().sample {
                &mut invented
            } else {
                &mut real
            };
            kinds.insert(entity.entity_id().kind());
        }
        let all: BTreeSet<_> = invented.difference(&real).copied().collect();
        Self(if all.contains("service") { all } else { BTreeSet::new() })
    }

    /// Whether all of a kind is invented.
    pub(in crate::site) fn of(&self, kind: &str) -> bool {
        self.0.contains(kind)
    }

    /// Whether the row of an entity says that it is invented.
    pub(in crate::site) fn is_marked(&self, entity: &dyn Entity) -> bool {
        entity.lifecycle().sample && !self.of(entity.entity_id().kind())
    }
}

/// The files whose further pages are invented as well: maps of services, chapters of guides.
fn sample_files(portal: &Portal) -> HashSet<&str> {
    let services = portal.services.values().filter(|service| service.sample);
    let guides = portal.guides.values().filter(|guide| guide.sample);
    let chapters = guides.flat_map(|guide| guide.chapters.iter().map(|chapter| &*chapter.text.path));
    services.map(|service| &*service.source.path).chain(chapters).collect()
}
