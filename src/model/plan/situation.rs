//! What the rule table needs to know of a service on a day.

use crate::model::{
    ApprovalStatus, Day, Event, Milestone, Offer, PartialDate, Participation, Phase, Portal, RolloutTask, Service,
    TaskStatus,
};

/// From when a service can be re-used, seen from a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    /// Its first day has come.
    Now,
    /// It has not.
    From(PartialDate),
    /// It is not known.
    Unknown,
}

/// A service on a day, as far as the next step depends on it. Where a date is given, it is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// Where it stands on the three steps.
    pub phase: Phase,
    /// What is offered.
    pub offer: Option<Offer>,
    /// The ministry's examination.
    pub approval: Option<ApprovalStatus>,
    /// From when it can be re-used.
    pub available: Availability,
    /// An open call for participation, and its last day.
    pub call: Option<Option<PartialDate>>,
    /// The last day on which one can register for an event about it.
    pub registration: Option<PartialDate>,
    /// Whether the record says that it is yet to be advertised, or to be found in the network of portals.
    pub is_publicity_open: bool,
    /// When the ministry means to take its next step.
    pub next_milestone: Option<PartialDate>,
}

impl Situation {
    /// Of a service on the reference date.
    pub fn of(portal: &Portal, service: &Service) -> Self {
        let rollout = service.rollout.as_ref();
        let is_open = |task: Option<&RolloutTask>| task.is_some_and(|task| task.status != TaskStatus::Done);
        Self {
            phase: service.phase,
            offer: service.efa.as_ref().map(|efa| efa.offer),
            approval: service.approval.as_ref().map(|approval| approval.status),
            available: available(service, portal.as_of),
            call: service.open_call(portal.as_of).map(|call| call.until.map(day)),
            registration: open_registration(portal, service).and_then(|event| Some(day(last_registration(event)?))),
            is_publicity_open: is_open(rollout.and_then(|rollout| rollout.publicity.as_ref()))
                || is_open(rollout.and_then(|rollout| rollout.portal_network.as_ref())),
            next_milestone: next_milestone(service, portal.as_of).map(|milestone| milestone.date),
        }
    }
}

fn day(day: Day) -> PartialDate {
    PartialDate::Day(day.0)
}

fn available(service: &Service, on: Day) -> Availability {
    let from = service.answers.reusable_from;
    match from.and_then(|from| from.date()) {
        Some(_) if from.is_some_and(|from| from.has_come(on)) => Availability::Now,
        Some(date) => Availability::From(date),
        None => Availability::Unknown,
    }
}

impl Service {
    /// Its call for participation, where it is open on a day.
    pub fn open_call(&self, on: Day) -> Option<&Participation> {
        self.participation.as_ref().filter(|call| call.is_open(on))
    }
}

/// The event about a service for which one can register, whose registration closes first.
pub fn open_registration<'a>(portal: &'a Portal, service: &Service) -> Option<&'a Event> {
    let events = portal.events_of_service(&service.id).iter().map(|event| &**event);
    let open = events.filter(|event| !event.cancelled && last_registration(event) >= Some(portal.as_of));
    open.min_by_key(|event| last_registration(event))
}

/// The last day of registration: where none is said, the day before which it makes sense, which is that of the event.
fn last_registration(event: &Event) -> Option<Day> {
    let registration = event.registration.as_ref()?;
    Some(registration.until.unwrap_or(Day(event.begin.date)))
}

/// The planned step of the ministry that is next: the earliest that is not done and not past.
pub fn next_milestone(service: &Service, on: Day) -> Option<&Milestone> {
    let steps = service.answers.next_steps.iter().flatten();
    let open = steps.filter(|step| !step.done && !step.date.is_past(on));
    open.min_by_key(|step| step.date.last_day())
}
