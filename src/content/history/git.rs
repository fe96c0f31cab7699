//! The `git` command, so that the same repository says the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::content::CONTENT;

/// What git knows about a folder. The text is all that tells one state of it from the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Repository {
    /// No git, no work tree, or no commit.
    None,
    /// A repository of another user, which git does not open.
    Foreign,
    /// Only the last commits are there.
    Shallow(String),
    /// The whole history is there.
    Whole(String),
}

/// What a hook or an outer `git` may have set: it names another repository than that of the portal, or another view of it.
const MISLEADING: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_DIFF_OPTS",
    "GIT_EXTERNAL_DIFF",
    "GIT_REPLACE_REF_BASE",
];

/// Settings that change what the commands used here print. The rest of the user's configuration has to stay: without its
/// `safe.directory`, git refuses the folders of many build servers.
const SETTINGS: [&str; 6] = [
    "core.quotePath=false",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "log.diffMerges=first-parent",
    "diff.relative=true",
];

/// A `git` that reads the repository of a folder, asks nothing, fetches nothing, writes nothing.
pub(super) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    for name in MISLEADING {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .current_dir(root)
        .arg("--no-pager")
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    command
}

/// What a command prints; `None` where it fails or there is no git.
pub(super) fn output(root: &Path, arguments: &[&str]) -> Option<String> {
    let output = command(root, arguments).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The commit that is checked out, if there is one.
pub fn head(root: &Path) -> Option<String> {
    let said = output(root, &["rev-parse", "--verify", "--quiet", "HEAD"])?;
    Some(said.trim().to_owned()).filter(|commit| !commit.is_empty())
}

/// What git knows about a folder.
pub(super) fn repository(root: &Path) -> Repository {
    let questions = ["rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "HEAD"];
    let Ok(said) = command(root, &questions).stderr(Stdio::piped()).output() else {
        return Repository::None;
    };
    if !said.status.success() {
        let is_foreign = String::from_utf8_lossy(&said.stderr).contains("dubious ownership");
        return if is_foreign {
            Repository::Foreign
        } else {
            Repository::None
        };
    }
    let state = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut answers = state.lines();
    match (answers.next(), answers.next()) {
        (Some("true"), Some("true")) => Repository::Shallow(state),
        (Some("true"), Some(_)) => Repository::Whole(state),
        _ => Repository::None,
    }
}

/// The content files of the present commit, relative to the portal root.
pub(super) fn tracked(root: &Path) -> BTreeSet<Arc<str>> {
    let listing = output(root, &["ls-tree", "-r", "-z", "--name-only", "HEAD", CONTENT]).unwrap_or_default();
    listing
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(Arc::from)
        .collect()
}

/// The blobs of the content files of the present commit, by their paths.
pub(super) fn objects(root: &Path) -> BTreeMap<String, String> {
    let listing = output(root, &["ls-tree", "-r", "-z", "HEAD", CONTENT]).unwrap_or_default();
    let entry = |entry: &str| {
        let (head, path) = entry.split_once('\t')?;
        Some((path.to_owned(), head.rsplit(' ').next()?.to_owned()))
    };
    listing.split('\0').filter_map(entry).collect()
}

/// The name of the blob that a file would be.
pub(super) fn hash_of(root: &Path, path: &str) -> Option<String> {
    Some(output(root, &["hash-object", "--", path])?.trim().to_owned())
}

/// The folder of the reference log of HEAD.
pub(super) fn notes(root: &Path) -> Option<PathBuf> {
    let path = output(root, &["rev-parse", "--git-path", "logs/HEAD"])?;
    let file = root.join(path.trim_end_matches(['\r', '\n']));
    Some(file.parent()?.to_path_buf()).filter(|folder| folder.is_dir())
}
