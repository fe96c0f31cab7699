//! What ministries plan next, in order of date and grouped by quarter.

use std::sync::Arc;

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{self, EntityId, PartialDate, Service};
use crate::site::edition::{Site, urls};

/// The milestones of a quarter, or of a year where no quarter is known.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Period {
    /// `2022-Q1` or `2022`; none for what should have been done before the reference date.
    date: Option<String>,
    /// Whether the reference date lies in it.
    current: bool,
    milestones: Vec<MilestoneView>,
}

/// One milestone; without a title it is the day from which the service can be re-used.
#[derive(Debug, Serialize)]
struct MilestoneView {
    date: PartialDate,
    title: Option<String>,
    service: String,
    url: String,
    sample: bool,
}

impl Period {
    /// How many milestones it has.
    pub(in crate::site) fn len(&self) -> usize {
        self.milestones.len()
    }
}

/// Keeps the first milestones only; returns how many more there were.
pub(in crate::site) fn shorten(periods: &mut Vec<Period>, most: usize) -> usize {
    let all: usize = periods.iter().map(Period::len).sum();
    let mut room = most;
    for period in periods.iter_mut() {
        period.milestones.truncate(room);
        room.lower(period.len());
    }
    periods.retain(|period| period.len() > 0);
    all.saturating_sub(most)
}

impl Site {
    /// What is still to be done for some services: first what is overdue, then quarter by quarter.
    pub(in crate::site) fn open_milestones(&self, services: &[Arc<Service>]) -> Vec<Period> {
        let today = self.portal.as_of;
        let mut milestones: Vec<_> = services
            .iter()
            .flat_map(|service| self.milestones_of(service))
            .collect();
        milestones.sort_by(|a, b| (a.date, &a.service).cmp(&(b.date, &b.service)));
        let (overdue, coming): (Vec<_>, Vec<_>) = milestones.into_iter().partition(|item| item.date.is_past(today));
        let mut periods: Vec<Period> = Vec::new();
        if !overdue.is_empty() {
            periods.push(Period {
                date: None,
                current: false,
                milestones: overdue,
            });
        }
        for milestone in coming {
            let quarter = model::Period::of(milestone.date);
            let name = Some(quarter.to_string());
            match periods.last_mut().filter(|period| period.date == name) {
                Some(period) => period.milestones.push(milestone),
                None => periods.push(Period {
                    date: name,
                    current: quarter.is_current(today),
                    milestones: vec![milestone],
                }),
            }
        }
        periods
    }

    fn milestones_of(&self, service: &Service) -> impl Iterator<Item = MilestoneView> {
        let view = |date, title| MilestoneView {
            date,
            title,
            service: service.title.clone(),
            url: self.href(&urls::entity(&EntityId::Service(service.id.clone()))),
            sample: service.sample,
        };
        let steps = service.answers.next_steps.iter().flatten().filter(|step| !step.done);
        let mut views: Vec<_> = steps.map(|step| view(step.date, Some(step.title.clone()))).collect();
        // Since when something can be re-used is a plan only while it lies ahead.
        let ahead = service
            .answers
            .reusable_from
            .filter(|from| !from.has_come(self.portal.as_of));
        if let Some(date) = ahead.and_then(|from| from.date()) {
            views.push(view(date, None));
        }
        views.into_iter()
    }
}
