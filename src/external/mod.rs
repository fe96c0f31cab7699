//! Whether links to other websites answer: the only part of the program that uses the network, and only when asked to.
//!
//! Hosts are asked in parallel, but each of them one question at a time. What answered is not asked again for a week.

mod cache;
mod probe;

pub use cache::Cache;
pub use probe::{Answer, can_ask_securely};

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::checks::{ExternalLink, unreachable_link};
use crate::diagnostics::Diagnostic;
use crate::model::Day;
use probe::Prober;

/// More hosts at once would not be polite to the network that the program runs in.
const HOSTS_AT_ONCE: usize = 8;

/// What came of asking.
#[derive(Debug)]
pub struct Outcome {
    /// A problem for each place of a link that does not answer.
    pub problems: Vec<Diagnostic>,
    /// How many addresses were asked.
    pub asked: usize,
    /// How many were known from the cache.
    pub known: usize,
}

/// Asks all links that the cache does not know to answer, and remembers those that do.
pub fn check(links: &[ExternalLink], cache: &mut Cache, as_of: Day) -> Outcome {
    let urls: BTreeSet<&str> = links
        .iter()
        .map(|link| address(&link.url))
        .filter(|url| !is_example(url))
        .collect();
    let (known, unknown): (Vec<&str>, Vec<&str>) = urls.iter().partition(|url| cache.knows(url, as_of));
    let answers = ask(&unknown);
    for (url, answer) in &answers {
        cache.remember(url, answer, as_of);
    }
    let failed = |link: &ExternalLink| match answers.get(address(&link.url))? {
        Answer::Reached => None,
        Answer::Failed(why) => Some(unreachable_link(link, why)),
    };
    Outcome {
        problems: links.iter().filter_map(failed).collect(),
        asked: unknown.len(),
        known: known.len(),
    }
}

/// Asks each host its addresses one after the other, several hosts at a time.
fn ask(urls: &[&str]) -> BTreeMap<String, Answer> {
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in urls {
        by_host.entry(host(url)).or_default().push(url);
    }
    let prober = Prober::new();
    let hosts: Vec<Vec<&str>> = by_host.into_values().collect();
    let ask_all = || {
        let answers = hosts.par_iter().map(|urls| prober.ask_in_turn(urls));
        answers.flatten().collect::<BTreeMap<String, Answer>>()
    };
    // Without threads of its own, the work is done by those that are there.
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS_AT_ONCE).build() {
        Ok(pool) => pool.install(ask_all),
        Err(_) => ask_all(),
    }
}

/// The address without the part that only the browser sees.
fn address(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// The host with its port, in the spelling of the link.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?']).next().unwrap_or(rest)
}

/// Names that are reserved for examples (RFC 2606, RFC 6761) and lead nowhere by design.
fn is_example(url: &str) -> bool {
    let host = host(url).to_ascii_lowercase();
    let name = host.split(':').next().unwrap_or_default();
    let reserved = [
        "example.org",
        "example.com",
        "example.net",
        "example",
        "invalid",
        "test",
    ];
    reserved
        .iter()
        .any(|end| name == *end || name.strip_suffix(end).is_some_and(|rest| rest.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_left_alone() {
        assert!(is_example("https://efa.example.org/a"));
        assert!(is_example("http://example.com:8080"));
        assert!(!is_example("https://counterexample.org/"));
        assert!(!is_example("http://127.0.0.1:80/"));
    }

    #[test]
    fn hosts_are_told_apart_by_port() {
        assert_eq!(host("http://a.de:81/x?y"), "a.de:81");
        assert_eq!(host("https://a.de?x"), "a.de");
    }
}
