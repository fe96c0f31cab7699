//! The three steps as task lists.

use serde::Serialize;

use super::authority;
use super::prefix;
use super::tasks::State;
use super::tasks::Task;
use crate::model::{Names, PartialDate, Piloting, Rollout, RolloutTask, Service, TaskStatus};
use crate::site::edition::Site;

/// The three steps as task lists.
#[derive(Debug, Serialize)]
pub(super) struct Steps<'a> {
    information: Vec<Task<'a>>,
    piloting: [Task<'a>; 2],
    lessons: Option<String>,
    rollout: [Task<'a>; 4],
}

impl<'a> Steps<'a> {
    pub fn new(site: &'a Site, service: &'a Service) -> Self {
        let piloting = service.piloting.as_ref();
        let lessons = piloting.and_then(|piloting| piloting.lessons.as_ref());
        Self {
            information: information(site, service),
            piloting: piloting_tasks(site, piloting),
            lessons: lessons.map(|text| site.field(text, &service.source.path, 5, prefix::LESSONS)),
            rollout: rollout_tasks(site, service.rollout.as_ref()),
        }
    }
}

fn information<'a>(site: &'a Site, service: &'a Service) -> Vec<Task<'a>> {
    let acts = service.initial_information.iter();
    acts.map(|act| Task {
        title: site
            .theme
            .text(&format!("channel.{}", act.channel.key()))
            .to_owned()
            .into(),
        state: State::Done,
        date: Some(PartialDate::Day(act.on.0)),
        text: act.text.as_deref(),
        ..Task::default()
    })
    .collect()
}

fn piloting_tasks<'a>(site: &'a Site, piloting: Option<&Piloting>) -> [Task<'a>; 2] {
    let pilots = piloting.into_iter().flat_map(|piloting| &piloting.authorities);
    let pilots: Vec<_> = pilots.filter_map(|id| authority(site, id)).collect();
    let provider = &site.portal.settings.names.it_provider;
    [
        Task {
            title: site.theme.text("service.pilots").into(),
            state: if pilots.is_empty() { State::Missing } else { State::Done },
            links: pilots,
            ..Task::default()
        },
        Task {
            title: site.fill("service.it_provider", &[("name", provider)]).into(),
            state: match piloting.and_then(|piloting| piloting.it_provider_involved) {
                Some(true) => State::Done,
                Some(false) => State::Open,
                None => State::Missing,
            },
            ..Task::default()
        },
    ]
}

fn rollout_tasks<'a>(site: &Site, rollout: Option<&'a Rollout>) -> [Task<'a>; 4] {
    let Names {
        editorial_system,
        service_portal,
        ..
    } = &site.portal.settings.names;
    let names = [
        ("editorial_system", editorial_system.as_str()),
        ("service_portal", service_portal),
    ];
    let task = |key, task: fn(&Rollout) -> &Option<RolloutTask>| {
        let task = rollout.and_then(|rollout| task(rollout).as_ref());
        Task {
            title: site.fill(&format!("service.rollout.{key}"), &names).into(),
            state: match task.map(|task| task.status) {
                Some(TaskStatus::Done) => State::Done,
                Some(TaskStatus::InProgress) => State::Current,
                Some(TaskStatus::Open) => State::Open,
                None => State::Missing,
            },
            date: task.and_then(|task| task.on).map(|day| PartialDate::Day(day.0)),
            text: task.and_then(|task| task.text.as_deref()),
            result_url: task.and_then(|task| task.url.as_ref()),
            ..Task::default()
        }
    };
    [
        task("description", |rollout| &rollout.description),
        task("online_service", |rollout| &rollout.online_service),
        task("portal_network", |rollout| &rollout.portal_network),
        task("publicity", |rollout| &rollout.publicity),
    ]
}
