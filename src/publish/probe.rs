//! Looks at a published portal as readers do, and names what differs from what was published.

use std::io::Read;
use std::time::Duration;

use ureq::Agent;
use xxhash_rust::xxh3::xxh3_128;

use super::addresses::address;
use super::plan::Plan;
use super::site_file::SiteFile;
use crate::hosting::RULES;

/// So many of what changed, and of the rest, are looked at.
const MOST: usize = 200;
const SAMPLE: usize = 40;
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

/// Asks a server for what changed, for a sample of the rest, and for what it should not have. `security` are headers that every
/// page should come with.
pub fn probe(base_url: &str, plan: &Plan, security: &[(&str, &str)]) -> Vec<Deviation> {
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
        found: Vec::new(),
    };
    probe.all(plan)
}

struct Probe<'a> {
    agent: Agent,
    base_url: &'a str,
    security: &'a [(&'a str, &'a str)],
    found: Vec<Deviation>,
}

impl Probe<'_> {
    fn all(mut self, plan: &Plan) -> Vec<Deviation> {
        let step = (plan.unchanged.len() / SAMPLE).max(1);
        let rest = plan.unchanged.iter().step_by(step).copied();
        // Rules for a host are no files on a host that understands them.
        let is_public = |file: &&SiteFile| !RULES.contains(&file.path.as_str());
        for file in plan
            .written()
            .filter(is_public)
            .take(MOST)
            .chain(rest.filter(is_public))
        {
            self.file(file);
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
            return self.note(&url, "der Server antwortet nicht");
        };
        let status = response.status().as_u16();
        let is_error_page = file.path.ends_with("404.html");
        if status != 200 && !(is_error_page && status == 404) {
            return self.note(&url, format!("Status {status} statt 200"));
        }
        let headers = response.headers().clone();
        let header = |name: &str| {
            headers
                .get(name)
                .and_then(|value| value.to_str().ok())
                .unwrap_or_default()
        };
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
            self.note(&url, "der Inhalt ist nicht der veröffentlichte");
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
            Err(_) => self.note(&url, "der Server antwortet nicht"),
        }
    }
}
