//! What an online service costs, who pays it, and what an authority pays itself.
//!
//! Records say it as `posten`, one for each amount and payer; older ones as three amounts with one sentence about who
//! pays. [`Costs::items`] tells both as one, and [`crate::model::Service::cost_for`] works out what is left for an authority.

use serde::{Deserialize, Serialize};

use crate::extent::Whole;
use crate::model::{
    Amount, AuthorityKind, Cents, CostStatus, Day, Markdown, PartialDate, Payer, reuse::payer::Named,
    reuse::payer::named, values::vocabulary::vocabulary,
};

vocabulary! {
    /// What an amount is for.
    pub enum CostKind as "Art der Kosten" {
        Introduction = "einfuehrung", "introduction", "Einführung, einmalig";
        Connection = "anbindung", "connection", "Anbindung des Fachverfahrens, einmalig";
        Operation = "betrieb", "operation", "Betrieb, je Jahr";
    }
}

impl CostKind {
    /// Whether it comes every year.
    pub fn is_yearly(self) -> bool {
        self == Self::Operation
    }
}

vocabulary! {
    /// Whether a price contains value added tax.
    pub enum Tax as "Umsatzsteuer" {
        Without = "netto", "without", "Preis ohne Umsatzsteuer";
        With = "brutto", "with", "Preis mit Umsatzsteuer";
    }
}

/// One amount and who pays it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Kostenposten", description = "Ein Betrag, und wer ihn zahlt")]
pub struct CostItem {
    /// What for.
    #[serde(rename(deserialize = "art"))]
    #[schemars(description = "Wofür: Einführung und Anbindung einmalig, Betrieb je Jahr")]
    pub kind: CostKind,
    /// How much; none where nobody knows yet.
    #[serde(rename(deserialize = "betrag"), default)]
    #[schemars(description = "Wie viel, je Stelle; ohne Angabe steht der Betrag noch nicht fest")]
    pub amount: Option<Amount>,
    /// Who pays it.
    #[serde(rename(deserialize = "zahlt"), default)]
    #[schemars(description = "Wer diesen Betrag zahlt; teilen sich zwei einen Betrag, nennen Sie zwei Posten")]
    pub payer: Option<Payer>,
    /// From when on.
    #[serde(rename(deserialize = "von"), default)]
    #[schemars(description = "Ab wann der Preis gilt: Tag, Monat, Quartal oder Jahr")]
    pub from: Option<PartialDate>,
    /// Until when.
    #[serde(rename(deserialize = "bis"), default)]
    #[schemars(description = "Bis wann der Preis gilt, einschließlich: Tag, Monat, Quartal oder Jahr")]
    pub until: Option<PartialDate>,
    /// With or without tax, where it differs from the others.
    #[serde(rename(deserialize = "steuer"), default)]
    #[schemars(description = "Preis mit oder ohne Umsatzsteuer, wenn es anders ist als bei den übrigen Posten")]
    pub tax: Option<Tax>,
}

impl CostItem {
    /// Whether it is the price of a day.
    pub fn holds(&self, on: Day) -> bool {
        self.from.is_none_or(|from| Day(from.first_day()) <= on)
            && self.until.is_none_or(|until| on <= Day(until.last_day()))
    }
}

/// Question 5.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Kosten", description = "Was der Online-Dienst eine Stelle kostet")]
pub struct Costs {
    /// How well the costs are known.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Wie sicher die Kosten sind")]
    pub status: CostStatus,
    /// Each amount with its payer.
    #[serde(rename(deserialize = "posten"), default)]
    #[schemars(
        description = "Jeder Betrag mit dem, der ihn zahlt; die Kosten einer Stelle rechnet das Portal daraus aus"
    )]
    pub entries: Vec<CostItem>,
    /// With or without tax.
    #[serde(rename(deserialize = "steuer"), default)]
    #[schemars(description = "Ob die Beträge mit oder ohne Umsatzsteuer angegeben sind")]
    pub tax: Option<Tax>,
    /// Introduction, once.
    #[serde(rename(deserialize = "einfuehrung"), default)]
    #[schemars(description = "Einführung, einmalig, je Stelle; ältere Form, siehe posten")]
    pub introduction: Option<Amount>,
    /// Connection of specialised software, once.
    #[serde(rename(deserialize = "anbindung"), default)]
    #[schemars(description = "Anbindung des Fachverfahrens, einmalig, je Stelle; ältere Form, siehe posten")]
    pub connection: Option<Amount>,
    /// Operation, a year.
    #[serde(rename(deserialize = "betrieb"), default)]
    #[schemars(description = "Betrieb, je Jahr und Stelle; ältere Form, siehe posten")]
    pub operation: Option<Amount>,
    /// Who pays.
    #[serde(rename(deserialize = "traeger"), default)]
    #[schemars(description = "Wer die Kosten trägt, in einem Satz; ältere Form, siehe posten", example = &"Kommunen")]
    pub borne_by: Option<String>,
    /// More about it.
    #[serde(default)]
    #[schemars(description = "Erläuterung (Markdown)")]
    pub text: Option<Markdown>,
}

impl Costs {
    /// The three amounts of an older record, by their names.
    pub fn older_amounts(&self) -> [(CostKind, Option<&Amount>); 3] {
        [
            (CostKind::Introduction, self.introduction.as_ref()),
            (CostKind::Connection, self.connection.as_ref()),
            (CostKind::Operation, self.operation.as_ref()),
        ]
    }

    /// Whether any amount is stated, in whichever form.
    pub fn has_amount(&self) -> bool {
        self.amounts().next().is_some()
    }

    /// Whether any amount depends on the number of inhabitants.
    pub fn has_tiers(&self) -> bool {
        self.amounts().any(|amount| matches!(amount, Amount::Tiers(_)))
    }

    /// All amounts, in whichever form.
    fn amounts(&self) -> impl Iterator<Item = &Amount> {
        let older = self.older_amounts().into_iter().filter_map(|(_, amount)| amount);
        older.chain(self.entries.iter().filter_map(|item| item.amount.as_ref()))
    }

    /// The payer that the older sentence names for all authorities of some kinds alike; none where it says more than a name,
    /// or where some of them pay and some do not.
    pub fn payer_named(&self, kinds: &[AuthorityKind]) -> Option<Payer> {
        let named = named(self.borne_by.as_deref()?)?;
        if let Named::Is(payer) = named {
            return Some(payer);
        }
        let (first, others) = kinds.split_first()?;
        let payer = named.seen_by(*first);
        others.iter().all(|kind| named.seen_by(*kind) == payer).then_some(payer)
    }

    /// All amounts with their payers, as authorities of some kinds see them, by what they are for. What `posten` say of a
    /// kind of costs holds, and the older amount for the same does not.
    pub fn items(&self, kinds: &[AuthorityKind]) -> Vec<CostItem> {
        let mut items = self.entries.clone();
        let payer = self.payer_named(kinds);
        for (kind, amount) in self.older_amounts() {
            if let Some(amount) = amount.filter(|_| !self.entries.iter().any(|item| item.kind == kind)) {
                items.push(CostItem {
                    kind,
                    amount: Some(amount.clone()),
                    payer,
                    from: None,
                    until: None,
                    tax: None,
                });
            }
        }
        for item in &mut items {
            item.tax = item.tax.or(self.tax);
        }
        items.sort_by_key(|item| (item.kind, item.from));
        items
    }
}

impl Costs {
    /// The amount of a kind of costs, where there is one and no more; so that a record that got another form has the
    /// same one.
    pub fn only_amount(&self, kind: CostKind) -> Option<Amount> {
        let mut items = self.items(&[]).into_iter().filter(|item| item.kind == kind);
        let first = items.next()?.amount;
        first.filter(|_| items.next().is_none())
    }
}

/// Why it is not known what an authority pays of a kind of costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CostGap {
    /// No amount is stated.
    NoAmount,
    /// An amount is stated, and not who pays it.
    NoPayer,
    /// It depends on the number of inhabitants, which is not known, or is above all tiers.
    NoPopulation,
    /// Prices are stated, and none for this day.
    NoPrice,
}

/// What an authority pays itself, of those costs that come once or of those that come every year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OwnSum {
    /// As far as it is known; nothing at all is zero.
    pub known: u64,
    /// Of which kinds of costs it is not known, and why.
    pub unknown: Vec<(CostKind, CostGap)>,
    /// Of which kinds of costs it is known that others pay everything.
    pub paid_by_others: Vec<CostKind>,
}

impl OwnSum {
    /// The whole sum, where nothing of it is unknown.
    pub fn whole(&self) -> Option<Cents> {
        self.unknown.is_empty().then_some(Cents(self.known))
    }
}

/// What an authority pays itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OwnCosts {
    /// Once: introduction and connection.
    pub once: OwnSum,
    /// Every year: operation.
    pub yearly: OwnSum,
    /// Whether the ministry has only estimated them.
    pub is_estimated: bool,
    /// Whether the sums are with or without tax; none where that is not stated, or not the same for all.
    pub tax: Option<Tax>,
}

impl OwnCosts {
    /// Whether it is certain that others pay everything.
    pub fn are_paid_by_others(&self) -> bool {
        let nothing = |sum: &OwnSum| sum.whole() == Some(Cents(0)) && !sum.paid_by_others.is_empty();
        nothing(&self.once) && nothing(&self.yearly)
    }
}

impl Costs {
    /// What an authority of a kind and a number of inhabitants pays itself by the prices of a day; none where that is
    /// answered with "unknown".
    pub fn own(&self, kind: AuthorityKind, population: Option<u64>, on: Day) -> Option<OwnCosts> {
        if self.status == CostStatus::Unknown {
            return None;
        }
        let items = self.items(&[kind]);
        let mut own = OwnCosts {
            is_estimated: self.status == CostStatus::Estimated,
            tax: same_tax(&items),
            ..OwnCosts::default()
        };
        for kind in CostKind::ALL.iter().copied() {
            let of_kind = items.iter().filter(|item| item.kind == kind);
            let sum = if kind.is_yearly() {
                &mut own.yearly
            } else {
                &mut own.once
            };
            match share(of_kind, population, on) {
                Ok(Some(cents)) => sum.known.raise(cents),
                Ok(None) => sum.paid_by_others.push(kind),
                Err(gap) => sum.unknown.push((kind, gap)),
            }
        }
        Some(own)
    }
}

/// Whether what the authority pays is all with or all without tax.
fn same_tax(items: &[CostItem]) -> Option<Tax> {
    let own = items.iter().filter(|item| item.payer == Some(Payer::Authority));
    let mut taxes = own.map(|item| item.tax);
    let first = taxes.next()?;
    first.filter(|_| taxes.all(|tax| tax == first))
}

/// From what to what authorities pay themselves, by their kinds and numbers of inhabitants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OwnRange {
    /// The least that one pays, in cents.
    pub least: u64,
    /// The most that one pays, in cents.
    pub most: u64,
}

impl Costs {
    /// From what to what authorities of some kinds pay themselves, once and a year; none where that is not known for all.
    pub fn own_ranges(&self, kinds: &[AuthorityKind], on: Day) -> [Option<OwnRange>; 2] {
        let populations = self.populations();
        let all = kinds
            .iter()
            .flat_map(|kind| populations.iter().map(|population| (*kind, *population)));
        let own: Option<Vec<OwnCosts>> = all
            .map(|(kind, population)| self.own(kind, Some(population), on))
            .collect();
        let own = own.unwrap_or_default();
        let range = |sum: fn(&OwnCosts) -> &OwnSum| {
            let sums: Option<Vec<u64>> = own.iter().map(|own| sum(own).whole().map(|cents| cents.0)).collect();
            let sums = sums?;
            Some(OwnRange {
                least: *sums.iter().min()?,
                most: *sums.iter().max()?,
            })
        };
        [range(|own| &own.once), range(|own| &own.yearly)]
    }

    /// A number of inhabitants within each tier.
    fn populations(&self) -> Vec<u64> {
        let tiers = self.amounts().flat_map(|amount| match amount {
            Amount::Flat(_) => &[][..],
            Amount::Tiers(tiers) => tiers,
        });
        // Who has more inhabitants than the last bound is in no tier, where the last one is closed.
        let mut bounds = vec![0];
        for tier in tiers {
            match tier.up_to_population {
                Some(most) => bounds.push(u64::from(most)),
                None => bounds.push(u64::MAX),
            }
        }
        bounds.sort_unstable();
        bounds.dedup();
        bounds
    }
}

/// What an authority pays of the items of one kind of costs; none where others pay everything.
fn share<'a>(
    items: impl Iterator<Item = &'a CostItem> + Clone,
    population: Option<u64>,
    on: Day,
) -> Result<Option<u64>, CostGap> {
    if items.clone().next().is_none() {
        return Err(CostGap::NoAmount);
    }
    let mut items = items.filter(|item| item.holds(on)).peekable();
    if items.peek().is_none() {
        return Err(CostGap::NoPrice);
    }
    let mut sum = None;
    for item in items {
        match item.payer {
            Some(Payer::Authority) => {
                let amount = item.amount.as_ref().ok_or(CostGap::NoAmount)?;
                let cents = amount.at(population).ok_or(CostGap::NoPopulation)?;
                sum = Some(sum.unwrap_or(0).plus(cents.0));
            }
            Some(_) => {}
            // Whoever pays nothing, pays nothing.
            None if item.amount.as_ref().is_some_and(Amount::is_nothing) => sum = Some(sum.unwrap_or(0)),
            None => return Err(CostGap::NoPayer),
        }
    }
    Ok(sum)
}
