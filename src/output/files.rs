//! Bytes that are made of files below the portal root, for the build, the offline copy and the preview alike.
//!
//! Pictures that were drawn or scaled once are kept in `bilder/` of the cache, by a name that changes with all that they depend
//! on. A lost folder costs time, not correctness, and so does one that cannot be written.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use crate::diagnostics::{Diagnostic, unreadable};
use crate::site::{Body, Picture, Route, Site};
use crate::{checks, disk, imaging};

/// The bytes behind an address, in memory.
pub(crate) fn of_route(site: &Site, route: &Route, root: &Path, cache: &Path) -> Result<Vec<u8>, Diagnostic> {
    match route.render(site).map_err(|problem| *problem)? {
        Body::Bytes(bytes) => Ok(bytes),
        Body::Recipe(recipe) => recipe.make(site).map_err(|problem| *problem),
        Body::Pieces(pieces) => {
            let mut bytes = Vec::new();
            // Writing into memory cannot fail.
            let _ = pieces.write(site, &mut bytes);
            Ok(bytes)
        }
        Body::Picture(drawn) => picture(root, cache, &drawn),
        Body::Photo(source) => photo(root, &source),
        Body::File(source) => read(root, &source),
    }
}

/// The bytes of a file.
pub(crate) fn read(root: &Path, source: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    fs::read(root.join(&**source)).map_err(|error| unreadable(source, &error))
}

/// A photo without its metadata.
pub(crate) fn photo(root: &Path, source: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    imaging::original(&read(root, source)?).map_err(|fault| checks::fault_of_file(source, &fault))
}

/// The bytes of a picture, as they were kept or made anew.
pub(crate) fn picture(root: &Path, cache: &Path, picture: &Picture) -> Result<Vec<u8>, Diagnostic> {
    let file = folder(cache).join(&*picture.name);
    if let Some(bytes) = kept(&file, &picture.name) {
        return Ok(bytes);
    }
    let bytes = match &picture.source {
        Some(source) => {
            let bytes = picture.draw(&read(root, source)?);
            bytes.map_err(|fault| checks::fault_of_file(source, &fault))?
        }
        None => picture.draw(&[]).unwrap_or_default(),
    };
    let sealed = [&seal(&picture.name, &bytes), bytes.as_slice()].concat();
    let _ = disk::create_dir_all(&folder(cache)).and_then(|()| disk::replace(&file, &sealed));
    Ok(bytes)
}

/// No picture that is drawn or scaled is larger.
const MOST_KEPT: u64 = 64 << 20;

/// Before the bytes of a kept picture stands what they are and for which name, so that nothing else is taken for it.
const SEAL: usize = 16;

fn seal(name: &str, bytes: &[u8]) -> [u8; SEAL] {
    let mut hash = Xxh3::new();
    hash.update(name.as_bytes());
    hash.update(bytes);
    hash.digest128().to_le_bytes()
}

fn kept(file: &Path, name: &str) -> Option<Vec<u8>> {
    let mut sealed = disk::read(file, MOST_KEPT).ok()?;
    let (found, bytes) = sealed.split_first_chunk::<SEAL>()?;
    if *found != seal(name, bytes) {
        return None;
    }
    sealed.drain(..SEAL);
    Some(sealed)
}

/// Forgets the pictures that are not among the files of the portal.
pub(super) fn remove_other_pictures<'a>(cache: &Path, files: impl Iterator<Item = &'a str>) {
    let names: BTreeSet<&OsStr> = files.filter_map(|path| Path::new(path).file_name()).collect();
    let kept = fs::read_dir(folder(cache)).into_iter().flatten().flatten();
    for file in kept.filter(|file| !names.contains(&*file.file_name())) {
        let _ = disk::remove_file(&file.path());
    }
}

fn folder(cache: &Path) -> PathBuf {
    cache.join("bilder")
}
