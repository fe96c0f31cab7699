//! What a service costs those who re-use it, and who pays it.

use serde::Serialize;

use super::prefix;
use crate::model::{
    Amount, AuthorityKind, Cents, CostItem, CostKind, CostStatus, Costs, OwnRange, PartialDate, Payer, Service, Tax,
};
use crate::site::edition::Site;

/// The costs as a table.
#[derive(Debug, Serialize)]
pub(super) struct CostsView<'a> {
    status: CostStatus,
    /// Whether there is an amount at all.
    has_amounts: bool,
    /// Whether it is said of any amount who pays it.
    has_payers: bool,
    /// Whether any price holds only for a time.
    has_times: bool,
    kinds: Vec<KindView>,
    /// What an authority pays itself, as a sentence; none where the record does not say who pays.
    own: Option<String>,
    tax: Option<Tax>,
    borne_by: Option<&'a str>,
    text: Option<String>,
}

impl<'a> CostsView<'a> {
    pub fn new(site: &Site, service: &'a Service, costs: &'a Costs) -> Self {
        let kinds = site.portal.carrier_kinds(service);
        let items = costs.items(&kinds);
        let has_payers = items.iter().any(|item| item.payer.is_some());
        let all_named = !items.is_empty() && items.iter().all(|item| item.payer.is_some());
        Self {
            status: costs.status,
            has_amounts: costs.has_amount(),
            has_payers,
            has_times: items.iter().any(|item| item.from.is_some() || item.until.is_some()),
            kinds: CostKind::ALL.iter().map(|kind| KindView::new(*kind, &items)).collect(),
            own: own(site, costs, &kinds).filter(|_| has_payers),
            tax: costs.tax,
            // Where each amount has its payer, the older sentence says nothing more.
            borne_by: costs.borne_by.as_deref().filter(|_| !all_named),
            text: costs
                .text
                .as_ref()
                .map(|text| site.field(text, &service.source.path, 4, prefix::COSTS)),
        }
    }
}

/// What an authority of some kinds pays itself, from the least to the most.
fn own(site: &Site, costs: &Costs, kinds: &[AuthorityKind]) -> Option<String> {
    let amount = |range: OwnRange| {
        let [least, most] = [range.least, range.most].map(|cents| site.theme.euro(cents));
        match range.least == range.most {
            true if range.most == 0 => site.fill("service.own.zero", &[]),
            true => most,
            false => site.fill("service.own.range", &[("least", &least), ("most", &most)]),
        }
    };
    let is_nothing = |range: &OwnRange| range.most == 0;
    let ranges = costs.own_ranges(kinds, site.portal.as_of);
    Some(match ranges {
        [Some(once), Some(yearly)] if is_nothing(&once) && is_nothing(&yearly) => site.fill("service.own.nothing", &[]),
        [Some(once), Some(yearly)] => site.fill(
            "service.own.both",
            &[("once", &amount(once)), ("yearly", &amount(yearly))],
        ),
        [Some(once), None] => site.fill("service.own.once", &[("once", &amount(once))]),
        [None, Some(yearly)] => site.fill("service.own.yearly", &[("yearly", &amount(yearly))]),
        [None, None] => site.fill("service.own.unknown", &[]),
    })
}

/// What one kind of costs amounts to; no lines where the ministry does not say.
#[derive(Debug, Serialize)]
struct KindView {
    key: &'static str,
    lines: Vec<Line>,
}

impl KindView {
    fn new(kind: CostKind, items: &[CostItem]) -> Self {
        let items = items.iter().filter(|item| item.kind == kind);
        Self {
            key: kind.key(),
            lines: items.flat_map(lines).collect(),
        }
    }
}

/// Who pays an amount: authorities with more than `above` and at most `up_to` inhabitants.
#[derive(Debug, Serialize)]
struct Line {
    above: Option<u64>,
    up_to: Option<u64>,
    amount: Option<Cents>,
    payer: Option<Payer>,
    from: Option<PartialDate>,
    until: Option<PartialDate>,
}

fn lines(item: &CostItem) -> Vec<Line> {
    let line = |above, up_to, amount| Line {
        above,
        up_to,
        amount,
        payer: item.payer,
        from: item.from,
        until: item.until,
    };
    match &item.amount {
        None => vec![line(None, None, None)],
        Some(Amount::Flat(amount)) => vec![line(None, None, Some(*amount))],
        Some(Amount::Tiers(tiers)) => {
            let bounds = std::iter::once(None).chain(tiers.iter().map(|tier| tier.up_to_population.map(u64::from)));
            let tiers = tiers.iter().zip(bounds);
            tiers
                .map(|(tier, above)| line(above, tier.up_to_population.map(u64::from), Some(tier.amount)))
                .collect()
        }
    }
}
