//! The plan of an authority: for every service that concerns it the next step, who takes it, by when and at what cost.
//! All of it follows from the records; nothing is asked from anybody.

mod costs;
mod entries;
mod outline;
mod situation;
mod step;
mod steps;
mod worklist;

use serde::Serialize;

pub use costs::{CostSum, OwnCosts};
pub use entries::{Entry, Plan};
pub use outline::{LISTED, Outline};
pub use situation::{Situation, next_milestone, open_registration};
pub use step::{DateKind, NextStep, Reason, Step, next_step};
pub use steps::Steps;
pub use worklist::{Task, TaskKind, Worklist};

use crate::model::{Period, Portal};

/// When something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// It can or must be done today.
    Now,
    /// It begins in the quarter of the reference date.
    ThisQuarter,
    /// It begins after that.
    Later,
    /// The ministry has to act first.
    Ministry,
    /// There is nothing to do.
    Done,
}

impl Group {
    /// All, in the order in which readers see them.
    pub const ALL: [Self; 5] = [Self::Now, Self::ThisQuarter, Self::Later, Self::Ministry, Self::Done];

    /// The German word, for anchors and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Now => "jetzt",
            Self::ThisQuarter => "dieses-quartal",
            Self::Later => "spaeter",
            Self::Ministry => "land",
            Self::Done => "laeuft",
        }
    }

    /// English name, for templates, interface texts and open data.
    pub fn key(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::ThisQuarter => "this_quarter",
            Self::Later => "later",
            Self::Ministry => "ministry",
            Self::Done => "done",
        }
    }

    fn of(next: &NextStep, portal: &Portal) -> Self {
        match (next.step, next.date) {
            (Step::Wait, _) => Self::Ministry,
            (Step::Nothing, _) => Self::Done,
            (Step::Schedule, Some(date)) if Period::of(date).is_current(portal.as_of) => Self::ThisQuarter,
            (Step::Schedule, _) => Self::Later,
            _ => Self::Now,
        }
    }
}
