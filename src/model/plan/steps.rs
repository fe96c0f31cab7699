//! What all plans have in common: the next step of each service by what is stated of an authority, worked out once.

use super::{Group, NextStep, OwnCosts, Situation, next_step};
use crate::extent::Whole;
use crate::model::{AuthorityKind, Costs, Day, PartialDate, Portal, ReuseStatus, Service};

/// Every status, and none.
const STATES: usize = ReuseStatus::ALL.len() + 1;

/// The services in the portal's order.
#[derive(Debug)]
pub struct Steps {
    services: Vec<OfService>,
    on: Day,
}

/// What is known of a service before an authority is: plans ask for it as often as there are services and authorities.
#[derive(Debug)]
struct OfService {
    states: [Next; STATES],
    /// What authorities of a kind pay, where that does not depend on the number of their inhabitants.
    costs: Box<[(AuthorityKind, OwnCosts)]>,
}

/// What is next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    pub step: NextStep,
    pub group: Group,
    /// Its place within its group: dated ones first, by their last day.
    pub order: u32,
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
    pub(super) fn at(&self, position: usize, status: Option<ReuseStatus>) -> Option<&Next> {
        let states = &self.services.get(position)?.states;
        states.get(status.map_or(STATES - 1, |status| status as usize))
    }

    /// What an authority of a kind with so many inhabitants pays for the service at a place.
    pub(super) fn costs(
        &self,
        (position, service): (usize, &Service),
        kind: AuthorityKind,
        population: Option<u64>,
    ) -> OwnCosts {
        let known = self.services.get(position).map_or(&[][..], |service| &service.costs);
        let known = known.iter().find(|(of, _)| *of == kind);
        known.map_or_else(|| OwnCosts::of(service, kind, population, self.on), |(_, costs)| *costs)
    }
}

/// What is next for one service, and what it costs.
fn of_service(portal: &Portal, service: &Service) -> OfService {
    let situation = Situation::of(portal, service);
    let depends = service.answers.costs.as_ref().is_some_and(Costs::has_tiers);
    let kinds = portal.carrier_kinds(service).into_iter().filter(|_| !depends);
    OfService {
        states: std::array::from_fn(|state| {
            let step = next_step(&situation, ReuseStatus::ALL.get(state).copied());
            let group = Group::of(&step, portal);
            let order = order(&step);
            Next { step, group, order }
        }),
        costs: kinds
            .map(|kind| (kind, OwnCosts::of(service, kind, None, portal.as_of)))
            .collect(),
    }
}

/// Days as numbers that rise with them.
fn order(step: &NextStep) -> u32 {
    let Some(day) = step.date.map(PartialDate::last_day) else {
        return u32::MAX;
    };
    let [year, month, day] = [
        u32::from(day.year().unsigned_abs()),
        u32::from(day.month().unsigned_abs()),
        u32::from(day.day().unsigned_abs()),
    ];
    year.times(100).plus(month).times(100).plus(day)
}
