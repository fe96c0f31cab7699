//! What a service costs those who re-use it.

use serde::Serialize;

use super::prefix;
use crate::model::{Amount, Cents, CostStatus, Costs};
use crate::site::edition::Site;

/// The costs as a table.
#[derive(Debug, Serialize)]
pub(super) struct CostsView<'a> {
    status: CostStatus,
    /// Whether there is an amount at all.
    has_amounts: bool,
    kinds: [CostKind; 3],
    borne_by: Option<&'a str>,
    text: Option<String>,
}

impl<'a> CostsView<'a> {
    pub fn new(site: &Site, costs: &'a Costs, path: &str) -> Self {
        let kinds = [
            CostKind::new("introduction", costs.introduction.as_ref()),
            CostKind::new("connection", costs.connection.as_ref()),
            CostKind::new("operation", costs.operation.as_ref()),
        ];
        Self {
            status: costs.status,
            has_amounts: kinds.iter().any(|kind| !kind.tiers.is_empty()),
            kinds,
            borne_by: costs.borne_by.as_deref(),
            text: costs.text.as_ref().map(|text| site.field(text, path, 4, prefix::COSTS)),
        }
    }
}

/// What one kind of cost amounts to; no tiers where the ministry does not say.
#[derive(Debug, Serialize)]
struct CostKind {
    key: &'static str,
    tiers: Vec<TierView>,
}

/// Who pays an amount: authorities with more than `above` and at most `up_to` inhabitants.
#[derive(Debug, Serialize)]
struct TierView {
    above: Option<u64>,
    up_to: Option<u64>,
    amount: Cents,
}

impl CostKind {
    pub fn new(key: &'static str, amount: Option<&Amount>) -> Self {
        let tiers = match amount {
            None => Vec::new(),
            Some(Amount::Flat(amount)) => vec![TierView {
                above: None,
                up_to: None,
                amount: *amount,
            }],
            Some(Amount::Tiers(tiers)) => {
                let bounds = std::iter::once(None).chain(tiers.iter().map(|tier| tier.up_to_population.map(u64::from)));
                let tiers = tiers.iter().zip(bounds).map(|(tier, above)| TierView {
                    above,
                    up_to: tier.up_to_population.map(u64::from),
                    amount: tier.amount,
                });
                tiers.collect()
            }
        };
        Self { key, tiers }
    }
}
