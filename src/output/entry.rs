//! What a written file is, and whether it still is that.

use std::fmt;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::xxh3_128;

/// A written file: what was in it, and how it looked on disk, so that a file changed by hand is noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    /// Of the bytes.
    pub hash: u128,
    /// Of all that a page was rendered from; 0 for other files.
    pub made_from: u64,
    /// How many.
    pub bytes: u64,
    times: Times,
}

/// When a file was written, and when anything about it changed, in nanoseconds since 1970. Nobody can set the second one,
/// where the system knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Times {
    modified: u64,
    changed: u64,
}

impl Entry {
    /// A file with a content, of which it is not known when it was written.
    pub fn new(hash: u128, made_from: Option<u64>, bytes: u64) -> Self {
        Self {
            hash,
            made_from: made_from.unwrap_or_default(),
            bytes,
            times: Times::default(),
        }
    }

    /// Notes how the file looks now.
    pub fn look_at(&mut self, file: &Path) {
        self.times = fs::symlink_metadata(file)
            .map(|metadata| Times::of(&metadata))
            .unwrap_or_default();
    }

    /// The entry with the times as they are now, if the file holds what it should. Where the times do not tell, its content
    /// does: a file may have been changed right after it was written, or its times set back.
    pub fn unchanged(&self, file: &Path, settled: u64) -> Option<Self> {
        let metadata = fs::symlink_metadata(file).ok()?;
        if !metadata.is_file() || metadata.len() != self.bytes {
            return None;
        }
        let times = Times::of(&metadata);
        let is_told = times == self.times && times.modified < settled && times.changed < settled;
        let holds = is_told || fs::read(file).is_ok_and(|bytes| xxh3_128(&bytes) == self.hash);
        holds.then_some(Self { times, ..*self })
    }

    /// The entry at the beginning of a line, and the rest of it.
    pub fn parse(line: &str) -> Option<(Self, &str)> {
        let mut parts = line.splitn(6, ' ');
        let entry = Self {
            hash: u128::from_str_radix(parts.next()?, 16).ok()?,
            made_from: u64::from_str_radix(parts.next()?, 16).ok()?,
            bytes: parts.next()?.parse().ok()?,
            times: Times {
                modified: parts.next()?.parse().ok()?,
                changed: parts.next()?.parse().ok()?,
            },
        };
        Some((entry, parts.next()?))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Times { modified, changed } = self.times;
        write!(
            f,
            "{:x} {:x} {} {modified} {changed}",
            self.hash, self.made_from, self.bytes
        )
    }
}

impl Times {
    fn of(metadata: &Metadata) -> Self {
        Self {
            modified: modified(metadata),
            changed: changed(metadata),
        }
    }
}

/// When a file was written, by the clock of the disk on which it lies.
pub(super) fn modified(metadata: &Metadata) -> u64 {
    let time = metadata.modified().ok();
    let since_epoch = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    u64::try_from(since_epoch.unwrap_or_default().as_nanos()).unwrap_or_default()
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    const SECOND: i64 = 1_000_000_000;
    let nanos = metadata
        .ctime()
        .saturating_mul(SECOND)
        .saturating_add(metadata.ctime_nsec());
    u64::try_from(nanos).unwrap_or_default()
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> u64 {
    0
}
