//! Templates that never come to an end, or that fill the memory. A program cannot stop a template from outside: so when one
//! goes too far, the whole run ends, and says which it was. Only templates that a portal brings itself are watched.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostics::{Diagnostic, Place};

/// No page takes a hundredth of that.
const MOST_TIME: Duration = Duration::from_secs(10);
/// So much more memory than before the first page, no portal takes for its pages.
const MOST_PAGES: usize = 400_000;
/// How often is looked: memory grows by less than a limit between two looks.
const EVERY: Duration = Duration::from_millis(20);

/// What to do when a template goes too far; it must end the program.
type End = fn(&Diagnostic);

static END: OnceLock<End> = OnceLock::new();
static RUNNING: Mutex<Running> = Mutex::new(Running {
    next: 0,
    templates: BTreeMap::new(),
});

struct Running {
    next: u64,
    templates: BTreeMap<u64, (String, Instant)>,
}

/// Says what ends the program when a template goes too far, and watches from now on.
pub fn watch_templates(end: End) {
    if END.set(end).is_ok() {
        // Without a watch, a template that has no end has none, and that is all.
        let _ = thread::Builder::new().name("watch".to_owned()).spawn(look);
    }
}

/// A template while it is rendered.
pub(super) struct Watched(u64);

/// Watches a template until what is returned is dropped.
pub(super) fn begin(template: &str) -> Watched {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.next = running.next.wrapping_add(1);
    let number = running.next;
    running.templates.insert(number, (template.to_owned(), Instant::now()));
    Watched(number)
}

impl Drop for Watched {
    fn drop(&mut self) {
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.templates.remove(&self.0);
    }
}

fn look() {
    let mut before = None;
    loop {
        thread::sleep(EVERY);
        let oldest = oldest();
        let Some((template, begin)) = oldest else {
            continue;
        };
        let now = memory().unwrap_or_default();
        let before = *before.get_or_insert(now);
        let what = if begin.elapsed() > MOST_TIME {
            "kommt zu keinem Ende"
        } else if now.saturating_sub(before) > MOST_PAGES {
            "füllt den Speicher"
        } else {
            continue;
        };
        if let Some(end) = END.get() {
            end(&fault(&template, what));
        }
    }
}

/// The template that is being rendered for the longest time.
fn oldest() -> Option<(String, Instant)> {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.templates.values().min_by_key(|(_, begin)| *begin).cloned()
}

/// Pages of memory that the program takes, where the system tells.
fn memory() -> Option<usize> {
    let said = fs::read_to_string("/proc/self/statm").ok()?;
    said.split(' ').nth(1)?.parse().ok()
}

fn fault(origin: &str, what: &str) -> Diagnostic {
    Diagnostic::error(
        "vorlage-ohne-ende",
        Place::file(&origin.into()),
        format!("die Vorlage {what}"),
    )
    .with_help(
        "Sehen Sie nach, welche Schleife zu oft durchlaufen wird und welcher Text sich in ihr selbst verdoppelt.",
    )
}
