//! Pages, chapters and press releases that say nothing.

use std::sync::Arc;

use crate::checks::rule::{Rule, check};
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{Portal, Prose};

pub(in crate::checks) const RULES: &[Rule] = &[Rule::warning(
    "text-fehlt",
    "Eine Seite, ein Kapitel oder eine Pressemitteilung hat keinen Text",
    "Wer die Seite aufruft, findet nur ihre Überschrift.",
    "Schreiben Sie den Text, oder setzen Sie `entwurf: true`, bis er fertig ist.",
)
.by(&[check!(texts_say_something)])];

fn texts_say_something(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    // What a law asks for, the portal writes; a video in sign language speaks for itself.
    let pages = portal.pages.values();
    let pages = pages.filter(|page| !page.draft && page.legal.is_none() && page.sign_language.is_none());
    let pages = pages.map(|page| (page.text.as_ref(), &page.source.path, "die Seite"));
    let releases = portal.press_releases.values();
    let releases = releases.filter(|release| !release.draft && release.documents.is_empty());
    let releases = releases.map(|release| (release.text.as_ref(), &release.source.path, "die Pressemitteilung"));
    let guides = portal.guides.values().filter(|guide| !guide.draft);
    let chapters = guides.flat_map(|guide| &guide.chapters);
    let chapters = chapters.map(|chapter| (Some(&chapter.text), &chapter.text.path, "das Kapitel"));
    let all = pages.chain(releases).chain(chapters);
    all.filter_map(|(text, path, what)| silent(text, path, what))
}

fn silent(text: Option<&Prose>, path: &Arc<str>, what: &str) -> Option<Diagnostic> {
    text.is_none_or(|text| says_nothing(&text.markdown)).then(|| {
        Diagnostic::warning("text-fehlt", Place::file(path), format!("{what} hat keinen Text"))
            .with_help("Schreiben Sie den Text, oder setzen Sie `entwurf: true`, bis er fertig ist.")
    })
}

/// Whether nothing is left of a text beside its comments.
fn says_nothing(markdown: &str) -> bool {
    let mut pieces = markdown.split("<!--");
    let before = pieces.next().unwrap_or_default();
    let mut behind = pieces.map(|piece| piece.split_once("-->").map_or("", |(_, behind)| behind));
    before.trim().is_empty() && behind.all(|text| text.trim().is_empty())
}
