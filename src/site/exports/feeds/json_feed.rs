//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::Feed;
use super::entries::Entries;
use super::entry::Entry;
use crate::site::frame::content_dates;

#[derive(Serialize)]
struct Document<'a> {
    version: &'static str,
    title: &'a str,
    description: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    language: &'a str,
    authors: [Author<'a>; 1],
    items: Items<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Items<'a> {
    Listed(Vec<Item<'a>>),
    Shared(&'a RawValue),
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
}

/// An item has HTML or plain text, at least one of them.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    tags: &'a [String],
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authors: Option<[Author<'a>; 1]>,
}

pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let document = Document {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        description: &feed.subtitle,
        home_page_url: &feed.page,
        feed_url: &feed.json,
        language: &feed.language,
        authors: [Author { name: &feed.publisher }],
        items: match &feed.entries {
            Entries::Listed(entries) => Items::Listed(entries.iter().map(item).collect()),
            Entries::Shared(shared) => Items::Shared(&shared.json),
        },
    };
    // Writing into memory cannot fail.
    serde_json::to_vec(&document).unwrap_or_default()
}

/// Entries as they stand in a feed.
pub(super) fn items(entries: &[Entry]) -> Box<RawValue> {
    let items: Vec<Item> = entries.iter().map(item).collect();
    to_raw_value(&items).unwrap_or_default()
}

fn item(entry: &Entry) -> Item<'_> {
    let text = entry.summary.as_ref().unwrap_or(&entry.title);
    Item {
        id: &entry.id,
        url: &entry.url,
        title: &entry.title,
        date_published: content_dates::midnight(entry.date),
        date_modified: (entry.updated > entry.date).then(|| content_dates::midnight(entry.updated)),
        tags: &entry.tags,
        summary: text,
        content_html: entry.html.as_deref(),
        content_text: entry.html.is_none().then_some(text),
        authors: entry.author.as_ref().map(|name| [Author { name }]),
    }
}
