//! A copy of the portal as one file, for readers who open it from their own disk: the same pages, with links from file to file.
//!
//! The same input gives the same bytes: files come in the order of their paths, with one time and the same rights. The file is
//! the old one until the new one is whole.

mod links;
mod pack;
mod place;

pub use pack::Format;

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{OutputError, Target, files};
use crate::diagnostics::Diagnostic;
use crate::site::{Route, Routes, Site};
use crate::{disk, hosting};
use links::Links;
use pack::{Packed, Packer};

/// So many files are in memory at a time.
const PORTION: usize = 512;

/// Writes the copy and returns how many files are in it. Of the target, the folder is the file to write.
///
/// # Errors
/// Like those of a build; the file is then what it was.
pub fn write_copy(
    site: &Site,
    routes: &Routes,
    target: Target,
    format: Format,
    progress: &(dyn Fn() + Sync),
) -> Result<usize, OutputError> {
    place::insist_it_may_be_written(target, format)?;
    let refused = |error| OutputError::Write {
        path: target.folder.to_path_buf(),
        error,
    };
    if let Some(folder) = target.folder.parent() {
        disk::create_dir_all(folder).map_err(refused)?;
    }
    let routes = in_order(routes);
    let paths: BTreeSet<&str> = routes.iter().map(|(path, _)| path.as_str()).collect();
    let links = Links::new(site.base_url(), &paths);
    let mut problems = Vec::new();
    let written = disk::replace_in_pieces(target.folder, |out| {
        let mut packer = Packer::new(format, out)?;
        for portion in routes.chunks(PORTION) {
            let pack = |(path, route): &(String, &Route)| {
                let made = files::of_route(site, route, target.root, target.cache);
                progress();
                made.map(|bytes| Packed::new(format, path, links.in_file(path, bytes)))
            };
            let packed: Vec<Result<io::Result<Packed>, Diagnostic>> = portion.par_iter().map(pack).collect();
            for packed in packed {
                match packed {
                    Ok(packed) if problems.is_empty() => packer.add(packed?)?,
                    Ok(_) => {}
                    Err(problem) => problems.push(problem),
                }
            }
        }
        if problems.is_empty() {
            return packer.finish();
        }
        // Whatever was packed so far is thrown away.
        Err(io::Error::other("faults"))
    });
    match written {
        _ if !problems.is_empty() => Err(OutputError::Problems(problems)),
        Ok(()) => Ok(routes.len()),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => Err(place::busy(target.folder)),
        Err(error) => Err(refused(error)),
    }
}

/// Files by their paths. Rules for a host say nothing to a disk, and the index of the search nothing without its scripts.
fn in_order(routes: &Routes) -> Vec<(String, &Route)> {
    let mut routes: Vec<(String, &Route)> = routes.pages().map(|route| (route.file_path(), route)).collect();
    routes.retain(|(path, _)| !hosting::RULES.contains(&path.as_str()));
    routes.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    routes
}

/// Whether a path asks for a copy.
///
/// # Errors
/// What to do instead, if it asks for a kind of file that is not written.
pub fn asked_for(path: &Path) -> Result<Option<Format>, OutputError> {
    place::asked_for(path)
}
