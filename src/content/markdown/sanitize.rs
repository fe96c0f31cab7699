//! Raw HTML in Markdown: what is harmless stays, the rest goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use crate::content::html::{self, Change};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "picture", "source"])
        // Our own pictures in several sizes. Addresses in `srcset` need no look: they can only load pictures.
        .add_tag_attributes("source", ["type", "srcset", "sizes"])
        .add_tag_attributes("img", ["srcset", "sizes", "loading", "decoding"])
        .add_generic_attributes(["class", "id", "role", "aria-label", "aria-labelledby", "lang", "dir"])
        // The scroll boxes around our own tables can be reached by keyboard.
        .add_tag_attributes("div", ["tabindex"])
        .link_rel(None)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    builder
});

static ALLOWED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| CLEANER.clone_tags());

/// Elements of HTML that are taken out; any other name is none of HTML, and so was meant as text.
const REFUSED: [&str; 21] = [
    "script", "style", "iframe", "object", "embed", "form", "input", "button", "select", "option", "textarea", "label",
    "link", "meta", "video", "audio", "svg", "font", "html", "body", "head",
];

/// Removes scripts, styles, event handlers, frames and all else that is not plain text markup.
pub(super) fn sanitize(html: &str) -> String {
    with_ids_once(&CLEANER.clean(html).to_string())
}

/// An element that is not closed goes on behind its paragraph as another one, with all that it says of itself.
fn with_ids_once(cleaned: &str) -> String {
    let mut seen = HashSet::new();
    html::rewrite(cleaned, |_, attribute| {
        match attribute.name == "id" && !seen.insert(attribute.value.to_string()) {
            true => Change::Remove,
            false => Change::Keep,
        }
    })
}

/// Whether an element stays, by its name in lower case.
pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.contains(name)
}

/// Whether a name is one of HTML at all.
pub(super) fn is_html(name: &str) -> bool {
    is_allowed(name) || REFUSED.contains(&name)
}
