//! The files of an earlier commit, put into a folder of their own.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::git::{self, Repository};
use super::{blobs, log::ObjectId};
use crate::content::CONTENT;

/// What a portal is made of.
const FOLDERS: [&str; 2] = [CONTENT, "themes"];

/// Why there is no earlier state to compare with, in German.
#[derive(Debug, thiserror::Error)]
pub enum NoSnapshot {
    /// Nothing to ask.
    #[error(
        "{0} gehört zu keinem git-Verzeichnis mit mindestens einem Commit, oder git ist nicht installiert; ohne das gibt es keinen früheren Stand zum Vergleichen"
    )]
    NoRepository(PathBuf),
    /// git does not open it.
    #[error(
        "git öffnet die Geschichte nicht, weil der Ordner einem anderen Benutzerkonto gehört; geben Sie ihn frei: git config --global --add safe.directory {0}"
    )]
    Foreign(PathBuf),
    /// It may be among what was not fetched.
    #[error(
        "den Stand `{0}` hat git nicht geladen (nur ein Teil der Geschichte ist da); laden Sie ihn mit `git fetch --depth=1 origin {0}` und nennen Sie dann FETCH_HEAD, oder laden Sie die ganze Geschichte: in GitLab CI mit der Variable GIT_DEPTH: 0, in GitHub Actions mit fetch-depth: 0"
    )]
    NotFetched(String),
    /// There is none of that name.
    #[error(
        "den Stand `{0}` gibt es in git nicht; nennen Sie einen Commit, einen Zweig oder eine Marke, zum Beispiel HEAD~1 oder origin/main"
    )]
    Unknown(String),
    /// The system refused.
    #[error("der frühere Stand kann nicht gelesen werden: {}", crate::diagnostics::system_error(.0))]
    System(#[from] io::Error),
}

/// Writes the content and the themes of a commit below `folder`, as they are below `root`.
///
/// # Errors
/// There is no such commit here.
pub fn snapshot(root: &Path, reference: &str, folder: &Path) -> Result<(), NoSnapshot> {
    let commit = commit(root, reference)?;
    let mut arguments = vec!["ls-tree", "-r", "-z", &commit];
    arguments.extend(FOLDERS);
    let listing = git::output(root, &arguments).unwrap_or_default();
    let mut paths: BTreeMap<ObjectId, Vec<&str>> = BTreeMap::new();
    for entry in listing.split('\0') {
        if let Some((id, path)) = file(entry) {
            paths.entry(id.into()).or_default().push(path);
        }
    }
    fs::create_dir_all(folder.join(CONTENT))?;
    blobs::each(root, paths.keys().cloned().collect(), &mut |id, _, bytes| {
        let mut targets = paths
            .get(&Arc::from(id))
            .into_iter()
            .flatten()
            .map(|path| folder.join(path));
        let Some(first) = targets.next() else { return Ok(()) };
        io::copy(bytes, &mut create(&first)?)?;
        targets.try_for_each(|target| io::copy(&mut fs::File::open(&first)?, &mut create(&target)?).map(drop))
    })?;
    Ok(())
}

fn create(path: &Path) -> io::Result<fs::File> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::File::create(path)
}

/// `100644 blob <id>\t<path>`: a file and no link, whose path stays in its folder.
fn file(entry: &str) -> Option<(&str, &str)> {
    let (head, path) = entry.split_once('\t')?;
    let [mode, "blob", id] = head.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    (mode.starts_with("100") && !path.split('/').any(|step| step == "..")).then_some((id, path))
}

fn commit(root: &Path, reference: &str) -> Result<String, NoSnapshot> {
    let name = format!("{reference}^{{commit}}");
    let questions = ["rev-parse", "--verify", "--quiet", "--end-of-options", &name];
    let repository = git::repository(root);
    match repository {
        Repository::None | Repository::Silent => return Err(NoSnapshot::NoRepository(root.to_path_buf())),
        Repository::Foreign => return Err(NoSnapshot::Foreign(root.to_path_buf())),
        Repository::Shallow(_) | Repository::Whole(_) => {}
    }
    match (git::output(root, &questions), repository) {
        (Some(commit), _) => Ok(commit.trim().to_owned()),
        (None, Repository::Shallow(_)) => Err(NoSnapshot::NotFetched(reference.to_owned())),
        (None, _) => Err(NoSnapshot::Unknown(reference.to_owned())),
    }
}
