//! Markdown to HTML.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use super::headings::{Anchors, Finder, Heading};
use super::notes::Notes;
use super::quotes::Shaping;
use super::sanitize;
use super::source::Source;
use super::style::{Destination, Shown, Style};
use crate::content::html::{self as markup, Change, escaped};
use crate::extent::Whole;

/// A text as HTML.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Rendered {
    /// The HTML, safe to be put into a page.
    pub html: String,
    /// Its headings, for a table of contents, with the levels and ids that they have in the HTML; without lines.
    pub headings: Vec<Heading>,
}

/// Renders a text; `resolve` says where each link leads, and `show` how pictures of this portal are shown.
pub fn render(
    markdown: &str,
    style: Style,
    resolve: &dyn Fn(&str) -> Destination,
    show: &dyn Fn(&str) -> Option<Shown>,
) -> Rendered {
    let source = Source::new(markdown);
    // All ids must be known before the first of them is written, and a second parse would cost as much as the first.
    let mut quotes = Shaping::new(style.quotes);
    let mut anchors = Finder::default();
    let events = source
        .events()
        .map(|(event, range)| quotes.map(event, &source.text, &range));
    let events: Vec<Event> = events.inspect(|event| anchors.see(event, || 0)).collect();
    let mut renderer = Renderer::new(anchors.finish(), style, resolve, show);
    // Tables and alerts bring markup of their own.
    renderer.body.reserve(events.len().times(5) / 4);
    for event in events {
        renderer.push(event);
    }
    renderer.finish(markdown.len().times(2))
}

struct Renderer<'a> {
    style: Style<'a>,
    resolve: &'a dyn Fn(&str) -> Destination,
    show: &'a dyn Fn(&str) -> Option<Shown>,
    /// The picture whose text is being read, with its title and the text so far.
    picture: Option<(Shown, CowStr<'a>, String)>,
    headings: Vec<Heading>,
    next_heading: usize,
    body: Vec<Event<'a>>,
    notes: Notes,
    /// The texts of the notes, by number.
    note_texts: BTreeMap<usize, Vec<Event<'a>>>,
    /// Where events go: to the body, to the text of a note, or nowhere.
    sink: Sink,
    /// The ids of raw HTML that are yet to come.
    raw_ids: std::vec::IntoIter<String>,
    /// The open block of raw HTML: its lines come one by one, and a tag may go over several.
    raw_block: String,
    /// For each open link, whether its tags are left out.
    hidden_links: Vec<bool>,
    has_raw_html: bool,
    /// Tables so far: each scroll box has a name of its own.
    tables: usize,
    /// How the columns of the open table are aligned, the cell that comes next, and whether it is one of the head.
    columns: Vec<Alignment>,
    column: usize,
    in_head: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Sink {
    Body,
    Note(usize),
    /// A note that nothing names is not shown (the checks tell of it).
    Nowhere,
}

impl<'a> Renderer<'a> {
    fn new(
        anchors: Anchors,
        style: Style<'a>,
        resolve: &'a dyn Fn(&str) -> Destination,
        show: &'a dyn Fn(&str) -> Option<Shown>,
    ) -> Self {
        let mut headings = anchors.headings;
        let written_top = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
        for heading in &mut headings {
            heading.level = heading.level.minus(written_top).plus(style.top_level).min(6);
            heading.id = format!("{}{}", style.id_prefix, heading.id);
        }
        Self {
            style,
            resolve,
            show,
            picture: None,
            headings,
            next_heading: 0,
            body: Vec::new(),
            notes: anchors.notes,
            note_texts: BTreeMap::new(),
            sink: Sink::Body,
            raw_ids: anchors.raw.into_iter(),
            raw_block: String::new(),
            hidden_links: Vec::new(),
            has_raw_html: false,
            tables: 0,
            columns: Vec::new(),
            column: 0,
            in_head: false,
        }
    }

    /// Takes what stands in the brackets of a picture; false for all other events.
    fn is_of_picture(&mut self, event: &Event<'a>) -> bool {
        let Some((_, _, alt)) = &mut self.picture else {
            return false;
        };
        match event {
            Event::End(TagEnd::Image) => {
                if let Some((shown, title, alt)) = self.picture.take() {
                    self.markup(shown.html(&alt, &title));
                }
            }
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
        true
    }

    fn push(&mut self, event: Event<'a>) {
        if self.is_of_picture(&event) {
            return;
        }
        match event {
            Event::Start(Tag::Heading { classes, .. }) => self.start_heading(classes),
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                ..
            }) => {
                self.hidden_links.push(false);
                self.emit(event);
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => match (self.resolve)(&dest_url) {
                Destination::Url(url) => {
                    self.hidden_links.push(false);
                    self.emit(Event::Start(Tag::Link {
                        link_type,
                        dest_url: url.into(),
                        title,
                        id,
                    }));
                }
                Destination::Hidden => self.hidden_links.push(true),
            },
            Event::End(TagEnd::Link) => {
                if self.hidden_links.pop() == Some(false) {
                    self.emit(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                if let Some(shown) = (self.show)(&dest_url) {
                    self.picture = Some((shown, title, String::new()));
                    return;
                }
                let dest_url = match (self.resolve)(&dest_url) {
                    Destination::Url(url) => url.into(),
                    Destination::Hidden => CowStr::Borrowed(""),
                };
                self.emit(Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }));
            }
            Event::Start(Tag::BlockQuote(Some(kind))) => self.start_alert(kind),
            Event::End(TagEnd::BlockQuote(Some(_))) => self.markup("</div>\n".to_owned()),
            Event::Start(Tag::Table(alignments)) => {
                self.tables.raise(1);
                let label = escaped(&self.style.texts.table.replace("{n}", &self.tables.to_string()));
                self.markup(format!(
                    "<div class=\"table-scroll\" role=\"region\" aria-label=\"{label}\" tabindex=\"0\">\n"
                ));
                self.columns = alignments;
                // The writer would align with inline styles, which the policy of the portal forbids.
                self.emit(Event::Start(Tag::Table(Vec::new())));
            }
            Event::Start(Tag::TableHead) => {
                (self.column, self.in_head) = (0, true);
                self.emit(event);
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                self.emit(event);
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                self.emit(event);
            }
            Event::Start(Tag::TableCell) => self.start_cell(event),
            Event::End(TagEnd::TableCell) if self.is_aligned(self.column.saturating_sub(1)) => {
                let tag = if self.in_head { "</th>" } else { "</td>" };
                self.markup(tag.to_owned());
            }
            Event::End(TagEnd::Table) => {
                self.emit(Event::End(TagEnd::Table));
                self.markup("</div>\n".to_owned());
            }
            Event::TaskListMarker(done) => self.task(done),
            Event::FootnoteReference(label) => {
                if let Some(reference) = self.notes.reference(&label, self.style.id_prefix) {
                    self.markup(reference);
                }
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.sink = self.notes.number(&label).map_or(Sink::Nowhere, Sink::Note);
            }
            Event::End(TagEnd::FootnoteDefinition) => self.sink = Sink::Body,
            Event::Html(html) => self.raw_block.push_str(&html),
            Event::End(TagEnd::HtmlBlock) => {
                let block = std::mem::take(&mut self.raw_block);
                let block = self.raw_html(&block);
                self.emit(Event::Html(block.into()));
                self.emit(event);
            }
            Event::InlineHtml(html) => {
                let html = self.raw_html(&html);
                self.markup(html);
            }
            _ => self.emit(event),
        }
    }

    fn is_aligned(&self, column: usize) -> bool {
        matches!(self.columns.get(column), Some(Alignment::Right | Alignment::Center))
    }

    /// A cell; where the column is aligned, its tags are our own.
    fn start_cell(&mut self, event: Event<'a>) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Right) => "table__number",
            _ => "table__center",
        };
        if self.is_aligned(self.column) {
            let tag = if self.in_head { "th" } else { "td" };
            self.markup(format!("<{tag} class=\"{class}\">"));
        } else {
            self.emit(event);
        }
        self.column.raise(1);
    }

    fn emit(&mut self, event: Event<'a>) {
        match self.sink {
            Sink::Body => self.body.push(event),
            Sink::Note(number) => self.note_texts.entry(number).or_default().push(event),
            Sink::Nowhere => {}
        }
    }

    /// Markup of our own.
    fn markup(&mut self, html: String) {
        self.emit(Event::InlineHtml(html.into()));
    }

    fn start_heading(&mut self, classes: Vec<CowStr<'a>>) {
        let Some(heading) = self.headings.get(self.next_heading) else {
            return;
        };
        let tag = Tag::Heading {
            level: level(heading.level),
            id: Some(heading.id.clone().into()),
            classes,
            attrs: Vec::new(),
        };
        self.emit(Event::Start(tag));
    }

    fn end_heading(&mut self) {
        let Some(heading) = self.headings.get(self.next_heading) else {
            return;
        };
        let level = level(heading.level);
        self.next_heading.raise(1);
        self.emit(Event::End(TagEnd::Heading(level)));
    }

    fn start_alert(&mut self, kind: BlockQuoteKind) {
        let texts = self.style.texts;
        let (name, title) = match kind {
            BlockQuoteKind::Note => ("note", &texts.note),
            BlockQuoteKind::Tip => ("tip", &texts.tip),
            BlockQuoteKind::Important => ("important", &texts.important),
            BlockQuoteKind::Warning => ("warning", &texts.warning),
            BlockQuoteKind::Caution => ("caution", &texts.caution),
        };
        let title = escaped(title);
        self.markup(format!(
            "<div class=\"markdown-alert markdown-alert-{name}\" role=\"note\">\n<p class=\"markdown-alert-title\">{title}</p>\n"
        ));
    }

    fn task(&mut self, done: bool) {
        let texts = self.style.texts;
        let (class, label) = if done {
            ("checkbox checkbox--done", &texts.task_done)
        } else {
            ("checkbox", &texts.task_open)
        };
        let label = escaped(label);
        self.markup(format!(
            "<span class=\"{class}\" role=\"img\" aria-label=\"{label}\"></span> "
        ));
    }

    /// Raw HTML whose links lead where those of Markdown do, and whose ids are those of the register.
    fn raw_html(&mut self, html: &str) -> String {
        self.has_raw_html = true;
        let (resolve, show) = (self.resolve, self.show);
        let (prefix, ids) = (self.style.id_prefix, &mut self.raw_ids);
        let html = markup::rewrite(html, |tag, attribute| {
            match (
                tag.to_ascii_lowercase().as_str(),
                attribute.name.to_ascii_lowercase().as_str(),
            ) {
                (_, "id") => ids
                    .next()
                    .map_or(Change::Remove, |id| Change::Value(format!("{prefix}{id}"))),
                ("img", "src") if let Some(shown) = show(&attribute.value) => Change::Value(shown.url),
                ("a" | "area", "href") | ("img", "src") => match resolve(&attribute.value) {
                    Destination::Url(url) => Change::Value(url),
                    Destination::Hidden => Change::Remove,
                },
                _ => Change::Keep,
            }
        });
        sanitize::contained(&html)
    }

    /// The whole text, of about so many bytes.
    fn finish(mut self, about: usize) -> Rendered {
        let mut html = String::with_capacity(about);
        html::push_html(&mut html, std::mem::take(&mut self.body).into_iter());
        self.notes
            .push_texts(std::mem::take(&mut self.note_texts), self.style, &mut html);
        if self.has_raw_html {
            html = sanitize::sanitize(&html);
        }
        Rendered {
            html,
            headings: self.headings,
        }
    }
}

fn level(level: u8) -> HeadingLevel {
    HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6)
}
