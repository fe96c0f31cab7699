//! Markdown: to HTML, and what the checks and the search need to know of it.

mod events;
mod letter;
mod outline;
mod render;
mod sanitize;

pub use letter::letter;
pub use outline::{Heading, Link, Survey, links, outline, plain_text, survey, words};
pub use render::{Destination, Rendered, Shown, Style, Texts, render};

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
    let mut slug = String::with_capacity(text.len());
    for character in text.to_lowercase().chars() {
        match character {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' => slug.push(character),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "abschnitt".to_owned()
    } else {
        slug.to_owned()
    }
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
