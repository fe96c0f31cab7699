//! A route: a URL and how its response is made.

pub(in crate::site) mod recipe;
mod routes;

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::model::Fault;
use crate::site::edition::Site;
pub use recipe::Recipe;
pub use routes::Routes;

/// A response body.
#[derive(Debug, Clone)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What is yet to be made: a page, a feed, a calendar.
    Recipe(Arc<dyn Recipe>),
    /// The bytes of a file that grows with the portal, one piece after the other.
    Pieces(Pieces),
    /// The bytes of a file below the portal root.
    File(Arc<str>),
    /// A photo below the portal root, without its metadata.
    Photo(Arc<str>),
    /// The bytes of a picture, to be drawn unless it is there already.
    Picture(Picture),
}

/// Makes a picture of the bytes of its source.
type Draw = dyn Fn(&[u8]) -> Result<Vec<u8>, Fault> + Send + Sync;

/// A picture that has not been drawn yet.
#[derive(Clone)]
pub struct Picture {
    /// A file name that changes with all that the picture depends on: what was drawn under it once holds for good.
    pub name: Arc<str>,
    /// The file below the portal root that it is made of; none for what is drawn.
    pub source: Option<Arc<str>>,
    draw: Arc<Draw>,
}

impl Picture {
    /// A picture and how to draw it.
    pub fn new(name: impl Into<Arc<str>>, draw: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self {
            name: name.into(),
            source: None,
            draw: Arc::new(move |_| Ok(draw())),
        }
    }

    /// A picture that is made of the bytes of a file.
    pub fn of_file(
        name: impl Into<Arc<str>>,
        source: Arc<str>,
        make: impl Fn(&[u8]) -> Result<Vec<u8>, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            source: Some(source),
            draw: Arc::new(make),
        }
    }

    /// The bytes of its file, made of those of its source.
    ///
    /// # Errors
    /// A source that is no picture after all.
    pub fn draw(&self, source: &[u8]) -> Result<Vec<u8>, Fault> {
        (self.draw)(source)
    }
}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_tuple("Picture").field(&self.name).finish()
    }
}

type WritePieces = dyn Fn(&Site, &mut dyn Write) -> io::Result<()> + Send + Sync;

/// A file that is not written yet, and need never be in memory as a whole.
#[derive(Clone)]
pub struct Pieces {
    edition: usize,
    write: Arc<WritePieces>,
}

impl Pieces {
    /// Writes it.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        (self.write)(site.in_edition(self.edition), out)
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_struct("Pieces").finish_non_exhaustive()
    }
}

type Render = Box<dyn Fn(&Site) -> Result<Body, Box<Diagnostic>> + Send + Sync>;

/// A URL of the site.
pub struct Route {
    /// Address from the root of the portal on; ends with `/` for pages.
    pub url: String,
    /// The content file that the page comes from, if it is one.
    pub source: Option<Arc<str>>,
    /// Whether search engines should know of it; by itself, every address that ends with `/` is a page for them.
    pub listed: bool,
    /// Whether it exists in German alone: old addresses, and what is for those who run the portal.
    pub is_only_german: bool,
    /// Whether it only leads on from a former address.
    pub(super) is_redirect: bool,
    /// Whether it is a file of the content as it lies there.
    pub(super) is_copy: bool,
    /// The edition that it belongs to.
    pub(in crate::site) edition: usize,
    render: Render,
}

impl Route {
    /// A route that is rendered by a function.
    pub fn new(
        url: impl Into<String>,
        render: impl Fn(&Site) -> Result<Body, Box<Diagnostic>> + Send + Sync + 'static,
    ) -> Self {
        let url = url.into();
        Self {
            listed: url.ends_with('/'),
            url,
            source: None,
            is_only_german: false,
            is_redirect: false,
            is_copy: false,
            edition: 0,
            render: Box::new(render),
        }
    }

    /// A route to a file that is written in pieces.
    pub(in crate::site) fn in_pieces(
        url: impl Into<String>,
        write: impl Fn(&Site, &mut dyn Write) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let write: Arc<WritePieces> = Arc::new(write);
        Self::new(url, move |site| {
            Ok(Body::Pieces(Pieces {
                edition: site.edition,
                write: write.clone(),
            }))
        })
    }

    /// The same response at another address.
    pub(in crate::site) fn at(self, url: String) -> Self {
        Self { url, ..self }
    }

    /// Says which file the page comes from.
    pub fn from_file(mut self, source: &Arc<str>) -> Self {
        self.source = Some(source.clone());
        self
    }

    /// Says that it only leads on from a former address.
    pub(super) fn redirecting(mut self) -> Self {
        self.is_redirect = true;
        self
    }

    /// Says that it is a file of the content as it lies there.
    pub(super) fn copied(mut self) -> Self {
        self.is_copy = true;
        self
    }

    /// Keeps it from the sitemap: redirects, and pages that search engines should leave out.
    pub fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }

    /// Keeps it from the editions in other languages.
    pub fn only_german(mut self) -> Self {
        self.is_only_german = true;
        self
    }

    /// The same route in another edition, whose addresses begin with `prefix`.
    pub(in crate::site) fn in_edition(mut self, edition: usize, prefix: &str) -> Self {
        self.url.insert_str(0, prefix);
        self.edition = edition;
        self
    }

    /// The response body.
    ///
    /// # Errors
    /// A fault in a component that many pages show.
    pub fn render(&self, site: &Site) -> Result<Body, Box<Diagnostic>> {
        (self.render)(site.in_edition(self.edition))
    }

    /// Path of the file that the route becomes, relative to the output folder.
    pub fn file_path(&self) -> String {
        let path = self.url.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter
            .debug_struct("Route")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}
