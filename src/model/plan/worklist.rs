//! What a ministry owes the municipalities, from its records.

use std::sync::Arc;

use crate::model::values::vocabulary::vocabulary;
use crate::model::{
    AnswerState, AuthorityKind, Coverage, Day, Freshness, MilestoneState, MinistryId, OnboardingTask, Orderability,
    PartialDate, Phase, Portal, Service,
};

vocabulary! {
    /// What is to be done for a service, the most pressing first.
    pub enum TaskKind as "Aufgabe eines Ressorts" {
        Milestone = "schritt", "milestone", "Ein geplanter Schritt ist vorbei und nicht als erledigt eingetragen.";
        Review = "bestaetigung", "review", "Die Bestätigung der Angaben ist abgelaufen.";
        FirstReview = "erste_bestaetigung", "first_review", "Die Angaben wurden noch nie bestätigt.";
        Answers = "fragen", "answers", "Von den fünf Fragen sind welche ohne Antwort.";
        Contract = "vertrag", "contract", "Der Online-Dienst ist freigegeben, aber ein Vertrag, über den Stellen ihn bestellen können, ist nicht eingetragen oder abgelaufen.";
        Information = "erstinformation", "information", "Schritt 1 ist erreicht, aber keine Information an die Kommunen eingetragen.";
        Pilots = "pilotbehoerden", "pilots", "Schritt 2 ist erreicht, aber keine Pilotbehörde eingetragen.";
        Description = "leistungsbeschreibung", "description", "Schritt 3 ist erreicht, aber die Leistungsbeschreibung nicht als erledigt eingetragen.";
        Unstated = "stellen_ohne_angabe", "unstated", "Schritt 3 ist erreicht, aber von Stellen fehlt die Angabe.";
    }
}

/// Something that a ministry has to do for one of its services.
#[derive(Debug, Clone)]
pub struct Task<'a> {
    /// What.
    pub kind: TaskKind,
    /// For which service.
    pub service: &'a Arc<Service>,
    /// By when it was or is to be done.
    pub date: Option<PartialDate>,
    /// The planned step that it is about.
    pub milestone: Option<&'a str>,
    /// How many answers or authorities are missing.
    pub count: usize,
    /// The file to edit.
    pub path: Arc<str>,
}

/// What ministries have to do, dated first.
#[derive(Debug, Default)]
pub struct Worklist<'a> {
    /// The tasks.
    pub tasks: Vec<Task<'a>>,
}

impl<'a> Worklist<'a> {
    /// Of all ministries: what is past on a day, and what has no date. Drafts and what is over by then need nothing.
    pub fn of(portal: &'a Portal, until: Day) -> Self {
        Self::of_services(portal, portal.services.values(), until)
    }

    /// Of one ministry, on the reference date.
    pub fn of_ministry(portal: &'a Portal, ministry: &MinistryId) -> Self {
        Self::of_services(portal, portal.services_of_ministry(ministry), portal.last_overdue())
    }

    fn of_services(portal: &'a Portal, services: impl IntoIterator<Item = &'a Arc<Service>>, until: Day) -> Self {
        let mut tasks = Vec::new();
        for service in services {
            if service.lifecycle().is_public(until, false) {
                let finder = Finder { portal, service, until };
                finder.find(&mut tasks);
            }
        }
        tasks.sort_by_key(|task: &Task| {
            let day = task.date.map(PartialDate::last_day);
            (day.is_none(), day, task.kind)
        });
        Self { tasks }
    }

    /// How many tasks there are of a kind.
    pub fn count(&self, kind: TaskKind) -> usize {
        self.tasks.iter().filter(|task| task.kind == kind).count()
    }

    /// How many of them should have been done.
    pub fn overdue(&self) -> usize {
        self.tasks.iter().filter(|task| task.date.is_some()).count()
    }
}

impl Portal {
    /// The last day of what is overdue on the reference date.
    pub fn last_overdue(&self) -> Day {
        Day(self.as_of.0.saturating_sub(jiff::Span::new().days(1)))
    }
}

/// Looks at one service.
struct Finder<'a> {
    portal: &'a Portal,
    service: &'a Arc<Service>,
    until: Day,
}

impl<'a> Finder<'a> {
    fn find(&self, tasks: &mut Vec<Task<'a>>) {
        tasks.extend(self.milestones());
        tasks.extend(self.review());
        tasks.extend(self.answers());
        if self.is_municipal() {
            tasks.extend(self.contract());
            tasks.extend(self.steps());
        }
    }

    fn task(&self, kind: TaskKind) -> Task<'a> {
        Task {
            kind,
            service: self.service,
            date: None,
            milestone: None,
            count: 0,
            path: self.service.source.path.clone(),
        }
    }

    fn milestones(&self) -> impl Iterator<Item = Task<'a>> {
        let steps = self.service.answers.next_steps.iter().flatten();
        let after = self.until.plus_days(1);
        let late = steps.filter(move |step| step.state(after) == MilestoneState::Overdue);
        late.map(|step| Task {
            date: Some(step.date),
            milestone: Some(&step.title),
            ..self.task(TaskKind::Milestone)
        })
    }

    fn review(&self) -> Option<Task<'a>> {
        match self.portal.review_due(self.service) {
            Some(due) => (due <= self.until).then(|| Task {
                date: Some(PartialDate::Day(due.0)),
                ..self.task(TaskKind::Review)
            }),
            None => {
                debug_assert_eq!(self.portal.freshness(self.service), Freshness::Never);
                Some(self.task(TaskKind::FirstReview))
            }
        }
    }

    fn answers(&self) -> Option<Task<'a>> {
        let states = self.service.answer_states();
        let count = states.iter().filter(|state| **state == AnswerState::Missing).count();
        (count > 0).then(|| Task {
            count,
            ..self.task(TaskKind::Answers)
        })
    }

    /// Approved is not orderable: authorities wait for a contract to order by.
    fn contract(&self) -> Option<Task<'a>> {
        if self.service.phase == Phase::Deferred {
            return None;
        }
        let task = self.task(TaskKind::Contract);
        match self.service.order_state(self.until.plus_days(1))? {
            Orderability::Now | Orderability::Later => None,
            Orderability::Negotiating | Orderability::Open | Orderability::Unstated => Some(task),
            Orderability::Expired => {
                let last = self.service.order_route().and_then(|route| route.until);
                let date = last.map(|day| PartialDate::Day(day.0));
                Some(Task { date, ..task })
            }
        }
    }

    /// What the three steps ask for, as far as the service has come.
    fn steps(&self) -> impl Iterator<Item = Task<'a>> {
        use Phase::{InitialInformation, Piloting, Rollout, Statewide};
        let service = self.service;
        let phase = service.phase;
        let has_pilots = service
            .piloting
            .as_ref()
            .is_some_and(|piloting| !piloting.authorities.is_empty());
        let tasks = service.onboarding_tasks();
        let is_described = tasks
            .iter()
            .any(|step| step.task == OnboardingTask::Description && !step.is_open());
        let unstated = match phase {
            Rollout | Statewide => Coverage::of_service(self.portal, service).unstated,
            _ => 0,
        };
        let is_informed = !service.initial_information.is_empty();
        let open = [
            (
                TaskKind::Information,
                matches!(phase, InitialInformation | Piloting | Rollout | Statewide) && !is_informed,
            ),
            (TaskKind::Pilots, matches!(phase, Piloting) && !has_pilots),
            (
                TaskKind::Description,
                matches!(phase, Rollout | Statewide) && !is_described,
            ),
        ];
        let open = open.into_iter().filter(|(_, is_open)| *is_open);
        let unstated = (unstated > 0).then(|| Task {
            count: unstated,
            path: service.reuse_path(),
            ..self.task(TaskKind::Unstated)
        });
        let tasks: Vec<_> = open.map(|(kind, _)| self.task(kind)).chain(unstated).collect();
        tasks.into_iter()
    }

    /// Whether anybody but the state carries it out, who could be informed.
    fn is_municipal(&self) -> bool {
        let mut responsible = self.portal.responsible_authorities(self.service);
        responsible.any(|authority| authority.kind != AuthorityKind::StateAuthority)
    }
}
