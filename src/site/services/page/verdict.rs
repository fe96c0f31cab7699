//! The verdict on a service in one sentence: from when, how far, at what cost, whom to ask.

use serde::Serialize;

use crate::model::{Contact, Coverage, Day, Orderability, OwnRange, PartialDate, Reusability, Service};
use crate::site::edition::{Site, urls};

/// What stands under the title.
#[derive(Debug, Serialize)]
pub(super) struct Verdict<'a> {
    /// Whether municipalities, their offices or counties carry it out.
    municipal: bool,
    reusability: Option<Reusability>,
    first_day: Option<PartialDate>,
    /// Whether it can be ordered, which "approved" does not say.
    order: Option<Orderability>,
    orderable_since: Option<Day>,
    live: usize,
    stated: usize,
    /// The least and the most that an authority pays itself a year.
    yearly: Option<OwnRange>,
    contact: Option<&'a str>,
    /// The way to one's own municipality.
    municipality_url: String,
}

impl<'a> Verdict<'a> {
    pub fn new(site: &Site, service: &'a Service, contacts: &'a [Contact]) -> Self {
        let coverage = Coverage::of_service(&site.portal, service);
        let costs = service.answers.costs.as_ref();
        let own = costs.map(|costs| costs.own_ranges(&site.portal.carrier_kinds(service), site.portal.as_of));
        Self {
            municipal: site.portal.is_municipal(service),
            reusability: site.portal.reusability(service),
            first_day: service.answers.reusable_from.and_then(|from| from.date()),
            order: site.portal.orderability(service),
            orderable_since: service.orderable_since(site.portal.as_of),
            live: coverage.live,
            stated: coverage.stated(),
            yearly: own.and_then(|[_, yearly]| yearly),
            contact: contacts.first().map(|contact| contact.name.as_str()),
            municipality_url: format!(
                "{}?leistung={}",
                site.href(urls::my_municipality(&site.portal)),
                service.id
            ),
        }
    }
}
