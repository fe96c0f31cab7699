//! Services.

use schemars::JsonSchema;
use serde::Serialize;

use super::items;
use super::text;
use super::texts;
use super::words;
use super::{Row, Sample};
use crate::model::{
    Actor, ApprovalStatus, AuthorityKind, Coverage, EntityId, Freshness, Offer, Orderability, Phase, Service,
    TargetGroup, WrittenForm,
};
use crate::site::edition::Site;

/// A service.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Verwaltungsleistung")]
pub(in crate::site) struct ServiceRow {
    #[schemars(description = "Kennung der Leistung")]
    pub id: String,
    #[schemars(description = "Adresse der Seite")]
    pub url: String,
    #[schemars(description = "Name")]
    pub title: String,
    #[schemars(description = "Ein Satz über die Leistung")]
    pub summary: String,
    #[schemars(description = "LeiKa-Schlüssel mit je 14 Ziffern")]
    pub leika: Vec<String>,
    #[schemars(description = "Nummer im OZG-Umsetzungskatalog, 5 Ziffern")]
    pub ozg_id: Option<String>,
    #[schemars(description = "LeiKa-Typen: wer regelt und wer vollzieht")]
    pub leika_types: Vec<String>,
    #[schemars(description = "Kennung des zuständigen Ressorts")]
    pub ministry: String,
    #[schemars(description = "Kennung des Themenfelds")]
    pub topic: String,
    #[schemars(description = "Für wen die Leistung ist", extend("items" = items(&words!(TargetGroup))))]
    pub target_groups: Vec<&'static str>,
    #[schemars(description = "Arten von Stellen, die die Leistung vollziehen", extend("items" = items(&words!(AuthorityKind))))]
    pub carried_out_by: Vec<&'static str>,
    #[schemars(description = "Stand auf den drei Schritten", extend("enum" = words!(Phase)))]
    pub phase: &'static str,
    #[schemars(description = "Angebot nach dem Prinzip „Einer für Alle“", extend("enum" = words!(Offer, or null)))]
    pub efa_offer: Option<&'static str>,
    #[schemars(description = "Land, das den Online-Dienst entwickelt")]
    pub efa_lead_state: Option<String>,
    #[schemars(description = "Adresse des Online-Dienstes")]
    pub efa_service_url: Option<String>,
    #[schemars(description = "Stand der Freigabe durch das Ministerium", extend("enum" = words!(ApprovalStatus, or null)))]
    pub approval: Option<&'static str>,
    #[schemars(description = "Tag der Entscheidung über die Freigabe")]
    pub approved_on: Option<String>,
    #[schemars(description = "Reifegradmodell; Stufen verschiedener Modelle sind nicht vergleichbar")]
    pub maturity_model: Option<String>,
    #[schemars(description = "Stufe des Reifegrads im Modell")]
    pub maturity_level: Option<u8>,
    #[schemars(
        description = "Ab wann Kommunen nachnutzen können: Tag, Monat, Quartal oder Jahr; „unknown“, wenn das Ministerium es noch nicht weiß"
    )]
    pub reusable_from: Option<String>,
    #[schemars(description = "Ob Kommunen am Stichtag („now“) oder später („coming“) nachnutzen können: angeboten, freigegeben und von Kommunen vollzogen", extend("enum" = ["now", "coming", null]))]
    pub reusability: Option<&'static str>,
    #[schemars(
        description = "Ob der freigegebene Online-Dienst am Stichtag bestellt werden kann; leer, wenn er nicht freigegeben ist",
        extend("enum" = words!(Orderability, or null))
    )]
    pub order_status: Option<&'static str>,
    #[schemars(description = "Seit wann er bestellt werden kann")]
    pub orderable_since: Option<String>,
    #[schemars(description = "Wer den Vertrag mit dem Anbieter schließt", extend("enum" = words!(Actor, or null)))]
    pub order_contracted_by: Option<&'static str>,
    #[schemars(description = "Anbieter, bei dem der Dienst bezogen wird")]
    pub order_provider: Option<String>,
    #[schemars(description = "Adresse, unter der bestellt wird")]
    pub order_url: Option<String>,
    #[schemars(description = "Bis wann der Vertrag gilt")]
    pub contract_until: Option<String>,
    #[schemars(description = "Ob nur über den EfA-Marktplatz bestellt werden kann; leer, wenn es nicht angegeben ist")]
    pub marketplace_binding: Option<bool>,
    #[schemars(description = "Ob das Ministerium am Stichtag Kommunen zur Mitarbeit sucht")]
    pub participation_open: bool,
    #[schemars(description = "Wobei Kommunen mitarbeiten können")]
    pub participation_task: Option<String>,
    #[schemars(description = "Bis wann sich Kommunen melden können")]
    pub participation_until: Option<String>,
    #[schemars(
        description = "Kennungen der Basiskomponenten, die der Online-Dienst nutzt; ihre Namen stehen auf der Seite der Leistung"
    )]
    pub base_services: Vec<String>,
    #[schemars(description = "Ob die Leistung unter Anhang II der SDG-Verordnung fällt")]
    pub sdg: bool,
    #[schemars(description = "Ob sie eine Fokusleistung ist; leer, wenn es nicht angegeben ist")]
    pub focus: Option<bool>,
    #[schemars(
        description = "Ob der Online-Dienst aus Mitteln für „Einer für Alle“ entwickelt wurde; leer, wenn es nicht angegeben ist"
    )]
    pub efa_financed: Option<bool>,
    #[schemars(description = "Ob das Recht eine Unterschrift verlangt und wie sie ersetzt ist", extend("enum" = words!(WrittenForm, or null)))]
    pub written_form: Option<&'static str>,
    #[schemars(description = "Wann das Ministerium die Angaben zuletzt bestätigt hat")]
    pub reviewed_on: Option<String>,
    #[schemars(description = "Ob die Bestätigung abgelaufen ist; leer, wenn es nie eine gab")]
    pub review_overdue: Option<bool>,
    #[schemars(description = "Zahl der zuständigen Stellen, bei denen der Online-Dienst in Betrieb ist")]
    pub authorities_live: usize,
    #[schemars(description = "Zahl der zuständigen Stellen")]
    pub authorities_responsible: usize,
    #[schemars(
        description = "Zahl der zuständigen Stellen, zu denen es keine Angabe gibt; sie zählen nicht als „nein“"
    )]
    pub authorities_unstated: usize,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl ServiceRow {
    pub fn of(site: &Site, service: &Service) -> Self {
        let coverage = Coverage::of_service(&site.portal, service);
        let efa = service.efa.as_ref();
        let order = service.order_route();
        let call = service.participation.as_ref();
        Self {
            id: service.id.to_string(),
            url: site.absolute_entity(&EntityId::Service(service.id.clone())),
            title: service.title.clone(),
            summary: service.summary.clone(),
            leika: texts(&service.leika),
            ozg_id: text(service.ozg_id.as_ref()),
            leika_types: texts(&service.leika_types),
            ministry: service.ministry.to_string(),
            topic: service.topic.to_string(),
            target_groups: service.target_groups.iter().map(|group| group.key()).collect(),
            carried_out_by: service.carried_out_by.iter().map(|kind| kind.key()).collect(),
            phase: service.phase.key(),
            efa_offer: efa.map(|efa| efa.offer.key()),
            efa_lead_state: efa.and_then(|efa| efa.lead_state.clone()),
            efa_service_url: efa.and_then(|efa| text(efa.service_url.as_ref())),
            approval: service.approval.as_ref().map(|approval| approval.status.key()),
            approved_on: service
                .approval
                .as_ref()
                .and_then(|approval| text(approval.on.as_ref())),
            maturity_model: service.maturity.as_ref().map(|maturity| maturity.model.to_string()),
            maturity_level: service.maturity.as_ref().map(|maturity| maturity.level),
            reusable_from: text(service.answers.reusable_from.as_ref()),
            reusability: site.portal.reusability(service).map(|reusability| reusability.key()),
            order_status: service.order_state(site.portal.as_of).map(Orderability::key),
            orderable_since: text(service.orderable_since(site.portal.as_of).as_ref()),
            order_contracted_by: order.and_then(|order| order.contracted_by).map(Actor::key),
            order_provider: order.and_then(|order| order.provider.clone()),
            order_url: order.and_then(|order| text(order.url.as_ref())),
            contract_until: order.and_then(|order| text(order.until.as_ref())),
            marketplace_binding: order.and_then(|order| order.marketplace_binding),
            participation_open: call.is_some_and(|call| call.is_open(site.portal.as_of)),
            participation_task: call.map(|call| call.task.clone()),
            participation_until: call.and_then(|call| text(call.until.as_ref())),
            base_services: base_services(site, service),
            sdg: service.sdg,
            focus: service.is_focus,
            efa_financed: service.is_efa_financed,
            written_form: service.written_form.map(WrittenForm::key),
            reviewed_on: text(service.reviewed_on.as_ref()),
            review_overdue: match site.portal.freshness(service) {
                Freshness::Confirmed => Some(false),
                Freshness::Overdue => Some(true),
                Freshness::Never => None,
            },
            authorities_live: coverage.live,
            authorities_responsible: coverage.of,
            authorities_unstated: coverage.unstated,
            sample: service.sample,
        }
    }
}

/// The ids of today of what the record names.
fn base_services(site: &Site, service: &Service) -> Vec<String> {
    let settings = &site.portal.settings;
    let ids = service.base_services.iter();
    ids.map(|id| {
        settings
            .base_service(id)
            .map_or_else(|| id.to_string(), |known| known.id.to_string())
    })
    .collect()
}

impl Sample for ServiceRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for ServiceRow {
    const NAME: &'static str = "leistungen";
    const KEY: &'static str = "services";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .services
            .values()
            .map(move |service| Self::of(site, service))
    }
}
