//! What a text contains: headings, links and words, without rendering it.

use std::borrow::Borrow;
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
    let events = parser(markdown).into_offset_iter();
    headings(markdown, events.map(|(event, range)| (event, range.start)))
}

/// The headings among the events of a text, each with the byte at which it begins.
pub(super) fn headings<'a, E: Borrow<Event<'a>>>(
    markdown: &str,
    events: impl Iterator<Item = (E, usize)>,
) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut ids = Ids::default();
    let mut open: Option<(u8, Option<String>, String, u32)> = None;
    for (event, start) in events {
        match event.borrow() {
            Event::Start(Tag::Heading { level, id, .. }) => {
                let line = position(markdown, start).0;
                open = Some((*level as u8, id.as_ref().map(ToString::to_string), String::new(), line));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, id, title, line)) = open.take() {
                    let id = ids.unique(id, &title);
                    headings.push(Heading { level, id, title, line });
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, _, title, _)) = &mut open {
                    title.push_str(text);
                }
            }
            _ => {}
        }
    }
    headings
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
    find_links(markdown, parser(markdown).into_offset_iter())
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
    let events: Vec<_> = parser(markdown).into_offset_iter().collect();
    Survey {
        headings: headings(markdown, events.iter().map(|(event, range)| (event, range.start))),
        links: find_links(markdown, events.iter().map(|(event, range)| (event, range.clone()))),
    }
}

fn find_links<'a, E: Borrow<Event<'a>>>(markdown: &str, events: impl Iterator<Item = (E, Range<usize>)>) -> Vec<Link> {
    let mut links = Vec::new();
    let mut open: Vec<Link> = Vec::new();
    for (event, range) in events {
        match event.borrow() {
            Event::Start(Tag::Link {
                link_type, dest_url, ..
            }) => {
                let target = if *link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.to_string()
                };
                open.push(Link::new(target, false, markdown, range));
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push(Link::new(dest_url.to_string(), true, markdown, range));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => links.extend(open.pop()),
            Event::Text(text) | Event::Code(text) => open.iter_mut().for_each(|link| link.text.push_str(text)),
            _ => {}
        }
    }
    links.sort_by_key(|link| (link.line, link.column));
    links
}

/// The words of a text without markup, for the search.
pub fn plain_text(markdown: &str) -> String {
    plain(parser(markdown), markdown.len())
}

/// The words of a text, and its headings, from one parse.
pub fn words(markdown: &str) -> (String, Vec<Heading>) {
    let events: Vec<_> = parser(markdown).into_offset_iter().collect();
    let headings = headings(markdown, events.iter().map(|(event, range)| (event, range.start)));
    (
        plain(events.into_iter().map(|(event, _)| event), markdown.len()),
        headings,
    )
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
