//! Whether the five questions are answered: given, unknown or missing, by one rule for pages, figures and open data.

use serde::Serialize;

use super::{Availability, CostStatus, LegalStatus, Service};

/// How a ministry has answered one of the five questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// It says something.
    Given,
    /// It says that it does not know.
    Unknown,
    /// It has not said anything.
    Missing,
}

impl AnswerState {
    /// Of an answer that is one by itself, where it is there.
    fn of<T>(answer: Option<&T>, is_unknown: impl FnOnce(&T) -> bool) -> Self {
        match answer {
            Some(answer) if is_unknown(answer) => Self::Unknown,
            Some(_) => Self::Given,
            None => Self::Missing,
        }
    }
}

impl Service {
    /// The states of the five answers, in the order of the questions.
    pub fn answer_states(&self) -> [AnswerState; 5] {
        let answers = &self.answers;
        [
            AnswerState::of(answers.reusable_from.as_ref(), |from| *from == Availability::Unknown),
            AnswerState::of(answers.state_of_play.as_ref(), |_| false),
            AnswerState::of(answers.next_steps.as_ref(), |_| false),
            AnswerState::of(answers.law.as_ref(), |law| law.status == LegalStatus::Unknown),
            AnswerState::of(answers.costs.as_ref(), |costs| costs.status == CostStatus::Unknown),
        ]
    }
}
