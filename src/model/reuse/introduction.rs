//! What a service says of the way to its use: how it is ordered, what is to do, and what that costs an authority.
//!
//! **Approved is not orderable.** The ministry's approval says that the solution fits; it can be ordered when there is a
//! contract to order by, or where each municipality contracts by itself.

use crate::model::{
    Actor, AuthorityKind, Day, OnboardingStep, OrderRoute, Orderability, OwnCosts, Portal, Reusability, Service,
    reuse::onboarding::steps,
};

impl Service {
    /// How one orders it; none where nobody has said.
    pub fn order_route(&self) -> Option<&OrderRoute> {
        self.order.as_ref()
    }

    /// Whether it can be ordered on a day; none where it is not offered for re-use, or not approved.
    pub fn order_state(&self, on: Day) -> Option<Orderability> {
        self.is_released().then(|| {
            let route = self.order.as_ref();
            route.map_or(Orderability::Unstated, |route| route.state(on))
        })
    }

    /// Whether it is approved and can be ordered on a day.
    pub fn can_be_ordered(&self, on: Day) -> bool {
        self.order_state(on) == Some(Orderability::Now)
    }

    /// Since when it can be ordered, where that is so on a day and the first day is stated.
    pub fn orderable_since(&self, on: Day) -> Option<Day> {
        let route = self.order.as_ref().filter(|_| self.can_be_ordered(on))?;
        route.since
    }

    /// All tasks of onboarding that the record names, in the order of the vocabulary, whichever form it has.
    pub fn onboarding_tasks(&self) -> Vec<OnboardingStep<'_>> {
        steps(&self.onboarding, self.rollout.as_ref())
    }

    /// Those of one owner.
    pub fn onboarding_tasks_of(&self, owner: Actor) -> Vec<OnboardingStep<'_>> {
        let mut tasks = self.onboarding_tasks();
        tasks.retain(|step| step.owner == owner);
        tasks
    }

    /// Those of one owner that are still to do, or under way.
    pub fn open_onboarding_tasks_of(&self, owner: Actor) -> Vec<OnboardingStep<'_>> {
        let mut tasks = self.onboarding_tasks_of(owner);
        tasks.retain(OnboardingStep::is_open);
        tasks
    }

    /// What an authority of a kind and a number of inhabitants pays itself by the prices of a day; none where the question
    /// for the costs has no answer, or is answered with "unknown".
    pub fn cost_for(&self, kind: AuthorityKind, population: Option<u64>, on: Day) -> Option<OwnCosts> {
        self.answers.costs.as_ref()?.own(kind, population, on)
    }
}

impl Portal {
    /// The kinds of authorities that carry a service out, those of single bodies among them.
    pub fn carrier_kinds(&self, service: &Service) -> Vec<AuthorityKind> {
        let bodies = service
            .carried_out_by_bodies
            .iter()
            .filter_map(|id| self.authorities.get(id));
        let kinds = service
            .carried_out_by
            .iter()
            .copied()
            .chain(bodies.map(|body| body.kind));
        let mut kinds: Vec<_> = kinds.collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// Whether municipalities can order a service on the reference date; none where it is not theirs, or its first day
    /// has not come: "orderable" is a part of "approved for re-use".
    pub fn orderability(&self, service: &Service) -> Option<Orderability> {
        let is_reusable = self.reusability(service) == Some(Reusability::Now);
        service.order_state(self.as_of).filter(|_| is_reusable)
    }
}
