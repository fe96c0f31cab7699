//! Footnotes: their numbers, the ids of the places that name them, and how both are written.

use std::collections::{BTreeMap, BTreeSet};

use pulldown_cmark::{Event, html};

use super::ids::Ids;
use super::style::Style;
use crate::content::html::escaped;
use crate::extent::Whole;

/// The notes of a text. They are numbered as they are first named; what nothing names is no note.
#[derive(Debug, Default)]
pub(super) struct Notes {
    numbers: BTreeMap<String, usize>,
    /// The references, by the numbers of their notes.
    references: Vec<usize>,
    with_text: BTreeSet<String>,
    /// For each note its id, and those of its references.
    ids: Vec<NoteIds>,
    next_reference: BTreeMap<usize, usize>,
}

/// The ids of a note.
#[derive(Debug, Default)]
struct NoteIds {
    text: String,
    references: Vec<String>,
}

impl Notes {
    pub fn see_reference(&mut self, label: &str) {
        let next = self.numbers.len().plus(1);
        let number = *self.numbers.entry(label.to_owned()).or_insert(next);
        self.references.push(number);
    }

    pub fn see_text(&mut self, label: &str) {
        self.with_text.insert(label.to_owned());
    }

    /// The number of a note, if it has a text and something names it.
    pub fn number(&self, label: &str) -> Option<usize> {
        let number = self.numbers.get(label).copied();
        number.filter(|_| self.with_text.contains(label))
    }

    /// Gives all their ids.
    pub fn name(&mut self, ids: &mut Ids) {
        let text = |number| NoteIds {
            text: ids.give(&format!("fussnote-{number}")),
            references: Vec::new(),
        };
        self.ids = (1..=self.numbers.len()).map(text).collect();
        for number in &self.references {
            if let Some(note) = self.ids.get_mut(number.minus(1)) {
                note.references.push(ids.give(&format!("fussnote-{number}-stelle")));
            }
        }
    }

    /// The mark in the text that leads to a note; none where there is no such note.
    pub fn reference(&mut self, label: &str, prefix: &str) -> Option<String> {
        let number = self.number(label)?;
        let place = self.next_reference(number).map(escaped)?;
        let text = &self.ids(number)?.text;
        Some(format!(
            "<sup class=\"footnote-reference\"><a id=\"{prefix}{place}\" href=\"#{prefix}{text}\">{number}</a></sup>"
        ))
    }

    /// The notes themselves, below the text, each with ways back to the marks that lead to it.
    pub fn push_texts(&self, texts: BTreeMap<usize, Vec<Event>>, style: Style, html: &mut String) {
        if texts.is_empty() {
            return;
        }
        let prefix = style.id_prefix;
        let title = escaped(&style.texts.footnotes);
        html.push_str(&format!("<section class=\"footnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for (number, events) in texts {
            let Some(ids) = self.ids(number) else { continue };
            html.push_str(&format!("<li id=\"{prefix}{}\" value=\"{number}\">", ids.text));
            html::push_html(html, events.into_iter());
            let back = escaped(&style.texts.back_to_text.replace("{n}", &number.to_string()));
            for place in &ids.references {
                html.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#{prefix}{place}\" aria-label=\"{back}\">↩</a>"
                ));
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
    }

    fn ids(&self, number: usize) -> Option<&NoteIds> {
        self.ids.get(number.checked_sub(1)?)
    }

    /// The id of the next reference to a note, in the order of the text.
    fn next_reference(&mut self, number: usize) -> Option<&str> {
        let next = self.next_reference.entry(number).or_insert(0);
        next.raise(1);
        let references = &self.ids.get(number.checked_sub(1)?)?.references;
        references.get((*next).minus(1)).map(String::as_str)
    }
}
