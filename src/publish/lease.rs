//! One publisher at a time.
//!
//! A lock at the target is renewed while its owner lives. Who finds one waits whether it is renewed, by a clock of its own:
//! so it does not matter what the clocks of the two say.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::mover::Ledger;
use crate::extent::Whole;

const NAME: &str = "sperre.json";

/// A lock that nobody has renewed for so long is nobody's.
pub const PATIENCE: Duration = Duration::from_secs(40);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lock {
    /// Who: machine, process, and the room in which the process has its number.
    machine: String,
    process: u32,
    room: String,
    /// Which publication.
    id: String,
    /// How often it was renewed.
    renewed: u32,
}

impl Lock {
    fn new(id: &str) -> Self {
        Self {
            machine: machine(),
            process: std::process::id(),
            room: room(),
            id: id.to_owned(),
            renewed: 0,
        }
    }

    fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Whether its owner was a process of this machine that is no more. Elsewhere, only waiting tells.
    fn is_orphan(&self) -> bool {
        let here = !self.room.is_empty() && self.room == room() && self.machine == machine();
        here && !std::path::Path::new(&format!("/proc/{}", self.process)).exists()
    }
}

/// The name of the machine, as far as the system tells.
pub fn machine() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = name.or_else(|| std::env::var("COMPUTERNAME").ok());
    name.map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "unbekannt".to_owned())
}

fn room() -> String {
    let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let room = std::fs::read_link("/proc/self/ns/pid").map(|room| room.display().to_string());
    room.map(|room| format!("{} {room}", boot.trim())).unwrap_or_default()
}

/// How long a lock that is not renewed is respected; it is renewed four times as often.
#[derive(Debug, Clone, Copy)]
pub struct Patience(pub Duration);

/// Does something while nobody else publishes to the target.
///
/// # Errors
/// Somebody else does, the target cannot be locked, or what was done failed.
pub fn holding<T>(
    ledger: &dyn Ledger,
    id: &str,
    patience: Patience,
    work: impl FnOnce(&AtomicBool) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let lock = Lock::new(id);
    take(ledger, &lock, patience.0)?;
    let lost = AtomicBool::new(false);
    let (end, ended) = channel();
    let outcome = thread::scope(|scope| {
        scope.spawn(|| {
            keep(
                ledger,
                lock,
                patience.0.checked_div(4).unwrap_or(patience.0),
                ended,
                &lost,
            )
        });
        let outcome = work(&lost);
        release(end);
        outcome
    });
    // A lock that is someone else's by now stays; one that cannot be removed is taken over by the next one.
    if !lost.load(Ordering::SeqCst) {
        let _ = ledger.tidy().and_then(|()| ledger.erase(NAME));
    }
    outcome
}

fn release(end: Sender<()>) {
    drop(end);
}

/// Renews a lock until the end.
fn keep(ledger: &dyn Ledger, mut lock: Lock, every: Duration, ended: Receiver<()>, lost: &AtomicBool) {
    let every = every.max(Duration::from_secs(1));
    while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        match read(ledger) {
            Ok(Some(current)) if current.id == lock.id => {
                lock.renewed.raise(1);
                // A renewal that fails is tried again; if the target is gone, the publication will notice.
                let _ = ledger.write(NAME, &lock.bytes());
            }
            Ok(_) => lost.store(true, Ordering::SeqCst),
            Err(_) => {}
        }
    }
}

fn read(ledger: &dyn Ledger) -> Result<Option<Lock>, Fault> {
    let bytes = ledger.read(NAME)?;
    // A broken lock is one that nobody will renew.
    let broken = || Lock {
        machine: "unbekannt".to_owned(),
        process: 0,
        room: String::new(),
        id: String::new(),
        renewed: 0,
    };
    Ok(bytes.map(|bytes| serde_json::from_slice(&bytes).unwrap_or_else(|_| broken())))
}

fn take(ledger: &dyn Ledger, lock: &Lock, patience: Duration) -> Result<(), Fault> {
    const ATTEMPTS: usize = 6;
    for attempt in 1..=ATTEMPTS {
        if ledger.write_new(NAME, &lock.bytes())? {
            return match read(ledger)? {
                Some(current) if current.id == lock.id => Ok(()),
                Some(other) => Err(busy(&other)),
                None => Err(Fault::target(
                    "das Ziel hat die Sperre nicht behalten: es verliert, was man schreibt. Es wurde nichts veröffentlicht",
                )),
            };
        }
        match read(ledger)? {
            Some(other) => {
                if !other.is_orphan() {
                    wait(ledger, &other, patience)?;
                }
                ledger.erase(NAME)?;
            }
            // Somebody gave it back just now, is about to write it, or was killed before that.
            None => {
                thread::sleep(patience.checked_div(10).unwrap_or(patience).min(Duration::from_secs(1)));
                if attempt == ATTEMPTS / 2 {
                    ledger.erase(NAME)?;
                }
            }
        }
    }
    Err(Fault::target("die Sperre am Ziel lässt sich nicht setzen"))
}

/// Waits until a lock has not been renewed for long enough.
fn wait(ledger: &dyn Ledger, other: &Lock, patience: Duration) -> Result<(), Fault> {
    let begin = Instant::now();
    while begin.elapsed() < patience {
        thread::sleep(patience.checked_div(10).unwrap_or(patience).min(Duration::from_secs(2)));
        match read(ledger)? {
            Some(current) if current == *other => {}
            Some(current) => return Err(busy(&current)),
            None => return Ok(()),
        }
    }
    Ok(())
}

fn busy(other: &Lock) -> Fault {
    Fault::refused(format!(
        "gerade veröffentlicht jemand anders an dieses Ziel (Rechner {}). Warten Sie, bis das fertig ist, und veröffentlichen Sie dann noch einmal",
        other.machine
    ))
}
