//! Templates that never come to an end, or that fill the memory. Those that a portal brings itself ask wherever something
//! can happen again and again (`asking.rs`), and what went too far once is not begun again. A program cannot stop anything
//! else from outside: so where one expression goes too far, the whole run ends, and says which template it was.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tera::{ErrorKind, Kwargs, State, TeraResult, Value};

use crate::diagnostics::{Diagnostic, Place};
use crate::extent::quantity;

/// Processor time of which no page takes a hundredth.
const MOST_WORK: Duration = Duration::from_secs(2);
/// Time of the clock that no page takes on the busiest machine, and where the system tells nothing else.
const MOST_TIME: Duration = Duration::from_secs(60);
/// So much more memory than at its beginning, no portal takes for its pages.
const MOST_PAGES: usize = 100_000;
/// How many times as much until the run ends: what doubles takes three times the limit before it is asked again, and on several threads.
const GRACE: u32 = 4;
/// How often is looked: memory grows by less than a limit between two looks.
const EVERY: Duration = Duration::from_millis(20);

/// What to do when a template cannot be stopped; it must end the program.
type End = fn(&Diagnostic);

/// In what a template went too far.
type Verdict = Arc<AtomicU8>;

const NONE: u8 = 0;
const ENDLESS: u8 = 1;
const TOO_LARGE: u8 = 2;

static END: OnceLock<End> = OnceLock::new();
static RUNNING: Mutex<Running> = Mutex::new(Running {
    next: 0,
    templates: BTreeMap::new(),
});

thread_local! {
    /// What was found about the template that this thread renders.
    static CURRENT: RefCell<Option<Verdict>> = const { RefCell::new(None) };
}

struct Running {
    next: u64,
    templates: BTreeMap<u64, Template>,
}

struct Template {
    origin: String,
    thread: Option<PathBuf>,
    begin: Instant,
    /// What the thread had worked and the program taken when it was first looked at.
    before: Option<(Duration, usize)>,
    verdict: Verdict,
}

impl Template {
    /// Whether the template went so many times too far, and how. Memory is what all templates take together.
    fn is_beyond(&self, times: u32, work: Duration, memory: Option<usize>) -> Option<u8> {
        let (work_before, memory_before) = self.before?;
        let is_endless = work.saturating_sub(work_before) > MOST_WORK.saturating_mul(times)
            || self.begin.elapsed() > MOST_TIME.saturating_mul(times);
        let most = MOST_PAGES.saturating_mul(times as usize);
        let is_large = memory.is_some_and(|memory| memory.saturating_sub(memory_before) > most);
        match (is_large, is_endless) {
            (true, _) => Some(TOO_LARGE),
            (_, true) => Some(ENDLESS),
            _ => None,
        }
    }
}

/// Says what ends the program when a template cannot be stopped, and watches from now on.
pub fn watch_templates(end: End) {
    if END.set(end).is_ok() {
        // Without a watch, a template that has no end has none, and that is all.
        let _ = thread::Builder::new().name("watch".to_owned()).spawn(look);
    }
}

/// What templates call again and again.
pub(super) fn go_on(_: Kwargs, _: &State) -> TeraResult<Value> {
    insist().map(|()| Value::from(""))
}

/// A value that takes the place of another.
pub(super) fn asked(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    insist().map(|()| value)
}

fn insist() -> TeraResult<()> {
    let is_over = CURRENT.with_borrow(|verdict| {
        verdict
            .as_ref()
            .and_then(|verdict| reason(verdict.load(Ordering::Relaxed)))
    });
    match is_over {
        Some(reason) => Err(tera::Error::message(reason)),
        None => Ok(()),
    }
}

/// Templates of a theme that went too far.
#[derive(Debug, Clone, Default)]
pub(super) struct Stopped(Arc<Mutex<BTreeMap<String, Diagnostic>>>);

impl Stopped {
    /// Renders a template in the form in which its loops ask; `plainly` tells what else is wrong in the form that people wrote.
    pub fn render<T>(
        &self,
        template: &str,
        origins: &BTreeMap<String, String>,
        asking: impl FnOnce() -> TeraResult<T>,
        plainly: impl FnOnce() -> TeraResult<T>,
    ) -> Result<TeraResult<T>, Box<Diagnostic>> {
        if let Some(fault) = self.lock().get(template) {
            return Err(Box::new(fault.clone()));
        }
        let origin = |name: &str| origins.get(name).map_or(name, String::as_str).to_owned();
        let watched = begin(origin(template));
        let error = match asking() {
            Ok(done) => return Ok(Ok(done)),
            Err(error) => error,
        };
        let Some(reason) = reason(watched.verdict.load(Ordering::Relaxed)) else {
            return Ok(plainly());
        };
        let place = match error.kind() {
            ErrorKind::RenderingError(report) => {
                let path = Arc::from(origin(report.filename()));
                Place::line_of(&path, quantity(report.span().start_line))
            }
            _ => Place::file(&origin(template).as_str().into()),
        };
        let fault = fault(place, reason);
        self.lock().insert(template.to_owned(), fault.clone());
        Err(Box::new(fault))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Diagnostic>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A template while it is rendered.
struct Watched {
    number: u64,
    verdict: Verdict,
    /// What this thread rendered before.
    outer: Option<Verdict>,
}

/// Watches a template until what is returned is dropped.
fn begin(origin: String) -> Watched {
    let verdict = Verdict::default();
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.next = running.next.wrapping_add(1);
    let number = running.next;
    let template = Template {
        origin,
        thread: fs::read_link("/proc/thread-self").ok(),
        begin: Instant::now(),
        before: None,
        verdict: verdict.clone(),
    };
    running.templates.insert(number, template);
    Watched {
        number,
        outer: CURRENT.replace(Some(verdict.clone())),
        verdict,
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        CURRENT.replace(self.outer.take());
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.templates.remove(&self.number);
    }
}

fn reason(verdict: u8) -> Option<&'static str> {
    match verdict {
        ENDLESS => Some("kommt zu keinem Ende"),
        TOO_LARGE => Some("füllt den Speicher"),
        _ => None,
    }
}

fn look() {
    loop {
        thread::sleep(EVERY);
        let gone_too_far = {
            let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
            found_beyond(&mut running)
        };
        if let (Some(fault), Some(end)) = (gone_too_far, END.get()) {
            end(&fault);
        }
    }
}

/// Tells templates that they went too far; returns the fault of one that did not stop.
fn found_beyond(running: &mut Running) -> Option<Diagnostic> {
    if running.templates.is_empty() {
        return None;
    }
    let memory = memory().unwrap_or_default();
    let mut is_oldest = true;
    for template in running.templates.values_mut() {
        let work = template.thread.as_deref().and_then(worked).unwrap_or_default();
        template.before.get_or_insert((work, memory));
        // Who fills the memory is the one that is at it for the longest time.
        let memory = is_oldest.then_some(memory);
        is_oldest = false;
        if let Some(number) = template.is_beyond(1, work, memory) {
            let verdict = &template.verdict;
            let _ = verdict.compare_exchange(NONE, number, Ordering::Relaxed, Ordering::Relaxed);
        }
        if let Some(reason) = template.is_beyond(GRACE, work, memory).and_then(reason) {
            return Some(fault(Place::file(&template.origin.as_str().into()), reason));
        }
    }
    None
}

/// The processor time that a thread took, where the system tells: in hundredths of a second, the 12th and 13th number behind its name.
fn worked(thread: &Path) -> Option<Duration> {
    let said = fs::read_to_string(Path::new("/proc").join(thread).join("stat")).ok()?;
    let (_, numbers) = said.rsplit_once(')')?;
    let mut numbers = numbers.split_whitespace().skip(11);
    let (of_program, of_system): (u64, u64) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    Some(Duration::from_millis(
        of_program.saturating_add(of_system).saturating_mul(10),
    ))
}

/// Pages of memory that the program takes, where the system tells.
fn memory() -> Option<usize> {
    let said = fs::read_to_string("/proc/self/statm").ok()?;
    said.split(' ').nth(1)?.parse().ok()
}

fn fault(place: Place, reason: &str) -> Diagnostic {
    Diagnostic::error("vorlage-ohne-ende", place, format!("die Vorlage {reason}")).with_help(
        "Sehen Sie nach, welche Schleife zu oft durchlaufen wird und welcher Text sich in ihr selbst verdoppelt.",
    )
}
