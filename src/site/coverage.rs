//! Coverage: how many of the authorities that carry a service out have it, by rule and date.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{AuthorityId, Portal, ReuseStatus, Service};

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
        let responsible: BTreeSet<&AuthorityId> = portal
            .responsible_authorities(service)
            .map(|authority| &authority.id)
            .collect();
        let mut coverage = Self {
            of: responsible.len(),
            ..Self::default()
        };
        for reuse in service
            .reuse
            .iter()
            .filter(|reuse| responsible.contains(&reuse.authority))
        {
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
