//! The three steps as task lists.

use serde::Serialize;

use super::authority;
use super::prefix;
use super::tasks::State;
use super::tasks::Task;
use crate::model::{Actor, Names, OnboardingStep, OnboardingTask, PartialDate, Piloting, Service, TaskStatus};
use crate::site::edition::Site;

/// The three steps as task lists.
#[derive(Debug, Serialize)]
pub(super) struct Steps<'a> {
    information: Vec<Task<'a>>,
    piloting: [Task<'a>; 2],
    lessons: Option<String>,
    onboarding: Vec<OwnerTasks<'a>>,
}

/// The tasks of one owner.
#[derive(Debug, Serialize)]
struct OwnerTasks<'a> {
    owner: Actor,
    tasks: Vec<Task<'a>>,
}

impl<'a> Steps<'a> {
    pub fn new(site: &'a Site, service: &'a Service) -> Self {
        let piloting = service.piloting.as_ref();
        let lessons = piloting.and_then(|piloting| piloting.lessons.as_ref());
        Self {
            information: information(site, service),
            piloting: piloting_tasks(site, piloting),
            lessons: lessons.map(|text| site.field(text, &service.source.path, 5, prefix::LESSONS)),
            onboarding: onboarding(site, service),
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

/// The tasks of onboarding by who has them. The four that every record was asked for are there even if nobody has said
/// anything about them.
fn onboarding<'a>(site: &Site, service: &'a Service) -> Vec<OwnerTasks<'a>> {
    const ALWAYS: [OnboardingTask; 4] = [
        OnboardingTask::Description,
        OnboardingTask::Assignment,
        OnboardingTask::PortalNetwork,
        OnboardingTask::Publicity,
    ];
    let said = service.onboarding_tasks();
    let missing = ALWAYS
        .into_iter()
        .filter(|task| !said.iter().any(|step| step.task == *task));
    let missing: Vec<_> = missing.collect();
    let owners = Actor::ALL.iter().map(|owner| {
        let said = said
            .iter()
            .filter(|step| step.owner == *owner)
            .map(|step| (step.task, Some(step)));
        let missing = missing.iter().filter(|task| task.usual_owner() == *owner);
        let mut tasks: Vec<_> = said.chain(missing.map(|task| (*task, None))).collect();
        tasks.sort_by_key(|(task, _)| *task);
        OwnerTasks {
            owner: *owner,
            tasks: tasks
                .into_iter()
                .map(|(task, step)| task_of(site, task, step))
                .collect(),
        }
    });
    owners.filter(|owner| !owner.tasks.is_empty()).collect()
}

fn task_of<'a>(site: &Site, task: OnboardingTask, step: Option<&OnboardingStep<'a>>) -> Task<'a> {
    let Names {
        editorial_system,
        service_portal,
        ..
    } = &site.portal.settings.names;
    let names = [
        ("editorial_system", editorial_system.as_str()),
        ("service_portal", service_portal),
    ];
    Task {
        title: site.fill(&format!("service.rollout.{}", task.key()), &names).into(),
        state: match step.map(|step| step.status) {
            Some(TaskStatus::Done) => State::Done,
            Some(TaskStatus::InProgress) => State::Current,
            Some(TaskStatus::Open) => State::Open,
            None => State::Missing,
        },
        date: step.and_then(|step| step.on).map(|day| PartialDate::Day(day.0)),
        text: step.and_then(|step| step.text),
        result_url: step.and_then(|step| step.url),
        ..Task::default()
    }
}
