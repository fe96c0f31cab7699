//! New files wait beside the published ones until the whole portal is rendered.

use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The waiting room, inside the output folder so that moving a file is only a change of its name.
const FOLDER: &str = ".ozg-neu";

/// Files that are not pages: they are published first, so that no page names one that is not there yet.
const FILES: &str = "dateien";
const PAGES: &str = "seiten";

/// The waiting room; it is gone when this is dropped.
#[derive(Debug)]
pub(super) struct Staging {
    output: PathBuf,
    folder: PathBuf,
}

impl Staging {
    /// Makes room; what a killed build left behind is thrown away.
    pub fn open(output: &Path) -> io::Result<Self> {
        let folder = output.join(FOLDER);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => fs::create_dir_all(&folder)?,
        }
        Ok(Self {
            output: output.to_path_buf(),
            folder,
        })
    }

    /// Writes a file into the waiting room, by its path in the output folder.
    pub fn write(&self, path: &str, bytes: &[u8]) -> io::Result<Metadata> {
        let room = if path.ends_with(".html") { PAGES } else { FILES };
        let target = self.folder.join(room).join(path);
        if let Some(parent) = target.parent() {
            create_folder(parent)?;
        }
        let mut file = File::create(&target)?;
        file.write_all(bytes)?;
        file.metadata()
    }

    /// Moves everything into its place.
    pub fn publish(self) -> io::Result<()> {
        for room in [FILES, PAGES] {
            let room = self.folder.join(room);
            if room.is_dir() {
                move_into(&room, &self.output)?;
            }
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Most folders are new or have a parent that is there: asking first would double the calls.
fn create_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        other => other,
    }
}

/// Moves the entries of a folder into another one: whole folders where the other has none of that name.
fn move_into(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() && target.is_dir() {
            move_into(&entry.path(), &target)?;
        } else {
            fs::rename(entry.path(), target)?;
        }
    }
    Ok(())
}
