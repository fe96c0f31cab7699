//! What a service costs the authority that carries it out, at its number of inhabitants.

use std::ops::AddAssign;

use serde::Serialize;

use crate::model::{Amount, Cents, CostStatus, Costs, Service, Tier};

/// What an authority pays for a service itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OwnCosts {
    /// Nobody has said it, or not so that it could be worked out.
    Unknown,
    /// Others pay.
    Others,
    /// These amounts; what is missing is not stated.
    Paid {
        /// Once: introduction and connection.
        once: Option<Cents>,
        /// A year.
        yearly: Option<Cents>,
        /// Whether the ministry has only estimated them.
        estimated: bool,
    },
}

/// Who pays for a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Payer {
    Itself,
    Others,
    Unclear,
}

impl OwnCosts {
    /// At a number of inhabitants, where it is known who pays.
    pub(super) fn paid_by(payer: Payer, service: &Service, population: Option<u64>) -> Self {
        match (payer, &service.answers.costs) {
            (Payer::Others, _) => Self::Others,
            (Payer::Itself, Some(costs)) => Self::paid(costs, population),
            _ => Self::Unknown,
        }
    }

    fn paid(costs: &Costs, population: Option<u64>) -> Self {
        let at = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.at(population));
        let once = [at(&costs.introduction), at(&costs.connection)];
        // An amount that is stated and cannot be worked out makes the whole unknown: a part would look like the sum.
        let once = match once {
            [None, None] => None,
            [first, second] => first.unwrap_or(Some(Cents(0))).zip(second.unwrap_or(Some(Cents(0)))),
        };
        let once = once.map(|(first, second)| Cents(first.0 + second.0));
        let yearly = at(&costs.operation).flatten();
        match (once, yearly) {
            (None, None) => Self::Unknown,
            _ => Self::Paid {
                once,
                yearly,
                estimated: costs.status == CostStatus::Estimated,
            },
        }
    }
}

impl Payer {
    /// By the record, which names the payer in words. Where the state or the federation pays for everything, the authority
    /// does not; where they pay for a part, how much is left cannot be told.
    pub fn of(service: &Service) -> Self {
        let costs = service.answers.costs.as_ref();
        let Some(costs) = costs.filter(|costs| costs.status != CostStatus::Unknown) else {
            return Self::Unclear;
        };
        let words = costs.borne_by.as_deref().unwrap_or_default();
        let mut words = words
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let is_other = |word: &str| matches!(word, "Bund" | "Land" | "Länder");
        let others = words.clone().filter(|word| is_other(word)).count();
        match others {
            0 => Self::Itself,
            _ if words.all(|word| is_other(word) || word == "und") => Self::Others,
            _ => Self::Unclear,
        }
    }
}

impl Amount {
    /// What one authority with so many inhabitants pays; none where it depends on a number that is not known.
    pub fn at(&self, population: Option<u64>) -> Option<Cents> {
        match self {
            Self::Flat(amount) => Some(*amount),
            Self::Tiers(tiers) => {
                let fits = |tier: &&Tier| match tier.up_to_population {
                    Some(most) => population.is_some_and(|population| population <= u64::from(most)),
                    None => population.is_some() || tiers.len() == 1,
                };
                tiers.iter().find(fits).map(|tier| tier.amount)
            }
        }
    }
}

/// Costs that are still ahead, as far as they are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CostSum {
    /// Once.
    pub once: u64,
    /// A year.
    pub yearly: u64,
    /// Of how many services they are known.
    pub known: usize,
    /// Of how many.
    pub of: usize,
}

impl AddAssign<OwnCosts> for CostSum {
    fn add_assign(&mut self, costs: OwnCosts) {
        self.of += 1;
        match costs {
            OwnCosts::Unknown => {}
            OwnCosts::Others => self.known += 1,
            OwnCosts::Paid { once, yearly, .. } => {
                self.known += 1;
                self.once += once.map_or(0, |cents| cents.0);
                self.yearly += yearly.map_or(0, |cents| cents.0);
            }
        }
    }
}
