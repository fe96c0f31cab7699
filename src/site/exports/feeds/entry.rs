//! One entry of a feed, before it is written in a format.

use super::items::Item;
use crate::extent::Slicing;
use crate::model::{Day, Entity, EntityId, Event, HistoryEntry, Prose, Service};
use crate::site::edition::{Site, urls};

/// What both formats say of an entry.
#[derive(Debug, Hash)]
pub(super) struct Entry {
    /// A `tag:` URI that stays when the page moves.
    pub id: String,
    pub title: String,
    /// Whole address of the page.
    pub url: String,
    /// When it became known, and when it was last changed.
    pub date: Day,
    pub updated: Day,
    pub summary: Option<String>,
    /// The text as HTML that holds anywhere.
    pub html: Option<String>,
    pub author: Option<String>,
    /// What it is: press release, event, confirmed record or change; then whether it is invented.
    pub tags: Vec<String>,
}

impl Entry {
    pub fn of(site: &Site, item: &Item, full: bool) -> Self {
        let entry = match item {
            Item::Text(entity, dates) => text(site, &**entity, dates.on, full),
            Item::Event(event) => announcement(site, event, full),
            Item::Record(service, day) => confirmation(site, service, *day),
            Item::Change(entry) => change(site, entry, full),
        };
        let dates = item.dates(site);
        Self {
            date: dates.on,
            updated: dates.updated,
            title: site.named(&entry.title, item.is_sample()),
            ..entry
        }
    }
}

fn text(site: &Site, entity: &dyn Entity, date: Day, full: bool) -> Entry {
    let id = entity.entity_id();
    let naming = id.naming();
    let page = urls::entity(&id);
    Entry {
        id: site.tag_uri(&format!("{}/{}", naming.folder, site.portal.first_name(&id))),
        title: entity.title().to_owned(),
        date,
        updated: date,
        summary: entity.summary().map(str::to_owned),
        html: html(site, entity.prose(), &page, full),
        url: site.absolute(&page),
        author: entity.ministry().and_then(|id| ministry(site, id)),
        tags: tags(site, naming.keys[0], entity.lifecycle().sample),
    }
}

fn announcement(site: &Site, event: &Event, full: bool) -> Entry {
    let entity = EntityId::Event(event.id.clone());
    let page = urls::entity(&entity);
    let when = site.theme.date(&event.begin.date.to_string());
    let path = if event.cancelled {
        "subscribe.entry.event_cancelled"
    } else {
        "subscribe.entry.event"
    };
    Entry {
        id: site.tag_uri(&format!("termine/{}", site.portal.first_name(&entity))),
        title: site.fill(path, &[("title", &event.title), ("date", &when)]),
        date: Day(event.begin.date),
        updated: Day(event.begin.date),
        summary: event.summary.clone(),
        html: html(site, event.text.as_ref(), &page, full),
        url: site.absolute(&page),
        author: event.organizer.clone(),
        tags: tags(site, "event", event.sample),
    }
}

fn confirmation(site: &Site, service: &Service, day: Day) -> Entry {
    let when = site.theme.date(&day.to_string());
    let path = format!("phase.{}", service.phase.key());
    let phase = site.theme.text(&path);
    let entity = EntityId::Service(service.id.clone());
    Entry {
        id: site.tag_uri(&format!("leistungen/{}/{day}", site.portal.first_name(&entity))),
        title: site.fill("subscribe.entry.record", &[("title", &service.title)]),
        date: day,
        updated: day,
        summary: Some(site.fill("subscribe.entry.record_text", &[("date", &when), ("phase", phase)])),
        html: None,
        url: site.absolute_entity(&entity),
        author: ministry(site, &service.ministry),
        tags: tags(site, "record", service.sample),
    }
}

/// The weightiest change is the title, all of them are the text.
fn change(site: &Site, told: &HistoryEntry, full: bool) -> Entry {
    let portal = &site.portal;
    let service = portal.services.get(&told.service);
    let title = service.map_or(&told.title, |service| &service.title);
    let changes = site.changes_in_words(told);
    let page = service.map_or_else(
        || urls::CHANGES.to_owned(),
        |service| urls::entity(&EntityId::Service(service.id.clone())),
    );
    let first = changes.first().map_or("", String::as_str);
    Entry {
        id: site.tag_uri(&change_id(site, told)),
        title: site.fill("subscribe.entry.change", &[("title", title), ("change", first)]),
        date: told.date,
        updated: told.date,
        summary: Some(changes.join("; ")),
        html: full.then(|| list(&changes)),
        url: site.absolute(&page),
        author: told.ministries.first().and_then(|id| ministry(site, id)),
        tags: tags(site, "change", told.sample),
    }
}

/// The same change may happen again on the same day (back and forth): the later one counts up.
fn change_id(site: &Site, told: &HistoryEntry) -> String {
    let known = site.portal.history.of_service(&told.service);
    let earlier = known.iter().skip_while(|entry| !std::ptr::eq(&***entry, told)).skip(1);
    let same = earlier.filter(|entry| entry.date == told.date && entry.changes == told.changes);
    let changes = serde_json::to_string(&told.changes).unwrap_or_default();
    let hash = blake3::hash(format!("{changes} {}", same.count()).as_bytes()).to_hex();
    let service = site.portal.first_name(&EntityId::Service(told.service.clone()));
    format!("aktuelles/{service}/{}/{}", told.date, hash.part(..12))
}

fn list(sentences: &[String]) -> String {
    let mut html = String::from("<ul>");
    for sentence in sentences {
        html.push_str("<li>");
        // Writing into memory cannot fail.
        let _ = pulldown_cmark_escape::escape_html(&mut html, sentence);
        html.push_str("</li>");
    }
    html + "</ul>"
}

fn html(site: &Site, text: Option<&Prose>, page: &str, full: bool) -> Option<String> {
    let text = text.filter(|_| full)?;
    Some(site.absolute_html(&site.prose(text).html, page))
}

fn ministry(site: &Site, id: &crate::model::MinistryId) -> Option<String> {
    site.portal.ministries.get(id).map(|ministry| ministry.name.clone())
}

fn tags(site: &Site, kind: &str, sample: bool) -> Vec<String> {
    let kind = site.theme.text(&format!("subscribe.tag.{kind}")).to_owned();
    let sample = sample.then(|| site.theme.text("sample.title").to_owned());
    [kind].into_iter().chain(sample).collect()
}
