//! Links in texts to addresses of the portal: which of them there are, is known when all pages are.

use std::collections::HashSet;

use crate::checks::{self, PortalLink};
use crate::content::link;
use crate::diagnostics::{Diagnostic, did_you_mean};
use crate::model::{EntityId, Portal};
use crate::site::edition::urls;
use crate::site::exports::wellknown::page_address;
use crate::site::route::Route;

/// The links that lead nowhere. What readers do not see yet is there: for them such a link is only its words.
pub(super) fn among(routes: &[Route], everything: &Portal) -> Vec<Diagnostic> {
    let links = checks::portal_links(everything);
    if links.is_empty() {
        return Vec::new();
    }
    let addresses = addresses(routes, everything);
    let dead = links
        .iter()
        .filter(|link| !is_there(&addresses, &path(link)) && !is_broken(everything, &path(link)));
    dead.map(|link| checks::dead_address(link, meant(&addresses, &path(link))))
        .collect()
}

/// All addresses, now and one day.
fn addresses(routes: &[Route], everything: &Portal) -> HashSet<String> {
    let today = routes.iter().map(|route| route.url.clone());
    let hidden = everything.sources().map(|(id, _)| urls::entity(&id));
    let chapters = everything.guides.values().flat_map(|guide| {
        let chapters = guide.chapters.iter();
        chapters.map(|chapter| urls::entity(&EntityId::Chapter(guide.id.clone(), chapter.id.clone())))
    });
    let files = everything.attachments.keys().map(|path| urls::attachment_file(path));
    let former = everything
        .former_addresses()
        .filter_map(|former| page_address(former.url));
    today
        .chain(hidden)
        .chain(chapters)
        .chain(files)
        .chain(former)
        .chain([urls::SEARCH_ENTRY.to_owned()])
        .collect()
}

/// The path of a link as it is compared: without query and anchor, decoded.
fn path(link: &PortalLink) -> String {
    let path = link.url.split(['?', '#']).next().unwrap_or_default();
    link::decoded(path).into_owned()
}

fn is_there(addresses: &HashSet<String>, path: &str) -> bool {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.ends_with('/'));
    addresses.contains(folder.unwrap_or(path))
}

/// Whether a file could not be understood from which the address may come: then that is the fault, and not the link.
fn is_broken(everything: &Portal, path: &str) -> bool {
    let family = urls::family(path).trim_matches('/');
    let is_page = path.trim_matches('/') == family;
    everything.broken_files.iter().any(|file| {
        let part = file.split(['/', '.']).nth(1).unwrap_or_default();
        part == family || is_page && part == "seiten"
    })
}

/// The address that was probably meant.
fn meant(addresses: &HashSet<String>, path: &str) -> Option<String> {
    let folder = format!("{path}/");
    if addresses.contains(&folder) {
        return Some(folder);
    }
    let family = urls::family(path);
    let mut known: Vec<&str> = addresses.iter().map(String::as_str).collect();
    known.retain(|url| url.ends_with('/') && (!addresses.contains(family) || urls::family(url) == family));
    known.sort_unstable();
    did_you_mean(path, known).map(str::to_owned)
}
