//! What the program needs from outside before it can begin: the portal root and the reference date.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use tempfile::TempDir;

use crate::cli::Global;
use crate::diagnostics::system_error;
use crate::model::Day;
use crate::pipeline::AsOf;
use crate::{content, disk, output};

/// Why the program cannot begin or go on, in German.
#[derive(Debug, thiserror::Error)]
pub enum EnvironmentError {
    /// There is no portal.
    #[error("in {0} und darüber gibt es keinen Ordner mit content/portal.yaml; nennen Sie ihn mit --wurzel")]
    NoPortal(PathBuf),
    /// `SOURCE_DATE_EPOCH` is no number.
    #[error("SOURCE_DATE_EPOCH muss eine Zahl von Sekunden sein, ist aber `{0}`")]
    Epoch(String),
    /// A list of reviews was asked for in a form that is for problems.
    #[error("die Liste der fälligen Prüfungen gibt es als text und json und mit --ical als Kalender")]
    DueFormat,
    /// The report on translations was asked for in a form that is for problems.
    #[error("die Liste der Übersetzungen gibt es als text und json")]
    TranslationFormat,
    /// `https` addresses cannot be asked.
    #[error(
        "dieses Programm ist ohne Verschlüsselung gebaut und kann https-Adressen nicht prüfen; bauen Sie es mit der Funktion externe-links"
    )]
    NoTls,
    /// The preview cannot run.
    #[error(transparent)]
    Preview(#[from] crate::preview::PreviewError),
    /// Files were not written.
    #[error(transparent)]
    Store(#[from] crate::content::edit::StoreError),
    /// There is no earlier state to compare with.
    #[error(transparent)]
    Snapshot(#[from] content::NoSnapshot),
    /// Nothing was published, or not all.
    #[error(transparent)]
    Publish(#[from] crate::publish::Fault),
    /// What was asked for cannot be done with the content as it is.
    #[error("{0}")]
    Refused(String),
    /// The system refused something.
    #[error("{what}: {}", system_error(error))]
    System {
        /// What was tried.
        what: String,
        /// What the system said.
        error: std::io::Error,
    },
}

impl EnvironmentError {
    /// Says what was tried when the system refused.
    pub fn system(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let what = what.into();
        move |error| Self::System { what, error }
    }
}

/// The portal root: as given, or the nearest folder that holds `content/portal.yaml`.
pub fn root(global: &Global) -> Result<PathBuf, EnvironmentError> {
    let start = global.root.as_deref().unwrap_or(Path::new("."));
    let found = content::find_root(start).map_err(EnvironmentError::system(start.display().to_string()))?;
    found.ok_or_else(|| EnvironmentError::NoPortal(start.to_path_buf()))
}

/// The path of the portal below the top of its repository, with a slash at its end: programs that mark problems in files
/// count from there. Nothing where the portal is the repository, or in none.
pub fn path_in_repository(root: &Path) -> String {
    let top = root.ancestors().find(|folder| folder.join(".git").exists());
    let below = top.and_then(|top| root.strip_prefix(top).ok());
    let steps = below.into_iter().flat_map(Path::components);
    steps
        .map(|step| format!("{}/", step.as_os_str().to_string_lossy()))
        .collect()
}

/// The time, in seconds since 1970. What it decides is how long files stay that no page names any more, and never what is in one.
pub fn now() -> u64 {
    u64::try_from(Timestamp::now().as_second()).unwrap_or_default()
}

/// The folder below the portal root in which the program keeps what it may lose.
pub const CACHE: &str = ".ozg";

/// Where the program keeps what it may lose: what it wrote, pictures, addresses that answered.
#[derive(Debug)]
pub enum Cache {
    /// A folder that stays.
    Lasting(PathBuf),
    /// One for this run, where the portal cannot be written to.
    Temporary(TempDir),
}

impl Cache {
    /// The folder.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Lasting(folder) => folder,
            Self::Temporary(folder) => folder.path(),
        }
    }

    /// Whether it is gone after this run.
    pub fn is_temporary(&self) -> bool {
        matches!(self, Self::Temporary(_))
    }
}

/// The folder that was asked for, which must be one that can be written; else the portal's own, or a temporary one where
/// that cannot be.
pub fn cache(global: &Global, root: &Path) -> Result<Cache, EnvironmentError> {
    if let Some(folder) = &global.cache {
        if let Some(source) = output::source_around(root, folder) {
            return Err(among_sources(folder, &source));
        }
        let said = EnvironmentError::system(format!("--zwischenspeicher {}", folder.display()));
        return try_writing(folder)
            .map(|()| Cache::Lasting(folder.clone()))
            .map_err(said);
    }
    let own = root.join(CACHE);
    // Somebody may have put a link there.
    if let Some(source) = output::source_around(root, &own) {
        return Err(among_sources(&own, &source));
    }
    if try_writing(&own).is_ok() {
        return Ok(Cache::Lasting(own));
    }
    let temporary = tempfile::Builder::new().prefix("ozg-").tempdir();
    temporary
        .map(Cache::Temporary)
        .map_err(EnvironmentError::system(own.display().to_string()))
}

fn among_sources(folder: &Path, source: &str) -> EnvironmentError {
    EnvironmentError::Refused(format!(
        "in {} liegt, woraus das Portal entsteht ({source}); dort merkt sich das Programm nichts. Nennen Sie mit --zwischenspeicher einen anderen Ordner",
        folder.display()
    ))
}

/// Nothing but writing tells whether a folder can be written.
fn try_writing(folder: &Path) -> std::io::Result<()> {
    disk::create_dir_all(folder)?;
    let probe = folder.join(format!(".probe-{}", std::process::id()));
    let outcome = disk::write(&probe, b"");
    let _ = disk::remove_file(&probe);
    outcome
}

/// The reference date as far as it is known without the content: as given; else, if
/// `portal.yaml` fixes none, by `SOURCE_DATE_EPOCH`, or today in Germany.
pub fn as_of(global: &Global) -> Result<AsOf, EnvironmentError> {
    if let Some(day) = global.as_of {
        return Ok(AsOf::Asked(day));
    }
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text
                .parse()
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok());
            seconds.ok_or(EnvironmentError::Epoch(text))?
        }
        Err(_) => Timestamp::now(),
    };
    Ok(AsOf::Clock(Day::in_germany(now)))
}
