//! Writes all routes into a folder. It knows URLs and bytes, and nothing of what they mean.
//!
//! Every page is rendered; what differs from the last build is laid beside the published files, and only when the last
//! page is rendered without a fault does it move into its place. So memory does not grow with the portal, and a build
//! with an error changes nothing. Only where nothing at all has changed, neither files nor program nor what was written,
//! is there nothing to do.

mod folder;
mod manifest;
mod pictures;
mod staging;

pub use folder::{FolderError, write_folder};

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use blake3::Hash;
use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Place};
use crate::site::{Body, Route, Routes, Site};
use manifest::{Entry, Manifest};
use staging::{Room, Staging};

/// Why a portal was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Templates or content were wrong; nothing was written.
    #[error("die Inhalte oder Vorlagen haben Fehler")]
    Problems(Vec<Diagnostic>),
    /// The system refused to write.
    #[error("{path} kann nicht geschrieben werden: {error}")]
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
    let inputs = inputs_of(site);
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
    let routes = profile.phase("Suche vorbereiten", || routes.all(site));
    let urls = routes.iter().map(|route| route.url.as_str());
    let build = Build {
        site,
        target,
        old: &old,
        staging: &staging,
        folders: urls.filter(|url| url.ends_with('/')).collect(),
    };
    let outcomes: Vec<Result<Written, Fault>> = profile.phase("Seiten erzeugen und schreiben", || {
        let route = |route: &&Route| {
            let outcome = build.route(route);
            progress();
            outcome
        };
        routes.par_iter().map(route).collect()
    });
    let files = profile.phase("Ergebnisse sammeln", || sort_out(outcomes))?;
    let written = files.iter().filter(|file| file.is_new).count();
    let new = Manifest::new(inputs, files.into_iter().map(|file| (file.path, file.entry)));
    let removed = profile.phase("Veröffentlichen", || {
        let obstacles = old.remove_obstacles(target.folder, &new)?;
        staging.publish()?;
        Ok(obstacles + old.remove_leftovers(target.folder, &new)?)
    });
    let removed = removed.map_err(refused)?;
    profile
        .phase("Stand festhalten", || new.save(target))
        .map_err(refused)?;
    pictures::remove_others(target.root, new.paths());
    Ok(Summary {
        files: new.len(),
        written,
        removed,
    })
}

/// A hash of all that decides what is written: what the site was made from, and the program, which is told by the size and
/// time of its file. None where the system does not show it, or nobody said what the site was made from.
fn inputs_of(site: &Site) -> Option<Hash> {
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let program = (program.len(), program.modified().ok()?);
    Some(blake3::hash(format!("{} {program:?}", site.inputs()?).as_bytes()))
}

/// A file of the portal as it is now, or will be once it is published.
struct Written {
    path: String,
    entry: Entry,
    is_new: bool,
}

enum Fault {
    Problem(Diagnostic),
    Write(PathBuf, io::Error),
}

struct Build<'a> {
    site: &'a Site,
    target: Target<'a>,
    old: &'a Manifest,
    staging: &'a Staging,
    /// The addresses that are folders with a page.
    folders: HashSet<&'a str>,
}

impl Build<'_> {
    /// Renders a route and stages it if it is not what the folder already holds.
    fn route(&self, route: &Route) -> Result<Written, Fault> {
        let profile = self.site.profile();
        let path = route.file_path();
        let (room, bytes) = profile
            .part(work_on(&path), || self.bytes(route))
            .map_err(Fault::Problem)?;
        let (hash, current) = profile.part("vergleichen", || {
            let hash = blake3::hash(&bytes);
            let current = self.old.current(self.target.folder, &path, hash);
            (hash, current)
        });
        if let Some(entry) = current {
            return Ok(Written {
                path,
                entry,
                is_new: false,
            });
        }
        match profile.part("schreiben", || self.staging.write(room, &path, &bytes)) {
            Ok(metadata) => Ok(Written {
                entry: Entry::new(hash, &metadata),
                path,
                is_new: true,
            }),
            Err(error) => Err(Fault::Write(self.target.folder.join(path), error)),
        }
    }

    /// What is behind a route, and where it waits: documents and pictures may be named by any page.
    fn bytes(&self, route: &Route) -> Result<(Room, Vec<u8>), Diagnostic> {
        match route.render(self.site).map_err(|problem| *problem)? {
            Body::Bytes(bytes) => Ok((self.room(&route.url), bytes)),
            Body::Picture(picture) => Ok((Room::Files, pictures::get(self.target.root, &picture))),
            Body::File(path) => match fs::read(self.target.root.join(&*path)) {
                Ok(bytes) => Ok((Room::Files, bytes)),
                Err(_) => {
                    let message = "die Datei kann nicht gelesen werden";
                    Err(Diagnostic::error("nicht-lesbar", Place::file(&path), message))
                }
            },
        }
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

/// What the profile calls the making of a file.
fn work_on(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "Seiten erzeugen (.html)",
        "json" | "jsonl" | "csv" => "Daten erzeugen (.json, .csv)",
        "atom" => "Feeds erzeugen (.atom)",
        "ics" => "Kalender erzeugen (.ics)",
        "png" | "ico" => "Bilder zeichnen (.png)",
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
