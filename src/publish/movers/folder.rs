//! A folder: `releases/<id>/` with what did not change as hard links, and `current`, which leads to one of them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::disk;
use crate::publish::fault::Fault;
use crate::publish::mover::{Arrived, Ledger, Release, Releases};

pub(super) const BOOKS: &str = ".ozg";
pub(super) const RELEASES: &str = "releases";
pub(super) const CURRENT: &str = "current";
/// What the name of a book ends with until it has its own.
pub(super) const DRAFT: &str = ".neu";

pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub fn new(root: &Path) -> Result<Self, Fault> {
        if fs::metadata(root).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(Fault::refused(format!(
                "{} ist kein Ordner. Nennen Sie einen, in dem nur `ozg publish` schreibt",
                root.display()
            )));
        }
        Ok(Self {
            root: root.to_path_buf(),
        })
    }

    fn book(&self, name: &str) -> PathBuf {
        self.root.join(BOOKS).join(name)
    }

    fn release(&self, id: &str) -> PathBuf {
        self.root.join(RELEASES).join(id)
    }
}

/// What is in a folder; nothing where there is none.
fn entries(folder: &Path) -> Result<Vec<fs::DirEntry>, Fault> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        other => Ok(other.map_err(Fault::system(folder))?.flatten().collect()),
    }
}

fn names_in(folder: &Path) -> Result<Vec<String>, Fault> {
    let entries = entries(folder)?.into_iter();
    Ok(entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect())
}

fn unless_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

impl Ledger for Folder {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let path = self.book(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::system(&path)(error)),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.book(name);
        let draft = self.book(&format!("{name}.{}{DRAFT}", std::process::id()));
        write(&draft, bytes)?;
        disk::rename(&draft, &path).map_err(Fault::system(&path))
    }

    fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
        let path = self.book(name);
        write(&path, bytes)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
        let names = names_in(&self.root.join(BOOKS))?.into_iter();
        Ok(names.filter(|name| name.starts_with(start)).collect())
    }

    fn erase(&self, name: &str) -> Result<(), Fault> {
        let path = self.book(name);
        unless_gone(disk::remove_file(&path)).map_err(Fault::system(&path))
    }

    fn tidy(&self) -> Result<(), Fault> {
        for entry in entries(&self.root.join(BOOKS))? {
            if entry.file_name().to_string_lossy().ends_with(DRAFT) {
                unless_gone(disk::remove_file(&entry.path())).map_err(Fault::system(&entry.path()))?;
            }
        }
        Ok(())
    }
}

impl Releases for Folder {
    fn current(&self) -> Result<Option<String>, Fault> {
        let link = self.root.join(CURRENT);
        match fs::read_link(&link) {
            Ok(target) => Ok(target.file_name().map(|name| name.to_string_lossy().into_owned())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == ErrorKind::InvalidInput => Err(Fault::refused(format!(
                "{} ist keine Verknüpfung, sondern ein Ordner oder eine Datei von anderen. Nennen Sie einen Ordner, in dem nur `ozg publish` schreibt; der Webserver zeigt dann dessen Unterordner current",
                link.display()
            ))),
            Err(error) => Err(Fault::system(&link)(error)),
        }
    }

    fn neighbours(&self) -> Result<Vec<String>, Fault> {
        let names = names_in(&self.root)?.into_iter();
        Ok(names.filter(|name| !name.starts_with('.')).collect())
    }

    fn all(&self) -> Result<Vec<String>, Fault> {
        let entries = entries(&self.root.join(RELEASES))?;
        let folders = entries.into_iter().filter(|entry| entry.path().is_dir());
        let mut ids: Vec<String> = folders
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        ids.sort();
        Ok(ids)
    }

    fn prepare(&self, release: &Release, arrived: Arrived) -> Result<(), Fault> {
        let folder = self.release(release.id);
        let base = release.base.map(|base| self.release(base));
        for file in release.kept {
            let link = base.as_ref().map(|base| base.join(&file.path));
            let path = folder.join(&file.path);
            match create(&path, |path| {
                link.as_ref()
                    .map_or(Err(ErrorKind::NotFound.into()), |link| disk::hard_link(link, path))
            }) {
                Ok(()) => {}
                // Somebody took it away: we have it.
                Err(_) => write(&path, &file.read()?)?,
            }
        }
        for retired in release.retired {
            if let Some(link) = base.as_ref().map(|base| base.join(retired)) {
                // One that is gone is missed by nobody any more.
                let _ = create(&folder.join(retired), |path| disk::hard_link(&link, path));
            }
        }
        for file in release.written {
            write(&folder.join(&file.path), &file.read()?)?;
            arrived(file.bytes)?;
        }
        Ok(())
    }

    fn list(&self, id: &str) -> Result<BTreeMap<String, u64>, Fault> {
        let folder = self.release(id);
        let mut sizes = BTreeMap::new();
        for entry in WalkDir::new(&folder) {
            let entry = entry.map_err(|error| Fault::said(folder.display(), error))?;
            if entry.file_type().is_file()
                && let (Ok(path), Ok(metadata)) = (entry.path().strip_prefix(&folder), entry.metadata())
            {
                sizes.insert(path.to_string_lossy().replace('\\', "/"), metadata.len());
            }
        }
        Ok(sizes)
    }

    fn show(&self, id: &str) -> Result<(), Fault> {
        let (link, next) = (self.root.join(CURRENT), self.root.join(".current.neu"));
        unless_gone(disk::remove_file(&next)).map_err(Fault::system(&next))?;
        disk::symbolic_link(&Path::new(RELEASES).join(id), &next).map_err(Fault::system(&next))?;
        disk::rename(&next, &link).map_err(Fault::system(&link))
    }

    fn discard(&self, id: &str) -> Result<(), Fault> {
        let folder = self.release(id);
        unless_gone(disk::remove_dir_all(&folder)).map_err(Fault::system(&folder))
    }
}

/// Makes a file, and the folders that it needs.
fn create(path: &Path, make: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    match (make(path), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == ErrorKind::NotFound => {
            disk::create_dir_all(folder)?;
            make(path)
        }
        (outcome, _) => outcome,
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    create(path, |path| disk::write(path, bytes)).map_err(Fault::system(path))
}
