//! One question to one address.

use std::thread;
use std::time::Duration;

use ureq::http::StatusCode;
use ureq::{Agent, Error};

const TIMEOUT: Duration = Duration::from_secs(15);
/// Between two questions to the same host.
const PAUSE: Duration = Duration::from_millis(200);

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// There is something.
    Reached,
    /// Nothing, and why, in German.
    Failed(String),
}

/// Whether the program can ask `https` addresses: it was built with TLS.
pub const fn can_ask_securely() -> bool {
    cfg!(feature = "externe-links")
}

/// Asks addresses.
pub(super) struct Prober {
    agent: Agent,
}

impl Prober {
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(TIMEOUT))
            .http_status_as_error(false)
            .user_agent(concat!("ozg/", env!("CARGO_PKG_VERSION"), " (Linkpruefung)"))
            .build();
        Self { agent: config.into() }
    }

    /// Asks addresses of one host, with a pause after each.
    pub fn ask_in_turn(&self, urls: &[&str]) -> Vec<(String, Answer)> {
        let mut answers = Vec::with_capacity(urls.len());
        for (index, url) in urls.iter().enumerate() {
            if index > 0 {
                thread::sleep(PAUSE);
            }
            answers.push(((*url).to_owned(), self.ask(url)));
        }
        answers
    }

    /// Asks for the head of a page first, which costs least; some servers only answer to a request for the whole page.
    fn ask(&self, url: &str) -> Answer {
        let head = self.agent.head(url).call().map(|response| response.status());
        match head {
            Ok(status) if status.is_success() => Answer::Reached,
            // Not a matter of the method.
            Err(error @ (Error::HostNotFound | Error::Timeout(_))) => Answer::Failed(reason(&error)),
            _ => {
                thread::sleep(PAUSE);
                judge(self.agent.get(url).call().map(|response| response.status()))
            }
        }
    }
}

fn judge(answer: Result<StatusCode, Error>) -> Answer {
    match answer {
        // Who asks for less haste or for a password is there.
        Ok(StatusCode::TOO_MANY_REQUESTS | StatusCode::UNAUTHORIZED) => Answer::Reached,
        Ok(status) if status.is_client_error() || status.is_server_error() => Answer::Failed(match status {
            StatusCode::NOT_FOUND => "die Seite gibt es nicht (404)".to_owned(),
            StatusCode::GONE => "die Seite gibt es nicht mehr (410)".to_owned(),
            StatusCode::FORBIDDEN => "der Zugriff ist verboten (403)".to_owned(),
            status if status.is_server_error() => format!("die Website meldet einen Fehler ({})", status.as_u16()),
            status => format!("die Website lehnt die Anfrage ab ({})", status.as_u16()),
        }),
        Ok(_) => Answer::Reached,
        Err(error) => Answer::Failed(reason(&error)),
    }
}

fn reason(error: &Error) -> String {
    match error {
        Error::HostNotFound => "die Website gibt es nicht".to_owned(),
        Error::Timeout(_) => format!("keine Antwort innerhalb von {} Sekunden", TIMEOUT.as_secs()),
        Error::ConnectionFailed | Error::Io(_) => "es kommt keine Verbindung zustande".to_owned(),
        Error::TooManyRedirects => "die Website leitet im Kreis".to_owned(),
        other => format!("die Verbindung ist gescheitert ({other})"),
    }
}
