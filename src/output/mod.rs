//! Writes all routes into a folder. It knows URLs and bytes, and nothing of what they mean.
//!
//! What differs from the last build is laid beside the published files, and only when the last page is rendered without a
//! fault does it move into its place. So memory does not grow with the portal, and a build with an error changes nothing.
//! A page is only left out where it would be rendered from the same as last time; and where nothing at all has changed,
//! neither files nor program nor what was written, there is nothing to do.

mod claim;
mod compressed;
mod entry;
pub(crate) mod files;
mod folder;
mod guard;
mod making;
mod manifest;
mod marker;
mod offline;
mod retired;
mod room;
mod staging;

pub use folder::{FolderError, write_folder};
pub use guard::source_around;
pub use offline::{Format, asked_for, write_copy};

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diagnostics::Diagnostic;
use crate::extent::{Slicing, Whole};
use crate::hosting;
use crate::model::german_time;
use crate::site::{Routes, Site};
use claim::Claim;
use entry::Entry;
use making::Build;
use manifest::{Manifest, Past};
use retired::Retired;
use staging::Staging;

/// Why a portal was not written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Templates or content were wrong; nothing was written.
    #[error("die Inhalte oder Vorlagen haben Fehler")]
    Problems(Vec<Diagnostic>),
    /// The folder is not one to write to, or it is not the time; nothing was written.
    #[error("{0}")]
    Refused(String),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Files of the portal.
    pub files: usize,
    /// … of which were written because they are new or differ.
    pub written: usize,
    /// Files of the last build that are no longer part of the portal and were removed.
    pub removed: usize,
    /// Whether what the last build noted could not be used, so that every file was compared.
    pub is_damaged: bool,
    /// Files that an earlier build may have written, and that stay because nobody knows.
    pub strangers: Vec<String>,
}

/// Where a portal is written, and what is kept beside it.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The portal root, from which documents are copied.
    pub root: &'a Path,
    /// The folder to write to.
    pub folder: &'a Path,
    /// Where it is noted what was written, and where pictures are kept.
    pub cache: &'a Path,
    /// Whether to write even where sources or files of others lie.
    pub insists: bool,
    /// Whether files get a smaller form beside them, for servers that send it as it is.
    pub compress: bool,
    /// The time, in seconds since 1970: what older pages still ask for goes a while after they are gone.
    pub now: u64,
}

/// Renders all routes, compares them with what the last build wrote, and writes the difference.
///
/// # Errors
/// [`OutputError::Problems`] and [`OutputError::Refused`] before anything is published; [`OutputError::Write`] when the
/// system refused on the way: what is there then is whole, and the next build completes it.
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
    let inputs = inputs.map(|(content, program)| {
        let form = if target.compress { hosting::SMALLER } else { "" };
        blake3::hash(format!("{content} {program}{form}").as_bytes())
    });
    let is_known = || !matches!(Past::read(target), Past::None);
    let mut claim = profile.phase("Ordner prüfen", || {
        guard::insist_it_may_be_written(target, is_known)?;
        Claim::take(target, is_known)
    })?;
    let past = profile.phase("Letzten Stand lesen", || Past::read(target));
    // Even if there is nothing to do, what a killed build left behind goes.
    let staging = Staging::open(target.folder, &who(target.now)).map_err(refused)?;
    let is_damaged = matches!(past, Past::Damaged);
    let (old, is_known) = match past {
        Past::Known(manifest) => (manifest, true),
        Past::Damaged | Past::None if claim.is_empty => (Manifest::of_empty_folder(), false),
        Past::Damaged | Past::None => (Manifest::default(), false),
    };
    if let Some(seen) = profile.phase("Letzten Stand prüfen", || old.still_holds(target.folder, inputs)) {
        return unchanged(old, seen, &staging, target).map_err(refused);
    }
    let build = Build {
        site,
        target,
        old: &old,
        program: program.map(|program| xxh3_64(program.as_bytes())),
        staging: &staging,
    };
    let outcomes = profile.phase("Seiten erzeugen und schreiben", || build.all(routes, progress));
    let mut files = profile.phase("Ergebnisse sammeln", || making::sort_out(outcomes))?;
    if target.compress {
        files = profile.phase("Verdichten", || compressed::with_smaller_forms(&build, files))?;
    }
    let left_by_others = if is_known || !(claim.was_marked || is_damaged) {
        old.strangers().clone()
    } else {
        // Who wrote here before is known, but not what.
        room::files_in(target.folder).map_err(refused)?
    };
    let retired = Retired::read(target);
    let all_is_ours = claim.is_own && !is_known;
    let is_ours = |path: &str| all_is_ours || old.has(path) || retired.keeps(path);
    profile.phase("Platz prüfen", || {
        room::insist_there_is(target.folder, &files, is_ours)
    })?;
    let written = files.iter().filter(|file| file.is_new).count();
    let files = files.into_iter().map(|file| (file.path, file.entry));
    let mut new = Manifest::intended(files, left_by_others);
    let retired = retired.with(old.left_over(&new), &new, target.now);
    new.keep_strangers(|path| !retired.keeps(path) && target.folder.join(path).is_file());
    let removed = profile.phase("Veröffentlichen", || {
        // What may be there from now on is noted before it is: so a build that is killed leaves nothing that nobody knows.
        new.and(old.left_over(&new).into_iter()).save(target)?;
        retired.save(target)?;
        claim.keep();
        let gone = old.left_over(&new).into_iter().filter(|path| !retired.keeps(path));
        let left_over: Vec<&str> = gone.chain(retired.expired()).collect();
        let is_obstacle = |path: &&&str| new.is_obstructed_by(path);
        let obstacles = manifest::remove(target.folder, left_over.iter().filter(is_obstacle).copied())?;
        staging.publish()?;
        Ok(obstacles.plus(manifest::remove(target.folder, left_over.into_iter())?))
    });
    let removed = removed.map_err(refused)?;
    let complete = || {
        new.complete(target.folder, inputs, staging.clock()?);
        new.save(target)
    };
    profile.phase("Stand festhalten", complete).map_err(refused)?;
    profile.phase("Aufräumen", || {
        files::remove_other_pictures(target.cache, new.paths());
        drop(staging);
    });
    Ok(Summary {
        files: new.len(),
        written,
        removed,
        is_damaged,
        strangers: new.strangers().iter().cloned().collect(),
    })
}

/// Nothing is to be done but to note how some files look now.
fn unchanged(
    mut old: Manifest,
    seen: BTreeMap<String, Entry>,
    staging: &Staging,
    target: Target,
) -> io::Result<Summary> {
    old.keep_strangers(|path| target.folder.join(path).is_file());
    if !seen.is_empty() {
        old.refresh(seen, staging.clock()?);
        old.save(target)?;
    }
    Ok(Summary {
        files: old.len(),
        written: 0,
        removed: 0,
        is_damaged: false,
        strangers: old.strangers().iter().cloned().collect(),
    })
}

/// Who writes: what another run that finds the folder taken tells.
fn who(now: u64) -> String {
    let since = i64::try_from(now).ok().and_then(|now| Timestamp::from_second(now).ok());
    let since = since.map(|since| {
        german_time()
            .to_datetime(since)
            .strftime(", seit %d.%m.%Y, %H:%M:%S Uhr")
            .to_string()
    });
    format!("Prozess {}{}", std::process::id(), since.unwrap_or_default())
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
    match Past::read(target) {
        Past::Known(manifest) => manifest.into_outputs(),
        Past::None | Past::Damaged => Vec::new(),
    }
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
            count => hash.update(bytes.part(..count)),
        }
    }
}
