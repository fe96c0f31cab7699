//! Rules as files beside the portal: `_headers` and `_redirects`, as Netlify, Cloudflare Pages and others read them.

use std::fmt::Write;

use indexmap::IndexMap;

use super::hosted::shared_types;
use super::policy::{PIECES, SHARED_FOLDER, TYPES};
use super::{Cache, Hosted, Renamed};
use crate::percent::encoded;

/// Any site may load these in the browser of its readers; they hold nothing that is not public.
pub(super) const SHARED: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// `_headers`. Where several rules speak of one address, these hosts send a header once for each of them, and browsers take
/// two origins for none: so no two rules that say the same header meet. What is not named after its content is asked for anew
/// by themselves.
pub fn headers(hosted: &Hosted) -> String {
    let mut out = String::new();
    let mut rule = |pattern: &str, headers: &[(&str, &str)]| {
        let _ = writeln!(out, "{}", hosted.href(pattern));
        for (name, value) in headers {
            let _ = writeln!(out, "  {name}: {value}");
        }
    };
    rule("/*", &hosted.headers());
    let forever = ("Cache-Control", Cache::Forever.header());
    rule("/assets/*", &[forever]);
    for language in std::iter::once("").chain(hosted.languages.iter().map(String::as_str)) {
        for piece in PIECES {
            rule(&format!("{language}/suche/{piece}-*"), &[forever]);
        }
    }
    // What lies there has an ending that is not shared by itself.
    rule(&format!("/{SHARED_FOLDER}/*"), &[SHARED]);
    for known in shared_types() {
        let content_type = known.header();
        rule(
            &format!("/*.{}", known.ending),
            &[SHARED, ("Content-Type", &content_type)],
        );
    }
    for known in TYPES.iter().filter(|known| !known.is_shared && known.ending != "html") {
        let content_type = known.header();
        rule(&format!("/*.{}", known.ending), &[("Content-Type", &content_type)]);
    }
    out
}

/// `_redirects`: from, to, status. What stands behind a question mark these hosts do not compare, or each in its own way. The first
/// line of an address holds, and a second one is a fault to some.
pub fn redirects(hosted: &Hosted) -> String {
    let mut rules: IndexMap<String, String> = IndexMap::new();
    let mut lead = |from: String, to: String| {
        rules.entry(from).or_insert(to);
    };
    for moved in hosted.moved.iter().filter(|moved| moved.query.is_none()) {
        let from = asked(&moved.from);
        lead(from.clone(), moved.to.clone());
        if !super::hosted::is_file(&moved.from) {
            lead(format!("{from}/"), moved.to.clone());
        }
    }
    for Renamed { from, to } in &hosted.renamed {
        let (from, to) = (asked(from), encoded(to));
        lead(from.trim_end_matches('/').to_owned(), to.clone());
        lead(format!("{from}*"), format!("{to}:splat"));
    }
    rules.iter().map(|(from, to)| format!("{from} {to} 301\n")).collect()
}

/// An address as browsers ask for it, since that is what these hosts compare. A `*` in it would be a pattern.
fn asked(path: &str) -> String {
    encoded(path)
        .replace("%26", "&")
        .replace("%40", "@")
        .replace('*', "%2A")
}
