//! What is counted of a set of services: each figure has its one definition here, with what is in it and what is not.
//! How far services have spread is counted by [`Coverage`].

use std::sync::Arc;

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{AnswerState, Day, Freshness, Ministry, PartialDate, Portal, Reusability, Service, open_calls};

/// The answers to the five questions of several services.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct AnswerTally {
    /// Five for each service.
    pub of: usize,
    /// Answers that say something.
    pub given: usize,
    /// Answers that say "unknown": neither done nor missing.
    pub unknown: usize,
    /// Questions without an answer.
    pub missing: usize,
}

impl AnswerTally {
    /// Counts.
    pub fn of<'a>(services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        let mut tally = Self::default();
        for service in services {
            tally.add(service);
        }
        tally
    }

    /// Of one service.
    pub fn of_service(service: &Service) -> Self {
        let mut tally = Self::default();
        tally.add(service);
        tally
    }

    fn add(&mut self, service: &Service) {
        for state in service.answer_states() {
            self.of.raise(1);
            let count = match state {
                AnswerState::Given => &mut self.given,
                AnswerState::Unknown => &mut self.unknown,
                AnswerState::Missing => &mut self.missing,
            };
            count.raise(1);
        }
    }
}

/// How many records the ministries stand by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ReviewTally {
    /// All records.
    pub of: usize,
    /// Confirmed, and the confirmation still holds.
    pub confirmed: usize,
    /// Confirmed too long ago.
    pub overdue: usize,
    /// Never confirmed.
    pub never: usize,
}

impl ReviewTally {
    /// Counts on the reference date.
    pub fn of<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        Self::on(portal, services, portal.as_of)
    }

    /// Counts on a day.
    pub fn on<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>, day: Day) -> Self {
        let mut tally = Self::default();
        for service in services {
            tally.of.raise(1);
            let count = match portal.freshness_on(service, day) {
                Freshness::Confirmed => &mut tally.confirmed,
                Freshness::Overdue => &mut tally.overdue,
                Freshness::Never => &mut tally.never,
            };
            count.raise(1);
        }
        tally
    }
}

/// How many services municipalities can re-use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct ReusableTally {
    /// All services.
    pub of: usize,
    /// On that day.
    pub now: usize,
    /// Of those, how many can be ordered.
    pub orderable: usize,
    /// Later.
    pub coming: usize,
    /// When the next of those comes, as far as that is known.
    pub next: Option<PartialDate>,
}

impl ReusableTally {
    /// Counts on the reference date.
    pub fn of<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        Self::on(portal, services, portal.as_of)
    }

    /// Counts on a day.
    pub fn on<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>, day: Day) -> Self {
        let mut tally = Self::default();
        for service in services {
            tally.of.raise(1);
            match portal.reusability_on(service, day) {
                Some(Reusability::Now) => {
                    tally.now.raise(1);
                    tally.orderable.raise(usize::from(service.can_be_ordered(day)));
                }
                Some(Reusability::Coming) => {
                    tally.coming.raise(1);
                    let date = service.answers.reusable_from.and_then(|from| from.date());
                    tally.next = tally.next.into_iter().chain(date).min();
                }
                None => {}
            }
        }
        tally
    }
}

/// How many ministries' calls for participation are open.
pub fn count_open_calls<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>) -> usize {
    open_calls(services, portal.as_of).len()
}

impl Portal {
    /// The ministries whose figures are shown: the present ones, and those of the past that still have services. So the
    /// figures of all of them together are those of the portal.
    pub fn reporting_ministries(&self) -> impl Iterator<Item = &Ministry> {
        let ministries = self.ministries.values().map(|ministry| &**ministry);
        ministries
            .filter(|ministry| !ministry.is_former(self.as_of) || !self.services_of_ministry(&ministry.id).is_empty())
    }
}
