//! A folder that one run writes to, and no other one meanwhile.
//!
//! The file that says so is also what tells, later on, that the folder is this program's: `.ozg-ausgabe`.

use std::fs::{File, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use super::marker::{self, OWN, SHARED};
use super::{OutputError, Target};
use crate::disk;

/// The folder while it is claimed.
#[derive(Debug)]
pub(super) struct Claim {
    folder: PathBuf,
    /// Holds the lock, which the system takes back when the process ends, however it ends.
    _lock: File,
    /// Whether all that lies here is this program's.
    pub is_own: bool,
    /// Whether nothing lies here yet, neither of this program nor of others.
    pub is_empty: bool,
    /// Whether the folder was already this program's.
    pub was_marked: bool,
    /// Whether the folder was made for this run, and nothing is published yet.
    is_tentative: bool,
    made_folder: bool,
}

impl Claim {
    /// Claims a folder, and creates it if it is not there.
    pub fn take(target: Target, is_known: impl FnOnce() -> bool) -> Result<Self, OutputError> {
        let folder = target.folder;
        let refused = |error| OutputError::Write {
            path: folder.to_path_buf(),
            error,
        };
        let made_folder = !folder.exists();
        let was_marked = marker::is_there(folder);
        let is_empty = made_folder || marker::stranger(folder).map_err(refused)?.is_none();
        disk::create_dir_all(folder).map_err(refused)?;
        let mut lock = open_locked(folder)?;
        let mut text = String::new();
        lock.read_to_string(&mut text).map_err(refused)?;
        if text.is_empty() {
            text = if is_empty || is_known() { OWN } else { SHARED }.to_owned();
            lock.write_all(text.as_bytes()).map_err(refused)?;
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            _lock: lock,
            is_own: text != SHARED,
            is_empty,
            was_marked,
            is_tentative: !was_marked,
            made_folder,
        })
    }

    /// From now on the folder is this program's, whatever happens.
    pub fn keep(&mut self) {
        self.is_tentative = false;
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        if self.is_tentative {
            // A run that failed leaves no trace.
            let _ = disk::remove_file(&self.folder.join(marker::NAME));
            if self.made_folder {
                let _ = disk::remove_dir(&self.folder);
            }
        }
    }
}

/// The file, once nobody else holds it.
fn open_locked(folder: &Path) -> Result<File, OutputError> {
    let path = folder.join(marker::NAME);
    let refused = |error| OutputError::Write {
        path: path.clone(),
        error,
    };
    // A pipe in its place would never end, and a link would lead elsewhere.
    if std::fs::symlink_metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(OutputError::Refused(format!(
            "{} ist keine Datei dieses Programms; löschen Sie sie, oder nennen Sie mit --ausgabe einen anderen Ordner",
            path.display()
        )));
    }
    const ATTEMPTS: usize = 5;
    for _ in 0..ATTEMPTS {
        let file = disk::open(&path).map_err(refused)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(folder)),
            // Some network drives know no locks; there, nobody can tell.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
        // Whoever held it may have removed it since: then it locks nobody out.
        if disk::is_at(&file, &path) {
            return Ok(file);
        }
    }
    Err(busy(folder))
}

/// Who writes is said in a line.
const MOST_OF_NOTE: u64 = 4096;

fn busy(folder: &Path) -> OutputError {
    let who = disk::read(&super::staging::note(folder), MOST_OF_NOTE).unwrap_or_default();
    let who = String::from_utf8_lossy(&who);
    let who = match who.trim() {
        "" => String::new(),
        who => format!(" ({who})"),
    };
    OutputError::Refused(format!(
        "in {} schreibt gerade ein anderer Lauf dieses Programms{who}; es wurde nichts verändert. Warten Sie, bis er fertig ist, und rufen Sie es dann noch einmal auf",
        folder.display()
    ))
}
