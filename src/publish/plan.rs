//! What is to be done at the target, in an order in which every beginning of it leaves a sound site.

use std::collections::{BTreeMap, BTreeSet};

use super::manifest::Manifest;
use super::manifest::{Entry, Retired};
use super::site_file::SiteFile;
use crate::extent::Whole;
use crate::hosting;

/// What is published one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// What is named after its content: nobody knows it before a page names it.
    Hashed,
    /// What pages lead to: documents, data, and feeds that are new.
    Files,
    /// Pages that nothing leads to yet.
    NewPages,
    /// Pages that are there already, and now name what is new.
    Pages,
    /// What names pages: feeds, the entry of the search, the sitemap, rules for the host.
    Lists,
}

impl Stage {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Hashed, Self::Files, Self::NewPages, Self::Pages, Self::Lists];

    /// What readers of a rehearsal see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Hashed => "Bausteine (Bilder, Stile, Skripte, Teile der Suche)",
            Self::Files => "Dokumente und Daten",
            Self::NewPages => "neue Seiten",
            Self::Pages => "geänderte Seiten",
            Self::Lists => "Feeds, Einstieg der Suche, Sitemap und Angaben für den Server",
        }
    }

    fn of(file: &SiteFile, is_there: bool) -> Self {
        // A smaller form goes with its file.
        let path = hosting::original(&file.path);
        if hosting::is_hashed(path) {
            return Self::Hashed;
        }
        match (file.is_page(), is_there) {
            (true, false) => Self::NewPages,
            (true, true) => Self::Pages,
            (false, true) if names_pages(path) => Self::Lists,
            // A new page leads to its feed: where there is none yet, it comes before the page. The rules for the host and
            // the list of all pages wait until what they speak of is there.
            (false, false) if is_for_the_host(path) => Self::Lists,
            (false, _) => Self::Files,
        }
    }
}

/// Whether readers ask for a file by its own name: not for the smaller form of another one.
pub(super) fn is_an_address(path: &str) -> bool {
    hosting::original(path) == path
}

fn is_for_the_host(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.starts_with("sitemap") || name == "robots.txt" || hosting::RULES.contains(&name)
}

fn names_pages(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let of_feeds = path.starts_with("feeds/") || path.contains("/feeds/") || name == "feed.json";
    let by_ending = [".atom", ".xml", ".ics", ".webmanifest"]
        .iter()
        .any(|ending| name.ends_with(ending));
    of_feeds || by_ending || name == "verzeichnis.json" || is_for_the_host(path)
}

/// What a target holds, as far as it is known.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// Files of the portal.
    pub files: BTreeMap<String, Entry>,
    /// Files that are kept for a while.
    pub retired: BTreeMap<String, Retired>,
    /// Files of which nothing is known but that they may be there.
    pub unknown: BTreeSet<String>,
    /// Files that nobody said are ours.
    pub strangers: BTreeSet<String>,
}

impl Held {
    /// What a manifest says, but for what a publication that was broken off may have touched since.
    pub fn of(manifest: Manifest, touched: BTreeSet<String>) -> Self {
        let mut held = Self {
            files: manifest.files,
            retired: manifest.retired,
            ..Self::default()
        };
        for path in touched {
            held.files.remove(&path);
            held.retired.remove(&path);
            held.unknown.insert(path);
        }
        held
    }

    fn is_there(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.unknown.contains(path) || self.strangers.contains(path)
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        let retired = || self.retired.get(path).map(|retired| &retired.entry);
        self.files.get(path).or_else(retired)
    }
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan<'a> {
    /// What is written, by stage.
    pub stages: BTreeMap<Stage, Vec<&'a SiteFile>>,
    /// What is there as it should be.
    pub unchanged: Vec<&'a SiteFile>,
    /// What is kept for a while, since when.
    pub retired: BTreeMap<String, Retired>,
    /// What is removed.
    pub removed: Vec<String>,
    /// Addresses that are gone: what is removed at once and was no baustein.
    pub gone: usize,
    /// Files at the target that are none of ours, and stay.
    pub strangers: Vec<String>,
}

impl<'a> Plan<'a> {
    /// Compares the portal with what a target holds.
    pub fn new(files: &'a [SiteFile], held: &Held, now: i64, grace: i64, also_strangers: bool) -> Self {
        let mut plan = Self::default();
        let mut own = BTreeSet::new();
        for file in files {
            own.insert(file.path.as_str());
            if held.entry(&file.path) == Some(&Entry::of(file)) {
                plan.unchanged.push(file);
            } else {
                let stage = Stage::of(file, held.is_there(&file.path));
                plan.stages.entry(stage).or_default().push(file);
            }
        }
        let is_gone = |path: &&String| !own.contains(path.as_str());
        for (path, entry) in held.files.iter().filter(|(path, _)| is_gone(path)) {
            // The pieces of the search hold words that somebody may have taken back, and the search asks anew for those that are gone.
            if hosting::is_asset(path) && grace > 0 {
                let entry = entry.clone();
                plan.retired.insert(path.clone(), Retired { entry, since: now });
            } else {
                plan.gone
                    .raise(usize::from(is_an_address(path) && !hosting::is_hashed(path)));
                plan.removed.push(path.clone());
            }
        }
        for (path, retired) in held.retired.iter().filter(|(path, _)| is_gone(path)) {
            if retired.since.saturating_add(grace) > now {
                plan.retired.insert(path.clone(), retired.clone());
            } else {
                plan.removed.push(path.clone());
            }
        }
        plan.removed.extend(held.unknown.iter().filter(is_gone).cloned());
        let strangers = held.strangers.iter().filter(is_gone).cloned();
        if also_strangers {
            plan.removed.extend(strangers);
        } else {
            plan.strangers.extend(strangers);
        }
        plan
    }

    /// All that is written, in order.
    pub fn written(&self) -> impl Iterator<Item = &'a SiteFile> {
        self.stages.values().flatten().copied()
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.stages.is_empty() && self.removed.is_empty()
    }

    /// All paths at the target that are touched.
    pub fn touched(&self) -> BTreeSet<String> {
        let written = self.written().map(|file| file.path.clone());
        written.chain(self.removed.iter().cloned()).collect()
    }

    /// The bytes that are written.
    pub fn bytes(&self) -> u64 {
        self.written().map(|file| file.bytes).sum()
    }
}
