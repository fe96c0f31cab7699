//! The copy in which a change is tried out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::content::edit;
use crate::diagnostics::Change;

/// What the checks read.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A copy of a portal in which files have moved.
pub(super) struct Trial {
    root: PathBuf,
    folder: TempDir,
    moves: Vec<(String, String)>,
    /// The files that have changed, by their new paths, as they were.
    before: BTreeMap<String, Vec<u8>>,
}

/// A file that changes.
pub(super) struct Changed {
    /// Where it will be, relative to the portal root.
    pub path: String,
    pub before: String,
    pub after: String,
    pub bytes_before: Vec<u8>,
    pub bytes: Vec<u8>,
    /// Whether it only refers to what is renamed.
    pub is_of_others: bool,
}

impl Trial {
    /// Copies a portal, with some files at other places.
    pub fn start(root: &Path, moves: &[(Arc<str>, String)]) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let moves: Vec<(String, String)> = moves.iter().map(|(from, to)| (from.to_string(), to.clone())).collect();
        for entry in FOLDERS
            .iter()
            .flat_map(|name| WalkDir::new(root.join(name)).follow_links(true))
        {
            // A file that cannot be read is a problem that the checks tell.
            let Ok(entry) = entry else { continue };
            let Ok(path) = entry.path().strip_prefix(root) else {
                continue;
            };
            if !entry.file_type().is_file() {
                continue;
            }
            let moved = moves.iter().find(|(from, _)| Path::new(from) == path);
            let target = folder.path().join(moved.map_or(path, |(_, to)| Path::new(to)));
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::copy(entry.path(), target)?;
        }
        Ok(Self {
            root: root.to_path_buf(),
            folder,
            moves,
            before: BTreeMap::new(),
        })
    }

    /// The copy.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The portal that was copied.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The text of a file of the copy.
    pub fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path().join(path)).ok()
    }

    /// Changes a file of the copy.
    ///
    /// # Errors
    /// Why it cannot be changed, in German.
    pub fn change(&mut self, path: &str, changes: &[Change]) -> Result<(), String> {
        let file = self.path().join(path);
        let told = |error: &dyn std::fmt::Display| format!("{path}: {error}; es wurde nichts geändert");
        let bytes = fs::read(&file).map_err(|error| told(&crate::diagnostics::system_error(&error)))?;
        let after = edit::edit(path, &bytes, changes).map_err(|error| told(&error))?;
        fs::write(&file, after).map_err(|error| told(&crate::diagnostics::system_error(&error)))?;
        self.before.entry(path.to_owned()).or_insert(bytes);
        Ok(())
    }

    /// From where to where files move.
    pub fn moves(&self) -> impl Iterator<Item = (&str, &str)> {
        self.moves.iter().map(|(from, to)| (from.as_str(), to.as_str()))
    }

    /// The files that change.
    pub fn changed(&self) -> impl Iterator<Item = Changed> {
        self.before.iter().filter_map(|(path, before)| {
            let bytes = fs::read(self.path().join(path)).ok()?;
            Some(Changed {
                path: path.clone(),
                before: String::from_utf8_lossy(before).into_owned(),
                after: String::from_utf8_lossy(&bytes).into_owned(),
                bytes_before: before.clone(),
                bytes,
                is_of_others: self.moves().all(|(_, to)| to != path),
            })
        })
    }

    /// Moves the files of a portal as they were moved here: all, or none.
    pub fn move_in(&self, root: &Path) -> io::Result<()> {
        for (count, (from, to)) in self.moves().enumerate() {
            if let Err(error) = move_file(root, from, to) {
                for (from, to) in self.moves().take(count) {
                    let _ = move_file(root, to, from);
                }
                return Err(error);
            }
        }
        self.moves().for_each(|(from, _)| remove_empty(root, from));
        Ok(())
    }

    /// Undoes that.
    pub fn move_back(&self, root: &Path) -> io::Result<()> {
        self.moves().try_for_each(|(from, to)| move_file(root, to, from))?;
        self.moves().for_each(|(_, to)| remove_empty(root, to));
        Ok(())
    }
}

fn move_file(root: &Path, from: &str, to: &str) -> io::Result<()> {
    let target = root.join(to);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::rename(root.join(from), target)
}

/// Removes the folders that a file leaves behind, as long as nothing else is in them.
fn remove_empty(root: &Path, path: &str) {
    let mut folder = Path::new(path).parent();
    while let Some(path) = folder.filter(|path| path.components().count() > 2) {
        if fs::remove_dir(root.join(path)).is_err() {
            return;
        }
        folder = path.parent();
    }
}
