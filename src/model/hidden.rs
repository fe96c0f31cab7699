//! References to what an audience may not see: what is public keeps them to itself, and what hangs on something hidden is
//! hidden with it.

<<<<<<< HEAD
use std::collections::BTreeSet;
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
    pub former_authorities: Entities<'a, AuthorityId, Authority>,
    pub events: Entities<'a, EventId, Event>,
    pub press_releases: Entities<'a, PressReleaseId, PressRelease>,
}
=======
use std::collections::HashSet;
use std::sync::Arc;

use super::{MinistryId, Portal, ServiceId, TextKind, TextRecord, TextVisitor};
>>>>>>> main

/// Takes the references to all other entities out of those that are seen.
pub(super) fn forget(portal: &mut Portal) {
    let Portal {
        ministries,
        topics,
        services,
        authorities,
<<<<<<< HEAD
        former_authorities,
        events,
        press_releases,
    } = seen;
=======
        ..
    } = portal;
>>>>>>> main
    // A service has no place but with its ministry and in its topic area.
    services.retain(|_, service| ministries.contains_key(&service.ministry) && topics.contains_key(&service.topic));
    let is_known = |id: &AuthorityId| authorities.contains_key(id) || former_authorities.contains_key(id);
    for service in services.values_mut() {
        let mut pilots = service.piloting.iter().flat_map(|piloting| &piloting.authorities);
        let mut bodies = service.carried_out_by_bodies.iter();
        let reused = service
            .reuse
            .iter()
            .all(|reuse| authorities.contains_key(&reuse.authority));
        let former = service
            .former_ministries
            .iter()
            .all(|former| ministries.contains_key(&former.ministry));
        if bodies.all(|id| authorities.contains_key(id)) && pilots.all(is_known) && reused && former {
            continue;
        }
        let service = Arc::make_mut(service);
        service.carried_out_by_bodies.retain(|id| authorities.contains_key(id));
        service.reuse.retain(|reuse| authorities.contains_key(&reuse.authority));
        service
            .former_ministries
            .retain(|former| ministries.contains_key(&former.ministry));
        // Who has tried a service out has done so, even if it is no more.
        if let Some(piloting) = &mut service.piloting {
            piloting.authorities.retain(is_known);
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
<<<<<<< HEAD
    forget_authorities(authorities, former_authorities);
    for event in events.values_mut() {
        let event = Arc::make_mut(event);
        event.services.retain(|id| services.contains_key(id));
        event.ministry = event.ministry.take().filter(|id| ministries.contains_key(id));
    }
    for release in press_releases.values_mut() {
        let release = Arc::make_mut(release);
        release.services.retain(|id| services.contains_key(id));
        release.ministry = release.ministry.take().filter(|id| ministries.contains_key(id));
=======
    let hidden: Vec<_> = authorities.values().filter_map(|body| body.parent.clone()).collect();
    let hidden: Vec<_> = hidden.into_iter().filter(|id| !authorities.contains_key(id)).collect();
    for body in authorities.values_mut() {
        if body.parent.as_ref().is_some_and(|id| hidden.contains(id)) {
            Arc::make_mut(body).parent = None;
        }
    }
    let seen = Seen {
        ministries: ministries.keys().cloned().collect(),
        services: services.keys().cloned().collect(),
    };
    for kind in TextKind::ALL {
        kind.with(Forget(portal, &seen));
    }
}

/// What a text may refer to.
struct Seen {
    ministries: HashSet<MinistryId>,
    services: HashSet<ServiceId>,
}

/// Takes references to what is hidden out of the texts of a kind.
struct Forget<'a>(&'a mut Portal, &'a Seen);

impl TextVisitor for Forget<'_> {
    type Output = ();

    fn visit<T: TextRecord>(self) {
        let seen = self.1;
        for record in T::kept_mut(self.0).values_mut() {
            if record.services().is_empty() && record.ministry().is_none() {
                continue;
            }
            let references = Arc::make_mut(record).references();
            if let Some(services) = references.services {
                services.retain(|id| seen.services.contains(id));
            }
            if let Some(ministry) = references.ministry {
                *ministry = ministry.take().filter(|id| seen.ministries.contains(id));
            }
        }
>>>>>>> main
    }
}

/// Takes the references to hidden authorities, and to those that are yet to come, out of the others.
fn forget_authorities(present: Entities<AuthorityId, Authority>, former: Entities<AuthorityId, Authority>) {
    let present_keys: BTreeSet<AuthorityId> = present.keys().cloned().collect();
    let all_keys: BTreeSet<AuthorityId> = present_keys.iter().chain(former.keys()).cloned().collect();
    let bodies = present.values_mut().map(|body| (body, &present_keys));
    for (body, above) in bodies.chain(former.values_mut().map(|body| (body, &all_keys))) {
        let is_hidden = |id: &Option<AuthorityId>| id.as_ref().is_some_and(|id| !above.contains(id));
        let has_unknown = body.successors.iter().any(|id| !all_keys.contains(id));
        if is_hidden(&body.parent) || is_hidden(&body.administered_by) || has_unknown {
            let body = Arc::make_mut(body);
            body.parent = body.parent.take().filter(|id| above.contains(id));
            body.administered_by = body.administered_by.take().filter(|id| above.contains(id));
            body.successors.retain(|id| all_keys.contains(id));
        }
    }
}
