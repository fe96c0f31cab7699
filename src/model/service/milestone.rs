//! How far a planned step is, and the quarter that it is planned for.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::extent::Whole;
use crate::model::{Day, PartialDate};

/// How far a planned step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// Done.
    Done,
    /// Still to be done.
    Open,
    /// Not done, and the last day that was meant is over: a step of a quarter is late only after its end.
    Overdue,
}

impl Milestone {
    /// How far it is on a day.
    pub fn state(&self, on: Day) -> MilestoneState {
        match self.done {
            true => MilestoneState::Done,
            false if self.date.is_past(on) => MilestoneState::Overdue,
            false => MilestoneState::Open,
        }
    }
}

impl PartialDate {
    /// Whether the last day that it may mean is over.
    pub fn is_past(self, on: Day) -> bool {
        Day(self.last_day()) < on
    }
}

/// A quarter, or a year whose quarter is not known. In order, such a year comes after its quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub year: i16,
    /// 1 to 4; five where it is not known.
    order: i8,
}

impl Period {
    /// In which a date begins.
    pub fn of(date: PartialDate) -> Self {
        let first = date.first_day();
        Self {
            year: first.year(),
            order: match date {
                PartialDate::Year(_) => 5,
                _ => (first.month().minus(1) / 3).plus(1),
            },
        }
    }

    /// 1 to 4; none where only the year is known.
    pub fn quarter(self) -> Option<i8> {
        (self.order <= 4).then_some(self.order)
    }

    /// All days that it may mean.
    pub fn date(self) -> PartialDate {
        match self.quarter() {
            Some(quarter) => PartialDate::Quarter(self.year, quarter),
            None => PartialDate::Year(self.year),
        }
    }

    /// Whether a day lies in it; in a year whose quarter is not known, no day does.
    pub fn is_current(self, on: Day) -> bool {
        self == Self::of(PartialDate::Day(on.0))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.date().fmt(formatter)
    }
}

/// One planned step of the ministry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Nächster Schritt", description = "Ein geplanter Schritt des Ministeriums")]
pub struct Milestone {
    /// When.
    #[serde(rename(deserialize = "datum"))]
    #[schemars(description = "Wann: Tag, Monat, Quartal oder Jahr")]
    pub date: PartialDate,
    /// What.
    #[serde(rename(deserialize = "titel"))]
    #[schemars(description = "Was geschieht", example = &"Beginn des Rollouts")]
    pub title: String,
    /// Whether it is done.
    #[serde(rename(deserialize = "erledigt"), default)]
    #[schemars(description = "`true`, sobald der Schritt getan ist")]
    pub done: bool,
}
