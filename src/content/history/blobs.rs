//! Old revisions of files, read by one `git cat-file` and parsed in parallel.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::git;
use super::log::{ObjectId, Part};
use crate::content::yaml;
use crate::content::{table, tree};
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
            let (reuse, faults) = table::parse_reuse(text, &"".into()).ok()?;
            faults.is_empty().then_some(Revision::Reuse(reuse))
        }
    }
}

fn texts(root: &Path, wanted: &BTreeMap<ObjectId, Part>) -> Option<Vec<(ObjectId, String)>> {
    let mut child = git::command(root, &["cat-file", "--batch"])
        .stdin(std::process::Stdio::piped())
        .spawn()
        .ok()?;
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    let names: String = wanted.keys().flat_map(|id| [&**id, "\n"]).collect();
    // Both pipes are short: whoever writes all names before reading would wait forever.
    let writer = std::thread::spawn(move || input.write_all(names.as_bytes()));
    let mut output = BufReader::new(output);
    let mut texts = Vec::new();
    while let Some(answer) = answer(&mut output) {
        texts.extend(answer.and_then(|(id, bytes)| Some((id, String::from_utf8(bytes).ok()?))));
    }
    drop(output);
    // Names that git no longer wanted to read are no loss.
    let _ = writer.join();
    child.wait().ok()?;
    Some(texts)
}

/// The next answer of git, `<id> blob <bytes>` and the bytes; `Some(None)` for an object that is not there or too large.
#[allow(clippy::option_option)] // The end of all answers and an answer without a text are two things.
fn answer(output: &mut impl BufRead) -> Option<Option<(ObjectId, Vec<u8>)>> {
    let mut head = String::new();
    if output.read_line(&mut head).ok()? == 0 {
        return None;
    }
    let words: Vec<&str> = head.split_whitespace().collect();
    let [id, _, size] = words[..] else {
        return Some(None);
    };
    let Ok(size) = size.parse::<u64>() else {
        return Some(None);
    };
    let mut bytes = Vec::new();
    let mut content = output.by_ref().take(size);
    if size > tree::MOST_TEXT_BYTES {
        std::io::copy(&mut content, &mut std::io::sink()).ok()?;
    } else {
        content.read_to_end(&mut bytes).ok()?;
    }
    output.read_exact(&mut [0]).ok()?;
    Some((size <= tree::MOST_TEXT_BYTES).then(|| (Arc::from(id), bytes)))
}
