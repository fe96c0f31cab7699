//! Links from file to file: what pages name by an address, a copy names by the way from one file to another.

use std::collections::BTreeSet;

use crate::content::html::{self, Attribute, Tag};
use crate::content::link;
use crate::extent::{Slicing, Whole};
use crate::percent;

/// Attributes that hold one address.
const ADDRESSES: [&str; 8] = [
    "href",
    "src",
    "action",
    "formaction",
    "poster",
    "data",
    "cite",
    "xlink:href",
];
/// Attributes that hold addresses of one picture in several sizes.
const SIZES: [&str; 2] = ["srcset", "imagesrcset"];
/// What browsers refuse to load from a disk, or what means nothing there.
const USELESS: [&str; 3] = ["manifest", "modulepreload", "search"];

/// The addresses of a portal, and the files that they become.
pub(super) struct Links<'a> {
    base_url: &'a str,
    origin: &'a str,
    prefix: &'a str,
    files: &'a BTreeSet<&'a str>,
}

impl<'a> Links<'a> {
    pub fn new(base_url: &'a str, files: &'a BTreeSet<&'a str>) -> Self {
        let host = base_url.find("://").map_or(0, |at| at.plus("://".len()));
        let path = base_url
            .part(host..)
            .find('/')
            .map_or(base_url.len(), |slash| host.plus(slash));
        let (origin, prefix) = base_url.split_at(path);
        Self {
            base_url,
            origin,
            prefix,
            files,
        }
    }

    /// A file with the links that hold in the copy.
    pub fn in_file(&self, path: &str, bytes: Vec<u8>) -> Vec<u8> {
        let change: fn(&Self, &str, &str) -> String = match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("html" | "htm") => Self::in_page,
            Some("css") => Self::in_style,
            _ => return bytes,
        };
        match String::from_utf8(bytes) {
            Ok(text) => change(self, path, &text).into_bytes(),
            Err(error) => error.into_bytes(),
        }
    }

    fn in_page(&self, path: &str, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut written = 0;
        let mut is_cut = false;
        for tag in html::tags(text) {
            if is_cut {
                // The end of a script that is left out.
                is_cut = false;
                written = after_line(text, tag.range.end);
                continue;
            }
            is_cut = is_module(&tag);
            if is_cut || is_useless(&tag) {
                out.push_str(text.part(written..tag.range.start));
                written = after_line(text, tag.range.end);
                continue;
            }
            for attribute in &tag.attributes {
                let Some(value) = self.value(path, &tag, attribute) else {
                    continue;
                };
                out.push_str(text.part(written..attribute.range.start));
                out.push_str(&format!("{}=\"{}\"", attribute.name, html::escaped(&value)));
                written = attribute.range.end;
            }
        }
        out.push_str(text.get(written..).unwrap_or_default());
        out
    }

    /// What an attribute says in the copy, if it is something else.
    fn value(&self, path: &str, tag: &Tag, attribute: &Attribute) -> Option<String> {
        let value = attribute.value.as_ref();
        let is = |name: &&str| attribute.name.eq_ignore_ascii_case(name);
        if ADDRESSES.iter().any(&is) {
            let within = || self.of_published_page(value).filter(|_| may_lead_into_the_copy(tag));
            return self.from(path, within().unwrap_or(value));
        }
        if SIZES.iter().any(&is) {
            let sizes = value.split(", ").map(|size| {
                let (address, width) = size.split_at(size.find(' ').unwrap_or(size.len()));
                let address = self.from(path, address).unwrap_or_else(|| address.to_owned());
                format!("{address}{width}")
            });
            return Some(sizes.collect::<Vec<_>>().join(", "));
        }
        if is(&"content") && has(tag, "http-equiv", "refresh") {
            let at = value.to_ascii_lowercase().find("url=")?.plus("url=".len());
            return Some(format!("{}{}", value.part(..at), self.from(path, value.part(at..))?));
        }
        None
    }

    /// `url(…)` in a style.
    fn in_style(&self, path: &str, text: &str) -> String {
        const URL: &str = "url(";
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(URL) {
            let (before, after) = rest.split_at(at.plus(URL.len()));
            out.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let address = after.part(..end).trim().trim_matches(['"', '\'']);
            match self.from(path, address) {
                Some(address) => out.push_str(&format!("\"{address}\"")),
                None => out.push_str(after.part(..end)),
            }
            rest = after.part(end..);
        }
        out.push_str(rest);
        out
    }

    /// The path of a page of this portal that is named by its whole address. What is no page is there to be subscribed to or
    /// quoted, and stays.
    fn of_published_page<'b>(&self, address: &'b str) -> Option<&'b str> {
        let below = address.strip_prefix(self.base_url)?;
        let is_own = below.is_empty() || below.starts_with(['/', '?', '#']);
        let path = address.get(self.origin.len()..).filter(|_| is_own)?;
        let (plain, _) = parted(path);
        let file = self.file(plain.strip_prefix(self.prefix)?)?;
        file.ends_with(".html").then_some(path)
    }

    /// The way from one file to what an address names; none where it stays as it is.
    fn from(&self, path: &str, address: &str) -> Option<String> {
        let (plain, rest) = parted(address);
        let is_elsewhere = plain.starts_with("//") || has_scheme(plain);
        if plain.is_empty() && !address.is_empty() || is_elsewhere {
            return None;
        }
        let whole = if plain.starts_with('/') {
            plain.to_owned()
        } else {
            format!("{}/{}", self.prefix, joined(path, plain))
        };
        let below = whole.strip_prefix(self.prefix);
        let below = below.filter(|below| below.is_empty() || below.starts_with('/'));
        match below.and_then(|below| self.file(below)) {
            Some(file) if file == path && rest.starts_with('#') => Some(rest.to_owned()),
            Some(file) => Some(format!("{}{rest}", way(path, &file))),
            // It is on the host and not in the portal.
            None => Some(format!("{}{whole}{rest}", self.origin)),
        }
    }

    /// The file behind an address below the portal.
    fn file(&self, below: &str) -> Option<String> {
        let path = link::decoded(below);
        let path = path.trim_start_matches('/');
        let page = |path: &str| {
            let folder = path.trim_end_matches('/');
            let slash = if folder.is_empty() { "" } else { "/" };
            format!("{folder}{slash}index.html")
        };
        let file = if path.is_empty() || path.ends_with('/') || !self.files.contains(path) {
            page(path)
        } else {
            path.to_owned()
        };
        self.files.contains(file.as_str()).then_some(file)
    }
}

/// An address, and what stands behind its path.
fn parted(address: &str) -> (&str, &str) {
    address.split_at(address.find(['?', '#']).unwrap_or(address.len()))
}

fn has_scheme(address: &str) -> bool {
    let Some((scheme, _)) = address.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// A path that begins at the folder of a file, as one from the root.
fn joined(file: &str, path: &str) -> String {
    let mut steps: Vec<&str> = file.split('/').collect();
    steps.pop();
    let ends_in_folder = ["", ".", ".."].contains(&path.rsplit('/').next().unwrap_or_default());
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    let slash = if ends_in_folder && !steps.is_empty() { "/" } else { "" };
    format!("{}{slash}", steps.join("/"))
}

/// The way from one file to another, as an address has it.
fn way(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
        .split('/')
        .collect();
    let folders: Vec<&str> = folders.into_iter().filter(|step| !step.is_empty()).collect();
    let steps: Vec<&str> = to.split('/').collect();
    let most = steps.len().saturating_sub(1);
    let shared = folders
        .iter()
        .zip(steps.iter().take(most))
        .take_while(|(one, other)| one == other)
        .count();
    let up = "../".repeat(folders.len().minus(shared));
    let down = percent::encoded(&steps.part(shared..).join("/"));
    // A colon before the first slash would be the end of a scheme.
    let is_scheme = up.is_empty() && down.split('/').next().is_some_and(|first| first.contains(':'));
    format!("{}{up}{down}", if is_scheme { "./" } else { "" })
}

fn has(tag: &Tag, name: &str, value: &str) -> bool {
    let mut attributes = tag.attributes.iter();
    attributes.any(|attribute| {
        attribute.name.eq_ignore_ascii_case(name)
            && attribute
                .value
                .split_ascii_whitespace()
                .any(|word| word.eq_ignore_ascii_case(value))
    })
}

/// Browsers load no modules from a disk. All that scripts do is comfort, and without them nothing says that it failed.
fn is_module(tag: &Tag) -> bool {
    !tag.is_end && tag.name.eq_ignore_ascii_case("script") && has(tag, "type", "module")
}

fn is_useless(tag: &Tag) -> bool {
    tag.name.eq_ignore_ascii_case("link") && USELESS.iter().any(|rel| has(tag, "rel", rel))
}

/// Whether a whole address may become a way within the copy: not where it says what is published, or leads there on purpose.
fn may_lead_into_the_copy(tag: &Tag) -> bool {
    !tag.name.eq_ignore_ascii_case("link") && !has(tag, "rel", "external")
}

/// Where the next line begins, if nothing else stands in this one.
fn after_line(text: &str, at: usize) -> usize {
    at.plus(usize::from(text.get(at..).is_some_and(|rest| rest.starts_with('\n'))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(html: &str) -> String {
        let files = [
            "index.html",
            "a/index.html",
            "a/b/index.html",
            "a/ä b.pdf",
            "assets/s.css",
            "404.html",
        ];
        let files = files.into_iter().collect();
        Links::new("https://example.org/portal", &files).in_page("a/b/index.html", html)
    }

    #[test]
    fn every_address_of_the_portal_becomes_a_way() {
        for (address, way) in [
            ("/portal/", "../../index.html"),
            ("/portal", "../../index.html"),
            ("/portal/a/?x=1#y", "../index.html?x=1#y"),
            ("/portal/a", "../index.html"),
            ("/portal/a/%C3%A4%20b.pdf", "../%C3%A4%20b.pdf"),
            ("/portal/a/b/#y", "#y"),
            ("/portal/a/b/", "index.html"),
            ("/portal/assets/s.css", "../../assets/s.css"),
            ("../", "../index.html"),
            ("./", "index.html"),
            ("#y", "#y"),
            ("?x=1", "?x=1"),
            ("", "index.html"),
            ("https://example.org/portal/a/", "../index.html"),
            (
                "https://example.org/portal/assets/s.css",
                "https://example.org/portal/assets/s.css",
            ),
            ("https://example.org/portale/a/", "https://example.org/portale/a/"),
            ("/anderes/", "https://example.org/anderes/"),
            ("/portale/", "https://example.org/portale/"),
            ("/portal/nichts.pdf", "https://example.org/portal/nichts.pdf"),
            ("//example.com/", "//example.com/"),
            ("mailto:a@example.org", "mailto:a@example.org"),
        ] {
            let html = format!("<a href=\"{address}\">x</a>");
            assert_eq!(changed(&html), format!("<a href=\"{way}\">x</a>"), "{address}");
        }
    }

    #[test]
    fn what_is_published_elsewhere_is_named_as_such() {
        for same in [
            "<link rel=\"canonical\" href=\"https://example.org/portal/a/\">",
            "<a rel=\"noopener external\" href=\"https://example.org/portal/a/\">x</a>",
            "<p title=\"/portal/a/\">/portal/a/</p>",
        ] {
            assert_eq!(changed(same), same);
        }
    }

    #[test]
    fn modules_go_and_nothing_else() {
        assert_eq!(
            changed(
                "<b><script type=\"module\" src=\"/portal/x.js\">a<b</script>\n<script>c</script><link rel=manifest href=x></b>"
            ),
            "<b><script>c</script></b>"
        );
    }

    #[test]
    fn pictures_redirects_and_styles_follow() {
        assert_eq!(
            changed("<img srcset=\"/portal/a/%C3%A4%20b.pdf 1w, https://x.org/y 2w\">"),
            "<img srcset=\"../%C3%A4%20b.pdf 1w, https://x.org/y 2w\">"
        );
        assert_eq!(
            changed("<meta http-equiv=\"refresh\" content=\"0; url=/portal/a/\">"),
            "<meta http-equiv=\"refresh\" content=\"0; url=../index.html\">"
        );
        let files = ["a/x.svg"].into_iter().collect();
        let style = Links::new("https://example.org", &files).in_style("assets/s.css", "b{c:url('/a/x.svg') url(#d)}");
        assert_eq!(style, "b{c:url(\"../a/x.svg\") url(#d)}");
    }
}
