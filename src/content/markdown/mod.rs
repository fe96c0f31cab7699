//! Markdown: to HTML, and what the checks and the search need to know of it.

mod attributes;
mod dates;
mod dialect;
mod headings;
mod ids;
mod letter;
mod links;
mod notes;
mod pieces;
mod quotes;
mod render;
mod sanitize;
mod slips;
mod source;
mod style;
mod survey;
mod words;

pub use attributes::CLASSES;
pub use headings::Heading;
pub use letter::letter;
pub use links::Link;
pub use pieces::{Piece, pieces};
pub use quotes::Quotes;
pub use render::{Rendered, render};
pub use slips::{Slip, SlipKind};
pub use style::{Destination, Shown, Style, Texts};
pub use survey::{Survey, links, outline, survey};
pub use words::{plain_text, words};

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
