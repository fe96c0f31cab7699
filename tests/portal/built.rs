//! Portals that are built once and looked at by many tests, each in a process of its own. They lie in the folder of cargo,
//! under a key of all that they are made from, and are built anew when that changes.

use std::fs::{self, File};
use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

use crate::harness::{Said, Tree, files, ozg};

/// A portal that no test may change. While it is held, no other process replaces it.
pub struct Built {
    folder: PathBuf,
    _lock: File,
}

impl Built {
    /// The portal of this repository.
    pub fn repository() -> &'static Self {
        static BUILT: OnceLock<Built> = OnceLock::new();
        BUILT.get_or_init(|| Self::from("repository", &Tree::repository()))
    }

    /// The portal of a tree. What has one name should be one tree, or they replace each other all the time.
    pub fn from(name: &str, tree: &Tree) -> Self {
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("built");
        fs::create_dir_all(&home).unwrap();
        let folder = home.join(name);
        let (key, stamp) = (key(tree), home.join(format!("{name}.key")));
        let lock = File::create(home.join(format!("{name}.lock"))).unwrap();
        let is_there = || fs::read_to_string(&stamp).is_ok_and(|old| old == key);
        loop {
            lock.lock_shared().unwrap();
            if is_there() {
                return Self { folder, _lock: lock };
            }
            lock.unlock().unwrap();
            lock.lock().unwrap();
            if !is_there() {
                // Without the stamp first: a build that is killed leaves a folder that nobody takes for whole.
                let _ = fs::remove_file(&stamp);
                build(tree, &folder);
                fs::write(&stamp, &key).unwrap();
            }
            lock.unlock().unwrap();
        }
    }

    /// The root that it was built from.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The folder that is published.
    pub fn public(&self) -> PathBuf {
        self.folder.join("public")
    }

    /// A file of the root.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

/// The program and the files of a tree, in a few letters.
fn key(tree: &Tree) -> String {
    let mut hash = Xxh3::new();
    hash.write(&fs::read(env!("CARGO_BIN_EXE_ozg")).unwrap());
    for (path, bytes) in files(tree.path()) {
        hash.write(path.as_bytes());
        hash.write_usize(bytes.len());
        hash.write(&bytes);
    }
    format!("{:032x}", hash.digest128())
}

fn build(tree: &Tree, folder: &Path) {
    let _ = fs::remove_dir_all(folder);
    tree.copy_to(folder);
    let mut command = ozg();
    command.args(["build", "--stichtag", crate::harness::AS_OF, "--wurzel"]);
    // The folder of cargo lies in a repository, whose history is not that of the portal.
    let command = command
        .arg(folder)
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap());
    let said = Said::from(command.output().unwrap());
    assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
}
