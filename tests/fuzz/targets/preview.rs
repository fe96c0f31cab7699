//! The preview over HTTP: any bytes as a request. What is answered must come from the portal, and the server must live.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use ozg::diagnostics::Diagnostic;
use ozg::model::Day;
use ozg::pipeline::AsOf;
use ozg::preview::{self, Reporter, Settings, WatchMode};

use super::portal::{as_of, small};

/// What lies beside the content and is nobody's business.
const SECRET: &str = "geheim-4711";

/// More than an answer takes.
const PATIENCE: Duration = Duration::from_secs(9);

static PORT: LazyLock<u16> = LazyLock::new(start);

/// The path of a request.
pub fn preview(data: &[u8]) {
    // A path is one word of a line.
    let path: Vec<u8> = data
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, b'\r' | b'\n'))
        .collect();
    let head = [
        b"GET /",
        &*path,
        b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ]
    .concat();
    let answer = answer(&head);
    let text = String::from_utf8_lossy(&answer);
    assert!(!text.contains(SECRET), "{text}");
    let status = text.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3));
    // Bytes that are no request line need no answer.
    let is_known = matches!(
        status,
        None | Some("200" | "307" | "400" | "403" | "404" | "405" | "414" | "431" | "505")
    );
    assert!(is_known, "{text}");
    if status == Some("307") {
        let to = text
            .lines()
            .find_map(|line| line.strip_prefix("location: "))
            .expect("where to");
        assert!(
            to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\"),
            "leads away: {to}"
        );
    }
}

/// The events never end, so no more is read than a page has.
fn answer(request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, *PORT)).expect("the server lives");
    stream.set_read_timeout(Some(PATIENCE)).expect("a time");
    // It may have refused before it has read everything.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let mut piece = [0; 16 * 1024];
    loop {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return answer,
            Ok(count) => answer.extend_from_slice(&piece[..count]),
        }
        if answer.windows(17).any(|part| part == b"text/event-stream") {
            return answer;
        }
    }
}

struct Told(Sender<u16>);

impl Reporter for Told {
    fn ready(&self, url: &str, _: usize, _: Option<Day>) {
        let port = url.trim_end_matches('/').rsplit_once(':').expect("a port").1;
        let _ = self.0.send(port.parse().expect("a number"));
    }
    fn changed(&self, _: &[Diagnostic]) {}
    fn not_followed(&self) {}
}

/// Starts a preview of the small portal in this process.
fn start() -> u16 {
    let root = small().root().to_path_buf();
    std::fs::write(root.join("geheim.txt"), SECRET).expect("written");
    std::fs::write(root.join("content/.geheim"), SECRET).expect("written");
    let settings = Settings {
        cache: root.join(".ozg"),
        root,
        as_of: AsOf::Asked(as_of()),
        drafts: false,
        port: Some(0),
        mode: WatchMode::Told,
    };
    let (told, ready) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        runtime
            .expect("a runtime")
            .block_on(preview::serve(settings, Told(told)))
            .expect("a server");
    });
    ready.recv_timeout(Duration::from_secs(60)).expect("the preview starts")
}
