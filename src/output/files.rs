//! Bytes that are made of files below the portal root, for the build and the preview alike.
//!
//! Pictures that were drawn or scaled once are kept in `.ozg/bilder/`, by a name that changes with all that they depend
//! on. A lost folder costs time, not correctness, and so does one that cannot be written.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::site::Picture;
use crate::{checks, imaging};

/// The bytes of a file.
pub(crate) fn read(root: &Path, source: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    fs::read(root.join(&**source)).map_err(|_| {
        Diagnostic::error(
            "nicht-lesbar",
            Place::file(source),
            "die Datei kann nicht gelesen werden",
        )
        .with_help("Prüfen Sie die Zugriffsrechte.")
    })
}

/// A photo without its metadata.
pub(crate) fn photo(root: &Path, source: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    imaging::original(&read(root, source)?).map_err(|fault| checks::fault_of_file(source, &fault))
}

/// The bytes of a picture, as they were kept or made anew.
pub(crate) fn picture(root: &Path, picture: &Picture) -> Result<Vec<u8>, Diagnostic> {
    let file = folder(root).join(&*picture.name);
    if let Ok(bytes) = fs::read(&file)
        && is_whole(&bytes)
    {
        return Ok(bytes);
    }
    let bytes = match &picture.source {
        Some(source) => {
            let bytes = picture.draw(&read(root, source)?);
            bytes.map_err(|fault| checks::fault_of_file(source, &fault))?
        }
        None => picture.draw(&[]).unwrap_or_default(),
    };
    let _ = fs::create_dir_all(folder(root)).and_then(|()| fs::write(&file, &bytes));
    Ok(bytes)
}

/// Whether a kept file has its end: a build that was killed may have left half of it.
fn is_whole(bytes: &[u8]) -> bool {
    let says = |at: usize| {
        bytes
            .get(at..at + 4)
            .and_then(|size| size.try_into().ok())
            .map(u32::from_le_bytes)
    };
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => bytes.ends_with(b"IEND\xaeB`\x82"),
        [0xff, 0xd8, ..] => bytes.ends_with(b"\xff\xd9"),
        [b'R', b'I', b'F', b'F', ..] => says(4).is_some_and(|size| size as usize + 8 == bytes.len()),
        _ => false,
    }
}

/// Forgets the pictures that are not among the files of the portal.
pub(super) fn remove_other_pictures<'a>(root: &Path, files: impl Iterator<Item = &'a str>) {
    let names: BTreeSet<&OsStr> = files.filter_map(|path| Path::new(path).file_name()).collect();
    let kept = fs::read_dir(folder(root)).into_iter().flatten().flatten();
    for file in kept.filter(|file| !names.contains(&*file.file_name())) {
        let _ = fs::remove_file(file.path());
    }
}

fn folder(root: &Path) -> PathBuf {
    root.join(".ozg/bilder")
}
