//! The next step of an authority for a service: the rule table, from what is known of both on a day.

use serde::Serialize;

use super::situation::{Availability, Situation};
use crate::model::values::vocabulary::vocabulary;
use crate::model::{ApprovalStatus, Offer, Orderability, PartialDate, Phase, ReuseStatus};

vocabulary! {
    /// What an authority has to do next for a service.
    pub enum Step as "Nächster Schritt" {
        Respond = "melden", "respond", "Auf einen Aufruf zur Mitarbeit melden";
        Register = "anmelden", "register", "Zu einem Termin anmelden";
        StateInterest = "interesse", "state_interest", "Bedarf mitteilen, weil das Interesse abgefragt wird";
        Order = "bestellen", "order", "Den Online-Dienst bestellen";
        Reserve = "vormerken", "reserve", "Bedarf mitteilen, bis bestellt werden kann";
        Schedule = "einplanen", "schedule", "Haushalt und Fachverfahren einplanen";
        Introduce = "einfuehren", "introduce", "Den Online-Dienst einführen";
        Announce = "bekannt_machen", "announce", "Den Online-Dienst bekannt machen";
        Report = "angeben", "report", "Den eigenen Stand mitteilen";
        Wait = "warten", "wait", "Das Ministerium ist am Zug";
        Nothing = "nichts", "nothing", "Nichts zu tun";
    }
}

vocabulary! {
    /// Why a step is the next one: the row of the rule table that holds.
    pub enum Reason as "Grund des nächsten Schritts" {
        UseEnded = "nutzung_beendet", "use_ended", "Die Stelle nutzt den Online-Dienst nicht mehr.";
        PublicityOpen = "nicht_bekannt", "publicity_open", "Der Online-Dienst läuft, ist aber noch nicht überall zu finden oder beworben.";
        Live = "laeuft", "live", "Der Online-Dienst läuft bei der Stelle.";
        RegistrationOpen = "anmeldung_offen", "registration_open", "Zu einem Termin über die Leistung kann man sich anmelden.";
        IsPilot = "pilotbehoerde", "is_pilot", "Die Stelle erprobt den Online-Dienst.";
        IsIntroducing = "in_einfuehrung", "is_introducing", "Die Stelle führt den Online-Dienst ein.";
        Deferred = "zurueckgestellt", "deferred", "Das Ministerium hat die Umsetzung zurückgestellt.";
        CallOpen = "aufruf_offen", "call_open", "Das Ministerium sucht Kommunen zur Mitarbeit.";
        Rejected = "abgelehnt", "rejected", "Das Ministerium hat die Freigabe abgelehnt.";
        SurveyOpen = "abfrage", "survey_open", "Das Interesse wird abgefragt, und die Stelle hat noch nichts angegeben.";
        InterestStated = "interesse_bekundet", "interest_stated", "Die Stelle hat ihr Interesse bekundet.";
        Orderable = "bestellbar", "orderable", "Der Online-Dienst ist freigegeben, und es kann bestellt werden.";
        NotOrderable = "nicht_bestellbar", "not_orderable", "Der Online-Dienst ist freigegeben, es kann aber noch nicht bestellt werden, oder das ist nicht angegeben.";
        ComesLater = "spaeter", "comes_later", "Der Online-Dienst ist freigegeben und wird später nachnutzbar.";
        DayUnknown = "tag_unbekannt", "day_unknown", "Der Online-Dienst ist freigegeben, der erste Tag aber nicht bekannt.";
        Unstated = "keine_angabe", "unstated", "Der Online-Dienst wird in der Fläche eingeführt, und die Stelle hat noch nichts angegeben.";
        UnderReview = "in_pruefung", "under_review", "Das Ministerium prüft die Online-Lösung.";
        NotReviewed = "ungeprueft", "not_reviewed", "Die Prüfung durch das Ministerium hat noch nicht begonnen.";
        ProjectRuns = "projekt_laeuft", "project_runs", "Das Umsetzungsprojekt läuft, ein Aufruf ist nicht offen.";
        InClarification = "in_klaerung", "in_clarification", "Es wird geklärt, ob und wie nachgenutzt werden kann.";
        StepPlanned = "schritt_geplant", "step_planned", "Es gibt kein EfA-Angebot, das Ministerium plant aber den nächsten Schritt.";
        NoOffer = "kein_angebot", "no_offer", "Es gibt kein EfA-Angebot.";
    }
}

/// What the date of a step means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DateKind {
    /// The last day for it.
    Until,
    /// The first day for it.
    From,
    /// When the ministry means to take its next step.
    Expected,
}

impl DateKind {
    /// English name, for templates, interface texts and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Until => "until",
            Self::From => "from",
            Self::Expected => "expected",
        }
    }
}

/// The next step, why, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct NextStep {
    /// What to do.
    pub step: Step,
    /// Why.
    pub reason: Reason,
    /// When; never a date that is over.
    pub date: Option<PartialDate>,
    /// What that date means.
    pub date_kind: Option<DateKind>,
}

impl NextStep {
    fn new(step: Step, reason: Reason) -> Self {
        Self {
            step,
            reason,
            date: None,
            date_kind: None,
        }
    }

    /// The name of the interface text that says what to do.
    pub fn text(&self) -> String {
        match self.step {
            Step::Wait => format!("plan.wait.{}", self.reason.key()),
            step => format!("plan.step.{}", step.key()),
        }
    }

    fn dated(self, kind: DateKind, date: Option<PartialDate>) -> Self {
        Self {
            date,
            date_kind: date.map(|_| kind),
            ..self
        }
    }
}

/// The rule table: the first row that holds says what is next. `status` is what is stated of the authority itself.
pub fn next_step(at: &Situation, status: Option<ReuseStatus>) -> NextStep {
    use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
    let plain = NextStep::new;
    let until = |step, reason, date| plain(step, reason).dated(DateKind::Until, date);
    let wait = |reason| plain(Step::Wait, reason).dated(DateKind::Expected, at.next_milestone);
    match (status, at.offer) {
        (Some(Ended), _) => plain(Step::Nothing, Reason::UseEnded),
        (Some(Live), _) if at.is_publicity_open => plain(Step::Announce, Reason::PublicityOpen),
        (Some(Live), _) => plain(Step::Nothing, Reason::Live),
        (Some(Pilot | Introducing), _) if let Some(last) = at.registration => {
            until(Step::Register, Reason::RegistrationOpen, Some(last))
        }
        (Some(Pilot), _) => plain(Step::Introduce, Reason::IsPilot),
        (Some(Introducing), _) => plain(Step::Introduce, Reason::IsIntroducing),
        _ if at.phase == Phase::Deferred => plain(Step::Nothing, Reason::Deferred),
        _ if let Some(last) = at.call => until(Step::Respond, Reason::CallOpen, last),
        _ if let Some(last) = at.registration => until(Step::Register, Reason::RegistrationOpen, Some(last)),
        _ if at.approval == Some(ApprovalStatus::Rejected) => plain(Step::Nothing, Reason::Rejected),
        (None, Some(Offer::InterestSurvey)) => plain(Step::StateInterest, Reason::SurveyOpen),
        (Some(Interested), Some(Offer::InterestSurvey)) => wait(Reason::InterestStated),
        (_, Some(Offer::Reusable)) if at.approval == Some(ApprovalStatus::Granted) => {
            let later = |day| plain(Step::Schedule, Reason::ComesLater).dated(DateKind::From, day);
            match (at.available, at.order, status) {
                (Availability::Now, Orderability::Now, _) => plain(Step::Order, Reason::Orderable),
                (Availability::Now, Orderability::Later, _) => later(at.contract_from),
                (Availability::From(day), _, _) => later(Some(day)),
                (_, _, Some(_)) => wait(Reason::InterestStated),
                (Availability::Now, _, None) => plain(Step::Reserve, Reason::NotOrderable),
                (Availability::Unknown, _, None) => plain(Step::Reserve, Reason::DayUnknown),
            }
        }
        (None, _) if matches!(at.phase, Phase::Rollout | Phase::Statewide) => plain(Step::Report, Reason::Unstated),
        _ if at.approval == Some(ApprovalStatus::UnderReview) => wait(Reason::UnderReview),
        (_, Some(Offer::Reusable)) => wait(Reason::NotReviewed),
        (_, Some(Offer::Participation)) => wait(Reason::ProjectRuns),
        (_, Some(Offer::InClarification)) => wait(Reason::InClarification),
        _ if at.next_milestone.is_some() => wait(Reason::StepPlanned),
        _ => plain(Step::Nothing, Reason::NoOffer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A service of which nothing is known but that it is offered, approved for re-use from today on, and can be ordered.
    fn orderable() -> Situation {
        Situation {
            phase: Phase::Rollout,
            offer: Some(Offer::Reusable),
            approval: Some(ApprovalStatus::Granted),
            available: Availability::Now,
            order: Orderability::Now,
            contract_from: None,
            call: None,
            registration: None,
            is_publicity_open: false,
            next_milestone: None,
        }
    }

    fn date(text: &str) -> Option<PartialDate> {
        Some(text.parse().expect(text))
    }

    /// One line for each row of the table: what differs from [`orderable`], what is stated, and what is next.
    #[test]
    fn each_row_of_the_rule_table_says_what_is_next_and_why() {
        use ReuseStatus::{Ended, Interested, Introducing, Live, Pilot};
        let at = orderable();
        let waiting = Situation {
            phase: Phase::Preparation,
            approval: None,
            next_milestone: date("2022-Q2"),
            ..at
        };
        let offer = |offer| Situation { offer, ..waiting };
        let rows = [
            (at, Some(Ended), "nichts", "nutzung_beendet", None),
            (
                Situation {
                    is_publicity_open: true,
                    ..at
                },
                Some(Live),
                "bekannt_machen",
                "nicht_bekannt",
                None,
            ),
            (at, Some(Live), "nichts", "laeuft", None),
            (
                Situation {
                    registration: date("2022-03-10"),
                    ..at
                },
                Some(Pilot),
                "anmelden",
                "anmeldung_offen",
                date("2022-03-10"),
            ),
            (at, Some(Pilot), "einfuehren", "pilotbehoerde", None),
            (at, Some(Introducing), "einfuehren", "in_einfuehrung", None),
            (
                Situation {
                    phase: Phase::Deferred,
                    ..at
                },
                None,
                "nichts",
                "zurueckgestellt",
                None,
            ),
            (
                Situation {
                    call: Some(date("2022-03-31")),
                    ..at
                },
                None,
                "melden",
                "aufruf_offen",
                date("2022-03-31"),
            ),
            (
                Situation { call: Some(None), ..at },
                Some(Interested),
                "melden",
                "aufruf_offen",
                None,
            ),
            (
                Situation {
                    registration: date("2022-03-10"),
                    ..at
                },
                None,
                "anmelden",
                "anmeldung_offen",
                date("2022-03-10"),
            ),
            (
                Situation {
                    approval: Some(ApprovalStatus::Rejected),
                    ..at
                },
                None,
                "nichts",
                "abgelehnt",
                None,
            ),
            (offer(Some(Offer::InterestSurvey)), None, "interesse", "abfrage", None),
            (
                offer(Some(Offer::InterestSurvey)),
                Some(Interested),
                "warten",
                "interesse_bekundet",
                date("2022-Q2"),
            ),
            (at, None, "bestellen", "bestellbar", None),
            (at, Some(Interested), "bestellen", "bestellbar", None),
            (
                Situation {
                    order: Orderability::Negotiating,
                    ..at
                },
                None,
                "vormerken",
                "nicht_bestellbar",
                None,
            ),
            (
                Situation {
                    order: Orderability::Unstated,
                    ..at
                },
                Some(Interested),
                "warten",
                "interesse_bekundet",
                None,
            ),
            (
                Situation {
                    order: Orderability::Later,
                    contract_from: date("2022-04-01"),
                    ..at
                },
                None,
                "einplanen",
                "spaeter",
                date("2022-04-01"),
            ),
            (
                Situation {
                    available: Availability::From("2022-05".parse().expect("a month")),
                    ..at
                },
                None,
                "einplanen",
                "spaeter",
                date("2022-05"),
            ),
            (
                Situation {
                    available: Availability::Unknown,
                    ..at
                },
                None,
                "vormerken",
                "tag_unbekannt",
                None,
            ),
            (
                Situation {
                    available: Availability::Unknown,
                    ..at
                },
                Some(Interested),
                "warten",
                "interesse_bekundet",
                None,
            ),
            (Situation { offer: None, ..at }, None, "angeben", "keine_angabe", None),
            (
                Situation {
                    approval: Some(ApprovalStatus::UnderReview),
                    ..waiting
                },
                None,
                "warten",
                "in_pruefung",
                date("2022-Q2"),
            ),
            (waiting, None, "warten", "ungeprueft", date("2022-Q2")),
            (
                offer(Some(Offer::Participation)),
                None,
                "warten",
                "projekt_laeuft",
                date("2022-Q2"),
            ),
            (
                offer(Some(Offer::InClarification)),
                None,
                "warten",
                "in_klaerung",
                date("2022-Q2"),
            ),
            (
                offer(Some(Offer::None)),
                None,
                "warten",
                "schritt_geplant",
                date("2022-Q2"),
            ),
            (
                Situation {
                    next_milestone: None,
                    ..offer(None)
                },
                None,
                "nichts",
                "kein_angebot",
                None,
            ),
        ];
        for (at, status, step, reason, date) in rows {
            let next = next_step(&at, status);
            assert_eq!(
                (next.step.word(), next.reason.word(), next.date),
                (step, reason, date),
                "{status:?} {at:?}"
            );
            assert_eq!(next.date.is_some(), next.date_kind.is_some());
        }
        let reasons = rows.map(|(_, _, _, reason, _)| reason);
        for reason in Reason::ALL {
            assert!(reasons.contains(&reason.word()), "{}", reason.word());
        }
    }
}
