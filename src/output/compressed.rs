//! Files in a smaller form beside themselves, which web servers send as they lie there: `index.html.gz`.
//!
//! A smaller form is known by what it was made of, so only what changed is compressed. The header has no time, so the same file
//! gives the same bytes.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use rayon::prelude::*;

use super::OutputError;
use super::making::{self, Build, Fault, Written};
use crate::hosting;

/// Less is sent in one packet anyway; servers that compress by themselves begin there, too.
const LEAST: u64 = 256;

/// Adds the smaller forms of all files that have one.
pub(super) fn with_smaller_forms(build: &Build, mut files: Vec<Written>) -> Result<Vec<Written>, OutputError> {
    let forms = files
        .par_iter()
        .filter_map(|file| smaller_form(build, file).transpose());
    let forms = making::sort_out(forms.collect())?;
    files.extend(forms);
    Ok(files)
}

/// The smaller form of a file; none where it would not be smaller, or does not pay.
fn smaller_form(build: &Build, file: &Written) -> Result<Option<Written>, Fault> {
    if file.entry.bytes < LEAST || !hosting::served(&file.path).compress {
        return Ok(None);
    }
    let path = format!("{}{}", file.path, hosting::SMALLER);
    // Half of a hash will do: nobody is to be deceived.
    let made_from = build
        .program
        .map(|program| program.wrapping_add(file.entry.hash as u64));
    let as_before = |made_from| build.old.made_from(build.target.folder, &path, made_from);
    if let Some(entry) = made_from.and_then(as_before) {
        return Ok(Some(Written::before(path, entry)));
    }
    let place = if file.is_new {
        build.staging.waiting(&file.path)
    } else {
        build.target.folder.join(&file.path)
    };
    let refused = |error| Fault::Write(place.clone(), error);
    let bytes = fs::read(&place).map_err(refused)?;
    let smaller = compressed(&bytes).map_err(refused)?;
    if smaller.len() >= bytes.len() {
        return Ok(None);
    }
    build.stage(path, &smaller, made_from).map(Some)
}

fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
