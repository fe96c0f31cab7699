//! Ids must name something that is there.

use crate::diagnostics::{Diagnostic, Place, did_you_mean};
use crate::model::{AuthorityId, Collection, EntityId, MinistryId, Portal, ServiceId, TopicId};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[Rule::error(
    "unbekannter-verweis",
    "Ein Verweis auf etwas, das es nicht gibt",
    "Die Seite würde auf ein Ressort, ein Themenfeld, eine Leistung oder eine Stelle zeigen, die das Portal nicht kennt.",
    "Prüfen Sie die Schreibweise der Kennung, oder legen Sie den Eintrag an.",
)
.by(&[
    check!(of_ministries),
    check!(of_services),
    check!(of_authorities),
    check!(of_texts),
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

/// Ministries and services of events, press releases and the like.
fn of_texts(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.texts().flat_map(move |text| {
        let path = &text.source().path;
        let services = text.services().iter().enumerate();
        let services =
            services.filter_map(move |(i, id)| service(portal, id, Place::field(path, format!("/leistungen/{i}"))));
        let ministry = text.ministry();
        let ministry = ministry.and_then(|id| self::ministry(portal, id, Place::field(path, "/ressort")));
        ministry.into_iter().chain(services)
    })
}

fn ministry(portal: &Portal, id: &MinistryId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.ministries);
    missing(portal, &EntityId::Ministry(id.clone()), || {
        unknown("ein Ressort", id.as_str(), known(), place)
    })
}

fn service(portal: &Portal, id: &ServiceId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.services);
    missing(portal, &EntityId::Service(id.clone()), || {
        unknown("eine Leistung", id.as_str(), known(), place)
    })
}

fn topic(portal: &Portal, id: &TopicId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.topics);
    missing(portal, &EntityId::Topic(id.clone()), || {
        unknown("ein Themenfeld", id.as_str(), known(), place)
    })
}

fn authority(portal: &Portal, id: &AuthorityId, place: Place) -> Option<Diagnostic> {
    let known = || names(&portal.authorities);
    missing(portal, &EntityId::Authority(id.clone()), || {
        unknown("eine Stelle", id.as_str(), known(), place)
    })
}

/// Where the file that would hold the entity is broken, that is the problem, and not who refers to it.
fn missing(portal: &Portal, id: &EntityId, problem: impl FnOnce() -> Diagnostic) -> Option<Diagnostic> {
    (!portal.contains(id) && !portal.is_broken(id)).then(problem)
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
