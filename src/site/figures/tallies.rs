//! The figures that several pages show, each counted in one place: numerators, denominators, and what is in neither.

use std::sync::Arc;

use serde::Serialize;

use crate::model::{Availability, CostStatus, LegalStatus, Portal, Service};

/// How a ministry has answered one of the five questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::site) enum AnswerState {
    /// It says something.
    Given,
    /// It says that it does not know.
    Unknown,
    /// It has not said anything.
    Missing,
}

/// The states of the five answers, in the order of the questions.
pub(in crate::site) fn answer_states(service: &Service) -> [AnswerState; 5] {
    use AnswerState::{Given, Missing, Unknown};
    let answers = &service.answers;
    let given = |is_there: bool| if is_there { Given } else { Missing };
    [
        match answers.reusable_from {
            Some(Availability::From(_)) => Given,
            Some(Availability::Unknown) => Unknown,
            None => Missing,
        },
        given(answers.state_of_play.is_some()),
        given(answers.next_steps.is_some()),
        match answers.law.as_ref().map(|law| law.status) {
            Some(LegalStatus::Unknown) => Unknown,
            Some(_) => Given,
            None => Missing,
        },
        match answers.costs.as_ref().map(|costs| costs.status) {
            Some(CostStatus::Unknown) => Unknown,
            Some(_) => Given,
            None => Missing,
        },
    ]
}

/// The answers to the five questions of several services.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(in crate::site) struct AnswerTally {
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
    pub(in crate::site) fn of<'a>(services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        let mut tally = Self::default();
        for state in services.into_iter().flat_map(|service| answer_states(service)) {
            tally.of += 1;
            *match state {
                AnswerState::Given => &mut tally.given,
                AnswerState::Unknown => &mut tally.unknown,
                AnswerState::Missing => &mut tally.missing,
            } += 1;
        }
        tally
    }
}

/// How many records the ministries stand by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(in crate::site) struct ReviewTally {
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
    pub(in crate::site) fn of<'a>(portal: &Portal, services: impl IntoIterator<Item = &'a Arc<Service>>) -> Self {
        let mut tally = Self::default();
        for service in services {
            tally.of += 1;
            *match portal.is_overdue(service) {
                Some(false) => &mut tally.confirmed,
                Some(true) => &mut tally.overdue,
                None => &mut tally.never,
            } += 1;
        }
        tally
    }
}
