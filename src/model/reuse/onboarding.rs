//! What is to do until an online service runs at an authority, and who does it.
//!
//! Records say it as `onboarding`, a list; older ones as `rollout`, four tasks by name. Everything else asks
//! [`crate::model::Service::onboarding_tasks`], which tells both as one.

use serde::{Deserialize, Serialize};

use crate::model::{Actor, Day, TaskStatus, WebAddress, values::vocabulary::vocabulary};

vocabulary! {
    /// The tasks of onboarding, in the order in which they are usually begun.
    pub enum OnboardingTask as "Aufgabe der Einführung" {
        Contract = "vertrag", "contract", "Vertrag schließen";
        DataProtection = "datenschutz", "data_protection", "Datenschutz regeln, zum Beispiel die Auftragsverarbeitung";
        Software = "fachverfahren", "specialist_software", "Fachverfahren anbinden";
        Payment = "bezahlung", "payment", "Bezahlung anbinden";
        Description = "leistungsbeschreibung", "description", "Leistungsbeschreibung im Redaktionssystem des Landes";
        Assignment = "onlinedienst", "online_service", "Online-Dienst anlegen und zuordnen";
        Test = "test", "test", "Online-Dienst testen";
        Training = "schulung", "training", "Beschäftigte schulen";
        PortalNetwork = "portalverbund", "portal_network", "Auffindbarkeit im Portalverbund";
        Publicity = "aussenkommunikation", "publicity", "Online-Dienst bekannt machen";
    }
}

impl OnboardingTask {
    /// Whose task it usually is: what holds where a record does not say.
    pub fn usual_owner(self) -> Actor {
        match self {
            Self::Contract | Self::Description | Self::PortalNetwork => Actor::State,
            Self::DataProtection
            | Self::Software
            | Self::Payment
            | Self::Assignment
            | Self::Test
            | Self::Training
            | Self::Publicity => Actor::Municipality,
        }
    }
}

/// One task of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(
    title = "Aufgabe der Einführung",
    description = "Was zu tun ist, bis der Online-Dienst läuft, und wer es tut"
)]
pub struct OnboardingEntry {
    /// What.
    #[serde(rename(deserialize = "aufgabe"))]
    #[schemars(description = "Welche Aufgabe")]
    pub task: OnboardingTask,
    /// Who.
    #[serde(rename(deserialize = "wer"), default)]
    #[schemars(
        description = "Wer sie erledigt; ohne Angabe ist es bei Vertrag, Leistungsbeschreibung und Portalverbund das Land, sonst die Kommune"
    )]
    pub owner: Option<Actor>,
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Wie weit die Aufgabe ist")]
    pub status: TaskStatus,
    /// When it was done.
    #[serde(rename(deserialize = "am"), default)]
    #[schemars(description = "Wann sie erledigt wurde")]
    pub on: Option<Day>,
    /// Where the result is.
    #[serde(default)]
    #[schemars(description = "Webadresse des Ergebnisses")]
    pub url: Option<WebAddress>,
    /// More about it.
    #[serde(default)]
    #[schemars(description = "Erläuterung", example = &"Acht Stellen haben ihn zugeordnet.")]
    pub text: Option<String>,
}

/// Step 3.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Rollout", description = "Die vier Aufgaben der Bereitstellung")]
pub struct Rollout {
    /// The description of the service in the state's editorial system.
    #[serde(rename(deserialize = "leistungsbeschreibung"), default)]
    #[schemars(description = "Leistungsbeschreibung im Redaktionssystem des Landes")]
    pub description: Option<RolloutTask>,
    /// The online service, created and assigned by the municipalities.
    #[serde(rename(deserialize = "onlinedienst"), default)]
    #[schemars(description = "Online-Dienst, von den Kommunen angelegt und zugeordnet")]
    pub online_service: Option<RolloutTask>,
    /// To be found in the network of portals of Bund and Länder.
    #[serde(rename(deserialize = "portalverbund"), default)]
    #[schemars(description = "Auffindbarkeit im Portalverbund")]
    pub portal_network: Option<RolloutTask>,
    /// Advertising the online service.
    #[serde(rename(deserialize = "aussenkommunikation"), default)]
    #[schemars(description = "Außenkommunikation: wie der Online-Dienst beworben wird")]
    pub publicity: Option<RolloutTask>,
}

/// One task of the rollout.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Aufgabe", description = "Eine Aufgabe des Rollouts")]
pub struct RolloutTask {
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Wie weit die Aufgabe ist")]
    pub status: TaskStatus,
    /// When it was done.
    #[serde(rename(deserialize = "am"), default)]
    #[schemars(description = "Wann sie erledigt wurde")]
    pub on: Option<Day>,
    /// Where the result is.
    #[serde(default)]
    #[schemars(description = "Webadresse des Ergebnisses")]
    pub url: Option<WebAddress>,
    /// More about it.
    #[serde(default)]
    #[schemars(description = "Erläuterung", example = &"Acht Stellen haben ihn zugeordnet.")]
    pub text: Option<String>,
}

/// A task as the record tells of it, in whichever form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnboardingStep<'a> {
    /// What.
    pub task: OnboardingTask,
    /// Who.
    pub owner: Actor,
    /// How far.
    pub status: TaskStatus,
    /// When it was done.
    pub on: Option<Day>,
    /// Where the result is.
    pub url: Option<&'a WebAddress>,
    /// More about it.
    pub text: Option<&'a str>,
    /// Where it stands in the record: `/rollout/portalverbund`, `/onboarding/2`.
    pub field: String,
}

impl OnboardingStep<'_> {
    /// Whether it is still to do, or under way.
    pub fn is_open(&self) -> bool {
        self.status != TaskStatus::Done
    }
}

impl Rollout {
    /// Its four tasks by their names in the record.
    pub fn tasks(&self) -> [(OnboardingTask, Option<&RolloutTask>); 4] {
        [
            (OnboardingTask::Description, self.description.as_ref()),
            (OnboardingTask::Assignment, self.online_service.as_ref()),
            (OnboardingTask::PortalNetwork, self.portal_network.as_ref()),
            (OnboardingTask::Publicity, self.publicity.as_ref()),
        ]
    }
}

/// All tasks that a record names, in the order of the vocabulary. Where `onboarding` names a task, it holds and what
/// `rollout` says of the same task does not.
pub(in crate::model) fn steps<'a>(
    entries: &'a [OnboardingEntry],
    rollout: Option<&'a Rollout>,
) -> Vec<OnboardingStep<'a>> {
    let named = entries.iter().enumerate().map(|(index, entry)| OnboardingStep {
        task: entry.task,
        owner: entry.owner.unwrap_or_else(|| entry.task.usual_owner()),
        status: entry.status,
        on: entry.on,
        url: entry.url.as_ref(),
        text: entry.text.as_deref(),
        field: format!("/onboarding/{index}"),
    });
    let is_named = |task| entries.iter().any(|entry| entry.task == task);
    let older = rollout.into_iter().flat_map(Rollout::tasks);
    let older = older.filter(|(task, _)| !is_named(*task)).filter_map(|(task, said)| {
        let said = said?;
        Some(OnboardingStep {
            task,
            owner: task.usual_owner(),
            status: said.status,
            on: said.on,
            url: said.url.as_ref(),
            text: said.text.as_deref(),
            field: format!("/rollout/{}", task.word()),
        })
    });
    let mut steps: Vec<_> = named.chain(older).collect();
    steps.sort_by_key(|step| (step.task, step.owner));
    steps
}
