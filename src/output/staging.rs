//! New files wait beside the published ones until the whole portal is rendered, and then move into their places in an order
//! of which every beginning is a sound site.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use xxhash_rust::xxh3::Xxh3;

use super::entry::{self, Entry};
use crate::extent::Whole;
use crate::{disk, hosting};

/// The staging area, inside the output folder so that moving a file is only a change of its name.
pub(super) const FOLDER: &str = ".ozg-neu";
/// In it, who makes it.
const NOTE: &str = "lauf";
/// Pages have a room of their own there, where they lie side by side under numbers: almost each has a folder of its own in
/// the portal, which need not be made twice.
const PAGES: &str = "seiten";
/// What pages name, in the folders of the portal: most of these move as they are.
const FILES: &str = "dateien";

/// The staging area; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    output: PathBuf,
    folder: PathBuf,
    pages: Mutex<Pages>,
}

/// The pages that wait.
#[derive(Debug, Default)]
struct Pages {
    numbers: BTreeMap<String, usize>,
    next: usize,
}

/// Where the note lies that says who writes into a folder.
pub(super) fn note(output: &Path) -> PathBuf {
    output.join(FOLDER).join(NOTE)
}

impl Staging {
    /// Makes room; what a killed build left behind is thrown away.
    pub fn open(output: &Path, who: &str) -> io::Result<Self> {
        let folder = output.join(FOLDER);
        disk::clear(&folder)?;
        disk::create_dir_all(&folder.join(PAGES))?;
        let staging = Self {
            output: output.to_path_buf(),
            folder,
            pages: Mutex::default(),
        };
        disk::write(&note(output), who.as_bytes())?;
        Ok(staging)
    }

    /// Writes a file into the staging area, by its path in the output folder.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        create(&self.place_for(path))?.write_all(bytes)
    }

    /// Writes a file into the staging area piece by piece, and says what it holds.
    pub fn write_in_pieces(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Entry> {
        const PIECE: usize = 64 * 1024;
        let mut file = Hashing {
            file: create(&self.place_for(path))?,
            hash: Box::default(),
            bytes: 0,
        };
        let mut buffer = BufWriter::with_capacity(PIECE, &mut file);
        write(&mut buffer)?;
        buffer.flush()?;
        drop(buffer);
        Ok(Entry::new(file.hash.digest128(), None, file.bytes))
    }

    /// Removes a file from the staging area.
    pub fn discard(&self, path: &str) -> io::Result<()> {
        let place = self.waiting(path);
        self.pages().numbers.remove(path);
        disk::remove_file(&place)
    }

    /// Where a file is to lie until it is published.
    fn place_for(&self, path: &str) -> PathBuf {
        if is_page(path) {
            let mut pages = self.pages();
            let number = pages.next;
            pages.next.raise(1);
            pages.numbers.insert(path.to_owned(), number);
        }
        self.waiting(path)
    }

    /// Where a file lies until it is published.
    pub fn waiting(&self, path: &str) -> PathBuf {
        match self.pages().numbers.get(path) {
            Some(number) => self.page(*number),
            None => self.folder.join(FILES).join(path),
        }
    }

    fn page(&self, number: usize) -> PathBuf {
        self.folder.join(PAGES).join(number.to_string())
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves everything into its place. What is new comes first, for nothing leads there yet: what pages name, then pages.
    /// Then what is there already is replaced.
    pub fn publish(&self) -> io::Result<()> {
        let files = self.folder.join(FILES);
        let mut is_left = files.is_dir();
        let mut pages: Vec<(String, usize)> = mem::take(&mut self.pages().numbers).into_iter().collect();
        pages.sort_by_cached_key(|(path, _)| last_in_folder(path));
        for only_new in [true, false] {
            if is_left {
                is_left = move_into(&files, &self.output, only_new)?;
            }
            pages = self.move_pages(pages, only_new)?;
        }
        Ok(())
    }

    /// Moves pages into their places; returns those that stay.
    fn move_pages(&self, pages: Vec<(String, usize)>, only_new: bool) -> io::Result<Vec<(String, usize)>> {
        let mut stay = Vec::new();
        for (path, number) in pages {
            let target = self.output.join(&path);
            if only_new && fs::symlink_metadata(&target).is_ok() {
                stay.push((path, number));
                continue;
            }
            in_folder(&target, |target| disk::rename(&self.page(number), target))?;
        }
        Ok(stay)
    }

    /// The time, by the clock of the disk.
    pub fn clock(&self) -> io::Result<u64> {
        let file = self.folder.join("uhr");
        disk::write(&file, b"")?;
        Ok(entry::modified(&fs::metadata(&file)?))
    }
}

/// A file, and the hash of what was written into it.
struct Hashing {
    file: disk::Writer,
    hash: Box<Xxh3>,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        self.bytes = self.bytes.saturating_add(written as u64);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = disk::clear(&self.folder);
    }
}

fn is_page(path: &str) -> bool {
    hosting::original(path).ends_with(".html")
}

/// A key by which the page that a folder begins with comes last in it, for it leads to the others.
fn last_in_folder(path: &str) -> String {
    match path.strip_suffix("index.html") {
        Some(folder) => format!("{folder}{}", char::MAX),
        None => path.to_owned(),
    }
}

fn create(path: &Path) -> io::Result<disk::Writer> {
    in_folder(path, disk::create)
}

/// Puts something into a folder. Most are there already: asking for them first would be a call for each file.
fn in_folder<T>(path: &Path, put: impl Fn(&Path) -> io::Result<T>) -> io::Result<T> {
    match (put(path), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            create_folder(folder)?;
            put(path)
        }
        (outcome, _) => outcome,
    }
}

/// Most folders have a parent that is there.
fn create_folder(folder: &Path) -> io::Result<()> {
    match disk::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => disk::create_dir_all(folder),
        other => other,
    }
}

/// Moves the entries of a folder into another one: whole folders where the other has none of that name. Returns whether
/// something stays.
fn move_into(from: &Path, to: &Path, only_new: bool) -> io::Result<bool> {
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    let mut is_left = false;
    for entry in entries {
        let target = to.join(entry.file_name());
        let is_there = fs::symlink_metadata(&target).is_ok();
        if is_there && entry.file_type()?.is_dir() {
            is_left |= move_into(&entry.path(), &target, only_new)?;
        } else if is_there && only_new {
            is_left = true;
        } else {
            disk::rename(&entry.path(), &target)?;
        }
    }
    Ok(is_left)
}
