//! Approval and ordering: two things, side by side.

use serde::Serialize;

use super::prefix;
use crate::model::{Actor, Contact, Day, Orderability, Service, WebAddress};
use crate::site::edition::Site;

/// Whether and how one orders.
#[derive(Debug, Serialize)]
pub(super) struct OrderView<'a> {
    /// Whether the ministry has approved the solution for re-use.
    is_released: bool,
    released_on: Option<Day>,
    state: Orderability,
    since: Option<Day>,
    until: Option<Day>,
    contracted_by: Option<Actor>,
    provider: Option<&'a str>,
    marketplace_binding: Option<bool>,
    text: Option<String>,
    url: Option<&'a WebAddress>,
    contact: Option<&'a Contact>,
}

impl<'a> OrderView<'a> {
    /// None where there is nothing to order, and nothing is said about it.
    pub fn new(site: &Site, service: &'a Service) -> Option<Self> {
        let today = site.portal.as_of;
        let released = service.order_state(today);
        let route = service.order_route();
        if released.is_none() && route.is_none() {
            return None;
        }
        let approval = service.approval.as_ref().filter(|_| released.is_some());
        Some(Self {
            is_released: released.is_some(),
            released_on: approval.and_then(|approval| approval.on),
            state: route.map_or(Orderability::Unstated, |route| route.state(today)),
            since: route.and_then(|route| route.since),
            until: route.and_then(|route| route.until),
            contracted_by: route.and_then(|route| route.contracted_by),
            provider: route.and_then(|route| route.provider.as_deref()),
            marketplace_binding: route.and_then(|route| route.marketplace_binding),
            text: route
                .and_then(|route| route.text.as_ref())
                .map(|text| site.field(text, &service.source.path, 3, prefix::ORDER)),
            url: route.and_then(|route| route.url.as_ref()),
            contact: route.and_then(|route| route.contact.as_ref()),
        })
    }
}
