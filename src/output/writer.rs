//! Writing a file so that it is always whole.

use std::fs;
use std::io;
use std::path::Path;

/// Writes a file under a temporary name and renames it: readers see the old one or the new one, never a part.
pub(super) fn write(folder: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let target = folder.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut temporary = target.clone().into_os_string();
    temporary.push(".ozg-neu");
    fs::write(&temporary, bytes)?;
    fs::rename(&temporary, &target)
}
