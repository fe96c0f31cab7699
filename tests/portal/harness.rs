//! A portal in a temporary folder, and the program run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use walkdir::WalkDir;

/// The reference date of all tests.
pub const AS_OF: &str = "2022-02-15";

/// A portal that a test may change.
pub struct Tree {
    folder: TempDir,
}

/// What the program said.
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Tree {
    /// The smallest portal that has one of everything.
    pub fn base() -> Self {
        Self::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/base"))
    }

    /// The portal of this repository.
    pub fn repository() -> Self {
        let tree = Self::empty();
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("content"),
            &tree.path().join("content"),
        );
        tree
    }

    /// A folder without anything.
    pub fn empty() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
        }
    }

    fn copy_of(source: &Path) -> Self {
        let tree = Self::empty();
        copy(source, tree.path());
        tree
    }

    /// Copies all files to another folder.
    pub fn copy_to(&self, folder: &Path) {
        copy(self.path(), folder);
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) -> &Self {
        let file = self.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
        self
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.path().join(path)).unwrap();
        self
    }

    /// Replaces a piece of a file that occurs in it once; returns the line it stands on, from 1.
    pub fn replace(&self, path: &str, from: &str, to: &str) -> u32 {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
        let line = text[..text.find(from).unwrap()].matches('\n').count() as u32 + 1;
        self.write(path, text.replacen(from, to, 1));
        line
    }

    /// Runs `ozg` with the root of the tree and the reference date of all tests.
    pub fn ozg(&self, arguments: &[&str]) -> Said {
        let output = ozg()
            .args(arguments)
            .arg("--wurzel")
            .arg(self.path())
            .args(["--stichtag", AS_OF])
            .output();
        Said::from(output.unwrap())
    }

    /// Builds and insists that it works; returns the output folder.
    pub fn build(&self) -> PathBuf {
        let said = self.ozg(&["build"]);
        assert_eq!(said.code, 0, "{}{}", said.stderr, said.stdout);
        self.path().join("public")
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The program, without anything of the environment that could change what it does.
pub fn ozg() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ozg"));
    command.env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
    command
}

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// A table as somebody's program might have spoilt it: in some places signs stand for others, and every third one
    /// ends too early. `word` is a word that means something to its reader.
    pub fn spoilt(&mut self, table: String, word: &[u8]) -> Vec<u8> {
        let pieces: [&[u8]; 12] = [
            b";", b",", b"\"", b"\n", b"\r", b"\t", b"9900", b"\xfc", b"", b"ars", b"sep=;\n", word,
        ];
        let mut bytes = table.into_bytes();
        for _ in 0..=self.roll(3) {
            let at = self.roll(bytes.len() as u64 + 1) as usize;
            let end = (at + self.roll(9) as usize).min(bytes.len());
            bytes.splice(at..end, pieces[self.roll(12) as usize].iter().copied());
        }
        if self.roll(3) == 0 {
            bytes.truncate(self.roll(bytes.len() as u64 + 1) as usize);
        }
        bytes
    }
}

/// So many words that the index of a search lies in pieces, spread over the alphabet.
pub fn words() -> Vec<String> {
    let mut dice = Dice(3);
    let mut word = || (0..9).map(|_| char::from(b'a' + dice.roll(26) as u8)).collect();
    (0..26_000).map(|_| word()).collect()
}

/// All files below a folder: path relative to it, with `/`, and content.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

fn copy(from: &Path, to: &Path) {
    for (path, content) in files(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::write(target, content).unwrap();
    }
}
