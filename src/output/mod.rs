//! Writes all routes into a folder. It knows URLs and bytes, and nothing of what they mean.
//!
//! What differs from the last build is laid beside the published files, and only when the last page is rendered without a
//! fault does it move into its place. So memory does not grow with the portal, and a build with an error changes nothing.
//! A page is only left out where it would be rendered from the same as last time; and where nothing at all has changed,
//! neither files nor program nor what was written, there is nothing to do.

pub(crate) mod files;
mod folder;
mod manifest;
mod retired;
mod staging;

pub use folder::{FolderError, write_folder};

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_64, xxh3_128};

use crate::diagnostics::Diagnostic;
use crate::site::{Body, Pieces, Recipe, Route, Routes, Site};
use manifest::{Entry, Manifest};
use retired::Retired;
use staging::{Room, Staging};

/// Why a portal was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Templates or content were wrong; nothing was written.
    #[error("die Inhalte oder Vorlagen haben Fehler")]
    Problems(Vec<Diagnostic>),
    /// The system refused to write.
    #[error("{path} kann nicht geschrieben werden: {}", crate::diagnostics::system_error(error))]
    Write {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

/// What writing came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    /// Files of the portal.
    pub files: usize,
    /// … of which were written because they are new or differ.
    pub written: usize,
    /// Files of the last build that are no longer part of the portal and were removed.
    pub removed: usize,
}

/// Where a portal is written, and what is kept beside it.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The portal root, from which documents are copied.
    pub root: &'a Path,
    /// The folder to write to.
    pub folder: &'a Path,
    /// The time, in seconds since 1970: what older pages still ask for goes a while after they are gone.
    pub now: u64,
}

/// Renders all routes, compares them with what the last build wrote, and writes the difference.
///
/// # Errors
/// [`OutputError::Problems`] before anything is published; [`OutputError::Write`] when the system refused on the way: what
/// is there then is whole, and the next build completes it.
pub fn write(
    site: &Site,
    routes: &Routes,
    target: Target,
    progress: &(dyn Fn() + Sync),
) -> Result<Summary, OutputError> {
    let refused = |error| OutputError::Write {
        path: target.folder.to_path_buf(),
        error,
    };
    let profile = site.profile();
    let program = program();
    let inputs = site.inputs().zip(program.as_ref());
    let inputs = inputs.map(|(content, program)| blake3::hash(format!("{content} {program}").as_bytes()));
    let old = profile.phase("Letzten Stand lesen", || Manifest::read(target));
    // Even if there is nothing to do, what a killed build left behind goes.
    let staging = Staging::open(target.folder).map_err(refused)?;
    if profile.phase("Letzten Stand prüfen", || old.still_holds(target.folder, inputs)) {
        return Ok(Summary {
            files: old.len(),
            written: 0,
            removed: 0,
        });
    }
    let urls = routes.pages().map(|route| route.url.as_str());
    let build = Build {
        site,
        target,
        old: &old,
        program: program.map(|program| xxh3_64(program.as_bytes())),
        staging: &staging,
        folders: urls.filter(|url| url.ends_with('/')).collect(),
    };
    let outcomes = profile.phase("Seiten erzeugen und schreiben", || build.all(routes, progress));
    let files = profile.phase("Ergebnisse sammeln", || sort_out(outcomes))?;
    let written = files.iter().filter(|file| file.is_new).count();
    let new = Manifest::new(inputs, files.into_iter().map(|file| (file.path, file.entry)));
    let removed = profile.phase("Veröffentlichen", || {
        let retired = Retired::read(target).with(old.left_over(&new), &new, target.now);
        retired.save(target)?;
        let gone = old.left_over(&new).into_iter().filter(|path| !retired.keeps(path));
        let left_over: Vec<&str> = gone.chain(retired.expired()).collect();
        let is_obstacle = |path: &&&str| new.is_obstructed_by(path);
        let obstacles = manifest::remove(target.folder, left_over.iter().filter(is_obstacle).copied())?;
        staging.publish()?;
        Ok(obstacles + manifest::remove(target.folder, left_over.into_iter())?)
    });
    let removed = removed.map_err(refused)?;
    profile
        .phase("Stand festhalten", || new.save(target))
        .map_err(refused)?;
    files::remove_other_pictures(target.root, new.paths());
    Ok(Summary {
        files: new.len(),
        written,
        removed,
    })
}

/// A file that a build has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path below the folder.
    pub path: String,
    /// Of its bytes (XXH3).
    pub hash: u128,
    /// How many.
    pub bytes: u64,
}

/// The files of the last build into a folder, as that build noted them.
pub fn written(target: Target) -> Vec<Output> {
    Manifest::read(target).into_outputs()
}

/// The program, told by what its file holds: a copy is the same, whatever its time says, and another of the same size and
/// time is not. None where the system does not show the file.
fn program() -> Option<String> {
    let mut file = fs::File::open(std::env::current_exe().ok()?).ok()?;
    let mut hash = Xxh3::new();
    let mut bytes = vec![0; 1 << 20];
    loop {
        match file.read(&mut bytes).ok()? {
            0 => return Some(format!("{:032x}", hash.digest128())),
            count => hash.update(&bytes[..count]),
        }
    }
}

/// A file of the portal as it is now, or will be once it is published.
struct Written {
    path: String,
    entry: Entry,
    is_new: bool,
}

impl Written {
    /// A file that is new or differs.
    fn now(path: String, entry: Entry) -> Self {
        Self {
            path,
            entry,
            is_new: true,
        }
    }

    /// A file that is as it was.
    fn before(path: String, entry: Entry) -> Self {
        Self {
            path,
            entry,
            is_new: false,
        }
    }
}

enum Fault {
    Problem(Diagnostic),
    Write(PathBuf, io::Error),
}

struct Build<'a> {
    site: &'a Site,
    target: Target<'a>,
    old: &'a Manifest,
    program: Option<u64>,
    staging: &'a Staging,
    /// The addresses that are folders with a page.
    folders: HashSet<&'a str>,
}

impl Build<'_> {
    fn all(&self, routes: &Routes, progress: &(dyn Fn() + Sync)) -> Vec<Result<Written, Fault>> {
        let write = |route: &Route| {
            let outcome = self.route(route);
            progress();
            outcome
        };
        let pages: Vec<&Route> = routes.pages().collect();
        let profile = self.site.profile();
        let search = || profile.part("Suche vorbereiten", || routes.files_of_search(self.site));
        // One thread is busy with the index for long stretches; meanwhile the other one has pages to do.
        let (mut outcomes, of_search) = rayon::join(
            || in_portions(pages).map(write).collect::<Vec<_>>(),
            || in_portions(search()).map(write).collect::<Vec<_>>(),
        );
        outcomes.extend(of_search);
        outcomes
    }

    /// Makes the file of a route and stages it, if it is not what the folder already holds.
    fn route(&self, route: &Route) -> Result<Written, Fault> {
        let path = route.file_path();
        let room = self.room(&route.url);
        let body = self.making(&path, || route.render(self.site));
        match body.map_err(|problem| Fault::Problem(*problem))? {
            Body::Bytes(bytes) => self.stage(path, room, &bytes, None),
            Body::Recipe(recipe) => self.recipe(path, room, &*recipe),
            Body::Pieces(pieces) => self.pieces(path, room, &pieces),
            Body::Picture(picture) => self.file(path, |root| files::picture(root, &picture)),
            Body::Photo(source) => self.file(path, |root| files::photo(root, &source)),
            Body::File(source) => self.file(path, |root| files::read(root, &source)),
        }
    }

    /// A file that is made of one below the portal root. Any page may name it.
    fn file(&self, path: String, make: impl FnOnce(&Path) -> Result<Vec<u8>, Diagnostic>) -> Result<Written, Fault> {
        let bytes = self.making(&path, || make(self.target.root)).map_err(Fault::Problem)?;
        self.stage(path, Room::Files, &bytes, None)
    }

    fn making<T>(&self, path: &str, make: impl FnOnce() -> T) -> T {
        self.site.profile().part(work_on(path), make)
    }

    fn comparing<T>(&self, compare: impl FnOnce() -> T) -> T {
        self.site.profile().part("vergleichen", compare)
    }

    /// Makes a file, unless it would come out as it did last time.
    fn recipe(&self, path: String, room: Room, recipe: &dyn Recipe) -> Result<Written, Fault> {
        let made_from = self.comparing(|| Some(self.program?.wrapping_add(recipe.fingerprint(self.site))));
        let as_before = |made_from| self.old.made_from(self.target.folder, &path, made_from);
        if let Some(entry) = self.comparing(|| made_from.and_then(as_before)) {
            return Ok(Written::before(path, entry));
        }
        let bytes = self.making(&path, || recipe.make(self.site));
        let bytes = bytes.map_err(|problem| Fault::Problem(*problem))?;
        self.stage(path, room, &bytes, made_from)
    }

    fn stage(&self, path: String, room: Room, bytes: &[u8], made_from: Option<u64>) -> Result<Written, Fault> {
        let hash = self.comparing(|| xxh3_128(bytes));
        let current = || self.old.current(self.target.folder, &path, hash, made_from);
        if let Some(entry) = self.comparing(current) {
            return Ok(Written::before(path, entry));
        }
        let write = || self.staging.write(room, &path, bytes);
        match self.site.profile().part("schreiben", write) {
            Ok(metadata) => Ok(Written::now(path, Entry::new(hash, made_from, &metadata))),
            Err(error) => Err(self.refused(&path, error)),
        }
    }

    /// Stages a file while it is made: only then is it known whether it differs from what the folder already holds.
    fn pieces(&self, path: String, room: Room, pieces: &Pieces) -> Result<Written, Fault> {
        let write = |out: &mut dyn io::Write| pieces.write(self.site, out);
        let staged = self.making(&path, || self.staging.write_in_pieces(room, &path, write));
        let (metadata, hash) = staged.map_err(|error| self.refused(&path, error))?;
        let Some(entry) = self.old.current(self.target.folder, &path, hash, None) else {
            return Ok(Written::now(path, Entry::new(hash, None, &metadata)));
        };
        match self.staging.discard(room, &path) {
            Ok(()) => Ok(Written::before(path, entry)),
            Err(error) => Err(self.refused(&path, error)),
        }
    }

    fn refused(&self, path: &str, error: io::Error) -> Fault {
        Fault::Write(self.target.folder.join(path), error)
    }

    fn room(&self, url: &str) -> Room {
        let folder = url.rfind('/').map_or("", |end| &url[..=end]);
        if self.folders.contains(folder) {
            Room::Pages
        } else {
            Room::Files
        }
    }
}

/// Work for all threads, in portions so small that none has a long one left when the others are done.
fn in_portions<T: Send>(work: Vec<T>) -> impl IndexedParallelIterator<Item = T> {
    const PORTION: usize = 8;
    work.into_par_iter().with_max_len(PORTION)
}

/// What the profile calls the making of a file.
fn work_on(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "Seiten erzeugen (.html)",
        "json" | "jsonl" | "csv" => "Daten erzeugen (.json, .csv)",
        "atom" => "Feeds erzeugen (.atom)",
        "ics" => "Kalender erzeugen (.ics)",
        "png" | "ico" | "jpg" | "webp" => "Bilder zeichnen (.png, .jpg, .webp)",
        _ => "anderes erzeugen",
    }
}

/// All files, or all problems; where there are none, what the system refused first.
fn sort_out(outcomes: Vec<Result<Written, Fault>>) -> Result<Vec<Written>, OutputError> {
    let mut files = Vec::with_capacity(outcomes.len());
    let mut problems = Vec::new();
    let mut refused = None;
    for outcome in outcomes {
        match outcome {
            Ok(file) => files.push(file),
            Err(Fault::Problem(problem)) => problems.push(problem),
            Err(Fault::Write(path, error)) => refused = refused.or(Some(OutputError::Write { path, error })),
        }
    }
    match (problems.is_empty(), refused) {
        (false, _) => Err(OutputError::Problems(problems)),
        (true, Some(error)) => Err(error),
        (true, None) => Ok(files),
    }
}
