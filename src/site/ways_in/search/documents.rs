//! Every entity as a document of the search index.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::settings::facet;
use super::{facts, sections};
use crate::content::markdown;
use crate::model::{
    Authority, Chapter, Entity, EntityId, Event, Guide, GuideKind, Ministry, NAMINGS, Naming, Prose, Service,
    TargetGroup, Topic,
};
use crate::search::Document;
use crate::site::edition::{Site, urls};

/// What is over counts less.
const PAST: f32 = 0.7;

/// A chapter counts less than what it is a chapter of, and than a page of its own.
const CHAPTER: f32 = 0.75;

/// What tells editors how the portal is made counts less than what the portal tells, and has a kind of its own, so that it can be
/// searched apart.
const HANDBOOK: f32 = 0.6;

/// What is only in German counts less where the rest is not.
const FOREIGN: f32 = 0.8;

/// Every entity of the portal, and every section.
pub(super) fn of_site(site: &Site) -> Vec<Document> {
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
    documents.extend(sections::of_site(site));
    documents
}

/// A document with what all kinds have.
pub(super) fn document(site: &Site, id: EntityId, title: &str, summary: &str) -> Document {
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
    let keys = service.ozg_id.iter().map(ToString::to_string);
    let told = service.initial_information.iter().filter_map(|told| told.text.clone());
    let task = service.participation.iter().map(|call| call.task.clone());
    let document = Document {
        keywords: service.search_words.clone(),
        keys: keys.chain(facts::telephones(&service.contacts)).collect(),
        official_keys: service.leika.iter().map(ToString::to_string).collect(),
        other_days: facts::days_of_service(service),
        facts: facts::of_service(site, service),
        text: texts
            .into_iter()
            .chain(steps)
            .chain(told)
            .chain(task)
            .chain(service.specialist_software.iter().cloned())
            .chain(facts::names_of_contacts(&service.contacts))
            .chain([service.id.to_string()])
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
        names: vec![ministry.abbreviation.clone()],
        keys: facts::telephones(&ministry.coordinators),
        text: ministry
            .text
            .as_ref()
            .map(|text| markdown::plain_text(&text.0))
            .into_iter()
            .chain(facts::names_of_contacts(&ministry.coordinators))
            .collect::<Vec<_>>()
            .join(" "),
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
    // A few sentences are all that there is, and tell those who see it among the results what the field is about.
    let text = topic.text.as_ref().map(|text| markdown::plain_text(&text.0));
    Document {
        keywords: topic.search_words.clone(),
        facets: facets([(facet::TOPIC, vec![topic.id.to_string()])]),
        ..document(
            site,
            EntityId::Topic(topic.id.clone()),
            &topic.name,
            text.unwrap_or_default().trim(),
        )
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
        official_keys: authority.regional_key().iter().map(ToString::to_string).collect(),
        keys: postcode
            .chain([authority.id.to_string()])
            .chain(authority.ags.clone())
            .chain(authority.phone.iter().map(|phone| facts::telephone(phone)))
            .collect(),
        names: names_of(authority, kind_name),
        text: authority
            .text
            .as_ref()
            .map(|text| markdown::plain_text(&text.0))
            .into_iter()
            .chain(authority.street.clone())
            .chain(authority.town.clone())
            .collect::<Vec<_>>()
            .join(" "),
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

/// What people call an authority: each half of a bilingual name, the name without what a comma adds, and with what it is.
fn names_of(authority: &Authority, kind_name: &str) -> Vec<String> {
    let bare = authority.name.split(',').next().unwrap_or_default();
    let halves = bare.split('/').map(str::trim).filter(|half| !half.is_empty());
    let halves: Vec<&str> = halves.chain([bare]).collect();
    let titles = authority.designation.iter().map(String::as_str).chain([kind_name]);
    let with_title = titles.flat_map(|title| halves.iter().map(move |half| format!("{title} {half}")));
    halves.iter().map(|half| (*half).to_owned()).chain(with_title).collect()
}

fn of_text(site: &Site, text: &dyn Entity) -> Document {
    let id = text.entity_id();
    let is_press = matches!(id, EntityId::PressRelease(_));
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
        days: facts::days_of_text(site, &id),
        facts: facts::of_text(site, &id),
        ..document(site, id, text.title(), text.summary().unwrap_or_default())
    };
    let document = match event {
        Some(event) => with_event(site, document, event),
        None => Document {
            text: facts::words_of_days(site, &document.days)
                .into_iter()
                .chain(is_press.then(|| kind_words(site, "press")))
                .collect::<Vec<_>>()
                .join(" "),
            ..document
        },
    };
    with_prose(document, text.prose())
}

fn with_event(site: &Site, mut document: Document, event: &Event) -> Document {
    if event.is_past(site.portal.as_of) {
        document.weight *= PAST;
    }
    let kind = site.theme.text(&format!("event_kind.{}", event.kind.key())).to_owned();
    let words = [&event.place, &event.organizer].into_iter().flatten().cloned();
    document.text = words
        .chain([kind, kind_words(site, "event")])
        .chain(facts::words_of_days(site, &document.days))
        .collect::<Vec<_>>()
        .join(" ");
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
    let document = Document {
        keywords: guide.search_words.clone(),
        facets: facets([(facet::TARGET_GROUP, words(&guide.target_groups))]),
        sample: guide.sample,
        text: kind_words(site, "guide"),
        ..document(site, EntityId::Guide(guide.id.clone()), &guide.title, &guide.summary)
    };
    apart(guide, document)
}

/// The handbook of the editors as a kind of its own.
fn apart(guide: &Guide, document: Document) -> Document {
    if guide.kind != GuideKind::Handbook {
        return document;
    }
    Document {
        kind: sections::HANDBOOK_KIND.to_owned(),
        weight: document.weight * HANDBOOK,
        ..document
    }
}

/// What readers call a kind of thing, so that *Termine im Juni* finds an event.
fn kind_words(site: &Site, kind: &str) -> String {
    site.theme.text(&format!("search_page.kind_words.{kind}")).to_owned()
}

fn of_chapter(site: &Site, guide: &Guide, chapter: &Chapter) -> Document {
    let id = EntityId::Chapter(guide.id.clone(), chapter.id.clone());
    let document = Document {
        facets: facets([(facet::TARGET_GROUP, words(&guide.target_groups))]),
        sample: guide.sample,
        facts: vec![guide.title.clone()],
        ..document(site, id, &chapter.title, &guide.title)
    };
    let document = Document {
        weight: document.weight * CHAPTER,
        ..document
    };
    apart(guide, with_prose(document, Some(&chapter.text)))
}
