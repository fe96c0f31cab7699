//! The words of a text without markup, for the search.

use pulldown_cmark::{Event, TagEnd};

use super::headings::Finder;
use super::source::Source;
use crate::content::html;

/// The words of a text.
pub fn plain_text(markdown: &str) -> String {
    plain(Source::new(markdown).events().map(|(event, _)| event), markdown.len())
}

/// The words of a text, and the titles of its headings, from one parse.
pub fn words(markdown: &str) -> (String, Vec<String>) {
    let mut headings = Finder::default();
    let source = Source::new(markdown);
    let events = source.events().map(|(event, _)| event);
    let text = plain(events.inspect(|event| headings.see(event, || 0)), markdown.len());
    (text, headings.titles())
}

fn plain<'a>(events: impl Iterator<Item = Event<'a>>, about: usize) -> String {
    let mut text = String::with_capacity(about);
    let mut block = String::new();
    for event in events {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak | Event::Rule => text.push(' '),
            Event::InlineHtml(tag) => text.push_str(&html::text(&tag)),
            // Its lines come one by one, and a tag may go over several.
            Event::Html(line) => block.push_str(&line),
            Event::End(TagEnd::HtmlBlock) => {
                text.push(' ');
                text.push_str(&html::text(&std::mem::take(&mut block)));
                text.push(' ');
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::End(_) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain_text;

    #[test]
    fn plain_text_keeps_words_apart() {
        assert_eq!(
            plain_text("# Titel\n\nEin **wich**tiger\nSatz.\n\n- a\n- b"),
            "Titel Ein wichtiger Satz. a b"
        );
    }

    #[test]
    fn raw_html_is_read() {
        let text = plain_text(
            "eins<br>zwei <b>dr</b>ei\n\n<details><summary>Mehr</summary>\nder Inhalt\n\nText\n</details>\n",
        );
        let words: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(words, ["eins", "zwei", "drei", "Mehr", "der", "Inhalt", "Text"]);
    }
}
