//! What a service costs the authority that carries it out, in short; [`Service::cost_for`] works it out.

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{AuthorityKind, Cents, Day, Service};

/// What an authority pays for a service itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OwnCosts {
    /// Nobody has said it, or not so that it could be worked out.
    Unknown,
    /// Others pay.
    Others,
    /// These amounts; what is missing is not known as a whole.
    Paid {
        /// Once: introduction and connection.
        once: Option<Cents>,
        /// A year.
        yearly: Option<Cents>,
        /// Whether the ministry has only estimated them.
        estimated: bool,
    },
}

impl OwnCosts {
    /// Of an authority of a kind and a number of inhabitants, by the prices of a day.
    pub fn of(service: &Service, kind: AuthorityKind, population: Option<u64>, on: Day) -> Self {
        let Some(own) = service.cost_for(kind, population, on) else {
            return Self::Unknown;
        };
        // A part would look like the sum.
        match (own.once.whole(), own.yearly.whole()) {
            _ if own.are_paid_by_others() => Self::Others,
            (None, None) => Self::Unknown,
            (once, yearly) => Self::Paid {
                once,
                yearly,
                estimated: own.is_estimated,
            },
        }
    }
}

/// Costs that are still ahead, as far as they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CostSum {
    /// Once; none where that is known of no service.
    pub once: Option<u64>,
    /// A year; none where that is known of no service.
    pub yearly: Option<u64>,
    /// Of how many services anything is known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

impl CostSum {
    /// Adds the costs of one more.
    pub fn add(&mut self, costs: OwnCosts) {
        let (once, yearly) = match costs {
            OwnCosts::Unknown => (None, None),
            OwnCosts::Others => (Some(Cents(0)), Some(Cents(0))),
            OwnCosts::Paid { once, yearly, .. } => (once, yearly),
        };
        self.of.raise(1);
        self.known.raise(usize::from(once.or(yearly).is_some()));
        for (sum, cents) in [(&mut self.once, once), (&mut self.yearly, yearly)] {
            if let Some(cents) = cents {
                *sum = Some(sum.unwrap_or(0).plus(cents.0));
            }
        }
    }
}
