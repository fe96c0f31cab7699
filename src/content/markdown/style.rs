//! What a page decides about its texts: where links lead, how pictures are shown, which words are added.

use serde::Deserialize;

use super::quotes::Quotes;
use crate::content::html::escaped;

/// Where a link leads after it was resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// To this address.
    Url(String),
    /// Nowhere that readers can see: only its text is shown.
    Hidden,
}

/// A picture of this portal as a page shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Address.
    pub url: String,
    /// Width and height in pixels, where they are known.
    pub size: Option<(u32, u32)>,
    /// The same in other sizes, as `srcset`.
    pub set: Option<String>,
    /// The same in a better format: its media type and `srcset`.
    pub modern: Option<(&'static str, String)>,
    /// How wide the page shows it, as `sizes`.
    pub sizes: Option<String>,
}

impl Shown {
    /// The markup, with the text for those who do not see the picture.
    pub(super) fn html(&self, alt: &str, title: &str) -> String {
        let attribute = |name: &str, value: &str| format!(" {name}=\"{}\"", escaped(value));
        let sizes = self
            .sizes
            .as_deref()
            .map_or(String::new(), |sizes| attribute("sizes", sizes));
        let mut image = format!("<img{}", attribute("src", &self.url));
        if let Some(set) = &self.set {
            image += &(attribute("srcset", set) + &sizes);
        }
        if let Some((width, height)) = self.size {
            image += &format!(" width=\"{width}\" height=\"{height}\"");
        }
        image += &attribute("alt", alt);
        if !title.is_empty() {
            image += &attribute("title", title);
        }
        image += " loading=\"lazy\" decoding=\"async\" />";
        match &self.modern {
            Some((media_type, set)) => {
                let source = format!(
                    "<source{}{}{sizes} />",
                    attribute("type", media_type),
                    attribute("srcset", set)
                );
                format!("<picture>{source}{image}</picture>")
            }
            None => image,
        }
    }
}

/// How a text is fitted into its page.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The level of its topmost heading on the page, 1 to 6.
    pub top_level: u8,
    /// Put before every id, so that several texts can share a page.
    pub id_prefix: &'a str,
    /// The words that are added to it.
    pub texts: &'a Texts,
    /// The quotation marks of its language.
    pub quotes: Quotes,
}

/// The words that are added to a text, in the language of the page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Title of `[!NOTE]`.
    pub note: String,
    /// Title of `[!TIP]`.
    pub tip: String,
    /// Title of `[!IMPORTANT]`.
    pub important: String,
    /// Title of `[!WARNING]`.
    pub warning: String,
    /// Title of `[!CAUTION]`.
    pub caution: String,
    /// Heading of the footnotes.
    pub footnotes: String,
    /// Label of the link from a footnote back to its place; `{n}` is its number.
    pub back_to_text: String,
    /// Label of a ticked task.
    pub task_done: String,
    /// Label of an open task.
    pub task_open: String,
    /// Label of the scroll box around a table; `{n}` is its number.
    pub table: String,
}
