//! JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).

use serde_json::{Value, json};

use super::Feed;
use super::entry::Entry;
use crate::site::{Site, content_dates};

pub(super) fn write(site: &Site, feed: &Feed) -> Vec<u8> {
    let publisher = &site.portal.settings.publisher;
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": site.absolute(&feed.scope.page()),
        "feed_url": site.absolute(&feed.scope.json_url()),
        "language": "de",
        "authors": [{ "name": publisher.name }],
        "items": feed.entries.iter().map(item).collect::<Vec<_>>(),
    });
    feed.to_string().into_bytes()
}

fn item(entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "date_published": content_dates::midnight(entry.date),
        "tags": entry.tags,
    });
    let text = entry.summary.as_ref().unwrap_or(&entry.title);
    item["summary"] = json!(text);
    // An item has HTML or plain text, at least one of them.
    match &entry.html {
        Some(html) => item["content_html"] = json!(html),
        None => item["content_text"] = json!(text),
    }
    if let Some(author) = &entry.author {
        item["authors"] = json!([{ "name": author }]);
    }
    item
}
