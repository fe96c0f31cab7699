//! What the API says of one entity: its row with the rows that belong to it.

use schemars::JsonSchema;
use serde::Serialize;

use super::AnswerRow;
use super::AuthorityRow;
use super::CoverageRow;
use super::EventRow;
use super::MilestoneRow;
use super::MinistryRow;
use super::PressRow;
use super::ReuseRow;
use super::ServiceRow;
use super::TopicRow;
use crate::model::plan::Plan;
use crate::model::{Authority, EntityId, Ministry, Service, Topic};
use crate::site::edition::Site;
use crate::site::exports::plan::{PlanRow, rows};
use crate::site::figures::plan::plan;

/// One entity with what belongs to it.
pub(in crate::site) trait Detail: Serialize + JsonSchema {}

/// A service with its answers, steps, coverage, re-uses and news.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Leistung mit allem, was dazugehört")]
pub(in crate::site) struct ServiceDetail {
    service: ServiceRow,
    answers: [AnswerRow; 5],
    milestones: Vec<MilestoneRow>,
    coverage: CoverageRow,
    reuse: Vec<ReuseRow>,
    events: Vec<EventRow>,
    press: Vec<PressRow>,
}

impl ServiceDetail {
    pub fn of(site: &Site, service: &Service) -> Self {
        let portal = &site.portal;
        Self {
            service: ServiceRow::of(site, service),
            answers: AnswerRow::of(service),
            milestones: MilestoneRow::of(site, service),
            coverage: CoverageRow::of(site, service),
            reuse: service.reuse.iter().map(|reuse| ReuseRow::of(service, reuse)).collect(),
            events: portal
                .events_of_service(&service.id)
                .iter()
                .map(|event| EventRow::of(site, event))
                .collect(),
            press: portal
                .press_of_service(&service.id)
                .iter()
                .map(|release| PressRow::of(site, release))
                .collect(),
        }
    }
}

/// A ministry with its services.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Ressort mit seinen Leistungen")]
pub(in crate::site) struct MinistryDetail {
    ministry: MinistryRow,
    services: Vec<ServiceRow>,
}

impl MinistryDetail {
    pub fn of(site: &Site, ministry: &Ministry) -> Self {
        let services = site.portal.services_of_ministry(&ministry.id).iter();
        Self {
            ministry: MinistryRow::of(site, ministry),
            services: services.map(|service| ServiceRow::of(site, service)).collect(),
        }
    }
}

/// A topic area with its services.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Themenfeld mit seinen Leistungen")]
pub(in crate::site) struct TopicDetail {
    topic: TopicRow,
    services: Vec<ServiceRow>,
}

impl TopicDetail {
    pub fn of(site: &Site, topic: &Topic) -> Self {
        let services = site.portal.services_of_topic(&topic.id).iter();
        Self {
            topic: TopicRow::of(site, topic),
            services: services.map(|service| ServiceRow::of(site, service)).collect(),
        }
    }
}

/// An authority with the services that it has said something about.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Stelle mit den Leistungen, zu denen es von ihr Angaben gibt")]
pub(in crate::site) struct AuthorityDetail {
    authority: AuthorityRow,
    services: Vec<ServiceAtAuthority>,
    #[schemars(description = "Die nächsten Schritte, in der Reihenfolge der Seite")]
    plan: Vec<PlanRow>,
    #[schemars(
        description = "Wie viele weitere Leistungen der Plan hat, die hier nicht stehen, weil er sonst zu lang wäre"
    )]
    plan_unlisted: usize,
}

/// A service at an authority.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Leistung bei einer Stelle")]
struct ServiceAtAuthority {
    #[schemars(description = "Name der Leistung")]
    title: String,
    #[schemars(description = "Ein Satz über die Leistung")]
    summary: String,
    #[schemars(description = "Adresse der Seite der Leistung")]
    url: String,
    reuse: ReuseRow,
}

impl AuthorityDetail {
    pub fn of(site: &Site, authority: &Authority) -> Self {
        let reuses = site.portal.reuses_of_authority(&authority.id);
        let services = reuses.map(|(service, reuse)| ServiceAtAuthority {
            title: service.title.clone(),
            summary: service.summary.clone(),
            url: site.absolute_entity(&EntityId::Service(service.id.clone())),
            reuse: ReuseRow::of(service, reuse),
        });
        let plan = plan(site, authority);
        let unlisted = |plan: &Plan| plan.outline.len().saturating_sub(plan.entries.len());
        Self {
            authority: AuthorityRow::of(site, authority),
            services: services.collect(),
            plan_unlisted: plan.as_ref().map_or(0, unlisted),
            plan: plan.iter().flat_map(|plan| rows(site, plan)).collect(),
        }
    }
}

impl Detail for ServiceDetail {}
impl Detail for MinistryDetail {}
impl Detail for TopicDetail {}
impl Detail for AuthorityDetail {}
impl Detail for EventRow {}
impl Detail for PressRow {}
