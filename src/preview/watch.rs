//! Follows the files: editors save in storms, so changes are gathered for a moment before anything is read.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

/// Long enough for an editor that writes, renames and writes again; short enough not to be felt.
const CALM: Duration = Duration::from_millis(60);

/// A running watch; it ends when it is dropped.
pub(super) struct Watch {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

/// Calls `changed` whenever files of content or themes have changed, or git has a new commit, and all is calm again.
pub(super) fn start(root: &Path, changed: impl Fn() + Send + 'static) -> notify::Result<Watch> {
    let mut debouncer = new_debouncer(CALM, None, move |result: DebounceEventResult| {
        // After an error some changes may be lost; reading everything again finds them.
        let matters = match result {
            Ok(events) => events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))),
            Err(_) => true,
        };
        if matters {
            changed();
        }
    })?;
    for folder in folders(root) {
        debouncer.watch(&folder, RecursiveMode::Recursive)?;
    }
    if let Some(notes) = crate::content::notes_of_git(root) {
        debouncer.watch(&notes, RecursiveMode::NonRecursive)?;
    }
    Ok(Watch { _debouncer: debouncer })
}

fn folders(root: &Path) -> impl Iterator<Item = PathBuf> {
    ["content", "themes"]
        .into_iter()
        .map(|name| root.join(name))
        .filter(|folder| folder.is_dir())
}
