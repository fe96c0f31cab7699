//! What lists show of each kind of entity.

use serde::Serialize;

use crate::model::{
    AnswerTally, ApprovalStatus, Authority, AuthorityId, AuthorityKind, Availability, Coverage, Day, EntityId, Event,
    EventId, EventKind, Freshness, Level, Ministry, MinistryId, Offer, Phase, Portal, PressRelease, PressReleaseId,
    Service, ServiceId, TargetGroup, Topic, TopicId,
};
use crate::site::edition::urls;
use crate::site::frame::samples::AllSamples;

/// A service as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct ServiceItem<'a> {
    id: &'a ServiceId,
    url: String,
    title: &'a str,
    summary: &'a str,
    ministry: Option<Named<'a>>,
    topic: Option<Named<'a>>,
    phase: Phase,
    /// German word of the phase, for addresses of facet pages.
    phase_word: &'static str,
    /// Place of the phase on the way; none where the way has been left.
    phase_rank: Option<usize>,
    approval: Option<ApprovalStatus>,
    offer: Option<Offer>,
    maturity: Option<MaturityItem>,
    target_groups: &'a [TargetGroup],
    reusable_from: Option<Availability>,
    /// What lists are sorted by: the first day that `reusable_from` may mean.
    reusable_from_day: Option<Day>,
    /// Whether the ministry is looking for municipalities, on the reference date.
    participation: bool,
    reviewed_on: Option<Day>,
    freshness: Freshness,
    answers: AnswerTally,
    coverage: Coverage,
    sample: bool,
}

/// A service of which nothing but its name is shown.
#[derive(Debug, Serialize)]
pub(in crate::site) struct ServiceLink<'a> {
    url: String,
    title: &'a str,
    sample: bool,
}

/// An authority of which nothing but its name and kind is shown.
#[derive(Debug, Serialize)]
pub(in crate::site) struct AuthorityLink<'a> {
    url: String,
    name: &'a str,
    kind: AuthorityKind,
}

/// A maturity level, and whether the law is met by it.
#[derive(Debug, Serialize)]
pub(in crate::site) struct MaturityItem {
    /// `m1_1` or `m2_0`, as the interface texts name the model.
    key: &'static str,
    model: String,
    level: u8,
    highest: u8,
    /// None where the model does not say.
    meets_law: Option<bool>,
}

impl MaturityItem {
    /// The interface text with the name of the level.
    pub(in crate::site) fn name_path(&self) -> String {
        format!("maturity.{}.{}", self.key, self.level)
    }
}

impl From<Level> for MaturityItem {
    fn from(maturity: Level) -> Self {
        use crate::model::MaturityModel::{V1_1, V2_0};
        Self {
            key: match maturity.model {
                V1_1 => "m1_1",
                V2_0 => "m2_0",
            },
            model: maturity.model.to_string(),
            level: maturity.level,
            highest: maturity.model.highest_level(),
            meets_law: maturity.model.legal_level().map(|level| maturity.level >= level),
        }
    }
}

/// A ministry, topic or authority as a link.
#[derive(Debug, Serialize)]
pub(super) struct Named<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
    url: String,
}

/// A ministry as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct MinistryItem<'a> {
    id: &'a MinistryId,
    url: String,
    abbreviation: &'a str,
    name: &'a str,
    former: bool,
    services: usize,
    sample: bool,
}

/// A topic as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct TopicItem<'a> {
    id: &'a TopicId,
    url: String,
    name: &'a str,
    federal_leads: &'a [String],
    state_leads: &'a [String],
    services: usize,
    sample: bool,
}

/// An authority as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct AuthorityItem<'a> {
    id: &'a AuthorityId,
    url: String,
    name: &'a str,
    kind: AuthorityKind,
    designation: Option<&'a str>,
    population: Option<u64>,
    postcode: Option<&'a str>,
    county: Option<Named<'a>>,
    office: Option<Named<'a>>,
    sample: bool,
}

/// An event as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct EventItem<'a> {
    id: &'a EventId,
    url: String,
    title: &'a str,
    summary: Option<&'a str>,
    begin: String,
    end: Option<String>,
    kind: EventKind,
    place: Option<&'a str>,
    online: bool,
    organizer: Option<&'a str>,
    ministry: Option<Named<'a>>,
    target_groups: &'a [TargetGroup],
    cancelled: bool,
    past: bool,
    sample: bool,
}

/// A press release as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct PressReleaseItem<'a> {
    id: &'a PressReleaseId,
    url: String,
    title: &'a str,
    summary: Option<&'a str>,
    date: Day,
    ministry: Option<Named<'a>>,
    sample: bool,
}

fn first_day(availability: Option<Availability>) -> Option<Day> {
    match availability? {
        Availability::From(date) => Some(Day(date.first_day())),
        Availability::Unknown => None,
    }
}

/// Makes what lists show, from the entities of a portal.
pub(super) struct Maker<'a> {
    pub portal: &'a Portal,
    /// Whose rows need not say that they are invented.
    pub all_samples: &'a AllSamples,
    /// Put before every address.
    pub prefix: &'a str,
}

impl<'a> Maker<'a> {
    fn url(&self, id: EntityId) -> String {
        format!("{}{}", self.prefix, urls::entity(&id))
    }

    pub fn service_link<'s>(&self, service: &'s Service) -> ServiceLink<'s> {
        ServiceLink {
            url: self.url(EntityId::Service(service.id.clone())),
            title: &service.title,
            sample: self.all_samples.is_marked(service),
        }
    }

    pub fn authority_link<'s>(&self, authority: &'s Authority) -> AuthorityLink<'s> {
        AuthorityLink {
            url: self.url(EntityId::Authority(authority.id.clone())),
            name: &authority.name,
            kind: authority.kind,
        }
    }

    fn named_ministry(&self, id: &MinistryId) -> Option<Named<'a>> {
        let ministry = self.portal.ministries.get(id)?;
        let url = self.url(EntityId::Ministry(ministry.id.clone()));
        Some(Named {
            id: ministry.id.as_str(),
            name: &ministry.name,
            short: &ministry.abbreviation,
            url,
        })
    }

    fn named_topic(&self, id: &TopicId) -> Option<Named<'a>> {
        let topic = self.portal.topics.get(id)?;
        Some(Named {
            id: topic.id.as_str(),
            name: &topic.name,
            short: &topic.name,
            url: self.url(EntityId::Topic(topic.id.clone())),
        })
    }

    fn named_authority(&self, authority: &'a Authority) -> Named<'a> {
        let url = self.url(EntityId::Authority(authority.id.clone()));
        Named {
            id: authority.id.as_str(),
            name: &authority.name,
            short: &authority.name,
            url,
        }
    }

    pub fn service(&self, service: &'a Service) -> ServiceItem<'a> {
        let today = self.portal.as_of;
        ServiceItem {
            id: &service.id,
            url: self.url(EntityId::Service(service.id.clone())),
            title: &service.title,
            summary: &service.summary,
            ministry: self.named_ministry(&service.ministry),
            topic: self.named_topic(&service.topic),
            phase: service.phase,
            phase_word: service.phase.word(),
            phase_rank: (service.phase != Phase::Deferred).then_some(service.phase as usize),
            approval: service.approval.as_ref().map(|approval| approval.status),
            offer: service.efa.as_ref().map(|efa| efa.offer),
            maturity: service.maturity.as_ref().map(|maturity| maturity.rating().into()),
            target_groups: &service.target_groups,
            reusable_from: service.answers.reusable_from,
            reusable_from_day: first_day(service.answers.reusable_from),
            participation: service.participation.as_ref().is_some_and(|call| call.is_open(today)),
            reviewed_on: service.reviewed_on,
            freshness: self.portal.freshness(service),
            answers: AnswerTally::of_service(service),
            coverage: Coverage::of_service(self.portal, service),
            sample: self.all_samples.is_marked(service),
        }
    }

    pub fn ministry(&self, ministry: &'a Ministry) -> MinistryItem<'a> {
        MinistryItem {
            id: &ministry.id,
            url: self.url(EntityId::Ministry(ministry.id.clone())),
            abbreviation: &ministry.abbreviation,
            name: &ministry.name,
            former: ministry.is_former(self.portal.as_of),
            services: self.portal.services_of_ministry(&ministry.id).len(),
            sample: self.all_samples.is_marked(ministry),
        }
    }

    pub fn topic(&self, topic: &'a Topic) -> TopicItem<'a> {
        TopicItem {
            id: &topic.id,
            url: self.url(EntityId::Topic(topic.id.clone())),
            name: &topic.name,
            federal_leads: &topic.federal_leads,
            state_leads: &topic.state_leads,
            services: self.portal.services_of_topic(&topic.id).len(),
            sample: self.all_samples.is_marked(topic),
        }
    }

    pub fn authority(&self, authority: &'a Authority) -> AuthorityItem<'a> {
        let county = self
            .portal
            .county_of(authority)
            .filter(|county| county.id != authority.id);
        AuthorityItem {
            id: &authority.id,
            url: self.url(EntityId::Authority(authority.id.clone())),
            name: &authority.name,
            kind: authority.kind,
            designation: authority.designation.as_deref(),
            population: authority.population.map(u64::from),
            postcode: authority.postcode.as_ref().map(|postcode| postcode.as_str()),
            county: county.map(|county| self.named_authority(county)),
            office: self
                .portal
                .office_of(authority)
                .map(|office| self.named_authority(office)),
            sample: self.all_samples.is_marked(authority),
        }
    }

    pub fn event(&self, event: &'a Event) -> EventItem<'a> {
        EventItem {
            id: &event.id,
            url: self.url(EntityId::Event(event.id.clone())),
            title: &event.title,
            summary: event.summary.as_deref(),
            begin: event.begin.to_string(),
            end: event.end.map(|end| end.to_string()),
            kind: event.kind,
            place: event.place.as_deref(),
            online: event.join_link.is_some(),
            organizer: event.organizer.as_deref(),
            ministry: event.ministry.as_ref().and_then(|id| self.named_ministry(id)),
            target_groups: &event.target_groups,
            cancelled: event.cancelled,
            past: event.is_past(self.portal.as_of),
            sample: self.all_samples.is_marked(event),
        }
    }

    pub fn press_release(&self, release: &'a PressRelease) -> PressReleaseItem<'a> {
        PressReleaseItem {
            id: &release.id,
            url: self.url(EntityId::PressRelease(release.id.clone())),
            title: &release.title,
            summary: release.summary.as_deref(),
            date: release.date,
            ministry: release.ministry.as_ref().and_then(|id| self.named_ministry(id)),
            sample: self.all_samples.is_marked(release),
        }
    }
}
