//! Folders with what is made of the portal and does not belong to it.

use std::path::{Path, PathBuf};

use super::environment::EnvironmentError;
use crate::content::CONTENT;
use crate::output::{FolderError, write_folder};

/// The folder as a whole path. What lies in the content or in the published portal would be published.
pub(super) fn folder(root: &Path, output: &Path) -> Result<PathBuf, EnvironmentError> {
    let folder = std::path::absolute(output).map_err(EnvironmentError::system(output.display().to_string()))?;
    let is_forbidden = [CONTENT, "public", "themes"]
        .iter()
        .any(|name| folder.starts_with(root.join(name)));
    let is_site = folder.ancestors().any(|folder| folder.join(".well-known").is_dir());
    if is_forbidden || is_site {
        return Err(EnvironmentError::Refused(format!(
            "{} gehört zum Portal und würde veröffentlicht; nennen Sie einen Ordner außerhalb",
            folder.display()
        )));
    }
    Ok(folder)
}

/// Writes all files or none. What `may_go` names of an earlier run goes with it.
pub(super) fn write(
    folder: &Path,
    files: &[(&str, &[u8])],
    may_go: impl Fn(&str) -> bool,
) -> Result<(), EnvironmentError> {
    write_folder(folder, files, may_go).map_err(|error| match error {
        FolderError::Occupied(file) => EnvironmentError::Refused(format!(
            "in {} liegt schon etwas anderes ({file}); nennen Sie einen neuen oder leeren Ordner",
            folder.display()
        )),
        FolderError::Write(path, error) => EnvironmentError::system(path.display().to_string())(error),
    })
}
