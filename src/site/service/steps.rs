//! The three steps as task lists.

use serde::Serialize;

use super::{authority, prefix};
use crate::model::{Information, Rollout, RolloutTask, Service, TaskStatus};
use crate::site::{Crumb, Site};

/// The three steps as task lists.
#[derive(Debug, Serialize)]
pub(super) struct Steps<'a> {
    information: &'a [Information],
    pilots: Vec<Crumb>,
    it_provider_involved: Option<bool>,
    lessons: Option<String>,
    rollout: [TaskView<'a>; 4],
}

impl<'a> Steps<'a> {
    pub fn new(site: &Site, service: &'a Service) -> Self {
        let piloting = service.piloting.as_ref();
        let pilots = piloting.into_iter().flat_map(|piloting| &piloting.authorities);
        let lessons = piloting.and_then(|piloting| piloting.lessons.as_ref());
        Self {
            information: &service.initial_information,
            pilots: pilots.filter_map(|id| authority(site, id)).collect(),
            it_provider_involved: piloting.and_then(|piloting| piloting.it_provider_involved),
            lessons: lessons.map(|text| site.field(text, &service.source.path, 5, prefix::LESSONS)),
            rollout: rollout_tasks(service.rollout.as_ref()),
        }
    }
}

/// A task of the rollout; `state` as the component `task` knows it.
#[derive(Debug, Serialize)]
struct TaskView<'a> {
    key: &'static str,
    state: &'static str,
    task: Option<&'a RolloutTask>,
}

fn rollout_tasks(rollout: Option<&Rollout>) -> [TaskView<'_>; 4] {
    let task = |key, task: fn(&Rollout) -> &Option<RolloutTask>| {
        let task = rollout.and_then(|rollout| task(rollout).as_ref());
        TaskView {
            key,
            state: match task.map(|task| task.status) {
                Some(TaskStatus::Done) => "done",
                Some(TaskStatus::InProgress) => "current",
                Some(TaskStatus::Open) => "open",
                None => "missing",
            },
            task,
        }
    };
    [
        task("description", |rollout| &rollout.description),
        task("online_service", |rollout| &rollout.online_service),
        task("portal_network", |rollout| &rollout.portal_network),
        task("publicity", |rollout| &rollout.publicity),
    ]
}
