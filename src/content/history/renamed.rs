//! Entities whose files moved: their pages have other addresses than before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::git;
use crate::content::kind::entity_of;
use crate::model::Renamed;

/// The entities that files belong to which moved, as they were called and as they are called now.
pub(super) fn among(moved: &[(Arc<str>, Arc<str>)]) -> Vec<Renamed> {
    let mut seen = BTreeSet::new();
    let renamed = moved.iter().filter_map(|(from, to)| {
        let (from, to) = (entity_of(from)?, entity_of(to)?);
        let is_of_one_kind = std::ptr::eq(from.naming(), to.naming());
        (from != to && is_of_one_kind && seen.insert((from.clone(), to.clone()))).then_some(Renamed { from, to })
    });
    renamed.collect()
}

/// Those that were renamed since the last commit, by the files that it has and those that are there.
pub(super) fn since_commit<'a>(
    root: &Path,
    tracked: &BTreeSet<Arc<str>>,
    present: impl Fn(&str) -> bool,
    all: impl Iterator<Item = &'a Arc<str>>,
) -> Vec<Renamed> {
    let is_of_entity = |path: &&Arc<str>| entity_of(path).is_some();
    let gone: Vec<&Arc<str>> = tracked
        .iter()
        .filter(|path| !present(path))
        .filter(is_of_entity)
        .collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let new = all.filter(|path| !tracked.contains(*path)).filter(is_of_entity);
    let by_content: BTreeMap<String, &Arc<str>> =
        new.filter_map(|path| Some((git::hash_of(root, path)?, path))).collect();
    let committed = git::objects(root);
    let moved = gone.into_iter().filter_map(|path| {
        let now = by_content.get(committed.get(&**path)?)?;
        Some((path.clone(), Arc::clone(now)))
    });
    among(&moved.collect::<Vec<_>>())
}
