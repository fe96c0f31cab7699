//! What `ozg neu` wrote for an editor to replace.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::model::{EntityId, Language, Portal, Prose, placeholder};

use crate::checks::rule::{Rule, check};
use crate::extent::{ordinal, quantity};

pub(in crate::checks) const RULES: &[Rule] = &[Rule::error(
    "platzhalter",
    "Ein Platzhalter ist stehen geblieben",
    "`ozg neu` schreibt Sätze, die Sie ersetzen sollen. Ohne `entwurf: true` läsen alle, was noch zu schreiben ist.",
    "Ersetzen Sie den Satz, oder setzen Sie `entwurf: true`, bis das geschehen ist.",
)
.by(&[
    check!(summaries_are_written),
    check!(texts_are_written),
    check!(translations_are_written),
    check!(names_are_written),
])];

fn summaries_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let entities = portal.entities().filter(|entity| entity.lifecycle().is_finished());
    entities.filter_map(|entity| {
        placeholder::left_in(entity.summary()?)?;
        Some(problem(Place::field(&entity.source().path, "/kurz")))
    })
}

fn texts_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let entities = portal.entities().filter(|entity| entity.lifecycle().is_finished());
    let guides = portal.guides.values().filter(|guide| guide.lifecycle().is_finished());
    let chapters = guides.flat_map(|guide| guide.chapters.iter().map(|chapter| &chapter.text));
    entities
        .filter_map(|entity| entity.prose())
        .chain(chapters)
        .flat_map(in_prose)
}

/// A translation is as finished as its original.
fn translations_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let unfinished = unfinished(portal);
    let translations = portal.translations.values();
    let problems = translations.flat_map(|translation| {
        let services = translation.services.values();
        let services = services.map(|service| (&service.source.path, Some(&service.texts.summary)));
        let guides = translation.guides.values();
        let guides = guides.map(|guide| (&guide.source.path, Some(&guide.texts.summary)));
        let pages = translation.pages.values();
        let pages = pages.map(|page| (&page.source.path, page.texts.summary.as_ref()));
        let summaries = services.chain(guides).chain(pages).filter_map(|(path, summary)| {
            placeholder::left_in(summary?)?;
            Some(problem(Place::field(path, "/kurz")))
        });
        let chapters = translation.chapters.values().map(|chapter| &chapter.1);
        let services = translation.service_prose.values().map(AsRef::as_ref);
        let texts = services.chain(translation.record_prose()).chain(chapters);
        summaries.chain(texts.flat_map(in_prose))
    });
    problems.filter(move |problem| !is_of(&unfinished, &problem.place.path))
}

/// The files of what is not finished; of what fills a folder, the folder.
fn unfinished(portal: &Portal) -> HashSet<Arc<str>> {
    let entities = portal.entities().filter(|entity| !entity.lifecycle().is_finished());
    let paths = entities.map(|entity| {
        let path = &entity.source().path;
        match entity.entity_id() {
            EntityId::Service(_) | EntityId::Guide(_) => folder(path).into(),
            _ => path.clone(),
        }
    });
    paths.collect()
}

fn is_of(unfinished: &HashSet<Arc<str>>, path: &str) -> bool {
    let original = Language::original_of(path);
    unfinished.contains(folder(path)) || original.is_some_and(|original| unfinished.contains(&*original))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A ministry has a name, and not only its abbreviation.
fn names_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let ministries = portal.ministries.values();
    let unnamed = ministries.filter(|ministry| ministry.name == placeholder::ministry_name(ministry.id.as_str()));
    unnamed.map(|ministry| {
        let message = "hier steht noch der Name, den `ozg neu` aus der Kennung gebildet hat";
        Diagnostic::warning("platzhalter", Place::field(&ministry.source.path, "/name"), message)
            .with_help("Schreiben Sie den vollen Namen des Ressorts.")
    })
}

fn in_prose(prose: &Prose) -> impl Iterator<Item = Diagnostic> {
    (prose.first_line..)
        .zip(prose.markdown.lines())
        .filter_map(|(number, line)| {
            let left = placeholder::left_in(line)?;
            let column = ordinal(line.split(left).next()?.chars().count());
            let excerpt = Excerpt::piece(line, number, column, quantity(left.chars().count()));
            Some(problem(Place::excerpt(&prose.path, excerpt)))
        })
}

fn problem(place: Place) -> Diagnostic {
    Diagnostic::error(
        "platzhalter",
        place,
        "hier steht noch, was `ozg neu` als Platzhalter geschrieben hat",
    )
    .with_help("Ersetzen Sie den Satz, oder setzen Sie `entwurf: true`, bis das geschehen ist.")
}
