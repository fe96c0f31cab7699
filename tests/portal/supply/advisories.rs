//! What RustSec knows of the packages: a snapshot (`advisories.yaml`), so that no test depends on the network. `renew` makes it anew.

use std::collections::{BTreeMap, BTreeSet};

use semver::{Version, VersionReq};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Snapshot {
    as_of: String,
    advisories: Vec<Advisory>,
    without: BTreeSet<String>,
    accepted: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advisory {
    id: String,
    package: String,
    date: String,
    patched: Vec<VersionReq>,
    unaffected: Vec<VersionReq>,
    kind: String,
    title: String,
    licence: String,
}

impl Advisory {
    fn concerns(&self, name: &str, version: &Version) -> bool {
        let is_sound = |all: &[VersionReq]| all.iter().any(|some| some.matches(version));
        name == self.package && !is_sound(&self.patched) && !is_sound(&self.unaffected)
    }
}

fn snapshot() -> Snapshot {
    serde_yaml::from_str(include_str!("advisories.yaml")).unwrap()
}

/// The packages of the program and of what fuzzes it, with their versions.
fn used() -> BTreeSet<(String, Version)> {
    let fuzzed = super::locked(include_str!("../../fuzz/Cargo.lock"));
    let all = super::locked(include_str!("../../../Cargo.lock"))
        .into_iter()
        .chain(fuzzed);
    let of_others = all.filter(|(_, _, source, _)| source.is_some());
    of_others
        .map(|(name, version, ..)| (name, version.parse().unwrap()))
        .collect()
}

#[test]
fn no_package_has_a_fault_that_is_known() {
    let snapshot = snapshot();
    let used = used();
    let is_used = |told: &&Advisory| used.iter().any(|(name, version)| told.concerns(name, version));
    let told: BTreeMap<&str, &Advisory> = snapshot
        .advisories
        .iter()
        .filter(is_used)
        .map(|told| (told.id.as_str(), told))
        .collect();
    let unknown: Vec<String> = told
        .values()
        .filter(|told| !snapshot.accepted.contains_key(&told.id))
        .map(|told| format!("{}: {} ({}, {})", told.package, told.title, told.kind, told.id))
        .collect();
    assert!(unknown.is_empty(), "take another version, or say why not: {unknown:#?}");
    let needless: Vec<_> = snapshot
        .accepted
        .keys()
        .filter(|id| !told.contains_key(id.as_str()))
        .collect();
    assert!(needless.is_empty(), "these concern nothing any more: {needless:?}");
}

/// A package that came in after the snapshot is told: nobody has looked whether something is known of it.
#[test]
fn every_package_was_looked_up() {
    let snapshot = snapshot();
    let told = snapshot.advisories.iter().map(|told| told.package.clone());
    let looked_up: BTreeSet<String> = told.chain(snapshot.without).collect();
    let used: BTreeSet<String> = used().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        used, looked_up,
        "look packages up anew: tests/portal/supply/renew says how"
    );
}

#[test]
fn an_older_version_would_be_told() {
    let snapshot = snapshot();
    let concerned = |name: &str, version: &str| {
        let version = version.parse().unwrap();
        snapshot.advisories.iter().any(|told| told.concerns(name, &version))
    };
    assert!(concerned("ammonia", "4.0.0") && concerned("smallvec", "1.6.0"));
    // Between two branches that were both mended, and behind all of them.
    assert!(concerned("ammonia", "4.1.0") && !concerned("ammonia", "99.0.0"));
    for told in &snapshot.advisories {
        let id = told.id.strip_prefix("RUSTSEC-").unwrap();
        assert!(id.len() == 9 && told.date <= snapshot.as_of, "{id}");
        assert!(matches!(told.licence.as_str(), "CC0-1.0" | "CC-BY-4.0"), "{id}");
    }
}
