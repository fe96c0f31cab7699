//! Files that are replaced: all of them, or none, and none that somebody else has changed since it was read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk;

/// A state of a file, told from every other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version(Option<blake3::Hash>);

impl Version {
    /// There is no such file.
    pub const MISSING: Self = Self(None);

    /// The state in which a file has these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Some(blake3::hash(bytes)))
    }

    /// The state in which a file is.
    ///
    /// # Errors
    /// It is there, and cannot be read.
    pub fn read(path: &Path) -> io::Result<Self> {
        match fs::read(path) {
            Ok(bytes) => Ok(Self::of(&bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::MISSING),
            Err(error) => Err(error),
        }
    }
}

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Relative to the folder, with `/`.
    pub path: Arc<str>,
    /// What it was when it was read.
    pub before: Version,
    /// What it becomes.
    pub bytes: Vec<u8>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A file is no longer what it was.
    #[error("{0} wurde inzwischen geändert; es wurde nichts geschrieben")]
    Changed(Arc<str>),
    /// The path leads out of the folder.
    #[error("{0} liegt außerhalb des Ordners; es wurde nichts geschrieben")]
    Outside(Arc<str>),
    /// The system refused.
    #[error("beim Schreiben: {}; es wurde nichts geändert", crate::diagnostics::system_error(.0))]
    System(#[from] io::Error),
}

/// Replaces files below a folder as a whole, so that a full disk or a power cut cannot lose what was in them. What can
/// fail does so before the first file changes; should the last step fail, the files are put back as they were.
///
/// # Errors
/// What keeps all of them from being written.
pub fn replace_all(root: &Path, files: &[Replacement]) -> Result<(), StoreError> {
    let mut waiting: Vec<(PathBuf, PathBuf)> = Vec::new();
    let outcome = files.iter().try_for_each(|file| {
        let target = target(root, file)?;
        if let Some(parent) = target.parent() {
            disk::create_dir_all(parent)?;
        }
        let temporary = temporary(&target);
        waiting.push((temporary.clone(), target.clone()));
        // A run that was killed leaves one behind; were it a link, what it leads to would be written.
        remove(&temporary)?;
        disk::write(&temporary, &file.bytes)?;
        // A file keeps who may read it.
        if let Ok(metadata) = fs::metadata(&target) {
            fs::set_permissions(&temporary, metadata.permissions())?;
        }
        Ok(())
    });
    let outcome = outcome
        .and_then(|()| check_versions(root, files))
        .and_then(|()| Ok(publish(&waiting)?));
    if outcome.is_err() {
        // What cannot be removed now is left: it is no content.
        waiting.iter().for_each(|(temporary, _)| drop(remove(temporary)));
    }
    outcome
}

fn target(root: &Path, file: &Replacement) -> Result<PathBuf, StoreError> {
    let is_plain = |step: &str| !step.is_empty() && step != "." && step != ".." && !step.contains(['\\', ':']);
    if file.path.split('/').all(is_plain) {
        Ok(root.join(&*file.path))
    } else {
        Err(StoreError::Outside(file.path.clone()))
    }
}

/// Beside the file, so that it can take its place in one step; hidden, so that nobody takes it for content.
fn temporary(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.ozg-neu"))
}

fn remove(temporary: &Path) -> io::Result<()> {
    match disk::remove_file(temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn check_versions(root: &Path, files: &[Replacement]) -> Result<(), StoreError> {
    files.iter().try_for_each(|file| {
        if Version::read(&root.join(&*file.path))? == file.before {
            Ok(())
        } else {
            Err(StoreError::Changed(file.path.clone()))
        }
    })
}

fn publish(waiting: &[(PathBuf, PathBuf)]) -> io::Result<()> {
    let before = waiting.iter().map(|(_, target)| match fs::read(target) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    });
    let before = before.collect::<io::Result<Vec<_>>>()?;
    for (done, (temporary, target)) in waiting.iter().enumerate() {
        let Err(error) = disk::rename(temporary, target) else {
            continue;
        };
        for ((_, target), bytes) in waiting.iter().zip(&before).take(done) {
            match bytes {
                Some(bytes) => disk::replace(target, bytes)?,
                None => disk::remove_file(target)?,
            }
        }
        return Err(error);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replacement(path: &str, before: Version, text: &str) -> Replacement {
        Replacement {
            path: path.into(),
            before,
            bytes: text.into(),
        }
    }

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::write(root.join("a.csv"), "alt").expect("written");
        // A folder of that name is in the way.
        fs::create_dir_all(root.join("b.csv/voll")).expect("created");
        let files = [
            replacement("a.csv", Version::of(b"alt"), "neu"),
            replacement("b.csv", Version::MISSING, "neu"),
        ];
        assert!(matches!(replace_all(root, &files), Err(StoreError::System(_))));
        assert_eq!(fs::read_to_string(root.join("a.csv")).expect("read"), "alt");
        let names = fs::read_dir(root).expect("listed").count();
        assert_eq!(names, 2, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn what_a_killed_run_left_behind_is_replaced_and_a_link_is_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::write(root.join("fremd"), "fremd").expect("written");
        std::os::unix::fs::symlink(root.join("fremd"), root.join(".a.csv.ozg-neu")).expect("linked");
        replace_all(root, &[replacement("a.csv", Version::MISSING, "neu")]).expect("written");
        assert_eq!(fs::read_to_string(root.join("a.csv")).expect("read"), "neu");
        assert_eq!(fs::read_to_string(root.join("fremd")).expect("read"), "fremd");
        assert!(!root.join("a.csv").is_symlink());
    }

    #[test]
    fn what_somebody_else_has_written_is_not_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::write(root.join("a.csv"), "alt").expect("written");
        fs::write(root.join("b.csv"), "inzwischen geändert").expect("written");
        let files = [
            replacement("a.csv", Version::of(b"alt"), "neu"),
            replacement("b.csv", Version::of(b"alt"), "neu"),
        ];
        assert!(matches!(replace_all(root, &files), Err(StoreError::Changed(path)) if &*path == "b.csv"));
        assert_eq!(fs::read_to_string(root.join("a.csv")).expect("read"), "alt");
        assert_eq!(fs::read_dir(root).expect("listed").count(), 2, "nothing is left behind");
        let outside = [replacement("../a.csv", Version::MISSING, "neu")];
        assert!(matches!(replace_all(root, &outside), Err(StoreError::Outside(_))));
    }
}
