//! The words for a step: the same for all authorities of which the same is stated, so made once for all of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Serialize;

use crate::model::plan::{Entry, Step, next_milestone, open_registration};
use crate::model::{Contact, EntityId, OnboardingTask, Portal, ReuseStatus, Service, ServiceId};
use crate::site::edition::{Site, urls};

/// Every status, and none.
const STATES: usize = ReuseStatus::ALL.len() + 1;

/// A step in words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct StepText {
    /// What to do, in a few words.
    pub action: String,
    /// What it is about: a call, an event, the ministry's next step. A text of the content.
    pub detail: Option<String>,
    /// "weil …".
    pub reason: String,
    /// Where one does it.
    pub url: String,
    /// Whom to ask.
    pub whom: Option<Whom>,
}

/// Whom to ask.
#[derive(Debug, Clone, Serialize)]
pub(in crate::site) struct Whom {
    /// A person or a desk.
    pub name: String,
    /// Its address.
    pub email: Option<String>,
    /// Its number.
    pub phone: Option<String>,
}

impl From<&Contact> for Whom {
    fn from(contact: &Contact) -> Self {
        Self {
            name: contact.name.clone(),
            email: contact.email.as_ref().map(ToString::to_string),
            phone: contact.phone.clone(),
        }
    }
}

/// A place for each service and status.
pub(super) struct Texts(HashMap<ServiceId, [OnceLock<StepText>; STATES]>);

impl Texts {
    pub fn of(portal: &Portal) -> Self {
        let services = portal.services.keys();
        Self(services.map(|id| (id.clone(), Default::default())).collect())
    }

    pub fn step<'a>(&'a self, site: &Site, entry: &Entry) -> &'a StepText {
        static NOTHING: OnceLock<StepText> = OnceLock::new();
        let state = entry.status.map_or(STATES - 1, |status| status as usize);
        let place = self.0.get(&entry.service.id).and_then(|states| states.get(state));
        let place = place.unwrap_or(&NOTHING);
        place.get_or_init(|| step_text(site, entry))
    }
}

fn step_text(site: &Site, entry: &Entry) -> StepText {
    let service = &**entry.service;
    let next = &entry.next;
    StepText {
        action: site.theme.text(&next.text()).to_owned(),
        detail: detail(site, entry),
        reason: site
            .theme
            .text(&format!("plan.reason.{}", next.reason.key()))
            .to_owned(),
        url: url(site, entry),
        whom: whom(site, service, next.step),
    }
}

fn detail(site: &Site, entry: &Entry) -> Option<String> {
    let portal = &site.portal;
    let service = entry.service;
    match entry.next.step {
        Step::Respond => service.open_call(portal.as_of).map(|call| call.task.clone()),
        Step::Register => open_registration(portal, service).map(|event| event.title.clone()),
        Step::Wait => next_milestone(service, portal.as_of).map(|milestone| milestone.title.clone()),
        Step::Introduce => {
            let tasks = service.onboarding_tasks();
            let is_done = tasks
                .iter()
                .any(|step| step.task == OnboardingTask::Assignment && !step.is_open());
            (!is_done).then(|| site.theme.text("plan.create_and_assign").to_owned())
        }
        _ => None,
    }
}

fn url(site: &Site, entry: &Entry) -> String {
    let event = match entry.next.step {
        Step::Register => open_registration(&site.portal, entry.service),
        _ => None,
    };
    let page = event.map_or_else(
        || EntityId::Service(entry.service.id.clone()),
        |event| EntityId::Event(event.id.clone()),
    );
    site.href(&urls::entity(&page))
}

/// Who is named for the step, else for the service, else for the ministry.
fn whom(site: &Site, service: &Service, step: Step) -> Option<Whom> {
    let portal = &site.portal;
    let call = service.open_call(portal.as_of).filter(|_| step == Step::Respond);
    let registration = open_registration(portal, service).filter(|_| step == Step::Register);
    let registration = registration.and_then(|event| event.registration.as_ref()?.email.as_ref().zip(Some(event)));
    if let Some((email, event)) = registration {
        return Some(Whom {
            name: event.organizer.clone().unwrap_or_else(|| email.to_string()),
            email: Some(email.to_string()),
            phone: None,
        });
    }
    let route = service.order_route().filter(|_| step == Step::Order);
    let asked = call.and_then(|call| call.contact.as_ref());
    let asked = asked.or_else(|| route?.contact.as_ref());
    let own = asked.or(service.contacts.first());
    let coordinator = || portal.ministries.get(&service.ministry)?.coordinators.first();
    own.or_else(coordinator).map(Whom::from)
}
