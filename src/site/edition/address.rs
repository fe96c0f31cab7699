//! Where the site is published.

use crate::model::Language;

/// Where the site is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host and path without a slash at the end.
    pub base_url: String,
    /// The path alone, to be put before every internal link: empty, or `/portal`.
    pub prefix: String,
    /// Whether this is a copy that readers open from their own disk; its links are those of the address until it is packed.
    pub is_copy: bool,
    /// Whether search engines should leave all of it out: it is a preview.
    pub is_hidden: bool,
}

impl Address {
    /// Takes a base URL apart.
    pub fn new(base_url: &str) -> Self {
        let base_url = base_url.trim_end_matches('/');
        let host_and_path = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
        let prefix = host_and_path
            .split_once('/')
            .map_or(String::new(), |(_, path)| format!("/{path}"));
        Self {
            base_url: base_url.to_owned(),
            prefix,
            is_copy: false,
            is_hidden: false,
        }
    }

    /// The address of a preview, if it is to be one.
    pub fn hidden(self, is_hidden: bool) -> Self {
        Self { is_hidden, ..self }
    }

    /// The address of what a copy for readers' own disks was made of.
    pub fn copied(self, is_copy: bool) -> Self {
        Self { is_copy, ..self }
    }

    /// The address of the site in another language.
    pub(super) fn in_language(&self, language: &Language) -> Self {
        Self {
            base_url: format!("{}/{language}", self.base_url),
            prefix: format!("{}/{language}", self.prefix),
            is_copy: self.is_copy,
            is_hidden: self.is_hidden,
        }
    }
}
