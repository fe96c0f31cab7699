//! What the rules look at in a text, from one parse.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::headings::{Finder, Heading};
use super::links::{Link, Links};
use super::slips::{self, Slip};
use super::source::Source;
use crate::content::lines::Lines;
use crate::extent::Slicing;

/// What stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Links and pictures, in order.
    pub links: Vec<Link>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// The ids that raw HTML brings.
    pub raw_ids: Vec<String>,
    /// What readers would see otherwise than the editor meant it, in order.
    pub slips: Vec<Slip>,
}

impl Survey {
    /// All that links can lead to.
    pub fn anchors(&self) -> impl Iterator<Item = &str> + Clone {
        let headings = self.headings.iter().map(|heading| heading.id.as_str());
        headings.chain(self.raw_ids.iter().map(String::as_str))
    }
}

/// Looks through a text.
pub fn survey(markdown: &str) -> Survey {
    look(markdown, true)
}

/// The headings of a text, in order.
pub fn outline(markdown: &str) -> Vec<Heading> {
    look(markdown, false).headings
}

/// The links and pictures of a text, in order.
pub fn links(markdown: &str) -> Vec<Link> {
    look(markdown, false).links
}

fn look(markdown: &str, with_slips: bool) -> Survey {
    let source = Source::new(markdown);
    let text = source.text.as_ref();
    let lines = Lines::of(text, 1);
    let mut headings = Finder::default();
    let mut links = Links::default();
    let mut slips = with_slips.then(|| slips::Finder::new(&source, &lines));
    let mut block: Option<Range<usize>> = None;
    for (event, range) in source.events() {
        // The end of a heading knows the range of the whole.
        headings.see(&event, || lines.position(range.start).0);
        match &event {
            // The lines of a block of HTML come one by one.
            Event::Html(_) => {
                let start = block.as_ref().map_or(range.start, |block| block.start);
                block = Some(start..range.end);
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = block.take() {
                    links.see_html(text.part(block.clone()), &lines, text, &block);
                }
            }
            _ => links.see(&event, &lines, text, &range),
        }
        if let Some(slips) = &mut slips {
            slips.see(&event, &range);
        }
    }
    let anchors = headings.finish();
    Survey {
        links: links.finish(),
        headings: anchors.headings,
        raw_ids: anchors.raw,
        slips: slips.map(slips::Finder::finish).unwrap_or_default(),
    }
}
