//! The same for many files, several at a time.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::publish::fault::Fault;

/// As many as servers like.
const THREADS: usize = 8;

/// Does the same with all items; after the first failure no new one is begun.
pub(super) fn each<T: Sync>(items: &[T], work: impl Fn(&T) -> Result<(), Fault> + Sync) -> Result<(), Fault> {
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    let run = || {
        while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(fault) = work(item) {
                next.store(items.len(), Ordering::Relaxed);
                if let Ok(mut failure) = failure.lock() {
                    failure.get_or_insert(fault);
                }
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS.min(items.len()) {
            scope.spawn(run);
        }
    });
    match failure.into_inner() {
        Ok(Some(fault)) => Err(fault),
        _ => Ok(()),
    }
}
