//! What `ozg neu` wrote for an editor to replace.

use crate::diagnostics::{Diagnostic, Excerpt, Place};
use crate::model::{Lifecycle, Portal, Prose, placeholder};

use super::rule::{Rule, check};

pub(super) const RULES: &[Rule] = &[Rule::error(
    "platzhalter",
    "Ein Platzhalter ist stehen geblieben",
    "`ozg neu` schreibt Sätze, die Sie ersetzen sollen. Ohne `entwurf: true` läsen alle, was noch zu schreiben ist.",
    "Ersetzen Sie den Satz, oder setzen Sie `entwurf: true`, bis das geschehen ist.",
)
.by(&[check!(summaries_are_written), check!(texts_are_written)])];

/// Drafts are not finished, and samples say that they are none.
fn is_finished(lifecycle: &Lifecycle) -> bool {
    !lifecycle.draft && !lifecycle.sample
}

fn summaries_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let entities = portal.entities().filter(|entity| is_finished(&entity.lifecycle()));
    entities.filter_map(|entity| {
        placeholder::left_in(entity.summary()?)?;
        Some(problem(Place::field(&entity.source().path, "/kurz")))
    })
}

fn texts_are_written(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let entities = portal.entities().filter(|entity| is_finished(&entity.lifecycle()));
    let guides = portal.guides.values().filter(|guide| is_finished(&guide.lifecycle()));
    let chapters = guides.flat_map(|guide| guide.chapters.iter().map(|chapter| &chapter.text));
    entities
        .filter_map(|entity| entity.prose())
        .chain(chapters)
        .flat_map(in_prose)
}

fn in_prose(prose: &Prose) -> impl Iterator<Item = Diagnostic> {
    (prose.first_line..)
        .zip(prose.markdown.lines())
        .filter_map(|(number, line)| {
            let left = placeholder::left_in(line)?;
            let column = line.split(left).next()?.chars().count() as u32 + 1;
            let excerpt = Excerpt::piece(line, number, column, left.chars().count() as u32);
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
