//! What a text contains: headings, links and words, without rendering it.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::{parser, slug};

/// A heading of a text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Heading {
    /// Level as written, 1 to 6.
    pub level: u8,
    /// Anchor: given by `{#id}`, or made from the title; unique in the text.
    pub id: String,
    /// Title without markup.
    pub title: String,
    /// Line of the text, counted from 1.
    #[serde(skip)]
    pub line: u32,
}

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
    fn new(target: String, is_image: bool, markdown: &str, range: Range<usize>) -> Self {
        let (line, column) = position(markdown, range.start);
        let length = markdown[range]
            .lines()
            .next()
            .map_or(1, |text| text.chars().count() as u32);
        Self {
            target,
            text: String::new(),
            is_image,
            line,
            column,
            length,
        }
    }
}

/// The headings of a text, in order.
pub fn outline(markdown: &str) -> Vec<Heading> {
    survey(markdown).headings
}

/// Finds the headings among the events of a text.
#[derive(Default)]
pub(super) struct Headings {
    found: Vec<Found>,
    is_open: bool,
}

/// A heading whose anchor is not known yet.
#[derive(Default)]
struct Found {
    level: u8,
    id: Option<String>,
    title: String,
    line: u32,
}

impl Headings {
    /// Looks at the next event. Counting lines takes long, so `line` is only asked where a heading ends.
    pub fn see(&mut self, event: &Event, line: impl FnOnce() -> u32) {
        match event {
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.is_open = true;
                self.found.push(Found {
                    level: *level as u8,
                    id: id.as_ref().map(ToString::to_string),
                    ..Found::default()
                });
            }
            _ if !self.is_open => {}
            Event::End(TagEnd::Heading(_)) => {
                self.is_open = false;
                if let Some(heading) = self.found.last_mut() {
                    heading.line = line();
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = self.found.last_mut() {
                    heading.title.push_str(text);
                }
            }
            _ => {}
        }
    }

    /// All headings with their anchors.
    pub fn finish(self) -> Vec<Heading> {
        let mut ids = Ids::default();
        let heading = |found: Found| Heading {
            level: found.level,
            id: ids.unique(found.id, &found.title),
            title: found.title,
            line: found.line,
        };
        self.found.into_iter().map(heading).collect()
    }

    fn titles(self) -> Vec<String> {
        self.found.into_iter().map(|found| found.title).collect()
    }
}

/// Makes anchors unique within a text.
#[derive(Default)]
struct Ids {
    seen: BTreeMap<String, usize>,
}

impl Ids {
    fn unique(&mut self, given: Option<String>, title: &str) -> String {
        let id = given.unwrap_or_else(|| slug(title));
        let count = self.seen.entry(id.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => id,
            count => format!("{id}-{count}"),
        }
    }
}

/// The links and pictures of a text, in order.
pub fn links(markdown: &str) -> Vec<Link> {
    survey(markdown).links
}

/// What the rules look at in a text, from one parse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Links and pictures, in order.
    pub links: Vec<Link>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
}

/// Looks through a text.
pub fn survey(markdown: &str) -> Survey {
    let mut headings = Headings::default();
    let mut links = Links::default();
    for (event, range) in parser(markdown).into_offset_iter() {
        // The end of a heading knows the range of the whole.
        headings.see(&event, || position(markdown, range.start).0);
        links.see(&event, markdown, &range);
    }
    links.found.sort_by_key(|link| (link.line, link.column));
    Survey {
        links: links.found,
        headings: headings.finish(),
    }
}

/// Finds the links among the events of a text.
#[derive(Default)]
struct Links {
    found: Vec<Link>,
    open: Vec<Link>,
}

impl Links {
    fn see(&mut self, event: &Event, markdown: &str, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => {
                let target = if *link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.to_string()
                };
                self.open.push(Link::new(target, false, markdown, range.clone()));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.open
                    .push(Link::new(dest_url.to_string(), true, markdown, range.clone()));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.found.extend(self.open.pop()),
            Event::Text(text) | Event::Code(text) => self.open.iter_mut().for_each(|link| link.text.push_str(text)),
            _ => {}
        }
    }
}

/// The words of a text without markup, for the search.
pub fn plain_text(markdown: &str) -> String {
    plain(parser(markdown), markdown.len())
}

/// The words of a text, and the titles of its headings, from one parse.
pub fn words(markdown: &str) -> (String, Vec<String>) {
    let mut headings = Headings::default();
    let events = parser(markdown).inspect(|event| headings.see(event, || 0));
    let text = plain(events, markdown.len());
    (text, headings.titles())
}

fn plain<'a>(events: impl Iterator<Item = Event<'a>>, about: usize) -> String {
    let mut text = String::with_capacity(about);
    for event in events {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push(' '),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(_) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

/// Line and column, counted from 1, of a byte of the text.
fn position(markdown: &str, byte: usize) -> (u32, u32) {
    let before = &markdown[..byte];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.matches('\n').count() as u32 + 1;
    (line, before[line_start..].chars().count() as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_have_unique_anchors() {
        let headings = outline("# Eins\n\n## Zwei `x`\n\n## Eins\n\n## Drei {#drittes}\n");
        let ids: Vec<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["eins", "zwei-x", "eins-2", "drittes"]);
        assert_eq!(headings[1].line, 3);
    }

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
    fn plain_text_keeps_words_apart() {
        assert_eq!(
            plain_text("# Titel\n\nEin **wich**tiger\nSatz.\n\n- a\n- b"),
            "Titel Ein wichtiger Satz. a b"
        );
    }
}
