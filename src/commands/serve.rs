//! `ozg serve`: the portal in the browser, following every change.

use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::report;
use crate::cli::Global;
use crate::diagnostics::Diagnostic;
use crate::preview::{self, Reporter, Settings};

pub(super) fn run(global: &Global, port: Option<u16>, drafts: bool) -> Result<ExitCode, EnvironmentError> {
    let settings = Settings {
        root: environment::root(global)?,
        as_of: environment::as_of(global)?,
        drafts,
        port,
    };
    let runtime = tokio::runtime::Runtime::new().map_err(EnvironmentError::system("Start der Vorschau"))?;
    runtime.block_on(preview::serve(settings, Terminal))?;
    Ok(ExitCode::SUCCESS)
}

struct Terminal;

impl Reporter for Terminal {
    fn ready(&self, url: &str, pages: usize) {
        let addresses = report::counted(pages, "Adresse", "Adressen");
        report::line(&format!(
            "{addresses}. Das Portal ist zu sehen unter {url} (beenden mit Strg+C)."
        ));
    }

    fn changed(&self, problems: &[Diagnostic]) {
        report::problems(problems);
        report::line(&format!("Stand der Inhalte: {}.", report::tally(problems)));
    }
}
