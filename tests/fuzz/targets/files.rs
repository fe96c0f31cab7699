//! Files of the content: the first byte of the fuzzer chooses one of a kind, all others are what it holds from now on.

use std::fs;

use ozg::content::edit;
use ozg::diagnostics::{Diagnostic, Severity};
use ozg::model::{Audience, Portal};

use super::portal::{SmallPortal, as_of, small};
use super::{html, places};

pub const RECORDS: [&str; 9] = [
    "content/leistungen/wohngeld/leistung.yaml",
    "content/portal.yaml",
    "content/themenfelder.yaml",
    "content/stellen/weitere.yaml",
    "content/ressorts/mi.yaml",
    "content/leitfaeden/drei-schritte/leitfaden.yaml",
    "content/synonyme.yaml",
    "content/portal.en.yaml",
    "content/leistungen/wohngeld/leistung.en.yaml",
];

pub const TEXTS: [&str; 8] = [
    "content/seiten/impressum.md",
    "content/presse/2022-02-01-start.md",
    "content/termine/2022-03-01-auftakt.md",
    "content/vorlagen/schritt-1/mail.md",
    "content/leitfaeden/drei-schritte/01-informieren.md",
    "content/leistungen/wohngeld/text.md",
    "content/leistungen/wohngeld/text.en.md",
    "content/seiten/impressum.leicht.md",
];

pub const TABLES: [&str; 3] = [
    "content/stellen/gebietskoerperschaften.csv",
    "content/leistungen/wohngeld/nachnutzung.csv",
    "content/leistungen/wohngeld/nutzung.csv",
];

const MAPS: [&str; 2] = ["content/karten/kreise.geojson", "content/karten/gemeinden.geojson"];

const DOCUMENTS: [&str; 2] = [
    "content/leistungen/wohngeld/ablauf.svg",
    "content/leistungen/wohngeld/merkblatt.pdf",
];

/// Records in YAML: `0` is the service, and so on.
pub fn records(data: &[u8]) {
    drop(one_of(&RECORDS, data));
}

/// Markdown, with front matter where the kind has it.
pub fn texts(data: &[u8]) {
    drop(one_of(&TEXTS, data));
}

/// Tables in CSV.
pub fn tables(data: &[u8]) {
    drop(one_of(&TABLES, data));
}

/// Boundaries as GeoJSON.
pub fn maps(data: &[u8]) {
    drop(one_of(&MAPS, data));
}

/// The file that the first byte chooses, `0` the first, and what it holds.
pub fn chosen<'a, 'b>(paths: &[&'a str], data: &'b [u8]) -> Option<(&'a str, &'b [u8])> {
    let (first, bytes) = data.split_first()?;
    Some((paths[usize::from(first.wrapping_sub(b'0')) % paths.len()], bytes))
}

/// Drawings and documents: what is published as it is.
pub fn documents(data: &[u8]) {
    let Some((path, bytes)) = chosen(&DOCUMENTS, data) else {
        return;
    };
    let problems = one_of(&DOCUMENTS, data);
    let is_refused = problems.iter().any(|problem| problem.severity == Severity::Error);
    if path.ends_with(".svg") && !is_refused {
        html::insist_on_quiet_drawing(&String::from_utf8_lossy(bytes));
    }
}

/// What is wrong with the portal then.
fn one_of(paths: &[&str], data: &[u8]) -> Vec<Diagnostic> {
    let Some((path, bytes)) = chosen(paths, data) else {
        return Vec::new();
    };
    let mut portal = small();
    portal.put(path, bytes);
    let found = portal.found();
    places::insist_on_sound(&found.problems, portal.root());
    places::insist_on_sound_reports(&found.problems);
    for audience in [Audience::Readers, Audience::Editors] {
        let _ = Portal::new(&found.contents, as_of(), audience);
    }
    insist_that_repairs_end(&mut portal, path, &found.problems);
    found.problems
}

/// What mends a file must not break it, and comes to an end: in a few rounds there is nothing to mend any more.
fn insist_that_repairs_end(portal: &mut SmallPortal, path: &str, problems: &[Diagnostic]) {
    let mut problems = problems.to_vec();
    // As often as the command tries, and once more.
    for round in 0..=5 {
        let mended = edit::repairs(portal.root(), &problems);
        let Some(mended) = mended.into_iter().find(|file| &*file.replacement.path == path) else {
            return;
        };
        assert!(round < 5, "there is no end to it: {:?}", mended.after);
        let told = |problems: &[Diagnostic]| problems.iter().filter(|problem| problem.repair.is_some()).count();
        let before = fs::read(portal.root().join(path)).expect("read");
        portal.put(path, &mended.replacement.bytes);
        let found = portal.found();
        places::insist_on_sound(&found.problems, portal.root());
        let is_syntax = |problem: &&Diagnostic| problem.code.ends_with("-syntax");
        let (broken, was_broken) = (
            found.problems.iter().find(is_syntax),
            problems.iter().any(|p| is_syntax(&p)),
        );
        // What is in another encoding says more afterwards.
        let is_text =
            std::str::from_utf8(&before).is_ok() && !problems.iter().any(|problem| problem.code == "steuerzeichen");
        assert!(
            broken.is_none() || was_broken || !is_text,
            "{broken:?} in {:?}",
            mended.after
        );
        assert!(
            mended.count <= told(&problems),
            "{} mended of {}",
            mended.count,
            told(&problems)
        );
        problems = found.problems;
    }
}
