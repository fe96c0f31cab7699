//! The copy in which a change is tried out.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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
    /// Copies a portal, with some files or folders at other places. Links are not followed: nothing is read through them, and they
    /// may lead anywhere.
    pub fn start(root: &Path, moves: Vec<(String, String)>) -> io::Result<Self> {
        let trial = Self {
            root: root.to_path_buf(),
            folder: tempfile::tempdir()?,
            moves,
            before: BTreeMap::new(),
        };
        for entry in FOLDERS.iter().flat_map(|name| WalkDir::new(root.join(name))) {
            // A file that cannot be read is a problem that the checks tell.
            let Ok(entry) = entry else { continue };
            let path = entry.path().strip_prefix(root).ok().and_then(Path::to_str);
            let (Some(path), true) = (path, entry.file_type().is_file()) else {
                continue;
            };
            let target = trial.path().join(trial.moved(path));
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::copy(entry.path(), target)?;
        }
        Ok(trial)
    }

    /// Where a file is, once all has moved.
    pub fn moved(&self, path: &str) -> String {
        let moved = self.moves.iter().find_map(|(from, to)| {
            let rest = path.strip_prefix(from.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| format!("{to}{rest}"))
        });
        moved.unwrap_or_else(|| path.to_owned())
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
                is_of_others: !self.moves().any(|(_, to)| path.starts_with(to)),
            })
        })
    }

    /// Moves the files of a portal as they were moved here: all, or none.
    pub fn move_in(&self, root: &Path) -> io::Result<()> {
        for (count, (from, to)) in self.moves().enumerate() {
            if let Err(error) = fs::rename(root.join(from), root.join(to)) {
                for (from, to) in self.moves().take(count) {
                    let _ = fs::rename(root.join(to), root.join(from));
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Undoes that.
    pub fn move_back(&self, root: &Path) -> io::Result<()> {
        self.moves()
            .try_for_each(|(from, to)| fs::rename(root.join(to), root.join(from)))
    }
}
