//! The `git` command, so that the same repository says the same on every machine.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::content::CONTENT;

/// What git knows about a folder. The text is all that tells one state of it from the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Repository {
    /// No repository, or one without a commit.
    None,
    /// There is a repository, and git is not there or cannot read it.
    Silent,
    /// A repository of another user, which git does not open.
    Foreign,
    /// Only the last commits are there.
    Shallow(String),
    /// The whole history is there.
    Whole(String),
}

/// All that `git` may be told by its environment and that does not change what it says: where it is, and the user's
/// configuration. Anything else may name another repository than that of the portal, or another view of it.
const HARMLESS: [&str; 4] = [
    "GIT_EXEC_PATH",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_SSL_NO_VERIFY",
];

fn is_misleading(name: &str) -> bool {
    // What git's own tests set, tests of this program may, too.
    let is_kept = ["GIT_CONFIG", "GIT_TEST_"].iter().any(|start| name.starts_with(start));
    name.starts_with("GIT_") && !is_kept && !HARMLESS.contains(&name)
}

/// Settings that change what the commands used here print. The rest of the user's configuration has to stay: without its
/// `safe.directory`, git refuses the folders of many build servers.
const SETTINGS: [&str; 9] = [
    "core.quotePath=false",
    "log.follow=false",
    "log.showRoot=true",
    "log.showSignature=false",
    "log.diffMerges=first-parent",
    "diff.relative=true",
    "diff.orderFile=/dev/null",
    "diff.ignoreSubmodules=none",
    "i18n.logOutputEncoding=UTF-8",
];

/// A `git` that reads the repository of a folder, asks nothing, fetches nothing, writes nothing.
pub(super) fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    let told = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in told.filter(|name| is_misleading(name)) {
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
    let is_there =
        || std::path::absolute(root).is_ok_and(|root| root.ancestors().any(|folder| folder.join(".git").exists()));
    let nothing = |is_silent: bool| match is_silent && is_there() {
        true => Repository::Silent,
        false => Repository::None,
    };
    let Ok(said) = command(root, &questions).stderr(Stdio::piped()).output() else {
        return nothing(true);
    };
    if !said.status.success() {
        let why = String::from_utf8_lossy(&said.stderr);
        if why.contains("dubious ownership") {
            return Repository::Foreign;
        }
        // Before the first commit there is no HEAD.
        return nothing(!why.contains("ambiguous argument 'HEAD'"));
    }
    let state = String::from_utf8_lossy(&said.stdout).into_owned();
    let mut answers = state.lines();
    match (answers.next(), answers.next()) {
        (Some("true"), Some("true")) => Repository::Shallow(state),
        (Some("true"), Some(_)) => Repository::Whole(state),
        _ => Repository::None,
    }
}

/// The content files of the present commit, relative to the portal root; `None` where git fails.
pub(super) fn tracked(root: &Path) -> Option<BTreeSet<Arc<str>>> {
    let listing = output(root, &["ls-tree", "-r", "-z", "--name-only", "HEAD", CONTENT])?;
    let paths = listing.split('\0').filter(|path| !path.is_empty());
    Some(paths.map(Arc::from).collect())
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
