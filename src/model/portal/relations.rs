//! Who belongs to whom: what a ministry, a topic area, a service and an authority have.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::extent::Whole;
use crate::model::{
    Authority, AuthorityId, AuthorityKind, Entity, Event, MinistryId, Portal, PressRelease, Reuse, Service, ServiceId,
    TextKind, TopicId, reuse::standing::ServiceFlags,
};

/// Who belongs to whom, found once and not on every page.
#[derive(Debug, Clone, Default)]
pub(in crate::model) struct Relations {
    services_of_ministry: BTreeMap<MinistryId, Vec<Arc<Service>>>,
    services_of_topic: BTreeMap<TopicId, Vec<Arc<Service>>>,
    services_carried_out_by: BTreeMap<AuthorityKind, Vec<Arc<Service>>>,
    events_of_service: BTreeMap<ServiceId, Vec<Arc<Event>>>,
    texts_about: BTreeMap<ServiceId, Vec<Arc<dyn Entity>>>,
    press_of_service: BTreeMap<ServiceId, Vec<Arc<PressRelease>>>,
    reuses_of_authority: BTreeMap<AuthorityId, Vec<(Arc<Service>, usize)>>,
    pilots_of_authority: BTreeMap<AuthorityId, Vec<Arc<Service>>>,
    members_of_authority: BTreeMap<AuthorityId, Vec<Arc<Authority>>>,
    administered_by: BTreeMap<AuthorityId, Vec<Arc<Authority>>>,
    authorities_of_kind: BTreeMap<AuthorityKind, Vec<Arc<Authority>>>,
    /// Services that name an authority by itself and not by its kind.
    services_of_body: BTreeMap<AuthorityId, Vec<Arc<Service>>>,
    /// How many authorities of a kind each county has.
    kind_by_county: BTreeMap<AuthorityKind, BTreeMap<AuthorityId, usize>>,
    /// Of every service, in their order.
    service_flags: Vec<ServiceFlags>,
}

impl Portal {
    /// The services of a ministry, A to Z.
    pub fn services_of_ministry(&self, id: &MinistryId) -> &[Arc<Service>] {
        slice(&self.relations.services_of_ministry, id)
    }

    /// The services of a topic area, A to Z.
    pub fn services_of_topic(&self, id: &TopicId) -> &[Arc<Service>] {
        slice(&self.relations.services_of_topic, id)
    }

    /// The services that authorities of a kind carry out, A to Z.
    pub fn services_carried_out_by(&self, kind: AuthorityKind) -> &[Arc<Service>] {
        slice(&self.relations.services_carried_out_by, &kind)
    }

    /// The events about a service, earliest first.
    pub fn events_of_service(&self, id: &ServiceId) -> &[Arc<Event>] {
        slice(&self.relations.events_of_service, id)
    }

    /// The press releases about a service, latest first.
    pub fn press_of_service(&self, id: &ServiceId) -> &[Arc<PressRelease>] {
        slice(&self.relations.press_of_service, id)
    }

    /// The texts about a service, of the kinds that have a feed: kind by kind, in the order of each.
    pub fn texts_about(&self, id: &ServiceId) -> &[Arc<dyn Entity>] {
        slice(&self.relations.texts_about, id)
    }

    /// What an authority re-uses: services A to Z, with the authority's line in each.
    pub fn reuses_of_authority(&self, id: &AuthorityId) -> impl Iterator<Item = (&Arc<Service>, &Reuse)> {
        slice(&self.relations.reuses_of_authority, id)
            .iter()
            .filter_map(|(service, index)| Some((service, service.reuse.get(*index)?)))
    }

    /// What is asked of the services for every place, in the order of the services.
    pub(in crate::model) fn service_flags(&self) -> &[ServiceFlags] {
        &self.relations.service_flags
    }

    /// The services for which an authority is a pilot by the ministry's record, A to Z.
    pub fn pilots_of_authority(&self, id: &AuthorityId) -> &[Arc<Service>] {
        slice(&self.relations.pilots_of_authority, id)
    }

    /// The authorities directly below an authority, A to Z.
    pub fn members_of_authority(&self, id: &AuthorityId) -> &[Arc<Authority>] {
        slice(&self.relations.members_of_authority, id)
    }

    /// The municipalities that an authority administers beside itself, A to Z.
    pub fn administered_by(&self, id: &AuthorityId) -> &[Arc<Authority>] {
        slice(&self.relations.administered_by, id)
    }

    /// All authorities of a kind that exist on the reference date, A to Z.
    pub fn authorities_of_kind(&self, kind: AuthorityKind) -> &[Arc<Authority>] {
        slice(&self.relations.authorities_of_kind, &kind)
    }

    /// How many authorities of a kind each county has, in the order of their keys.
    pub fn kind_by_county(&self, kind: AuthorityKind) -> &BTreeMap<AuthorityId, usize> {
        static NONE: BTreeMap<AuthorityId, usize> = BTreeMap::new();
        self.relations.kind_by_county.get(&kind).unwrap_or(&NONE)
    }

    /// The services that an authority carries out, as one of its kind (A to Z), then by itself.
    pub fn services_of_authority(&self, authority: &Authority) -> impl Iterator<Item = &Arc<Service>> {
        let by_kind = self.services_carried_out_by(authority.kind).iter();
        by_kind.chain(slice(&self.relations.services_of_body, &authority.id))
    }

    /// The kind of an authority that carries out what all of its kind do, and nothing by itself: whatever concerns its
    /// services concerns all of the kind.
    pub fn kind_that_says_all(&self, id: &AuthorityId) -> Option<AuthorityKind> {
        let has_own = self.relations.services_of_body.contains_key(id);
        self.authorities
            .get(id)
            .filter(|_| !has_own)
            .map(|authority| authority.kind)
    }

    /// The authorities that carry a service out: the denominator of its coverage. All of the kinds that the service
    /// names, and the single bodies that it names besides.
    pub fn responsible_authorities<'a>(&'a self, service: &'a Service) -> impl Iterator<Item = &'a Arc<Authority>> {
        let kinds = &service.carried_out_by;
        let of_kinds = kinds.iter().flat_map(|kind| self.authorities_of_kind(*kind));
        let bodies = service
            .carried_out_by_bodies
            .iter()
            .filter_map(|id| self.authorities.get(id));
        of_kinds.chain(bodies.filter(|body| !kinds.contains(&body.kind)))
    }
}

fn slice<'a, K: Ord, T>(map: &'a BTreeMap<K, Vec<T>>, key: &K) -> &'a [T] {
    map.get(key).map_or(&[], Vec::as_slice)
}

impl Relations {
    /// Collections are in readers' order, and so is every list made by going through them once.
    pub(in crate::model) fn find(portal: &Portal) -> Self {
        let mut relations = Self::default();
        for service in portal.services.values() {
            relations.add_service(portal, service);
        }
        for event in portal.events.values() {
            for id in &event.services {
                relations
                    .events_of_service
                    .entry(id.clone())
                    .or_default()
                    .push(event.clone());
            }
        }
        for release in portal.press_releases.values() {
            for id in &release.services {
                relations
                    .press_of_service
                    .entry(id.clone())
                    .or_default()
                    .push(release.clone());
            }
        }
        for text in TextKind::with_feed().flat_map(|kind| portal.texts_of(kind)) {
            for id in text.services() {
                relations.texts_about.entry(id.clone()).or_default().push(text.clone());
            }
        }
        // Checks look at those of all days, and count those of the reference date.
        let authorities = portal.authorities.values();
        for authority in authorities.filter(|authority| authority.exists_on(portal.as_of)) {
            if let Some(by) = &authority.administered_by {
                relations
                    .administered_by
                    .entry(by.clone())
                    .or_default()
                    .push(authority.clone());
            }
            relations
                .authorities_of_kind
                .entry(authority.kind)
                .or_default()
                .push(authority.clone());
            if let Some(county) = portal.county_of(authority) {
                let counties = relations.kind_by_county.entry(authority.kind).or_default();
                counties.entry(county.id.clone()).or_default().raise(1);
            }
            if let Some(parent) = &authority.parent {
                relations
                    .members_of_authority
                    .entry(parent.clone())
                    .or_default()
                    .push(authority.clone());
            }
        }
        relations
    }

    fn add_service(&mut self, portal: &Portal, service: &Arc<Service>) {
        self.service_flags.push(ServiceFlags::of(service));
        self.services_of_ministry
            .entry(service.ministry.clone())
            .or_default()
            .push(service.clone());
        self.services_of_topic
            .entry(service.topic.clone())
            .or_default()
            .push(service.clone());
        for kind in &service.carried_out_by {
            self.services_carried_out_by
                .entry(*kind)
                .or_default()
                .push(service.clone());
        }
        for id in &service.carried_out_by_bodies {
            let body = portal.authorities.get(id);
            if body.is_some_and(|body| !service.carried_out_by.contains(&body.kind)) {
                self.services_of_body
                    .entry(id.clone())
                    .or_default()
                    .push(service.clone());
            }
        }
        for (index, reuse) in service.reuse.iter().enumerate() {
            self.reuses_of_authority
                .entry(reuse.authority.clone())
                .or_default()
                .push((service.clone(), index));
        }
        for id in service.piloting.iter().flat_map(|piloting| &piloting.authorities) {
            self.pilots_of_authority
                .entry(id.clone())
                .or_default()
                .push(service.clone());
        }
    }
}
