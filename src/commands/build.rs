//! `ozg build`: checks the content and writes the portal.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::environment::{self, Cache, EnvironmentError};
use super::{CONTENT_PROBLEMS, report};
use crate::cli::Global;
use crate::content::Library;
use crate::diagnostics::Diagnostic;
use crate::model::PortalAddress;
use crate::output::{self, OutputError, Target};
use crate::pipeline::{Outcome, Pipeline, Published, Request};
use crate::profile::Profile;

/// Options of the command.
#[derive(Debug)]
pub(super) struct Options {
    pub output: Option<PathBuf>,
    pub base_url: Option<PortalAddress>,
    pub drafts: bool,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// Whether to write even where sources or files of others lie.
    pub insists: bool,
    /// Whether files get a smaller form beside them.
    pub compress: bool,
    /// Whether to say where the time went.
    pub profile: bool,
}

pub(super) fn run(global: &Global, options: &Options) -> Result<ExitCode, EnvironmentError> {
    measured(options, |profile, start| build(global, options, profile, start))
}

/// Does the work of the command, and says where the time went if that was asked for.
pub(super) fn measured(
    options: &Options,
    work: impl FnOnce(&Profile, Instant) -> Result<ExitCode, EnvironmentError>,
) -> Result<ExitCode, EnvironmentError> {
    let start = Instant::now();
    let profile = if options.profile {
        Profile::collecting()
    } else {
        Profile::default()
    };
    let outcome = work(&profile, start);
    if let Some(times) = profile.report(start.elapsed()) {
        report::line(&format!("\n{times}"));
    }
    outcome
}

fn build(global: &Global, options: &Options, profile: &Profile, start: Instant) -> Result<ExitCode, EnvironmentError> {
    let built = match written(global, options, profile)? {
        Ok(built) => built,
        Err(refused) => return Ok(refused),
    };
    profile.phase("Bericht", || report_success(&built, start));
    // The process ends: the system takes the memory back at once, where freeing every text takes its time.
    std::mem::forget(built);
    Ok(ExitCode::SUCCESS)
}

/// A portal that was written.
pub(super) struct Built {
    pub root: PathBuf,
    pub folder: PathBuf,
    pub published: Published,
    cache: Cache,
    insists: bool,
    compress: bool,
    summary: output::Summary,
    problems: Vec<Diagnostic>,
}

impl Built {
    /// Where it was written.
    pub fn target(&self) -> Target<'_> {
        Target {
            root: &self.root,
            folder: &self.folder,
            cache: self.cache.folder(),
            insists: self.insists,
            compress: self.compress,
            now: environment::now(),
        }
    }
}

/// Checks the content and writes the portal, or says what keeps it from that.
pub(super) fn written(
    global: &Global,
    options: &Options,
    profile: &Profile,
) -> Result<Result<Built, ExitCode>, EnvironmentError> {
    let Ready {
        root,
        cache,
        published,
        mut problems,
    } = match checked(global, options, profile, false)? {
        Ok(ready) => ready,
        Err(refused) => return Ok(Err(refused)),
    };
    let folder = options.output.clone().unwrap_or_else(|| root.join("public"));
    let target = Target {
        root: &root,
        folder: &folder,
        cache: cache.folder(),
        insists: options.insists,
        compress: options.compress,
        now: environment::now(),
    };
    match write(&published, target) {
        Ok(summary) => Ok(Ok(Built {
            root,
            folder,
            published,
            cache,
            insists: options.insists,
            compress: options.compress,
            summary,
            problems,
        })),
        Err(error) => failed(error, &root, &mut problems).map(Err),
    }
}

/// A portal that can be written.
pub(super) struct Ready {
    pub root: PathBuf,
    pub cache: Cache,
    pub published: Published,
    pub problems: Vec<Diagnostic>,
}

/// Checks the content, or says what is wrong with it.
pub(super) fn checked(
    global: &Global,
    options: &Options,
    profile: &Profile,
    is_copy: bool,
) -> Result<Result<Ready, ExitCode>, EnvironmentError> {
    let root = environment::root(global)?;
    let cache = environment::cache(global, &root)?;
    let request = Request {
        as_of: environment::as_of(global)?,
        drafts: options.drafts,
        hidden: options.hidden,
        base_url: options.base_url.as_ref().map(PortalAddress::as_str),
    };
    let library = profile.phase("Inhalte lesen", || Library::open(&root));
    let pipeline = Pipeline::new(&library, request).measured(profile).for_a_copy(is_copy);
    let Outcome {
        problems,
        published,
        contents,
    } = pipeline.run();
    let Some(published) = published else {
        return Ok(Err(refused(&problems)));
    };
    // What is read is in the site now; what else the library keeps goes while the pages are made.
    rayon::spawn(|| drop((library, contents)));
    Ok(Ok(Ready {
        root,
        cache,
        published,
        problems,
    }))
}

/// Says why nothing was written.
pub(super) fn failed(
    error: OutputError,
    root: &Path,
    problems: &mut Vec<Diagnostic>,
) -> Result<ExitCode, EnvironmentError> {
    match error {
        OutputError::Problems(mut faults) => {
            problems.append(&mut faults);
            Library::locate_below(root, problems);
            Ok(refused(problems))
        }
        OutputError::Refused(why) => Err(EnvironmentError::Refused(why)),
        OutputError::Write { path, error } => Err(EnvironmentError::System {
            what: path.display().to_string(),
            error,
        }),
    }
}

fn refused(problems: &[Diagnostic]) -> ExitCode {
    report::problems(problems);
    report::advice(problems);
    report::line(&format!("Nichts geschrieben: {}.", report::tally(problems)));
    ExitCode::from(CONTENT_PROBLEMS)
}

/// What is told of the content before it is told what was written.
pub(super) fn report_content(published: &Published, problems: &[Diagnostic]) {
    let portal = &published.site.portal;
    report::problems(problems);
    report::advice(problems);
    report::line(&report::contents(portal));
    if let Some(fixed) = report::fixed_as_of(portal.settings.as_of) {
        report::line(&fixed);
    }
}

/// What is told last.
pub(super) fn report_end(problems: &[Diagnostic], start: Instant) {
    report::line(&format!(
        "Fertig nach {:.1} s: {}.",
        start.elapsed().as_secs_f64(),
        report::tally(problems)
    ));
}

fn report_success(built: &Built, start: Instant) {
    let summary = &built.summary;
    report_content(&built.published, &built.problems);
    for note in notes(built) {
        report::line(&note);
    }
    let written = report::counted(summary.written, "Datei", "Dateien");
    let removed = report::counted(summary.removed, "Datei", "Dateien");
    report::line(&format!(
        "{} in {}: {written} geschrieben, {removed} entfernt.",
        summary.files,
        shown(&built.folder)
    ));
    report_end(&built.problems, start);
}

/// What is unusual about the folder and what is kept about it.
fn notes(built: &Built) -> Vec<String> {
    let folder = shown(&built.folder);
    let mut notes = Vec::new();
    if built.cache.is_temporary() {
        let place = built.root.join(environment::CACHE);
        notes.push(format!(
            "Hinweis: In {} lässt sich nichts schreiben. Was geschrieben wurde, merkt sich das Programm deshalb nur für diesen Lauf; mit --zwischenspeicher DIR bleibt es.",
            shown(&place)
        ));
    }
    if built.summary.is_damaged {
        notes.push(format!(
            "Hinweis: Was sich das Programm vom letzten Lauf gemerkt hat, ist beschädigt. Alle Dateien in {folder} wurden neu verglichen."
        ));
    }
    if let Some(first) = built.summary.strangers.first() {
        let count = report::counted(built.summary.strangers.len(), "Datei", "Dateien");
        notes.push(format!(
            "Warnung: In {folder} liegen {count}, die nicht zum Portal gehören und vielleicht von einem früheren Lauf sind, zum Beispiel {first}. Leeren Sie den Ordner und erzeugen Sie das Portal noch einmal, oder löschen Sie, was nicht veröffentlicht werden soll."
        ));
    }
    notes
}

fn write(published: &Published, target: Target) -> Result<output::Summary, OutputError> {
    let Published { site, routes } = published;
    let bar = report::progress(routes.pages().len());
    let summary = output::write(site, routes, target, &|| bar.inc(1));
    bar.finish_and_clear();
    summary
}

pub(super) fn shown(folder: &Path) -> String {
    let current = std::env::current_dir().unwrap_or_default();
    folder.strip_prefix(current).unwrap_or(folder).display().to_string()
}
