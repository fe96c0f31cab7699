//! Writes all routes into a folder. It knows URLs and bytes, and nothing of what they mean.

mod manifest;
mod writer;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostics::Diagnostic;
use crate::site::{Body, Route, Site};
use manifest::Manifest;

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
/// [`OutputError::Problems`] before anything was written; [`OutputError::Write`] when the system refused on the way: what
/// is there then is whole, and the next build completes it.
pub fn write(
    site: &Site,
    routes: &BTreeMap<String, Route>,
    target: Target,
    progress: &(dyn Fn() + Sync),
) -> Result<Summary, OutputError> {
    let files = render_all(site, routes, target.root, progress)?;
    let failed = |error| OutputError::Write {
        path: target.folder.to_path_buf(),
        error,
    };
    let old = Manifest::read(target);
    let changed: Vec<&File> = files
        .iter()
        .filter(|file| !old.is_current(target.folder, file))
        .collect();
    // A page never names an asset that is not there yet: assets come before the pages, and removal comes last.
    let (pages, others): (Vec<&&File>, Vec<&&File>) = changed.iter().partition(|file| file.path.ends_with(".html"));
    for group in [others, pages] {
        group.par_iter().try_for_each(|file| {
            writer::write(target.folder, &file.path, &file.bytes).map_err(|error| OutputError::Write {
                path: file.path.clone().into(),
                error,
            })
        })?;
    }
    let new = Manifest::of(target.folder, &files).map_err(failed)?;
    let removed = old.remove_leftovers(target.folder, &new).map_err(failed)?;
    new.save(target).map_err(failed)?;
    Ok(Summary {
        files: files.len(),
        written: changed.len(),
        removed,
    })
}

/// A file of the portal, rendered.
#[derive(Debug)]
struct File {
    /// Path relative to the output folder, with `/`.
    path: String,
    bytes: Vec<u8>,
    hash: blake3::Hash,
}

fn render_all(
    site: &Site,
    routes: &BTreeMap<String, Route>,
    root: &Path,
    progress: &(dyn Fn() + Sync),
) -> Result<Vec<File>, OutputError> {
    let rendered: Vec<Result<File, Diagnostic>> = routes
        .par_iter()
        .map(|(_, route)| {
            let file = render(site, route, root);
            progress();
            file
        })
        .collect();
    let mut files = Vec::with_capacity(rendered.len());
    let mut problems = Vec::new();
    for file in rendered {
        match file {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(OutputError::Problems(problems))
    }
}

fn render(site: &Site, route: &Route, root: &Path) -> Result<File, Diagnostic> {
    let bytes = match route.render(site).map_err(|problem| *problem)? {
        Body::Bytes(bytes) => bytes,
        Body::File(path) => std::fs::read(root.join(&*path)).map_err(|_| {
            Diagnostic::error(
                "nicht-lesbar",
                crate::diagnostics::Place::file(&path),
                "die Datei kann nicht gelesen werden",
            )
        })?,
    };
    Ok(File {
        path: route.file_path(),
        hash: blake3::hash(&bytes),
        bytes,
    })
}
