//! Whether each new file finds its place free: what others put there is never overwritten, and is told before anything moves.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::making::Written;
use super::manifest;
use super::{OutputError, marker};
use crate::hosting;

/// So many are named.
const NAMED: usize = 5;

/// Insists that nothing is in the way of new files but what earlier builds wrote.
pub(super) fn insist_there_is(
    folder: &Path,
    files: &[Written],
    is_ours: impl Fn(&str) -> bool,
) -> Result<(), OutputError> {
    let new = files.iter().filter(|file| file.is_new);
    let mut obstacles: BTreeSet<String> = BTreeSet::new();
    let mut missing = HashSet::new();
    for file in new {
        if !hosting::is_plain(&file.path) {
            let why = "enthält ein Zeichen, das in keinem Dateinamen stehen darf";
            obstacles.insert(format!("{:?} {why}", file.path));
        }
        obstacles.extend(obstacle(folder, &file.path, &mut missing, &is_ours));
    }
    if obstacles.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = obstacles.iter().take(NAMED).map(String::as_str).collect();
    let others = match obstacles.len().saturating_sub(NAMED) {
        0 => String::new(),
        others => format!("; und {others} weitere"),
    };
    Err(OutputError::Refused(format!(
        "im Ordner {} steht dem Portal etwas im Weg: {}{others}. Es wurde nichts verändert. Nehmen Sie es dort fort, oder nennen Sie mit --ausgabe einen anderen Ordner",
        folder.display(),
        named.join("; ")
    )))
}

/// What keeps a file from its place. Nothing can be below the folders that are known to be `missing`.
fn obstacle<'a>(
    folder: &Path,
    path: &'a str,
    missing: &mut HashSet<&'a str>,
    is_ours: &impl Fn(&str) -> bool,
) -> Option<String> {
    for above in manifest::above(path) {
        if missing.contains(above) {
            return None;
        }
        match fs::symlink_metadata(folder.join(above)) {
            Err(_) => {
                missing.insert(above);
                return None;
            }
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) if is_ours(above) => return None,
            Ok(metadata) if metadata.is_symlink() => return Some(format!("{above} ist eine Verknüpfung")),
            Ok(_) => return Some(format!("{above} ist eine Datei, dort muss ein Ordner sein")),
        }
    }
    let metadata = fs::symlink_metadata(folder.join(path)).ok()?;
    if metadata.is_dir() {
        let is_emptied = || files_below(folder, path).is_ok_and(|files| files.iter().all(|file| is_ours(file)));
        return (!is_emptied()).then(|| format!("{path} ist ein Ordner, dort muss eine Datei sein"));
    }
    (!is_ours(path)).then(|| format!("{path} hat jemand anders geschrieben"))
}

/// All files in an output folder that a build could have written.
pub(super) fn files_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    files_below(folder, "")
}

fn files_below(folder: &Path, path: &str) -> io::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let is_of_a_build = |name: &str| !marker::is_of_the_house(name);
    let entries = WalkDir::new(folder.join(path)).into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() != 1 || is_of_a_build(&entry.file_name().to_string_lossy()))
    {
        let entry = entry?;
        if entry.file_type().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        files.insert(below.to_string_lossy().replace('\\', "/"));
    }
    Ok(files)
}
