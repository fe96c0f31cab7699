//! Whether a file may become the copy: what others wrote is never overwritten.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use super::pack::Format;
use crate::output::{OutputError, Target, guard};

/// Kinds of archives that people ask for and that are not written.
const OTHERS: [&str; 11] = [
    ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".tar.zst", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar",
];

pub(super) fn asked_for(path: &Path) -> Result<Option<Format>, OutputError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ends = |ending: &str| name.len() > ending.len() && name.ends_with(ending);
    if let Some(format) = Format::ALL.into_iter().find(|format| ends(format.ending())) {
        return Ok(Some(format));
    }
    match OTHERS.into_iter().find(|ending| ends(ending) && !path.is_dir()) {
        Some(ending) => Err(OutputError::Refused(format!(
            "{} kann nicht geschrieben werden: Dateien, die auf {ending} enden, schreibt das Programm nicht. Nennen Sie mit --ausgabe eine Datei, die auf .zip oder .tar endet",
            path.display()
        ))),
        None => Ok(None),
    }
}

/// Says why a file cannot become the copy.
pub(super) fn insist_it_may_be_written(target: Target, format: Format) -> Result<(), OutputError> {
    let file = target.folder.display();
    let refused = |why: String| Err(OutputError::Refused(why));
    let Ok(metadata) = fs::metadata(target.folder) else {
        return guard::insist_no_source_is_in_the_way(target);
    };
    if metadata.is_dir() {
        return refused(format!(
            "{file} ist ein Ordner, die Kopie des Portals wird aber eine Datei. Nennen Sie mit --ausgabe eine andere Datei, die auf {} endet, oder einen Ordner mit einem anderen Namen",
            format.ending()
        ));
    }
    if !metadata.is_file() {
        return refused(format!(
            "{file} ist keine gewöhnliche Datei; es wurde nichts verändert. Nennen Sie mit --ausgabe eine andere"
        ));
    }
    if !target.insists && !is_a_copy(target.folder, format) {
        return refused(format!(
            "{file} hat nicht dieses Programm geschrieben; die Datei bleibt, wie sie ist. Nennen Sie mit --ausgabe eine andere. Soll sie doch ersetzt werden, rufen Sie das Programm mit --trotzdem auf"
        ));
    }
    guard::insist_no_source_is_in_the_way(target)
}

/// Whether this program wrote a file: the first that it packs is its mark.
fn is_a_copy(file: &Path, format: Format) -> bool {
    const HEAD: u64 = 1024;
    let mut head = Vec::new();
    let read = File::open(file).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && format.begins_with_the_mark(&head)
}

pub(super) fn busy(file: &Path) -> OutputError {
    OutputError::Refused(format!(
        "{} schreibt gerade ein anderer Lauf dieses Programms; es wurde nichts verändert. Warten Sie, bis er fertig ist, und rufen Sie es dann noch einmal auf",
        file.display()
    ))
}
