//! A template (Vorlage): a text of the communication kit with named gaps, which ministries can change.

use serde::{Deserialize, Serialize};

use crate::extent::Whole;
use crate::model::{EventKind, Phase, Prose, Source, Step, values::vocabulary::vocabulary};

vocabulary! {
    /// The brochure's instruments for reaching the authorities.
    pub enum Instrument as "Instrument" {
        Letter = "informationsschreiben", "letter", "Informationsschreiben";
        Mail = "mail", "mail", "E-Mail an die Stellen";
        Invitation = "einladung", "invitation", "Einladung zu einem Termin, mit Kalenderdatei";
        PressText = "pressetext", "press_text", "Text für die Presse";
        SocialMedia = "social-media", "social_media", "Kurzer Text für soziale Medien";
        Poster = "plakat", "poster", "Plakat mit QR-Code";
    }
}

vocabulary! {
    /// Where the code on a poster leads.
    pub enum CodeTarget as "Ziel des QR-Codes" {
        Page = "seite", "page", "Die Seite der Leistung in diesem Portal";
        OnlineService = "dienst", "online_service", "Der Online-Dienst selbst";
        Application = "antrag", "application", "Wo Bürgerinnen und Bürger den Antrag stellen";
    }
}

vocabulary! {
    /// What a gap of a template is filled with.
    pub enum Gap as "Lücke" {
        Service = "leistung", "service", "Name der Leistung";
        Summary = "kurz", "summary", "Die Leistung in einem Satz";
        Ministry = "ressort", "ministry", "Name des Ressorts";
        MinistryShort = "ressort_kuerzel", "ministry_short", "Kürzel des Ressorts";
        Topic = "themenfeld", "topic", "Name des Themenfelds";
        State = "bundesland", "state", "Name des Landes";
        Publisher = "herausgeber", "publisher", "Herausgeber des Portals";
        Today = "datum", "today", "Der Stichtag in Worten";
        PlaceAndDay = "ort_datum", "place_and_day", "Ort des Ressorts und Stichtag (`briefkopf: ort:` des Ressorts)";
        PageUrl = "seite", "page_url", "Adresse der Leistung in diesem Portal";
        ServiceUrl = "dienst", "service_url", "Adresse des Online-Dienstes (`efa: dienst:`)";
        Application = "antrag", "application", "Adresse, unter der man den Antrag stellt: der Online-Dienst, sonst das Serviceportal";
        LeadState = "umsetzendes_land", "lead_state", "Land, das den Online-Dienst entwickelt (`efa: land:`)";
        Carriers = "zustaendige_stellen", "carriers", "Arten der Stellen, die die Leistung vollziehen";
        CarrierCount = "anzahl_zustaendig", "carrier_count", "Zahl der Stellen, die die Leistung vollziehen";
        LiveCount = "anzahl_live", "live_count", "Zahl der zuständigen Stellen, die live sind";
        Spread = "verbreitung", "spread", "Wie viele der zuständigen Stellen live sind, als Satz";
        Pilots = "pilotbehoerden", "pilots", "Namen der Pilotbehörden (`pilotierung: behoerden:`)";
        ReusableFrom = "nachnutzung_ab", "reusable_from", "Frage 1 als Satz: ab wann kann nachgenutzt werden?";
        Law = "fachrecht", "law", "Frage 4 als Satz: wird das Fachrecht angepasst?";
        ContactName = "kontakt_name", "contact_name", "Name des ersten Kontakts";
        ContactEmail = "kontakt_email", "contact_email", "E-Mail-Adresse des ersten Kontakts";
        EventTitle = "termin", "event_title", "Titel des nächsten Termins zur Leistung";
        EventWhen = "termin_wann", "event_when", "Tag und Uhrzeit des Termins";
        EventWhere = "termin_ort", "event_where", "Ort oder Webadresse des Termins";
        Organizer = "veranstalter", "organizer", "Wer den Termin veranstaltet";
        EditorialSystem = "redaktionssystem", "editorial_system", "Redaktionssystem des Landes";
        ItProvider = "it_dienstleister", "it_provider", "IT-Dienstleister des Landes";
        ServicePortal = "serviceportal", "service_portal", "Serviceportal des Landes";
        StateOfPlay = "sachstand", "state_of_play", "Frage 2: Sachstand, in eigener Zeile";
        NextSteps = "naechste_schritte", "next_steps", "Frage 3: offene Schritte als Liste, in eigener Zeile";
        Costs = "kosten", "costs", "Frage 5: Kosten mit allen Beträgen, in eigener Zeile";
        Order = "bestellung", "order", "Ob, wie und wo bestellt wird, in eigener Zeile";
        Tasks = "aufgaben", "tasks", "Was die Stelle selbst zu tun hat (`onboarding:` mit `wer: kommune`), als Liste in eigener Zeile";
        Lessons = "erfahrungen", "lessons", "Erfahrungen der Pilotbehörden, in eigener Zeile";
        Call = "mitarbeit", "call", "Aufruf zur Mitarbeit mit Frist, in eigener Zeile";
        Contact = "kontakt", "contact", "Alle Kontakte mit E-Mail und Telefon, in eigener Zeile";
        PressOffice = "pressestelle", "press_office", "Pressestelle des Ressorts mit Telefon, in eigener Zeile";
        Signature = "unterschrift", "signature", "Wer für das Ressort unterschreibt (`briefkopf: unterschrift:`), in eigener Zeile";
        EventText = "termin_text", "event_text", "Text des Termins, in eigener Zeile; entfällt ohne Text";
        Registration = "termin_anmeldung", "registration", "Wie man sich anmeldet, in eigener Zeile; entfällt ohne Anmeldung";
    }
}

impl Gap {
    /// Whether it is filled with paragraphs, so that it needs a line of its own.
    pub fn is_block(self) -> bool {
        matches!(
            self,
            Self::StateOfPlay
                | Self::NextSteps
                | Self::Costs
                | Self::Order
                | Self::Tasks
                | Self::Lessons
                | Self::Call
                | Self::Contact
                | Self::PressOffice
                | Self::Signature
                | Self::EventText
                | Self::Registration
        )
    }
}

/// What stands at the top of a template.
#[derive(Debug, Clone, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Vorlage", description = "Eine Vorlage für das Paket zu einer Leistung")]
pub struct TemplateHead {
    /// Subject, heading or headline; may have gaps.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Betreff oder Überschrift, auch mit Lücken", example = &"{leistung}: Informationen für Kommunen")]
    pub title: String,
    /// The longest that the filled text may be.
    #[serde(rename(deserialize = "hoechstens"), default)]
    #[schemars(
        description = "Wie viele Zeichen der fertige Text höchstens haben darf",
        example = 280
    )]
    pub longest: Option<crate::model::Number<1, 100_000>>,
    /// Where the code of a poster leads.
    #[serde(rename(deserialize = "qr"), default)]
    #[schemars(description = "Wohin der QR-Code eines Plakats führt; ohne Angabe auf die Seite der Leistung")]
    pub code: Option<CodeTarget>,
    /// In which phases of the service the text is true.
    #[serde(rename(deserialize = "phasen"), default)]
    #[schemars(
        description = "In welchen Phasen der Leistung der Text stimmt; ohne Angabe in allen Phasen, zu denen der Schritt passt"
    )]
    pub phases: Vec<Phase>,
    /// To which kinds of events an invitation invites.
    #[serde(rename(deserialize = "terminarten"), default)]
    #[schemars(
        description = "Zu welchen Arten von Terminen eine Einladung einlädt; ohne Angabe zu allen außer Gremien und Jours fixes"
    )]
    pub event_kinds: Vec<EventKind>,
}

impl TemplateHead {
    /// Whether an invitation of this text invites to events of a kind. Committees and regular meetings have their members.
    pub fn invites_to(&self, kind: EventKind) -> bool {
        match self.event_kinds.as_slice() {
            [] => !matches!(kind, EventKind::Committee | EventKind::JourFixe),
            kinds => kinds.contains(&kind),
        }
    }

    /// Whether the text is true of a service in a phase.
    pub fn suits(&self, phase: Phase) -> bool {
        self.phases.is_empty() || self.phases.contains(&phase)
    }
}

/// A template, as `vorlagen/schritt-<n>/<instrument>.md` holds it.
#[derive(Debug, Clone)]
pub struct Template {
    /// The step that it is for.
    pub step: Step,
    /// What becomes of it.
    pub instrument: Instrument,
    /// Title and limits.
    pub head: TemplateHead,
    /// The text.
    pub text: Prose,
    /// The file.
    pub source: Source,
}

/// A piece of a text with gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// What stands between braces, and the byte of the opening one.
    Gap(&'a str, usize),
    /// A brace that nothing closes on its line, and its byte.
    Open(usize),
}

/// Takes a text apart at its gaps, `{name}`.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let brace = text.len().minus(after.len()).minus(1);
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let line = after.lines().next().unwrap_or_default();
        match line.split_once('}') {
            Some((name, _)) => {
                pieces.push(Piece::Gap(name, brace));
                rest = after.get(name.len().plus(1)..).unwrap_or_default();
            }
            None => {
                pieces.push(Piece::Open(brace));
                rest = after;
            }
        }
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_text_gaps_and_braces_left_open() {
        assert_eq!(
            pieces("Über {leistung}: {x\n{kurz}"),
            [
                Piece::Text("Über "),
                Piece::Gap("leistung", 6),
                Piece::Text(": "),
                Piece::Open(18),
                Piece::Text("x\n"),
                Piece::Gap("kurz", 21),
            ]
        );
        assert_eq!(pieces(""), []);
        assert_eq!(pieces("{"), [Piece::Open(0)]);
    }
}
