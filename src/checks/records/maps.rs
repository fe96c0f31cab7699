//! Boundaries and the directory must know the same authorities, and a map must name its source.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Authority, AuthorityId, Boundaries, BoundaryLevel, Portal};

use crate::checks::rule::{Rule, check};

pub(in crate::checks) const RULES: &[Rule] = &[
    Rule::warning(
        "grenze-ohne-stelle",
        "Ein Gebiet der Karte gehört keiner Stelle",
        "Die Fläche bliebe auf allen Karten leer, weil zu ihr niemand im Verzeichnis steht. Meist ist das Verzeichnis neuer oder älter als die Grenzen.",
        "Gleichen Sie den Regionalschlüssel mit dem Verzeichnis ab, oder nehmen Sie das Gebiet aus der Datei.",
    )
    .by(&[check!(areas_have_authorities)]),
    Rule::warning(
        "stelle-ohne-grenze",
        "Eine Stelle fehlt auf der Karte",
        "Wer auf der Karte fehlt, sieht aus wie nicht zuständig. Die Zahlen der Tabelle stimmen trotzdem.",
        "Übernehmen Sie die Grenzen mit demselben Stand wie das Verzeichnis.",
    )
    .by(&[check!(authorities_have_areas)]),
    Rule::error(
        "karte-ohne-quelle",
        "Die Karten nennen keine Quelle",
        "Die Lizenzen amtlicher Geodaten verlangen einen Quellenvermerk dort, wo die Karte steht.",
        "Schreiben Sie den Vermerk in portal.yaml unter `quellen`, `karten`, mit Link zum Anbieter und zur Lizenz.",
    )
    .by(&[check!(maps_name_their_source)]),
];

/// Where the directory is broken, that is the problem.
fn is_directory_broken(portal: &Portal) -> bool {
    portal
        .broken_files
        .contains("content/stellen/gebietskoerperschaften.csv")
}

fn areas_have_authorities(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let files = portal.boundaries.iter().filter(|_| !is_directory_broken(portal));
    files.flat_map(move |boundaries| {
        let areas = boundaries.areas.iter();
        areas.filter_map(move |area| {
            let message = fault_of(portal, boundaries, &area.authority)?;
            let place = Place::field(
                &boundaries.source.path,
                format!("/features/{}/properties/ars", area.index),
            );
            Some(Diagnostic::warning("grenze-ohne-stelle", place, message).with_help(
                "Gleichen Sie den Regionalschlüssel mit dem Verzeichnis ab, oder nehmen Sie das Gebiet aus der Datei.",
            ))
        })
    })
}

fn fault_of(portal: &Portal, boundaries: &Boundaries, id: &AuthorityId) -> Option<String> {
    let Some(authority) = portal.authorities.get(id) else {
        return Some(format!("zu `{id}` steht keine Stelle im Verzeichnis"));
    };
    let expected = match boundaries.level {
        BoundaryLevel::Counties => "Landkreise und kreisfreie Städte",
        BoundaryLevel::Municipalities => "Gemeinden und kreisfreie Städte",
    };
    (!boundaries.level.has(authority.kind)).then(|| {
        format!(
            "`{id}` ({}) gehört nicht in diese Datei: erwartet werden {expected}",
            authority.name
        )
    })
}

fn authorities_have_areas(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    portal.boundaries.iter().flat_map(move |boundaries| {
        let areas = boundaries.areas.iter();
        let owners = areas.filter_map(|area| portal.owner_of_area(&area.authority));
        let drawn: BTreeSet<&AuthorityId> = owners.map(|owner| &owner.id).collect();
        let authorities = portal.authorities.values();
        let authorities = authorities.filter(|authority| authority.exists_on(portal.as_of));
        let missing =
            authorities.filter(move |authority| boundaries.level.has(authority.kind) && !drawn.contains(&authority.id));
        missing.map(|authority| not_drawn(boundaries, authority))
    })
}

fn not_drawn(boundaries: &Arc<Boundaries>, authority: &Authority) -> Diagnostic {
    let place = match authority.line {
        0 => Place::file(&authority.source.path),
        line => Place::cell(&authority.source.path, line, "ars"),
    };
    let message = format!("„{}“ fehlt in {}", authority.name, boundaries.source.path);
    Diagnostic::warning("stelle-ohne-grenze", place, message)
        .with_help("Übernehmen Sie die Grenzen mit demselben Stand wie das Verzeichnis.")
}

fn maps_name_their_source(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let settings = "content/portal.yaml";
    let is_missing = !portal.boundaries.is_empty()
        && portal.settings.sources.maps.is_none()
        && !portal.broken_files.contains(settings);
    is_missing
        .then(|| {
            Diagnostic::error(
                "karte-ohne-quelle",
                Place::field(&settings.into(), "/quellen"),
                "die Karten nennen keine Quelle",
            )
            .with_help("Ergänzen Sie unter `quellen:` das Feld `karten:` mit dem Quellenvermerk.")
        })
        .into_iter()
}
