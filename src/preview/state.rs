//! What the preview shows: the last good state of the site, and what is wrong with the present one.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::model::Day;
use crate::portal::{self, AsOf, Request};
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
    as_of: AsOf,
    drafts: bool,
    base_url: String,
}

impl OwnedRequest {
    fn as_request(&self) -> Request<'_> {
        Request {
            as_of: self.as_of,
            drafts: self.drafts,
            base_url: Some(&self.base_url),
        }
    }
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

/// What has changed on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Changes {
    /// The content of files that were there before.
    Files(Vec<PathBuf>),
    /// Files came, went or were renamed, or nobody knows.
    Anything,
    /// A whole folder was replaced, and anything in it may be new.
    Folders,
    /// Only files of the theme.
    Theme,
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
    pub fn open(root: PathBuf, as_of: AsOf, drafts: bool, base_url: String) -> Self {
        let library = Mutex::new(Library::open(&root));
        let request = OwnedRequest {
            as_of,
            drafts,
            base_url,
        };
        Self {
            library,
            request,
            shown: RwLock::default(),
        }
    }

    /// The present state.
    pub fn shown(&self) -> Arc<Shown> {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads what changed.
    pub fn refresh(&self, changes: &Changes) {
        let mut library = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        match changes {
            Changes::Files(paths) if library.refresh_files(paths) => {}
            Changes::Files(_) | Changes::Anything | Changes::Folders => library.refresh(),
            Changes::Theme => {}
        }
    }

    /// Puts a new state in the place of the present one and tells of it. The pages come first; what the checks find
    /// follows, so that an edit is seen at once however large the portal is. With an error that leaves nothing to show,
    /// the last good pages stay.
    pub fn update(&self, tell: &dyn Fn(&Shown)) {
        let library = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.shown();
        let profile = Profile::default();
        let request = self.request.as_request();
        let (contents, found) = portal::assemble(&library, request.as_of, &profile);
        let mut problems = found.clone();
        library.locate(&mut problems);
        let site = portal::site(&library, &contents, request, &mut problems, &profile);
        let pages = site.and_then(|site| match crate::site::routes(&site) {
            Ok(routes) => Some(Arc::new(Pages { site, routes })),
            Err(mut faults) => {
                problems.append(&mut faults);
                None
            }
        });
        // Until the checks are through, what they found before is the best guess.
        let guess = if problems.is_empty() && pages.is_some() {
            before.problems.clone()
        } else {
            problems.clone()
        };
        let first = self.show(Shown {
            site: pages.or_else(|| before.site.clone()),
            problems: guess,
            version: before.version + 1,
        });
        tell(&first);
        let mut checked = portal::check(&library, &contents, found, request.as_of, &profile);
        checked.extend(
            problems
                .into_iter()
                .filter(|problem| problem.code == "vorlage" || problem.code == "adresse-vergeben"),
        );
        if checked != first.problems {
            let second = Shown {
                site: first.site.clone(),
                problems: checked,
                version: first.version + 1,
            };
            tell(&self.show(second));
        }
    }

    fn show(&self, shown: Shown) -> Arc<Shown> {
        let shown = Arc::new(shown);
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
    /// Whether the files as they are now could not be published.
    pub fn has_errors(&self) -> bool {
        diagnostics::has_errors(&self.problems)
    }

    /// The reference date, if the portal fixes it.
    pub fn fixed_as_of(&self) -> Option<Day> {
        self.site.as_ref()?.site.portal.settings.as_of
    }

    /// How many addresses there are.
    pub fn routes(&self) -> usize {
        self.site.as_ref().map_or(0, |pages| pages.routes.pages().len())
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
            Body::Recipe(recipe) => recipe.make(&self.site).map_err(|problem| *problem),
            Body::Pieces(pieces) => {
                let mut bytes = Vec::new();
                // Writing into memory cannot fail.
                let _ = pieces.write(&self.site, &mut bytes);
                Ok(bytes)
            }
            Body::Picture(picture) => Ok(picture.draw()),
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
