//! `ozg serve`: the portal in the browser, following every change.

use std::process::ExitCode;
use std::sync::OnceLock;

use super::environment::{self, EnvironmentError};
use super::report;
use crate::cli::Global;
use crate::diagnostics::Diagnostic;
use crate::model::Day;
use crate::preview::{self, Reporter, Settings, WatchMode};

pub(super) struct Options {
    pub port: Option<u16>,
    pub drafts: bool,
    pub open: bool,
    pub poll: bool,
}

pub(super) fn run(global: &Global, options: &Options) -> Result<ExitCode, EnvironmentError> {
    let root = environment::root(global)?;
    let cache = environment::cache(global, &root)?;
    let settings = Settings {
        root,
        cache: cache.folder().to_path_buf(),
        as_of: environment::as_of(global)?,
        drafts: options.drafts,
        port: options.port,
        mode: if options.poll {
            WatchMode::Looking
        } else {
            WatchMode::Told
        },
    };
    let runtime = tokio::runtime::Runtime::new().map_err(EnvironmentError::system("Start der Vorschau"))?;
    let terminal = Terminal {
        open: options.open,
        url: OnceLock::new(),
    };
    runtime.block_on(preview::serve(settings, terminal))?;
    Ok(ExitCode::SUCCESS)
}

struct Terminal {
    open: bool,
    url: OnceLock<String>,
}

impl Terminal {
    fn tell_address(&self) {
        if let Some(url) = self.url.get() {
            report::line(&format!("Das Portal ist zu sehen unter {url} (beenden mit Strg+C)."));
        }
    }
}

impl Reporter for Terminal {
    fn ready(&self, url: &str, pages: usize, fixed: Option<Day>) {
        if let Some(fixed) = report::fixed_as_of(fixed) {
            report::line(&fixed);
        }
        let addresses = report::counted(pages, "Adresse", "Adressen");
        report::line(&format!("{addresses}."));
        // Whoever watches twice has the same address.
        let _ = self.url.set(url.to_owned());
        self.tell_address();
        if self.open && opener::open_browser(url).is_err() {
            report::line("Es wurde kein Browser gefunden. Öffnen Sie die Adresse bitte selbst.");
        }
    }

    fn changed(&self, problems: &[Diagnostic]) {
        report::problems(problems);
        report::advice(problems);
        report::line(&format!("Stand der Inhalte: {}.", report::tally(problems)));
        // A long report has moved the address off the screen.
        if !problems.is_empty() {
            self.tell_address();
        }
    }

    fn not_followed(&self) {
        report::line("Die Dateien können nicht mehr beobachtet werden. Starten Sie die Vorschau bitte neu.");
    }
}
