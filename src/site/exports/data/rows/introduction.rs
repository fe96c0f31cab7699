//! What is to do until an online service runs at an authority, and who does it.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::words;
use super::{Row, Sample};
use crate::model::{Actor, OnboardingTask, Service, TaskStatus};
use crate::site::edition::Site;

/// A task of onboarding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine Aufgabe bei der Einführung einer Leistung")]
pub(in crate::site) struct OnboardingRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Welche Aufgabe", extend("enum" = words!(OnboardingTask)))]
    pub task: &'static str,
    #[schemars(description = "Wer sie erledigt", extend("enum" = words!(Actor)))]
    pub owner: &'static str,
    #[schemars(description = "Wie weit sie ist", extend("enum" = words!(TaskStatus)))]
    pub status: &'static str,
    #[schemars(description = "Wann sie erledigt wurde")]
    pub done_on: Option<String>,
    #[schemars(description = "Adresse des Ergebnisses")]
    pub url: Option<String>,
    #[schemars(description = "Erläuterung")]
    pub text: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl OnboardingRow {
    pub fn of(service: &Service) -> Vec<Self> {
        let rows = service.onboarding_tasks().into_iter().map(|step| Self {
            service: service.id.to_string(),
            task: step.task.key(),
            owner: step.owner.key(),
            status: step.status.key(),
            done_on: text(step.on.as_ref()),
            url: text(step.url),
            text: step.text.map(str::to_owned),
            sample: service.sample,
        });
        rows.collect()
    }
}

impl Sample for OnboardingRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for OnboardingRow {
    const NAME: &'static str = "einfuehrung";
    const KEY: &'static str = "onboarding";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.services.values().flat_map(|service| Self::of(service))
    }
}
