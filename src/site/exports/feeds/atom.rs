//! Atom 1.0 (RFC 4287).

use atom_syndication::{Category, Content, FixedDateTime, Link, Person, Text};

use super::Feed;
use super::entries::Entries;
use super::entry::Entry;
use crate::extent::Slicing;
use crate::site::frame::content_dates;

/// Where a feed ends, after its entries.
const END: &str = "</feed>";

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let listed: &[Entry] = match &feed.entries {
        Entries::Listed(entries) => entries,
        Entries::Shared(_) => &[],
    };
    let atom = atom_syndication::Feed {
        title: Text::plain(feed.title.clone()),
        subtitle: Some(Text::plain(feed.subtitle.clone())),
        id: feed.id.clone(),
        updated: moment(&feed.updated),
        // Entries without an author of their own are the publisher's (section 4.1.1).
        authors: vec![person(&feed.publisher)],
        links: vec![
            link("self", "application/atom+xml", feed.atom.clone()),
            link("alternate", "text/html", feed.page.clone()),
        ],
        entries: listed.iter().map(entry_of).collect(),
        lang: Some(feed.language.clone()),
        ..atom_syndication::Feed::default()
    };
    let mut text = atom.to_string();
    if let (Entries::Shared(shared), Some(end)) = (&feed.entries, text.rfind(END)) {
        text.insert_str(end, &shared.atom);
    }
    text.into_bytes()
}

/// Entries as they stand in a feed. The library writes whole feeds only.
pub(super) fn entries(entries: &[Entry]) -> String {
    let feed = atom_syndication::Feed {
        entries: entries.iter().map(entry_of).collect(),
        ..atom_syndication::Feed::default()
    };
    let text = feed.to_string();
    let within = text.find("<entry>").zip(text.rfind(END));
    within.map_or_else(String::new, |(begin, end)| text.part(begin..end).to_owned())
}

fn entry_of(entry: &Entry) -> atom_syndication::Entry {
    let date = moment(&content_dates::midnight(entry.date));
    atom_syndication::Entry {
        title: Text::plain(entry.title.clone()),
        id: entry.id.clone(),
        updated: moment(&content_dates::midnight(entry.updated)),
        published: Some(date),
        authors: entry.author.iter().map(|name| person(name)).collect(),
        categories: entry.tags.iter().map(|tag| category(tag)).collect(),
        links: vec![link("alternate", "text/html", entry.url.clone())],
        // A text is named where there is no content (section 4.1.2).
        summary: entry
            .summary
            .clone()
            .or_else(|| Some(entry.title.clone()))
            .map(Text::plain),
        content: entry.html.clone().map(content),
        ..atom_syndication::Entry::default()
    }
}

fn content(html: String) -> Content {
    Content {
        value: Some(html),
        content_type: Some("html".to_owned()),
        ..Content::default()
    }
}

fn person(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        ..Person::default()
    }
}

fn category(tag: &str) -> Category {
    Category {
        term: tag.to_owned(),
        ..Category::default()
    }
}

fn link(rel: &str, mime_type: &str, href: String) -> Link {
    Link {
        href,
        rel: rel.to_owned(),
        mime_type: Some(mime_type.to_owned()),
        ..Link::default()
    }
}

/// A moment that this program wrote itself, so that it can be read.
fn moment(text: &str) -> FixedDateTime {
    text.parse().unwrap_or_default()
}
