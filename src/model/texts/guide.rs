//! A guide (Leitfaden) with its chapters.

use crate::model::{
    ChapterId, Day, Document, GuideId, GuideKind, Link, Phase, Prose, TargetGroup, lifecycle::entity,
    values::scalar::textual,
};

entity! {
    /// A guide, tool, template or case study, as `leitfaeden/<id>/leitfaden.yaml` describes it.
    #[schemars(title = "Leitfaden", description = "Ein Leitfaden")]
    pub struct Guide {
        /// Folder name.
        #[serde(skip_deserializing, default = "GuideId::unset")]
        pub id: GuideId,
        /// Title.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Titel", example = &"Pilotbehörden gewinnen")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename(deserialize = "kurz"))]
        #[schemars(description = "Ein Satz für Listen und Suche", example = crate::model::texts::placeholder::GUIDE_SUMMARY)]
        pub summary: String,
        /// Kind.
        #[serde(rename(deserialize = "art"))]
        #[schemars(description = "Art des Leitfadens")]
        pub kind: GuideKind,
        /// Who publishes it.
        #[serde(rename(deserialize = "herausgeber"), default)]
        #[schemars(description = "Herausgeber", example = &"Ministerium des Innern")]
        pub publisher: Option<String>,
        /// For whom.
        #[serde(rename(deserialize = "zielgruppe"), default)]
        #[schemars(description = "Für wen der Leitfaden ist")]
        pub target_groups: Vec<TargetGroup>,
        /// The step of the three that it helps with; missing: with all.
        #[serde(rename(deserialize = "schritt"), default)]
        #[schemars(description = "Zu welchem der drei Schritte er gehört; weglassen, wenn zu allen")]
        pub step: Option<Step>,
        /// Where it is, when it is elsewhere.
        #[serde(rename(deserialize = "quelle"), default)]
        #[schemars(description = "Quelle, wenn der Leitfaden an anderer Stelle liegt")]
        pub origin: Option<Link>,
        /// As-of date.
        #[serde(rename(deserialize = "stand"), default)]
        #[schemars(description = "Stand des Leitfadens")]
        pub as_of: Option<Day>,
        /// Files.
        #[serde(rename(deserialize = "dokumente"), default)]
        #[schemars(description = "Dokumente im Ordner des Leitfadens")]
        pub documents: Vec<Document>,
        /// What people call it.
        #[serde(rename(deserialize = "suchbegriffe"), default)]
        #[schemars(description = "Weitere Suchbegriffe", example = ["Checkliste", "Anleitung"])]
        pub search_words: Vec<String>,
        /// Chapters in order, from `01-….md`, `02-….md`.
        #[serde(skip)]
        pub chapters: Vec<Chapter>,
    }
}

/// A chapter of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// File name without number.
    pub id: ChapterId,
    /// Place in the guide.
    pub number: u32,
    /// Title: the first heading of the text.
    pub title: String,
    /// Text below the title.
    pub text: Prose,
}

/// One of the three steps: 1 inform, 2 pilots, 3 rollout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step(u8);

/// A step that there is none of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("den Schritt `{0}` gibt es nicht: es gibt 1, 2 und 3")]
pub struct UnknownStep(String);

impl Step {
    /// The number of the step.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The phases of a service in which the step is taken: the kit for it says what is true then.
    pub fn phases(self) -> &'static [Phase] {
        match self.0 {
            1 => &[Phase::Preparation, Phase::InitialInformation],
            2 => &[Phase::InitialInformation, Phase::Piloting],
            _ => &[Phase::Rollout, Phase::Statewide],
        }
    }

    /// The steps that are taken in a phase.
    pub fn in_phase(phase: Phase) -> impl Iterator<Item = Self> {
        (1..=3).map(Self).filter(move |step| step.phases().contains(&phase))
    }
}

impl std::str::FromStr for Step {
    type Err = UnknownStep;

    fn from_str(text: &str) -> Result<Self, UnknownStep> {
        match text.parse() {
            Ok(number @ 1..=3) => Ok(Self(number)),
            _ => Err(UnknownStep(text.to_owned())),
        }
    }
}

impl std::fmt::Display for Step {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

textual!(Step, title: "Schritt", format: "schritt", pattern: "^[123]$", types: ["string", "integer"], example: "1", "Einer der drei Schritte: 1, 2 oder 3");
