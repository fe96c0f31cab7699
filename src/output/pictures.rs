//! Pictures that were drawn once are kept in `.ozg/bilder/`, by a name that changes with all that they depend on. A lost
//! folder costs time, not correctness, and so does one that cannot be written.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::site::Picture;

/// How a PNG ends. A file that does not end so was left over by a build that was killed.
const END: &[u8] = b"IEND\xaeB`\x82";

/// The bytes of a picture, as they were kept or drawn anew.
pub(super) fn get(root: &Path, picture: &Picture) -> Vec<u8> {
    let file = folder(root).join(&*picture.name);
    let kept = fs::read(&file).ok().filter(|bytes| bytes.ends_with(END));
    kept.unwrap_or_else(|| {
        let bytes = picture.draw();
        let _ = fs::create_dir_all(folder(root)).and_then(|()| fs::write(&file, &bytes));
        bytes
    })
}

/// Forgets the pictures that are not among the files of the portal.
pub(super) fn remove_others<'a>(root: &Path, files: impl Iterator<Item = &'a str>) {
    let names: BTreeSet<&OsStr> = files.filter_map(|path| Path::new(path).file_name()).collect();
    let kept = fs::read_dir(folder(root)).into_iter().flatten().flatten();
    for file in kept.filter(|file| !names.contains(&*file.file_name())) {
        let _ = fs::remove_file(file.path());
    }
}

fn folder(root: &Path) -> PathBuf {
    root.join(".ozg/bilder")
}
