//! What the program noted of earlier runs, and reads again: whoever can write there must not say what is removed elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};
use std::sync::{LazyLock, Mutex, PoisonError};

use ozg::output;
use ozg::publish::{Manifest, Plan, PlanFile, SiteFile, Target};
use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_64;

const BASE_URL: &str = "https://portal.example.org";

/// What the last build into a folder noted. Its checksum is set right, as it would keep all else from being looked at.
pub fn written(data: &[u8]) {
    static FOLDERS: LazyLock<Mutex<TempDir>> = LazyLock::new(|| Mutex::new(TempDir::new().expect("a folder")));
    let folders = FOLDERS.lock().unwrap_or_else(PoisonError::into_inner);
    let root = folders.path();
    let (folder, cache) = (root.join("public"), root.join("cache"));
    fs::create_dir_all(&folder).expect("created");
    fs::create_dir_all(&cache).expect("created");
    let canonical = fs::canonicalize(&folder).expect("a folder");
    let name = blake3::hash(canonical.to_string_lossy().as_bytes()).to_hex();
    let body = data.strip_suffix(b"\n").unwrap_or(data);
    let note = [body, format!("\n{:x}\n", xxh3_64(body)).as_bytes()].concat();
    fs::write(cache.join(&name[..16]), note).expect("written");
    let target = output::Target {
        root,
        folder: &folder,
        cache: &cache,
        insists: false,
        compress: false,
        now: 0,
    };
    let files = output::written(target);
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths.len(), files.len(), "a file is noted twice: {paths:?}");
    paths.into_iter().for_each(insist_on_within);
}

/// What a target of `ozg publish` holds, and the file of a plan that is carried on.
pub fn published(data: &[u8]) {
    let files = [
        site_file("index.html"),
        site_file("assets/a.css"),
        site_file("alt/index.html"),
    ];
    if let Ok(manifest) = Manifest::read(data, BASE_URL) {
        let written = manifest.write();
        assert_eq!(Manifest::read(&written, BASE_URL).as_ref(), Ok(&manifest));
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    for earlier in [text, &format!("{{\"stand\":{text}}}")] {
        let Ok(held) = PlanFile::held(Some(earlier), BASE_URL) else {
            continue;
        };
        for grace in [0, 14 * 24 * 60 * 60] {
            let plan = Plan::new(&files, &held, 1_644_883_200, grace, false);
            let kept: Vec<&String> = plan.retired.keys().collect();
            for path in plan.removed.iter().chain(kept.iter().copied()) {
                insist_on_within(path);
                assert!(
                    files.iter().all(|file| file.path != *path),
                    "{path} is part of the portal"
                );
            }
            assert!(
                plan.removed.iter().all(|path| !kept.contains(&path)),
                "kept and removed"
            );
            let count = plan.unchanged.len() + plan.written().count();
            assert_eq!(count, files.len(), "each file is written or there");
        }
    }
    // The address of a target, as it stands on a command line.
    if let Ok(Target::Ssh(place)) = text.parse() {
        assert!(!place.host.starts_with('-') && place.path.starts_with('/'), "{place:?}");
    }
}

fn site_file(path: &str) -> SiteFile {
    SiteFile {
        path: path.to_owned(),
        source: path.into(),
        hash: 1,
        bytes: 1,
    }
}

/// Fails for a path that leads anywhere but into its folder.
fn insist_on_within(path: &str) {
    let mut steps = Path::new(path).components();
    assert!(
        !path.is_empty() && steps.all(|step| matches!(step, Component::Normal(_))),
        "{path:?}"
    );
    assert!(!path.contains(char::is_control), "{path:?}");
}
