//! Entities as lists show them: made once, shared by all pages that list them.

mod call;
mod maker;

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::Value;

use crate::model::{
    Authority, AuthorityId, Collection, Event, EventId, MinistryId, Portal, PressRelease, PressReleaseId, Service,
    ServiceId, TopicId,
};
use crate::site::edition::Site;
use crate::site::frame::samples::AllSamples;
use crate::site::frame::service_facets::{self, Facet};
pub(in crate::site) use call::Call;
use maker::Maker;
pub(in crate::site) use maker::{AuthorityLink, MaturityItem, ServiceLink};

/// The list items of all entities, made when they are first asked for: a preview asks for few, a build for all.
#[derive(Debug)]
pub(in crate::site) struct Items {
    portal: Arc<Portal>,
    prefix: String,
    all_samples: AllSamples,
    services: Lazy<ServiceId>,
    service_rows: Lazy<ServiceId>,
    ministries: Lazy<MinistryId>,
    topics: Lazy<TopicId>,
    authorities: Lazy<AuthorityId>,
    events: Lazy<EventId>,
    press_releases: Lazy<PressReleaseId>,
}

/// A value for each id, once it is made.
type Lazy<K> = HashMap<K, OnceLock<Value>>;

fn all_lazy<K: Clone + Hash + Eq, T>(entities: &Collection<K, T>) -> Lazy<K> {
    entities.keys().map(|id| (id.clone(), OnceLock::new())).collect()
}

impl Site {
    /// Its entities as lists show them.
    pub(in crate::site) fn items(&self) -> &Items {
        self.remembered(|| Items::new(self.portal.clone(), &self.address.prefix))
    }
}

impl Items {
    fn new(portal: Arc<Portal>, prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            all_samples: AllSamples::new(&portal),
            services: all_lazy(&portal.services),
            service_rows: all_lazy(&portal.services),
            ministries: all_lazy(&portal.ministries),
            topics: all_lazy(&portal.topics),
            authorities: all_lazy(&portal.authorities),
            events: all_lazy(&portal.events),
            press_releases: all_lazy(&portal.press_releases),
            portal,
        }
    }

    /// The kinds of which all that there is is invented.
    pub(in crate::site) fn all_samples(&self) -> &AllSamples {
        &self.all_samples
    }

    fn maker(&self) -> Maker<'_> {
        Maker {
            portal: &self.portal,
            prefix: &self.prefix,
            all_samples: &self.all_samples,
        }
    }

    /// A service as lists show it ([`maker::ServiceItem`]).
    pub(in crate::site) fn service(&self, id: &ServiceId) -> Value {
        let entity = self.portal.services.get(id);
        item(&self.services, id, || {
            entity.map(|entity| value(&self.maker().service(entity)))
        })
    }

    /// The same, not kept: for those who go through all services and ask for each once.
    pub(in crate::site) fn service_once(&self, id: &ServiceId) -> Value {
        let service = self.portal.services.get(id);
        service.map_or_else(Value::none, |service| value(&self.maker().service(service)))
    }

    /// What the filter finds the row of a service by. Not kept: it is asked for once.
    pub(in crate::site) fn tokens(&self, id: &ServiceId) -> Value {
        let service = self.portal.services.get(id);
        let tokens = service.map(|service| service_facets::tokens(&self.portal, service));
        value(&tokens.unwrap_or_default())
    }

    /// Those of some facets only.
    pub(in crate::site) fn tokens_of(&self, id: &ServiceId, facets: &[Facet]) -> Value {
        let service = self.portal.services.get(id);
        let tokens = service.map(|service| service_facets::tokens_of(&self.portal, service, facets));
        value(&tokens.unwrap_or_default())
    }

    /// Where the row of a service is kept once it is rendered.
    pub(in crate::site) fn service_row(&self, id: &ServiceId) -> Option<&OnceLock<Value>> {
        self.service_rows.get(id)
    }

    /// A service as a link.
    pub(in crate::site) fn service_link<'a>(&self, service: &'a Service) -> ServiceLink<'a> {
        self.maker().service_link(service)
    }

    /// An authority as a link.
    pub(in crate::site) fn authority_link<'a>(&self, authority: &'a Authority) -> AuthorityLink<'a> {
        self.maker().authority_link(authority)
    }

    /// Several authorities as links.
    pub(in crate::site) fn authority_links<'a>(
        &self,
        authorities: impl IntoIterator<Item = &'a Arc<Authority>>,
    ) -> Vec<AuthorityLink<'a>> {
        let authorities = authorities.into_iter();
        authorities.map(|authority| self.authority_link(authority)).collect()
    }

    /// A ministry as lists show it ([`maker::MinistryItem`]).
    pub(in crate::site) fn ministry(&self, id: &MinistryId) -> Value {
        let entity = self.portal.ministries.get(id);
        item(&self.ministries, id, || {
            entity.map(|entity| value(&self.maker().ministry(entity)))
        })
    }

    /// A topic as lists show it ([`maker::TopicItem`]).
    pub(in crate::site) fn topic(&self, id: &TopicId) -> Value {
        let entity = self.portal.topics.get(id);
        item(&self.topics, id, || {
            entity.map(|entity| value(&self.maker().topic(entity)))
        })
    }

    /// An authority as lists show it ([`maker::AuthorityItem`]).
    pub(in crate::site) fn authority(&self, id: &AuthorityId) -> Value {
        let entity = self.portal.authorities.get(id);
        item(&self.authorities, id, || {
            entity.map(|entity| value(&self.maker().authority(entity)))
        })
    }

    /// An event as lists show it ([`maker::EventItem`]).
    pub(in crate::site) fn event(&self, id: &EventId) -> Value {
        let entity = self.portal.events.get(id);
        item(&self.events, id, || {
            entity.map(|entity| value(&self.maker().event(entity)))
        })
    }

    /// A press release as lists show it ([`maker::PressReleaseItem`]).
    pub(in crate::site) fn press_release(&self, id: &PressReleaseId) -> Value {
        let entity = self.portal.press_releases.get(id);
        item(&self.press_releases, id, || {
            entity.map(|entity| value(&self.maker().press_release(entity)))
        })
    }

    /// Several services as lists show them.
    pub(in crate::site) fn services<'a>(&self, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Value {
        services
            .into_iter()
            .map(|service| self.service(&service.id))
            .collect::<Vec<_>>()
            .into()
    }

    /// Several events as lists show them.
    pub(in crate::site) fn events<'a>(&self, events: impl IntoIterator<Item = &'a Arc<Event>>) -> Value {
        events
            .into_iter()
            .map(|event| self.event(&event.id))
            .collect::<Vec<_>>()
            .into()
    }

    /// Several press releases as lists show them.
    pub(in crate::site) fn press<'a>(&self, releases: impl IntoIterator<Item = &'a Arc<PressRelease>>) -> Value {
        releases
            .into_iter()
            .map(|release| self.press_release(&release.id))
            .collect::<Vec<_>>()
            .into()
    }
}

fn item<K: Hash + Eq>(values: &Lazy<K>, id: &K, make: impl FnOnce() -> Option<Value>) -> Value {
    let value = values
        .get(id)
        .map(|value| value.get_or_init(|| make().unwrap_or_else(Value::none)).clone());
    value.unwrap_or_else(Value::none)
}

fn value(item: &impl Serialize) -> Value {
    Value::from_serializable(item)
}
