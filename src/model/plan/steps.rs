//! What all plans have in common: the next step of each service by what is stated of an authority, worked out once.

use super::{Group, NextStep, OwnCosts, Situation, next_step};
use crate::model::{AuthorityKind, Day, PartialDate, Portal, ReuseStatus, Service};

/// Every status, and none.
const STATES: usize = ReuseStatus::ALL.len() + 1;

/// The services in the portal's order.
#[derive(Debug)]
pub struct Steps {
    services: Vec<[(NextStep, Group); STATES]>,
    on: Day,
}

impl Steps {
    /// Of all services of a portal, on its reference date.
    pub fn of(portal: &Portal) -> Self {
        let services = portal.services.values();
        Self {
            services: services.map(|service| of_service(portal, service)).collect(),
            on: portal.as_of,
        }
    }

    /// Of the service at a place in the portal's order.
    pub(super) fn at(&self, position: usize, status: Option<ReuseStatus>) -> Option<(NextStep, Group)> {
        let states = self.services.get(position)?;
        Some(states[status.map_or(STATES - 1, |status| status as usize)])
    }

    /// What an authority of a kind with so many inhabitants pays for a service.
    pub(super) fn costs(&self, service: &Service, kind: AuthorityKind, population: Option<u64>) -> OwnCosts {
        OwnCosts::of(service, kind, population, self.on)
    }
}

/// What is next for one service.
fn of_service(portal: &Portal, service: &Service) -> [(NextStep, Group); STATES] {
    let situation = Situation::of(portal, service);
    std::array::from_fn(|state| {
        let next = next_step(&situation, ReuseStatus::ALL.get(state).copied());
        (next, Group::of(&next, portal))
    })
}

impl NextStep {
    /// Dated ones first, by their last day.
    pub(super) fn order(&self) -> (bool, Option<jiff::civil::Date>) {
        (self.date.is_none(), self.date.map(PartialDate::last_day))
    }
}
