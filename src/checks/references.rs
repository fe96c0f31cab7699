//! Ids must name something that is there.

use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{AuthorityId, Collection, MinistryId, Portal, ServiceId, TopicId};

use super::rule::{Rule, check};

pub(super) const RULES: &[Rule] = &[Rule::error(
    "unbekannter-verweis",
    "Ein Verweis auf etwas, das es nicht gibt",
    "Die Seite würde auf ein Ressort, ein Themenfeld, eine Leistung oder eine Stelle zeigen, die das Portal nicht kennt.",
    "Prüfen Sie die Schreibweise der Kennung, oder legen Sie den Eintrag an.",
)
.by(&[
    check!(of_ministries),
    check!(of_services),
    check!(of_authorities),
    check!(of_events),
    check!(of_press_releases),
])];

/// Topics and successors of ministries.
fn of_ministries(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.ministries.values().flat_map(move |ministry| {
        let path = &ministry.source.path;
        let topics = ministry.topics.iter().enumerate();
        let topics =
            topics.filter_map(|(i, id)| topic(portal, id, Place::field(path, format!("/zustaendig_fuer/{i}"))));
        let successor = ministry.successor.as_ref();
        topics.chain(successor.and_then(|id| self::ministry(portal, id, Place::field(path, "/nachfolger"))))
    })
}

/// Ministries, topics, pilots and re-users of services.
fn of_services(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.services.values().flat_map(move |service| {
        let path = &service.source.path;
        let reuse_path = service.reuse_path();
        let bodies = service.carried_out_by_bodies.iter().enumerate();
        let former = service.former_ministries.iter().enumerate();
        let pilots = service
            .piloting
            .iter()
            .flat_map(|piloting| &piloting.authorities)
            .enumerate();
        ministry(portal, &service.ministry, Place::field(path, "/ressort"))
            .into_iter()
            .chain(topic(portal, &service.topic, Place::field(path, "/themenfeld")))
            .chain(former.filter_map(|(i, former)| {
                ministry(
                    portal,
                    &former.ministry,
                    Place::field(path, format!("/fruehere_ressorts/{i}/ressort")),
                )
            }))
            .chain(
                pilots.filter_map(|(i, id)| {
                    authority(portal, id, Place::field(path, format!("/pilotierung/behoerden/{i}")))
                }),
            )
            .chain(
                bodies.filter_map(|(i, id)| authority(portal, id, Place::field(path, format!("/vollzug_stellen/{i}")))),
            )
            .chain(service.reuse.iter().filter_map(move |reuse| {
                authority(portal, &reuse.authority, Place::cell(&reuse_path, reuse.line, "ars"))
            }))
    })
}

/// The authorities above authorities, beside them, and after them.
fn of_authorities(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let bodies = portal.authorities.values();
    bodies.flat_map(move |body| {
        let place = |column| match body.line {
            0 => Place::file(&body.source.path),
            line => Place::cell(&body.source.path, line, column),
        };
        let parent = body.parent.iter().map(|id| ("uebergeordnet", id));
        let administered_by = body.administered_by.iter().map(|id| ("mitverwaltet_von", id));
        let successors = body.successors.iter().map(|id| ("nachfolger", id));
        let named = parent.chain(administered_by).chain(successors);
        named.filter_map(move |(column, id)| authority(portal, id, place(column)))
    })
}

/// Ministries and services of events.
fn of_events(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal
        .events
        .values()
        .flat_map(move |event| by_ministry_about(portal, &event.source.path, event.ministry.as_ref(), &event.services))
}

/// Ministries and services of press releases.
fn of_press_releases(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let releases = portal.press_releases.values();
    releases.flat_map(move |release| {
        by_ministry_about(
            portal,
            &release.source.path,
            release.ministry.as_ref(),
            &release.services,
        )
    })
}

fn by_ministry_about<'a>(
    portal: &'a Portal,
    path: &'a Arc<str>,
    ministry_id: Option<&'a MinistryId>,
    services: &'a [ServiceId],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let services = services.iter().enumerate();
    let services = services.filter_map(|(i, id)| service(portal, id, Place::field(path, format!("/leistungen/{i}"))));
    ministry_id
        .and_then(|id| ministry(portal, id, Place::field(path, "/ressort")))
        .into_iter()
        .chain(services)
}

fn ministry(portal: &Portal, id: &MinistryId, place: Place) -> Option<Diagnostic> {
    let file = format!("content/ressorts/{id}.yaml");
    let known = || names(&portal.ministries);
    missing(portal, portal.ministries.contains_key(id), &[&file], || {
        unknown("ein Ressort", id.as_str(), known(), place)
    })
}

fn service(portal: &Portal, id: &ServiceId, place: Place) -> Option<Diagnostic> {
    let file = format!("content/leistungen/{id}/leistung.yaml");
    let known = || names(&portal.services);
    missing(portal, portal.services.contains_key(id), &[&file], || {
        unknown("eine Leistung", id.as_str(), known(), place)
    })
}

fn topic(portal: &Portal, id: &TopicId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.topics);
    let file = "content/themenfelder.yaml";
    missing(portal, portal.topics.contains_key(id), &[file], || {
        unknown("ein Themenfeld", id.as_str(), known(), place)
    })
}

fn authority(portal: &Portal, id: &AuthorityId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.authorities);
    let files = [
        "content/stellen/gebietskoerperschaften.csv",
        "content/stellen/weitere.yaml",
    ];
    missing(portal, portal.authorities.contains_key(id), &files, || {
        unknown("eine Stelle", id.as_str(), known(), place)
    })
}

/// Where the file that would hold the entity is broken, that is the problem, and not who refers to it.
fn missing(
    portal: &Portal,
    is_there: bool,
    files: &[&str],
    problem: impl FnOnce() -> Diagnostic,
) -> Option<Diagnostic> {
    let excused = || files.iter().any(|file| portal.broken_files.contains(*file));
    (!is_there && !excused()).then(problem)
}

fn names<K: std::borrow::Borrow<str> + std::hash::Hash + Eq, T>(
    collection: &Collection<K, T>,
) -> impl Iterator<Item = &str> {
    collection.keys().map(std::borrow::Borrow::borrow)
}

fn unknown<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>, place: Place) -> Diagnostic {
    let message = format!("`{id}` ist nicht bekannt: erwartet wird {what}");
    let help = match did_you_mean(id, known) {
        Some(meant) => format!("Meinten Sie `{meant}`?"),
        None => "Prüfen Sie die Schreibweise der Kennung, oder legen Sie den Eintrag an.".to_owned(),
    };
    Diagnostic::error("unbekannter-verweis", place, message).with_help(help)
}
