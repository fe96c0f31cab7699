//! The facets of the list of services: each of their values is a plain page, and a choice of the filter.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::model::{
    AuthorityKind, Freshness, MaturityModel, MinistryId, Offer, Phase, Portal, Reusability, Service, TargetGroup,
    TopicId,
};
use crate::site::edition::{Site, urls};

/// A way to cut the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Facet {
    Ministry,
    Topic,
    Phase,
    Maturity,
    Offer,
    TargetGroup,
    CarriedOutBy,
    Participation,
    Reusability,
    Freshness,
}

impl Facet {
    const ALL: [Self; 10] = [
        Self::Ministry,
        Self::Topic,
        Self::Phase,
        Self::Reusability,
        Self::Maturity,
        Self::Offer,
        Self::TargetGroup,
        Self::CarriedOutBy,
        Self::Participation,
        Self::Freshness,
    ];

    /// German word, in addresses and in the filter.
    fn word(self) -> &'static str {
        match self {
            Self::Ministry => "ressort",
            Self::Topic => "themenfeld",
            Self::Phase => "phase",
            Self::Maturity => "reifegrad",
            Self::Offer => "efa",
            Self::TargetGroup => "zielgruppe",
            Self::CarriedOutBy => "vollzug",
            Self::Participation => "mitarbeit-gesucht",
            Self::Reusability => "nachnutzbar",
            Self::Freshness => "bestaetigung",
        }
    }

    /// English name, in templates and interface texts.
    pub(in crate::site) fn key(self) -> &'static str {
        match self {
            Self::Ministry => "ministry",
            Self::Topic => "topic",
            Self::Phase => "phase",
            Self::Maturity => "maturity",
            Self::Offer => "offer",
            Self::TargetGroup => "target_group",
            Self::CarriedOutBy => "carried_out_by",
            Self::Participation => "participation",
            Self::Reusability => "reusability",
            Self::Freshness => "freshness",
        }
    }
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::site) enum Choice {
    Ministry(MinistryId),
    Topic(TopicId),
    Phase(Phase),
    Maturity(MaturityModel, u8),
    Offer(Offer),
    TargetGroup(TargetGroup),
    CarriedOutBy(AuthorityKind),
    Participation,
    Reusability(Reusability),
    Freshness(Freshness),
}

impl Choice {
    /// All values that a service is found by.
    fn all_of(portal: &Portal, service: &Service) -> Vec<Self> {
        let mut choices = vec![
            Self::Ministry(service.ministry.clone()),
            Self::Topic(service.topic.clone()),
            Self::Phase(service.phase),
        ];
        choices.extend(service.maturity.map(|m| Self::Maturity(m.model, m.level)));
        choices.extend(service.efa.as_ref().map(|efa| Self::Offer(efa.offer)));
        choices.extend(service.target_groups.iter().copied().map(Self::TargetGroup));
        choices.extend(service.carried_out_by.iter().copied().map(Self::CarriedOutBy));
        if service
            .participation
            .as_ref()
            .is_some_and(|call| call.is_open(portal.as_of))
        {
            choices.push(Self::Participation);
        }
        choices.extend(portal.reusability(service).map(Self::Reusability));
        choices.push(Self::Freshness(portal.freshness(service)));
        choices
    }

    pub(in crate::site) fn facet(&self) -> Facet {
        match self {
            Self::Ministry(_) => Facet::Ministry,
            Self::Topic(_) => Facet::Topic,
            Self::Phase(_) => Facet::Phase,
            Self::Maturity(..) => Facet::Maturity,
            Self::Offer(_) => Facet::Offer,
            Self::TargetGroup(_) => Facet::TargetGroup,
            Self::CarriedOutBy(_) => Facet::CarriedOutBy,
            Self::Participation => Facet::Participation,
            Self::Reusability(_) => Facet::Reusability,
            Self::Freshness(_) => Facet::Freshness,
        }
    }

    /// German word, in addresses and in the filter: `pilotierung`, `1-1-3`.
    fn word(&self) -> String {
        match self {
            Self::Ministry(id) => id.to_string(),
            Self::Topic(id) => id.to_string(),
            Self::Phase(phase) => phase.word().to_owned(),
            Self::Maturity(model, level) => format!("{}-{level}", model.to_string().replace('.', "-")),
            Self::Offer(offer) => offer.word().to_owned(),
            Self::TargetGroup(group) => group.word().to_owned(),
            Self::CarriedOutBy(kind) => kind.word().to_owned(),
            Self::Participation => "ja".to_owned(),
            Self::Reusability(reusability) => reusability.word().to_owned(),
            Self::Freshness(freshness) => freshness.word().to_owned(),
        }
    }

    /// English name of a word of a vocabulary, for interface texts.
    pub(in crate::site) fn key(&self) -> Option<&'static str> {
        match self {
            Self::Phase(phase) => Some(phase.key()),
            Self::Offer(offer) => Some(offer.key()),
            Self::TargetGroup(group) => Some(group.key()),
            Self::CarriedOutBy(kind) => Some(kind.key()),
            Self::Reusability(reusability) => Some(reusability.key()),
            Self::Freshness(freshness) => Some(freshness.key()),
            Self::Ministry(_) | Self::Topic(_) | Self::Maturity(..) | Self::Participation => None,
        }
    }

    /// Whether readers call it by a text of the content, and not of the interface.
    pub(in crate::site) fn is_named_by_content(&self) -> bool {
        matches!(self, Self::Ministry(_) | Self::Topic(_))
    }

    /// Whether the calendar alone moves services in and out.
    pub(in crate::site) fn depends_on_the_day(&self) -> bool {
        matches!(self, Self::Participation | Self::Reusability(_) | Self::Freshness(_))
    }

    /// Address of its page.
    pub(in crate::site) fn url(&self) -> String {
        let facet = self.facet().word();
        match self {
            Self::Participation => format!("{}{facet}/", urls::SERVICES),
            _ => format!("{}{facet}/{}/", urls::SERVICES, self.word()),
        }
    }

    /// What readers call it.
    pub(in crate::site) fn title(&self, site: &Site) -> String {
        let text = |path: String| site.theme.text(&path).to_owned();
        match self {
            Self::Ministry(id) => site
                .portal
                .ministries
                .get(id)
                .map(|m| m.name.clone())
                .unwrap_or_default(),
            Self::Topic(id) => site.portal.topics.get(id).map(|t| t.name.clone()).unwrap_or_default(),
            Self::Phase(phase) => text(format!("phase.{}", phase.key())),
            Self::Maturity(model, level) => maturity_title(site, *model, *level),
            Self::Offer(offer) => text(format!("services.offer_choice.{}", offer.key())),
            Self::TargetGroup(group) => text(format!("target_group.{}", group.key())),
            Self::CarriedOutBy(kind) => text(format!("authority_kind_plural.{}", kind.key())),
            Self::Participation => text("wanted.tag".to_owned()),
            Self::Reusability(reusability) => text(format!("reusability.{}", reusability.key())),
            Self::Freshness(freshness) => text(format!("freshness.{}", freshness.key())),
        }
    }
}

fn maturity_title(site: &Site, model: MaturityModel, level: u8) -> String {
    let (model, level) = (model.to_string(), level.to_string());
    site.fill("services.maturity_choice", &[("model", &model), ("level", &level)])
}

/// An attribute of a row, by which the filter finds it: facet and values, separated by blanks.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Token {
    key: &'static str,
    values: String,
}

/// What the filter finds a service by.
pub(in crate::site) fn tokens(portal: &Portal, service: &Service) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for choice in Choice::all_of(portal, service) {
        let key = choice.facet().word();
        match tokens.last_mut().filter(|token| token.key == key) {
            Some(token) => token.values = format!("{} {}", token.values, choice.word()),
            None => tokens.push(Token {
                key,
                values: choice.word(),
            }),
        }
    }
    tokens
}

/// The same, of some facets only.
pub(in crate::site) fn tokens_of(portal: &Portal, service: &Service, facets: &[Facet]) -> Vec<Token> {
    let is_wanted = |token: &Token| facets.iter().any(|facet| facet.word() == token.key);
    tokens(portal, service).into_iter().filter(is_wanted).collect()
}

/// Which services each value of each facet finds, A to Z. Values without services are not in it, but for the phases:
/// that nothing is statewide yet, or that nothing can be re-used today, is worth a page, for figures lead there.
#[derive(Debug, Default)]
pub(in crate::site) struct Index(BTreeMap<Choice, Vec<Arc<Service>>>);

impl Index {
    pub(in crate::site) fn new(portal: &Portal) -> Self {
        let phases = Phase::ALL.iter().copied().map(Choice::Phase);
        let reusable = Reusability::ALL.into_iter().map(Choice::Reusability);
        let fresh = Freshness::ALL.into_iter().map(Choice::Freshness);
        let always = phases.chain(reusable).chain(fresh);
        let mut index: BTreeMap<Choice, Vec<Arc<Service>>> = always.map(|choice| (choice, Vec::new())).collect();
        for service in portal.services.values() {
            for choice in Choice::all_of(portal, service) {
                index.entry(choice).or_default().push(service.clone());
            }
        }
        Self(index)
    }

    pub(in crate::site) fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.0.keys()
    }

    pub(in crate::site) fn services(&self, choice: &Choice) -> &[Arc<Service>] {
        self.0.get(choice).map_or(&[], Vec::as_slice)
    }

    /// The facets with their values, as the component `facets` shows them.
    pub(in crate::site) fn groups(&self, site: &Site, current: Option<&Choice>) -> Vec<Group> {
        let groups = Facet::ALL.into_iter().map(|facet| self.group(site, facet, current));
        groups.filter(|group| !group.options.is_empty()).collect()
    }

    /// Some of them, none chosen.
    pub(in crate::site) fn groups_of(&self, site: &Site, facets: &[Facet]) -> Vec<Group> {
        let groups = facets.iter().map(|facet| self.group(site, *facet, None));
        groups.filter(|group| !group.options.is_empty()).collect()
    }

    fn group(&self, site: &Site, facet: Facet, current: Option<&Choice>) -> Group {
        let mut found: Vec<(&Choice, &Vec<Arc<Service>>)> =
            self.0.iter().filter(|(choice, _)| choice.facet() == facet).collect();
        found.sort_by_key(|(choice, _)| place(&site.portal, choice));
        let option = |(choice, services): (&Choice, &Vec<Arc<Service>>)| Opt {
            title: choice.title(site),
            named_by_content: choice.is_named_by_content(),
            url: site.href(&choice.url()),
            value: choice.word(),
            // The day alone would change it, and with it every list: who wants to know opens the list.
            count: (!choice.depends_on_the_day()).then_some(services.len()),
            current: current == Some(choice),
        };
        let current = current.filter(|choice| choice.facet() == facet);
        Group {
            key: facet.word(),
            title: site.theme.text(&format!("services.facet.{}", facet.key())).to_owned(),
            current: current.map(|choice| choice.title(site)),
            named_by_content: current.is_some_and(Choice::is_named_by_content),
            clear_url: current.map(|_| site.href(urls::SERVICES)),
            options: found
                .into_iter()
                .filter(|(_, services)| !services.is_empty())
                .map(option)
                .collect(),
        }
    }
}

/// Ministries and topics keep the order of the portal, all else that of its vocabulary.
fn place(portal: &Portal, choice: &Choice) -> Option<usize> {
    match choice {
        Choice::Ministry(id) => portal.ministries.get_index_of(id),
        Choice::Topic(id) => portal.topics.get_index_of(id),
        _ => None,
    }
}

/// A facet with its values.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Group {
    key: &'static str,
    title: String,
    current: Option<String>,
    /// Whether that is a text of the content, as in [`Opt`].
    named_by_content: bool,
    clear_url: Option<String>,
    options: Vec<Opt>,
}

/// A value of a facet as a link.
#[derive(Debug, Serialize)]
struct Opt {
    title: String,
    /// Whether the title is a text of the content, which may be in another language than the page.
    named_by_content: bool,
    url: String,
    value: String,
    count: Option<usize>,
    current: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_of_different_models_have_different_addresses() {
        let urls = [MaturityModel::V1_1, MaturityModel::V2_0].map(|model| Choice::Maturity(model, 3).url());
        assert_eq!(urls, ["/leistungen/reifegrad/1-1-3/", "/leistungen/reifegrad/2-0-3/"]);
    }
}
