//! How much an online service is used, month by month.

use serde::Serialize;

use crate::extent::Whole;
use crate::model::{PartialDate, Population};

/// A number of cases.
pub type Cases = Population;

/// One line of `nutzung.csv`. Its schema says what the columns mean; the table itself is read by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(title = "Nutzung", description = "Eine Zeile der Tabelle nutzung.csv")]
pub struct Usage {
    /// When.
    #[schemars(rename = "monat", description = "Der Monat, zum Beispiel 2022-01")]
    pub month: PartialDate,
    /// All cases, by whatever way they came.
    #[schemars(
        rename = "faelle",
        description = "Zahl aller Fälle in diesem Monat, auf welchem Weg auch immer",
        example = 240
    )]
    pub cases: Option<Cases>,
    /// Those that came online.
    #[schemars(description = "Zahl der Fälle, die online gestellt wurden", example = 90)]
    pub online: Option<Cases>,
    /// The line of the file, counted from 1.
    #[serde(skip)]
    pub line: u32,
}

impl Usage {
    /// How many of a thousand cases came online, rounded down: "all" is said only where it was all. None where one of the
    /// two is not stated, or there was no case.
    pub fn online_per_mille(&self) -> Option<u64> {
        let (cases, online) = (u64::from(self.cases?), u64::from(self.online?));
        online.min(cases).times(1000).checked_div(cases)
    }
}
