//! Runs a program to its end and says what it took.

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often the memory of a running program is looked at.
const INTERVAL: Duration = Duration::from_millis(2);

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub seconds: f64,
    /// The most memory that the program held at once; 0 where the system does not tell.
    pub peak_bytes: u64,
}

/// Runs a program; what it says is thrown away unless it fails. What was written before goes to the disk first, or the
/// program would wait for what the one before it left behind.
pub fn run(command: &mut Command) -> io::Result<Taken> {
    // Without `sync` figures are less steady, and no less true.
    let _ = Command::new("sync").status();
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
    let mut peak_bytes = 0;
    while child.try_wait()?.is_none() {
        peak_bytes = peak_bytes.max(peak(&child));
        thread::sleep(INTERVAL);
    }
    let seconds = start.elapsed().as_secs_f64();
    let output = child.wait_with_output()?;
    if output.status.success() {
        return Ok(Taken { seconds, peak_bytes });
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(io::Error::other(format!("{command:?} failed: {said}")))
}

/// `VmHWM` never falls, so the last look before the end counts.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Number and size of all files below a folder.
pub fn files(folder: &Path) -> io::Result<(u64, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let below = self::files(&entry.path())?;
            (files, bytes) = (files + below.0, bytes + below.1);
        } else {
            (files, bytes) = (files + 1, bytes + entry.metadata()?.len());
        }
    }
    Ok((files, bytes))
}

/// The middle one.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
