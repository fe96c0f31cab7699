//! All Markdown of a portal with its places.

pub(in crate::checks) mod easy;
pub(in crate::checks) mod empty;
pub(in crate::checks) mod foreign;
pub(in crate::checks) mod links;
pub(in crate::checks) mod literal;
pub(in crate::checks) mod placeholders;
pub(in crate::checks) mod plain;
pub(in crate::checks) mod synonyms;
pub(in crate::checks) mod templates;
pub(in crate::checks) mod titles;
pub(in crate::checks) mod translations;
pub(in crate::checks) mod wording;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock, OnceLock};

use crate::content::Lines;
use crate::diagnostics::{Change, Place, Repair};
use crate::extent::Whole;
use crate::model::{EntityId, Language, Markdown, Portal, Prose, Service, Translation};

/// A text and where it stands.
pub(in crate::checks) struct Text<'a> {
    pub markdown: &'a str,
    pub path: &'a Arc<str>,
    position: Position,
    lines: OnceLock<Lines<'a>>,
}

/// The file of the settings.
static SETTINGS: LazyLock<Arc<str>> = LazyLock::new(|| "content/portal.yaml".into());

enum Position {
    /// It begins on a line of the file.
    Line(u32),
    /// It is the value of a field.
    Field(Cow<'static, str>),
}

impl<'a> Text<'a> {
    fn new(markdown: &'a str, path: &'a Arc<str>, position: Position) -> Self {
        Self {
            markdown,
            path,
            position,
            lines: OnceLock::new(),
        }
    }

    /// Its lines. Most texts have no problem, and nobody asks.
    pub fn lines(&self) -> &Lines<'a> {
        let first = match self.position {
            Position::Line(first) => first,
            Position::Field(_) => 1,
        };
        self.lines.get_or_init(|| Lines::of(self.markdown, first))
    }

    /// The place of a piece of the text, by line and column counted from 1 and its number of characters.
    pub fn place(&self, line: u32, column: u32, length: u32) -> Place {
        let lines = self.lines();
        match &self.position {
            Position::Field(field) => {
                let piece = lines.text_at(line, column, length);
                let before = self.markdown.get(..self.offset(line, column)).unwrap_or_default();
                Place::piece(self.path, field.as_ref(), piece).after(before.matches(piece).count())
            }
            Position::Line(_) => Place::excerpt(self.path, lines.piece(line, column, length)),
        }
    }

    /// The byte of the text at which a character stands.
    fn offset(&self, line: u32, column: u32) -> usize {
        let mut lines = self.markdown.split_inclusive('\n');
        let start: usize = lines.by_ref().take((line as usize).minus(1)).map(str::len).sum();
        let found = lines.next().unwrap_or_default();
        let at = found.char_indices().nth((column as usize).minus(1));
        start.plus(at.map_or(found.len(), |(at, _)| at))
    }

    /// The repair that writes something else instead of a piece of the text.
    pub fn repair(&self, (line, column, length): (u32, u32, u32), instead: &str) -> Option<Repair> {
        let (before, after) = (
            self.lines().text_at(line, column, length).to_owned(),
            instead.to_owned(),
        );
        let change = match &self.position {
            Position::Line(first) => Change::Words {
                line: first.plus(line).minus(1),
                column,
                before,
                after,
            },
            Position::Field(field) => Change::Within {
                field: field.to_string(),
                at: self.offset(line, column),
                before,
                after,
            },
        };
        Some(change.into())
    }

    /// The language that it is written in; none for German.
    pub fn language(&self) -> Option<Language> {
        Language::of_path(self.path)
    }
}

/// All texts of a portal, in all languages.
pub(in crate::checks) fn all(portal: &Portal) -> impl Iterator<Item = Text<'_>> {
    let loose = portal.loose_texts.iter().map(|text| prose(text));
    let translated = portal.translations.values().flat_map(translated);
    own(portal).chain(loose).chain(translated)
}

/// The texts that a portal shows, in its own language.
pub(in crate::checks) fn own(portal: &Portal) -> impl Iterator<Item = Text<'_>> {
    let services = portal.services.values().flat_map(|service| of_service(service));
    let ministries = portal
        .ministries
        .values()
        .filter_map(|m| field(&m.source.path, "/text", m.text.as_ref()));
    let topics = portal.topics.values().enumerate();
    let topics = topics.filter_map(|(i, t)| field(&t.source.path, format!("/{i}/text"), t.text.as_ref()));
    let authorities = portal.authorities.values();
    let authorities = authorities.filter_map(|a| field(&a.source.path, format!("/id={}/text", a.id), a.text.as_ref()));
    // The text of a service comes with its answers.
    let files = portal
        .entities()
        .filter(|entity| !matches!(entity.entity_id(), EntityId::Service(_)));
    let files = files.filter_map(|entity| entity.prose());
    let transcripts = portal.pages.values().filter_map(|page| {
        let video = page.sign_language.as_ref()?;
        field(&page.source.path, "/gebaerdensprache/text", Some(&video.transcript))
    });
    let chapters = portal
        .guides
        .values()
        .flat_map(|guide| &guide.chapters)
        .map(|chapter| &chapter.text);
    let templates = portal.templates.iter().map(|template| &template.text);
    of_settings(portal)
        .chain(services)
        .chain(ministries)
        .chain(transcripts)
        .chain(topics)
        .chain(authorities)
        .chain(files.chain(chapters).chain(templates).map(prose))
}

fn of_settings(portal: &Portal) -> impl Iterator<Item = Text<'_>> {
    let (settings, path) = (&portal.settings, &*SETTINGS);
    let sources = &settings.sources;
    let fields = [
        field(path, "/begruessung", settings.welcome.as_ref()),
        field(path, "/quellen/verzeichnis", sources.directory.as_ref()),
        field(path, "/quellen/katalog", sources.catalogue.as_ref()),
        field(path, "/quellen/karten", sources.maps.as_ref()),
        field(path, "/rechtliches/protokoll", settings.legal.log.as_ref()),
    ];
    fields.into_iter().flatten()
}

/// Texts in other languages. Their links must lead somewhere, too.
fn translated(translation: &Translation) -> impl Iterator<Item = Text<'_>> {
    let services = translation.service_prose.values().map(AsRef::as_ref);
    let chapters = translation.chapters.values().map(|chapter| &chapter.1);
    let files = services.chain(translation.record_prose()).chain(chapters);
    let ministries = translation.ministries.values();
    let ministries = ministries.filter_map(|m| field(&m.source.path, "/text", m.texts.text.as_ref()));
    let topics = translation.topics.values();
    let topics = topics.filter_map(|t| {
        field(
            &t.source.path,
            format!("/id={}/text", t.texts.id),
            t.texts.text.as_ref(),
        )
    });
    let settings = translation.settings.iter().flat_map(|settings| {
        let (path, texts) = (&settings.source.path, &settings.texts);
        [
            field(path, "/begruessung", texts.welcome.as_ref()),
            field(path, "/quellen/verzeichnis", texts.sources.directory.as_ref()),
            field(path, "/quellen/katalog", texts.sources.catalogue.as_ref()),
            field(path, "/quellen/karten", texts.sources.maps.as_ref()),
        ]
    });
    let fields = translation.services.values().flat_map(|service| {
        let (path, answers) = (&service.source.path, &service.texts.answers);
        [
            field(path, "/auskunft/sachstand", answers.state_of_play.as_ref()),
            field(path, "/auskunft/fachrecht", answers.law.as_ref()),
            field(path, "/auskunft/kosten", answers.costs.as_ref()),
            field(path, "/bestellung", service.texts.order.as_ref()),
            field(path, "/erfahrungen", service.texts.lessons.as_ref()),
        ]
    });
    let fields = fields.chain(settings).flatten();
    files.map(prose).chain(ministries).chain(topics).chain(fields)
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
            "/bestellung/weg",
            service.order.as_ref().and_then(|order| order.text.as_ref()),
        ),
        field(
            path,
            "/pilotierung/erfahrungen",
            service.piloting.as_ref().and_then(|piloting| piloting.lessons.as_ref()),
        ),
    ];
    fields.into_iter().flatten().chain(service.text.as_ref().map(prose))
}

fn field<'a>(
    path: &'a Arc<str>,
    field: impl Into<Cow<'static, str>>,
    markdown: Option<&'a Markdown>,
) -> Option<Text<'a>> {
    Some(Text::new(&markdown?.0, path, Position::Field(field.into())))
}

fn prose(prose: &Prose) -> Text<'_> {
    Text::new(&prose.markdown, &prose.path, Position::Line(prose.first_line))
}
