//! Markdown on a page: links resolved, fitted into the headings of the page.

use crate::content::link::{self, Target};
use crate::content::markdown::{self, Destination, Heading, Quotes, Rendered, Style};
use crate::model::{Markdown, Prose};
use crate::site::edition::{Site, urls};

/// Put before the anchors of a text, so that none of its headings can take an id of the page around it.
pub(in crate::site) const SECTION: &str = "abschnitt-";

/// The text of a file as HTML.
#[derive(Debug)]
pub(in crate::site) struct Text {
    pub html: String,
    /// Its headings, for a table of contents.
    pub headings: Vec<Heading>,
    /// Whether it is German on a page that is not. The HTML says so itself.
    pub foreign: bool,
}

impl Site {
    /// The text of a file; its topmost headings get the level 2.
    pub(in crate::site) fn prose(&self, prose: &Prose) -> Text {
        self.prose_below(prose, 2)
    }

    /// The text of a file as a part of a page: its topmost headings get the level `top`.
    pub(in crate::site) fn prose_below(&self, prose: &Prose, top: u8) -> Text {
        let foreign = self.portal.is_foreign_prose(&prose.path);
        let rendered = self.markdown(&prose.markdown, &prose.path, (top, SECTION), foreign);
        Text {
            html: mark(rendered.html, foreign),
            headings: rendered.headings,
            foreign,
        }
    }

    /// A Markdown field of a record; its headings get the level `top`, its anchors the prefix.
    pub(in crate::site) fn field(&self, markdown: &Markdown, path: &str, top: u8, id_prefix: &str) -> String {
        let foreign = self.portal.is_foreign(&markdown.0);
        mark(
            self.markdown(&markdown.0, path, (top, id_prefix), foreign).html,
            foreign,
        )
    }

    fn markdown(&self, markdown: &str, path: &str, (top_level, id_prefix): (u8, &str), foreign: bool) -> Rendered {
        let language = self.portal.language.as_ref().filter(|_| !foreign);
        let style = Style {
            top_level,
            id_prefix,
            texts: self.theme.markdown_texts(),
            quotes: Quotes::of(language),
        };
        let show = |target: &str| self.shown(target, path, &|url| self.href(url));
        markdown::render(markdown, style, &|link| self.destination(link, path, id_prefix), &show)
    }

    /// Where a link leads. What readers may not see yet, or what the checks have refused, is no link.
    fn destination(&self, link: &str, from: &str, id_prefix: &str) -> Destination {
        match link::target(link, from) {
            Target::External(url) => Destination::Url(url),
            Target::Portal(url) if self.leads_somewhere(&url) => Destination::Url(self.href(&url)),
            Target::Anchor(anchor) => Destination::Url(format!("#{id_prefix}{anchor}")),
            Target::Entity(id, anchor) if self.portal.contains(&id) => {
                let anchor = anchor.map(|anchor| format!("#{SECTION}{anchor}")).unwrap_or_default();
                Destination::Url(format!("{}{anchor}", self.href(&urls::entity(&id))))
            }
            Target::File(path, place) => self
                .file(&path, place)
                .map_or(Destination::Hidden, |url| Destination::Url(self.href(&url))),
            Target::Entity(..) | Target::Portal(_) | Target::Invalid(_) => Destination::Hidden,
        }
    }

    /// The address of a document or picture, and perhaps a place in it.
    pub(in crate::site) fn file(&self, path: &str, place: Option<String>) -> Option<String> {
        let (path, _) = self.portal.attachment(path)?;
        let place = place.map(|place| format!("#{place}")).unwrap_or_default();
        Some(format!("{}{place}", urls::attachment(path)))
    }
}

/// Says that a text is German, on a page that is not.
fn mark(html: String, is_foreign: bool) -> String {
    if is_foreign {
        format!("<div class=\"foreign\" lang=\"de\">{html}</div>")
    } else {
        html
    }
}
