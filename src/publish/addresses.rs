//! The addresses that a network in front of the host should forget.

use super::plan::{Plan, is_an_address};

/// More than these are one pattern for all.
const MOST: usize = 250;

/// The whole addresses of all that changed or is gone, or one pattern where they are many.
pub fn changed(plan: &Plan, base_url: &str) -> Vec<String> {
    let is_new_name = |path: &&str| !crate::hosting::is_hashed(path);
    let written = plan.written().map(|file| file.path.as_str()).filter(is_new_name);
    let mut paths: Vec<&str> = written.chain(plan.removed.iter().map(String::as_str)).collect();
    paths.retain(|path| is_an_address(path));
    paths.sort_unstable();
    paths.dedup();
    if paths.len() > MOST {
        return vec![format!("{base_url}/*")];
    }
    paths
        .into_iter()
        .map(|path| format!("{base_url}/{}", address(path)))
        .collect()
}

/// The address at which readers find a file.
pub(super) fn address(path: &str) -> &str {
    match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    }
}
