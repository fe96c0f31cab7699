//! No link inside a built portal leads nowhere, anchors included.

use std::collections::{BTreeMap, BTreeSet};

use scraper::{Html, Selector};

use crate::build::addresses;
use crate::built::Built;
use crate::harness::files;

#[test]
fn every_link_of_the_repositorys_portal_leads_somewhere() {
    let files = files(&Built::repository().public());
    let anchors: BTreeMap<String, BTreeSet<String>> = files
        .iter()
        .map(|(path, bytes)| (address_of(path), anchors(path, bytes)))
        .collect();
    let mut dead = Vec::new();
    let mut checked = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = address_of(path);
        for (_, link) in addresses(&Html::parse_document(std::str::from_utf8(bytes).unwrap())) {
            if is_external(&link) {
                continue;
            }
            checked += 1;
            let (target, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = target.split('?').next().unwrap_or_default();
            let target = if target.is_empty() { page.as_str() } else { target };
            let is_there = anchors
                .get(target)
                .is_some_and(|ids| anchor.is_empty() || ids.contains(anchor));
            if !is_there && !SERVED_LATER.contains(&target) {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(checked > 10_000, "only {checked} links were checked");
    dead.sort();
    assert!(
        dead.is_empty(),
        "{} links lead nowhere:\n{}",
        dead.len(),
        dead[..dead.len().min(40)].join("\n")
    );
}

/// Addresses that are part of a later step.
const SERVED_LATER: [&str; 0] = [];

fn is_external(link: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "webcal:"]
        .iter()
        .any(|scheme| link.starts_with(scheme))
}

fn address_of(path: &str) -> String {
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn anchors(path: &str, bytes: &[u8]) -> BTreeSet<String> {
    if !path.ends_with(".html") {
        return BTreeSet::new();
    }
    let html = Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let with_id = Selector::parse("[id]").unwrap();
    let ids: Vec<String> = html
        .select(&with_id)
        .filter_map(|element| element.value().id().map(str::to_owned))
        .collect();
    let unique: BTreeSet<String> = ids.iter().cloned().collect();
    assert_eq!(ids.len(), unique.len(), "{path} has an id twice: {ids:?}");
    unique
}
