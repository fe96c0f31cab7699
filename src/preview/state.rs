//! What the preview shows: the last good state of the site, and what is wrong with the present one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::model::Day;
use crate::portal::{self, Request};
use crate::profile::Profile;
use crate::site::{Body, Route, Routes, Site};

/// The state that server and watcher share.
#[derive(Debug)]
pub(super) struct State {
    library: Mutex<Library>,
    request: OwnedRequest,
    shown: RwLock<Arc<Shown>>,
}

#[derive(Debug)]
struct OwnedRequest {
    as_of: Day,
    drafts: bool,
    base_url: String,
}

/// One state of the site. It never changes; a new one takes its place.
#[derive(Debug, Default)]
pub(super) struct Shown {
    site: Option<Arc<Pages>>,
    /// What is wrong with the files as they are now.
    pub problems: Vec<Diagnostic>,
    /// Counts the states, so that a browser knows whether it has missed one.
    pub version: u64,
}

#[derive(Debug)]
struct Pages {
    site: Site,
    routes: Routes,
}

/// An answer to a request.
pub(super) enum Answer {
    /// The bytes of a page or file; the path tells the type.
    Found { path: String, bytes: Vec<u8> },
    /// The address lacks its last slash.
    Moved(String),
    /// The page of the site that says that there is none.
    NotFound(Vec<u8>),
    /// A template failed, or there was never a good state.
    Broken(Vec<Diagnostic>),
}

impl State {
    /// Reads the portal for the first time.
    pub fn open(root: PathBuf, as_of: Day, drafts: bool, base_url: String) -> Self {
        let state = Self {
            library: Mutex::new(Library::open(&root)),
            request: OwnedRequest {
                as_of,
                drafts,
                base_url,
            },
            shown: RwLock::default(),
        };
        state.update();
        state
    }

    /// The present state.
    pub fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads what changed and puts a new state in the place of the present one; with errors, the last good pages stay.
    pub fn refresh(&self) -> Arc<Shown> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner).refresh();
        self.update()
    }

    fn update(&self) -> Arc<Shown> {
        let library = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        let request = Request {
            as_of: self.request.as_of,
            drafts: self.request.drafts,
            base_url: Some(&self.request.base_url),
        };
        let (site, mut problems) = portal::open(&library, request, &Profile::default());
        let pages = site.and_then(|site| match site.routes() {
            Ok(routes) => Some(Arc::new(Pages { site, routes })),
            Err(mut faults) => {
                problems.append(&mut faults);
                None
            }
        });
        let before = self.shown();
        let site = pages.or_else(|| before.site.clone());
        let shown = Arc::new(Shown {
            site,
            problems,
            version: before.version + 1,
        });
        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = shown.clone();
        shown
    }

    /// Gives a fault of a template its excerpt.
    pub fn locate(&self, problems: &mut Vec<Diagnostic>) {
        self.library
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .locate(problems);
    }

    /// The portal root, below which documents lie.
    pub fn root(&self) -> PathBuf {
        self.library
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .root()
            .to_path_buf()
    }
}

impl Shown {
    /// Whether the pages are those of an earlier state, because the present files have errors.
    pub fn is_stale(&self) -> bool {
        diagnostics::has_errors(&self.problems)
    }

    /// How many addresses there are.
    pub fn routes(&self) -> usize {
        self.site.as_ref().map_or(0, |pages| pages.routes.pages())
    }

    /// Renders the page behind an address.
    pub fn answer(&self, url: &str, root: &std::path::Path) -> Answer {
        let Some(pages) = &self.site else {
            return Answer::Broken(self.problems.clone());
        };
        if let Some(route) = pages.routes.get(&pages.site, url) {
            return match pages.bytes(route, root) {
                Ok(bytes) => Answer::Found {
                    path: route.file_path(),
                    bytes,
                },
                Err(problem) => Answer::Broken(vec![problem]),
            };
        }
        if pages.routes.get(&pages.site, &format!("{url}/")).is_some() {
            return Answer::Moved(format!("{url}/"));
        }
        let not_found = pages
            .routes
            .get(&pages.site, "/404.html")
            .map(|route| pages.bytes(route, root));
        match not_found {
            Some(Ok(bytes)) => Answer::NotFound(bytes),
            Some(Err(problem)) => Answer::Broken(vec![problem]),
            None => Answer::NotFound(Vec::new()),
        }
    }
}

impl Pages {
    fn bytes(&self, route: &Route, root: &std::path::Path) -> Result<Vec<u8>, Diagnostic> {
        match route.render(&self.site).map_err(|problem| *problem)? {
            Body::Bytes(bytes) => Ok(bytes),
            Body::File(path) => std::fs::read(root.join(&*path)).map_err(|_| {
                Diagnostic::error(
                    "nicht-lesbar",
                    crate::diagnostics::Place::file(&path),
                    "die Datei kann nicht gelesen werden",
                )
            }),
        }
    }
}
