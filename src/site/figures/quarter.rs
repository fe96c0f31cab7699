//! What the key figures were a quarter before: from the history of the records, and where that does not reach back so far,
//! from the dates in them.

use std::sync::Arc;

use serde::Serialize;

use crate::model::{AnswerTally, Day, Portal, Reusability, ReusableTally, ReviewTally, Service};

/// The key figures of a quarter before; none where nothing tells.
#[derive(Debug, Serialize)]
pub(in crate::site) struct Quarter {
    /// The day.
    day: Day,
    /// Services that could be re-used.
    reusable: Option<usize>,
    answers: Option<AnswerTally>,
    reviews: Option<ReviewTally>,
}

impl Quarter {
    /// Of the services of a portal that are wanted.
    pub fn of(portal: &Portal, is_wanted: impl Fn(&Service) -> bool) -> Self {
        let Some(earlier) = portal.history.earlier() else {
            return Self::by_dates(portal, is_wanted);
        };
        let services: Vec<&Arc<Service>> = earlier.services(portal).filter(|service| is_wanted(service)).collect();
        let services = || services.iter().copied();
        Self {
            day: earlier.day,
            reusable: Some(ReusableTally::on(portal, services(), earlier.day).now),
            answers: Some(AnswerTally::of(services())),
            reviews: Some(ReviewTally::on(portal, services(), earlier.day)),
        }
    }

    fn by_dates(portal: &Portal, is_wanted: impl Fn(&Service) -> bool) -> Self {
        let day = portal.as_of.a_quarter_before();
        let services = portal.services.values();
        let now =
            services.filter(|service| is_wanted(service) && portal.reusability(service) == Some(Reusability::Now));
        // Since when each was approved, and could be re-used: one that does not say makes the number a guess.
        let known: Option<Vec<bool>> = now
            .map(|service| {
                let approved = service.approval.as_ref()?.on?;
                let from = service.answers.reusable_from?;
                Some(approved <= day && from.has_come(day))
            })
            .collect();
        Self {
            day,
            reusable: known.map(|known| known.into_iter().filter(|was| *was).count()),
            answers: None,
            reviews: None,
        }
    }
}
