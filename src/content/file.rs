//! One content file, read and parsed.

use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::kind::{self, Kind};
use super::text_file::{chapter, invalid_name, prose_below, with_text};
use super::tree::{self, Found, Stamp};
use crate::content::{attachment, boundaries, near, record, tables, translation};
use crate::diagnostics::{Diagnostic, Place, unreadable};
use crate::model::{
    Attachment, Authority, Boundaries, Chapter, Guide, GuideId, Language, LoadedFile, Ministry, Prose, Reuse, Service,
    ServiceId, Settings, Source, Synonyms, Template, TextRecord, TextVisitor, Topic, Usage, placeholder,
};

/// A file, what it holds, and what is wrong with it.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub path: Arc<str>,
    pub stamp: Stamp,
    /// `None` where the file could not be understood.
    pub parsed: Option<Parsed>,
    pub problems: Vec<Diagnostic>,
    /// The text below a record that could not be understood.
    pub loose_text: Option<Arc<Prose>>,
    /// What it should probably be called, where nothing is called so.
    pub misnamed: Option<Arc<str>>,
}

/// What a file can hold.
#[derive(Debug, Clone)]
pub(super) enum Parsed {
    Settings(Arc<Settings>),
    Synonyms(Arc<Synonyms>),
    Topics(Vec<Arc<Topic>>),
    Ministry(Arc<Ministry>),
    Service(Arc<Service>),
    ServiceText(ServiceId, Arc<Prose>),
    Reuse(ServiceId, Arc<Vec<Reuse>>),
    Usage(ServiceId, Arc<Vec<Usage>>),
    Authorities(Vec<Arc<Authority>>),
    Boundaries(Arc<Boundaries>),
    Template(Arc<Template>),
    Guide(Arc<Guide>),
    Chapter(GuideId, Chapter),
    Text(Arc<dyn LoadedFile>),
    Translation(Language, translation::Part),
    Attachment(Attachment),
    /// What a program left behind.
    Debris,
    Nothing,
}

type Outcome = Result<Parsed, Vec<Diagnostic>>;

impl File {
    /// Reads a file according to the part that it plays.
    pub fn read(root: &Path, found: &Found) -> Self {
        let mut problems = Vec::new();
        let (mut misnamed, mut loose_text) = (None, None);
        let parsed = match kind::of(&found.path) {
            Ok(kind) => {
                if matches!(kind, Kind::Unrecognised | Kind::Attachment | Kind::Debris) {
                    misnamed = near::meant(&found.path, || tree::begins_with(root, found, "---"));
                }
                parse(root, found, kind, &mut problems, &mut loose_text)
            }
            Err(invalid) => Err(vec![invalid_name(&found.path, &invalid)]),
        };
        let parsed = parsed.map_err(|mut faults| problems.append(&mut faults)).ok();
        Self {
            path: found.path.clone(),
            stamp: found.stamp,
            parsed,
            problems,
            loose_text,
            misnamed: misnamed.map(Arc::from),
        }
    }
}

fn parse(
    root: &Path,
    found: &Found,
    kind: Kind,
    problems: &mut Vec<Diagnostic>,
    loose_text: &mut Option<Arc<Prose>>,
) -> Outcome {
    let path = &found.path;
    match kind {
        Kind::Attachment => {
            let attachment = attachment::read(root, found).map_err(|error| vec![unreadable(path, &error)])?;
            return Ok(Parsed::Attachment(attachment));
        }
        Kind::Debris => return Ok(Parsed::Debris),
        Kind::Unrecognised => {
            problems.push(unasked(path));
            return Ok(Parsed::Nothing);
        }
        _ => {}
    }
    let text = tree::read_text(root, found, problems).map_err(|problem| vec![problem])?;
    let source = Source { path: path.clone() };
    Ok(match kind {
        Kind::Settings => Parsed::Settings(Arc::new(record::parse(&text, path, 1, problems)?)),
        Kind::Synonyms => Parsed::Synonyms(Arc::new(record::parse(&text, path, 1, problems)?)),
        Kind::Topics => Parsed::Topics(list(&text, path, problems, |topic: &mut Topic| {
            topic.source = source.clone()
        })?),
        Kind::OtherBodies => Parsed::Authorities(list(&text, path, problems, |body: &mut Authority| {
            body.source = source.clone()
        })?),
        Kind::Ministry(id) => Parsed::Ministry(Arc::new(Ministry {
            id,
            source,
            ..record::parse(&text, path, 1, problems)?
        })),
        Kind::Service(id) => {
            let service = Service {
                id,
                source,
                ..record::parse(&text, path, 1, problems)?
            };
            if service.lifecycle().is_finished() {
                problems.extend(placeholder::guesses_left(&text).map(|line| guessed(path, line)));
            }
            Parsed::Service(Arc::new(service))
        }
        Kind::Guide(id) => Parsed::Guide(Arc::new(Guide {
            id,
            source,
            ..record::parse(&text, path, 1, problems)?
        })),
        Kind::ServiceText(id) => Parsed::ServiceText(
            id,
            Arc::new(Prose {
                markdown: text.into(),
                path: path.clone(),
                first_line: 1,
            }),
        ),
        Kind::Reuse(id) => {
            let (reuse, faults) = tables::parse_reuse(&text, path)?;
            problems.extend(faults);
            Parsed::Reuse(id, Arc::new(reuse))
        }
        Kind::Usage(id) => {
            let (usage, faults) = tables::parse_usage(&text, path)?;
            problems.extend(faults);
            Parsed::Usage(id, Arc::new(usage))
        }
        Kind::Authorities => {
            let (authorities, faults) = tables::parse_authorities(&text, path)?;
            problems.extend(faults);
            Parsed::Authorities(authorities.into_iter().map(Arc::new).collect())
        }
        Kind::Template(step, instrument) => {
            let (head, text) = with_text(&text, path, problems)?;
            let text = text.ok_or_else(|| vec![empty_template(path)])?;
            Parsed::Template(Arc::new(Template {
                step,
                instrument,
                head,
                text,
                source,
            }))
        }
        Kind::Boundaries(level) => Parsed::Boundaries(Arc::new(boundaries::parse(&text, path, level)?)),
        Kind::Text(kind, id) => {
            let reading = ReadText {
                text: &text,
                name: &id.name(),
                source,
                problems,
            };
            let record = kind.with(reading);
            Parsed::Text(record.inspect_err(|_| *loose_text = prose_below(&text, path))?)
        }
        Kind::Chapter(guide, number, id) => {
            let (title, text) = chapter(&text, path)?;
            Parsed::Chapter(
                guide,
                Chapter {
                    id,
                    number,
                    title,
                    text,
                },
            )
        }
        Kind::Translation(language, kind) => {
            Parsed::Translation(language, translation::parse(&text, path, *kind, problems)?)
        }
        Kind::Attachment | Kind::Debris | Kind::Unrecognised => Parsed::Nothing,
    })
}

/// Reads a record that is one Markdown file.
struct ReadText<'a> {
    text: &'a str,
    name: &'a str,
    source: Source,
    problems: &'a mut Vec<Diagnostic>,
}

impl TextVisitor for ReadText<'_> {
    type Output = Result<Arc<dyn LoadedFile>, Vec<Diagnostic>>;

    fn visit<T: TextRecord>(self) -> Self::Output {
        let path = self.source.path.clone();
        let id = self
            .name
            .parse()
            .map_err(|invalid| vec![invalid_name(&path, &invalid)])?;
        let (record, text) = with_text::<T>(self.text, &path, self.problems)?;
        Ok(Arc::new(record.in_file(id, self.source, text)))
    }
}

/// A list of records in one file.
fn list<T: DeserializeOwned + JsonSchema>(
    text: &str,
    path: &Arc<str>,
    doubts: &mut Vec<Diagnostic>,
    mut finish: impl FnMut(&mut T),
) -> Result<Vec<Arc<T>>, Vec<Diagnostic>> {
    let mut records: Vec<T> = record::parse(text, path, 1, doubts)?;
    records.iter_mut().for_each(&mut finish);
    Ok(records.into_iter().map(Arc::new).collect())
}

/// A value that `ozg neu` took as there was no better one.
fn guessed(path: &Arc<str>, line: u32) -> Diagnostic {
    let message = "hier steht noch, was `ozg neu` eingetragen hat, weil es zuerst gefunden wurde";
    Diagnostic::error("platzhalter", Place::line_of(path, line), message)
        .with_help("Tragen Sie ein, was richtig ist, und löschen Sie die Anmerkung darüber.")
}

fn empty_template(path: &Arc<str>) -> Diagnostic {
    Diagnostic::error("vorlage-leer", Place::file(path), "die Vorlage hat keinen Text")
        .with_help("Schreiben Sie den Text unter die Angaben, oder löschen Sie die Datei.")
}

/// A file that is called almost as one that is read, and would be missed.
pub(super) fn misnamed(path: &Arc<str>, meant: &str) -> Diagnostic {
    let name = |path: &str| {
        path.rsplit_once('/')
            .map_or(path.to_owned(), |(_, name)| name.to_owned())
    };
    let folder = |path: &str| {
        path.rsplit_once('/')
            .map_or(String::new(), |(folder, _)| folder.to_owned())
    };
    let (there, shown) = match folder(path) == folder(meant) {
        true => (name(path), name(meant)),
        false => (path.to_string(), meant.to_owned()),
    };
    let is = if folder(path) == folder(meant) {
        "heißt"
    } else {
        "liegt unter"
    };
    let message = format!("die Datei {is} `{there}` und wird deshalb nicht gelesen, meinten Sie `{shown}`?");
    let ends_with = |ends: &[&str]| ends.iter().any(|end| path.to_lowercase().ends_with(end));
    let help = match () {
        () if ends_with(&[".xlsx", ".xlsm", ".xls", ".ods"]) => {
            format!("Speichern Sie die Tabelle in Excel als „CSV UTF-8“ unter dem Namen `{shown}`.")
        }
        () if ends_with(&[".docx", ".doc", ".odt", ".rtf"]) => {
            format!("Legen Sie den Inhalt als einfachen Text in der Datei `{shown}` ab.")
        }
        () if folder(path) == folder(meant) => format!("Benennen Sie die Datei um in `{shown}`, oder löschen Sie sie."),
        () => format!("Verschieben Sie die Datei nach `{shown}`, oder löschen Sie sie."),
    };
    Diagnostic::error("datei-verschrieben", Place::file(path), message).with_help(help)
}

fn unasked(path: &Arc<str>) -> Diagnostic {
    Diagnostic::warning("datei-ohne-aufgabe", Place::file(path), "die Datei gehört zu nichts und wird nicht gelesen")
        .with_help("Prüfen Sie Name und Ordner (siehe „So sind die Inhalte geordnet“ im Redaktionshandbuch), oder löschen Sie die Datei.")
}
