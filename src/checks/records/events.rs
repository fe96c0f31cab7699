//! Events: when they begin and end, and until when one can register.

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, Portal};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::error(
        "ende-vor-beginn",
        "Ein Termin endet, bevor er beginnt",
        "Im Kalender wäre der Termin unsinnig, manche Programme weisen ihn ab.",
        "Prüfen Sie `beginn` und `ende`.",
    )
    .by(&[check!(end_after_begin)]),
    Rule::warning(
        "termin-ohne-ende",
        "Ein Termin mit Uhrzeit hat kein Ende",
        "Wer teilnehmen will, plant mit dem Ende, und der Kalendereintrag braucht eine Dauer.",
        "Ergänzen Sie `ende`. Steht es nicht fest, schätzen Sie.",
    )
    .by(&[check!(end_of_timed_events)]),
    Rule::warning(
        "anmeldung-nach-termin",
        "Die Anmeldefrist endet nach dem Termin",
        "Nach dem Beginn kann sich niemand mehr anmelden. Vermutlich stimmt eines der beiden Daten nicht.",
        "Prüfen Sie `beginn` und unter `anmeldung` das Feld `bis`.",
    )
    .by(&[check!(registration_before_the_event)]),
    Rule::hint(
        "zugang-fehlt",
        "Für wen der Link zu einem Online-Termin ist, steht nicht da",
        "Wer den Link einer Videokonferenz kennt, kann sie betreten. Deshalb wird er nur veröffentlicht, wenn das ausdrücklich gewollt ist.",
        "Ergänzen Sie `zugang: eingeladene` oder `zugang: oeffentlich`.",
    )
    .by(&[check!(access_to_coming_events)]),
];

/// A link that nobody said anything about is not published, which its editor may not expect.
fn access_to_coming_events(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let events = portal.events.values();
    let coming = events.filter(|event| !event.cancelled && !event.is_past(portal.as_of));
    let silent = coming.filter(|event| event.join_link.is_some() && event.access.is_none());
    silent.map(|event| {
        let place = Place::field(&event.source.path, "/online");
        let message = "der Link wird nicht veröffentlicht: für wen er ist, steht nicht da";
        Diagnostic::hint("zugang-fehlt", place, message).with_help(
            "Ergänzen Sie `zugang: eingeladene`, wenn das so bleiben soll, oder `zugang: oeffentlich`, wenn alle teilnehmen können.",
        )
    })
}

/// An event cannot end before it begins.
fn end_after_begin(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.events.values().filter_map(|event| {
        let end = event.end?;
        let reversed = end.date < event.begin.date || (end.date == event.begin.date && end.time < event.begin.time);
        reversed.then(|| {
            Diagnostic::error(
                "ende-vor-beginn",
                Place::field(&event.source.path, "/ende"),
                "der Termin endet, bevor er beginnt",
            )
            .with_help("Prüfen Sie `beginn` und `ende`.")
        })
    })
}

/// Who takes part wants to know until when; a whole day speaks for itself.
fn end_of_timed_events(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let events = portal.events.values();
    let open = events.filter(|event| event.begin.time.is_some() && event.end.is_none());
    open.map(|event| {
        Diagnostic::warning(
            "termin-ohne-ende",
            Place::field(&event.source.path, "/beginn"),
            "der Termin hat eine Uhrzeit, aber kein Ende",
        )
        .with_help("Ergänzen Sie zum Beispiel `ende: 2022-03-01 11:30`.")
    })
}

/// Registration ends on the first day of the event at the latest.
fn registration_before_the_event(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.events.values().filter_map(|event| {
        let until = event.registration.as_ref()?.until?;
        (until.0 > event.begin.date).then(|| {
            Diagnostic::warning(
                "anmeldung-nach-termin",
                Place::field(&event.source.path, "/anmeldung/bis"),
                format!(
                    "die Anmeldefrist endet nach dem Beginn des Termins am {}",
                    Day(event.begin.date).in_german()
                ),
            )
            .with_help("Prüfen Sie beide Daten.")
        })
    })
}
