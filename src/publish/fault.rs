//! Why something was not published, in German.

use std::fmt::Display;
use std::io;
use std::path::Path;

use crate::diagnostics::system_error;

/// Why something was not published. The text says what is so now and what to do; it never holds a password or a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// We do not do it, and why.
    #[error("{0}")]
    Refused(String),
    /// The target or the way to it.
    #[error("{0}")]
    Target(String),
}

impl Fault {
    /// What is not done, and why.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::Refused(text.into())
    }

    /// What the target said.
    pub fn target(text: impl Into<String>) -> Self {
        Self::Target(text.into())
    }

    /// What the system said about a file.
    pub fn system(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Target(format!("{}: {}", path.display(), system_error(&error)))
    }

    /// Something of the other side that speaks for itself.
    pub fn said(what: impl Display, error: impl Display) -> Self {
        Self::Target(format!("{what}: {error}"))
    }
}
