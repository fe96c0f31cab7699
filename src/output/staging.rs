//! New files wait beside the published ones until the whole portal is rendered, and then move into their places in an order
//! of which every beginning is a sound site.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::entry::{self, Entry};
use crate::{disk, hosting};

/// The staging area, inside the output folder so that moving a file is only a change of its name.
pub(super) const FOLDER: &str = ".ozg-neu";
/// In it, who makes it.
const NOTE: &str = "lauf";
/// Pages have a room of their own there.
const PAGES: &str = "seiten";
/// What pages name.
const FILES: &str = "dateien";

/// The staging area; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    output: PathBuf,
    folder: PathBuf,
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
        disk::create_dir_all(&folder)?;
        let staging = Self {
            output: output.to_path_buf(),
            folder,
        };
        disk::write(&note(output), who.as_bytes())?;
        Ok(staging)
    }

    /// Writes a file into the staging area, by its path in the output folder.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        create(&self.waiting(path))?.write_all(bytes)
    }

    /// Writes a file into the staging area piece by piece, and says what it holds.
    pub fn write_in_pieces(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Entry> {
        const PIECE: usize = 64 * 1024;
        let mut file = Hashing {
            file: create(&self.waiting(path))?,
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
        disk::remove_file(&self.waiting(path))
    }

    /// Where a file lies until it is published.
    pub fn waiting(&self, path: &str) -> PathBuf {
        let is_page = hosting::original(path).ends_with(".html");
        let room = if is_page { PAGES } else { FILES };
        self.folder.join(room).join(path)
    }

    /// Moves everything into its place. What is new comes first, for nothing leads there yet: what pages name, then pages.
    /// Then what is there already is replaced.
    pub fn publish(&self) -> io::Result<()> {
        for only_new in [true, false] {
            for room in [FILES, PAGES] {
                let room = self.folder.join(room);
                if room.is_dir() {
                    move_into(&room, &self.output, only_new)?;
                }
            }
        }
        Ok(())
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

/// Most files lie in a folder that is there already: asking for it first would be a call for each of them.
fn create(path: &Path) -> io::Result<disk::Writer> {
    match (disk::create(path), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            create_folder(folder)?;
            disk::create(path)
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

/// Moves the entries of a folder into another one: whole folders where the other has none of that name. The page that a
/// folder begins with comes last, for it leads to the others.
fn move_into(from: &Path, to: &Path, only_new: bool) -> io::Result<()> {
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(|entry| {
        let name = entry.file_name();
        (name == "index.html", name)
    });
    for entry in entries {
        let target = to.join(entry.file_name());
        let is_there = fs::symlink_metadata(&target).is_ok();
        if is_there && entry.file_type()?.is_dir() {
            move_into(&entry.path(), &target, only_new)?;
        } else if !(is_there && only_new) {
            disk::rename(&entry.path(), &target)?;
        }
    }
    Ok(())
}
