//! Raw HTML in Markdown: what is harmless stays, the rest goes.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;

use crate::content::html::{self, Change};
use crate::extent::Slicing;

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

/// A piece of raw HTML that takes nothing with it of what comes after it: tags and comments that are left open in it are text, and
/// elements that go anyway go by their tags where they do not end in it (an open `<style>` or `<select>` swallows all that follows).
pub(super) fn contained(piece: &str) -> String {
    let mut kept = String::with_capacity(piece.len());
    let mut rest = piece;
    // Who looked once for an end in vain does not look again.
    let mut endless: HashSet<String> = HashSet::new();
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let Some(tag) = html::tag_at(from, 0).filter(|tag| tag.is_closed) else {
            // `a < b` is no tag; what a browser would take for the beginning of one is none any more.
            let is_open = from
                .part(1..)
                .starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
            let is_ended = from.part(1..).starts_with(['!', '?']) && !from.starts_with("<!--") && from.contains('>');
            kept.push_str(if is_open && !is_ended { "&lt;" } else { "<" });
            rest = from.part(1..);
            continue;
        };
        let (written, after) = from.split_at(tag.range.end);
        let name = tag.name.to_ascii_lowercase();
        let stays = name.is_empty() || is_allowed(&name);
        let may_end = !stays && !tag.is_end && is_html(&name) && !endless.contains(&name);
        let end = if may_end { end_of(&name, after) } else { None };
        match end {
            Some(end) => {
                kept.push_str(written);
                kept.push_str(after.part(..end));
                rest = after.part(end..);
            }
            None => {
                if may_end {
                    endless.insert(name);
                }
                kept.push_str(if stays { written } else { "" });
                rest = after;
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Where the end tag of an element ends.
fn end_of(name: &str, text: &str) -> Option<usize> {
    html::tags(text)
        .chain(text.match_indices("</").filter_map(|(at, _)| html::tag_at(text, at)))
        .find(|tag| tag.is_end && tag.name.eq_ignore_ascii_case(name))
        .map(|tag| tag.range.end)
}

/// Whether an element stays, by its name in lower case.
pub(super) fn is_allowed(name: &str) -> bool {
    ALLOWED.contains(name)
}

/// Whether a name is one of HTML at all.
pub(super) fn is_html(name: &str) -> bool {
    is_allowed(name) || REFUSED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{contained, sanitize};

    #[test]
    fn a_piece_takes_nothing_with_it_of_what_follows() {
        for open in [
            "<style>",
            "<script src=x>",
            "<select>",
            "<textarea>",
            "<title>",
            "<iframe>",
            "<xmp>",
            "<plaintext>",
            "<noembed>",
            "<template>",
            "<svg>",
            "<math>",
            "<style",
            "<a title=\"",
            "<!--",
            "<!-- a",
            "<table",
            "</style",
            "<?php",
            "<![CDATA[",
            "<STYLE\n>",
            "<frameset>",
        ] {
            let html = format!(
                "<p>vor {}</p>\n<h2 id=\"nach\">nach</h2>\n<p>ende \"</p>",
                contained(open)
            );
            let clean = sanitize(&html);
            for stays in ["vor", "<h2 id=\"nach\">nach</h2>", "<p>ende \"</p>"] {
                assert!(clean.contains(stays), "{open}: {clean}");
            }
        }
    }

    #[test]
    fn what_is_whole_is_as_before() {
        for whole in [
            "<div class=\"x\">",
            "</div>",
            "<!-- a -->",
            "a < b",
            "<b>x</b>",
            "<script>alert('</p>')</script>",
            "<STYLE>a{}</style>",
            "<?php a ?>",
        ] {
            assert_eq!(contained(whole), whole);
        }
        assert_eq!(sanitize(&contained("a<script>alert(1)</script>b<style>c")), "abc");
    }
}
