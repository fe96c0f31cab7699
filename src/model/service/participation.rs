//! "Kommunale Mitarbeit gesucht": a ministry looks for municipalities that take part.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Contact, Day, Service};

/// "Kommunale Mitarbeit gesucht".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Mitarbeit gesucht", description = "Ein Aufruf zur Mitarbeit")]
pub struct Participation {
    /// Until when.
    #[serde(rename(deserialize = "bis"), default)]
    #[schemars(description = "Bis wann sich Kommunen melden können")]
    pub until: Option<Day>,
    /// What to do.
    #[serde(rename(deserialize = "aufgabe"))]
    #[schemars(description = "Wobei Kommunen mitarbeiten können", example = &"Zwei Behörden für die Erprobung, etwa zwei Stunden in der Woche")]
    pub task: String,
    /// Whom to tell.
    #[serde(rename(deserialize = "kontakt"), default)]
    #[schemars(description = "Bei wem sich Kommunen melden")]
    pub contact: Option<Contact>,
}

impl Participation {
    /// Whether the ministry still looks for municipalities on a day.
    pub fn is_open(&self, on: Day) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

/// The calls of some services that are open on a day, the most urgent first; those without a closing date come last.
pub fn open_calls<'a>(
    services: impl IntoIterator<Item = &'a Arc<Service>>,
    on: Day,
) -> Vec<(&'a Arc<Service>, &'a Participation)> {
    let calls = services.into_iter().filter_map(|service| {
        let call = service.participation.as_ref().filter(|call| call.is_open(on))?;
        Some((service, call))
    });
    let mut calls: Vec<_> = calls.collect();
    calls.sort_by_key(|(_, call)| (call.until.is_none(), call.until));
    calls
}
