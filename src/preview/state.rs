//! What the preview shows: the last good state of the site, and what is wrong with the present one.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::content::Library;
use crate::diagnostics::{self, Diagnostic};
use crate::extent::Whole;
use crate::model::Day;
use crate::output::files;
use crate::pipeline::{AsOf, DryRun, Pipeline, Published, Request};

/// The state that server and watcher share.
#[derive(Debug)]
pub(super) struct State {
    library: Mutex<Library>,
    dry_run: Mutex<DryRun>,
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
            hidden: false,
        }
    }
}

/// One state of the site. It never changes; a new one takes its place.
#[derive(Debug, Default)]
pub(super) struct Shown {
    site: Option<Arc<Published>>,
    /// What is wrong with the files as they are now.
    pub problems: Vec<Diagnostic>,
    /// Counts the states, so that a browser knows whether it has missed one.
    pub version: u64,
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
            dry_run: Mutex::default(),
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
    /// follows, and then what goes wrong in rendering, so that an edit is seen at once however large the portal is. With
    /// an error that leaves nothing to show, the last good pages stay. Where `is_stale` says that there is news, nothing
    /// more is found out.
    pub fn update(&self, tell: &dyn Fn(&Shown), is_stale: &dyn Fn() -> bool) {
        let library = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.shown();
        let pipeline = Pipeline::new(&library, self.request.as_request());
        let assembled = pipeline.assemble();
        let publication = pipeline.publish(&assembled).map(Arc::new);
        let is_shown = !assembled.has_errors();
        let pages = publication.as_ref().ok().filter(|_| is_shown);
        // Until the checks are through, what they found before is the best guess.
        let first = self.show(Shown {
            site: pages.cloned().or_else(|| before.site.clone()),
            problems: before.problems.clone(),
            version: before.version.plus(1),
        });
        if pages.is_some() {
            tell(&first);
        }
        let faults = publication.as_ref().err().map_or(&[][..], Vec::as_slice);
        let checked = pipeline.problems(&assembled, faults);
        let is_sound = !diagnostics::has_errors(&checked);
        let checked = self.found(&first, checked, tell, pages.is_none());
        if let Ok(published) = publication
            && is_sound
        {
            let mut dry_run = self.dry_run.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(mut faults) = dry_run.try_again(&published, library.root(), &|| !is_stale()) else {
                return;
            };
            faults.extend(checked.problems.iter().cloned());
            library.locate(&mut faults);
            self.found(&checked, faults, tell, false);
        }
    }

    /// Shows other problems than before, and tells of them where they are others or nobody was told of the pages yet.
    fn found(
        &self,
        before: &Arc<Shown>,
        problems: Vec<Diagnostic>,
        tell: &dyn Fn(&Shown),
        is_news: bool,
    ) -> Arc<Shown> {
        if problems == before.problems && !is_news {
            return before.clone();
        }
        let shown = self.show(Shown {
            site: before.site.clone(),
            problems,
            version: before.version.plus(u64::from(!is_news)),
        });
        tell(&shown);
        shown
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
    pub fn answer(&self, url: &str, root: &Path, cache: &Path) -> Answer {
        let Some(pages) = &self.site else {
            return Answer::Broken(self.problems.clone());
        };
        if let Some(route) = pages.routes.get(&pages.site, url) {
            return match files::of_route(&pages.site, route, root, cache) {
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
            .map(|route| files::of_route(&pages.site, route, root, cache));
        match not_found {
            Some(Ok(bytes)) => Answer::NotFound(bytes),
            Some(Err(problem)) => Answer::Broken(vec![problem]),
            None => Answer::NotFound(Vec::new()),
        }
    }
}
