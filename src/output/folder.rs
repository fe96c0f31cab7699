//! A folder that is written as a whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk;

/// Why a folder was not written.
#[derive(Debug)]
pub enum FolderError {
    /// There is a file in it that is none of those to be written.
    Occupied(String),
    /// The system refused something.
    Write(PathBuf, io::Error),
}

/// Writes files into a folder that does not exist, is empty, or holds nothing but files of the same names and those that
/// `may_go`. They are written beside it first and then take its place in one move.
///
/// # Errors
/// The folder belongs to somebody else, or the system refused; then nothing has changed.
pub fn write_folder(folder: &Path, files: &[(&str, &[u8])], may_go: impl Fn(&str) -> bool) -> Result<(), FolderError> {
    let beside = beside(folder);
    insist_it_is_ours(folder, |name| {
        may_go(name) || files.iter().any(|(ours, _)| *ours == name)
    })?;
    let written = write_all(&beside, files).and_then(|()| replace(folder, &beside));
    if written.is_err() {
        // Half a folder is of no use; that it cannot be removed either is no second error.
        let _ = disk::clear(&beside);
    }
    written
}

fn insist_it_is_ours(folder: &Path, is_ours: impl Fn(&str) -> bool) -> Result<(), FolderError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(FolderError::Write(folder.to_path_buf(), error)),
    };
    let mut strangers: Vec<String> = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| FolderError::Write(folder.to_path_buf(), error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_ours(&name) {
            strangers.push(name);
        }
    }
    strangers.sort();
    match strangers.into_iter().next() {
        Some(stranger) => Err(FolderError::Occupied(stranger)),
        None => Ok(()),
    }
}

/// The name of the folder while it is being written.
fn beside(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    folder.with_file_name(format!(".{name}.ozg-neu"))
}

fn write_all(folder: &Path, files: &[(&str, &[u8])]) -> Result<(), FolderError> {
    let said = |path: &Path| {
        let path = path.to_path_buf();
        move |error| FolderError::Write(path, error)
    };
    disk::clear(folder).map_err(said(folder))?;
    disk::create_dir_all(folder).map_err(said(folder))?;
    for (name, bytes) in files {
        let path = folder.join(name);
        disk::write(&path, bytes).map_err(said(&path))?;
    }
    Ok(())
}

fn replace(folder: &Path, beside: &Path) -> Result<(), FolderError> {
    let old = beside.with_extension("ozg-alt");
    let said = |error| FolderError::Write(old.clone(), error);
    let had_one = folder.exists();
    // A run that was killed leaves one behind; it held nothing but files of ours, which have just been written anew.
    disk::clear(&old).map_err(said)?;
    if had_one {
        disk::rename(folder, &old).map_err(said)?;
    }
    if let Err(error) = disk::rename(beside, folder) {
        if had_one {
            // The old one comes back; if that fails too, it still lies beside.
            let _ = disk::rename(&old, folder);
        }
        return Err(said(error));
    }
    disk::clear(&old).map_err(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(folder: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(folder)
            .expect("folder")
            .map(|entry| entry.expect("entry").path());
        let mut files: Vec<(String, String)> = entries
            .map(|path| {
                let name = path.file_name().expect("name").to_string_lossy().into_owned();
                (name, fs::read_to_string(path).expect("text"))
            })
            .collect();
        files.sort();
        files
    }

    #[test]
    fn a_folder_is_written_and_written_again_and_others_are_left_alone() {
        let place = tempfile::tempdir().expect("folder");
        let folder = place.path().join("tief/paket");
        write_folder(&folder, &[("a", b"1"), ("b", b"2")], |_| false).expect("written");
        write_folder(&folder, &[("a", b"3"), ("b", b"4"), ("c", b"5")], |_| false).expect("written again");
        let names = [("a", "3"), ("b", "4"), ("c", "5")].map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(read(&folder), names);
        let refused = write_folder(&folder, &[("a", b"6")], |_| false);
        assert!(matches!(refused, Err(FolderError::Occupied(name)) if name == "b"));
        assert_eq!(read(&folder), names);
        assert_eq!(read(&place.path().join("tief").join("paket")).len(), 3);
        assert_eq!(fs::read_dir(place.path().join("tief")).expect("folder").count(), 1);
    }

    #[test]
    fn what_a_killed_run_left_beside_it_is_in_nobodys_way() {
        let place = tempfile::tempdir().expect("folder");
        let folder = place.path().join("paket");
        for had_one in [false, true] {
            for left_over in [".paket.ozg-alt", ".paket.ozg-neu"] {
                for is_file in [false, true] {
                    let path = place.path().join(left_over);
                    if is_file {
                        fs::write(path, "alt").expect("written");
                    } else {
                        fs::create_dir_all(path.join("tief")).expect("created");
                        fs::write(path.join("a"), "alt").expect("written");
                    }
                    if !had_one {
                        let _ = fs::remove_dir_all(&folder);
                    }
                    write_folder(&folder, &[("a", b"1")], |_| false).expect("written");
                    assert_eq!(read(&folder), [("a".to_owned(), "1".to_owned())]);
                    assert_eq!(fs::read_dir(place.path()).expect("folder").count(), 1, "{left_over}");
                }
            }
        }
    }
}
