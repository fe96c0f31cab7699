//! Requests to a server, and what its answers mean.

use std::io::Read;
use std::thread;
use std::time::Duration;

use ureq::http::{Request, StatusCode};
use ureq::{Agent, Error};

use crate::publish::fault::Fault;

/// So long may one file take.
const TIMEOUT: Duration = Duration::from_secs(300);
const ATTEMPTS: u32 = 4;
const PAUSE: Duration = Duration::from_millis(250);
/// What a server may answer at most: books and lists.
const LARGEST: u64 = 256 << 20;

/// What a server answered.
pub(super) struct Answer {
    pub status: u16,
    pub bytes: Vec<u8>,
    pub length: Option<u64>,
}

pub(super) struct Http {
    agent: Agent,
    /// The server, as messages name it: without a password, without a signature.
    name: String,
}

impl Http {
    pub fn new(name: String) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .timeout_connect(Some(Duration::from_secs(20)))
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .user_agent(concat!("ozg/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.into(),
            name,
        }
    }

    /// Asks, again and again where the server is only busy. `make` says method, address and headers.
    pub fn ask(
        &self,
        make: impl Fn() -> (String, String, Vec<(String, String)>),
        body: &[u8],
    ) -> Result<Answer, Fault> {
        let mut pause = PAUSE;
        for attempt in 1.. {
            let (method, url, headers) = make();
            let outcome = self.once(&method, &url, &headers, body);
            let is_passing = match &outcome {
                Ok(answer) => {
                    answer.status == 429 || (answer.status >= 500 && answer.status != 501 && answer.status != 507)
                }
                Err(error) => !matches!(error, Error::HostNotFound | Error::BadUri(_)),
            };
            if !is_passing || attempt >= ATTEMPTS {
                return outcome.map_err(|error| self.unreachable(&error));
            }
            thread::sleep(pause);
            pause = pause.saturating_mul(4);
        }
        Err(Fault::target(self.name.clone()))
    }

    fn once(&self, method: &str, url: &str, headers: &[(String, String)], body: &[u8]) -> Result<Answer, Error> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        let mut response = if body.is_empty() && method != "PUT" {
            self.agent.run(request.body(())?)?
        } else {
            self.agent.run(request.body(body)?)?
        };
        let length = response.headers().get("content-length");
        let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
        let mut bytes = Vec::new();
        let reader = response.body_mut().as_reader();
        reader.take(LARGEST).read_to_end(&mut bytes).map_err(Error::Io)?;
        Ok(Answer {
            status: response.status().as_u16(),
            bytes,
            length,
        })
    }

    fn unreachable(&self, error: &Error) -> Fault {
        let why = match error {
            Error::HostNotFound => "den Server gibt es nicht".to_owned(),
            Error::Timeout(_) => "er antwortet nicht in der erwarteten Zeit".to_owned(),
            Error::ConnectionFailed | Error::Io(_) => "es kommt keine Verbindung zustande oder sie reißt ab".to_owned(),
            other => format!("die Verbindung ist gescheitert ({other})"),
        };
        Fault::target(format!(
            "{}: {why}. Die nächste Veröffentlichung setzt fort, was begonnen ist",
            self.name
        ))
    }

    /// What an answer means that is no success.
    pub fn refused(&self, what: &str, status: u16) -> Fault {
        let why = match status {
            401 | 403 => "die Zugangsdaten fehlen, gelten nicht oder erlauben es nicht",
            404 | 409 => "den Speicher oder Ordner gibt es nicht",
            412 | 423 => "jemand anders hat es gesperrt",
            413 => "die Datei ist dem Server zu groß",
            507 => "am Ziel ist kein Platz mehr",
            300..=399 => "der Server verweist an eine andere Adresse; nennen Sie diese",
            _ => "der Server lehnt ab",
        };
        let meaning = StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason());
        let meaning = meaning.map(|meaning| format!(" {meaning}")).unwrap_or_default();
        Fault::target(format!("{}: {what}: {why} ({status}{meaning})", self.name))
    }
}

/// A path as part of an address.
pub(super) fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// An environment variable that is set and not empty.
pub(super) fn environment(names: &[&str]) -> Option<String> {
    let values = names.iter().filter_map(|name| std::env::var(name).ok());
    values.into_iter().find(|value| !value.is_empty())
}

/// Whether a password may travel to an address: it is encrypted, or does not leave the machine.
pub(super) fn is_safe(url: &str) -> bool {
    let host = url
        .strip_prefix("http://")
        .map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
    host.is_none_or(|host| ["localhost", "127.0.0.1", "[::1]"].contains(&host))
}
