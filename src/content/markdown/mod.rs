//! Markdown: to HTML, and what the checks and the search need to know of it.

mod events;
mod letter;
mod outline;
mod render;
mod sanitize;

pub use letter::letter;
pub use outline::{Heading, Link, Survey, links, outline, plain_text, survey, words};
pub use render::{Destination, Rendered, Style, Texts, render};

use pulldown_cmark::{Options, Parser};

/// The dialect: CommonMark with what GitHub and editors know.
fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(
        markdown,
        Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST,
    )
}

/// An id for a heading: what a German reader would type for it.
pub fn slug(text: &str) -> String {
    let slug = crate::model::slug(text);
    if slug.is_empty() { "abschnitt".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn headings_get_readable_ids() {
        assert_eq!(slug("Über uns: Wer hilft?"), "ueber-uns-wer-hilft");
        assert_eq!(slug("1. Schritt – Größe"), "1-schritt-groesse");
        assert_eq!(slug("???"), "abschnitt");
    }
}
