//! What all plans have in common: the next step of each service by what is stated of an authority, worked out once.

use super::costs::{OwnCosts, Payer};
use super::{Group, NextStep, Situation, next_step};
use crate::model::{PartialDate, Portal, ReuseStatus, Service};

/// Every status, and none.
const STATES: usize = ReuseStatus::ALL.len() + 1;

/// The services in the portal's order.
#[derive(Debug)]
pub struct Steps(Vec<ServiceSteps>);

/// What is next for one service.
#[derive(Debug)]
struct ServiceSteps {
    states: [(NextStep, Group); STATES],
    payer: Payer,
}

impl Steps {
    /// Of all services of a portal, on its reference date.
    pub fn of(portal: &Portal) -> Self {
        let services = portal.services.values();
        Self(services.map(|service| ServiceSteps::of(portal, service)).collect())
    }

    /// Of the service at a place in the portal's order.
    pub(super) fn at(&self, position: usize, status: Option<ReuseStatus>) -> Option<(NextStep, Group)> {
        let service = self.0.get(position)?;
        Some(service.states[status.map_or(STATES - 1, |status| status as usize)])
    }

    /// What an authority with so many inhabitants pays for the service at a place.
    pub(super) fn costs(&self, position: usize, service: &Service, population: Option<u64>) -> OwnCosts {
        let payer = self.0.get(position).map_or(Payer::Unclear, |steps| steps.payer);
        OwnCosts::paid_by(payer, service, population)
    }
}

impl ServiceSteps {
    fn of(portal: &Portal, service: &Service) -> Self {
        let situation = Situation::of(portal, service);
        Self {
            states: std::array::from_fn(|state| {
                let next = next_step(&situation, ReuseStatus::ALL.get(state).copied());
                (next, Group::of(&next, portal))
            }),
            payer: Payer::of(service),
        }
    }
}

impl NextStep {
    /// Dated ones first, by their last day.
    pub(super) fn order(&self) -> (bool, Option<jiff::civil::Date>) {
        (self.date.is_none(), self.date.map(PartialDate::last_day))
    }
}
