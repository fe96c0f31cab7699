//! Whether the five questions are answered: given, unknown or missing, by one rule for pages, figures and open data.

use serde::{Deserialize, Serialize};

use crate::model::{Availability, CostStatus, Costs, LegalStatus, Markdown, Milestone, Service};

/// How a ministry has answered one of the five questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// It says something.
    Given,
    /// It says that it does not know.
    Unknown,
    /// It has not said anything.
    Missing,
}

impl AnswerState {
    /// Of an answer that is one by itself, where it is there.
    fn of<T>(answer: Option<&T>, is_unknown: impl FnOnce(&T) -> bool) -> Self {
        match answer {
            Some(answer) if is_unknown(answer) => Self::Unknown,
            Some(_) => Self::Given,
            None => Self::Missing,
        }
    }
}

impl Service {
    /// The states of the five answers, in the order of the questions.
    pub fn answer_states(&self) -> [AnswerState; 5] {
        let answers = &self.answers;
        [
            AnswerState::of(answers.reusable_from.as_ref(), |from| *from == Availability::Unknown),
            AnswerState::of(answers.state_of_play.as_ref(), |_| false),
            AnswerState::of(answers.next_steps.as_ref(), |_| false),
            AnswerState::of(answers.law.as_ref(), |law| law.status == LegalStatus::Unknown),
            AnswerState::of(answers.costs.as_ref(), |costs| costs.status == CostStatus::Unknown),
        ]
    }
}

/// The answers to the five questions. A missing answer is "keine Angabe" and never counts as zero or done.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Auskunft", description = "Die Antworten auf die fünf Fragen")]
pub struct Answers {
    /// Question 1: when can we re-use it?
    #[serde(rename(deserialize = "nachnutzung_ab"), default)]
    #[schemars(description = "Frage 1: Ab wann kann der Online-Dienst nachgenutzt werden?")]
    pub reusable_from: Option<Availability>,
    /// Question 2: what is the state of play?
    #[serde(rename(deserialize = "sachstand"), default)]
    #[schemars(description = "Frage 2: Wie ist der Sachstand? (Markdown)")]
    pub state_of_play: Option<Markdown>,
    /// Question 3: what does the ministry do next? An empty list says "nothing", a missing one says nothing at all.
    #[serde(rename(deserialize = "naechste_schritte"), default)]
    #[schemars(description = "Frage 3: Welche Schritte plant das Ministerium?")]
    pub next_steps: Option<Vec<Milestone>>,
    /// Question 4: is the law being adapted?
    #[serde(rename(deserialize = "fachrecht"), default)]
    #[schemars(description = "Frage 4: Wird das Fachrecht angepasst?")]
    pub law: Option<Law>,
    /// Question 5: what will it cost us?
    #[serde(rename(deserialize = "kosten"), default)]
    #[schemars(description = "Frage 5: Mit welchen Kosten müssen die Kommunen rechnen?")]
    pub costs: Option<Costs>,
}

/// Question 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Fachrecht", description = "Ob das Fachrecht angepasst wird")]
pub struct Law {
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Stand der Anpassung")]
    pub status: LegalStatus,
    /// More about it.
    #[serde(default)]
    #[schemars(description = "Erläuterung (Markdown)")]
    pub text: Option<Markdown>,
}
