//! A portal as a web server sees it, and the patterns by which servers tell its files apart.

use super::SECURITY;
use super::policy::{PIECES, SHARED_FOLDER, TYPES, Type};

/// Where a portal lies on its host, and which addresses lead on.
#[derive(Debug, Clone, Default)]
pub struct Hosted {
    /// The name of the host.
    pub host: String,
    /// What stands before every address: nothing, or `/portal`.
    pub prefix: String,
    /// Whether search engines should leave all of it out.
    pub is_hidden: bool,
    /// Addresses of former days, with the prefix.
    pub moved: Vec<Moved>,
    /// Pages that have another address, with all below them. What `moved` says comes first.
    pub renamed: Vec<Renamed>,
    /// The languages that have a page of their own for wrong addresses, by what their addresses begin with: `/en`.
    pub languages: Vec<String>,
}

/// An address that leads on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its path, as a server sees it: decoded, without a slash at its end.
    pub from: String,
    /// What must stand behind the question mark; none where it does not matter.
    pub query: Option<String>,
    /// Where it leads.
    pub to: String,
}

/// A page that has another address: whatever lay below it lies below that now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The address then, with a slash at its end.
    pub from: String,
    /// The address now, with a slash at its end.
    pub to: String,
}

impl Renamed {
    /// What stood there and below, as a pattern that keeps what came behind. Other signs than these are in none of our
    /// addresses, and some of them would end a header.
    pub(super) fn pattern(&self) -> String {
        let from = escaped(self.from.trim_end_matches('/'));
        format!("^{from}(?:/([A-Za-z0-9._~/-]*))?$")
    }
}

/// Files that tell hosts what to do or mark the folder of a build, and that no reader is shown.
pub const RULES: [&str; 4] = ["_headers", "_redirects", ".htaccess", MARKER];

/// The file that tells a folder that a build has written from any other one.
pub const MARKER: &str = ".ozg-ausgabe";

impl Hosted {
    /// The addresses of what is named after its content, as nginx, Apache and Caddy understand a pattern.
    pub(super) fn hashed(&self) -> String {
        let (prefix, pieces) = (escaped(&self.prefix), PIECES.join("|"));
        format!("^{prefix}/(assets/|([a-z]+/)?suche/({pieces})-[0-9]+-[0-9a-f]+[.]json$)")
    }

    /// The addresses of what any website may load.
    pub(super) fn shared(&self) -> String {
        let endings: Vec<&str> = shared_types().map(|known| known.ending).collect();
        format!(
            "^{}/({SHARED_FOLDER}/|.*[.]({})$)",
            escaped(&self.prefix),
            endings.join("|")
        )
    }

    /// The addresses of files that no reader is shown.
    pub(super) fn rules(&self) -> String {
        let names: Vec<String> = RULES.iter().map(|name| escaped(name)).collect();
        format!("^{}/({})$", escaped(&self.prefix), names.join("|"))
    }

    /// The headers that are sent with everything.
    pub fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let hidden = self.is_hidden.then_some(("X-Robots-Tag", "noindex, nofollow"));
        SECURITY.iter().copied().chain(hidden).collect()
    }

    /// A name that no other portal on the same server has.
    pub(super) fn name(&self) -> String {
        let address = format!("{}{}", self.host, self.prefix);
        address
            .replace(|sign: char| !sign.is_ascii_alphanumeric(), "_")
            .to_ascii_lowercase()
    }

    /// An address with the prefix.
    pub(super) fn href(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }
}

/// Kinds of files that any website may load, wherever they lie.
pub(super) fn shared_types() -> impl Iterator<Item = &'static Type> {
    TYPES.iter().filter(|known| known.is_shared)
}

/// Media types that are worth compressing, each once.
pub(super) fn compressed() -> Vec<&'static str> {
    let mut media: Vec<&str> = TYPES
        .iter()
        .filter(|known| known.compress)
        .map(|known| known.media)
        .collect();
    media.dedup();
    media
}

/// A text in which nothing means something else to a pattern.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\^$.|?*+()[]{}".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// Whether an address is that of a file, to which nothing is added.
pub fn is_file(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains('.'))
}
