//! The five answers.

use serde::Serialize;

use super::costs::CostsView;
use super::prefix;
use crate::model::{Availability, Day, LegalStatus, Milestone, PartialDate, Service};
use crate::site::Site;
use crate::site::figures::{AnswerState, answer_states};

/// The five answers.
#[derive(Debug, Serialize)]
pub(super) struct Answers<'a> {
    states: [AnswerState; 5],
    reusable_from: Option<PartialDate>,
    /// Whether that day has come.
    reusable_already: bool,
    state_of_play: Option<String>,
    next_steps: Vec<MilestoneView<'a>>,
    law: Option<LegalStatus>,
    law_text: Option<String>,
    costs: Option<CostsView<'a>>,
}

impl<'a> Answers<'a> {
    pub fn new(site: &Site, service: &'a Service) -> Self {
        let answers = &service.answers;
        let path = &service.source.path;
        let today = site.portal.as_of;
        let reusable_from = match answers.reusable_from {
            Some(Availability::From(date)) => Some(date),
            Some(Availability::Unknown) | None => None,
        };
        let law_text = answers.law.as_ref().and_then(|law| law.text.as_ref());
        Self {
            states: answer_states(service),
            reusable_from,
            reusable_already: reusable_from.is_some_and(|date| Day(date.last_day()) <= today),
            state_of_play: answers
                .state_of_play
                .as_ref()
                .map(|text| site.field(text, path, 4, prefix::STATE_OF_PLAY)),
            next_steps: milestones(answers.next_steps.as_deref().unwrap_or_default(), today),
            law: answers.law.as_ref().map(|law| law.status),
            law_text: law_text.map(|text| site.field(text, path, 4, prefix::LAW)),
            costs: answers.costs.as_ref().map(|costs| CostsView::new(site, costs, path)),
        }
    }
}

/// A planned step; `state` as the component `task` knows it.
#[derive(Debug, Serialize)]
struct MilestoneView<'a> {
    date: PartialDate,
    title: &'a str,
    state: &'static str,
}

fn milestones(milestones: &[Milestone], today: Day) -> Vec<MilestoneView<'_>> {
    let mut view: Vec<MilestoneView> = milestones
        .iter()
        .map(|milestone| MilestoneView {
            date: milestone.date,
            title: &milestone.title,
            state: if milestone.done {
                "done"
            } else if Day(milestone.date.last_day()) < today {
                "overdue"
            } else {
                "open"
            },
        })
        .collect();
    view.sort_by_key(|milestone| milestone.date);
    view
}
