//! New files wait beside the published ones until the whole portal is rendered.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

/// The staging area, inside the output folder so that moving a file is only a change of its name.
const FOLDER: &str = ".ozg-neu";

/// Where a file waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// What any page may name: it is published first, so that no page names a file that is not there yet.
    Files,
    /// Pages, and the files of their own that lie beside them: a new folder of both is one move.
    Pages,
}

impl Room {
    fn folder(self) -> &'static str {
        match self {
            Self::Files => "dateien",
            Self::Pages => "seiten",
        }
    }
}

/// The staging area; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    output: PathBuf,
    folder: PathBuf,
    /// Whether the output folder was made for this build.
    is_first: bool,
}

impl Staging {
    /// Makes room; what a killed build left behind is thrown away.
    pub fn open(output: &Path) -> io::Result<Self> {
        let folder = output.join(FOLDER);
        let is_first = !output.exists();
        super::folder::remove(&folder)?;
        fs::create_dir_all(&folder)?;
        Ok(Self {
            output: output.to_path_buf(),
            folder,
            is_first,
        })
    }

    /// Writes a file into a staging area, by its path in the output folder.
    pub fn write(&self, room: Room, path: &str, bytes: &[u8]) -> io::Result<Metadata> {
        let mut file = create(&self.waiting(room, path))?;
        file.write_all(bytes)?;
        file.metadata()
    }

    /// Writes a file into a staging area piece by piece, and says what it holds.
    pub fn write_in_pieces(
        &self,
        room: Room,
        path: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<(Metadata, u128)> {
        const PIECE: usize = 64 * 1024;
        let mut file = Hashing {
            file: create(&self.waiting(room, path))?,
            hash: Box::default(),
        };
        let mut buffer = BufWriter::with_capacity(PIECE, &mut file);
        write(&mut buffer)?;
        buffer.flush()?;
        drop(buffer);
        Ok((file.file.metadata()?, file.hash.digest128()))
    }

    /// Removes a file from a staging area.
    pub fn discard(&self, room: Room, path: &str) -> io::Result<()> {
        fs::remove_file(self.waiting(room, path))
    }

    fn waiting(&self, room: Room, path: &str) -> PathBuf {
        self.folder.join(room.folder()).join(path)
    }

    /// Moves everything into its place.
    pub fn publish(self) -> io::Result<()> {
        for room in [Room::Files, Room::Pages] {
            let room = self.folder.join(room.folder());
            if room.is_dir() {
                move_into(&room, &self.output)?;
            }
        }
        Ok(())
    }
}

/// A file, and the hash of what was written into it.
struct Hashing {
    file: File,
    hash: Box<Xxh3>,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
        if self.is_first {
            // A build that failed leaves no empty folder; one that holds something stays.
            let _ = fs::remove_dir(&self.output);
        }
    }
}

/// Most files lie in a folder that is there already: asking for it first would be a call for each of them.
fn create(path: &Path) -> io::Result<File> {
    match (File::create(path), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            create_folder(folder)?;
            File::create(path)
        }
        (outcome, _) => outcome,
    }
}

/// Most folders have a parent that is there.
fn create_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        other => other,
    }
}

/// Moves the entries of a folder into another one: whole folders where the other has none of that name; pages last.
fn move_into(from: &Path, to: &Path) -> io::Result<()> {
    let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_cached_key(|entry| {
        let path = entry.path();
        (path.extension().is_some_and(|extension| extension == "html"), path)
    });
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() && target.is_dir() {
            move_into(&entry.path(), &target)?;
        } else {
            fs::rename(entry.path(), target)?;
        }
    }
    Ok(())
}
