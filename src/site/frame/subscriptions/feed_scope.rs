//! Of what a feed tells: the whole portal, the entities of a kind, its changes, or one of its parts.

use crate::model::{AuthorityId, EntityId, EntityKind, MinistryId, NAMINGS, Naming, ServiceId, TopicId};
use crate::site::edition::{Site, urls};

/// What a feed is about.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::site) enum FeedScope {
    /// Press releases, events and confirmed records of the whole portal.
    News,
    /// All entities of a kind that has a feed of its own.
    Kind(&'static Naming),
    /// What changed in the meaning of services.
    Changes,
    /// What concerns a ministry.
    Ministry(MinistryId),
    /// What concerns a topic area.
    Topic(TopicId),
    /// What concerns a service.
    Service(ServiceId),
    /// What concerns the services that an authority carries out.
    Authority(AuthorityId),
}

impl FeedScope {
    /// All feeds that the portal has by its settings.
    pub fn all(site: &Site) -> Vec<Self> {
        let portal = &site.portal;
        let ministries = portal.ministries.keys().cloned().map(Self::Ministry);
        let topics = portal.topics.keys().cloned().map(Self::Topic);
        let services = portal.services.keys().cloned().map(Self::Service);
        let authorities = portal.authorities.keys().cloned().map(Self::Authority);
        let parts = ministries.chain(topics).chain(services).chain(authorities);
        let parts = parts.filter(|scope| scope.is_on(site));
        Self::of_portal().chain(parts).collect()
    }

    /// The feeds of the portal, which all pages name.
    pub fn of_portal() -> impl Iterator<Item = Self> {
        let kinds = NAMINGS.iter().filter(|naming| naming.has_feed);
        let kinds = kinds.map(Self::Kind);
        std::iter::once(Self::News).chain(kinds).chain([Self::Changes])
    }

    /// Whether it is one of those.
    pub fn is_of_portal(&self) -> bool {
        matches!(self, Self::News | Self::Kind(_) | Self::Changes)
    }

    /// The feed of an entity's page, if it has one.
    pub fn of_entity(site: &Site, id: &EntityId) -> Option<Self> {
        let scope = match id {
            EntityId::Ministry(id) => Self::Ministry(id.clone()),
            EntityId::Topic(id) => Self::Topic(id.clone()),
            EntityId::Service(id) => Self::Service(id.clone()),
            EntityId::Authority(id) => Self::Authority(id.clone()),
            _ => return Self::of_overview(id.naming().keys[1]),
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

    /// The feed of an overview, by the stable name of its pages.
    pub fn of_overview(kind: &str) -> Option<Self> {
        match kind {
            "home" => Some(Self::News),
            "changes" => Some(Self::Changes),
            _ => NAMINGS
                .iter()
                .find(|naming| naming.has_feed && naming.keys[1] == kind)
                .map(Self::Kind),
        }
    }

    fn is_on(&self, site: &Site) -> bool {
        let kind = match self {
            Self::News | Self::Kind(_) | Self::Changes => return true,
            Self::Ministry(_) => EntityKind::Ministry,
            Self::Topic(_) => EntityKind::Topic,
            Self::Service(_) => EntityKind::Service,
            Self::Authority(_) => EntityKind::Authority,
        };
        site.portal.settings.extra_files.feeds.contains(&kind)
    }

    pub fn atom_url(&self) -> String {
        format!("{}.atom", self.stem())
    }

    pub fn json_url(&self) -> String {
        format!("{}.json", self.stem())
    }

    fn stem(&self) -> String {
        match self {
            Self::News => "/feeds/aktuelles".to_owned(),
            Self::Kind(naming) => format!("/feeds/{}", naming.folder),
            Self::Changes => "/feeds/aenderungen".to_owned(),
            _ => format!("{}feed", self.page()),
        }
    }

    /// The page that shows the same.
    pub fn page(&self) -> String {
        match self {
            Self::News => urls::HOME.to_owned(),
            Self::Kind(naming) => naming.family.to_owned(),
            Self::Changes => urls::CHANGES.to_owned(),
            Self::Ministry(id) => urls::entity(&EntityId::Ministry(id.clone())),
            Self::Topic(id) => urls::entity(&EntityId::Topic(id.clone())),
            Self::Service(id) => urls::entity(&EntityId::Service(id.clone())),
            Self::Authority(id) => urls::entity(&EntityId::Authority(id.clone())),
        }
    }

    /// Feeds of the portal and of ministries carry the texts whole; the many others only name them.
    pub fn has_full_texts(&self) -> bool {
        self.is_of_portal() || matches!(self, Self::Ministry(_))
    }

    pub fn title(&self, site: &Site) -> String {
        self.text(site, "title")
    }

    pub fn description(&self, site: &Site) -> String {
        self.text(site, "text")
    }

    fn text(&self, site: &Site, part: &str) -> String {
        let path = format!("subscribe.feed.{}.{part}", self.key());
        site.fill(
            &path,
            &[("name", self.name(site)), ("portal", &site.portal.settings.title)],
        )
    }

    /// Name of its kind in the interface texts.
    pub fn key(&self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Kind(naming) => naming.keys[1],
            Self::Changes => "changes",
            Self::Ministry(_) => "ministry",
            Self::Topic(_) => "topic",
            Self::Service(_) => "service",
            Self::Authority(_) => "authority",
        }
    }

    /// What it is about.
    pub fn name<'a>(&self, site: &'a Site) -> &'a str {
        let portal = &site.portal;
        match self {
            Self::News | Self::Kind(_) | Self::Changes => &portal.settings.title,
            Self::Ministry(id) => portal.ministries.get(id).map_or("", |ministry| &ministry.abbreviation),
            Self::Topic(id) => portal.topics.get(id).map_or("", |topic| &topic.name),
            Self::Service(id) => portal.services.get(id).map_or("", |service| &service.title),
            Self::Authority(id) => portal.authorities.get(id).map_or("", |authority| &authority.name),
        }
    }
}
