//! Topic areas: overview and one page each.

use serde::Serialize;
use tera::Value;

use crate::diagnostics::Diagnostic;
use crate::model::{EntityId, Topic};
use crate::site::edition::{Site, urls};
use crate::site::figures::statistics::Statistics;
use crate::site::frame::Page;
use crate::site::frame::SECTION;
use crate::site::frame::service_facets::Choice;
use crate::site::ministries::page::LISTED;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    let topics = site.portal.topics.values();
    let pages = topics.map(|topic| {
        let url = urls::entity(&EntityId::Topic(topic.id.clone()));
        let own = topic.clone();
        Route::new(url, move |site| render(site, &own)).from_file(&topic.source.path)
    });
    let overview = (!site.portal.topics.is_empty()).then(|| Route::new(urls::TOPICS, render_overview));
    overview.into_iter().chain(pages).collect()
}

/// What `topics.html` shows.
#[derive(Debug, Serialize)]
struct Overview {
    topics: Vec<Row>,
    /// Whether the figures count invented records.
    sample: bool,
}

/// A topic area with its figures.
#[derive(Debug, Serialize)]
struct Row {
    topic: Value,
    states: Vec<String>,
    figures: Statistics,
}

fn render_overview(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let topics = site.portal.topics.values().map(|topic| row(site, topic)).collect();
    let sample = site.shows_samples_only();
    let page = Page::new(
        "topics",
        urls::TOPICS,
        site.theme.text("family.topics"),
        site.theme.text("topics.description"),
    )
    .by_the_day();
    site.render("topics.html", page, &Overview { topics, sample })
}

fn row(site: &Site, topic: &Topic) -> Row {
    Row {
        topic: site.items().topic(&topic.id),
        states: states(site, topic),
        figures: Statistics::of(&site.portal, site.portal.services_of_topic(&topic.id)),
    }
}

/// What `topic.html` shows, beside `services`.
#[derive(Debug, Serialize)]
struct View<'a> {
    federal_leads: &'a [String],
    states: Vec<String>,
    evidence: Option<&'a str>,
    search_words: &'a [String],
    text: String,
    ministries: Vec<Value>,
    figures: Statistics,
    /// The list of all services, where there are more than the page shows.
    all_services_url: Option<String>,
}

fn render(site: &Site, topic: &Topic) -> Result<Body, Box<Diagnostic>> {
    let services = site.portal.services_of_topic(&topic.id);
    let lists = [("services", site.items().services(services.iter().take(LISTED)))];
    site.render_with("topic.html", head(site, topic), &view(site, topic), lists)
}

fn view<'a>(site: &Site, topic: &'a Topic) -> View<'a> {
    let portal = &site.portal;
    let text = topic.text.as_ref();
    let services = portal.services_of_topic(&topic.id);
    let responsible = portal
        .ministries
        .values()
        .filter(|ministry| ministry.topics.contains(&topic.id) && !ministry.is_former(portal.as_of));
    View {
        federal_leads: &topic.federal_leads,
        states: states(site, topic),
        evidence: topic.evidence.as_deref(),
        search_words: &topic.search_words,
        text: text.map_or(String::new(), |text| site.field(text, &topic.source.path, 2, SECTION)),
        ministries: responsible
            .map(|ministry| site.items().ministry(&ministry.id))
            .collect(),
        figures: Statistics::of(portal, services),
        all_services_url: (services.len() > LISTED).then(|| site.href(&Choice::Topic(topic.id.clone()).url())),
    }
}

/// The names of the states in the lead; what is no abbreviation of a state stays as it is.
fn states(site: &Site, topic: &Topic) -> Vec<String> {
    topic
        .state_leads
        .iter()
        .map(|code| match site.theme.text(&format!("state.{code}")) {
            "" => code.clone(),
            name => name.to_owned(),
        })
        .collect()
}

fn head<'a>(site: &Site, topic: &'a Topic) -> Page<'a> {
    let description = site.fill("topics.topic_description", &[("name", &topic.name)]);
    Page {
        by_the_day: true,
        source: Some(&topic.source),
        sample: topic.sample,
        ..Page::new(
            "topic",
            urls::entity(&EntityId::Topic(topic.id.clone())),
            &topic.name,
            description,
        )
    }
    .below(site.theme.text("family.topics"), urls::TOPICS)
}
