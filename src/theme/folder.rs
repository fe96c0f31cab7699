//! The folders of themes below `themes/`: which of their files are read.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::content::{is_debris, is_hidden};
use crate::diagnostics::unseen::fault_of_name;
use crate::diagnostics::{Diagnostic, Place, unreadable};

/// The name of the default theme.
pub(super) const STANDARD_NAME: &str = "standard";

/// A file larger than this was put there by mistake.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// A file below a theme's folder.
pub(super) struct Found {
    /// Path inside the theme, such as `css/10-base.css`.
    pub path: String,
    /// Path relative to the portal root, for messages.
    pub origin: String,
    pub entry: DirEntry,
}

/// All files of a theme, and what of its folder cannot be read; `None` where there is no such folder. What is hidden, and
/// what programs leave behind, is nobody's theme.
///
/// # Errors
/// Where the folder should be, there is something else.
pub(super) fn walk(
    root: &Path,
    name: &str,
) -> Result<Option<impl Iterator<Item = Result<Found, Diagnostic>>>, Diagnostic> {
    let folder = root.join("themes").join(name);
    let Ok(metadata) = folder.symlink_metadata() else {
        return Ok(None);
    };
    if !metadata.is_dir() {
        // A link would lead out of the portal.
        let message = "das ist kein Ordner; auch Verknüpfungen werden nicht gelesen";
        let place = Place::file(&format!("themes/{name}").into());
        return Err(Diagnostic::error("nicht-lesbar", place, message)
            .with_help("Legen Sie den Ordner selbst an dieser Stelle ab."));
    }
    let entries = WalkDir::new(&folder).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()));
    let inside = move |path: &Path| {
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    };
    let prefix = format!("themes/{name}");
    Ok(Some(entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() || is_debris(&entry.file_name().to_string_lossy()) => None,
        Ok(entry) => {
            let path = inside(entry.path());
            let origin = format!("{prefix}/{path}");
            Some(Ok(Found { path, origin, entry }))
        }
        Err(error) => {
            let path = error.path().map(&inside).unwrap_or_default();
            let path = format!("{prefix}/{path}");
            Some(Err(unreadable(&path.trim_end_matches('/').into(), &error.into())))
        }
    })))
}

impl Found {
    /// Whether the program reads the file, by its folder and ending. A link would be read: it may stand for a whole folder.
    pub fn is_read(&self) -> bool {
        if !self.entry.file_type().is_file() {
            return true;
        }
        let ends_with = |ending| self.path.ends_with(ending);
        match self.path.split_once('/') {
            Some(("templates" | "icons" | "images", _)) => true,
            Some(("css", _)) => ends_with(".css"),
            Some(("js", _)) => ends_with(".js"),
            Some(("i18n", _)) => ends_with(".yaml"),
            _ => ["icons.yaml", "tags.yaml", "fonts/pictures.ttf"].contains(&self.path.as_str()),
        }
    }

    /// Insists on a file of a sound name and a size that a page can carry.
    pub fn insist_it_can_be_read(&self) -> Result<(), Diagnostic> {
        if let Some(problem) = fault_of_name(&self.origin) {
            return Err(problem);
        }
        let place = || Place::file(&self.origin.as_str().into());
        if !self.entry.file_type().is_file() {
            let message = "das ist keine Datei; auch Verknüpfungen werden nicht gelesen";
            return Err(Diagnostic::error("nicht-lesbar", place(), message)
                .with_help("Legen Sie die Datei selbst an dieser Stelle ab."));
        }
        if self.entry.metadata().is_ok_and(|metadata| metadata.len() > MOST_BYTES) {
            let message = format!("die Datei ist größer als {} MB", MOST_BYTES / 1024 / 1024);
            let problem = Diagnostic::error("datei-zu-gross", place(), message);
            return Err(problem
                .with_help("Jede Seite lädt, was im Thema liegt. Verkleinern Sie die Datei, oder löschen Sie sie."));
        }
        Ok(())
    }

    /// Says that nobody reads the file, unless it is for people.
    fn unasked(&self) -> Option<Diagnostic> {
        let name = self.entry.file_name().to_string_lossy().to_ascii_uppercase();
        let is_for_people = ["README", "LICENSE", "LIZENZ", "LIESMICH"]
            .iter()
            .any(|word| name.starts_with(word));
        let place = Place::file(&self.origin.as_str().into());
        let message = "die Datei gehört zu nichts im Thema und wird nicht gelesen";
        let problem = || {
            Diagnostic::warning("datei-ohne-aufgabe", place, message).with_help(
            "Prüfen Sie Name und Ordner: Vorlagen gehören nach templates, Stile (.css) nach css, Skripte (.js) nach js, Texte (.yaml) nach i18n, Bilder nach images oder icons. Oder löschen Sie die Datei.",
        )
        };
        (!self.is_read() && !is_for_people).then(problem)
    }
}

/// The files of a portal's theme that nobody reads. Faults of the folder are those of who loads it.
pub fn unasked(root: &Path, name: &str) -> Vec<Diagnostic> {
    let own = (name != STANDARD_NAME).then_some(name);
    let folders = [Some(STANDARD_NAME), own].into_iter().flatten();
    let files = folders.filter_map(|name| walk(root, name).ok()?).flatten().flatten();
    files.filter_map(|file| file.unasked()).collect()
}
