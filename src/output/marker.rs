//! The file that tells a folder of this program's from any other one, and what else may lie in such a folder from the start.

use std::fs;
use std::io;
use std::path::Path;

use super::staging;

/// Its name.
pub(super) const NAME: &str = ".ozg-ausgabe";

/// What it says where everything in the folder is this program's.
pub(super) const OWN: &str =
    "Diesen Ordner schreibt das Programm ozg. Was Sie hier ändern, ist nach dem nächsten Lauf fort.\n";
/// … and where there were other files before.
pub(super) const SHARED: &str =
    "In diesen Ordner schreibt das Programm ozg. Hier liegen auch Dateien von anderen; sie bleiben, wie sie sind.\n";

/// Whether this program has written into a folder before.
pub(super) fn is_there(folder: &Path) -> bool {
    folder.join(NAME).is_file()
}

/// Whether something at the top of an output folder is neither a file of the portal nor one of a stranger.
pub(super) fn is_of_the_house(name: &str) -> bool {
    [NAME, staging::FOLDER].contains(&name) || name.starts_with(".git")
}

/// A file in the folder that neither this program nor git put there.
pub(super) fn stranger(folder: &Path) -> io::Result<Option<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut names: Vec<String> = entries
        .iter()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !is_of_the_house(name))
        .collect();
    names.sort();
    Ok(names.into_iter().next())
}
