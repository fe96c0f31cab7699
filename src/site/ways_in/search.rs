//! The search: its page, and every entity as a document of its index.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::content::markdown;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::{
    Authority, AuthorityKind, Chapter, Entity, EntityId, Event, Guide, Ministry, NAMINGS, Naming, Phase, Prose,
    Service, TargetGroup, Topic, sort_key,
};
use crate::search::{self, Document, FacetLabels, KIND, Settings};
use crate::site::edition::{Site, urls};
use crate::site::frame::Page;
use crate::site::route::{Body, Route};

pub(in crate::site) fn routes(_: &Site) -> Vec<Route> {
    vec![Route::new(urls::SEARCH, render)]
}

fn render(site: &Site) -> Result<Body, Box<Diagnostic>> {
    let text = |name: &str| site.theme.text(name).to_owned();
    let page = Page::new(
        "search",
        urls::SEARCH,
        text("search_page.title"),
        text("search_page.description"),
    );
    site.render("search.html", page, &())
}

/// The files of the index. It is made anew for every state of the portal.
pub(in crate::site) fn index(site: &Site) -> Vec<Route> {
    match search::build(documents(site), &settings(site)) {
        Ok(index) => {
            let address = |name: &str| {
                if name == index.entry {
                    urls::SEARCH_ENTRY.to_owned()
                } else {
                    format!("{}{name}", urls::SEARCH)
                }
            };
            let file =
                |file: search::IndexFile| Route::new(address(&file.name), move |_| Ok(Body::Bytes(file.bytes.clone())));
            index.files.into_iter().map(file).collect()
        }
        Err(error) => {
            let message = format!("das Verzeichnis der Suche kann nicht geschrieben werden ({error})");
            vec![Route::new(urls::SEARCH_ENTRY, move |_| {
                Err(Box::new(Diagnostic::error(
                    "suche",
                    Place::file(&"content".into()),
                    message.clone(),
                )))
            })]
        }
    }
}

/// The facets, by the names that stand in the address of the search page.
mod facet {
    pub(in crate::site) const MINISTRY: &str = "ressort";
    pub(in crate::site) const TOPIC: &str = "themenfeld";
    pub(in crate::site) const PHASE: &str = "phase";
    pub(in crate::site) const TARGET_GROUP: &str = "zielgruppe";
    pub(in crate::site) const COUNTY: &str = "kreis";
}

/// What is over counts less.
const PAST: f32 = 0.7;

/// What is only in German counts less where the rest is not.
const FOREIGN: f32 = 0.8;

fn documents(site: &Site) -> Vec<Document> {
    let portal = &site.portal;
    let mut documents: Vec<Document> = Vec::new();
    documents.par_extend(portal.services.par_values().map(|service| of_service(site, service)));
    documents.extend(portal.ministries.values().map(|ministry| of_ministry(site, ministry)));
    documents.extend(portal.topics.values().map(|topic| of_topic(site, topic)));
    documents.extend(
        portal
            .authorities
            .values()
            .map(|authority| of_authority(site, authority)),
    );
    // In the order of the handbook; guides have chapters.
    for naming in &NAMINGS {
        match naming.text_kind() {
            Some(kind) => documents.extend(portal.texts_of(kind).map(|text| of_text(site, &*text))),
            None if *naming == Naming::GUIDE => documents.extend(of_guides(site)),
            None => {}
        }
    }
    documents
}

/// A document with what all kinds have.
fn document(site: &Site, id: EntityId, title: &str, summary: &str) -> Document {
    let &Naming { word, weight, .. } = id.naming();
    // Authorities have names, and names belong to no language.
    let foreign = !matches!(id, EntityId::Authority(_)) && site.portal.is_foreign(title);
    Document {
        url: site.href(&urls::entity(&id)),
        kind: word.to_owned(),
        title: title.to_owned(),
        summary: summary.to_owned(),
        weight: if foreign { weight * FOREIGN } else { weight },
        foreign,
        ..Document::default()
    }
}

/// Facets from names and values; what has no value is left out.
fn facets<const N: usize>(facets: [(&str, Vec<String>); N]) -> BTreeMap<String, Vec<String>> {
    let given = facets.into_iter().filter(|(_, values)| !values.is_empty());
    given.map(|(name, values)| (name.to_owned(), values)).collect()
}

fn with_prose(document: Document, prose: Option<&Prose>) -> Document {
    let Some(prose) = prose else { return document };
    let (text, headings) = markdown::words(&prose.markdown);
    Document {
        headings,
        text: format!("{} {text}", document.text),
        ..document
    }
}

fn words<'a>(words: impl IntoIterator<Item = &'a TargetGroup>) -> Vec<String> {
    words.into_iter().map(|group| group.word().to_owned()).collect()
}

fn of_service(site: &Site, service: &Service) -> Document {
    let answers = &service.answers;
    let fields = [
        answers.state_of_play.as_ref(),
        answers.law.as_ref().and_then(|law| law.text.as_ref()),
        answers.costs.as_ref().and_then(|costs| costs.text.as_ref()),
        service.piloting.as_ref().and_then(|piloting| piloting.lessons.as_ref()),
    ];
    let texts: Vec<String> = fields
        .into_iter()
        .flatten()
        .map(|field| markdown::plain_text(&field.0))
        .collect();
    let steps = answers.next_steps.iter().flatten().map(|step| step.title.clone());
    let keys = service
        .leika
        .iter()
        .map(ToString::to_string)
        .chain(service.ozg_id.iter().map(ToString::to_string));
    let document = Document {
        keywords: service.search_words.clone(),
        keys: keys.collect(),
        text: texts
            .into_iter()
            .chain(steps)
            .chain(service.specialist_software.iter().cloned())
            .collect::<Vec<_>>()
            .join(" "),
        facets: facets([
            (facet::MINISTRY, vec![service.ministry.to_string()]),
            (facet::TOPIC, vec![service.topic.to_string()]),
            (facet::PHASE, vec![service.phase.word().to_owned()]),
            (facet::TARGET_GROUP, words(&service.target_groups)),
        ]),
        sample: service.sample,
        ..document(
            site,
            EntityId::Service(service.id.clone()),
            &service.title,
            &service.summary,
        )
    };
    with_prose(document, service.text.as_ref())
}

fn of_ministry(site: &Site, ministry: &Ministry) -> Document {
    Document {
        keywords: vec![ministry.abbreviation.clone()],
        text: ministry
            .text
            .as_ref()
            .map(|text| markdown::plain_text(&text.0))
            .unwrap_or_default(),
        facets: facets([(facet::MINISTRY, vec![ministry.id.to_string()])]),
        ..document(
            site,
            EntityId::Ministry(ministry.id.clone()),
            &ministry.name,
            &ministry.abbreviation,
        )
    }
}

fn of_topic(site: &Site, topic: &Topic) -> Document {
    Document {
        text: topic
            .text
            .as_ref()
            .map(|text| markdown::plain_text(&text.0))
            .unwrap_or_default(),
        facets: facets([(facet::TOPIC, vec![topic.id.to_string()])]),
        ..document(site, EntityId::Topic(topic.id.clone()), &topic.name, "")
    }
}

fn of_authority(site: &Site, authority: &Authority) -> Document {
    let county = site.portal.county_of(authority);
    let place = county
        .filter(|county| county.id != authority.id)
        .map(|county| county.name.as_str());
    let kind_text = format!("authority.kind.{}", authority.kind.key());
    let kind_name = site.theme.text(&kind_text);
    let summary = [Some(kind_name), place]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ");
    let postcode = authority.postcode.iter().map(ToString::to_string);
    Document {
        keys: postcode
            .chain([authority.id.to_string()])
            .chain(authority.ags.clone())
            .collect(),
        text: authority
            .text
            .as_ref()
            .map(|text| markdown::plain_text(&text.0))
            .unwrap_or_default(),
        facets: facets([(
            facet::COUNTY,
            county.map(|county| county.id.to_string()).into_iter().collect(),
        )]),
        sample: authority.sample,
        ..document(
            site,
            EntityId::Authority(authority.id.clone()),
            &authority.name,
            &summary,
        )
    }
}

fn of_text(site: &Site, text: &dyn Entity) -> Document {
    let id = text.entity_id();
    let event = match &id {
        EntityId::Event(id) => site.portal.events.get(id),
        _ => None,
    };
    let document = Document {
        keywords: text.search_words().to_vec(),
        facets: facets([(
            facet::MINISTRY,
            text.ministry().iter().map(ToString::to_string).collect(),
        )]),
        sample: text.lifecycle().sample,
        ..document(site, id, text.title(), text.summary().unwrap_or_default())
    };
    let document = match event {
        Some(event) => with_event(site, document, event),
        None => document,
    };
    with_prose(document, text.prose())
}

fn with_event(site: &Site, mut document: Document, event: &Event) -> Document {
    if event.is_past(site.portal.as_of) {
        document.weight *= PAST;
    }
    let words = [&event.place, &event.organizer].into_iter().flatten().cloned();
    document.text = words.collect::<Vec<_>>().join(" ");
    document
        .facets
        .extend(facets([(facet::TARGET_GROUP, self::words(&event.target_groups))]));
    document
}

/// Guides, each with its chapters.
fn of_guides(site: &Site) -> impl Iterator<Item = Document> {
    site.portal.guides.values().flat_map(|guide| {
        let chapters = guide.chapters.iter().map(|chapter| of_chapter(site, guide, chapter));
        std::iter::once(of_guide(site, guide)).chain(chapters)
    })
}

fn of_guide(site: &Site, guide: &Guide) -> Document {
    Document {
        keywords: guide.search_words.clone(),
        facets: facets([(facet::TARGET_GROUP, words(&guide.target_groups))]),
        sample: guide.sample,
        ..document(site, EntityId::Guide(guide.id.clone()), &guide.title, &guide.summary)
    }
}

fn of_chapter(site: &Site, guide: &Guide, chapter: &Chapter) -> Document {
    let id = EntityId::Chapter(guide.id.clone(), chapter.id.clone());
    let document = Document {
        facets: facets([(facet::TARGET_GROUP, words(&guide.target_groups))]),
        sample: guide.sample,
        ..document(site, id, &chapter.title, &guide.title)
    };
    with_prose(document, Some(&chapter.text))
}

/// Labels of the facets and the words of the interface.
fn settings(site: &Site) -> Settings {
    let portal = &site.portal;
    let text = |name: &str| site.theme.text(name).to_owned();
    let mut counties: Vec<&Authority> = [AuthorityKind::County, AuthorityKind::IndependentTown]
        .into_iter()
        .flat_map(|kind| portal.authorities_of_kind(kind))
        .map(AsRef::as_ref)
        .collect();
    counties.sort_by_cached_key(|county| sort_key(&county.name));
    let kinds = NAMINGS
        .iter()
        .map(|naming| (naming.word.to_owned(), text(&format!("family.{}", naming.keys[1]))));
    let ministries = portal
        .ministries
        .values()
        .map(|m| (m.id.to_string(), m.abbreviation.clone()));
    let topics = portal
        .topics
        .values()
        .map(|topic| (topic.id.to_string(), topic.name.clone()));
    let phases = Phase::ALL
        .iter()
        .map(|phase| (phase.word().to_owned(), text(&format!("phase.{}", phase.key()))));
    let groups = TargetGroup::ALL
        .iter()
        .map(|g| (g.word().to_owned(), text(&format!("target_group.{}", g.key()))));
    let counties = counties
        .iter()
        .map(|county| (county.id.to_string(), county.name.clone()));
    let facet = |name: &str, values: IndexMap<String, String>| {
        (
            name.to_owned(),
            FacetLabels {
                label: text(&format!("search_page.facet.{name}")),
                values,
            },
        )
    };
    let language = portal.language.as_ref().map_or("de", |language| language.as_str());
    Settings {
        language: search::Language::of_code(language),
        synonyms: portal.synonyms.groups.clone(),
        facets: IndexMap::from([
            facet(KIND, kinds.collect()),
            facet(facet::MINISTRY, ministries.collect()),
            facet(facet::TOPIC, topics.collect()),
            facet(facet::PHASE, phases.collect()),
            facet(facet::TARGET_GROUP, groups.collect()),
            facet(facet::COUNTY, counties.collect()),
        ]),
        texts: site.theme.texts_below("search_page.texts").into_iter().collect(),
    }
}
