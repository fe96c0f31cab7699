//! What links can lead to in a text: its headings, its notes and the ids of its raw HTML. One register gives them all.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::ids::Ids;
use super::notes::Notes;
use super::slug;
use crate::content::html;

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

/// What can be linked to, with the ids that it has.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    pub headings: Vec<Heading>,
    pub notes: Notes,
    /// The ids of raw HTML, in order.
    pub raw: Vec<String>,
}

/// Finds them among the events of a text.
#[derive(Default)]
pub(super) struct Finder {
    found: Vec<Found>,
    is_open: bool,
    notes: Notes,
    /// Pieces of raw HTML, and the block whose lines are still coming.
    raw: Vec<String>,
    raw_block: String,
}

/// A heading whose anchor is not known yet.
#[derive(Default)]
struct Found {
    level: u8,
    id: Option<String>,
    title: String,
    line: u32,
}

impl Finder {
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
            Event::FootnoteReference(label) => self.notes.see_reference(label),
            Event::Start(Tag::FootnoteDefinition(label)) => self.notes.see_text(label),
            Event::InlineHtml(html) => self.raw.push(html.to_string()),
            Event::Html(html) => self.raw_block.push_str(html),
            Event::End(TagEnd::HtmlBlock) => self.raw.push(std::mem::take(&mut self.raw_block)),
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

    /// All of them with their ids: what the editor has named comes first, then what is named by the program.
    pub fn finish(mut self) -> Anchors {
        let mut ids = Ids::default();
        let given = self.found.iter().map(|found| found.id.as_ref().map(|id| ids.give(id)));
        let given: Vec<Option<String>> = given.collect();
        let attributes = self
            .raw
            .iter()
            .flat_map(|html| html::tags(html))
            .flat_map(|tag| tag.attributes);
        let raw = attributes.filter(|attribute| attribute.name.eq_ignore_ascii_case("id"));
        let raw = raw.map(|attribute| ids.give(&attribute.value)).collect();
        self.notes.name(&mut ids);
        let headings = self.found.into_iter().zip(given).map(|(found, given)| Heading {
            level: found.level,
            id: given.unwrap_or_else(|| ids.give(&slug(&found.title))),
            title: found.title,
            line: found.line,
        });
        Anchors {
            headings: headings.collect(),
            notes: self.notes,
            raw,
        }
    }

    pub fn titles(self) -> Vec<String> {
        self.found.into_iter().map(|found| found.title).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline;

    #[test]
    fn headings_have_unique_anchors() {
        let headings =
            outline("# Eins\n\n## Zwei `x`\n\n## Eins\n\n## Drei {#eins-2}\n\n<a id=\"eins-3\"></a>\n\n# Eins\n");
        let ids: Vec<&str> = headings.iter().map(|heading| heading.id.as_str()).collect();
        assert_eq!(ids, ["eins", "zwei-x", "eins-4", "eins-2", "eins-5"]);
        assert_eq!(headings[1].line, 3);
    }
}
