//! Markdown as plain text, as people write it in an e-mail.

use std::fmt::Write;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::quotes::{Quotes, Shaping};
use super::source::Source;
use super::style::Destination;
use crate::extent::Whole;

/// Renders a text without markup: paragraphs with an empty line between them, lists with dashes or numbers, links as
/// their words with the address in brackets. `resolve` says where each link leads.
pub fn letter(markdown: &str, resolve: &dyn Fn(&str) -> Destination) -> String {
    let mut writer = Writer::new(resolve);
    let mut quotes = Shaping::new(Quotes::GERMAN);
    let source = Source::new(markdown);
    for (event, range) in source.events() {
        writer.push(quotes.map(event, &source.text, &range));
    }
    writer.text.trim().to_owned()
}

struct Writer<'a> {
    resolve: &'a dyn Fn(&str) -> Destination,
    text: String,
    /// For each open list, the number of its next item; none for dashes.
    lists: Vec<Option<u64>>,
    /// For each open link, where its words begin, and its address.
    links: Vec<(usize, Option<String>)>,
    cells: usize,
}

impl<'a> Writer<'a> {
    fn new(resolve: &'a dyn Fn(&str) -> Destination) -> Self {
        Self {
            resolve,
            text: String::new(),
            lists: Vec::new(),
            links: Vec::new(),
            cells: 0,
        }
    }

    fn push(&mut self, event: Event) {
        match event {
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => {
                self.text.push('\n');
                self.indent();
            }
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(done) => self.text.push_str(if done { "[x] " } else { "[ ] " }),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::Paragraph if !self.text.ends_with("- ") && !self.text.ends_with(". ") => self.blank_line(),
            Tag::Heading { .. } | Tag::Table(_) => self.blank_line(),
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.blank_line();
                }
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::TableRow | Tag::TableHead => {
                self.new_line();
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.text.push_str(" | ");
                }
                self.cells.raise(1);
            }
            Tag::Link { dest_url, .. } => {
                let address = match (self.resolve)(dest_url) {
                    Destination::Url(url) => Some(url),
                    Destination::Hidden => None,
                };
                self.links.push((self.text.len(), address));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Link => {
                let Some((start, Some(address))) = self.links.pop() else {
                    return;
                };
                let address = address.strip_prefix("mailto:").unwrap_or(&address);
                if self.text.get(start..) != Some(address) {
                    // Writing into a string cannot fail.
                    let _ = write!(self.text, " ({address})");
                }
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        self.new_line();
        let outer = self.lists.len().saturating_sub(1);
        self.text.push_str(&"  ".repeat(outer));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let _ = write!(self.text, "{number}. ");
                number.raise(1);
            }
            _ => self.text.push_str("- "),
        }
    }

    fn indent(&mut self) {
        self.text.push_str(&"  ".repeat(self.lists.len()));
    }

    fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn blank_line(&mut self) {
        self.new_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_what_one_would_type() {
        let resolve = |link: &str| Destination::Url(link.to_owned());
        let markdown = "# Titel\n\nEin *Satz* mit\n[Link](https://example.org) und <https://example.org/a>.\n\n- eins\n- zwei\n\n1. Erstens\n2. \"Zweitens\"\n\nName\\\nStelle\n";
        assert_eq!(
            letter(markdown, &resolve),
            "Titel\n\nEin Satz mit Link (https://example.org) und https://example.org/a.\n\n- eins\n- zwei\n\n1. Erstens\n2. „Zweitens“\n\nName\nStelle"
        );
    }

    #[test]
    fn what_leads_nowhere_is_its_words() {
        assert_eq!(letter("[hier](seite:x)", &|_| Destination::Hidden), "hier");
    }
}
