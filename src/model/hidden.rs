//! References to what an audience may not see: what is public keeps them to itself, and what hangs on something hidden is
//! hidden with it.

use std::collections::HashSet;
use std::sync::Arc;

use super::{MinistryId, Portal, ServiceId, TextKind, TextRecord, TextVisitor};

/// Takes the references to all other entities out of those that are seen.
pub(super) fn forget(portal: &mut Portal) {
    let Portal {
        ministries,
        topics,
        services,
        authorities,
        ..
    } = portal;
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
    }
}
