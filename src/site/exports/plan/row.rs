//! A row of a plan: the same for CSV, spreadsheet and API.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::plan::{DateKind, Entry, OwnCosts, Plan};
use crate::model::{Cents, EntityId};
use crate::site::edition::Site;
use crate::site::figures::plan::step_text;

/// What an authority has to do next for a service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Der nächste Schritt einer Stelle bei einer Leistung")]
pub(in crate::site) struct PlanRow {
    #[schemars(description = "Wann der Schritt dran ist")]
    pub group: &'static str,
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Name der Leistung")]
    pub title: String,
    #[schemars(description = "Stand der zuständigen Stelle, soweit angegeben")]
    pub status: Option<&'static str>,
    #[schemars(description = "Der nächste Schritt")]
    pub step: &'static str,
    #[schemars(description = "Der nächste Schritt in Worten")]
    pub action: String,
    #[schemars(description = "Worum es dabei geht")]
    pub detail: Option<String>,
    #[schemars(description = "Warum das der nächste Schritt ist")]
    pub reason: String,
    #[schemars(description = "Was das Datum bedeutet: Frist, Beginn oder geplant")]
    pub date_kind: Option<&'static str>,
    #[schemars(description = "Tag, Monat, Quartal oder Jahr")]
    pub date: Option<String>,
    #[schemars(description = "Was die zuständige Stelle einmalig zahlt, in Cent")]
    pub once_cents: Option<u64>,
    #[schemars(description = "Was die zuständige Stelle im Jahr zahlt, in Cent")]
    pub yearly_cents: Option<u64>,
    #[schemars(description = "Ob die Kosten bekannt, geschätzt oder unbekannt sind oder andere zahlen")]
    pub cost_status: &'static str,
    #[schemars(description = "Kennung der Stelle, die handelt")]
    pub authority: String,
    #[schemars(description = "Name der Stelle, die handelt")]
    pub authority_name: String,
    #[schemars(description = "Wer Auskunft gibt")]
    pub contact: Option<String>,
    #[schemars(description = "E-Mail-Adresse für Auskünfte")]
    pub email: Option<String>,
    #[schemars(description = "Telefonnummer für Auskünfte")]
    pub phone: Option<String>,
    #[schemars(description = "Adresse der Seite der Leistung")]
    pub url: String,
    #[schemars(description = "Ob die Angaben zur Leistung erfunden sind, als Beispiel")]
    pub sample: bool,
}

impl PlanRow {
    fn of(site: &Site, entry: &Entry) -> Self {
        let text = step_text(site, entry);
        let whom = text.whom.as_ref();
        let (once, yearly, cost_status) = costs(entry.costs);
        Self {
            group: entry.group.key(),
            service: entry.service.id.to_string(),
            title: entry.service.title.clone(),
            status: entry.status.map(|status| status.key()),
            step: entry.next.step.key(),
            action: text.action.clone(),
            detail: text.detail.clone(),
            reason: text.reason.clone(),
            date_kind: entry.next.date_kind.map(DateKind::key),
            date: entry.next.date.map(|date| date.to_string()),
            once_cents: once.map(|cents| cents.0),
            yearly_cents: yearly.map(|cents| cents.0),
            cost_status,
            authority: entry.carrier.id.to_string(),
            authority_name: entry.carrier.full_name(),
            contact: whom.map(|whom| whom.name.clone()),
            email: whom.and_then(|whom| whom.email.clone()),
            phone: whom.and_then(|whom| whom.phone.clone()),
            url: site.absolute_entity(&EntityId::Service(entry.service.id.clone())),
            sample: entry.service.sample,
        }
    }
}

fn costs(costs: OwnCosts) -> (Option<Cents>, Option<Cents>, &'static str) {
    match costs {
        OwnCosts::Unknown => (None, None, "unknown"),
        OwnCosts::Others => (None, None, "others"),
        OwnCosts::Paid {
            once,
            yearly,
            estimated: true,
        } => (once, yearly, "estimated"),
        OwnCosts::Paid { once, yearly, .. } => (once, yearly, "known"),
    }
}

/// The rows of a plan, in the order of its page.
pub(in crate::site) fn rows(site: &Site, plan: &Plan) -> impl Iterator<Item = PlanRow> {
    plan.entries.iter().map(|entry| PlanRow::of(site, entry))
}
