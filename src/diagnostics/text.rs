//! Problems as text for a terminal, with the line that they are about.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::digest::{self, Detail, Part};
use super::{At, Diagnostic, Excerpt, Severity};

/// Renders problems, errors first, each followed by an empty line.
pub fn render_text(diagnostics: &[Diagnostic], detail: Detail, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let parts = digest::parts(diagnostics, detail).into_iter();
    let texts = parts.map(|part| match part {
        Part::Told(diagnostic) => renderer.render(&[group(diagnostic)]) + "\n\n",
        Part::Counted(text) => text + "\n\n",
    });
    texts.collect()
}

fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::NOTE,
    };
    let title = level
        .with_name(diagnostic.severity.word())
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let group = Group::with_title(title);
    let group = match &diagnostic.place.at {
        At::Excerpt(excerpt) => group.element(snippet(&diagnostic.place.path, excerpt)),
        _ => group.element(annotate_snippets::Origin::path(&*diagnostic.place.path)),
    };
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.with_name("Hilfe").message(help.as_str())),
        None => group,
    }
}

fn snippet<'a>(path: &'a str, excerpt: &'a Excerpt) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    Snippet::source(excerpt.shown())
        .path(path)
        .line_start(excerpt.line as usize)
        .annotation(AnnotationKind::Primary.span(excerpt.range()))
}
