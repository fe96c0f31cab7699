//! References to what an audience may not see: what is public keeps them to itself, and what hangs on something hidden is
//! hidden with it.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::{
    Authority, AuthorityId, Collection, MinistryId, Portal, ServiceId, TextKind, TextRecord, TextVisitor,
};

/// Takes the references to all other entities out of those that are seen.
pub(in crate::model) fn forget(portal: &mut Portal) {
    let Portal {
        ministries,
        topics,
        services,
        authorities,
        former_authorities,
        ..
    } = portal;
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
    forget_authorities(authorities, former_authorities);
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

/// Takes the references to hidden authorities, and to those that are yet to come, out of the others.
fn forget_authorities(
    present: &mut Collection<AuthorityId, Authority>,
    former: &mut Collection<AuthorityId, Authority>,
) {
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
