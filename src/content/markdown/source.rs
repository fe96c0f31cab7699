//! A text as its editor meant it: the events of the parser, where CommonMark alone would read something else.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, OffsetIter, Tag, TagEnd};

use super::attributes::{self, Attributes};
use super::dates;
use super::dialect::parser;
use crate::extent::Slicing;

/// A text, ready to be parsed.
pub(super) struct Source<'a> {
    /// The text with as many characters on each of its lines as the editor wrote.
    pub text: Cow<'a, str>,
    /// Where in it a line begins with a date that would have become the number of a list.
    pub dates: Vec<Range<usize>>,
}

impl<'a> Source<'a> {
    pub fn new(markdown: &'a str) -> Self {
        let (text, dates) = dates::keep(markdown);
        Self { text, dates }
    }

    /// The events, each with the bytes of [`Self::text`] that it comes from.
    pub fn events(&self) -> Events<'_> {
        Events {
            text: &self.text,
            parser: parser(&self.text),
            heading: None,
        }
    }
}

/// The events of a text. Headings have their attributes.
pub(super) struct Events<'a> {
    text: &'a str,
    parser: OffsetIter<'a>,
    /// Where the attributes of the open heading begin.
    heading: Option<usize>,
}

impl<'a> Iterator for Events<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (event, range) = self.parser.next()?;
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let found = attributes::of_heading(self.text, range.clone());
                    self.heading = found.as_ref().map(|attributes| attributes.start);
                    let Attributes { id, classes, .. } = found.unwrap_or_default();
                    let heading = Tag::Heading {
                        level,
                        id: id.map(CowStr::Borrowed),
                        classes: classes.into_iter().map(CowStr::Borrowed).collect(),
                        attrs: Vec::new(),
                    };
                    return Some((Event::Start(heading), range));
                }
                Event::End(TagEnd::Heading(_)) => {
                    self.heading = None;
                    return Some((event, range));
                }
                _ => {}
            }
            match self.heading {
                Some(start) if range.start >= start => {}
                Some(start) if range.end > start => {
                    let kept = self.text.part(range.start..start).trim_end();
                    return Some((Event::Text(kept.into()), range));
                }
                _ => return Some((event, range)),
            }
        }
    }
}
