//! How an authority orders, and what it has to do itself.

use super::value::{Value, escaped};
use super::values::Values;
use crate::model::{Actor, Markdown, OnboardingTask, Orderability};

impl Values<'_> {
    /// Whether the online service can be ordered, and how: approved and orderable are two things.
    pub(super) fn order(&self) -> Value {
        let today = self.site.portal.as_of;
        let date = |day: crate::model::Day| self.site.date_in_words(day);
        let route = self.service.order_route();
        let state = match self.service.order_state(today) {
            None => self.site.text("kit.order.not_released").to_owned(),
            Some(Orderability::Now) => match self.service.orderable_since(today) {
                Some(since) => self.site.filled("kit.order.since", &[("date", &date(since))]),
                None => self.site.text("kit.order.now").to_owned(),
            },
            Some(Orderability::Later) => {
                let since = route.and_then(|route| route.since).map(date).unwrap_or_default();
                self.site.filled("kit.order.later", &[("date", &since)])
            }
            Some(state) => self.site.text(&format!("kit.order.{}", state.key())).to_owned(),
        };
        let route = route.filter(|_| self.service.can_be_ordered(today));
        let text = route.and_then(|route| route.text.as_ref());
        let url = route.and_then(|route| route.url.as_ref());
        let contact = route.and_then(|route| route.contact.as_ref());
        let contact = contact.map(|contact| {
            let email = contact.email.as_ref().map(|email| format!(", {}", email.as_str()));
            let name = format!("{}{}", escaped(&contact.name), email.unwrap_or_default());
            self.site.filled("kit.order.contact", &[("name", &name)])
        });
        let parts = [
            Some(state),
            text.map(|Markdown(text)| text.trim_end().to_owned()),
            url.map(|url| self.site.filled("kit.order.url", &[("url", url.as_str())])),
            contact,
        ];
        self.block(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
    }

    /// What the authority does itself: what the record says, and what each of them has to do in any case.
    pub(super) fn tasks(&self) -> Value {
        let own = self.service.onboarding_tasks_of(Actor::Municipality);
        let mut tasks: Vec<OnboardingTask> = own.iter().map(|step| step.task).collect();
        tasks.extend([OnboardingTask::Assignment, OnboardingTask::Publicity]);
        tasks.sort_unstable();
        tasks.dedup();
        let names = &self.site.portal.settings.names;
        let gaps = [
            ("editorial_system", names.editorial_system.as_str()),
            ("service_portal", names.service_portal.as_str()),
        ];
        let lines = tasks.iter().zip(1..).map(|(task, number)| {
            let text = self.site.filled(&format!("kit.task.{}", task.key()), &gaps);
            format!("{number}. {text}")
        });
        self.block(lines.collect::<Vec<_>>().join("\n"))
    }
}
