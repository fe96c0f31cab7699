//! What a host should say of each file: its type, how long it may be kept, and who may load it.

use std::path::{Component, Path};

/// How long a browser or a network in between may use what it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cache {
    /// The name changes with the content.
    Forever,
    /// It asks each time whether there is something new.
    Revalidate,
}

impl Cache {
    /// The value of `Cache-Control`.
    pub fn header(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Revalidate => "no-cache",
        }
    }
}

/// A kind of file, told by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    /// The ending, without the point.
    pub ending: &'static str,
    /// The media type, without characters.
    pub media: &'static str,
    /// Whether it is text in UTF-8 that is said to be so, which is worth compressing.
    pub is_text: bool,
    /// Whether compressing pays.
    pub compress: bool,
    /// Whether any website may load it.
    pub is_shared: bool,
}

const fn text(ending: &'static str, media: &'static str, is_shared: bool) -> Type {
    Type {
        ending,
        media,
        is_text: true,
        compress: true,
        is_shared,
    }
}

const fn binary(ending: &'static str, media: &'static str) -> Type {
    Type {
        ending,
        media,
        is_text: false,
        compress: false,
        is_shared: false,
    }
}

/// All kinds of files that a portal may hold. What is not here is sent as bytes.
pub const TYPES: [Type; 31] = [
    text("atom", "application/atom+xml", true),
    text("css", "text/css", false),
    text("csv", "text/csv", true),
    text("html", "text/html", false),
    text("htm", "text/html", false),
    text("ics", "text/calendar", true),
    text("js", "text/javascript", false),
    text("jsonl", "application/jsonl", true),
    text("md", "text/markdown", false),
    text("ttl", "text/turtle", true),
    text("txt", "text/plain", false),
    text("vcf", "text/vcard", true),
    text("xml", "application/xml", false),
    // These are UTF-8 by their definition: nothing need be said of it.
    unsaid("json", "application/json", true),
    unsaid("jsonld", "application/ld+json", true),
    unsaid("svg", "image/svg+xml", false),
    unsaid("webmanifest", "application/manifest+json", true),
    unsaid("ico", "image/vnd.microsoft.icon", false),
    binary(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    binary("gif", "image/gif"),
    binary("jpeg", "image/jpeg"),
    binary("jpg", "image/jpeg"),
    binary("mp4", "video/mp4"),
    binary("odp", "application/vnd.oasis.opendocument.presentation"),
    binary("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    binary("odt", "application/vnd.oasis.opendocument.text"),
    binary("pdf", "application/pdf"),
    binary("png", "image/png"),
    binary("webp", "image/webp"),
    binary(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    binary("zip", "application/zip"),
];

const fn unsaid(ending: &'static str, media: &'static str, is_shared: bool) -> Type {
    Type {
        ending,
        media,
        is_text: false,
        compress: true,
        is_shared,
    }
}

impl Type {
    /// The value of `Content-Type`.
    pub fn header(&self) -> String {
        let characters = if self.is_text { "; charset=utf-8" } else { "" };
        format!("{}{characters}", self.media)
    }
}

/// A folder at the root whose files any website may load, whatever they are: the component for other sites.
pub(super) const SHARED_FOLDER: &str = "einbinden";

/// What the pieces of the search are called before their number and hash, in the order in which its entry names them.
pub const PIECES: [&str; 5] = ["lexicon", "terms", "summaries", "facets", "days"];

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The value of `Content-Type`.
    pub content_type: String,
    /// How long it may be kept.
    pub cache: Cache,
    /// Whether any website may load it.
    pub is_shared: bool,
    /// Whether it is worth compressing.
    pub compress: bool,
}

/// What is said of the file at a path below the root of the portal.
pub fn served(path: &str) -> Served {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let known = TYPES.iter().find(|known| known.ending.eq_ignore_ascii_case(ending));
    let first = path.split_once('/').map_or("", |(folder, _)| folder);
    Served {
        content_type: known.map_or("application/octet-stream".to_owned(), Type::header),
        cache: if is_hashed(path) {
            Cache::Forever
        } else {
            Cache::Revalidate
        },
        is_shared: first == SHARED_FOLDER || known.is_some_and(|known| known.is_shared),
        compress: known.is_some_and(|known| known.compress),
    }
}

/// What stands behind the name of a file that lies beside another one in a smaller form.
pub const SMALLER: &str = ".gz";

/// The file of which another one is the smaller form: `a.css` of `a.css.gz`; of all else, itself.
pub fn original(path: &str) -> &str {
    let original = path.strip_suffix(SMALLER);
    original.filter(|original| served(original).compress).unwrap_or(path)
}

/// Whether the name of a file changes with what is in it: assets, and the pieces of the search.
pub fn is_hashed(path: &str) -> bool {
    is_asset(path) || is_piece_of_search(path)
}

/// Whether a path, taken from a list that somebody may have changed, leads nowhere but into the folder of a site, and stands in one
/// line.
pub fn is_plain(path: &str) -> bool {
    let is_name = |step: Component| matches!(step, Component::Normal(_));
    !path.is_empty() && Path::new(path).components().all(is_name) && !path.contains(char::is_control)
}

/// Whether a file belongs to the theme and holds no words of the content.
pub fn is_asset(path: &str) -> bool {
    path.starts_with("assets/")
}

/// `suche/terms-3-0123abcd.json`, and the same in the folder of a language.
fn is_piece_of_search(path: &str) -> bool {
    let Some((folder, name)) = path.rsplit_once('/') else {
        return false;
    };
    let in_search = folder == "suche" || folder.split_once('/').is_some_and(|(_, rest)| rest == "suche");
    let mut parts = name.strip_suffix(".json").unwrap_or_default().split('-');
    let is_piece = parts.next().is_some_and(|kind| PIECES.contains(&kind));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_hash = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    in_search && is_piece && parts.next().is_some_and(is_number) && parts.next().is_some_and(is_hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_after_its_content_is_kept_for_ever() {
        for path in [
            "assets/style.0123456789abcdef.css",
            "suche/terms-3-0123abcd.json",
            "en/suche/facets-0-0123abcd.json",
            "suche/days-0-0123abcd.json",
        ] {
            assert_eq!(served(path).cache, Cache::Forever, "{path}");
        }
        for path in [
            "index.html",
            "suche/verzeichnis.json",
            "suche/index.html",
            "daten/a-0123abcd.json",
        ] {
            assert_eq!(served(path).cache, Cache::Revalidate, "{path}");
        }
    }

    #[test]
    fn open_data_may_be_loaded_by_all_and_pages_may_not() {
        for path in [
            "leistungen/wohngeld/verbreitung/kreise.csv",
            "api/v1/index.json",
            "en/feeds/alle.json",
            "leistungen/wohngeld/feed.json",
        ] {
            assert!(served(path).is_shared, "{path}");
        }
        for path in ["index.html", "daten/index.html", "assets/a.js", "daten"] {
            assert!(!served(path).is_shared, "{path}");
        }
    }
}
