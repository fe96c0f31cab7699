//! Former addresses, which must not get in the way of pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Place};
use crate::model::{FormerUrl, Portal};

use super::rule::{Rule, check};

pub(super) const RULES: &[Rule] = &[Rule::error(
    "fruehere-adresse-vergeben",
    "Eine frühere Adresse ist schon vergeben",
    "Eine Weiterleitung kann nur zu einer Seite führen, und wo eine Seite steht, kann keine Weiterleitung stehen.",
    "Löschen Sie die Adresse dort, wo sie nicht hingehört.",
)
.by(&[check!(former_addresses_are_free)])];

/// A former address is no page of today, and redirects to one page only.
fn former_addresses_are_free(portal: &Portal) -> impl Iterator<Item = Diagnostic> {
    let mut taken: BTreeMap<String, Arc<str>> = BTreeMap::new();
    let mut found = Vec::new();
    for (path, _) in records(portal) {
        taken.insert(address_of(path), path.clone());
    }
    for (path, former) in records(portal) {
        for (index, url) in former.iter().enumerate() {
            let address = normal(url.as_str());
            let Some(owner) = taken.get(&address) else {
                taken.insert(address, path.clone());
                continue;
            };
            let what = if address_of(owner) == address {
                "die heutige Adresse von"
            } else {
                "auch eine frühere Adresse von"
            };
            let place = Place::field(path, format!("/frueher/{index}"));
            let message = format!("`{url}` ist {what} {owner}");
            found.push(
                Diagnostic::error("fruehere-adresse-vergeben", place, message)
                    .with_help("Löschen Sie die Adresse dort, wo sie nicht hingehört."),
            );
        }
    }
    found.into_iter()
}

type Record<'a> = (&'a Arc<str>, &'a [FormerUrl]);

/// The records that have a page of their own at an address that follows from their path.
fn records(portal: &Portal) -> impl Iterator<Item = Record<'_>> {
    let services = portal
        .services
        .values()
        .map(|s| (&s.source.path, s.former_urls.as_slice()));
    let ministries = portal
        .ministries
        .values()
        .map(|m| (&m.source.path, m.former_urls.as_slice()));
    let events = portal
        .events
        .values()
        .map(|e| (&e.source.path, e.former_urls.as_slice()));
    let releases = portal
        .press_releases
        .values()
        .map(|p| (&p.source.path, p.former_urls.as_slice()));
    let guides = portal
        .guides
        .values()
        .map(|g| (&g.source.path, g.former_urls.as_slice()));
    let pages = portal
        .pages
        .values()
        .map(|p| (&p.source.path, p.former_urls.as_slice()));
    services
        .chain(ministries)
        .chain(events)
        .chain(releases)
        .chain(guides)
        .chain(pages)
}

/// The address of the page of a record: its path, without what only files need.
fn address_of(path: &str) -> String {
    let path = path.strip_prefix("content").unwrap_or(path);
    let path = path.strip_prefix("/seiten").unwrap_or(path);
    let ends = ["/leistung.yaml", "/leitfaden.yaml", ".yaml", ".md"];
    ends.iter()
        .find_map(|end| path.strip_suffix(end))
        .unwrap_or(path)
        .to_owned()
}

/// `/alt/`, `/alt` and `/alt/index.html` are the same to a web server.
fn normal(address: &str) -> String {
    let address = address.strip_suffix("index.html").unwrap_or(address);
    address.trim_end_matches('/').to_owned()
}
