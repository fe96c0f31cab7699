//! A route: a URL and how to get the bytes behind it.

use std::fmt;
use std::sync::Arc;

use super::Site;
use crate::diagnostics::Diagnostic;

/// What is behind a URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file below the portal root.
    File(Arc<str>),
    /// The bytes of a picture, to be drawn unless it is there already.
    Picture(Picture),
}

/// A picture that has not been drawn yet.
#[derive(Clone)]
pub struct Picture {
    /// A file name that changes with all that the picture depends on: what was drawn under it once holds for good.
    pub name: Arc<str>,
    draw: Arc<dyn Fn() -> Vec<u8> + Send + Sync>,
}

impl Picture {
    /// A picture and how to draw it.
    pub fn new(name: impl Into<Arc<str>>, draw: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self {
            name: name.into(),
            draw: Arc::new(draw),
        }
    }

    /// The bytes of its file.
    pub fn draw(&self) -> Vec<u8> {
        (self.draw)()
    }
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Picture {}

impl fmt::Debug for Picture {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.debug_tuple("Picture").field(&self.name).finish()
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
            render: Box::new(render),
        }
    }

    /// Says which file the page comes from.
    pub fn from_file(mut self, source: &Arc<str>) -> Self {
        self.source = Some(source.clone());
        self
    }

    /// Keeps it from the sitemap: redirects, and pages that search engines should leave out.
    pub fn unlisted(mut self) -> Self {
        self.listed = false;
        self
    }

    /// The bytes behind the URL.
    ///
    /// # Errors
    /// A fault in a template.
    pub fn render(&self, site: &Site) -> Result<Body, Box<Diagnostic>> {
        (self.render)(site)
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
