//! Follows the files: editors save in bursts, so changes are gathered for a moment before anything is read.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::event::ModifyKind;
use notify::{Config, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, FileIdCache, RecommendedCache, new_debouncer_opt,
};

use super::state::Changes;

/// Long enough for an editor that writes, renames and writes again; short enough not to be felt.
const CALM: Duration = Duration::from_millis(40);

/// How often files are looked at where the system does not tell of changes.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WatchMode {
    /// The system tells of them.
    Told,
    /// By looking again and again: network drives tell nothing.
    Looking,
}

/// A running watch; it ends when it is dropped.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Box<dyn Folders + Send>,
}

/// What is done with a watcher of any kind.
trait Folders {
    fn follow(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()>;
    fn leave(&mut self, folder: &Path);
}

impl<T: Watcher, C: FileIdCache> Folders for Debouncer<T, C> {
    fn follow(&mut self, folder: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.watch(folder, mode)
    }

    fn leave(&mut self, folder: &Path) {
        // A folder that is gone is not watched any more: that is what is wanted.
        let _ = self.unwatch(folder);
    }
}

/// Tells whenever files of content or themes have changed, or git has a new commit, and all is calm again.
pub(super) fn start(root: &Path, mode: WatchMode) -> notify::Result<(Watch, Receiver<Changes>)> {
    let (sender, receiver) = channel();
    let place = root.to_path_buf();
    let tell = move |result: DebounceEventResult| {
        if let Some(changes) = changes(result, &place) {
            // Nobody listens any more when the program ends.
            let _ = sender.send(changes);
        }
    };
    // Times are compared in whole seconds, and two versions may share one: only their content tells them apart.
    let config = Config::default()
        .with_poll_interval(LOOK_EVERY)
        .with_compare_contents(true);
    let cache = RecommendedCache::new();
    let watcher: Box<dyn Folders + Send> = match mode {
        WatchMode::Told => Box::new(new_debouncer_opt::<_, RecommendedWatcher, _>(
            CALM, None, tell, cache, config,
        )?),
        WatchMode::Looking => Box::new(new_debouncer_opt::<_, PollWatcher, _>(CALM, None, tell, cache, config)?),
    };
    let mut watch = Watch {
        root: root.to_path_buf(),
        watcher,
    };
    // The root itself, to see when a folder is replaced as a whole; not what else lies in it.
    watch.watcher.follow(root, RecursiveMode::NonRecursive)?;
    watch.follow_folders()?;
    if let Some(notes) = crate::content::notes_of_git(root) {
        watch.watcher.follow(&notes, RecursiveMode::NonRecursive)?;
    }
    Ok((watch, receiver))
}

impl Watch {
    /// Follows the folders that are there now, in the place of those that were.
    pub fn follow_folders(&mut self) -> notify::Result<()> {
        for folder in FOLDERS.map(|name| self.root.join(name)) {
            self.watcher.leave(&folder);
            if folder.is_dir() {
                self.watcher.follow(&folder, RecursiveMode::Recursive)?;
            }
        }
        Ok(())
    }
}

const FOLDERS: [&str; 2] = [crate::content::CONTENT, THEMES];
const THEMES: &str = "themes";

/// What a burst of events comes to; `None` if files were only looked at.
fn changes(result: DebounceEventResult, root: &Path) -> Option<Changes> {
    // After an error some events may be lost; reading everything again finds them.
    let Ok(mut events) = result else {
        return Some(Changes::Folders);
    };
    events.retain(|event| {
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| counts(path, root))
    });
    if events.is_empty() {
        return None;
    }
    let paths = || events.iter().flat_map(|event| &event.paths);
    if events.iter().any(|event| event.need_rescan()) || paths().any(|path| is_folder_itself(path, root)) {
        return Some(Changes::Folders);
    }
    if paths().all(|path| path.starts_with(root.join(THEMES))) {
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
    is_write
}

/// Of what lies directly in the root, only the folders that are followed are of interest: a build writes beside them.
fn counts(path: &Path, root: &Path) -> bool {
    path.parent() != Some(root) || is_folder_itself(path, root)
}

fn is_folder_itself(path: &Path, root: &Path) -> bool {
    path == root || FOLDERS.iter().any(|name| path == root.join(name))
}
