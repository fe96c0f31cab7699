//! Follows the files: editors save in storms, so changes are gathered for a moment before anything is read.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer};

use super::state::Changes;

/// Long enough for an editor that writes, renames and writes again; short enough not to be felt.
const CALM: Duration = Duration::from_millis(40);

/// A running watch; it ends when it is dropped.
pub(super) struct Watch {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// Tells whenever files of content or themes have changed, or git has a new commit, and all is calm again.
pub(super) fn start(root: &Path) -> notify::Result<(Watch, Receiver<Changes>)> {
    let (sender, receiver) = channel();
    let themes = root.join(THEMES);
    let mut debouncer = new_debouncer(CALM, None, move |result: DebounceEventResult| {
        if let Some(changes) = changes(result, &themes) {
            // Nobody listens any more when the program ends.
            let _ = sender.send(changes);
        }
    })?;
    for folder in folders(root) {
        debouncer.watch(&folder, RecursiveMode::Recursive)?;
    }
    if let Some(notes) = crate::content::notes_of_git(root) {
        debouncer.watch(&notes, RecursiveMode::NonRecursive)?;
    }
    Ok((Watch { _debouncer: debouncer }, receiver))
}

const THEMES: &str = "themes";

fn folders(root: &Path) -> impl Iterator<Item = PathBuf> {
    [crate::content::CONTENT, THEMES]
        .into_iter()
        .map(|name| root.join(name))
        .filter(|folder| folder.is_dir())
}

/// What a storm of events comes to; `None` if files were only looked at.
fn changes(result: DebounceEventResult, themes: &Path) -> Option<Changes> {
    // After an error some events may be lost; reading everything again finds them.
    let Ok(mut events) = result else {
        return Some(Changes::Anything);
    };
    events.retain(|event| !matches!(event.kind, EventKind::Access(_)));
    if events.is_empty() {
        return None;
    }
    let paths = || events.iter().flat_map(|event| &event.paths);
    if paths().all(|path| path.starts_with(themes)) {
        return Some(Changes::Theme);
    }
    if !events.iter().all(is_new_content) {
        return Some(Changes::Anything);
    }
    let mut files: Vec<PathBuf> = paths().cloned().collect();
    files.sort();
    files.dedup();
    Some(Changes::Files(files))
}

fn is_new_content(event: &DebouncedEvent) -> bool {
    let is_write = matches!(
        event.kind,
        EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any | ModifyKind::Metadata(_))
    );
    is_write && !event.need_rescan()
}
