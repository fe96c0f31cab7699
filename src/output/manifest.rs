//! What the last build wrote, so that the next one writes and removes only the difference.
//!
//! It lies outside the published files, in `.ozg/` below the portal root, one for each output folder.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use blake3::Hash;
use rayon::prelude::*;

use super::{Output, Target};

/// The files of a build by their path in the output folder.
///
/// It is saved as a line with the hash of the inputs, and lines of hash, what the file was made from, size, time and path.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// A hash of all that the files were made from, if it was known.
    inputs: Option<Hash>,
    files: BTreeMap<String, Entry>,
}

/// A written file: what was in it, and how it looked on disk, so that a file changed by hand is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of the bytes.
    hash: u128,
    /// Of all that a page was rendered from; 0 for other files.
    made_from: u64,
    bytes: u64,
    /// Nanoseconds since 1970.
    modified: u64,
}

impl Entry {
    /// A file that was written with a content.
    pub fn new(hash: u128, made_from: Option<u64>, metadata: &Metadata) -> Self {
        Self {
            hash,
            made_from: made_from.unwrap_or_default(),
            bytes: metadata.len(),
            modified: modified(metadata),
        }
    }

    fn is_untouched(&self, folder: &Path, path: &str) -> bool {
        fs::metadata(folder.join(path)).is_ok_and(|metadata| {
            metadata.is_file() && metadata.len() == self.bytes && modified(&metadata) == self.modified
        })
    }

    fn parse(line: &str) -> Option<(String, Self)> {
        let mut parts = line.splitn(5, ' ');
        let entry = Self {
            hash: u128::from_str_radix(parts.next()?, 16).ok()?,
            made_from: u64::from_str_radix(parts.next()?, 16).ok()?,
            bytes: parts.next()?.parse().ok()?,
            modified: parts.next()?.parse().ok()?,
        };
        Some((parts.next()?.to_owned(), entry))
    }
}

fn modified(metadata: &Metadata) -> u64 {
    let since_epoch = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since_epoch.unwrap_or_default().as_nanos() as u64
}

impl Manifest {
    /// A manifest of files.
    pub fn new(inputs: Option<Hash>, files: impl IntoIterator<Item = (String, Entry)>) -> Self {
        Self {
            inputs,
            files: files.into_iter().collect(),
        }
    }

    /// The manifest of the last build, or an empty one: a lost manifest costs time, not correctness.
    pub fn read(target: Target) -> Self {
        let saved = fs::read_to_string(path(target)).unwrap_or_default();
        let (inputs, lines) = saved.split_once('\n').unwrap_or_default();
        let files: Option<_> = lines.lines().map(Entry::parse).collect();
        Self {
            inputs: Hash::from_hex(inputs).ok(),
            files: files.unwrap_or_default(),
        }
    }

    /// Whether a build from these inputs would write what is there: they are those of the last build, and nobody has
    /// touched its files since.
    pub fn still_holds(&self, folder: &Path, inputs: Option<Hash>) -> bool {
        let is_untouched = |(path, entry): (&String, &Entry)| entry.is_untouched(folder, path);
        inputs.is_some() && self.inputs == inputs && self.files.par_iter().all(is_untouched)
    }

    /// All files, for those who carry them on.
    pub fn into_outputs(self) -> Vec<Output> {
        let files = self.files.into_iter();
        files
            .map(|(path, entry)| Output {
                path,
                hash: entry.hash,
                bytes: entry.bytes,
            })
            .collect()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The entry of a page that need not be rendered: it was made from the same, and lies in the folder untouched.
    pub fn made_from(&self, folder: &Path, path: &str, made_from: u64) -> Option<Entry> {
        let entry = self.files.get(path).filter(|entry| entry.made_from == made_from)?;
        entry.is_untouched(folder, path).then_some(*entry)
    }

    /// The entry of a file that the folder already holds as it should be.
    pub fn current(&self, folder: &Path, path: &str, hash: u128, made_from: Option<u64>) -> Option<Entry> {
        let entry = self.files.get(path).filter(|entry| entry.hash == hash)?;
        entry.is_untouched(folder, path).then_some(Entry {
            made_from: made_from.unwrap_or_default(),
            ..*entry
        })
    }

    /// The paths of the last build that are not part of this one.
    pub fn left_over<'a>(&'a self, new: &Self) -> Vec<&'a str> {
        let is_new = |path: &str| new.files.contains_key(path);
        self.paths().filter(|path| !is_new(path)).collect()
    }

    /// Whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file stands where a folder must be, or a folder where a file must be.
    pub fn is_obstructed_by(&self, path: &str) -> bool {
        let mut above = path.match_indices('/').map(|(end, _)| &path[..end]);
        above.any(|path| self.files.contains_key(path)) || self.has_files_below(path)
    }

    fn has_files_below(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.files
            .range(below.clone()..)
            .next()
            .is_some_and(|(next, _)| next.starts_with(&below))
    }

    /// Saves the manifest.
    pub fn save(&self, target: Target) -> io::Result<()> {
        let path = path(target);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut lines = String::with_capacity(self.files.len() * 128);
        lines.extend(self.inputs.map(|inputs| inputs.to_hex().to_string()));
        lines.push('\n');
        for (path, entry) in &self.files {
            // Writing to a string cannot fail.
            let _ = writeln!(
                lines,
                "{:x} {:x} {} {} {path}",
                entry.hash, entry.made_from, entry.bytes, entry.modified
            );
        }
        fs::write(path, lines)
    }
}

/// Removes files that may be gone already, and the folders that they leave empty; returns how many were there. What others
/// put into the folder stays.
pub(super) fn remove<'a>(folder: &Path, paths: impl Iterator<Item = &'a str>) -> io::Result<usize> {
    let mut removed = 0;
    for path in paths {
        let file = folder.join(path);
        match fs::remove_file(&file) {
            Ok(()) => removed += 1,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => continue,
            Err(error) => return Err(error),
        }
        // A folder that is not empty is not removed, and nor are those above it.
        let mut parents = file.ancestors().skip(1).take_while(|parent| *parent != folder);
        while parents.next().is_some_and(|parent| fs::remove_dir(parent).is_ok()) {}
    }
    Ok(removed)
}

/// Where it is kept.
pub(super) fn path(target: Target) -> PathBuf {
    let folder = fs::canonicalize(target.folder).unwrap_or_else(|_| target.folder.to_path_buf());
    let name = blake3::hash(folder.to_string_lossy().as_bytes()).to_hex();
    target.root.join(".ozg").join(&name[..16])
}
