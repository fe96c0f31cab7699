//! The files of a theme, from the binary and from disk, the latter first.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::folder::{self, STANDARD_NAME};
use super::nesting;
use crate::diagnostics::{Diagnostic, Place, unreadable};

/// The default theme travels in the binary, so that a content repository alone is enough.
static STANDARD: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/standard");

/// A file and where it came from.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub bytes: Vec<u8>,
    /// Path relative to the portal root, for messages.
    pub origin: String,
}

/// The folder of the interface texts.
const TEXTS: &str = "i18n/";

/// Files by their path inside the theme, such as `templates/base.html`.
#[derive(Debug, Clone, Default)]
pub(super) struct Files {
    by_path: BTreeMap<String, File>,
    /// Interface texts, those of the default theme first: a theme names only the ones that it changes or adds.
    texts: BTreeMap<String, Vec<File>>,
    /// Whether the portal brings templates, texts or tables of its own.
    pub is_own: bool,
}

impl Files {
    /// The default theme, overlaid by `themes/standard` and `themes/<name>` of the portal.
    pub fn collect(root: &Path, name: &str) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Self::default();
        files.add_embedded(&STANDARD);
        files.add_folder(root, STANDARD_NAME)?;
        if name != STANDARD_NAME && !files.add_folder(root, name)? {
            let place = Place::field(&"content/portal.yaml".into(), "/thema");
            let problem = Diagnostic::error("thema-fehlt", place, format!("das Thema `{name}` gibt es nicht"));
            return Err(vec![problem.with_help(format!(
                "Legen Sie den Ordner themes/{name} an, oder löschen Sie die Zeile."
            ))]);
        }
        Ok(files)
    }

    fn add_embedded(&mut self, folder: &Dir) {
        for file in folder.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            let origin = format!("themes/{STANDARD_NAME}/{path}");
            let bytes = file.contents().to_vec();
            self.add(path, File { bytes, origin });
        }
        folder.dirs().for_each(|folder| self.add_embedded(folder));
    }

    fn add(&mut self, path: String, file: File) {
        if path.starts_with(TEXTS) {
            self.texts.entry(path).or_default().push(file);
        } else {
            self.by_path.insert(path, file);
        }
    }

    /// Adds the files of a theme's folder; `false` if there is none.
    fn add_folder(&mut self, root: &Path, name: &str) -> Result<bool, Vec<Diagnostic>> {
        let Some(found) = folder::walk(root, name).map_err(|problem| vec![problem])? else {
            return Ok(false);
        };
        let mut problems = Vec::new();
        for file in found {
            if file.as_ref().is_ok_and(|file| !file.is_read()) {
                continue;
            }
            let read = file.and_then(|file| {
                file.insist_it_can_be_read()?;
                let bytes = fs::read(file.entry.path());
                let bytes = bytes.map_err(|error| unreadable(&file.origin.as_str().into(), &error))?;
                Ok((file, bytes))
            });
            match read {
                // What the program has already, is nobody's own.
                Ok((file, bytes)) if self.has(&file.path, &bytes) => {}
                Ok((file, bytes)) => {
                    self.is_own |= decides_markup(&file.path);
                    let origin = file.origin;
                    self.add(file.path, File { bytes, origin });
                }
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() { Ok(true) } else { Err(problems) }
    }

    fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let known = self.texts.get(path).and_then(|layers| layers.last());
        known.or(self.by_path.get(path)).is_some_and(|file| file.bytes == bytes)
    }

    /// A hash of all files.
    pub fn fingerprint(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new();
        let texts = self
            .texts
            .iter()
            .flat_map(|(path, layers)| layers.iter().map(move |file| (path, file)));
        for (path, file) in self.by_path.iter().chain(texts) {
            hasher.update(format!("{path} {}\n", file.bytes.len()).as_bytes());
            hasher.update(&file.bytes);
        }
        hasher.finalize()
    }

    /// The files below a folder of the theme, by their path inside it.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a File)> {
        self.by_path
            .iter()
            .filter_map(move |(path, file)| Some((path.strip_prefix(folder)?.strip_prefix('/')?, file)))
    }

    /// A file by its path inside the theme.
    pub fn get(&self, path: &str) -> Option<&File> {
        self.by_path.get(path)
    }

    /// The files with the interface texts of a language, those of the default theme first.
    pub fn texts(&self, language: &str) -> &[File] {
        self.texts
            .get(&format!("{TEXTS}{language}.yaml"))
            .map_or(&[], Vec::as_slice)
    }

    /// All languages that there are texts in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        let names = self.texts.keys().filter_map(|path| path.strip_prefix(TEXTS));
        names.filter_map(|name| name.strip_suffix(".yaml"))
    }

    /// Names and sources of all templates.
    pub fn templates(&self) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
        let mut templates = Vec::new();
        let mut problems = Vec::new();
        for (name, file) in self.below("templates") {
            match file.text() {
                Ok(text) => templates.push((name.to_owned(), text.to_owned())),
                Err(problem) => problems.push(problem),
            }
        }
        problems.extend(nesting::faults(&templates, &self.template_origins()));
        if problems.is_empty() {
            Ok(templates)
        } else {
            Err(problems)
        }
    }

    /// Where each template came from.
    pub fn template_origins(&self) -> BTreeMap<String, String> {
        self.below("templates")
            .map(|(name, file)| (name.to_owned(), file.origin.clone()))
            .collect()
    }
}

/// Whether a file has a part in how a template comes out.
fn decides_markup(path: &str) -> bool {
    path.starts_with("templates/") || path.ends_with(".yaml")
}

impl File {
    /// The file as text.
    pub fn text(&self) -> Result<&str, Diagnostic> {
        std::str::from_utf8(&self.bytes).map_err(|_| {
            Diagnostic::error(
                "zeichensatz",
                Place::file(&self.origin.as_str().into()),
                "die Datei ist nicht in UTF-8 gespeichert",
            )
            .with_help("Speichern Sie die Datei in Ihrem Programm mit der Kodierung UTF-8.")
        })
    }
}
