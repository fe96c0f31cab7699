//! A small portal on disk that has a file of every kind. One file after the other takes the bytes of the fuzzer.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use ozg::checks;
use ozg::content::Library;
use ozg::diagnostics::Diagnostic;
use ozg::model::{Audience, Contents, Day, Portal};
use tempfile::TempDir;

/// The smallest portal of the other tests …
const BASE: &str = "tests/portal/base";

/// … and what it has not.
const MORE: [(&str, &str); 11] = [
    ("content/synonyme.yaml", "gruppen:\n  - [Auto, Kfz]\n"),
    (
        "content/portal.en.yaml",
        "titel: Sample portal\nbeschreibung: What it costs.\nland:\n  name: Sample State\n",
    ),
    (
        "content/leistungen/wohngeld/leistung.en.yaml",
        "titel: Housing benefit\nkurz: Help with the rent.\n",
    ),
    (
        "content/leistungen/wohngeld/text.en.md",
        "## Who helps?\n\nThe town hall.\n",
    ),
    (
        "content/leistungen/wohngeld/nutzung.csv",
        "monat;faelle;online\n2021-12;10;5\n",
    ),
    (
        "content/seiten/impressum.leicht.md",
        "---\ntitel: Wer macht das?\n---\n\nDas Ministerium.\n",
    ),
    (
        "content/vorlagen/schritt-1/mail.md",
        "---\ntitel: \"Zur Leistung {leistung}\"\n---\n\nGuten Tag,\n\n{seite}\n",
    ),
    (
        "content/leistungen/wohngeld/ablauf.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n",
    ),
    ("content/leistungen/wohngeld/merkblatt.pdf", "%PDF-1.4\n"),
    (
        "content/karten/kreise.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"ars\":\"990020000000\"},\
         \"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[13,52],[14,52],[14,53],[13,52]]]}}]}\n",
    ),
    (
        "content/karten/gemeinden.geojson",
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"ars\":\"990020001001\"},\
         \"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[[[[13,52],[14,52],[14,53],[13,52]]]]}}]}\n",
    ),
];

/// What some of its files say beside.
const ADDED: [(&str, &str); 2] = [
    (
        "content/portal.yaml",
        "sprachen: [en, leicht]\nquellen:\n  karten: \"[Vermessung](https://karten.example.org)\"\n",
    ),
    (
        "content/leistungen/wohngeld/leistung.yaml",
        "dokumente:\n  - titel: Ablauf\n    datei: ablauf.svg\n  - titel: Merkblatt\n    datei: merkblatt.pdf\n",
    ),
];

/// The portal, of which one file may be another than it was.
pub struct SmallPortal {
    /// Removed with the process.
    _folder: TempDir,
    root: PathBuf,
    library: Library,
    sound: BTreeMap<String, Vec<u8>>,
    spoilt: Option<String>,
}

/// What the portal holds with a file of the fuzzer, and what is wrong with it.
pub struct Found {
    pub contents: Contents,
    pub has_settings: bool,
    pub problems: Vec<Diagnostic>,
}

/// The reference date of all tests.
pub fn as_of() -> Day {
    "2022-02-15".parse().expect("a day")
}

/// The top of the repository, from wherever this is compiled.
pub fn repository() -> &'static Path {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders
        .find(|folder| folder.join(BASE).is_dir())
        .expect("the repository")
}

/// The one portal of the process.
pub fn small() -> MutexGuard<'static, SmallPortal> {
    static SMALL: LazyLock<Mutex<SmallPortal>> = LazyLock::new(|| Mutex::new(SmallPortal::new()));
    SMALL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SmallPortal {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let root = folder.path().to_path_buf();
        let base = repository().join(BASE);
        let mut sound = BTreeMap::new();
        for path in files(&base) {
            let bytes = fs::read(base.join(&path)).expect("read");
            sound.insert(path, bytes);
        }
        sound.extend(MORE.map(|(path, text)| (path.to_owned(), text.into())));
        for (path, text) in ADDED {
            sound.get_mut(path).expect("a file of the base").extend(text.bytes());
        }
        for (path, bytes) in &sound {
            let file = root.join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("created");
            fs::write(file, bytes).expect("written");
        }
        let library = Library::open(&root);
        let mut small = Self {
            _folder: folder,
            root,
            library,
            sound,
            spoilt: None,
        };
        let problems = small.found().problems;
        assert!(!ozg::diagnostics::has_errors(&problems), "{problems:#?}");
        small
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Gives a file other bytes, and the one before its own again.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        if self.spoilt.as_deref() != Some(path) {
            self.restore();
        }
        self.write(path, bytes);
        self.spoilt = Some(path.to_owned());
    }

    /// Gives all files their own bytes again.
    pub fn restore(&mut self) {
        if let Some(spoilt) = self.spoilt.take() {
            let own = self.sound.get(&spoilt).expect("a file of the portal").clone();
            self.write(&spoilt, &own);
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) {
        let file = self.root.join(path);
        fs::write(&file, bytes).expect("written");
        assert!(
            self.library.refresh_files(&[file]),
            "{path} is a file that the portal had"
        );
    }

    /// Loads and checks everything, as the commands do.
    pub fn found(&mut self) -> Found {
        let loaded = self.library.load();
        let everything = Portal::new(&loaded.contents, as_of(), Audience::Checks);
        let mut problems = loaded.problems;
        problems.extend(checks::check(&everything));
        problems.extend(checks::check_strictly(&everything));
        let mut problems = checks::apply_exceptions(&everything, problems);
        self.library.locate(&mut problems);
        Found {
            contents: loaded.contents,
            has_settings: loaded.has_settings,
            problems,
        }
    }
}

/// The paths of all files below a folder, with `/`.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next)
            .expect("listed")
            .map(|entry| entry.expect("an entry").path())
        {
            match entry.is_dir() {
                true => folders.push(entry),
                false => {
                    let path = entry.strip_prefix(folder).expect("below it");
                    found.push(path.to_str().expect("plain names").replace('\\', "/"));
                }
            }
        }
    }
    found
}
