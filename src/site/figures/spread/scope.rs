//! What a map or a curve is about: one service, or all of them.

use std::collections::BTreeMap;

use crate::model::{AuthorityId, Coverage, Day, EntityId, Portal, Reuse, Service, carries_out};
use crate::site::edition::{Site, urls};

/// What is counted.
#[derive(Debug, Clone, Copy)]
pub(in crate::site) enum Scope<'a> {
    /// A service.
    Service(&'a Service),
    /// All services.
    Portal,
}

impl<'a> Scope<'a> {
    /// The page about it.
    pub fn url(self) -> String {
        match self {
            Self::Service(service) => {
                format!("{}verbreitung/", urls::entity(&EntityId::Service(service.id.clone())))
            }
            Self::Portal => urls::SPREAD.to_owned(),
        }
    }

    /// A file that lies beside the page.
    pub fn file_url(self, name: &str) -> String {
        format!("{}{name}", self.url())
    }

    /// Coverage of all that is counted.
    pub fn coverage(self, portal: &Portal) -> Coverage {
        match self {
            Self::Service(service) => Coverage::of_service(portal, service),
            Self::Portal => Coverage::of_services(portal, portal.services.values()),
        }
    }

    /// Coverage by county and independent town.
    pub fn by_county(self, portal: &Portal) -> BTreeMap<AuthorityId, Coverage> {
        match self {
            Self::Service(service) => Coverage::of_service_by_county(portal, service),
            Self::Portal => Coverage::by_county(portal),
        }
    }

    /// The lines of those who carry a service out, of all services that are counted.
    pub fn answers(self, portal: &'a Portal) -> Vec<&'a Reuse> {
        let of = |service: &'a Service| {
            service.reuse.iter().filter(|reuse| {
                let authority = portal.authorities.get(&reuse.authority);
                authority.is_some_and(|authority| carries_out(service, authority))
            })
        };
        match self {
            Self::Service(service) => of(service).collect(),
            Self::Portal => portal.services.values().flat_map(|service| of(service)).collect(),
        }
    }

    /// The lines of those who carried a service out and have ended since, with their last days.
    pub fn former_answers(self, portal: &'a Portal) -> Vec<(&'a Reuse, Day)> {
        let of = |service: &'a Service| {
            portal.former_reuses(&service.id).iter().filter_map(|reuse| {
                let authority = portal.former_authorities.get(&reuse.authority)?;
                carries_out(service, authority).then_some((reuse, authority.valid_until?))
            })
        };
        match self {
            Self::Service(service) => of(service).collect(),
            Self::Portal => portal.services.values().flat_map(|service| of(service)).collect(),
        }
    }

    /// What is counted.
    pub fn rule(self, site: &Site) -> String {
        match self {
            Self::Service(service) => {
                let carriers = site.carriers_of(service).join(", ");
                site.fill("map.rule_service", &[("kinds", &carriers)])
            }
            Self::Portal => site.theme.text("map.rule_portal").to_owned(),
        }
    }

    /// Whether an invented record is counted.
    pub fn is_sample(self, portal: &Portal) -> bool {
        match self {
            Self::Service(service) => service.sample,
            Self::Portal => portal.services.values().any(|service| service.sample),
        }
    }
}
