//! What the portal decides about its search: labels of the facets, words of the interface, synonyms.

use indexmap::IndexMap;

use super::sections;
use crate::model::{Authority, AuthorityKind, NAMINGS, Phase, TargetGroup, sort_key};
use crate::search::{FacetLabels, KIND, Language, Settings};
use crate::site::edition::Site;

/// The facets, by the names that stand in the address of the search page.
pub(super) mod facet {
    pub(in crate::site) const MINISTRY: &str = "ressort";
    pub(in crate::site) const TOPIC: &str = "themenfeld";
    pub(in crate::site) const PHASE: &str = "phase";
    pub(in crate::site) const TARGET_GROUP: &str = "zielgruppe";
    pub(in crate::site) const COUNTY: &str = "kreis";
}

/// Labels of the facets and the words of the interface.
pub(super) fn of_site(site: &Site) -> Settings {
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
        .map(|naming| (naming.word.to_owned(), text(&format!("family.{}", naming.keys[1]))))
        .chain([
            (sections::KIND.to_owned(), text("search_page.section_kind")),
            (sections::HANDBOOK_KIND.to_owned(), text("guide_kind.handbook")),
        ]);
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
        language: Language::of_code(language),
        synonyms: portal.synonyms.groups.clone(),
        meanings: portal.synonyms.meanings.clone().into_iter().collect(),
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
