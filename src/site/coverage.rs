//! Coverage: how many of the authorities that carry a service out have it, by rule and date.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{AuthorityId, AuthorityKind, Portal, ReuseStatus, Service};

/// Numerators and denominator of a service's coverage. Who has not answered is counted apart and never as "not".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Coverage {
    /// Authorities that carry the service out.
    pub of: usize,
    /// … of which it is live.
    pub live: usize,
    /// … of which are introducing it.
    pub introducing: usize,
    /// … of which are pilots.
    pub pilot: usize,
    /// … of which are interested.
    pub interested: usize,
    /// … of which no longer use it.
    pub ended: usize,
    /// … of which nothing is stated.
    pub unstated: usize,
}

impl Coverage {
    pub(super) fn of(portal: &Portal, service: &Service) -> Self {
        let responsible = Responsible::of(portal, service);
        let mut coverage = Self {
            of: responsible.len(portal),
            ..Self::default()
        };
        let counted = |id: &AuthorityId| responsible.contains(portal, id);
        for reuse in service.reuse.iter().filter(|reuse| counted(&reuse.authority)) {
            *coverage.counter(reuse.status) += 1;
        }
        let stated = coverage.live + coverage.introducing + coverage.pilot + coverage.interested + coverage.ended;
        coverage.unstated = coverage.of.saturating_sub(stated);
        coverage
    }

    fn counter(&mut self, status: ReuseStatus) -> &mut usize {
        match status {
            ReuseStatus::Live => &mut self.live,
            ReuseStatus::Introducing => &mut self.introducing,
            ReuseStatus::Pilot => &mut self.pilot,
            ReuseStatus::Interested => &mut self.interested,
            ReuseStatus::Ended => &mut self.ended,
        }
    }
}

/// The same authorities as [`Portal::responsible_authorities`], without going through all of them for each service.
struct Responsible<'a> {
    kinds: BTreeSet<AuthorityKind>,
    /// Single bodies of other kinds.
    bodies: BTreeSet<&'a AuthorityId>,
}

impl<'a> Responsible<'a> {
    fn of(portal: &Portal, service: &'a Service) -> Self {
        let kinds: BTreeSet<AuthorityKind> = service.carried_out_by.iter().copied().collect();
        let bodies = service.carried_out_by_bodies.iter();
        let is_single = |id: &&AuthorityId| {
            let body = portal.authorities.get(*id);
            body.is_some_and(|body| !kinds.contains(&body.kind))
        };
        Self {
            bodies: bodies.filter(is_single).collect(),
            kinds,
        }
    }

    fn len(&self, portal: &Portal) -> usize {
        let of_kinds = self.kinds.iter().map(|kind| portal.authorities_of_kind(*kind).len());
        of_kinds.sum::<usize>() + self.bodies.len()
    }

    fn contains(&self, portal: &Portal, id: &AuthorityId) -> bool {
        let authority = portal.authorities.get(id);
        authority.is_some_and(|authority| self.kinds.contains(&authority.kind) || self.bodies.contains(id))
    }
}
