//! `ozg schema`: what editors' tools need to know about the fields.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::environment::{self, EnvironmentError};
use super::report;
use crate::cli::Global;
use crate::content::CONTENT;
use crate::disk;
use crate::scaffold::{self, Draft};

pub(super) fn run(global: &Global, output: Option<PathBuf>) -> Result<ExitCode, EnvironmentError> {
    let folder = match output {
        Some(folder) => folder,
        None => environment::root(global)?.join(CONTENT),
    };
    let schemas = scaffold::schemas();
    schemas.iter().try_for_each(|schema| write(&folder, schema))?;
    report::line(&format!(
        "{} geschrieben nach {}.",
        report::counted(schemas.len(), "Schema", "Schemas"),
        folder.join(".schema").display()
    ));
    scaffold::editor_settings()
        .iter()
        .try_for_each(|settings| write_settings(&folder, settings))?;
    Ok(ExitCode::SUCCESS)
}

/// Settings may have been changed by hand, and what somebody set is not ours to overwrite.
fn write_settings(folder: &Path, settings: &Draft) -> Result<(), EnvironmentError> {
    let path = folder.join(&settings.path);
    match fs::read_to_string(&path) {
        Ok(text) if text == settings.text => Ok(()),
        Ok(_) => {
            report::line(&format!(
                "{} wurde geändert und bleibt, wie sie ist. Löschen Sie die Datei, wenn Sie die Vorgabe wünschen.",
                path.display()
            ));
            Ok(())
        }
        Err(_) => write(folder, settings),
    }
}

fn write(folder: &Path, draft: &Draft) -> Result<(), EnvironmentError> {
    let path = folder.join(&draft.path);
    let said = || EnvironmentError::system(path.display().to_string());
    if let Some(parent) = path.parent() {
        disk::create_dir_all(parent).map_err(said())?;
    }
    disk::replace(&path, draft.text.as_bytes()).map_err(said())
}
