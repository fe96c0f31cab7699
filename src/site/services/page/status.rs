//! The panel at the head of the page of a service.

use serde::Serialize;

use crate::model::{Approval, Day, Freshness, Orderability, Phase, Service};
use crate::site::edition::Site;
use crate::site::frame::items::MaturityItem;

/// The panel at the head of the page.
#[derive(Debug, Serialize)]
pub(super) struct Status<'a> {
    phase: Phase,
    approval: Option<&'a Approval>,
    offer: Option<&'static str>,
    /// Whether it can be ordered; none where it is not approved for re-use.
    order: Option<Orderability>,
    orderable_since: Option<Day>,
    maturity: Option<MaturityItem>,
    /// The tone of the phase.
    tone: &'static str,
    freshness: Freshness,
    reviewed_on: Option<Day>,
    /// Until when the confirmation holds or held.
    review_due: Option<Day>,
    /// Last time the municipalities were informed.
    informed_on: Option<Day>,
    pilots: usize,
}

impl<'a> Status<'a> {
    pub fn new(site: &Site, service: &'a Service) -> Self {
        Self {
            phase: service.phase,
            approval: service.approval.as_ref(),
            offer: service.efa.as_ref().map(|efa| efa.offer.key()),
            order: service.order_state(site.portal.as_of),
            orderable_since: service.orderable_since(site.portal.as_of),
            maturity: service.maturity.as_ref().map(|maturity| maturity.rating().into()),
            tone: service.phase.tone(),
            freshness: site.portal.freshness(service),
            reviewed_on: service.reviewed_on,
            review_due: site.portal.review_due(service),
            informed_on: service.initial_information.iter().map(|act| act.on).max(),
            pilots: service
                .piloting
                .as_ref()
                .map_or(0, |piloting| piloting.authorities.len()),
        }
    }
}
