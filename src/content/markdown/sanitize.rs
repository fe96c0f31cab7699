//! Raw HTML in Markdown: what is harmless stays, the rest goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

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

/// Removes scripts, styles, event handlers, frames and all else that is not plain text markup.
pub(super) fn sanitize(html: &str) -> String {
    CLEANER.clean(html).to_string()
}
