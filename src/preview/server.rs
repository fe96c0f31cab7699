//! The HTTP side of the preview.

use std::cell::RefCell;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use super::patience::Doorkeeper;
use super::state::{Answer, Changes, Shown, State};
use super::watch::{Watch, WatchMode};
use crate::content::link;
use crate::diagnostics::{self, Detail, Diagnostic};
use crate::extent::Whole;
use crate::hosting::CONTENT_SECURITY_POLICY;
use crate::model::Day;
use crate::pipeline::AsOf;

/// How the preview is asked to run.
#[derive(Debug)]
pub struct Settings {
    /// The portal root.
    pub root: PathBuf,
    /// Where pictures are kept.
    pub cache: PathBuf,
    /// The reference date.
    pub as_of: AsOf,
    /// Whether drafts are shown.
    pub drafts: bool,
    /// A certain port, or the next free one.
    pub port: Option<u16>,
    /// How changes of files are noticed.
    pub mode: WatchMode,
}

/// Why the preview cannot run.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// No port is free.
    #[error(
        "die Vorschau kann auf Port {port} nicht gestartet werden: {}",
        crate::diagnostics::system_error(error)
    )]
    Port {
        /// The port that was tried last.
        port: u16,
        /// What the system said.
        error: io::Error,
    },
    /// The files cannot be watched.
    #[error("die Dateien können nicht beobachtet werden: {0}")]
    Watch(#[from] notify::Error),
    /// The server failed.
    #[error("der Server ist ausgefallen: {}", crate::diagnostics::system_error(.0))]
    Server(#[from] io::Error),
}

/// What the terminal is told.
pub trait Reporter: Send + Sync + 'static {
    /// The preview can be reached.
    fn ready(&self, url: &str, pages: usize, fixed: Option<Day>);
    /// The files changed; these are the problems that they have now.
    fn changed(&self, problems: &[Diagnostic]);
    /// A folder was replaced, and the new one cannot be watched.
    fn not_followed(&self);
}

/// The first port to try.
const FIRST_PORT: u16 = 8080;
const PORTS_TO_TRY: u16 = 50;

/// Addresses of the preview itself; no page of a portal can begin like this.
const EVENTS: &str = "/_ozg/ereignisse";
const PROBLEMS: &str = "/_ozg/probleme";
const SCRIPT: &str = "/_ozg/vorschau.js";
const STYLE: &str = "/_ozg/vorschau.css";

struct Preview {
    state: State,
    root: PathBuf,
    cache: PathBuf,
    versions: watch::Sender<u64>,
}

impl Preview {
    /// Shows the first state, and a new one after each change.
    fn follow(&self, url: &str, mut watch: Watch, changes: &Receiver<Changes>, reporter: &dyn Reporter) {
        let tell = |shown: &Shown| {
            self.versions.send_replace(shown.version);
            if shown.version == 1 {
                reporter.ready(url, shown.routes(), shown.fixed_as_of());
            }
        };
        loop {
            let news = RefCell::new(None);
            let is_stale = || {
                let mut news = news.borrow_mut();
                *news = news.take().or_else(|| changes.try_recv().ok());
                news.is_some()
            };
            self.state.update(&tell, &is_stale);
            reporter.changed(&self.state.shown().problems);
            let Some(change) = news.take().or_else(|| changes.recv().ok()) else {
                return;
            };
            if change == Changes::Folders && watch.follow_folders().is_err() {
                reporter.not_followed();
            }
            self.state.refresh(&change);
        }
    }
}

/// Serves the preview until the program is ended.
///
/// # Errors
/// No free port, or files that cannot be watched. Problems of the content are shown, not returned.
pub async fn serve(settings: Settings, reporter: impl Reporter) -> Result<(), PreviewError> {
    let listener = listen(settings.port).await?;
    let url = format!("http://{}/", listener.local_addr()?);
    // The watch comes first: what changes while the files are being read is read again.
    let (watch, changes) = super::watch::start(&settings.root, settings.mode)?;
    let state = State::open(settings.root, settings.as_of, settings.drafts, url.clone());
    let root = state.root();
    let preview = Arc::new(Preview {
        state,
        root,
        cache: settings.cache,
        versions: watch::Sender::new(0),
    });
    let follower = preview.clone();
    std::thread::spawn(move || follower.follow(&url, watch, &changes, &reporter));
    let router = Router::new()
        .route(EVENTS, get(events))
        .route(PROBLEMS, get(problems))
        .route(
            SCRIPT,
            get(|| async { asset("text/javascript", include_str!("vorschau.js")) }),
        )
        .route(STYLE, get(|| async { asset("text/css", include_str!("vorschau.css")) }))
        .fallback(page)
        .layer(axum::middleware::from_fn(only_reading))
        .layer(axum::middleware::from_fn(only_local_hosts))
        .with_state(preview);
    axum::serve(Doorkeeper(listener), router).await?;
    Ok(())
}

/// Only this machine can reach the preview: it shows drafts.
async fn listen(port: Option<u16>) -> Result<TcpListener, PreviewError> {
    let first = port.unwrap_or(FIRST_PORT);
    let last = if port.is_some() {
        first
    } else {
        first.plus(PORTS_TO_TRY)
    };
    let mut refused = None;
    for port in first..=last {
        match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
            Ok(listener) => return Ok(listener),
            Err(error) => refused = Some(PreviewError::Port { port, error }),
        }
    }
    Err(refused.unwrap_or_else(|| PreviewError::Server(io::ErrorKind::AddrNotAvailable.into())))
}

/// A page elsewhere could make its own name point to this machine and read drafts (DNS rebinding): only the names that
/// this machine has for itself are answered.
async fn only_local_hosts(request: Request, next: axum::middleware::Next) -> Response<Body> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "127.0.0.1" | "localhost") {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "Die Vorschau antwortet nur unter 127.0.0.1 und localhost.",
    )
        .into_response()
}

/// Nothing can be changed here.
async fn only_reading(request: Request, next: axum::middleware::Next) -> Response<Body> {
    let is_head = request.method() == Method::HEAD;
    if !is_head && request.method() != Method::GET {
        let allowed = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allowed, "Die Vorschau zeigt nur.").into_response();
    }
    let mut answer = next.run(request).await;
    if is_head {
        // The same, without what it is about: its length is said, its bytes are not sent.
        if let Some(length) = answer.body().size_hint().exact() {
            answer.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
        *answer.body_mut() = Body::empty();
    }
    answer
}

async fn page(Shared(preview): Shared<Arc<Preview>>, request: Request) -> Response<Body> {
    // Addresses are compared as what they say.
    let url = link::decoded(request.uri().path()).into_owned();
    let answer = tokio::task::spawn_blocking(move || {
        let shown = preview.state.shown();
        let mut answer = shown.answer(&url, &preview.root, &preview.cache);
        if let Answer::Broken(problems) = &mut answer {
            preview.state.locate(problems);
        }
        (answer, shown.version)
    });
    let Ok((answer, version)) = answer.await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    match answer {
        Answer::Found { path, bytes } => found(StatusCode::OK, &path, bytes, version),
        Answer::NotFound(bytes) => found(StatusCode::NOT_FOUND, "404.html", bytes, version),
        // Where it leads may be another place after the next change: no browser shall keep it.
        Answer::Moved(url) => (
            StatusCode::TEMPORARY_REDIRECT,
            [
                (header::LOCATION, link::encoded(&url)),
                (header::CACHE_CONTROL, "no-store".to_owned()),
            ],
        )
            .into_response(),
        Answer::Broken(problems) => found(
            StatusCode::INTERNAL_SERVER_ERROR,
            "fehler.html",
            broken_page(&problems),
            version,
        ),
    }
}

fn found(status: StatusCode, path: &str, bytes: Vec<u8>, version: u64) -> Response<Body> {
    let kind = content_type(path);
    let bytes = if kind.starts_with("text/html") {
        with_script(bytes, version)
    } else {
        bytes
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(CONTENT_SECURITY_POLICY),
        ),
    ];
    (status, headers, bytes).into_response()
}

/// Adds the script that follows the changes, and the state that the page was made from. The page itself is the one that
/// `ozg build` writes.
fn with_script(mut html: Vec<u8>, version: u64) -> Vec<u8> {
    let tag = format!(
        "<link rel=\"stylesheet\" href=\"{STYLE}\"><script type=\"module\" src=\"{SCRIPT}\" data-stand=\"{version}\"></script>"
    );
    let position = html.windows(7).position(|window| window == b"</head>").unwrap_or(0);
    html.splice(position..position, tag.into_bytes());
    html
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "pdf" => "application/pdf",
        "atom" => "application/atom+xml; charset=utf-8",
        "jsonl" => "application/jsonl; charset=utf-8",
        "jsonld" => "application/ld+json",
        "ttl" => "text/turtle; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "vcf" => "text/vcard; charset=utf-8",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn asset(kind: &'static str, text: &'static str) -> Response<Body> {
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")],
        text,
    )
        .into_response()
}

/// A page for the browser when there is nothing good to show; it reloads when the files change.
fn broken_page(problems: &[Diagnostic]) -> Vec<u8> {
    let mut report = String::new();
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(
        &mut report,
        &diagnostics::render_text(problems, Detail::Everything, false),
    );
    format!(
        "<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>Fehler in der Vorschau</title></head>\
         <body class=\"ozg-broken\"><h1>Diese Seite kann nicht gezeigt werden</h1><pre>{report}</pre></body></html>"
    )
    .into_bytes()
}

/// One message for each new state; a browser that was away hears of the present one at once.
async fn events(Shared(preview): Shared<Arc<Preview>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = WatchStream::new(preview.versions.subscribe());
    let events = versions.map(|version| Ok(Event::default().event("stand").data(version.to_string())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

/// The problems of the present state, as the overlay shows them.
async fn problems(Shared(preview): Shared<Arc<Preview>>) -> Response<Body> {
    let shown = preview.state.shown();
    let report = if shown.has_errors() {
        diagnostics::render_text(&shown.problems, Detail::Everything, false)
    } else {
        String::new()
    };
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, report).into_response()
}
