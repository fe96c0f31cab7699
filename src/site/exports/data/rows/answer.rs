//! The answers to the five questions, and the steps that ministries plan.

use schemars::JsonSchema;
use serde::Serialize;

use super::text;
use super::{Row, Sample};
use crate::extent::Whole;
use crate::model::{AnswerState, MilestoneState, Service};
use crate::site::edition::Site;

/// An answer to one of the five questions.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Eine der fünf Antworten zu einer Leistung")]
pub(in crate::site) struct AnswerRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Nummer der Frage, 1 bis 5")]
    pub number: u8,
    #[schemars(description = "Die Frage", extend("enum" = ["reusable_from", "state_of_play", "next_steps", "law", "costs"]))]
    pub question: &'static str,
    #[schemars(description = "Ob geantwortet wurde: „stated“ mit Inhalt, „unknown“ unbekannt, „missing“ keine Angabe", extend("enum" = ["stated", "unknown", "missing"]))]
    pub answer: &'static str,
    #[schemars(description = "Der Kern der Antwort: Datum, Zahl der Schritte oder Stand; leer bei Frage 2")]
    pub value: Option<String>,
    #[schemars(description = "Die Antwort als Text (Markdown)")]
    pub text: Option<String>,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl AnswerRow {
    /// The five answers in the order of the questions.
    pub fn of(service: &Service) -> [Self; 5] {
        let answers = &service.answers;
        let markdown = |text: Option<&crate::model::Markdown>| text.map(|text| text.0.trim_end().to_owned());
        let law = answers.law.as_ref();
        let costs = answers.costs.as_ref();
        let steps = answers.next_steps.as_ref();
        let states = service.answer_states();
        let row = |number: u8, question, value: Option<String>, text: Option<String>| Self {
            service: service.id.to_string(),
            number,
            question,
            answer: match states.get(usize::from(number).minus(1)) {
                Some(AnswerState::Given) => "stated",
                Some(AnswerState::Unknown) => "unknown",
                Some(AnswerState::Missing) | None => "missing",
            },
            value,
            text,
            sample: service.sample,
        };
        [
            row(1, "reusable_from", text(answers.reusable_from.as_ref()), None),
            row(2, "state_of_play", None, markdown(answers.state_of_play.as_ref())),
            row(3, "next_steps", steps.map(|steps| steps.len().to_string()), None),
            row(
                4,
                "law",
                law.map(|law| law.status.key().to_owned()),
                law.and_then(|law| markdown(law.text.as_ref())),
            ),
            row(
                5,
                "costs",
                costs.map(|costs| costs.status.key().to_owned()),
                costs.and_then(|costs| markdown(costs.text.as_ref())),
            ),
        ]
    }
}

impl Sample for AnswerRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for AnswerRow {
    const NAME: &'static str = "antworten";
    const KEY: &'static str = "answers";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal.services.values().flat_map(|service| Self::of(service))
    }
}

/// A step that a ministry plans.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Ein Schritt, den ein Ressort für eine Leistung plant")]
pub(in crate::site) struct MilestoneRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Wann: Tag, Monat, Quartal oder Jahr")]
    pub date: String,
    #[schemars(description = "Der erste Tag, den die Angabe meinen kann")]
    pub first_day: String,
    #[schemars(description = "Der letzte Tag, den die Angabe meinen kann")]
    pub last_day: String,
    #[schemars(description = "Was geschieht")]
    pub title: String,
    #[schemars(description = "Ob der Schritt getan ist")]
    pub done: bool,
    #[schemars(description = "Ob der Schritt am Stichtag überfällig ist")]
    pub overdue: bool,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl MilestoneRow {
    pub fn of(site: &Site, service: &Service) -> Vec<Self> {
        let steps = service.answers.next_steps.iter().flatten();
        let rows = steps.map(|step| Self {
            service: service.id.to_string(),
            date: step.date.to_string(),
            first_day: step.date.first_day().to_string(),
            last_day: step.date.last_day().to_string(),
            title: step.title.clone(),
            done: step.done,
            overdue: step.state(site.portal.as_of) == MilestoneState::Overdue,
            sample: service.sample,
        });
        rows.collect()
    }
}

impl Sample for MilestoneRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for MilestoneRow {
    const NAME: &'static str = "meilensteine";
    const KEY: &'static str = "milestones";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .services
            .values()
            .flat_map(move |service| Self::of(site, service))
    }
}
