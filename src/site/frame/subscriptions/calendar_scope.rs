//! Which calendars there are.

use crate::model::{AuthorityId, EntityId, EntityKind, EventId, EventKind, MinistryId, ServiceId};
use crate::site::edition::{Site, urls};

/// What a calendar holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum CalendarScope {
    /// All events.
    All,
    /// All planned steps of all services.
    Milestones,
    /// All closing dates.
    Deadlines,
    /// The events of a kind.
    Kind(EventKind),
    /// A ministry's events, and those about its services.
    Ministry(MinistryId),
    /// Events, steps and closing dates of a service.
    Service(ServiceId),
    /// The events about the services that an authority carries out.
    Authority(AuthorityId),
    /// A single event, to be put into one's own calendar.
    Event(EventId),
}

impl CalendarScope {
    /// All calendars that the portal has by its settings.
    pub fn all(site: &Site) -> Vec<Self> {
        let portal = &site.portal;
        let ministries = portal.ministries.keys().cloned().map(Self::Ministry);
        let services = portal.services.keys().cloned().map(Self::Service);
        let authorities = portal.authorities.keys().cloned().map(Self::Authority);
        let events = portal.events.keys().cloned().map(Self::Event);
        let parts = ministries.chain(services).chain(authorities).chain(events);
        let parts = parts.filter(|scope| scope.is_on(site));
        let kinds = EventKind::ALL.iter().copied().map(Self::Kind);
        [Self::All, Self::Milestones, Self::Deadlines]
            .into_iter()
            .chain(kinds)
            .chain(parts)
            .collect()
    }

    /// The calendar of an entity's page, if it has one.
    pub fn of_entity(site: &Site, id: &EntityId) -> Option<Self> {
        let scope = match id {
            EntityId::Ministry(id) => Self::Ministry(id.clone()),
            EntityId::Service(id) => Self::Service(id.clone()),
            EntityId::Authority(id) => Self::Authority(id.clone()),
            EntityId::Event(id) => Self::Event(id.clone()),
            _ => return None,
        };
        (scope.is_on(site) && scope.is_kept(site)).then_some(scope)
    }

    /// Of an authority that has ended nothing is told any more.
    fn is_kept(&self, site: &Site) -> bool {
        match self {
            Self::Authority(id) => site.portal.authorities.contains_key(id),
            _ => true,
        }
    }

    /// The calendar of an overview, by its address.
    pub fn of_overview(url: &str) -> Option<Self> {
        match url {
            urls::EVENTS => Some(Self::All),
            urls::ROADMAP => Some(Self::Milestones),
            urls::PARTICIPATION => Some(Self::Deadlines),
            _ => EventKind::ALL
                .iter()
                .find(|kind| urls::events_of_kind(**kind) == url)
                .map(|kind| Self::Kind(*kind)),
        }
    }

    fn is_on(&self, site: &Site) -> bool {
        let kind = match self {
            Self::All | Self::Milestones | Self::Deadlines | Self::Kind(_) => return true,
            Self::Ministry(_) => EntityKind::Ministry,
            Self::Service(_) => EntityKind::Service,
            Self::Authority(_) => EntityKind::Authority,
            Self::Event(_) => EntityKind::Event,
        };
        site.portal.settings.extra_files.calendars.contains(&kind)
    }

    pub fn url(&self) -> String {
        match self {
            Self::All => "/kalender/termine.ics".to_owned(),
            Self::Milestones => "/kalender/meilensteine.ics".to_owned(),
            Self::Deadlines => "/kalender/fristen.ics".to_owned(),
            Self::Kind(kind) => format!("/kalender/{}.ics", kind.word().replace('_', "-")),
            Self::Ministry(id) => format!("{}kalender.ics", urls::entity(&EntityId::Ministry(id.clone()))),
            Self::Service(id) => format!("{}kalender.ics", urls::entity(&EntityId::Service(id.clone()))),
            Self::Authority(id) => format!("{}kalender.ics", urls::entity(&EntityId::Authority(id.clone()))),
            Self::Event(id) => format!("{}termin.ics", urls::entity(&EntityId::Event(id.clone()))),
        }
    }

    /// What the calendar is called in the program that subscribes to it.
    pub fn title(&self, site: &Site) -> String {
        let path = format!("subscribe.calendar.{}", self.key());
        site.fill(
            &path,
            &[("name", &self.name(site)), ("portal", &site.portal.settings.title)],
        )
    }

    /// Name of its kind in the interface texts.
    pub fn key(&self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Milestones => "milestones",
            Self::Deadlines => "deadlines",
            Self::Kind(_) => "kind",
            Self::Ministry(_) => "ministry",
            Self::Service(_) => "service",
            Self::Authority(_) => "authority",
            Self::Event(_) => "event",
        }
    }

    /// What it is about.
    pub fn name(&self, site: &Site) -> String {
        let portal = &site.portal;
        let name: &str = match self {
            Self::All | Self::Milestones | Self::Deadlines => &portal.settings.title,
            Self::Kind(kind) => return site.theme.text(&format!("subscribe.kind.{}", kind.key())).to_owned(),
            Self::Ministry(id) => portal.ministries.get(id).map_or("", |ministry| &ministry.abbreviation),
            Self::Service(id) => portal.services.get(id).map_or("", |service| &service.title),
            Self::Authority(id) => portal.authorities.get(id).map_or("", |authority| &authority.name),
            Self::Event(id) => portal.events.get(id).map_or("", |event| &event.title),
        };
        name.to_owned()
    }
}
