//! What the program is made of: every package with a licence that fits and from one source, every file with its origin.
//!
//! Written as a test and not left to `cargo deny`: it compiles for minutes on two cores or comes as a program that somebody else
//! has built, and its list of licences, sources and doubles would be as long.

mod advisories;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::harness::files;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Packages {
    licences: BTreeMap<String, String>,
    doubles: BTreeMap<String, String>,
    elsewhere: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    files: String,
    origin: String,
    licence: Option<String>,
    /// The file with the licence, where it asks to be handed on.
    text: Option<String>,
}

fn packages() -> Packages {
    serde_yaml::from_str(include_str!("supply/packages.yaml")).unwrap()
}

/// Of each package that is compiled on Linux its name, version, licence and kinds of dependencies that lead to it.
fn compiled() -> Value {
    let done = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(ROOT)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

const LOCK: &str = include_str!("../../Cargo.lock");

/// The packages of a Cargo.lock: name, version, source, whether there is a checksum.
fn locked(lock: &str) -> Vec<(String, String, Option<String>, bool)> {
    let entries = lock.split("[[package]]").skip(1);
    let packages = entries.map(|entry| {
        let value = |name: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.strip_prefix(" = \"")?.strip_suffix('"')?.to_owned())
        };
        let is_summed = value("checksum").is_some_and(|sum| sum.len() == 64);
        (
            value("name").unwrap(),
            value("version").unwrap(),
            value("source"),
            is_summed,
        )
    });
    packages.collect()
}

/// Whether an expression of SPDX (or the older one with a slash) can be met with some licences alone.
fn is_met(expression: &str, licences: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    let met = alternatives(&mut rest, licences);
    assert!(rest.is_empty(), "{expression}");
    met
}

fn alternatives(rest: &mut &[&str], licences: &dyn Fn(&str) -> bool) -> bool {
    let mut met = together(rest, licences);
    while let ["OR", after @ ..] = *rest {
        *rest = after;
        met |= together(rest, licences);
    }
    met
}

fn together(rest: &mut &[&str], licences: &dyn Fn(&str) -> bool) -> bool {
    let mut met = single(rest, licences);
    while let ["AND", after @ ..] = *rest {
        *rest = after;
        met &= single(rest, licences);
    }
    met
}

fn single(rest: &mut &[&str], licences: &dyn Fn(&str) -> bool) -> bool {
    match *rest {
        ["(", after @ ..] => {
            *rest = after;
            let met = alternatives(rest, licences);
            *rest = rest.strip_prefix(&[")"]).unwrap();
            met
        }
        // An exception allows more than its licence does.
        [licence, "WITH", _, after @ ..] | [licence, after @ ..] => {
            *rest = after;
            licences(licence)
        }
        [] => panic!("an expression ends too early"),
    }
}

#[test]
fn expressions_of_licences_are_read() {
    let some = |licence: &str| matches!(licence, "MIT" | "ISC");
    for met in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/GPL-3.0",
        "(GPL-3.0 OR MIT) AND ISC",
        "MIT WITH anything AND ISC",
    ] {
        assert!(is_met(met, &some), "{met}");
    }
    for unmet in [
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "(MIT OR ISC) AND GPL-3.0",
        "GPL-3.0 WITH ISC",
    ] {
        assert!(!is_met(unmet, &some), "{unmet}");
    }
}

#[test]
fn every_package_has_a_licence_that_fits() {
    let (known, compiled) = (packages(), compiled());
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    let mut check = |name: &str, expression: &str| {
        // Which of them is needed for none is found by asking without it.
        used.extend(
            known
                .licences
                .keys()
                .filter(|licence| expression.contains(licence.as_str())),
        );
        if !is_met(expression, &|licence| known.licences.contains_key(licence)) {
            faults.push(format!("{name}: {expression}"));
        }
    };
    let mut here = BTreeSet::new();
    for package in compiled["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        here.insert(name);
        check(name, package["license"].as_str().unwrap_or("none"));
    }
    for (expression, names) in &known.elsewhere {
        names.iter().for_each(|name| check(name, expression));
    }
    assert_eq!(faults, Vec::<String>::new());
    let unused: Vec<&String> = known
        .licences
        .keys()
        .filter(|licence| !used.contains(licence))
        .collect();
    assert!(unused.is_empty(), "no package has these: {unused:?}");

    let elsewhere: BTreeSet<&str> = known.elsewhere.values().flatten().map(String::as_str).collect();
    let locked = locked(LOCK);
    let locked: BTreeSet<&str> = locked.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        locked.difference(&here).copied().collect::<BTreeSet<_>>(),
        elsewhere,
        "packages of other systems are in the list, and no others"
    );
}

#[test]
fn all_packages_are_of_one_source_with_their_sums() {
    let wrong: Vec<_> = locked(LOCK)
        .into_iter()
        .filter(|(name, _, source, is_summed)| name != "ozg" && !(source.as_deref() == Some(CRATES_IO) && *is_summed))
        .collect();
    assert_eq!(wrong, []);
    let compiled = compiled();
    let root = compiled["resolve"]["root"].as_str();
    let own = compiled["packages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|package| package["id"].as_str() == root);
    for dependency in own.unwrap()["dependencies"].as_array().unwrap() {
        assert_ne!(dependency["req"], "*", "{dependency}");
        assert_eq!(dependency["source"], CRATES_IO, "{dependency}");
    }
}

#[test]
fn the_program_has_a_package_twice_only_for_a_reason() {
    let compiled = compiled();
    let nodes = compiled["resolve"]["nodes"].as_array().unwrap();
    let node = |id: &str| nodes.iter().find(|node| node["id"] == id).unwrap();
    // What only tests and the build need is no part of the program.
    let mut open = vec![compiled["resolve"]["root"].as_str().unwrap()];
    let mut program = BTreeSet::new();
    while let Some(id) = open.pop() {
        if program.insert(id) {
            let needed = node(id)["deps"].as_array().unwrap().iter();
            let needed = needed.filter(|dep| {
                dep["dep_kinds"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|kind| kind["kind"].is_null())
            });
            open.extend(needed.map(|dep| dep["pkg"].as_str().unwrap()));
        }
    }
    let mut versions: BTreeMap<&str, usize> = BTreeMap::new();
    for package in compiled["packages"].as_array().unwrap() {
        if program.contains(package["id"].as_str().unwrap()) {
            *versions.entry(package["name"].as_str().unwrap()).or_default() += 1;
        }
    }
    let twice: BTreeSet<&str> = versions
        .iter()
        .filter(|(_, count)| **count > 1)
        .map(|(name, _)| *name)
        .collect();
    let known = packages();
    let mut allowed: BTreeSet<&str> = known.doubles.keys().map(String::as_str).collect();
    // Those of Windows are not seen here.
    allowed.retain(|name| !name.starts_with("windows-"));
    assert_eq!(twice, allowed);
}

/// A pattern in which `*` is anything within a folder, and `**` anything at all.
fn fits(pattern: &str, path: &str) -> bool {
    let Some((before, after)) = pattern.split_once('*') else {
        return pattern == path;
    };
    let (after, is_deep) = match after.strip_prefix('*') {
        Some(after) => (after, true),
        None => (after, false),
    };
    let Some(rest) = path.strip_prefix(before) else {
        return false;
    };
    let ends = (0..=rest.len()).filter(|end| rest.is_char_boundary(*end));
    ends.take_while(|end| is_deep || !rest[..*end].contains('/'))
        .any(|end| fits(after, &rest[end..]))
}

#[test]
fn every_file_of_the_program_has_a_known_origin() {
    let kinds: Vec<Kind> = serde_yaml::from_str(include_str!("supply/files.yaml")).unwrap();
    let folders = ["themes", "public", "editors", "src", "content"].into_iter();
    let folders = folders.filter(|folder| Path::new(ROOT).join(folder).is_dir());
    let paths = folders.flat_map(|folder| {
        let inside = files(&Path::new(ROOT).join(folder)).into_iter();
        inside.map(move |(path, bytes)| (format!("{folder}/{path}"), bytes))
    });
    // Rust code is ours, and so is what the editors of the portal write.
    let is_told = |path: &str| {
        path.ends_with(".rs")
            || path.starts_with("content/") && [".md", ".yaml", ".csv"].iter().any(|ending| path.ends_with(ending))
    };
    let mut covered = BTreeSet::new();
    let mut faults = Vec::new();
    for (path, bytes) in paths.filter(|(path, _)| !is_told(path)) {
        let Some(kind) = kinds.iter().position(|kind| fits(&kind.files, &path)) else {
            faults.push(format!(
                "{path}: nobody says where it comes from (tests/portal/supply/files.yaml)"
            ));
            continue;
        };
        covered.insert(kind);
        let is_own = kinds[kind].licence.is_none() && !path.ends_with("LICENSE.txt");
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        if let Some(mark) = [
            "copyright (c)",
            "copyright ©",
            "copyright 2",
            "copyright 1",
            "@license",
            "@preserve",
            "sourcemappingurl",
            "spdx-",
        ]
        .iter()
        .find(|mark| text.contains(**mark))
            && is_own
        {
            faults.push(format!("{path}: `{mark}` is what files of others have"));
        }
        // What a program has made smaller is nobody's source.
        if path.ends_with(".js") && text.lines().any(|line| line.len() > 300) {
            faults.push(format!("{path}: a line of more than 300 bytes"));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
    for (number, kind) in kinds.iter().enumerate() {
        assert!(covered.contains(&number), "there are no files {}", kind.files);
        assert!(!kind.origin.is_empty());
        if let Some(text) = &kind.text {
            assert!(Path::new(ROOT).join(text).is_file(), "{text}");
        }
    }
}

#[test]
fn patterns_stay_within_their_folder() {
    assert!(fits("a/*.js", "a/b.js") && fits("a/**.js", "a/b/c.js") && fits("a/*/*.pdf", "a/b/c.pdf"));
    assert!(!fits("a/*.js", "a/b/c.js") && !fits("a/*.js", "a/b.css") && !fits("a/b", "a/bc"));
}
