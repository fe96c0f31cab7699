//! The key figures of a set of services: each with its numerator and its denominator.

use std::sync::Arc;

use serde::Serialize;

use crate::charts::{self, Segment};
use crate::model::{AnswerTally, Coverage, Phase, Portal, ReviewTally, Service, count_open_calls};

/// What there is to count about the services of a ministry, a topic area or the whole portal.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Statistics {
    services: usize,
    phases: Vec<PhaseCount>,
    answers: AnswerTally,
    reviews: ReviewTally,
    /// Open calls for participation.
    calls: usize,
    coverage: Coverage,
    /// Whether an invented record is among them.
    sample: bool,
}

/// The services in one phase, with lengths on the scale of [`charts::SCALE`].
#[derive(Debug, Serialize)]
struct PhaseCount {
    phase: Phase,
    phase_word: &'static str,
    tone: &'static str,
    services: usize,
    bar: usize,
    segment: Segment,
}

impl Statistics {
    pub(in crate::site) fn of(portal: &Portal, services: &[Arc<Service>]) -> Self {
        Self {
            services: services.len(),
            phases: phases(services),
            answers: AnswerTally::of(services),
            coverage: Coverage::of_services(portal, services),
            reviews: ReviewTally::of(portal, services),
            calls: count_open_calls(portal, services),
            sample: services.iter().any(|service| service.sample),
        }
    }
}

fn phases(services: &[Arc<Service>]) -> Vec<PhaseCount> {
    let in_phase = |phase: &Phase| services.iter().filter(|service| service.phase == *phase).count();
    let counts: Vec<usize> = Phase::ALL.iter().map(in_phase).collect();
    let lengths = charts::bars(&counts).into_iter().zip(charts::strip(&counts));
    Phase::ALL
        .iter()
        .zip(&counts)
        .zip(lengths)
        .map(|((phase, services), (bar, segment))| PhaseCount {
            phase: *phase,
            phase_word: phase.word(),
            tone: phase.tone(),
            services: *services,
            bar,
            segment,
        })
        .collect()
}
