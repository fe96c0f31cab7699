//! What online services cost, and who pays it.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::words;
use super::{Row, Sample};
use crate::model::{Amount, CostItem, CostKind, CostStatus, Payer, Service, Tax};
use crate::site::edition::Site;

/// An amount.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(
    description = "Ein Betrag, den jemand für eine Leistung zahlt; bei Stufen nach Einwohnerzahl eine Zeile je Stufe"
)]
pub(in crate::site) struct CostRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Wofür: Einführung und Anbindung einmalig, Betrieb je Jahr", extend("enum" = words!(CostKind)))]
    pub kind: &'static str,
    #[schemars(description = "Wer zahlt; „authority“ ist die Stelle, die den Online-Dienst nutzt", extend("enum" = words!(Payer, or null)))]
    pub payer: Option<&'static str>,
    #[schemars(description = "Betrag in Euro; leer, wenn er noch nicht feststeht")]
    pub euros: Option<f64>,
    #[schemars(description = "Gilt für Stellen mit mehr als so vielen Einwohnern")]
    pub population_above: Option<u64>,
    #[schemars(description = "Gilt für Stellen bis zu so vielen Einwohnern")]
    pub population_up_to: Option<u64>,
    #[schemars(description = "Ab wann der Preis gilt: Tag, Monat, Quartal oder Jahr")]
    pub valid_from: Option<String>,
    #[schemars(description = "Bis wann der Preis gilt, einschließlich")]
    pub valid_until: Option<String>,
    #[schemars(description = "Ob der Preis Umsatzsteuer enthält", extend("enum" = words!(Tax, or null)))]
    pub tax: Option<&'static str>,
    #[schemars(description = "Wie sicher die Kosten sind", extend("enum" = words!(CostStatus)))]
    pub status: &'static str,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl CostRow {
    pub fn of(site: &Site, service: &Service) -> Vec<Self> {
        let Some(costs) = &service.answers.costs else {
            return Vec::new();
        };
        let items = costs.items(&site.portal.carrier_kinds(service));
        let rows = items.iter().flat_map(|item| {
            let row = |(above, up_to, cents): (Option<u64>, Option<u64>, Option<u64>)| Self {
                service: service.id.to_string(),
                kind: item.kind.key(),
                payer: item.payer.map(Payer::key),
                euros: cents.map(|cents| cents as f64 / 100.0),
                population_above: above,
                population_up_to: up_to,
                valid_from: text(item.from.as_ref()),
                valid_until: text(item.until.as_ref()),
                tax: item.tax.map(Tax::key),
                status: costs.status.key(),
                sample: service.sample,
            };
            tiers(item).into_iter().map(row).collect::<Vec<_>>()
        });
        rows.collect()
    }
}

/// Above and up to how many inhabitants an amount holds, and how much it is.
fn tiers(item: &CostItem) -> Vec<(Option<u64>, Option<u64>, Option<u64>)> {
    match &item.amount {
        None => vec![(None, None, None)],
        Some(Amount::Flat(cents)) => vec![(None, None, Some(cents.0))],
        Some(Amount::Tiers(tiers)) => {
            let bounds = std::iter::once(None).chain(tiers.iter().map(|tier| tier.up_to_population.map(u64::from)));
            let tiers = tiers.iter().zip(bounds);
            tiers
                .map(|(tier, above)| (above, tier.up_to_population.map(u64::from), Some(tier.amount.0)))
                .collect()
        }
    }
}

impl Sample for CostRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for CostRow {
    const NAME: &'static str = "kosten";
    const KEY: &'static str = "costs";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .services
            .values()
            .flat_map(move |service| Self::of(site, service))
    }
}
