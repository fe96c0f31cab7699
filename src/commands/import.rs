//! `ozg import`: takes tables over, whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use super::environment::{self, EnvironmentError};
use super::{CONTENT_PROBLEMS, report};
use crate::cli::{Global, Import};
use crate::content::edit::{self, Replacement, Version};
use crate::content::{self, Library};
use crate::diagnostics::{self, Detail, Diagnostic, Severity};
use crate::disk;
use crate::import::{self, Document, directory, reuse};
use crate::model::{Audience, Contents, Day, Portal, Service, ServiceId};

/// The official directory of the whole country has four megabytes.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The files that change, or what is wrong.
type Outcome = Result<Vec<Replacement>, Vec<Diagnostic>>;

pub(super) fn run(global: &Global, what: Import) -> Result<ExitCode, EnvironmentError> {
    let as_of = environment::as_of(global)?;
    let root = environment::root(global)?;
    let library = Library::open(&root);
    let loaded = library.load();
    let (file, dry_run) = match &what {
        Import::Authorities { file, dry_run, .. } | Import::Reuse { file, dry_run, .. } => (file.clone(), *dry_run),
    };
    let session = ImportSession {
        bytes: read(&file)?,
        file,
        root,
        portal: Portal::new(&loaded.contents, as_of.of(&loaded.contents), Audience::Checks),
        contents: loaded.contents,
        problems: loaded.problems,
    };
    let outcome = match what {
        Import::Authorities {
            end,
            territorial_status,
            ..
        } => session.authorities(end, territorial_status),
        Import::Reuse { service, overwrite, .. } => session.reuse(service.as_ref(), reuse::Options { overwrite }),
    };
    match outcome {
        Ok(files) => finish(&session.root, &files, dry_run),
        Err(mut problems) => {
            library.locate(&mut problems);
            report::problems_in(&problems, Detail::Everything);
            report::line(&format!("Es wurde nichts geändert: {}.", report::tally(&problems)));
            Ok(ExitCode::from(CONTENT_PROBLEMS))
        }
    }
}

fn read(file: &Path) -> Result<Vec<u8>, EnvironmentError> {
    let name = file.display().to_string();
    // What another program hands over in a pipe has no size before its end.
    disk::read_at_most(file, MOST_BYTES).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => {
            let megabytes = MOST_BYTES / 1024 / 1024;
            EnvironmentError::Refused(format!("{name} ist größer als {megabytes} MB"))
        }
        _ => EnvironmentError::System { what: name, error },
    })
}

/// Writes what has changed and says so.
fn finish(root: &Path, files: &[Replacement], dry_run: bool) -> Result<ExitCode, EnvironmentError> {
    if files.is_empty() {
        report::line("Es ändert sich nichts.");
        return Ok(ExitCode::SUCCESS);
    }
    let names: Vec<&str> = files.iter().map(|file| &*file.path).collect();
    if dry_run {
        report::line(&format!(
            "Probe, es wurde nichts geschrieben. Es würde sich ändern: {}",
            names.join(", ")
        ));
        return Ok(ExitCode::SUCCESS);
    }
    edit::replace_all(root, files)?;
    report::line(&format!("Geschrieben: {}", names.join(", ")));
    report::line("Prüfen Sie die Inhalte mit: ozg check");
    Ok(ExitCode::SUCCESS)
}

/// What an import works with.
struct ImportSession {
    file: PathBuf,
    bytes: Vec<u8>,
    root: PathBuf,
    portal: Portal,
    contents: Contents,
    problems: Vec<Diagnostic>,
}

impl ImportSession {
    /// The file that comes in.
    fn document(&self) -> Result<Document, Vec<Diagnostic>> {
        let path: Arc<str> = self.file.display().to_string().into();
        let text = content::decode_table(&self.bytes, &path).map_err(|problem| vec![problem])?;
        Ok(Document { path, text })
    }

    /// A table of the content, to be changed, and its state; an empty one where there is none yet.
    ///
    /// # Errors
    /// It is broken: who edits it now would lose lines.
    fn table(&self, path: &Arc<str>, header: &str) -> Result<(Document, Version), Vec<Diagnostic>> {
        let problems = self.problems.iter();
        let problems = problems.filter(|problem| problem.place.path == *path && problem.severity == Severity::Error);
        let problems: Vec<Diagnostic> = problems.cloned().collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let version = Version::read(&self.root.join(&**path)).unwrap_or(Version::MISSING);
        let text = content::read_for_edit(&self.root, path).map_err(|problem| vec![problem])?;
        let document = Document {
            path: path.clone(),
            text: text.unwrap_or_else(|| header.to_owned()),
        };
        Ok((document, version))
    }

    fn authorities(&self, end: bool, day: Option<Day>) -> Outcome {
        let path: Arc<str> = directory::PATH.into();
        let (current, version) = self.table(&path, directory::HEADER)?;
        let state = &self.portal.settings.state.name;
        let incoming = directory::read(self.document()?, state, self.prefix().as_deref())?;
        let mut texts = content::read_texts(&self.root);
        texts.remove(&path);
        let before = current.text.clone();
        let mentions = |key: &str| import::mentions(&texts, key);
        let options = directory::Options {
            day: incoming.territorial_status().or(day).unwrap_or(self.portal.as_of),
            directory_as_of: self.portal.settings.sources.directory_as_of,
            end,
        };
        let merge = directory::merge(current, &incoming, options, &mentions)?;
        report::line(&merge.report.to_string());
        let is_told = options.directory_as_of.is_some() || merge.text != before;
        let status = incoming.territorial_status().filter(|_| is_told);
        if let Some(day) = status.filter(|day| options.directory_as_of != Some(*day)) {
            report::line(&format!(
                "Tragen Sie den neuen Stand in content/portal.yaml ein, unter `quellen`: `gebietsstand: {day}`."
            ));
        }
        let mut files: Vec<Replacement> = Vec::new();
        if merge.text != before || version == Version::MISSING {
            files.push(replacement(&path, version, merge.text));
        }
        Ok(files)
    }

    /// The first two digits of all keys of the directory, if they agree.
    fn prefix(&self) -> Option<String> {
        let keys = self
            .contents
            .authorities
            .iter()
            .filter_map(|authority| authority.regional_key());
        let prefixes: BTreeSet<String> = keys.filter_map(|key| Some(key.as_str().get(..2)?.to_owned())).collect();
        let mut prefixes = prefixes.into_iter();
        let first = prefixes.next()?;
        prefixes.next().is_none().then_some(first)
    }

    fn reuse(&self, service: Option<&ServiceId>, options: reuse::Options) -> Outcome {
        if let Some(id) = service
            && !self.portal.services.contains_key(id)
        {
            return Err(vec![unknown_service(id, &self.portal)]);
        }
        let (lines, ignored) = reuse::read(self.document()?, &self.portal, service)?;
        let mut by_service: BTreeMap<&ServiceId, Vec<reuse::Line>> = BTreeMap::new();
        for line in &lines {
            by_service.entry(&line.service).or_default().push(line.clone());
        }
        let mut changed = Vec::new();
        let mut problems = Vec::new();
        let mut told = String::new();
        for (id, lines) in by_service {
            let Some(service) = self.portal.services.get(id) else {
                continue;
            };
            match self.reuse_of(service, &lines, options) {
                Ok((report, file)) => {
                    told.push_str(&format!("{id}\n{report}"));
                    changed.extend(file);
                }
                Err(mut faults) => problems.append(&mut faults),
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        report::line(told.trim_end());
        if !ignored.is_empty() {
            report::line(&format!("Nicht übernommene Spalten: {}", ignored.join(", ")));
        }
        Ok(changed)
    }

    /// A municipality that stands in the table under a former key is the same: its line is updated there.
    fn by_written_keys(&self, service: &Service, lines: &[reuse::Line]) -> Vec<reuse::Line> {
        let written = |line: &reuse::Line| {
            let keys = service.reuse.iter().map(|reuse| &reuse.authority);
            let mut keys = keys.filter(|key| *self.portal.present_key(key) == line.authority);
            keys.next().cloned()
        };
        let lines = lines.iter().map(|line| reuse::Line {
            authority: written(line).unwrap_or_else(|| line.authority.clone()),
            ..line.clone()
        });
        lines.collect()
    }

    /// What happens to the table of one service; the file, if it changes.
    fn reuse_of(
        &self,
        service: &Service,
        lines: &[reuse::Line],
        options: reuse::Options,
    ) -> Result<(reuse::Report, Option<Replacement>), Vec<Diagnostic>> {
        let path = service.reuse_path();
        let (current, version) = self.table(&path, reuse::HEADER)?;
        let before = current.text.clone();
        let lines = self.by_written_keys(service, lines);
        let merge = reuse::merge(current, &lines, options)?;
        if merge.text == before {
            return Ok((merge.report, None));
        }
        Ok((merge.report, Some(replacement(&path, version, merge.text))))
    }
}

fn replacement(path: &Arc<str>, before: Version, text: String) -> Replacement {
    Replacement {
        path: path.clone(),
        before,
        bytes: text.into_bytes(),
    }
}

fn unknown_service(id: &ServiceId, portal: &Portal) -> Diagnostic {
    let known = portal.services.keys().map(ServiceId::as_str);
    let meant = diagnostics::did_you_mean(id.as_str(), known);
    let meant = meant.map(|name| format!(", meinten Sie `{name}`?")).unwrap_or_default();
    let path: Arc<str> = "content/leistungen".into();
    Diagnostic::error(
        "unbekannter-verweis",
        diagnostics::Place::file(&path),
        format!("die Leistung `{id}` gibt es nicht{meant}"),
    )
    .with_help("Nennen Sie den Namen des Ordners der Leistung.")
}
