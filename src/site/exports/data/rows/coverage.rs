//! Coverage: a figure with its numerator, denominator and rule.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Row, Sample};
use crate::model::{Coverage, Service};
use crate::site::edition::Site;

/// How far a service has spread.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(description = "Wie viele der zuständigen Stellen einen Online-Dienst haben")]
pub(in crate::site) struct CoverageRow {
    #[schemars(description = "Kennung der Leistung")]
    pub service: String,
    #[schemars(description = "Zähler: zuständige Stellen, bei denen der Online-Dienst in Betrieb ist")]
    pub numerator: usize,
    #[schemars(description = "Nenner: zuständige Stellen, zu denen eine Angabe vorliegt")]
    pub denominator: usize,
    #[schemars(
        description = "Alle zuständigen Stellen, mit und ohne Angabe; 0, wenn keine Art von Stelle angegeben ist"
    )]
    pub responsible: usize,
    #[schemars(description = "Zuständige Stellen, die den Online-Dienst einführen")]
    pub introducing: usize,
    #[schemars(description = "Zuständige Stellen, die Pilotbehörden sind")]
    pub pilot: usize,
    #[schemars(description = "Zuständige Stellen, die Interesse bekundet haben")]
    pub interested: usize,
    #[schemars(description = "Zuständige Stellen, die den Online-Dienst nicht mehr nutzen")]
    pub ended: usize,
    #[schemars(description = "Zuständige Stellen, zu denen es keine Angabe gibt; sie zählen nicht als „nein“")]
    pub unstated: usize,
    #[schemars(description = "Die Regel, nach der gezählt wird")]
    pub rule: String,
    #[schemars(description = "Ob die Angaben erfunden sind (Beispieldaten)")]
    pub sample: bool,
}

impl CoverageRow {
    pub fn of(site: &Site, service: &Service) -> Self {
        let coverage = Coverage::of_service(&site.portal, service);
        let carriers = site.carriers_of(service).join(", ");
        let rule = if carriers.is_empty() {
            "data.rule_none"
        } else {
            "data.rule"
        };
        Self {
            service: service.id.to_string(),
            numerator: coverage.live,
            denominator: coverage.stated(),
            responsible: coverage.of,
            introducing: coverage.introducing,
            pilot: coverage.pilot,
            interested: coverage.interested,
            ended: coverage.ended,
            unstated: coverage.unstated,
            rule: site.fill(rule, &[("kinds", &carriers)]),
            sample: service.sample,
        }
    }
}

impl Sample for CoverageRow {
    fn is_sample(&self) -> bool {
        self.sample
    }
}

impl Row for CoverageRow {
    const NAME: &'static str = "abdeckung";
    const KEY: &'static str = "coverage";

    fn all(site: &Site) -> impl Iterator<Item = Self> {
        site.portal
            .services
            .values()
            .map(move |service| Self::of(site, service))
    }
}
