//! Files that are replaced: all of them, or none.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Replaces files below a folder as a whole, so that a full disk or a power cut cannot lose what was in them. What can
/// fail does so before the first file changes; should the last step fail, the files are put back as they were.
pub(super) fn replace_all(root: &Path, texts: &BTreeMap<Arc<str>, String>) -> io::Result<()> {
    let mut waiting: Vec<(PathBuf, PathBuf)> = Vec::new();
    let outcome = texts.iter().try_for_each(|(path, text)| {
        let target = root.join(&**path);
        let mut temporary = target.as_os_str().to_owned();
        temporary.push(".ozg-neu");
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        waiting.push((temporary.clone().into(), target));
        fs::write(&temporary, text)
    });
    let outcome = outcome.and_then(|()| publish(&waiting));
    if outcome.is_err() {
        // What cannot be removed now is left: it is no content.
        waiting
            .iter()
            .for_each(|(temporary, _)| drop(fs::remove_file(temporary)));
    }
    outcome
}

fn publish(waiting: &[(PathBuf, PathBuf)]) -> io::Result<()> {
    let before: Vec<Option<Vec<u8>>> = waiting.iter().map(|(_, target)| fs::read(target).ok()).collect();
    for (done, (temporary, target)) in waiting.iter().enumerate() {
        let Err(error) = fs::rename(temporary, target) else {
            continue;
        };
        for ((_, target), bytes) in waiting.iter().zip(&before).take(done) {
            match bytes {
                Some(bytes) => fs::write(target, bytes)?,
                None => fs::remove_file(target)?,
            }
        }
        return Err(error);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_file_cannot_be_written_none_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        fs::write(root.join("a.csv"), "alt").expect("written");
        // A folder of that name is in the way.
        fs::create_dir_all(root.join("b.csv/voll")).expect("created");
        let texts = BTreeMap::from([("a.csv".into(), "neu".to_owned()), ("b.csv".into(), "neu".to_owned())]);
        assert!(replace_all(root, &texts).is_err());
        assert_eq!(fs::read_to_string(root.join("a.csv")).expect("read"), "alt");
        let names = fs::read_dir(root).expect("listed").count();
        assert_eq!(names, 2, "nothing is left behind");
    }
}
