//! `ozg build --ausgabe portal.zip`: the portal as one file, to be opened without a web server.

use std::process::ExitCode;
use std::time::Instant;

use super::build::{self, Options, Ready};
use super::environment::{self, EnvironmentError};
use super::report;
use crate::cli::Global;
use crate::output::{self, Format, Target};
use crate::profile::Profile;

pub(super) fn run(global: &Global, options: &Options, format: Format) -> Result<ExitCode, EnvironmentError> {
    build::measured(options, |profile, start| copy(global, options, format, profile, start))
}

fn copy(
    global: &Global,
    options: &Options,
    format: Format,
    profile: &Profile,
    start: Instant,
) -> Result<ExitCode, EnvironmentError> {
    let file = options.output.clone().unwrap_or_default();
    let Ready {
        root,
        cache,
        published,
        mut problems,
    } = match build::checked(global, options, profile, true)? {
        Ok(ready) => ready,
        Err(refused) => return Ok(refused),
    };
    let target = Target {
        root: &root,
        folder: &file,
        cache: cache.folder(),
        insists: options.insists,
        compress: false,
        now: environment::now(),
    };
    let bar = report::progress(published.routes.pages().len());
    let written = profile.phase("Kopie schreiben", || {
        output::write_copy(&published.site, &published.routes, target, format, &|| bar.inc(1))
    });
    bar.finish_and_clear();
    let files = match written {
        Ok(files) => files,
        Err(error) => return build::failed(error, &root, &mut problems),
    };
    build::report_content(&published, &problems);
    report::line(&format!(
        "{} in {}, zum Weitergeben: auspacken und index.html im Browser öffnen. Die Suche läuft darin nicht.",
        report::counted(files, "Datei", "Dateien"),
        build::shown(&file)
    ));
    build::report_end(&problems, start);
    std::mem::forget(published);
    Ok(ExitCode::SUCCESS)
}
