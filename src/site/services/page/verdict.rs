//! The verdict on a service in one sentence: from when, how far, at what cost, whom to ask.

use serde::Serialize;

use crate::model::{Amount, Cents, Contact, Coverage, PartialDate, Reusability, Service};
use crate::site::edition::{Site, urls};

/// What stands under the title.
#[derive(Debug, Serialize)]
pub(super) struct Verdict<'a> {
    /// Whether municipalities, their offices or counties carry it out.
    municipal: bool,
    reusability: Option<Reusability>,
    first_day: Option<PartialDate>,
    live: usize,
    stated: usize,
    /// The least and the most that an authority pays a year.
    yearly: Option<(Cents, Cents)>,
    contact: Option<&'a str>,
    /// The way to one's own municipality.
    municipality_url: String,
}

impl<'a> Verdict<'a> {
    pub fn new(site: &Site, service: &'a Service, contacts: &'a [Contact]) -> Self {
        let coverage = Coverage::of_service(&site.portal, service);
        let costs = service.answers.costs.as_ref();
        Self {
            municipal: site.portal.is_municipal(service),
            reusability: site.portal.reusability(service),
            first_day: service.answers.reusable_from.and_then(|from| from.date()),
            live: coverage.live,
            stated: coverage.stated(),
            yearly: costs.and_then(|costs| range(costs.operation.as_ref()?)),
            contact: contacts.first().map(|contact| contact.name.as_str()),
            municipality_url: format!(
                "{}?leistung={}",
                site.href(urls::my_municipality(&site.portal)),
                service.id
            ),
        }
    }
}

fn range(amount: &Amount) -> Option<(Cents, Cents)> {
    match amount {
        Amount::Flat(amount) => Some((*amount, *amount)),
        Amount::Tiers(tiers) => {
            let amounts = || tiers.iter().map(|tier| tier.amount);
            Some((amounts().min()?, amounts().max()?))
        }
    }
}
