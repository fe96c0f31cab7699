//! How fresh a record is: when the ministry confirmed it, and whether that still holds.

use serde::Serialize;

use crate::model::{Day, Days, Portal, Service};

/// Whether a ministry stands by a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Freshness {
    /// Confirmed, and the confirmation still holds.
    Confirmed,
    /// Confirmed too long ago.
    Overdue,
    /// Never confirmed.
    Never,
}

impl Freshness {
    /// All, the freshest first.
    pub const ALL: [Self; 3] = [Self::Confirmed, Self::Overdue, Self::Never];

    /// German word, for addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "aktuell",
            Self::Overdue => "ueberfaellig",
            Self::Never => "nie",
        }
    }

    /// English name, for templates and interface texts.
    pub fn key(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Overdue => "overdue",
            Self::Never => "never",
        }
    }
}

impl Service {
    /// The last day on which the confirmation of the record holds, if it was ever confirmed.
    fn review_due(&self, default_days: Days) -> Option<Day> {
        self.reviewed_on
            .map(|day| day.plus_days(self.review_after_days.unwrap_or(default_days).get()))
    }
}

impl Portal {
    /// The last day on which the ministry's confirmation of a record holds or held; none where it was never confirmed.
    pub fn review_due(&self, service: &Service) -> Option<Day> {
        service.review_due(self.settings.review_after_days)
    }

    /// Whether the ministry stands by a record on the reference date.
    pub fn freshness(&self, service: &Service) -> Freshness {
        self.freshness_on(service, self.as_of)
    }

    /// Whether the ministry stood by a record on a day.
    pub fn freshness_on(&self, service: &Service, day: Day) -> Freshness {
        match self.review_due(service) {
            Some(due) if due < day => Freshness::Overdue,
            Some(_) => Freshness::Confirmed,
            None => Freshness::Never,
        }
    }
}
