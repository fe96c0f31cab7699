//! The sections and tools of the portal as documents of its search: overviews, the plan, the finder of municipalities.

use crate::model::EventKind;
use crate::search::Document;
use crate::site::edition::{Site, urls};

/// The kind of such a document, beside those of entities.
pub(super) const KIND: &str = "bereich";

/// The kind of the handbook of the editors and its chapters, which are searched apart.
pub(super) const HANDBOOK_KIND: &str = "handbuch";

/// Who types the name of a section wants the section, whatever else is called so.
const WEIGHT: f32 = 1.2;

/// Address, and where the interface texts have the title, what it is, and what else people call it.
const SECTIONS: [(&str, &str, &str, &str); 20] = [
    (urls::SERVICES, "family.services", "services.description", "services"),
    (
        urls::MINISTRIES,
        "family.ministries",
        "ministries.description",
        "ministries",
    ),
    (urls::TASKS, "tasks.title", "tasks.description", "tasks"),
    (urls::TOPICS, "family.topics", "topics.description", "topics"),
    (urls::ROADMAP, "family.roadmap", "roadmap.description", "roadmap"),
    (urls::EVENTS, "family.events", "events.description", "events"),
    (
        urls::EVENT_ARCHIVE,
        "events.archive",
        "events.archive_description",
        "event_archive",
    ),
    (urls::PRESS, "family.press", "press.description", "press"),
    (urls::GUIDES, "family.guides", "guides.description", "guides"),
    (
        urls::AUTHORITIES,
        "authorities.title",
        "authorities.description",
        "authorities",
    ),
    (
        urls::MY_MUNICIPALITY,
        "search_page.my_municipality",
        "my_municipality.names.description",
        "my_municipality",
    ),
    (
        urls::PARTICIPATION,
        "family.participation",
        "participation.description",
        "participation",
    ),
    (urls::A_TO_Z, "family.a_to_z", "a_to_z.description", "a_to_z"),
    (urls::CHANGES, "changes.title", "changes.description", "changes"),
    (urls::SPREAD, "spread.title", "spread.description", "spread"),
    (urls::DATA, "data.title", "data.description", "data"),
    (urls::EMBED, "embed.title", "embed.description", "embed"),
    (urls::SUBSCRIBE, "subscribe.title", "subscribe.description", "subscribe"),
    (urls::SEARCH, "search_page.title", "search_page.description", "search"),
    (urls::HOME, "search_page.home", "search_page.home_description", "home"),
];

/// The sections that the site has in its language.
pub(super) fn of_site(site: &Site) -> Vec<Document> {
    if site.is_easy() {
        return Vec::new();
    }
    let fixed = SECTIONS.iter().map(|&(url, title, description, words)| {
        let words = site.theme.text(&format!("search_page.section.{words}")).to_owned();
        let keywords = words
            .split(',')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty());
        section(
            site,
            url,
            site.theme.text(title),
            site.theme.text(description),
            keywords.collect(),
        )
    });
    let kinds = EventKind::ALL.iter().map(|kind| {
        let text = |of: &str| site.theme.text(&format!("{of}.{}", kind.key())).to_owned();
        let plural = text("event_kind_plural");
        let description = site.fill("events.kind_description", &[("kind", &plural)]);
        section(
            site,
            &urls::events_of_kind(*kind),
            &plural,
            &description,
            vec![text("event_kind")],
        )
    });
    fixed.chain(kinds).flatten().collect()
}

fn section(site: &Site, url: &str, title: &str, description: &str, keywords: Vec<String>) -> Option<Document> {
    (site.is_own(url) && site.leads_somewhere(url)).then(|| Document {
        url: site.href(url),
        kind: KIND.to_owned(),
        title: title.to_owned(),
        summary: description.to_owned(),
        keywords,
        weight: WEIGHT,
        ..Document::default()
    })
}
