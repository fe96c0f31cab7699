//! The links and pictures of a text, in Markdown and in raw HTML.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::content::html;
use crate::content::lines::Lines;
use crate::extent::{Slicing, Whole, quantity};

/// A link or a picture of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as written.
    pub target: String,
    /// What it says; of a picture, its alternative text.
    pub text: String,
    /// Whether it is a picture.
    pub is_image: bool,
    /// Line of the text, counted from 1.
    pub line: u32,
    /// First character on that line, counted from 1.
    pub column: u32,
    /// How many characters it has, markup included.
    pub length: u32,
}

impl Link {
    fn new(target: String, is_image: bool, lines: &Lines, markdown: &str, range: Range<usize>) -> Self {
        let (line, column) = lines.position(range.start);
        let text = markdown.get(range).and_then(|text| text.lines().next());
        Self {
            target,
            text: String::new(),
            is_image,
            line,
            column,
            length: text.map_or(1, |text| quantity(text.chars().count())),
        }
    }
}

/// Finds the links among the events of a text.
#[derive(Default)]
pub(super) struct Links {
    pub found: Vec<Link>,
    open: Vec<Link>,
    /// The raw link that is open, which Markdown stands in.
    raw: Option<Link>,
}

impl Links {
    pub fn see(&mut self, event: &Event, lines: &Lines, markdown: &str, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => {
                let target = if *link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.to_string()
                };
                self.open.push(Link::new(target, false, lines, markdown, range.clone()));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.open
                    .push(Link::new(dest_url.to_string(), true, lines, markdown, range.clone()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.found.extend(self.open.pop()),
            Event::Text(text) | Event::Code(text) => self.say(text),
            Event::InlineHtml(html) => self.see_html(html, lines, markdown, range),
            _ => {}
        }
    }

    /// The tags of a piece of raw HTML.
    pub fn see_html(&mut self, html: &str, lines: &Lines, markdown: &str, range: &Range<usize>) {
        let mut read = 0;
        for tag in html::tags(html) {
            self.say(&html::text(html.part(read..tag.range.start)));
            read = tag.range.end;
            let place = range.start.plus(tag.range.start)..range.start.plus(tag.range.end).min(range.end);
            let value = |name: &str| {
                let mut attributes = tag.attributes.iter();
                let found = attributes.find(|attribute| attribute.name.eq_ignore_ascii_case(name));
                found.map(|attribute| attribute.value.to_string())
            };
            match tag.name.to_ascii_lowercase().as_str() {
                "a" => {
                    self.found.extend(self.raw.take());
                    if !tag.is_end {
                        self.raw = value("href").map(|href| Link::new(href, false, lines, markdown, place));
                    }
                }
                "img" => {
                    let mut picture = Link::new(value("src").unwrap_or_default(), true, lines, markdown, place);
                    picture.text = value("alt").unwrap_or_default();
                    self.say(&picture.text);
                    self.found.push(picture);
                }
                _ => {}
            }
        }
        self.say(&html::text(html.part(read..)));
    }

    fn say(&mut self, text: &str) {
        let open = self.open.iter_mut().chain(self.raw.as_mut());
        open.for_each(|link| link.text.push_str(text));
    }

    pub fn finish(mut self) -> Vec<Link> {
        self.found.extend(self.raw.take());
        self.found.sort_by_key(|link| (link.line, link.column));
        self.found
    }
}

#[cfg(test)]
mod tests {
    use super::super::links;

    #[test]
    fn links_know_their_places() {
        let links = links("Text\n\nÄ [*hier*](leistung:wohngeld) ![Bild](a.png)\n");
        assert_eq!(
            (links[0].target.as_str(), links[0].text.as_str()),
            ("leistung:wohngeld", "hier")
        );
        assert_eq!((links[0].line, links[0].column), (3, 3));
        assert!(links[1].is_image);
    }

    #[test]
    fn raw_html_has_links_too() {
        let links = links("<div>\n<p>x <a\n href='/a&amp;b'>**so**</a>\n</div>\n\nUnd <img alt=Bild src=b.png>.\n");
        let found: Vec<_> = links
            .iter()
            .map(|link| (link.target.as_str(), link.text.as_str(), link.line, link.column))
            .collect();
        assert_eq!(found, [("/a&b", "**so**", 2, 6), ("b.png", "Bild", 6, 5)]);
    }
}
