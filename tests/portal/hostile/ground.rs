//! The portal that an input is put into, in a folder with something beside it that is none of the program's business.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::harness::Tree;

/// Larger files are told by their size and times.
const MOST_HASHED: u64 = 8 * 1024 * 1024;

pub struct Ground {
    outer: TempDir,
    pub root: PathBuf,
}

/// What is in a folder, without following anything.
pub type Snapshot = BTreeMap<String, String>;

impl Ground {
    pub fn new() -> Self {
        let outer = TempDir::new().unwrap();
        let root = outer.path().join("portal");
        Tree::base().copy_to(&root);
        fs::write(outer.path().join("geheim.txt"), "geheim\n").unwrap();
        Self { outer, root }
    }

    pub fn outer(&self) -> &Path {
        self.outer.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(path), bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap()
    }

    /// Adds to the end of a file.
    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    /// Replaces a line that begins so.
    pub fn set_line(&self, path: &str, begin: &str, line: &str) {
        let text = self.read(path);
        let lines = text.lines().map(|old| if old.starts_with(begin) { line } else { old });
        let lines = lines.collect::<Vec<_>>().join("\n");
        assert_ne!(text.trim_end(), lines, "{begin} in {path}");
        self.write(path, lines + "\n");
    }

    /// Takes a file or a folder away.
    pub fn remove(&self, path: &str) {
        let path = self.root.join(path);
        match fs::symlink_metadata(&path).unwrap().is_dir() {
            true => fs::remove_dir_all(path).unwrap(),
            false => fs::remove_file(path).unwrap(),
        }
    }

    /// A link that leads where the target says.
    pub fn link(&self, target: impl AsRef<Path>, path: &str) {
        symlink(target, self.path(path)).unwrap();
    }

    /// A file of that size in which nothing is.
    pub fn sparse(&self, path: &str, bytes: u64) {
        fs::File::create(self.path(path)).unwrap().set_len(bytes).unwrap();
    }

    /// Runs a command in the portal, and insists that it succeeds.
    pub fn shell(&self, script: &str) {
        let mut shell = Command::new("sh");
        shell.args(["-ec", script]).current_dir(&self.root);
        let said = shell.output().unwrap();
        assert!(
            said.status.success(),
            "{script}: {}",
            String::from_utf8_lossy(&said.stderr)
        );
    }

    /// Everything there is but what the program keeps for itself.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        let entries = WalkDir::new(self.outer()).follow_links(false).follow_root_links(false);
        let is_kept = |path: &Path| path.strip_prefix(&self.root).is_ok_and(|path| path.starts_with(".ozg"));
        for entry in entries.into_iter().filter_entry(|entry| !is_kept(entry.path())) {
            let entry = entry.unwrap();
            let metadata = entry.path().symlink_metadata().unwrap();
            let what = match () {
                () if metadata.is_symlink() => format!("-> {}", fs::read_link(entry.path()).unwrap().display()),
                () if metadata.is_file() && metadata.len() <= MOST_HASHED => {
                    blake3::hash(&fs::read(entry.path()).unwrap()).to_hex().to_string()
                }
                () if metadata.is_file() => {
                    format!("{} {} {}", metadata.len(), metadata.mtime(), metadata.mtime_nsec())
                }
                () => format!("{:?}", metadata.file_type()),
            };
            let path = entry.path().strip_prefix(self.outer()).unwrap();
            snapshot.insert(path.to_string_lossy().into_owned(), what);
        }
        snapshot
    }
}

/// Paths that differ, but for those below a folder.
pub fn differing(before: &Snapshot, after: &Snapshot, but: Option<&str>) -> Vec<String> {
    let is_changed = |path: &&String| before.get(*path) != after.get(*path);
    let all = before
        .keys()
        .chain(after.keys().filter(|path| !before.contains_key(*path)));
    let changed = all.filter(is_changed);
    let others = changed.filter(|path| !but.is_some_and(|but| Path::new(path).starts_with(but)));
    others.cloned().collect()
}
