//! One publisher at a time.
//!
//! Who wants to publish writes a ticket of its own name to the target and looks whether there is another one. Alone, it holds the
//! target; else it takes its ticket back and waits whether the other one is renewed, by a clock of its own: so it does not matter
//! what the clocks of the two say. No server has to make or refuse anything in one step for that, which many say and do not do;
//! what is written must be listed, no more. Two who came together both give way, and come again at different moments.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::mover::Ledger;
use crate::extent::Whole;

/// What the name of a ticket begins with.
const START: &str = "sperre-";
/// So often a ticket is written before nobody is told to wait any more.
const ATTEMPTS: usize = 8;

/// A lock that nobody has renewed for so long is nobody's.
pub const PATIENCE: Duration = Duration::from_secs(40);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Lock {
    /// Who: machine, process, and the room in which the process has its number.
    machine: String,
    process: u32,
    room: String,
    /// Which ticket: no other one has it.
    id: String,
    /// How often it was renewed.
    renewed: u32,
}

impl Lock {
    fn new() -> Self {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_nanos();
        Self {
            machine: machine(),
            process: std::process::id(),
            room: room(),
            id: format!("{now:x}-{:x}", std::process::id()),
            renewed: 0,
        }
    }

    fn name(&self) -> String {
        format!("{START}{}.json", self.id)
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
    patience: Patience,
    work: impl FnOnce(&AtomicBool) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let lock = Lock::new();
    let name = lock.name();
    if let Err(fault) = take(ledger, &lock, patience.0) {
        let _ = ledger.erase(&name);
        return Err(fault);
    }
    let lost = AtomicBool::new(false);
    let (end, ended) = channel();
    let outcome = thread::scope(|scope| {
        scope.spawn(|| keep(ledger, lock, patience.0, ended, &lost));
        let outcome = work(&lost);
        release(end);
        outcome
    });
    // What is half written is another one's by now if the lock is. A ticket that cannot be removed is passed over by the next one.
    if !lost.load(Ordering::SeqCst) {
        let _ = ledger.tidy();
    }
    let _ = ledger.erase(&name);
    outcome
}

fn release(end: Sender<()>) {
    drop(end);
}

/// How long after the ticket of another one was removed it is looked for once more: who renewed it just then lives, and has the target.
/// Who took longer to renew its own holds nothing any more.
fn doubt(patience: Duration) -> Duration {
    patience.checked_div(4).unwrap_or(patience)
}

/// Renews a ticket until the end.
fn keep(ledger: &dyn Ledger, mut lock: Lock, patience: Duration, ended: Receiver<()>, lost: &AtomicBool) {
    let every = patience.checked_div(4).unwrap_or(patience).max(Duration::from_secs(1));
    let name = lock.name();
    while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
        let begin = Instant::now();
        // A target that does not answer now may do so later; if it is gone, the publication will notice.
        let Ok(found) = ledger.read(&name) else { continue };
        let is_there = found.is_some();
        if is_there {
            lock.renewed.raise(1);
            let _ = ledger.mark(&name, &lock.bytes());
        }
        if !is_there || begin.elapsed() >= doubt(patience) {
            lost.store(true, Ordering::SeqCst);
        }
    }
}

fn read(ledger: &dyn Ledger, name: &str) -> Result<Option<Lock>, Fault> {
    let bytes = ledger.read(name)?;
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
    let own = lock.name();
    let mut is_kept = true;
    for _ in 0..ATTEMPTS {
        ledger.mark(&own, &lock.bytes())?;
        let mut names = ledger.names(START)?;
        is_kept = names.contains(&own);
        names.retain(|name| *name != own);
        if is_kept && names.is_empty() {
            return Ok(());
        }
        ledger.erase(&own)?;
        for name in &names {
            outlive(ledger, name, patience)?;
        }
        thread::sleep(some_of(
            patience.checked_div(10).unwrap_or(patience).min(Duration::from_secs(1)),
        ));
    }
    Err(Fault::target(match is_kept {
        true => "die Sperre am Ziel lässt sich nicht setzen",
        false => {
            "das Ziel hat die Sperre nicht behalten: es verliert, was man schreibt. Es wurde nichts veröffentlicht"
        }
    }))
}

/// A part of a time, another one in each process and each time.
fn some_of(time: Duration) -> Duration {
    let now = std::time::UNIX_EPOCH.elapsed().unwrap_or_default().subsec_micros();
    let chance = now.wrapping_add(std::process::id().wrapping_mul(7919)) % 1000;
    time.saturating_mul(chance).checked_div(1000).unwrap_or(time)
}

/// Waits until the ticket of another one is gone, or has not been renewed for long enough, and removes it then.
fn outlive(ledger: &dyn Ledger, name: &str, whole: Duration) -> Result<(), Fault> {
    let Some(other) = read(ledger, name)? else {
        return Ok(());
    };
    // One that is half written was being written just now, or whoever wrote it was killed in the act.
    let is_half = other.id.is_empty();
    let patience = whole.checked_div(if is_half { 8 } else { 1 }).unwrap_or(whole);
    let begin = Instant::now();
    while !other.is_orphan() && begin.elapsed() < patience {
        thread::sleep(patience.checked_div(10).unwrap_or(patience).min(Duration::from_secs(2)));
        match read(ledger, name)? {
            Some(current) if current == other => {}
            // It is whole by now: whoever wrote it lives, or was killed later.
            Some(_) if is_half => return outlive(ledger, name, whole),
            Some(current) => return Err(busy(&current)),
            None => return Ok(()),
        }
    }
    ledger.erase(name)?;
    if !other.is_orphan() {
        thread::sleep(doubt(whole));
        if let Some(alive) = read(ledger, name)? {
            return Err(busy(&alive));
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;
    use std::sync::atomic::AtomicUsize;

    use super::*;

    /// Answers late, so that what several do at once lies between each other.
    #[derive(Default)]
    struct Slow(Mutex<BTreeMap<String, Vec<u8>>>);

    impl Slow {
        fn with<T>(&self, work: impl FnOnce(&mut BTreeMap<String, Vec<u8>>) -> T) -> T {
            let done = work(&mut self.0.lock().expect("one thread failed"));
            thread::sleep(some_of(Duration::from_millis(20)));
            done
        }
    }

    impl Ledger for Slow {
        fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
            Ok(self.with(|books| books.get(name).cloned()))
        }

        fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
            self.with(|books| books.insert(name.to_owned(), bytes.to_vec()));
            Ok(())
        }

        fn mark(&self, name: &str, bytes: &[u8]) -> Result<(), Fault> {
            self.write(name, bytes)
        }

        fn names(&self, start: &str) -> Result<Vec<String>, Fault> {
            let all = self.with(|books| books.keys().cloned().collect::<Vec<_>>());
            Ok(all.into_iter().filter(|name| name.starts_with(start)).collect())
        }

        fn erase(&self, name: &str) -> Result<(), Fault> {
            self.with(|books| books.remove(name));
            Ok(())
        }

        fn tidy(&self) -> Result<(), Fault> {
            Ok(())
        }
    }

    #[test]
    fn of_many_who_come_at_once_one_at_a_time_holds_a_target_and_each_of_them_does_so_once() {
        let (target, inside, served) = (Slow::default(), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let work = |_: &AtomicBool| {
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        thread::sleep(Duration::from_millis(50));
                        inside.fetch_sub(1, Ordering::SeqCst);
                        Ok(())
                    };
                    // Who is told that another one publishes comes again, as people do.
                    while holding(&target, Patience(Duration::from_secs(4)), work).is_err() {}
                    served.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(served.into_inner(), 6);
        assert_eq!(target.names("").expect("names"), Vec::<String>::new());
    }

    #[test]
    fn who_renews_a_ticket_that_was_just_removed_keeps_the_target() {
        let target = Slow::default();
        let ticket = br#"{"machine":"b","process":1,"room":"x","id":"b","renewed":1}"#;
        target.mark("sperre-b.json", ticket).expect("written");
        thread::scope(|scope| {
            scope.spawn(|| {
                while target.read("sperre-b.json").expect("read").is_some() {}
                target.mark("sperre-b.json", ticket).expect("written");
            });
            let outcome = holding(&target, Patience(Duration::from_secs(2)), |_| Ok(()));
            assert!(outcome.is_err_and(|fault| fault.to_string().contains("gerade veröffentlicht")));
        });
        assert_eq!(target.names("").expect("names"), ["sperre-b.json"]);
    }

    #[test]
    fn who_was_seen_writing_its_ticket_is_waited_for_like_all_others() {
        let target = Slow::default();
        target.mark("sperre-b.json", b"{\"mach").expect("written");
        thread::scope(|scope| {
            scope.spawn(|| {
                let renewed = |count| {
                    format!("{{\"machine\":\"b\",\"process\":1,\"room\":\"x\",\"id\":\"b\",\"renewed\":{count}}}")
                };
                thread::sleep(Duration::from_millis(300));
                target.mark("sperre-b.json", renewed(0).as_bytes()).expect("written");
                thread::sleep(Duration::from_millis(1500));
                target.mark("sperre-b.json", renewed(1).as_bytes()).expect("written");
            });
            let outcome = holding(&target, Patience(Duration::from_secs(8)), |_| Ok(()));
            assert!(outcome.is_err_and(|fault| fault.to_string().contains("gerade veröffentlicht")));
        });
    }
}
