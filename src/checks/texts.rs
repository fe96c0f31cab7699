//! All Markdown of a portal with its places.

use std::sync::Arc;

use crate::diagnostics::{Excerpt, Place};
use crate::model::{Markdown, Portal, Prose, Service, Translation};

/// A text and where it stands.
pub(super) struct Text<'a> {
    pub markdown: &'a str,
    pub path: &'a Arc<str>,
    position: Position,
}

enum Position {
    /// It begins on a line of the file.
    Line(u32),
    /// It is the value of a field.
    Field(&'static str),
}

impl Text<'_> {
    /// The place of a piece of the text, by line and column counted from 1 and its number of characters.
    pub fn place(&self, line: u32, column: u32, length: u32) -> Place {
        match self.position {
            Position::Field(field) => Place::field(self.path, field),
            Position::Line(first) => {
                let text = self
                    .markdown
                    .lines()
                    .nth(line.saturating_sub(1) as usize)
                    .unwrap_or_default();
                Place::excerpt(self.path, Excerpt::piece(text, first + line - 1, column, length))
            }
        }
    }
}

/// All texts of a portal.
pub(super) fn all(portal: &Portal) -> impl Iterator<Item = Text<'_>> {
    let services = portal.services.values().flat_map(|service| of_service(service));
    let ministries = portal
        .ministries
        .values()
        .filter_map(|m| field(&m.source.path, "/text", m.text.as_ref()));
    let events = portal.events.values().filter_map(|event| event.text.as_ref());
    let press = portal
        .press_releases
        .values()
        .filter_map(|release| release.text.as_ref());
    let pages = portal.pages.values().filter_map(|page| page.text.as_ref());
    let chapters = portal
        .guides
        .values()
        .flat_map(|guide| &guide.chapters)
        .map(|chapter| &chapter.text);
    services
        .chain(ministries)
        .chain(events.chain(press).chain(pages).chain(chapters).map(prose))
        .chain(portal.translations.values().flat_map(translated))
}

/// Texts in other languages. Their links must lead somewhere, too.
fn translated(translation: &Translation) -> impl Iterator<Item = Text<'_>> {
    let services = translation.service_prose.values().map(AsRef::as_ref);
    let events = translation.events.values().filter_map(|event| event.prose.as_ref());
    let press = translation.press_releases.values();
    let press = press.filter_map(|release| release.prose.as_ref());
    let pages = translation.pages.values().filter_map(|page| page.prose.as_ref());
    let chapters = translation.chapters.values().map(|chapter| &chapter.1);
    let files = services.chain(events).chain(press).chain(pages).chain(chapters);
    let ministries = translation.ministries.values();
    let ministries = ministries.filter_map(|m| field(&m.source.path, "/text", m.texts.text.as_ref()));
    let fields = translation.services.values().flat_map(|service| {
        let (path, answers) = (&service.source.path, &service.texts.answers);
        [
            field(path, "/auskunft/sachstand", answers.state_of_play.as_ref()),
            field(path, "/auskunft/fachrecht", answers.law.as_ref()),
            field(path, "/auskunft/kosten", answers.costs.as_ref()),
            field(path, "/erfahrungen", service.texts.lessons.as_ref()),
        ]
    });
    files.map(prose).chain(ministries).chain(fields.flatten())
}

fn of_service(service: &Service) -> impl Iterator<Item = Text<'_>> {
    let path = &service.source.path;
    let answers = &service.answers;
    let fields = [
        field(path, "/auskunft/sachstand", answers.state_of_play.as_ref()),
        field(
            path,
            "/auskunft/fachrecht/text",
            answers.law.as_ref().and_then(|law| law.text.as_ref()),
        ),
        field(
            path,
            "/auskunft/kosten/text",
            answers.costs.as_ref().and_then(|costs| costs.text.as_ref()),
        ),
        field(
            path,
            "/pilotierung/erfahrungen",
            service.piloting.as_ref().and_then(|piloting| piloting.lessons.as_ref()),
        ),
    ];
    fields.into_iter().flatten().chain(service.text.as_ref().map(prose))
}

fn field<'a>(path: &'a Arc<str>, field: &'static str, markdown: Option<&'a Markdown>) -> Option<Text<'a>> {
    Some(Text {
        markdown: &markdown?.0,
        path,
        position: Position::Field(field),
    })
}

fn prose(prose: &Prose) -> Text<'_> {
    Text {
        markdown: &prose.markdown,
        path: &prose.path,
        position: Position::Line(prose.first_line),
    }
}
