//! Whether municipalities can re-use a service ("nachnutzbar"): by one rule for figures, filters, letters and places.
//!
//! **The rule.** A service is reusable where the federal offer says so, the ministry has approved it and municipalities
//! carry it out. It is so *today* from the first day that the answer to question 1 may mean; before that day, or where no
//! day is known, it is *coming*. What nobody has said is never taken for a day that has come.

use serde::Serialize;

use crate::model::{ApprovalStatus, Authority, AuthorityKind, Availability, Day, Offer, PartialDate, Portal, Service};

/// How far a service is that municipalities can re-use, or will be able to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reusability {
    /// On the reference date.
    Now,
    /// From a later day on, or from one that is not known yet.
    Coming,
}

impl Reusability {
    /// Both, in the order of time.
    pub const ALL: [Self; 2] = [Self::Now, Self::Coming];

    /// German word, for addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Now => "heute",
            Self::Coming => "folgt",
        }
    }

    /// English name, for templates, interface texts and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Coming => "coming",
        }
    }
}

impl Availability {
    /// The date, where one is known.
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Self::From(date) => Some(date),
            Self::Unknown => None,
        }
    }

    /// Whether the first day that it may mean has come.
    pub fn has_come(self, on: Day) -> bool {
        self.date().is_some_and(|date| Day(date.first_day()) <= on)
    }
}

impl Service {
    /// Whether it is offered for re-use, and approved.
    pub(in crate::model) fn is_released(&self) -> bool {
        let offered = self.efa.as_ref().is_some_and(|efa| efa.offer == Offer::Reusable);
        let approved = self.approval.as_ref().map(|approval| approval.status) == Some(ApprovalStatus::Granted);
        offered && approved
    }
}

impl Portal {
    /// Whether municipalities can re-use a service on the reference date; none where they cannot, or it is not theirs.
    pub fn reusability(&self, service: &Service) -> Option<Reusability> {
        self.reusability_on(service, self.as_of)
    }

    /// The same on a day, by what the record says.
    pub fn reusability_on(&self, service: &Service, day: Day) -> Option<Reusability> {
        if !service.is_released() || !self.is_municipal(service) {
            return None;
        }
        let has_come = service.answers.reusable_from.is_some_and(|from| from.has_come(day));
        Some(if has_come {
            Reusability::Now
        } else {
            Reusability::Coming
        })
    }

    /// Whether municipalities, their offices or their counties carry a service out, or single ones of them do.
    pub fn is_municipal(&self, service: &Service) -> bool {
        let bodies = service.carried_out_by_bodies.iter();
        let mut bodies = bodies.filter_map(|id| self.authorities.get(id));
        service
            .carried_out_by
            .iter()
            .copied()
            .any(AuthorityKind::is_territorial)
            || bodies.any(|body: &std::sync::Arc<Authority>| body.kind.is_territorial())
    }
}
