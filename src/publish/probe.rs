//! Looks at a published portal as readers do, and names what differs from what was published.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

use flate2::read::MultiGzDecoder;
use ureq::Agent;
use ureq::http::HeaderMap;
use xxhash_rust::xxh3::xxh3_128;

use super::addresses::address;
use super::plan::Plan;
use super::site_file::SiteFile;
use crate::extent::Slicing;
use crate::hosting::{Hosted, Moved, RULES, is_file, original};
use crate::percent::encoded;

/// So many of what changed, and of the rest, are looked at.
const MOST: usize = 200;
const SAMPLE: usize = 40;
/// So many former addresses are asked for.
const FORMER: usize = 40;
/// Less is sent in one packet anyway; servers begin to compress there or a little above.
const WORTH_COMPRESSING: u64 = 1500;
const TIMEOUT: Duration = Duration::from_secs(30);
const LARGEST: u64 = 256 << 20;

/// Something that a server says otherwise than it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// Where.
    pub url: String,
    /// What, in German.
    pub what: String,
}

/// Asks a server for what changed, for a sample of the rest, for former addresses and for what it should not have, and one file of
/// each kind compressed. `security` are headers that every page should come with.
pub fn probe(base_url: &str, plan: &Plan, hosted: &Hosted, security: &[(&str, &str)]) -> Vec<Deviation> {
    let config = Agent::config_builder()
        .timeout_global(Some(TIMEOUT))
        .http_status_as_error(false)
        .max_redirects(0)
        .accept_encoding("identity")
        .user_agent(concat!("ozg/", env!("CARGO_PKG_VERSION"), " (Pruefung)"))
        .build();
    let probe = Probe {
        agent: config.into(),
        base_url,
        security,
        compressed: BTreeSet::new(),
        found: Vec::new(),
    };
    probe.all(plan, hosted)
}

struct Probe<'a> {
    agent: Agent,
    base_url: &'a str,
    security: &'a [(&'a str, &'a str)],
    /// The types of files that were asked for compressed.
    compressed: BTreeSet<String>,
    found: Vec<Deviation>,
}

impl Probe<'_> {
    fn all(mut self, plan: &Plan, hosted: &Hosted) -> Vec<Deviation> {
        let step = (plan.unchanged.len() / SAMPLE).max(1);
        let rest = plan.unchanged.iter().step_by(step).copied();
        // Rules for a host are no files on a host that understands them, smaller forms are sent in place of their files, and a former
        // address may lead on before anybody sees its page.
        let is_public = |file: &&SiteFile| {
            let path = file.path.as_str();
            !RULES.contains(&path) && original(path) == path && !leads_on(hosted, path)
        };
        for file in plan
            .written()
            .filter(is_public)
            .take(MOST)
            .chain(rest.filter(is_public))
        {
            self.file(file);
        }
        let step = (hosted.moved.len() / FORMER).max(1);
        for moved in hosted.moved.iter().step_by(step) {
            self.former(hosted, moved);
        }
        self.missing();
        self.found
    }

    fn note(&mut self, url: &str, what: impl Into<String>) {
        self.found.push(Deviation {
            url: url.to_owned(),
            what: what.into(),
        });
    }

    fn file(&mut self, file: &SiteFile) {
        let url = format!("{}/{}", self.base_url, address(&file.path));
        let Ok(mut response) = self.agent.get(&url).call() else {
            return self.note(&url, SILENT);
        };
        let status = response.status().as_u16();
        let is_error_page = file.path.ends_with("404.html");
        if status != 200 && !(is_error_page && status == 404) {
            return self.note(&url, format!("Status {status} statt 200"));
        }
        let headers = response.headers().clone();
        let header = |name: &str| text(&headers, name);
        let served = file.served();
        let same = |one: &str, other: &str| one.replace(' ', "").eq_ignore_ascii_case(&other.replace(' ', ""));
        if !same(header("content-type"), &served.content_type) {
            self.note(
                &url,
                format!(
                    "Content-Type ist „{}“ statt „{}“",
                    header("content-type"),
                    served.content_type
                ),
            );
        }
        if !same(header("cache-control"), served.cache.header()) {
            self.note(
                &url,
                format!(
                    "Cache-Control ist „{}“ statt „{}“",
                    header("cache-control"),
                    served.cache.header()
                ),
            );
        }
        if file.is_page() {
            for (name, value) in self.security {
                if !same(header(name), value) {
                    self.found.push(Deviation {
                        url: url.clone(),
                        what: format!("{name} fehlt oder lautet anders"),
                    });
                }
            }
        }
        let mut bytes = Vec::new();
        let read = response.body_mut().as_reader().take(LARGEST).read_to_end(&mut bytes);
        if read.is_err() || xxh3_128(&bytes) != file.hash {
            return self.note(&url, "der Inhalt ist nicht der veröffentlichte");
        }
        if served.compress && file.bytes >= WORTH_COMPRESSING && self.compressed.insert(served.content_type) {
            self.compression(&url, file);
        }
    }

    /// A file that is smaller when compressed should come so, and be the same.
    fn compression(&mut self, url: &str, file: &SiteFile) {
        let Ok(mut response) = self.agent.get(url).header("accept-encoding", "gzip").call() else {
            return self.note(url, SILENT);
        };
        let headers = response.headers().clone();
        if !text(&headers, "content-encoding").eq_ignore_ascii_case("gzip") {
            return self.note(url, "wird nicht komprimiert gesendet");
        }
        let mut vary = headers.get_all("vary").iter().filter_map(|value| value.to_str().ok());
        if !vary.any(|value| value.to_ascii_lowercase().contains("accept-encoding")) {
            self.note(url, "Vary nennt Accept-Encoding nicht; ein Zwischenspeicher gibt die Antwort auch denen, die sie nicht lesen können");
        }
        let mut bytes = Vec::new();
        let body = response.body_mut().as_reader().take(LARGEST);
        let read = MultiGzDecoder::new(body).take(LARGEST).read_to_end(&mut bytes);
        if read.is_err() || xxh3_128(&bytes) != file.hash {
            self.note(url, "der Inhalt ist komprimiert nicht der veröffentlichte");
        }
    }

    /// A former address leads on, by itself or with the page that lies there.
    fn former(&mut self, hosted: &Hosted, moved: &Moved) {
        let origin = self
            .base_url
            .strip_suffix(hosted.prefix.as_str())
            .unwrap_or(self.base_url);
        let query = moved
            .query
            .as_ref()
            .map(|query| format!("?{query}"))
            .unwrap_or_default();
        let slash = if query.is_empty() && !is_file(&moved.from) {
            "/"
        } else {
            ""
        };
        let url = format!("{origin}{}{slash}{query}", encoded(&moved.from));
        let Ok(mut response) = self.agent.get(&url).call() else {
            return self.note(&url, SILENT);
        };
        let wanted = format!("{origin}{}", encoded(&moved.to));
        let status = response.status().as_u16();
        let location = text(response.headers(), "location").to_owned();
        let leads = match status {
            301 | 302 | 307 | 308 => location == wanted || location == wanted.part(origin.len()..),
            200 => {
                let mut page = String::new();
                let read = response.body_mut().as_reader().take(LARGEST).read_to_string(&mut page);
                read.is_ok() && page.contains("http-equiv=\"refresh\"") && page.contains(&moved.to)
            }
            _ => false,
        };
        if !leads {
            self.note(
                &url,
                format!("die frühere Adresse führt nicht zu {wanted} (Status {status})"),
            );
        }
    }

    /// An address that there is not must not answer as if it were there.
    fn missing(&mut self) {
        let url = format!(
            "{}/gibt-es-nicht-{:08x}/",
            self.base_url,
            xxh3_128(self.base_url.as_bytes()) as u32
        );
        match self.agent.get(&url).call().map(|response| response.status().as_u16()) {
            Ok(404) => {}
            Ok(status) => self.note(
                &url,
                format!("eine Adresse, die es nicht gibt, antwortet mit {status} statt 404"),
            ),
            Err(_) => self.note(&url, SILENT),
        }
    }
}

const SILENT: &str = "der Server antwortet nicht";

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

/// Whether a host that redirects by itself does so for a file.
fn leads_on(hosted: &Hosted, path: &str) -> bool {
    let address = format!("{}/{}", hosted.prefix, path.strip_suffix("index.html").unwrap_or(path));
    let bare = address.trim_end_matches('/');
    let is_moved = hosted
        .moved
        .iter()
        .any(|moved| moved.query.is_none() && moved.from == bare);
    is_moved || hosted.renamed.iter().any(|renamed| address.starts_with(&renamed.from))
}
