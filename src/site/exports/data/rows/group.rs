//! Coverage of several services or authorities together.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Row, Sample};
use crate::model::{Authority, Coverage, Service};
use crate::site::edition::Site;

/// Of what a figure can be the coverage.
const GROUPS: [&str; 5] = [PORTAL, MINISTRY, TOPIC, COUNTY, AUTHORITY];

/// The whole portal.
const PORTAL: &str = "portal";
/// The services of a ministry.
const MINISTRY: &str = "ministry";
/// The services of a topic area.
const TOPIC: &str = "topic";
/// The authorities of a county or independent town.
const COUNTY: &str = "county";
/// An authority.
const AUTHORITY: &str = "authority";

/// How far the services of a ministry or topic area, or those of a county or authority, have spread.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(
    description = "Wie viele Online-Dienste bei den zuständigen Stellen in Betrieb sind: im ganzen Portal, je Ressort, Themenfeld, Landkreis oder kreisfreier Stadt und Stelle"
)]
pub(in crate::site) struct GroupCoverageRow {
    #[schemars(
        description = "Worüber gezählt wird: das ganze Portal, ein Ressort, ein Themenfeld, ein Landkreis (auch eine kreisfreie Stadt) oder eine Stelle",
        extend("enum" = GROUPS)
    )]
    group: &'static str,
    #[schemars(
        description = "Kennung des Ressorts, des Themenfelds, des Landkreises oder der Stelle; leer beim ganzen Portal"
    )]
    id: Option<String>,
    #[schemars(description = "Name")]
    name: String,
    #[schemars(
        description = "Zähler: Paare aus Leistung und zuständiger Stelle, bei denen der Online-Dienst in Betrieb ist"
    )]
    numerator: usize,
    #[schemars(description = "Nenner: Paare, zu denen eine Angabe vorliegt")]
    denominator: usize,
    #[schemars(description = "Alle Paare aus Leistung und zuständiger Stelle, mit und ohne Angabe")]
    responsible: usize,
    #[schemars(description = "Paare, bei denen der Online-Dienst eingeführt wird")]
    introducing: usize,
    #[schemars(description = "Paare, bei denen die Stelle Pilotbehörde ist")]
    pilot: usize,
    #[schemars(description = "Paare, bei denen die Stelle Interesse bekundet hat")]
    interested: usize,
    #[schemars(description = "Paare, bei denen die Stelle den Online-Dienst nicht mehr nutzt")]
    ended: usize,
    #[schemars(description = "Paare, zu denen es keine Angabe gibt; sie zählen nicht als „nein“")]
    unstated: usize,
    #[schemars(description = "Die Regel, nach der gezählt wird")]
    rule: String,
    #[schemars(description = "Ob erfundene Angaben mitgezählt sind (Beispieldaten)")]
    sample: bool,
}

impl GroupCoverageRow {
    fn new(site: &Site, group: &'static str, of: (Option<String>, &str), coverage: Coverage, sample: bool) -> Self {
        Self {
            group,
            id: of.0,
            name: of.1.to_owned(),
            numerator: coverage.live,
            denominator: coverage.stated(),
            responsible: coverage.of,
            introducing: coverage.introducing,
            pilot: coverage.pilot,
            interested: coverage.interested,
            ended: coverage.ended,
            unstated: coverage.unstated,
            rule: site.theme.text(&format!("data.group_rule.{}", group)).to_owned(),
            sample,
        }
    }

    fn of_portal(site: &Site) -> Self {
        let services = || site.portal.services.values();
        let coverage = Coverage::of_services(&site.portal, services());
        let name = site.portal.settings.title.as_str();
        Self::new(
            site,
            PORTAL,
            (None, name),
            coverage,
            services().any(|service| service.sample),
        )
    }

    fn of_counties(site: &Site) -> impl Iterator<Item = Self> {
        let sample = site.portal.services.values().any(|service| service.sample);
        Coverage::by_county(&site.portal)
            .into_iter()
            .filter_map(move |(id, coverage)| {
                let county = site.portal.authorities.get(&id)?;
                Some(Self::new(
                    site,
                    COUNTY,
                    (Some(id.to_string()), &county.name),
                    coverage,
                    sample,
                ))
            })
    }

    fn of_authority(site: &Site, authority: &Authority) -> Self {
        let coverage = Coverage::of_authority(&site.portal, authority);
        let mut services = site.portal.services_of_authority(authority);
        let sample = services.any(|service: &std::sync::Arc<Service>| service.sample);
        let of = (Some(authority.id.to_string()), authority.name.as_str());
        Self::new(site, AUTHORITY, of, coverage, sample)
    }
}

impl Sample for GroupCoverageRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for GroupCoverageRow {
    const NAME: &'static str = "abdeckung-gruppen";
    const KEY: &'static str = "group_coverage";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        let portal = &site.portal;
        let of_services = move |group: &'static str, id: String, name: &str, services: &[std::sync::Arc<Service>]| {
            let coverage = Coverage::of_services(portal, services);
            let sample = services.iter().any(|service| service.sample);
            Self::new(site, group, (Some(id), name), coverage, sample)
        };
        let ministries = portal.ministries.values().map(move |ministry| {
            let services = portal.services_of_ministry(&ministry.id);
            of_services(MINISTRY, ministry.id.to_string(), &ministry.name, services)
        });
        let topics = portal.topics.values().map(move |topic| {
            let services = portal.services_of_topic(&topic.id);
            of_services(TOPIC, topic.id.to_string(), &topic.name, services)
        });
        let authorities = portal
            .authorities
            .values()
            .map(move |authority| Self::of_authority(site, authority));
        std::iter::once(Self::of_portal(site))
            .chain(ministries)
            .chain(topics)
            .chain(Self::of_counties(site))
            .chain(authorities)
    }
}
