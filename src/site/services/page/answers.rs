//! The five answers.

use serde::Serialize;

use super::costs::CostsView;
use super::prefix;
use super::tasks::Task;
use crate::model::{AnswerState, LegalStatus, Milestone, PartialDate, Service};
use crate::site::edition::Site;

/// The five answers.
#[derive(Debug, Serialize)]
pub(super) struct Answers<'a> {
    states: [AnswerState; 5],
    reusable_from: Option<PartialDate>,
    /// Whether that day has come.
    reusable_already: bool,
    state_of_play: Option<String>,
    next_steps: Vec<Task<'a>>,
    law: Option<LegalStatus>,
    law_text: Option<String>,
    costs: Option<CostsView<'a>>,
}

impl<'a> Answers<'a> {
    pub fn new(site: &Site, service: &'a Service) -> Self {
        let answers = &service.answers;
        let path = &service.source.path;
        let today = site.portal.as_of;
        let reusable_from = answers.reusable_from.and_then(|from| from.date());
        let law_text = answers.law.as_ref().and_then(|law| law.text.as_ref());
        Self {
            states: service.answer_states(),
            reusable_from,
            reusable_already: answers.reusable_from.is_some_and(|from| from.has_come(today)),
            state_of_play: answers
                .state_of_play
                .as_ref()
                .map(|text| site.field(text, path, 4, prefix::STATE_OF_PLAY)),
            next_steps: next_steps(site, answers.next_steps.as_deref().unwrap_or_default()),
            law: answers.law.as_ref().map(|law| law.status),
            law_text: law_text.map(|text| site.field(text, path, 4, prefix::LAW)),
            costs: answers.costs.as_ref().map(|costs| CostsView::new(site, service, costs)),
        }
    }
}

fn next_steps<'a>(site: &Site, milestones: &'a [Milestone]) -> Vec<Task<'a>> {
    let mut milestones: Vec<&Milestone> = milestones.iter().collect();
    milestones.sort_by_key(|milestone| milestone.date);
    let step = |milestone: &'a Milestone| Task {
        title: milestone.title.as_str().into(),
        foreign: site.portal.is_foreign(&milestone.title),
        state: milestone.state(site.portal.as_of).into(),
        date: Some(milestone.date),
        ..Task::default()
    };
    milestones.into_iter().map(step).collect()
}
