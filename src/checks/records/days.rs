//! Days that two places say differently, and days so far away that the year is wrong.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Day, EntityId, Portal};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "tag-im-dateinamen",
        "Der Dateiname nennt einen anderen Tag als der Text",
        "Der Name der Datei wird zur Adresse der Seite. Meist wurde eine Datei kopiert, und einer der beiden Tage blieb stehen.",
        "Berichtigen Sie das Datum, oder benennen Sie die Datei mit `ozg umbenennen` um: Die alte Adresse führt dann zur neuen.",
    )
    .by(&[check!(names_of_files_tell_the_day)]),
    Rule::warning(
        "sperrfrist-weit",
        "Eine Seite erscheint erst in Jahren",
        "Bis zu dem Tag unter `veroeffentlichen_ab` sieht sie niemand. Mehr als fünf Jahre im Voraus ist meist ein Tippfehler im Jahr.",
        "Prüfen Sie das Jahr unter `veroeffentlichen_ab`.",
    )
    .by(&[check!(embargoes_end_soon)]),
];

/// Press releases and events begin with their day, in the name of the file as in the text.
fn names_of_files_tell_the_day(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let releases = portal.press_releases.values();
    let releases = releases.map(|release| (release.id.as_str(), release.date, "/datum", &release.source.path));
    let events = portal.events.values();
    let events = events.map(|event| (event.id.as_str(), Day(event.begin.date), "/beginn", &event.source.path));
    releases
        .chain(events)
        .filter_map(|(id, day, field, path)| other_day(id, day, field, path))
}

fn other_day(id: &str, day: Day, field: &str, path: &Arc<str>) -> Option<Diagnostic> {
    let named: Day = id.get(..10)?.parse().ok()?;
    (named != day).then(|| {
        let message = format!(
            "hier steht der {}, im Namen der Datei der {}",
            day.in_german(),
            named.in_german()
        );
        Diagnostic::warning("tag-im-dateinamen", Place::field(path, field), message).with_help(
            "Berichtigen Sie das Datum, oder benennen Sie die Datei mit `ozg umbenennen` um: Die alte Adresse führt dann zur neuen.",
        )
    })
}

/// Five years: a portal that shows a day of the past holds back what came a few years later.
const FAR: u32 = 5 * 366;

fn embargoes_end_soon(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let last = portal.as_of.plus_days(FAR);
    let in_lists = |id: &EntityId| matches!(id, EntityId::Topic(_) | EntityId::Authority(_));
    let all = portal.entities().filter(move |entity| !in_lists(&entity.entity_id()));
    all.filter_map(move |entity| {
        let from = entity.lifecycle().publish_from.filter(|day| *day > last)?;
        let place = Place::field(&entity.source().path, "/veroeffentlichen_ab");
        let message = format!(
            "die Seite erscheint erst am {}: Stimmt das Jahr {}?",
            from.in_german(),
            from.0.year()
        );
        Some(
            Diagnostic::warning("sperrfrist-weit", place, message)
                .with_help("Prüfen Sie das Jahr unter `veroeffentlichen_ab`."),
        )
    })
}
