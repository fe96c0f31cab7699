//! What the last build wrote, so that the next one writes and removes only the difference.
//!
//! It lies outside the published files, beside the pictures that are kept, one for each output folder. What is damaged
//! in it, or leads out of the folder, makes all of it worthless: nothing is removed for its sake.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use blake3::Hash;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::entry::Entry;
use super::{Output, Target};
use crate::extent::Whole;
use crate::{disk, hosting};

/// The form in which a manifest is saved.
const FORM: &str = "ozg 2";

/// Longer than the notes about millions of files.
const MOST_BYTES: u64 = 512 << 20;

/// What is known of the last build.
#[derive(Debug)]
pub(super) enum Past {
    /// There was none.
    None,
    /// What it noted is damaged, or another program's.
    Damaged,
    /// What it wrote.
    Known(Manifest),
}

impl Past {
    /// Reads what the last build into a folder noted.
    pub fn read(target: Target) -> Self {
        match disk::read(&path(target), MOST_BYTES) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::None,
            Err(_) => Self::Damaged,
            Ok(saved) => Manifest::parse(&saved).map_or(Self::Damaged, Self::Known),
        }
    }
}

/// The files of a build by their path in the output folder.
///
/// It is saved as a head, lines of what [`Entry`] says, and a checksum.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// A hash of all that the files were made from, if it was known and all of them are in their place.
    inputs: Option<Hash>,
    /// The time, by the clock of the folder, since when a change of a file shows in its times.
    settled: u64,
    files: BTreeMap<String, Entry>,
    /// Files that an earlier build may have written, and that nobody noted.
    strangers: BTreeSet<String>,
    /// Whether the folder holds nothing at all, so that there is nothing to compare with.
    is_of_empty_folder: bool,
}

impl Manifest {
    /// Of a folder without any file.
    pub fn of_empty_folder() -> Self {
        Self {
            is_of_empty_folder: true,
            ..Self::default()
        }
    }

    /// A manifest of files that are about to take their place, and of those that are about to go.
    pub fn intended(files: impl IntoIterator<Item = (String, Entry)>, strangers: BTreeSet<String>) -> Self {
        Self {
            files: files.into_iter().collect(),
            strangers,
            ..Self::default()
        }
    }

    /// With other files added, of which nothing more is known than that they may be there.
    pub fn and<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Self {
        let others = paths.map(|path| (path.to_owned(), Entry::default()));
        let own = self.files.iter().map(|(path, entry)| (path.clone(), *entry));
        Self::intended(others.chain(own), self.strangers.clone())
    }

    /// All files are in their place now, as `settled` tells.
    pub fn complete(&mut self, folder: &Path, inputs: Option<Hash>, settled: u64) {
        self.inputs = inputs;
        self.settled = settled;
        self.files
            .par_iter_mut()
            .for_each(|(path, entry)| entry.look_at(&folder.join(path)));
    }

    fn parse(saved: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(saved).ok()?;
        let (body, checksum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
        let is_whole = u64::from_str_radix(checksum, 16).ok()? == xxh3_64(body.as_bytes());
        let mut lines = body.lines();
        let head = lines.next()?.strip_prefix(FORM)?.strip_prefix(' ')?;
        let (settled, inputs) = head.split_once(' ')?;
        let mut manifest = Self {
            inputs: Hash::from_hex(inputs).ok(),
            settled: settled.parse().ok()?,
            ..Self::default()
        };
        for line in lines {
            match line.strip_prefix("? ") {
                Some(stranger) => drop(manifest.strangers.insert(plain(stranger)?)),
                None => {
                    let (entry, path) = Entry::parse(line)?;
                    manifest.files.insert(plain(path)?, entry);
                }
            }
        }
        is_whole.then_some(manifest)
    }

    /// Whether a build from these inputs would write what is there: they are those of the last build, and nobody has
    /// changed its files since. If so, how the files look now, if some do otherwise than was noted.
    pub fn still_holds(&self, folder: &Path, inputs: Option<Hash>) -> Option<BTreeMap<String, Entry>> {
        inputs.filter(|inputs| self.inputs == Some(*inputs))?;
        let look = |(path, entry): (&String, &Entry)| {
            let seen = entry.unchanged(&folder.join(path), self.settled)?;
            Some((seen != *entry).then(|| (path.clone(), seen)))
        };
        let seen: Option<Vec<_>> = self.files.par_iter().map(look).collect();
        Some(seen?.into_iter().flatten().collect())
    }

    /// Takes over how some files look now.
    pub fn refresh(&mut self, seen: BTreeMap<String, Entry>, settled: u64) {
        self.files.extend(seen);
        self.settled = settled;
    }

    /// Forgets strangers that are no more.
    pub fn keep_strangers(&mut self, is_there: impl Fn(&str) -> bool) {
        self.strangers
            .retain(|path| !self.files.contains_key(path) && is_there(path));
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

    /// Files that an earlier build may have written.
    pub fn strangers(&self) -> &BTreeSet<String> {
        &self.strangers
    }

    /// The entry of a page that need not be rendered: it was made from the same, and lies in the folder unchanged.
    pub fn made_from(&self, folder: &Path, path: &str, made_from: u64) -> Option<Entry> {
        let entry = self.files.get(path).filter(|entry| entry.made_from == made_from)?;
        entry.unchanged(&folder.join(path), self.settled)
    }

    /// The entry of a file that the folder already holds as it should be.
    pub fn current(&self, folder: &Path, path: &str, new: Entry) -> Option<Entry> {
        if self.is_of_empty_folder {
            return None;
        }
        let known = self.files.get(path).filter(|entry| entry.hash == new.hash);
        // What is not known is compared by its content.
        let mut known = known.copied().unwrap_or(new);
        known.made_from = new.made_from;
        known.unchanged(&folder.join(path), self.settled)
    }

    /// The paths of the last build that are not part of this one: pages first, then what they name.
    pub fn left_over<'a>(&'a self, new: &Self) -> Vec<&'a str> {
        let mut paths: Vec<&str> = self.paths().filter(|path| !new.has(path)).collect();
        paths.sort_by_key(|path| !hosting::original(path).ends_with(".html"));
        paths
    }

    /// Whether there is a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file stands where a folder must be, or a folder where a file must be.
    pub fn is_obstructed_by(&self, path: &str) -> bool {
        above(path).any(|path| self.files.contains_key(path)) || self.has_files_below(path)
    }

    fn has_files_below(&self, path: &str) -> bool {
        let below = format!("{path}/");
        self.files
            .range(below.clone()..)
            .next()
            .is_some_and(|(next, _)| next.starts_with(&below))
    }

    /// Saves the manifest: it is the old one or the new one at any time.
    pub fn save(&self, target: Target) -> io::Result<()> {
        let inputs = self
            .inputs
            .map_or_else(|| "-".to_owned(), |hash| hash.to_hex().to_string());
        let mut body = format!("{FORM} {} {inputs}", self.settled);
        for (path, entry) in &self.files {
            // Writing to a string cannot fail.
            let _ = write!(body, "\n{entry} {path}");
        }
        for path in &self.strangers {
            let _ = write!(body, "\n? {path}");
        }
        let checksum = xxh3_64(body.as_bytes());
        let _ = writeln!(body, "\n{checksum:x}");
        let path = path(target);
        if let Some(folder) = path.parent() {
            disk::create_dir_all(folder)?;
        }
        disk::replace(&path, body.as_bytes())
    }
}

fn plain(path: &str) -> Option<String> {
    hosting::is_plain(path).then(|| path.to_owned())
}

/// The folders above a path, from the topmost.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// Removes files that may be gone already, and the folders that they leave empty; returns how many were there. What others
/// put into the folder stays.
pub(super) fn remove<'a>(folder: &Path, paths: impl Iterator<Item = &'a str>) -> io::Result<usize> {
    let mut removed = 0;
    for path in paths {
        let file = folder.join(path);
        match disk::remove_file(&file) {
            Ok(()) => removed.raise(1),
            // A folder of that name is not ours.
            Err(_) if file.is_dir() => continue,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => continue,
            Err(error) => return Err(error),
        }
        // A folder that is not empty is not removed, and nor are those above it.
        let mut parents = file.ancestors().skip(1).take_while(|parent| *parent != folder);
        while parents.next().is_some_and(|parent| disk::remove_dir(parent).is_ok()) {}
    }
    Ok(removed)
}

/// Where it is kept.
pub(super) fn path(target: Target) -> PathBuf {
    let folder = fs::canonicalize(target.folder).unwrap_or_else(|_| target.folder.to_path_buf());
    let name = blake3::hash(folder.to_string_lossy().as_bytes()).to_hex();
    target.cache.join(name.get(..16).unwrap_or_default())
}
