//! Makes the files of a portal and lays those that differ from the last build aside.

use std::io;
use std::path::PathBuf;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::entry::Entry;
use super::manifest::Manifest;
use super::staging::Staging;
use super::{OutputError, Target, files};
use crate::diagnostics::Diagnostic;
use crate::site::{Body, Pieces, Recipe, Route, Routes, Site};

/// A file of the portal as it is now, or will be once it is published.
pub(super) struct Written {
    pub path: String,
    pub entry: Entry,
    pub is_new: bool,
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
    pub fn before(path: String, entry: Entry) -> Self {
        Self {
            path,
            entry,
            is_new: false,
        }
    }
}

pub(super) enum Fault {
    Problem(Diagnostic),
    Write(PathBuf, io::Error),
}

/// What the files are made of, and where they go.
pub(super) struct Build<'a> {
    pub site: &'a Site,
    pub target: Target<'a>,
    pub old: &'a Manifest,
    pub program: Option<u64>,
    pub staging: &'a Staging,
}

impl Build<'_> {
    pub fn all(&self, routes: &Routes, progress: &(dyn Fn() + Sync)) -> Vec<Result<Written, Fault>> {
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
        let body = self.making(&path, || route.render(self.site));
        let Target { root, cache, .. } = self.target;
        match body.map_err(|problem| Fault::Problem(*problem))? {
            Body::Bytes(bytes) => self.stage(path, &bytes, None),
            Body::Recipe(recipe) => self.recipe(path, &*recipe),
            Body::Pieces(pieces) => self.pieces(path, &pieces),
            Body::Picture(picture) => self.file(path, || files::picture(root, cache, &picture)),
            Body::Photo(source) => self.file(path, || files::photo(root, &source)),
            Body::File(source) => self.file(path, || files::read(root, &source)),
        }
    }

    /// A file that is made of one below the portal root. Any page may name it.
    fn file(&self, path: String, make: impl FnOnce() -> Result<Vec<u8>, Diagnostic>) -> Result<Written, Fault> {
        let bytes = self.making(&path, make).map_err(Fault::Problem)?;
        self.stage(path, &bytes, None)
    }

    fn making<T>(&self, path: &str, make: impl FnOnce() -> T) -> T {
        self.site.profile().part(work_on(path), make)
    }

    fn comparing<T>(&self, compare: impl FnOnce() -> T) -> T {
        self.site.profile().part("vergleichen", compare)
    }

    /// Makes a file, unless it would come out as it did last time.
    fn recipe(&self, path: String, recipe: &dyn Recipe) -> Result<Written, Fault> {
        let made_from = self.comparing(|| Some(self.program?.wrapping_add(recipe.fingerprint(self.site))));
        let as_before = |made_from| self.old.made_from(self.target.folder, &path, made_from);
        if let Some(entry) = self.comparing(|| made_from.and_then(as_before)) {
            return Ok(Written::before(path, entry));
        }
        let bytes = self.making(&path, || recipe.make(self.site));
        let bytes = bytes.map_err(|problem| Fault::Problem(*problem))?;
        self.stage(path, &bytes, made_from)
    }

    /// Stages a file, if it is not what the folder already holds.
    pub fn stage(&self, path: String, bytes: &[u8], made_from: Option<u64>) -> Result<Written, Fault> {
        let current = || {
            let new = Entry::new(xxh3_128(bytes), made_from, bytes.len() as u64);
            (new, self.old.current(self.target.folder, &path, new))
        };
        let (new, current) = self.comparing(current);
        if let Some(entry) = current {
            return Ok(Written::before(path, entry));
        }
        let write = || self.staging.write(&path, bytes);
        match self.site.profile().part("schreiben", write) {
            Ok(()) => Ok(Written::now(path, new)),
            Err(error) => Err(self.refused(&path, error)),
        }
    }

    /// Stages a file while it is made: only then is it known whether it differs from what the folder already holds.
    fn pieces(&self, path: String, pieces: &Pieces) -> Result<Written, Fault> {
        let write = |out: &mut dyn io::Write| pieces.write(self.site, out);
        let staged = self.making(&path, || self.staging.write_in_pieces(&path, write));
        let new = staged.map_err(|error| self.refused(&path, error))?;
        let Some(entry) = self.old.current(self.target.folder, &path, new) else {
            return Ok(Written::now(path, new));
        };
        match self.staging.discard(&path) {
            Ok(()) => Ok(Written::before(path, entry)),
            Err(error) => Err(self.refused(&path, error)),
        }
    }

    fn refused(&self, path: &str, error: io::Error) -> Fault {
        Fault::Write(self.target.folder.join(path), error)
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
pub(super) fn sort_out(outcomes: Vec<Result<Written, Fault>>) -> Result<Vec<Written>, OutputError> {
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
