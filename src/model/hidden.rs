//! References to what an audience may not see: what is public keeps them to itself, and what hangs on something hidden is
//! hidden with it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    Authority, AuthorityId, Event, EventId, Ministry, MinistryId, PressRelease, PressReleaseId, Service, ServiceId,
    Topic, TopicId,
};

type Entities<'a, K, T> = &'a mut IndexMap<K, Arc<T>>;

/// The entities that are seen and refer to others.
pub(super) struct Seen<'a> {
    pub ministries: Entities<'a, MinistryId, Ministry>,
    pub topics: Entities<'a, TopicId, Topic>,
    pub services: Entities<'a, ServiceId, Service>,
    pub authorities: Entities<'a, AuthorityId, Authority>,
    pub events: Entities<'a, EventId, Event>,
    pub press_releases: Entities<'a, PressReleaseId, PressRelease>,
}

/// Takes the references to all other entities out of those that are seen.
pub(super) fn forget(seen: Seen) {
    let Seen {
        ministries,
        topics,
        services,
        authorities,
        events,
        press_releases,
    } = seen;
    // A service has no place but with its ministry and in its topic area.
    services.retain(|_, service| ministries.contains_key(&service.ministry) && topics.contains_key(&service.topic));
    for service in services.values_mut() {
        let pilots = service.piloting.iter().flat_map(|piloting| &piloting.authorities);
        let mut named = service.carried_out_by_bodies.iter().chain(pilots);
        let reused = service
            .reuse
            .iter()
            .all(|reuse| authorities.contains_key(&reuse.authority));
        let former = service
            .former_ministries
            .iter()
            .all(|former| ministries.contains_key(&former.ministry));
        if named.all(|id| authorities.contains_key(id)) && reused && former {
            continue;
        }
        let service = Arc::make_mut(service);
        service.carried_out_by_bodies.retain(|id| authorities.contains_key(id));
        service.reuse.retain(|reuse| authorities.contains_key(&reuse.authority));
        service
            .former_ministries
            .retain(|former| ministries.contains_key(&former.ministry));
        if let Some(piloting) = &mut service.piloting {
            piloting.authorities.retain(|id| authorities.contains_key(id));
        }
    }
    for ministry in ministries.values_mut() {
        Arc::make_mut(ministry).topics.retain(|id| topics.contains_key(id));
    }
    let seen: Vec<_> = ministries.keys().cloned().collect();
    for ministry in ministries.values_mut() {
        let successor = &mut Arc::make_mut(ministry).successor;
        *successor = successor.take().filter(|id| seen.contains(id));
    }
    let hidden: Vec<_> = authorities.values().filter_map(|body| body.parent.clone()).collect();
    let hidden: Vec<_> = hidden.into_iter().filter(|id| !authorities.contains_key(id)).collect();
    for body in authorities.values_mut() {
        if body.parent.as_ref().is_some_and(|id| hidden.contains(id)) {
            Arc::make_mut(body).parent = None;
        }
    }
    for event in events.values_mut() {
        let event = Arc::make_mut(event);
        event.services.retain(|id| services.contains_key(id));
        event.ministry = event.ministry.take().filter(|id| ministries.contains_key(id));
    }
    for release in press_releases.values_mut() {
        let release = Arc::make_mut(release);
        release.services.retain(|id| services.contains_key(id));
        release.ministry = release.ministry.take().filter(|id| ministries.contains_key(id));
    }
}
