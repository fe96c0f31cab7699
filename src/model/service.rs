//! A service (Leistung): the status record that answers the five questions and follows the three steps.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::base_service::BaseServiceId;
use super::contact::{Contact, Document, Link};
use super::costs::Costs;
use super::date::{Availability, Day, PartialDate};
use super::id::{AuthorityId, MinistryId, ServiceId, TopicId};
use super::key::{LeikaKey, OzgId};
use super::key_state::{KeyState, WrittenForm};
use super::lifecycle::entity;
use super::maturity::{Maturity, MaturityModel};
use super::onboarding::{OnboardingEntry, Rollout};
use super::order_route::OrderRoute;
use super::text::{Markdown, Prose, WebAddress};
use super::usage::Usage;
use super::vocabulary::{ApprovalStatus, AuthorityKind, Channel, LegalStatus, Offer, Phase, ReuseStatus, TargetGroup};

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
        #[schemars(description = "Ein Satz für Listen und Suche", example = crate::model::placeholder::SERVICE_SUMMARY)]
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
        pub review_after_days: Option<super::Days>,
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

/// A LeiKa type: 1 to 5 or `2/3`, with `a` or `b`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeikaType(Box<str>);

/// A type that the LeiKa does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` ist kein LeiKa-Typ, zum Beispiel 1, 2, 2/3, 3a oder 4")]
pub struct InvalidLeikaType(String);

impl std::str::FromStr for LeikaType {
    type Err = InvalidLeikaType;

    fn from_str(text: &str) -> Result<Self, InvalidLeikaType> {
        let kind = text.strip_suffix(['a', 'b']).unwrap_or(text);
        let known = matches!(
            kind,
            "1" | "2" | "2/3" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10" | "11"
        );
        if known {
            Ok(Self(text.into()))
        } else {
            Err(InvalidLeikaType(text.to_owned()))
        }
    }
}

impl std::fmt::Display for LeikaType {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

super::scalar::textual!(LeikaType, title: "LeiKa-Typ", format: "leika-typ", pattern: "^(2/3|[0-9]{1,2})[ab]?$", types: ["string", "integer"], example: "2/3",
    "LeiKa-Typ, zum Beispiel 1, 2, 2/3, 3a oder 4");

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

/// The offer from the federal context ("Einer für Alle").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Angebot", description = "Was aus dem bundesweiten Kontext vorliegt")]
pub struct Efa {
    /// What is offered.
    #[serde(rename(deserialize = "angebot"))]
    #[schemars(description = "Was angeboten wird")]
    pub offer: Offer,
    /// The state that builds it.
    #[serde(rename(deserialize = "land"), default)]
    #[schemars(description = "Land, das den Online-Dienst entwickelt", example = &"Schleswig-Holstein")]
    pub lead_state: Option<String>,
    /// The online service itself.
    #[serde(rename(deserialize = "dienst"), default)]
    #[schemars(description = "Webadresse des Online-Dienstes")]
    pub service_url: Option<WebAddress>,
    /// Its entry in the EfA market place.
    #[serde(rename(deserialize = "marktplatz"), default)]
    #[schemars(description = "Webadresse im EfA-Marktplatz")]
    pub marketplace_url: Option<WebAddress>,
}

/// The ministry's examination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Freigabe", description = "Prüfung und Freigabe durch das Ministerium")]
pub struct Approval {
    /// How far.
    #[serde(rename(deserialize = "stand"))]
    #[schemars(description = "Stand der Prüfung")]
    pub status: ApprovalStatus,
    /// Since when.
    #[serde(rename(deserialize = "am"), default)]
    #[schemars(description = "Tag der Entscheidung")]
    pub on: Option<Day>,
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

/// One planned step of the ministry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Nächster Schritt", description = "Ein geplanter Schritt des Ministeriums")]
pub struct Milestone {
    /// When.
    #[serde(rename(deserialize = "datum"))]
    #[schemars(description = "Wann: Tag, Monat, Quartal oder Jahr")]
    pub date: PartialDate,
    /// What.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Was geschieht", example = &"Beginn des Rollouts")]
    pub title: String,
    /// Whether it is done.
    #[serde(rename(deserialize = "erledigt"), default)]
    #[schemars(description = "`true`, sobald der Schritt getan ist")]
    pub done: bool,
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

/// One act of informing the municipalities.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Erstinformation", description = "Eine Information an die Kommunen")]
pub struct Information {
    /// When.
    #[serde(rename(deserialize = "am"))]
    #[schemars(description = "Wann informiert wurde")]
    pub on: Day,
    /// How.
    #[serde(rename(deserialize = "instrument"))]
    #[schemars(description = "Auf welchem Weg informiert wurde")]
    pub channel: Channel,
    /// What.
    #[serde(default)]
    #[schemars(description = "Worüber informiert wurde", example = &"Schreiben an alle zuständigen Behörden")]
    pub text: Option<String>,
}

/// Step 2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Pilotierung", description = "Pilotbehörden und ihre Erfahrungen")]
pub struct Piloting {
    /// The pilot authorities.
    #[serde(rename(deserialize = "behoerden"), default)]
    #[schemars(description = "Pilotbehörden: Regionalschlüssel (ARS) oder Kennungen")]
    pub authorities: Vec<AuthorityId>,
    /// Whether the state's IT service provider is involved; missing means not stated.
    #[serde(rename(deserialize = "it_dienstleister_eingebunden"), default)]
    #[schemars(description = "Ob der IT-Dienstleister des Landes eingebunden ist")]
    pub it_provider_involved: Option<bool>,
    /// What was learnt.
    #[serde(rename(deserialize = "erfahrungen"), default)]
    #[schemars(description = "Erfahrungen aus der Pilotierung (Markdown)")]
    pub lessons: Option<Markdown>,
}

/// "Kommunale Mitarbeit gesucht".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Mitarbeit gesucht", description = "Ein Aufruf zur Mitarbeit")]
pub struct Participation {
    /// Until when.
    #[serde(rename(deserialize = "bis"), default)]
    #[schemars(description = "Bis wann sich Kommunen melden können")]
    pub until: Option<Day>,
    /// What to do.
    #[serde(rename(deserialize = "aufgabe"))]
    #[schemars(description = "Wobei Kommunen mitarbeiten können", example = &"Zwei Behörden für die Erprobung, etwa zwei Stunden in der Woche")]
    pub task: String,
    /// Whom to tell.
    #[serde(rename(deserialize = "kontakt"), default)]
    #[schemars(description = "Bei wem sich Kommunen melden")]
    pub contact: Option<Contact>,
}

/// One line of `nachnutzung.csv`. Its schema says what the columns mean; the table itself is read by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(title = "Nachnutzung", description = "Eine Zeile der Tabelle nachnutzung.csv")]
pub struct Reuse {
    /// Who.
    #[schemars(rename = "ars", description = "Regionalschlüssel (ARS) oder Kennung der Stelle")]
    pub authority: AuthorityId,
    /// How far.
    #[schemars(rename = "stand", description = "Wie weit die Stelle ist")]
    pub status: ReuseStatus,
    /// Since when.
    #[schemars(rename = "seit", description = "Seit wann der Stand gilt")]
    pub since: Option<PartialDate>,
    /// The online service at that authority.
    #[schemars(description = "Webadresse des Online-Dienstes bei dieser Stelle")]
    pub url: Option<WebAddress>,
    /// Remark.
    #[schemars(rename = "bemerkung", description = "Ein kurzer Satz", example = &"Anbindung ans Fachverfahren folgt")]
    pub remark: Option<String>,
    /// The line of the file, counted from 1.
    #[serde(skip)]
    pub line: u32,
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

impl Participation {
    /// Whether the ministry still looks for municipalities on a day.
    pub fn is_open(&self, on: Day) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

/// The calls of some services that are open on a day, the most urgent first; those without a closing date come last.
pub fn open_calls<'a>(
    services: impl IntoIterator<Item = &'a Arc<Service>>,
    on: Day,
) -> Vec<(&'a Arc<Service>, &'a Participation)> {
    let calls = services.into_iter().filter_map(|service| {
        let call = service.participation.as_ref().filter(|call| call.is_open(on))?;
        Some((service, call))
    });
    let mut calls: Vec<_> = calls.collect();
    calls.sort_by_key(|(_, call)| (call.until.is_none(), call.until));
    calls
}
