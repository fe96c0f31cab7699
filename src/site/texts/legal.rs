//! What the law wants on a page: the facts of `portal.yaml`, so that each stands in one place.

use serde::Serialize;

use crate::model::{Contact, Day, LegalPage, Partner, Publisher};
use crate::site::edition::Site;

/// The facts as a page shows them; what is not known is left out.
#[derive(Debug, Serialize)]
pub(super) struct Facts<'a> {
    page: LegalPage,
    publisher: &'a Publisher,
    partners: &'a [Partner],
    represented_by: Option<&'a str>,
    responsible: Option<&'a str>,
    privacy_officer: Option<&'a Contact>,
    hosting: Option<&'a str>,
    log: Option<String>,
    barrier_email: &'a str,
    created_on: Option<Day>,
    reviewed_on: Option<Day>,
    reply_within: Option<&'a str>,
}

impl<'a> Facts<'a> {
    pub fn new(site: &'a Site, page: LegalPage) -> Self {
        let settings = &*site.portal.settings;
        let legal = &settings.legal;
        Self {
            page,
            publisher: &settings.publisher,
            partners: &settings.publisher.partners,
            represented_by: legal.represented_by.as_deref(),
            responsible: legal.responsible.as_deref(),
            privacy_officer: legal.privacy_officer.as_ref(),
            hosting: legal.hosting.as_deref(),
            log: legal
                .log
                .as_ref()
                .map(|log| site.field(log, "content/portal.yaml", 4, "")),
            barrier_email: settings.barrier_email.as_str(),
            created_on: legal.accessibility.created_on,
            reviewed_on: legal.accessibility.reviewed_on,
            reply_within: legal.accessibility.reply_within.as_deref(),
        }
    }
}
