//! Old revisions of files, read by one `git cat-file` and parsed in parallel.

use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::git;
use super::log::{ObjectId, Part};
use crate::content::yaml;
use crate::content::{tables, tree};
use crate::model::{Reuse, Service};

/// What an old file holds. One that could not be understood is not here: it was never shown.
#[derive(Debug)]
pub(super) enum Revision {
    Record(Box<Service>),
    Reuse(Vec<Reuse>),
}

/// Old revisions by their names.
pub(super) type Revisions = BTreeMap<ObjectId, Revision>;

/// Reads what is there of some blobs.
pub(super) fn read(root: &Path, wanted: BTreeMap<ObjectId, Part>) -> Revisions {
    if wanted.is_empty() {
        return Revisions::new();
    }
    let texts = texts(root, &wanted).unwrap_or_default();
    texts
        .into_par_iter()
        .filter_map(|(id, text)| {
            let revision = parse(*wanted.get(&id)?, &text)?;
            Some((id, revision))
        })
        .collect()
}

fn parse(part: Part, text: &str) -> Option<Revision> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match part {
        Part::Record => yaml::from_str(text).map(Revision::Record).ok(),
        Part::Reuse => {
            let (reuse, faults) = tables::parse_reuse(text, &"".into()).ok()?;
            faults.is_empty().then_some(Revision::Reuse(reuse))
        }
    }
}

fn texts(root: &Path, wanted: &BTreeMap<ObjectId, Part>) -> Option<Vec<(ObjectId, String)>> {
    let mut texts = Vec::new();
    each(root, wanted.keys().cloned().collect(), &mut |id, size, content| {
        if size > tree::MOST_TEXT_BYTES {
            return Ok(());
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        texts.extend(String::from_utf8(bytes).ok().map(|text| (Arc::from(id), text)));
        Ok(())
    })
    .ok()?;
    Some(texts)
}

/// What is done with a blob: its name, its size and its bytes, of which not all need to be read.
type Visit<'a> = &'a mut dyn FnMut(&str, u64, &mut dyn Read) -> io::Result<()>;

/// Reads blobs one after the other, in the order in which they are named. Those that are not there are left out.
pub(super) fn each(root: &Path, names: Vec<ObjectId>, visit: Visit) -> io::Result<()> {
    let mut child = git::command(root, &["cat-file", "--batch"])
        .stdin(std::process::Stdio::piped())
        .spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let names: String = names.iter().flat_map(|id| [&**id, "\n"]).collect();
    // Both pipes are short: whoever writes all names before reading would wait forever.
    let writer = std::thread::spawn(move || input.write_all(names.as_bytes()));
    let mut output = BufReader::new(output);
    let mut outcome = Ok(true);
    while let Ok(true) = outcome {
        outcome = answer(&mut output, visit);
    }
    drop(output);
    // Names that git no longer wanted to read are no loss.
    let _ = writer.join();
    child.wait()?;
    outcome.map(drop)
}

/// The next answer of git: `<id> blob <bytes>` and the bytes, or another word for an object that is not there. `false` at
/// the end of all answers.
fn answer(output: &mut impl BufRead, visit: Visit) -> io::Result<bool> {
    let mut head = String::new();
    if output.read_line(&mut head)? == 0 {
        return Ok(false);
    }
    let words: Vec<&str> = head.split_whitespace().collect();
    let [id, _, size] = words[..] else {
        return Ok(true);
    };
    let Ok(size) = size.parse::<u64>() else {
        return Ok(true);
    };
    let mut content = output.by_ref().take(size);
    visit(id, size, &mut content)?;
    io::copy(&mut content, &mut io::sink())?;
    output.read_exact(&mut [0])?;
    Ok(true)
}
