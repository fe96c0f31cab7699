//! What the last build wrote, so that the next one writes and removes only the difference.
//!
//! It lies outside the published files, in `.ozg/` below the portal root, one for each output folder.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::{File, Target};

/// The files of a build by their path in the output folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    files: BTreeMap<String, Entry>,
}

/// A written file: what was in it, and how it looked on disk, so that a file changed by hand is noticed.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    hash: String,
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Manifest {
    /// The manifest of the last build, or an empty one: a lost manifest costs time, not correctness.
    pub fn read(target: Target) -> Self {
        let text = fs::read_to_string(path(target)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// The manifest of the files that are now in the folder.
    pub fn of(folder: &Path, files: &[File]) -> io::Result<Self> {
        let entry = |file: &File| Ok((file.path.clone(), Entry::of(folder, file)?));
        Ok(Self {
            files: files.iter().map(entry).collect::<io::Result<_>>()?,
        })
    }

    /// Whether the folder already holds the file as it should be.
    pub fn is_current(&self, folder: &Path, file: &File) -> bool {
        let Some(entry) = self.files.get(&file.path) else {
            return false;
        };
        *entry.hash == *file.hash.to_hex() && Entry::of(folder, file).is_ok_and(|on_disk| on_disk == *entry)
    }

    /// Removes what the last build wrote and this one did not, with the folders that became empty. What others put into
    /// the folder stays.
    pub fn remove_leftovers(&self, folder: &Path, new: &Self) -> io::Result<usize> {
        let mut removed = 0;
        for path in self.files.keys().filter(|path| !new.files.contains_key(*path)) {
            let file = folder.join(path);
            match fs::remove_file(&file) {
                Ok(()) => removed += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
            let parents = file.ancestors().skip(1).take_while(|parent| *parent != folder);
            // A folder that is not empty is not removed, and nor are those above it.
            parents.into_iter().all(|parent| fs::remove_dir(parent).is_ok());
        }
        Ok(removed)
    }

    /// Saves the manifest.
    pub fn save(&self, target: Target) -> io::Result<()> {
        let path = path(target);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, serde_json::to_vec(self)?)
    }
}

impl Entry {
    fn of(folder: &Path, file: &File) -> io::Result<Self> {
        let metadata = fs::metadata(folder.join(&file.path))?;
        let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            hash: file.hash.to_hex().to_string(),
            bytes: metadata.len(),
            modified: modified.as_nanos() as u64,
        })
    }
}

fn path(target: Target) -> PathBuf {
    let folder = fs::canonicalize(target.folder).unwrap_or_else(|_| target.folder.to_path_buf());
    let name = blake3::hash(folder.to_string_lossy().as_bytes()).to_hex();
    target.root.join(".ozg").join(format!("{}.json", &name[..16]))
}
