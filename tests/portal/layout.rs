//! The house: which part of the source may use which, and that no two files need each other.
//!
//! What a file uses is read from its text: `use` statements and paths that begin with `crate`, `super` or `self`. Tests
//! inside of files do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::harness::files;

/// The floors of `src`, from the ground up: each uses only those before it. Those in one line do not use each other.
const FLOORS: [&[&str]; 19] = [
    &["extent"],
    &["percent"],
    &["content_lines", "diagnostics", "disk", "hosting", "profile"],
    &["model"],
    &["imaging"],
    &["content"],
    &["search"],
    &["checks", "drawing", "charts"],
    &["theme"],
    &["site"],
    &["pipeline"],
    &["output", "scaffold", "external", "review"],
    &["publish"],
    &["kit", "import"],
    &["preview"],
    &["cli"],
    &["commands"],
    &["lib"],
    &["main"],
];

/// The rooms of `src/site`, in the same way.
const ROOMS: [&[&str]; 7] = [
    &["edition"],
    &["route"],
    &["frame"],
    &["figures"],
    &["exports"],
    &["authorities", "ministries", "services", "texts", "ways_in"],
    &["clashes", "dead_links"],
];

/// Reports in several formats: the list of formats names them, and each writes a report of that list's type.
const DISPATCH: &str = "diagnostics/";

#[test]
fn each_floor_uses_only_those_below_it() {
    assert_eq!(wrong_uses(&sources(), &[], &FLOORS), Vec::<String>::new());
}

#[test]
fn each_room_of_the_site_uses_only_those_below_it() {
    let sources = sources();
    assert_eq!(wrong_uses(&sources, &["site"], &ROOMS), Vec::<String>::new());
    let families = "site/mod.rs";
    let from_below = sources
        .iter()
        .filter(|(path, _)| path.starts_with("site/") && *path != families);
    let wrong: Vec<String> = from_below
        .filter(|(_, source)| source.uses.contains(families))
        .map(|(path, _)| path.clone())
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "these import the list of families");
}

#[test]
fn no_two_files_need_each_other() {
    let sources = sources();
    let mut circles = Vec::new();
    for path in sources.keys() {
        if let Some(way) = way_back(&sources, path).filter(|_| !path.starts_with(DISPATCH)) {
            circles.push(way.join(" -> "));
        }
    }
    assert_eq!(circles, Vec::<String>::new());
}

#[test]
fn no_folder_has_more_files_than_one_sees_at_a_glance() {
    let mut folders: BTreeMap<String, usize> = BTreeMap::new();
    for path in sources().into_keys() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder.to_owned()).or_default() += 1;
    }
    let limit = |folder: &str| if folder.starts_with("site") { 15 } else { 20 };
    folders.retain(|folder, count| *count > limit(folder));
    assert_eq!(folders, BTreeMap::new());
}

/// The reader of imports is itself tried: without it, the tests above could not fail.
#[test]
fn what_a_file_uses_is_read_from_its_text() {
    let all: BTreeSet<String> = ["a/mod.rs", "a/b.rs", "a/c.rs", "d.rs", "lib.rs"]
        .map(str::to_owned)
        .into();
    let uses = |path: &str, text: &str| uses_of(path, text, &all).into_iter().collect::<Vec<_>>();
    assert_eq!(uses("a/b.rs", "use super::c::{self, X};"), ["a/c.rs"]);
    assert_eq!(
        uses("a/b.rs", "use crate::{\n    a::{Y, c::X},\n    d,\n};"),
        ["a/c.rs", "a/mod.rs", "d.rs"]
    );
    assert_eq!(
        uses("a/mod.rs", "pub use self::b::B;\nfn f() { crate::d::f(); }"),
        ["a/b.rs", "d.rs"]
    );
    assert_eq!(
        uses("a/b.rs", "// crate::d\n#[cfg(test)]\nmod tests { use crate::d; }"),
        [""; 0]
    );
    let source = |uses: &[&str]| Source {
        uses: uses.iter().map(|path| (*path).to_owned()).collect(),
    };
    let tree = BTreeMap::from([
        ("a/b.rs".to_owned(), source(&["a/c.rs"])),
        ("a/c.rs".to_owned(), source(&["d.rs"])),
        ("d.rs".to_owned(), source(&["a/b.rs"])),
    ]);
    assert_eq!(way_back(&tree, "d.rs").unwrap(), ["d.rs", "a/b.rs", "a/c.rs", "d.rs"]);
    assert_eq!(wrong_uses(&tree, &[], &[&["d"], &["a"]]), ["d.rs uses a/b.rs"]);
}

struct Source {
    /// The files that it uses, by their paths below `src`.
    uses: BTreeSet<String>,
}

fn sources() -> BTreeMap<String, Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files: Vec<String> = files(&src)
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| path.ends_with(".rs"))
        .collect();
    let all: BTreeSet<String> = files.iter().cloned().collect();
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(src.join(&path)).unwrap();
            let uses = uses_of(&path, &text, &all);
            (path, Source { uses })
        })
        .collect()
}

/// Uses of what does not lie below, among parts of the folder `of`.
fn wrong_uses(sources: &BTreeMap<String, Source>, of: &[&str], order: &[&[&str]]) -> Vec<String> {
    let part = |path: &str| -> Option<String> {
        let mut names = path.trim_end_matches(".rs").split('/');
        of.iter().all(|name| names.next() == Some(name)).then_some(())?;
        names.next().filter(|name| *name != "mod").map(str::to_owned)
    };
    let floor = |part: &str| order.iter().position(|names| names.contains(&part));
    let mut wrong = Vec::new();
    for (path, source) in sources {
        let Some(own) = part(path) else { continue };
        let Some(own_floor) = floor(&own) else {
            wrong.push(format!("{path} is on no floor"));
            continue;
        };
        for used in &source.uses {
            let Some(other) = part(used).filter(|other| *other != own) else {
                continue;
            };
            if floor(&other).is_none_or(|floor| floor >= own_floor) {
                wrong.push(format!("{path} uses {used}"));
            }
        }
    }
    wrong
}

/// A way from a file over others back to itself. A folder's `mod.rs` and what lies in that folder are one thing.
fn way_back(sources: &BTreeMap<String, Source>, start: &str) -> Option<Vec<String>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = vec![start];
    while let Some(path) = queue.pop() {
        for used in &sources.get(path)?.uses {
            if is_of_its_folder(path, used) || is_of_its_folder(used, path) {
                continue;
            }
            if used == start {
                let mut way = vec![start.to_owned(), path.to_owned()];
                let mut step = path;
                while step != start {
                    step = came_from[step];
                    way.push(step.to_owned());
                }
                way.reverse();
                return Some(way);
            }
            if !came_from.contains_key(used.as_str()) && used != path {
                came_from.insert(used, path);
                queue.push(used);
            }
        }
    }
    None
}

fn is_of_its_folder(folder: &str, path: &str) -> bool {
    folder
        .strip_suffix("mod.rs")
        .is_some_and(|folder| path.starts_with(folder))
}

fn uses_of(path: &str, text: &str, all: &BTreeSet<String>) -> BTreeSet<String> {
    let mut module: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if ["mod", "lib", "main"].contains(&module.last().unwrap().as_str()) {
        module.pop();
    }
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let code: String = code
        .lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = BTreeSet::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            // `super::super::x` is read from its beginning, and a visibility is no use.
            if before.is_some_and(|sign| sign.is_alphanumeric() || "_:$".contains(sign))
                || code[..at].ends_with("pub(in ")
            {
                continue;
            }
            for names in paths(&code[at..]) {
                found.extend(file_of(&module, &names, all));
            }
        }
    }
    found.remove(path);
    found
}

/// The paths that begin here: one, or several where braces follow.
fn paths(code: &str) -> Vec<Vec<String>> {
    let end = code
        .find(|sign: char| !(sign.is_alphanumeric() || "_:".contains(sign)))
        .unwrap_or(code.len());
    let head: Vec<String> = code[..end]
        .split("::")
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    if !code[..end].ends_with("::") || !code[end..].starts_with('{') {
        return vec![head];
    }
    let mut found = Vec::new();
    let (mut depth, mut start) = (0, end + 1);
    for (at, sign) in code[end..].char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if (sign == ',' && depth == 1) || depth == 0 {
            let item = code[start..end + at].trim();
            if !item.is_empty() {
                let tails = paths(item).into_iter();
                found.extend(tails.map(|tail| head.iter().cloned().chain(tail).collect()));
            }
            start = end + at + 1;
        }
        if depth == 0 {
            break;
        }
    }
    found
}

/// The file that a path leads to, from within a module.
fn file_of(module: &[String], names: &[String], all: &BTreeSet<String>) -> Option<String> {
    let mut whole = match names.first()?.as_str() {
        "crate" => Vec::new(),
        _ => module.to_vec(),
    };
    for name in names {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => drop(whole.pop()),
            name => whole.push(name.to_owned()),
        }
    }
    (1..=whole.len()).rev().find_map(|length| {
        let path = whole[..length].join("/");
        [format!("{path}.rs"), format!("{path}/mod.rs")]
            .into_iter()
            .find(|path| all.contains(path))
    })
}
