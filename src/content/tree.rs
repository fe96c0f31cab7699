//! The tree of content files: the one door through which the program reads.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use walkdir::{DirEntry, WalkDir};

use crate::content::decode::{decode, oddities};
use crate::diagnostics::unseen::fault_of_name;
use crate::diagnostics::{Diagnostic, Place, unreadable};
use crate::extent::Whole;

/// The folder of the content below the portal root.
pub const CONTENT: &str = "content";

/// A text file larger than this was put there by mistake.
pub(super) const MOST_TEXT_BYTES: u64 = 4 * 1024 * 1024;

/// Deeper than any content is meant to be; it ends loops of mounts.
const MOST_DEPTH: usize = 8;

/// A file as the walk sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Path relative to the portal root, with `/`.
    pub path: Arc<str>,
    pub stamp: Stamp,
}

/// What tells a changed file from an unchanged one without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub bytes: u64,
    modified: Option<SystemTime>,
    /// When anything about the file changed, which nobody can set; 0 where the system does not know.
    changed: (i64, i64),
    /// Whether it was changed so shortly before it was looked at, that another change might have the same times. Then it
    /// is no file that was seen before.
    is_racy: bool,
}

impl Stamp {
    fn of(metadata: &fs::Metadata) -> Self {
        let modified = metadata.modified().ok();
        let age = modified.and_then(|modified| modified.elapsed().ok());
        let tick = modified.map_or(COARSE_TICK, tick);
        Self {
            bytes: metadata.len(),
            modified,
            changed: changed(metadata),
            is_racy: age.is_none_or(|age| age < tick),
        }
    }

    /// Whether a file with this stamp is certainly the one that was seen with another one.
    pub fn is_certainly(&self, seen: &Self) -> bool {
        !seen.is_racy && (self.bytes, self.modified, self.changed) == (seen.bytes, seen.modified, seen.changed)
    }

    /// All that it tells of the file, whenever it was looked at; what cannot tell is never the same twice.
    pub fn told(&self) -> String {
        let now = self.is_racy.then(SystemTime::now);
        format!("{} {:?} {:?} {now:?}", self.bytes, self.modified, self.changed)
    }
}

/// No disk counts time more coarsely than this,
const COARSE_TICK: Duration = Duration::from_secs(2);
/// … and where it counts parts of seconds, not more coarsely than this.
const FINE_TICK: Duration = Duration::from_millis(20);

fn tick(modified: SystemTime) -> Duration {
    let since = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    if since.subsec_nanos() == 0 {
        COARSE_TICK
    } else {
        FINE_TICK
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> (i64, i64) {
    (0, 0)
}

/// Everything below `content/`, as it is met. Hidden files and folders are left out.
pub(super) fn walk(root: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> + Send {
    let visible = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry.file_name());
    let entries = WalkDir::new(root.join(CONTENT)).max_depth(MOST_DEPTH).into_iter();
    entries.filter_entry(visible)
}

/// The file that the walk has met, if it is one.
pub(super) fn file(root: &Path, entry: walkdir::Result<DirEntry>) -> Option<Result<Found, Diagnostic>> {
    match entry {
        Ok(entry) => found(root, &entry).transpose(),
        Err(error) => {
            let path = relative(root, error.path().unwrap_or(root));
            Some(Err(unreadable(&path, &error.into())))
        }
    }
}

/// A single file as the walk would see it; `None` where the walk would not.
pub(super) fn found_at(root: &Path, path: &Path) -> Option<Found> {
    let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Found {
        path: relative(root, path),
        stamp: Stamp::of(&metadata),
    })
}

/// Whether a file or folder is the business of whoever put it there: hidden, or a copy that an editor keeps.
pub fn is_hidden(name: &std::ffi::OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.ends_with('~') || name.starts_with('#')
}

fn found(root: &Path, entry: &DirEntry) -> Result<Option<Found>, Diagnostic> {
    let path = relative(root, entry.path());
    if let Some(problem) = fault_of_name(&path) {
        return Err(problem);
    }
    if entry.path_is_symlink() {
        return Err(
            Diagnostic::hint("verknuepfung", Place::file(&path), "Verknüpfungen werden nicht gelesen")
                .with_help("Legen Sie die Datei selbst an dieser Stelle ab."),
        );
    }
    if !entry.file_type().is_file() {
        return no_file(&path, entry).map_or(Ok(None), Err);
    }
    let metadata = entry.metadata().map_err(|error| unreadable(&path, &error.into()))?;
    Ok(Some(Found {
        path,
        stamp: Stamp::of(&metadata),
    }))
}

/// What is wrong with a folder, or with what is neither file nor folder, if nobody would read it without a word.
fn no_file(path: &Arc<str>, entry: &DirEntry) -> Option<Diagnostic> {
    let is_folder = entry.file_type().is_dir();
    let (message, help) = match is_folder {
        true if entry.depth() >= MOST_DEPTH => (
            "die Ordner liegen zu tief ineinander: was in diesem liegt, wird nicht gelesen",
            "Legen Sie die Dateien weiter oben ab.",
        ),
        true if [".md", ".yaml", ".csv"].iter().any(|ending| path.ends_with(ending)) => (
            "das ist ein Ordner, er heißt aber wie eine Datei",
            "Benennen Sie ihn um, oder legen Sie an seiner Stelle die Datei ab.",
        ),
        true => return None,
        false => (
            "das ist keine Datei und wird nicht gelesen",
            "Legen Sie an dieser Stelle eine Datei ab, oder löschen Sie den Eintrag.",
        ),
    };
    Some(Diagnostic::error("nicht-lesbar", Place::file(path), message).with_help(help))
}

fn relative(root: &Path, path: &Path) -> Arc<str> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = relative
        .components()
        .map(|part| part.as_os_str().to_string_lossy())
        .collect();
    parts.join("/").into()
}

/// Reads a text file, and notes what is odd about the way it is stored.
pub(super) fn read_text(root: &Path, file: &Found, odd: &mut Vec<Diagnostic>) -> Result<String, Diagnostic> {
    if file.stamp.bytes > MOST_TEXT_BYTES {
        let megabytes = MOST_TEXT_BYTES / 1024 / 1024;
        let message = format!("die Datei ist größer als {megabytes} MB");
        return Err(
            Diagnostic::error("datei-zu-gross", Place::file(&file.path), message).with_help("Teilen Sie sie auf.")
        );
    }
    let bytes = fs::read(root.join(&*file.path)).map_err(|error| unreadable(&file.path, &error))?;
    let text = decode(&bytes, &file.path)?;
    odd.extend(oddities(&bytes, &text, &file.path));
    Ok(text)
}

/// The texts of all tables, records and Markdown files below `content/` as they are, by their paths. What cannot be read
/// is left out: loading the content tells of it.
pub fn read_texts(root: &Path) -> BTreeMap<Arc<str>, String> {
    let is_text = |file: &Found| [".csv", ".yaml", ".md"].iter().any(|end| file.path.ends_with(end));
    let files = walk(root).filter_map(|entry| file(root, entry));
    let texts = files.flatten().filter(is_text);
    texts
        .filter_map(|file| Some((file.path.clone(), read_for_edit(root, &file.path).ok()??)))
        .collect()
}

/// The first bytes of a file.
pub(super) fn read_head(root: &Path, file: &Found, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(most);
    let file = fs::File::open(root.join(&*file.path))?;
    io::Read::read_to_end(&mut io::Read::take(file, most as u64), &mut bytes)?;
    Ok(bytes)
}

/// Whether a file begins with some text.
pub(super) fn begins_with(root: &Path, file: &Found, text: &str) -> bool {
    let mut first = vec![0; text.len().plus(3)];
    let read = fs::File::open(root.join(&*file.path)).and_then(|mut file| io::Read::read(&mut file, &mut first));
    first.truncate(read.unwrap_or(0));
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&first);
    first.starts_with(text.as_bytes())
}

/// The text of a file for an excerpt; a message without one is better than none.
pub(super) fn read_for_excerpt(root: &Path, path: &str) -> Option<String> {
    let bytes = fs::read(root.join(path)).ok()?;
    decode(&bytes, &path.into()).ok()
}

/// A text that is to be edited: its byte order mark is part of it. `None` if there is no such file.
///
/// # Errors
/// The file is there, and cannot be read.
pub fn read_for_edit(root: &Path, path: &Arc<str>) -> Result<Option<String>, Diagnostic> {
    match fs::read(root.join(&**path)) {
        Ok(bytes) => with_mark(&bytes, path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn with_mark(bytes: &[u8], path: &Arc<str>) -> Result<String, Diagnostic> {
    let text = decode(bytes, path)?;
    match bytes.starts_with("\u{feff}".as_bytes()) {
        true => Ok(format!("\u{feff}{text}")),
        false => Ok(text),
    }
}

/// Looks for the portal root: the folder itself or the nearest one above that holds `content/portal.yaml`.
pub fn find_root(start: &Path) -> io::Result<Option<PathBuf>> {
    let start = fs::canonicalize(start)?;
    Ok(start
        .ancestors()
        .find(|folder| folder.join(CONTENT).join("portal.yaml").is_file())
        .map(Path::to_path_buf))
}
