//! A service (Leistung): the status record that answers the five questions and follows the three steps.

mod answers;
pub(in crate::model) mod base_service;
mod first_steps;
mod freshness;
mod key_state;
mod maturity;
mod milestone;
mod offer;
mod participation;
mod usage;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{
    AuthorityId, AuthorityKind, Contact, Day, Document, LeikaKey, LeikaType, Link, MinistryId, OnboardingEntry,
    OrderRoute, OzgId, Phase, Prose, Reuse, Rollout, ServiceId, TargetGroup, TopicId, lifecycle::entity,
};

pub use answers::{AnswerState, Answers, Law};
pub use base_service::{BaseService, BaseServiceId, InvalidBaseServiceId};
pub use first_steps::{Information, Piloting};
pub use freshness::Freshness;
pub use key_state::{KeyProgress, KeyState, WrittenForm};
pub use maturity::{Criterion, Level, Maturity, MaturityModel, MaturityNames, Target, UnknownModel};
pub use milestone::{Milestone, MilestoneState, Period};
pub use offer::{Approval, Efa};
pub use participation::{Participation, open_calls};
pub use usage::{Cases, Usage};

entity! {
    /// A service of the administration, as `leistungen/<id>/leistung.yaml` tells of it.
    #[schemars(title = "Leistung", description = "Eine Verwaltungsleistung und ihr Stand")]
    pub struct Service {
        /// Folder name.
        #[serde(skip_deserializing, default = "ServiceId::unset")]
        pub id: ServiceId,
        /// Name.
        #[serde(rename(deserialize = "titel"))]
        #[schemars(description = "Name der Leistung", example = &"Wohngeld")]
        pub title: String,
        /// One sentence for lists and search.
        #[serde(rename(deserialize = "kurz"))]
        #[schemars(description = "Ein Satz für Listen und Suche", example = crate::model::texts::placeholder::SERVICE_SUMMARY)]
        pub summary: String,
        /// FIM/LeiKa keys.
        #[serde(rename(deserialize = "leika"), default)]
        #[schemars(description = "LeiKa-Schlüssel mit je 14 Ziffern")]
        pub leika: Vec<LeikaKey>,
        /// How far single keys are, where the service bundles several.
        #[serde(rename(deserialize = "leika_stand"), default)]
        #[schemars(description = "Stand einzelner LeiKa-Schlüssel, wenn die Leistung mehrere bündelt")]
        pub key_states: Vec<KeyState>,
        /// Number in the OZG catalogue.
        #[serde(default)]
        #[schemars(description = "Nummer im OZG-Umsetzungskatalog, 5 Ziffern")]
        pub ozg_id: Option<OzgId>,
        /// Who rules and who carries out.
        #[serde(rename(deserialize = "leika_typ"), default)]
        #[schemars(description = "LeiKa-Typen: wer regelt und wer vollzieht, zum Beispiel 2/3 oder 4a")]
        pub leika_types: Vec<LeikaType>,
        /// The responsible ministry.
        #[serde(rename(deserialize = "ressort"))]
        #[schemars(description = "Kennung des zuständigen Ressorts")]
        pub ministry: MinistryId,
        /// Since when that ministry is responsible.
        #[serde(rename(deserialize = "ressort_seit"), default)]
        #[schemars(description = "Seit wann dieses Ressort zuständig ist")]
        pub ministry_since: Option<Day>,
        /// Who was responsible before.
        #[serde(rename(deserialize = "fruehere_ressorts"), default)]
        #[schemars(description = "Ressorts, die früher zuständig waren")]
        pub former_ministries: Vec<FormerMinistry>,
        /// Topic area.
        #[serde(rename(deserialize = "themenfeld"))]
        #[schemars(description = "Kennung des Themenfelds")]
        pub topic: TopicId,
        /// For whom.
        #[serde(rename(deserialize = "zielgruppe"), default)]
        #[schemars(description = "Für wen die Leistung ist")]
        pub target_groups: Vec<TargetGroup>,
        /// The kinds of authorities that carry it out: the denominator of every coverage figure.
        #[serde(rename(deserialize = "vollzug"), default)]
        #[schemars(description = "Arten von Stellen, die die Leistung vollziehen")]
        pub carried_out_by: Vec<AuthorityKind>,
        /// Single bodies that carry it out, where not all of their kind do.
        #[serde(rename(deserialize = "vollzug_stellen"), default)]
        #[schemars(description = "Einzelne Stellen, die die Leistung vollziehen, wenn es nicht alle ihrer Art tun")]
        pub carried_out_by_bodies: Vec<AuthorityId>,
        /// The offer from the federal context.
        #[serde(default)]
        #[schemars(description = "Angebot nach dem Prinzip „Einer für Alle“ (EfA)")]
        pub efa: Option<Efa>,
        /// Examination and release by the ministry.
        #[serde(rename(deserialize = "freigabe"), default)]
        #[schemars(description = "Prüfung und Freigabe durch das Ministerium")]
        pub approval: Option<Approval>,
        /// How one orders it.
        #[serde(rename(deserialize = "bestellung"), default)]
        #[schemars(description = "Wer den Vertrag schließt und wie Stellen bestellen")]
        pub order: Option<OrderRoute>,
        /// Where it stands on the three steps.
        #[schemars(description = "Stand auf den drei Schritten")]
        pub phase: Phase,
        /// Level of digitalisation.
        #[serde(rename(deserialize = "reifegrad"), default)]
        #[schemars(description = "Reifegrad mit seinem Modell")]
        pub maturity: Option<Maturity>,
        /// The levels by other models.
        #[serde(rename(deserialize = "weitere_reifegrade"), default)]
        #[schemars(description = "Einstufungen nach anderen Reifegradmodellen als dem unter reifegrad")]
        pub other_maturities: Vec<Maturity>,
        /// The five answers.
        #[serde(rename(deserialize = "auskunft"), default)]
        #[schemars(description = "Antworten auf die fünf Fragen der Kommunen")]
        pub answers: Answers,
        /// When the ministry last confirmed the record.
        #[serde(rename(deserialize = "geprueft_am"), default)]
        #[schemars(description = "Wann das Ministerium die Angaben zuletzt bestätigt hat")]
        pub reviewed_on: Option<Day>,
        /// For how many days that holds.
        #[serde(rename(deserialize = "pruefen_nach"), default)]
        #[schemars(
            description = "Nach wie vielen Tagen wieder zu prüfen ist (Vorgabe in portal.yaml)",
            example = 90
        )]
        pub review_after_days: Option<crate::model::Days>,
        /// Step 1, as it happened.
        #[serde(rename(deserialize = "erstinformation"), default)]
        #[schemars(description = "Schritt 1: wie und wann die Kommunen informiert wurden")]
        pub initial_information: Vec<Information>,
        /// Step 2.
        #[serde(rename(deserialize = "pilotierung"), default)]
        #[schemars(description = "Schritt 2: Pilotbehörden und ihre Erfahrungen")]
        pub piloting: Option<Piloting>,
        /// Step 3.
        #[serde(default)]
        #[schemars(description = "Schritt 3: vier Aufgaben der Bereitstellung; ältere Form, siehe onboarding")]
        pub rollout: Option<Rollout>,
        /// All that is to do until it runs at an authority, with who does it.
        #[serde(default)]
        #[schemars(description = "Schritt 3: was zu tun ist, bis der Online-Dienst bei einer Stelle läuft, und wer es tut")]
        pub onboarding: Vec<OnboardingEntry>,
        /// Call for participation.
        #[serde(rename(deserialize = "mitarbeit_gesucht"), default)]
        #[schemars(description = "Aufruf „Kommunale Mitarbeit gesucht“")]
        pub participation: Option<Participation>,
        /// Base components in use.
        #[serde(rename(deserialize = "basisdienste"), default)]
        #[schemars(description = "Basiskomponenten, die der Online-Dienst nutzt: ihre Kennungen aus portal.yaml")]
        pub base_services: Vec<BaseServiceId>,
        /// Specialised software it connects to.
        #[serde(rename(deserialize = "fachverfahren"), default)]
        #[schemars(description = "Fachverfahren, an die der Online-Dienst angebunden ist", example = ["Fachverfahren des Landes"])]
        pub specialist_software: Vec<String>,
        /// Single Digital Gateway, annex II.
        #[serde(default)]
        #[schemars(description = "Ob die Leistung unter Anhang II der SDG-Verordnung fällt")]
        pub sdg: bool,
        /// Whether it is one of the programme's priorities; missing means not stated.
        #[serde(rename(deserialize = "fokusleistung"), default)]
        #[schemars(description = "Ob die Leistung eine Fokusleistung des Programms ist")]
        pub is_focus: Option<bool>,
        /// Whether it was developed with the programme's money; missing means not stated.
        #[serde(rename(deserialize = "efa_finanziert"), default)]
        #[schemars(description = "Ob der Online-Dienst aus Mitteln für „Einer für Alle“ entwickelt wurde")]
        pub is_efa_financed: Option<bool>,
        /// Whether the law asks for a signature.
        #[serde(rename(deserialize = "schriftform"), default)]
        #[schemars(description = "Ob das Recht eine Unterschrift verlangt und wie sie ersetzt ist")]
        pub written_form: Option<WrittenForm>,
        /// Whom to ask.
        #[serde(rename(deserialize = "kontakt"), default)]
        #[schemars(description = "Wer Auskunft gibt")]
        pub contacts: Vec<Contact>,
        /// What people call it.
        #[serde(rename(deserialize = "suchbegriffe"), default)]
        #[schemars(description = "Wie die Leistung umgangssprachlich heißt", example = ["Mietzuschuss", "Lastenzuschuss"])]
        pub search_words: Vec<String>,
        /// Files.
        #[serde(rename(deserialize = "dokumente"), default)]
        #[schemars(description = "Dokumente im Ordner der Leistung")]
        pub documents: Vec<Document>,
        /// Links.
        #[serde(default)]
        #[schemars(description = "Weiterführende Links")]
        pub links: Vec<Link>,
        /// Prose from `text.md`.
        #[serde(skip)]
        pub text: Option<Prose>,
        /// Who re-uses it, from `nachnutzung.csv`.
        #[serde(skip)]
        pub reuse: Vec<Reuse>,
        /// How much it is used, from `nutzung.csv`.
        #[serde(skip)]
        pub usage: Vec<Usage>,
    }
}

impl Service {
    /// Where the file with the re-uses lies.
    pub fn reuse_path(&self) -> Arc<str> {
        self.source.path.replace("leistung.yaml", "nachnutzung.csv").into()
    }

    /// Where the file with the figures of its use lies.
    pub fn usage_path(&self) -> Arc<str> {
        self.source.path.replace("leistung.yaml", "nutzung.csv").into()
    }

    /// All assessments, that of `reifegrad` first.
    pub fn maturities(&self) -> impl Iterator<Item = &Maturity> {
        self.maturity.iter().chain(&self.other_maturities)
    }

    /// The assessment by a model.
    pub fn maturity_by(&self, model: MaturityModel) -> Option<&Maturity> {
        self.maturities().find(|maturity| maturity.model == model)
    }
}

/// A ministry that was responsible before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Früheres Ressort", description = "Ein Ressort, das früher zuständig war")]
pub struct FormerMinistry {
    /// Which.
    #[serde(rename(deserialize = "ressort"))]
    #[schemars(description = "Kennung des früher zuständigen Ressorts")]
    pub ministry: MinistryId,
    /// Until when.
    #[serde(rename(deserialize = "bis"))]
    #[schemars(description = "Bis wann es zuständig war")]
    pub until: Day,
}
