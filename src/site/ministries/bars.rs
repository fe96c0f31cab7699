//! Phases and maturity of the services of each ministry, as bars.

use crate::model::{EntityId, MaturityModel, Phase, Service};
use crate::site::edition::{Site, urls};
use crate::site::figures::bars::{self, BarsView, Counts, Kind, Naming};
use crate::site::figures::figure_table::{Cell, FigureTable, csv_route};
use crate::site::route::Route;

/// What is counted of the services of each ministry.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Phases,
    Maturity(MaturityModel),
}

const SUBJECTS: [Subject; 3] = [
    Subject::Phases,
    Subject::Maturity(MaturityModel::V1_1),
    Subject::Maturity(MaturityModel::V2_0),
];

/// The CSV of each figure.
pub(in crate::site) fn routes(site: &Site) -> Vec<Route> {
    if site.portal.ministries.is_empty() {
        return Vec::new();
    }
    let subjects = SUBJECTS.into_iter().filter(|subject| subject.is_shown(site));
    subjects
        .map(|subject| csv_route(subject.csv(), move |site| Some(subject.table(site))))
        .collect()
}

/// The figures of the overview of the ministries.
pub(in crate::site) fn figures(site: &Site) -> Vec<BarsView> {
    let subjects = SUBJECTS.into_iter().filter(|subject| subject.is_shown(site));
    let figures = subjects
        .filter_map(|subject| bars::bars(site, subject.naming(site), &subject.kinds(site), &subject.counts(site)));
    figures.collect()
}

impl Subject {
    /// A model that nothing is measured by has nothing to show.
    fn is_shown(self, site: &Site) -> bool {
        let services = || {
            site.portal
                .reporting_ministries()
                .flat_map(|ministry| site.portal.services_of_ministry(&ministry.id))
        };
        match self {
            Self::Phases => services().next().is_some(),
            Self::Maturity(model) => services().any(|service| level(service, model).is_some()),
        }
    }

    fn csv(self) -> String {
        let name = match self {
            Self::Phases => "phasen",
            Self::Maturity(MaturityModel::V1_1) => "reifegrad-1.1",
            Self::Maturity(MaturityModel::V2_0) => "reifegrad-2.0",
        };
        format!("{}{name}.csv", urls::MINISTRIES)
    }

    fn naming(self, site: &Site) -> Naming {
        let (id, title, note) = match self {
            Self::Phases => ("phasen", site.fill("bars.phases", &[]), "bars.phases_note"),
            Self::Maturity(model) => (
                if model == MaturityModel::V1_1 {
                    "reifegrad-1"
                } else {
                    "reifegrad-2"
                },
                site.fill("bars.maturity", &[("model", &model.to_string())]),
                if model.legal_level().is_some() {
                    "bars.maturity_note_law"
                } else {
                    "bars.maturity_note"
                },
            ),
        };
        let level = match self {
            Self::Maturity(model) => model.legal_level(),
            Self::Phases => None,
        };
        let level = level.map(|level| level.to_string()).unwrap_or_default();
        Naming {
            id,
            title,
            note: site.fill(note, &[("level", &level)]),
            row: site.theme.text("ministries.ministry").to_owned(),
            csv: self.csv(),
        }
    }

    /// Phases, or steps of levels; what is not measured by the model comes last.
    fn kinds(self, site: &Site) -> Vec<Kind> {
        let kind = |paint, meaning| Kind { paint, meaning };
        match self {
            Self::Phases => Phase::ALL
                .iter()
                .map(|phase| {
                    kind(
                        paint_of_phase(*phase),
                        site.fill(&format!("phase.{}", phase.key()), &[]),
                    )
                })
                .collect(),
            Self::Maturity(model) => {
                let paints = ["none_live", "share1", "share2", "share3", "share4"];
                let steps = steps(model).iter().zip(paints).map(|((from, to), paint)| {
                    let gaps = [("from", &*from.to_string()), ("to", &*to.to_string())];
                    let text = if from == to { "bars.level" } else { "bars.levels" };
                    kind(paint, site.fill(text, &gaps))
                });
                let other = kind("unstated", site.fill("bars.no_level", &[]));
                steps.chain([other]).collect()
            }
        }
    }

    fn counts(self, site: &Site) -> Vec<Counts> {
        let counts = site.portal.reporting_ministries().map(|ministry| {
            let services = site.portal.services_of_ministry(&ministry.id);
            Counts {
                label: ministry.abbreviation.clone(),
                name: Cell::entity(site, &ministry.name, EntityId::Ministry(ministry.id.clone())),
                numbers: self.numbers(services.iter().map(|service| &**service)),
            }
        });
        counts
            .filter(|counts| counts.numbers.iter().any(|number| *number > 0))
            .collect()
    }

    fn numbers<'a>(self, services: impl Iterator<Item = &'a Service> + Clone) -> Vec<usize> {
        match self {
            Self::Phases => Phase::ALL
                .iter()
                .map(|phase| services.clone().filter(|service| service.phase == *phase).count())
                .collect(),
            Self::Maturity(model) => {
                let levels = services.map(|service| level(service, model));
                let in_step = |(from, to): &(u8, u8)| {
                    let levels = levels.clone().flatten();
                    levels.filter(|level| (*from..=*to).contains(level)).count()
                };
                let steps = steps(model).iter().map(in_step);
                let unmeasured = levels.clone().filter(Option::is_none).count();
                steps.chain([unmeasured]).collect()
            }
        }
    }

    fn table(self, site: &Site) -> FigureTable {
        bars::table(site, self.naming(site).row, &self.kinds(site), &self.counts(site))
    }
}

fn level(service: &Service, model: MaturityModel) -> Option<u8> {
    service.maturity_by(model).map(|maturity| maturity.level)
}

/// Levels that are counted together, first and last: eight of them would need more patterns than one can tell apart.
fn steps(model: MaturityModel) -> &'static [(u8, u8)] {
    match model {
        MaturityModel::V1_1 => &[(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)],
        MaturityModel::V2_0 => &[(0, 1), (2, 3), (4, 5), (6, 7)],
    }
}

/// The paint whose tone the theme gives the phase.
fn paint_of_phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Preparation => "unstated",
        Phase::InitialInformation => "interested",
        Phase::Piloting => "pilot",
        Phase::Rollout => "introducing",
        Phase::Statewide => "live",
        Phase::Deferred => "ended",
    }
}
