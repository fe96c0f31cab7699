//! Whether a folder may be written to: not where sources lie, and not among the files of others.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::{OutputError, Target, marker};

/// Folders of a portal that hold what people wrote.
const SOURCES: [&str; 3] = ["content", "themes", ".git"];

/// Says why a folder cannot be the output, if that was not asked for explicitly.
pub(super) fn insist_it_may_be_written(target: Target, is_known: impl FnOnce() -> bool) -> Result<(), OutputError> {
    let folder = target.folder.display();
    if target.folder.exists() && !target.folder.is_dir() {
        return Err(OutputError::Refused(format!(
            "{folder} ist eine Datei; nennen Sie mit --ausgabe einen Ordner, oder für eine Kopie zum Weitergeben eine Datei, die auf .zip oder .tar endet"
        )));
    }
    if target.insists {
        return Ok(());
    }
    if let Some(source) = source_in_the_way(target) {
        return Err(OutputError::Refused(format!(
            "in {folder} liegt, woraus das Portal entsteht ({source}); dorthin wird nichts geschrieben. Nennen Sie mit --ausgabe einen Ordner, der nur für das Portal da ist. Soll es doch so sein, rufen Sie das Programm mit --trotzdem auf"
        )));
    }
    let stranger = marker::stranger(target.folder).map_err(|error| OutputError::Write {
        path: target.folder.to_path_buf(),
        error,
    })?;
    match stranger {
        Some(name) if !marker::is_there(target.folder) && !is_known() => Err(OutputError::Refused(format!(
            "in {folder} liegen Dateien, die dieses Programm nicht geschrieben hat, zum Beispiel {name}; dorthin wird nichts geschrieben. Nennen Sie mit --ausgabe einen leeren Ordner. Soll das Portal doch zwischen diese Dateien, rufen Sie das Programm mit --trotzdem auf"
        ))),
        _ => Ok(()),
    }
}

/// Says why a file cannot be written, if it would lie among the sources: the next build would take it for one of them.
pub(super) fn insist_no_source_is_in_the_way(target: Target) -> Result<(), OutputError> {
    match source_in_the_way(target).filter(|_| !target.insists) {
        Some(source) => Err(OutputError::Refused(format!(
            "{} liegt dort, woraus das Portal entsteht ({source}); dorthin wird nichts geschrieben. Nennen Sie mit --ausgabe einen anderen Ort",
            target.folder.display()
        ))),
        None => Ok(()),
    }
}

/// The folder of sources that a path leads to or into, if it does.
pub fn source_around(root: &Path, path: &Path) -> Option<String> {
    let path = real(path);
    let mut sources = SOURCES.iter().map(|name| real(&root.join(name)));
    sources
        .find(|source| path.starts_with(source))
        .map(|source| source.display().to_string())
}

/// What of the sources lies in the folder, or holds it.
fn source_in_the_way(target: Target) -> Option<String> {
    let folder = real(target.folder);
    let root = real(target.root);
    if root.starts_with(&folder) {
        return Some(root.display().to_string());
    }
    let sources = SOURCES.iter().map(|name| real(&root.join(name)));
    let mut all = sources.chain([real(target.cache)]);
    all.find(|source| folder.starts_with(source) || source.starts_with(&folder))
        .map(|source| source.display().to_string())
}

/// A path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut missing: Vec<&OsStr> = Vec::new();
    for above in path.ancestors() {
        if let Ok(real) = fs::canonicalize(above) {
            return missing.iter().rev().fold(real, |real, step| real.join(step));
        }
        missing.extend(above.file_name());
    }
    path
}
